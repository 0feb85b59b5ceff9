//! Bills as they are read: whole, without their lines, and what earlier bills mean for the next one.

use uuid::Uuid;

use crate::{
    domain::{
        bill::{Bill, BillNo, BillState, BillStatus, BillTimes, Carried, Kept, Seal},
        calendar::Timestamp,
        charge::ChargeLine,
        ids::{AccountId, VoucherId},
        money::{Amount, Currency},
        month::Month,
    },
    store::{StoreError, Tx, quotes::from_json},
};

row! {
    pub(super) struct Row {
        account_id: Uuid,
        month: String,
        state: String,
        currency: String,
        carried_from: Option<String>,
        carried: i64,
        paid: i64,
        owed: i64,
        moved: i64,
        number: Option<i64>,
        hash: Option<String>,
        drawn_up_at: i64,
        debit_at: i64,
        deactivate_at: i64,
        paid_at: Option<i64>,
    }
}

/// The columns of a [`Row`], of a bill `b`.
macro_rules! bill_columns {
    () => {
        "b.account_id, b.month, b.state, b.currency, b.carried_from, b.carried, b.paid, b.owed, b.moved, b.number,
         b.hash, b.drawn_up_at, b.debit_at, b.deactivate_at, b.paid_at"
    };
}
pub(super) use bill_columns;

impl Row {
    pub(super) fn kept(self, lines: Vec<ChargeLine>) -> Result<Kept, StoreError> {
        let key = format!("{} {}", self.account_id, self.month);
        let bad = |column| StoreError::inconsistent("bills", column, &key);
        let times = BillTimes {
            drawn_up_at: Timestamp::from_unix(self.drawn_up_at),
            debit_at: Timestamp::from_unix(self.debit_at),
            deactivate_at: Timestamp::from_unix(self.deactivate_at),
        };
        let state = match BillStatus::parse(&self.state).ok_or_else(|| bad("state"))? {
            BillStatus::Pushed => BillState::Pushed,
            BillStatus::Closed => BillState::Closed,
            BillStatus::Overdue => {
                BillState::Overdue { since: times.debit_at, owed: Amount::minor(self.owed) }
            }
            BillStatus::Paid => {
                BillState::Paid { at: self.paid_at.map(Timestamp::from_unix).ok_or_else(|| bad("paid_at"))? }
            }
        };
        let from = self.carried_from.as_deref();
        let from = from.map(|from| Month::parse(from).ok_or_else(|| bad("carried_from"))).transpose()?;
        let bill = Bill {
            account: AccountId(self.account_id),
            month: Month::parse(&self.month).ok_or_else(|| bad("month"))?,
            currency: Currency::parse(&self.currency).ok_or_else(|| bad("currency"))?,
            lines,
            carried: from.map(|from| Carried { from, amount: Amount::minor(self.carried) }),
            times,
            state,
        };
        Ok(Kept {
            bill,
            seal: self.number.zip(self.hash).map(|(no, hash)| Seal { no: BillNo(no), hash }),
            paid: Amount::minor(self.paid),
            moved: Amount::minor(self.moved),
        })
    }
}

fn line((month, content, deducted): (String, String, i64)) -> Result<ChargeLine, StoreError> {
    let line: ChargeLine = from_json("bill_lines", "content", &month, &content)?;
    Ok(ChargeLine { deducted: Amount::minor(deducted), ..line })
}

/// The bill of an account's month, with its lines.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, account: AccountId, month: Month) -> Result<Option<Kept>, StoreError> {
    let row = fetch_optional!(
        tx,
        Row,
        concat!("SELECT ", bill_columns!(), " FROM bills b WHERE b.account_id = $1 AND b.month = $2"),
        account.0,
        month.to_string()
    )?;
    let Some(row) = row else { return Ok(None) };
    let lines = fetch_all!(
        tx,
        (String, String, i64),
        "SELECT month, content, deducted FROM bill_lines WHERE account_id = $1 AND month = $2 ORDER BY position",
        account.0,
        month.to_string()
    )?;
    row.kept(lines.into_iter().map(line).collect::<Result<_, _>>()?).map(Some)
}

