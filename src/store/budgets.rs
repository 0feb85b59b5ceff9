//! What counts against an account's budget, and the alerts that were recorded. The budget itself stands with the account.

use super::{Batch, StoreError, Tx};
use crate::domain::{calendar::Timestamp, ids::AccountId, money::Amount, month::Month};

/// What orders took from the balance of an account since `from`, less what refunds gave back.
///
/// # Errors
/// When the database fails.
pub async fn paid_since(tx: &mut Tx, account: AccountId, from: Timestamp) -> Result<Amount, StoreError> {
    let (paid,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "SELECT CAST(COALESCE(SUM(p.amount), 0) AS BIGINT) FROM ledger_entries e
         JOIN ledger_postings p ON p.entry_id = e.id
         WHERE e.account_id = $1 AND e.at >= $2 AND e.kind IN ('order', 'refund')
             AND p.ledger_account = 'customer_balance'",
        account.0,
        from.unix()
    )?;
    Ok(Amount::minor(paid))
}

/// The percentages whose alert was recorded for a month, lowest first.
///
/// # Errors
/// When the database fails.
pub async fn alerts(tx: &mut Tx, account: AccountId, month: Month) -> Result<Vec<u32>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64,),
        "SELECT percent FROM budget_alerts WHERE account_id = $1 AND month = $2 ORDER BY percent",
        account.0,
        month.to_string()
    )?;
    let percent = |(percent,): (i64,)| {
        u32::try_from(percent).map_err(|_| StoreError::inconsistent("budget_alerts", "percent", percent))
    };
    rows.into_iter().map(percent).collect()
}

/// Adds the record of an alert to the unit's batch; each is recorded once a month.
pub fn alert(batch: &mut Batch, account: AccountId, (month, percent): (Month, u32), at: Timestamp) {
    batch.add(
        "INSERT INTO budget_alerts (account_id, month, percent, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        binds![account.0, month.to_string(), percent, at.unix()],
    );
}
