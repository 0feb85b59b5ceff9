//! Vouchers.

use uuid::Uuid;

use super::{Batch, StoreError, Tx};
use crate::domain::{
    calendar::Timestamp,
    ids::{AccountId, OrderNo, VoucherId},
    money::Amount,
    voucher::Voucher,
};

row! {
    struct VoucherRow {
        id: Uuid,
        name: String,
        face: i64,
        remaining: i64,
        threshold: i64,
        scope: String,
        reusable: bool,
        automatic: bool,
        frozen_by: Option<String>,
        granted_at: i64,
        expires_at: i64,
    }
}

macro_rules! voucher_columns {
    () => {
        "id, name, face, remaining, threshold, scope, reusable, automatic, frozen_by, granted_at, expires_at"
    };
}

impl TryFrom<VoucherRow> for Voucher {
    type Error = StoreError;

    fn try_from(row: VoucherRow) -> Result<Self, StoreError> {
        let bad = |column| StoreError::inconsistent("vouchers", column, row.id);
        let frozen_by = row.frozen_by.as_deref().map(|no| OrderNo::parse(no).ok_or_else(|| bad("frozen_by")));
        Ok(Self {
            id: VoucherId(row.id),
            scope: serde_json::from_str(&row.scope).map_err(|_| bad("scope"))?,
            frozen_by: frozen_by.transpose()?,
            name: row.name,
            face: Amount::minor(row.face),
            remaining: Amount::minor(row.remaining),
            threshold: Amount::minor(row.threshold),
            reusable: row.reusable,
            automatic: row.automatic,
            granted_at: Timestamp::from_unix(row.granted_at),
            expires_at: Timestamp::from_unix(row.expires_at),
        })
    }
}

/// A voucher of an account; none when it is another account's.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, account: AccountId, id: VoucherId) -> Result<Option<Voucher>, StoreError> {
    let row = fetch_optional!(
        tx,
        VoucherRow,
        concat!("SELECT ", voucher_columns!(), " FROM vouchers WHERE id = $1 AND account_id = $2"),
        id.0,
        account.0
    )?;
    row.map(Voucher::try_from).transpose()
}

/// Every voucher of an account, by expiry.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx, account: AccountId) -> Result<Vec<Voucher>, StoreError> {
    let rows = fetch_all!(
        tx,
        VoucherRow,
        concat!(
            "SELECT ",
            voucher_columns!(),
            " FROM vouchers WHERE account_id = $1 ORDER BY expires_at, id"
        ),
        account.0
    )?;
    rows.into_iter().map(Voucher::try_from).collect()
}

/// Adds a new voucher to the unit's batch.
pub fn insert(batch: &mut Batch, account: AccountId, voucher: &Voucher) {
    batch.add(
        "INSERT INTO vouchers (id, account_id, name, face, remaining, threshold, scope, reusable, automatic,
             granted_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        binds![
            voucher.id.0,
            account.0,
            voucher.name.clone(),
            voucher.face.as_minor(),
            voucher.remaining.as_minor(),
            voucher.threshold.as_minor(),
            serde_json::to_string(&voucher.scope).unwrap_or_default(),
            voucher.reusable,
            voucher.automatic,
            voucher.granted_at.unix(),
            voucher.expires_at.unix()
        ],
    );
}

/// Adds what is left of a voucher and who holds it to the unit's batch. Its account is locked by the unit.
pub fn save(batch: &mut Batch, voucher: &Voucher) {
    batch.add(
        "UPDATE vouchers SET remaining = ?, frozen_by = ? WHERE id = ?",
        binds![
            voucher.remaining.as_minor(),
            voucher.frozen_by.as_ref().map(|no| no.as_str().to_owned()),
            voucher.id.0
        ],
    );
}

/// The orders, and the months of the bills, that each voucher of an account was used on.
///
/// # Errors
/// When the database fails.
pub async fn uses(tx: &mut Tx, account: AccountId) -> Result<Vec<(VoucherId, String)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (Uuid, String),
        "SELECT voucher_id, no FROM orders WHERE account_id = $1 AND voucher_id IS NOT NULL AND status = 'paid'
         UNION ALL
         SELECT u.voucher_id, o.no FROM order_vouchers u JOIN orders o ON o.no = u.order_no WHERE o.account_id = $1
         UNION ALL
         SELECT voucher_id, month FROM bill_vouchers WHERE account_id = $1
         ORDER BY no",
        account.0
    )?;
    Ok(rows.into_iter().map(|(id, no)| (VoucherId(id), no)).collect())
}