/// What a bill was drawn up as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The hash of its content before vouchers; none on a bill that an older program drew up.
    pub hash: Option<String>,
    /// The lines and what was carried over, before vouchers.
    pub total: Amount,
}

/// What an account's month was drawn up as, without its lines.
///
/// # Errors
/// When the database fails.
pub async fn drawn(tx: &mut Tx, account: AccountId, month: Month) -> Result<Option<Drawn>, StoreError> {
    let row = fetch_optional!(
        tx,
        (Option<String>, i64),
        "SELECT hash, total FROM bills WHERE account_id = $1 AND month = $2",
        account.0,
        month.to_string()
    )?;
    Ok(row.map(|(hash, total)| Drawn { hash, total: Amount::minor(total) }))
}

/// The lines by which a month was billed on closed bills: its own bill's, and corrections on later ones (U7).
///
/// # Errors
/// When the database fails.
pub async fn billed(tx: &mut Tx, account: AccountId, month: Month) -> Result<Vec<ChargeLine>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String, String, i64),
        "SELECT l.month, l.content, l.deducted FROM bill_lines l
         JOIN bills b ON b.account_id = l.account_id AND b.month = l.month
         WHERE l.account_id = $1 AND l.charged_month = $2 AND b.state <> 'pushed' ORDER BY l.month, l.position",
        account.0,
        month.to_string()
    )?;
    rows.into_iter().map(line).collect()
}

/// The small rest of an earlier bill that the bill of `month` takes over (U8).
///
/// # Errors
/// When the database fails.
pub async fn carried_into(
    tx: &mut Tx,
    account: AccountId,
    month: Month,
) -> Result<Option<Carried>, StoreError> {
    let row = fetch_optional!(
        tx,
        (String, i64),
        "SELECT b.month, b.moved FROM bills b WHERE b.account_id = $1 AND b.month < $2 AND b.moved > 0
             AND NOT EXISTS (SELECT 1 FROM bills n WHERE n.account_id = b.account_id AND n.carried_from = b.month
                             AND n.month <> $2)
         ORDER BY b.month DESC LIMIT 1",
        account.0,
        month.to_string()
    )?;
    let carried = |(from, amount): (String, i64)| {
        let bad = || StoreError::inconsistent("bills", "month", account);
        Ok(Carried { from: Month::parse(&from).ok_or_else(bad)?, amount: Amount::minor(amount) })
    };
    row.map(carried).transpose()
}

/// What each voucher took off a bill, with the voucher's name.
///
/// # Errors
/// When the database fails.
pub async fn vouchers(
    tx: &mut Tx,
    account: AccountId,
    month: Month,
) -> Result<Vec<(VoucherId, String, Amount)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (Uuid, String, i64),
        "SELECT u.voucher_id, v.name, u.deducted FROM bill_vouchers u JOIN vouchers v ON v.id = u.voucher_id
         WHERE u.account_id = $1 AND u.month = $2 ORDER BY v.expires_at, v.id",
        account.0,
        month.to_string()
    )?;
    Ok(rows.into_iter().map(|(id, name, taken)| (VoucherId(id), name, Amount::minor(taken))).collect())
}

/// The payments in money on a bill, in order.
///
/// # Errors
/// When the database fails.
pub async fn payments(
    tx: &mut Tx,
    account: AccountId,
    month: Month,
) -> Result<Vec<(u32, Amount, Timestamp)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64, i64, i64),
        "SELECT position, amount, at FROM bill_payments WHERE account_id = $1 AND month = $2 ORDER BY position",
        account.0,
        month.to_string()
    )?;
    let payment = |(position, amount, at): (i64, i64, i64)| {
        let bad = |_| StoreError::inconsistent("bill_payments", "position", account);
        Ok((u32::try_from(position).map_err(bad)?, Amount::minor(amount), Timestamp::from_unix(at)))
    };
    rows.into_iter().map(payment).collect()
}
