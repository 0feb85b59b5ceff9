//! What apps cost in the past, in money: orders less what was given back, and bills.

use super::{StoreError, Tx, quotes::app_id};
use crate::domain::{
    calendar::Timestamp,
    ids::{AccountId, SdkAppId},
    money::Amount,
    month::Month,
    spent::Spent,
};

/// What orders of an account took from its balance since `from`, and what refunds gave back, each with its moment.
///
/// # Errors
/// When the database fails.
pub async fn paid(
    tx: &mut Tx,
    account: AccountId,
    from: Timestamp,
) -> Result<Vec<(SdkAppId, Timestamp, Amount)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64, i64, i64),
        "SELECT sdk_app_id, paid_at, payable - given_back FROM orders WHERE account_id = $1 AND paid_at >= $2
         UNION ALL
         SELECT r.sdk_app_id, r.at, -r.total FROM apps a JOIN refunds r ON r.sdk_app_id = a.sdk_app_id
         WHERE a.account_id = $1 AND r.at >= $2",
        account.0,
        from.unix()
    )?;
    let read = |(app, at, amount): (i64, i64, i64)| {
        Ok((app_id("orders", app)?, Timestamp::from_unix(at), Amount::minor(amount)))
    };
    rows.into_iter().map(read).collect()
}

/// What the bills of an account from the month `from` on charge for each app, less what vouchers took off. The small rest
/// of an earlier bill belongs to that one.
///
/// # Errors
/// When the database fails.
pub async fn billed(tx: &mut Tx, account: AccountId, from: Month) -> Result<Vec<Spent>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64, String, i64),
        "SELECT sdk_app_id, month, CAST(SUM(amount - deducted) AS BIGINT) FROM bill_lines
         WHERE account_id = $1 AND month >= $2 GROUP BY sdk_app_id, month",
        account.0,
        from.to_string()
    )?;
    let read = |(app, month, amount): (i64, String, i64)| {
        let month =
            Month::parse(&month).ok_or_else(|| StoreError::inconsistent("bill_lines", "month", app))?;
        Ok(Spent { app: app_id("bill_lines", app)?, month, amount: Amount::minor(amount) })
    };
    rows.into_iter().map(read).collect()
}
