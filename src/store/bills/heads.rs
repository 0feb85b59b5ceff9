//! Bills without their lines: the list of an account, and what is overdue of it.

use super::rows::{Row, bill_columns};
use crate::{
    domain::{bill::Kept, ids::AccountId, money::Amount, month::Month},
    store::{StoreError, Tx},
};

/// A bill without its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The bill; it has no lines here, so its own sums are none.
    pub kept: Kept,
    /// The lines and what was carried over, before vouchers.
    pub total: Amount,
    /// What vouchers took off.
    pub deducted: Amount,
}

row! {
    struct HeadRow {
        #[sqlx(flatten)]
        row: Row,
        total: i64,
        deducted: i64,
    }
}

impl TryFrom<HeadRow> for Head {
    type Error = StoreError;

    fn try_from(HeadRow { row, total, deducted }: HeadRow) -> Result<Self, StoreError> {
        let kept = row.kept(Vec::new())?;
        Ok(Self { kept, total: Amount::minor(total), deducted: Amount::minor(deducted) })
    }
}

/// The bills of an account, the newest first: at most `limit` of those before the month `before`.
///
/// # Errors
/// When the database fails.
pub async fn heads(
    tx: &mut Tx,
    account: AccountId,
    before: Month,
    limit: u32,
) -> Result<Vec<Head>, StoreError> {
    let rows = fetch_all!(
        tx,
        HeadRow,
        concat!(
            "SELECT ",
            bill_columns!(),
            ", b.total, b.deducted FROM bills b WHERE b.account_id = $1 AND b.month < $2
             ORDER BY b.month DESC LIMIT $3"
        ),
        account.0,
        before.to_string(),
        i64::from(limit)
    )?;
    rows.into_iter().map(Head::try_from).collect()
}

/// The overdue bills of an account, the oldest first (M1).
///
/// # Errors
/// When the database fails.
pub async fn overdue(tx: &mut Tx, account: AccountId) -> Result<Vec<Head>, StoreError> {
    let rows = fetch_all!(
        tx,
        HeadRow,
        concat!(
            "SELECT ",
            bill_columns!(),
            ", b.total, b.deducted FROM bills b WHERE b.account_id = $1 AND b.state = 'overdue' ORDER BY b.month"
        ),
        account.0
    )?;
    rows.into_iter().map(Head::try_from).collect()
}

/// The apps with a line on an overdue bill of an account, which are stopped for it unless it is paid (U8).
///
/// # Errors
/// When the database fails.
pub async fn overdue_apps(tx: &mut Tx, account: AccountId) -> Result<Vec<i64>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64,),
        "SELECT DISTINCT l.sdk_app_id FROM bills b
         JOIN bill_lines l ON l.account_id = b.account_id AND l.month = b.month
         WHERE b.account_id = $1 AND b.state = 'overdue'",
        account.0
    )?;
    Ok(rows.into_iter().map(|(app,)| app).collect())
}
