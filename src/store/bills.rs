//! Bills with their lines, the vouchers and payments on them (U7, U8). The database refuses every change of a closed
//! bill but its payment.

mod heads;
mod rows;

pub use heads::{Head, heads, overdue, overdue_apps};
pub use rows::{Drawn, billed, carried_into, drawn, find, payments, vouchers};

use super::{Batch, StoreError, Tx};
use crate::domain::{
    bill::{Bill, BillNo, BillState, Kept},
    calendar::Timestamp,
    charge::ChargeLine,
    ids::{AccountId, VoucherId},
    money::Amount,
    month::Month,
};

/// Takes the next number of a closed bill, within the unit that closes it.
///
/// # Errors
/// When the database fails.
pub async fn next_number(tx: &mut Tx) -> Result<BillNo, StoreError> {
    let (number,): (i64,) =
        fetch_one!(tx, (i64,), "UPDATE counters SET value = value + 1 WHERE name = 'bill' RETURNING value")?;
    Ok(BillNo(number))
}

/// Takes the lines of a bill that is not closed away, so that it can be drawn up again.
///
/// # Errors
/// When the database fails.
pub async fn clear(tx: &mut Tx, account: AccountId, month: Month) -> Result<(), StoreError> {
    execute!(
        tx,
        "DELETE FROM bill_lines WHERE account_id = $1 AND month = $2",
        account.0,
        month.to_string()
    )?;
    Ok(())
}

/// Adds a bill as it is drawn up to a batch, with its lines and their hash; it has none yet.
pub fn push(batch: &mut Batch, bill: &Bill) {
    let (account, month) = (bill.account.0, bill.month.to_string());
    batch.add(
        "INSERT INTO bills (account_id, month, state, currency, carried_from, carried, total, deducted, paid, owed,
             moved, hash, drawn_up_at, debit_at, deactivate_at)
         VALUES (?, ?, 'pushed', ?, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?)
         ON CONFLICT (account_id, month) DO UPDATE SET carried_from = excluded.carried_from,
             carried = excluded.carried, total = excluded.total, deducted = excluded.deducted, hash = excluded.hash",
        binds![
            account,
            month.clone(),
            bill.currency.code(),
            bill.carried.map(|carried| carried.from.to_string()),
            bill.carried.map_or(Amount::ZERO, |carried| carried.amount).as_minor(),
            bill.total().as_minor(),
            bill.deducted().as_minor(),
            bill.hash().ok(),
            bill.times.drawn_up_at.unix(),
            bill.times.debit_at.unix(),
            bill.times.deactivate_at.unix()
        ],
    );
    let row = |(position, line): (u32, &ChargeLine)| {
        let content = ChargeLine { deducted: Amount::ZERO, ..line.clone() };
        binds![
            account,
            month.clone(),
            position,
            line.app.number(),
            line.month.to_string(),
            serde_json::to_string(&line.subject).unwrap_or_default(),
            serde_json::to_string(&content).unwrap_or_default(),
            line.amount.as_minor(),
            line.deducted.as_minor()
        ]
    };
    batch.add_rows(
        "INSERT INTO bill_lines (account_id, month, position, sdk_app_id, charged_month, subject, content, amount, deducted)",
        (1..).zip(&bill.lines).map(row),
    );
}

/// Adds what became of a bill to the unit's batch: that it was closed and debited, or paid further.
pub fn settle(batch: &mut Batch, kept: &Kept) {
    let Kept { bill, seal, paid, moved } = kept;
    let paid_at = match bill.state {
        BillState::Paid { at } => Some(at.unix()),
        BillState::Pushed | BillState::Closed | BillState::Overdue { .. } => None,
    };
    batch.add(
        "UPDATE bills SET state = ?, number = ?, hash = ?, paid = ?, owed = ?, moved = ?, paid_at = ?
         WHERE account_id = ? AND month = ?",
        binds![
            bill.state.status().as_str(),
            seal.as_ref().map(|seal| seal.no.0),
            seal.as_ref().map(|seal| seal.hash.clone()),
            paid.as_minor(),
            bill.owed().as_minor(),
            moved.as_minor(),
            paid_at,
            bill.account.0,
            bill.month.to_string()
        ],
    );
}

/// Adds a payment in money to the unit's batch; number 0 is the debit's.
pub fn pay(batch: &mut Batch, bill: &Bill, (position, amount): (u32, Amount), at: Timestamp) {
    batch.add(
        "INSERT INTO bill_payments (account_id, month, position, amount, at) VALUES (?, ?, ?, ?, ?)",
        binds![bill.account.0, bill.month.to_string(), position, amount.as_minor(), at.unix()],
    );
}

/// Adds what a voucher took off a bill to the unit's batch.
pub fn take(batch: &mut Batch, bill: &Bill, voucher: VoucherId, deducted: Amount) {
    batch.add(
        "INSERT INTO bill_vouchers (account_id, month, voucher_id, deducted) VALUES (?, ?, ?, ?)",
        binds![bill.account.0, bill.month.to_string(), voucher.0, deducted.as_minor()],
    );
}
