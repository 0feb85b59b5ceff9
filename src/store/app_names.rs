//! What apps are called, for lists that name them.

use super::{StoreError, Tx};
use crate::domain::ids::{AccountId, SdkAppId};

/// Number and name of an account's apps from `first` to `last`, without those that are deleted.
///
/// # Errors
/// When the database fails.
pub async fn living(
    tx: &mut Tx,
    account: AccountId,
    (first, last): (SdkAppId, SdkAppId),
) -> Result<Vec<(i64, String)>, StoreError> {
    fetch_all!(
        tx,
        (i64, String),
        "SELECT sdk_app_id, name FROM apps
         WHERE account_id = $1 AND sdk_app_id BETWEEN $2 AND $3 AND status <> 'deleted' ORDER BY sdk_app_id",
        account.0,
        first.number(),
        last.number()
    )
}

/// The account that an app belongs to, deleted or not.
///
/// # Errors
/// When the database fails.
pub async fn owner(tx: &mut Tx, app: SdkAppId) -> Result<Option<AccountId>, StoreError> {
    let row = fetch_optional!(
        tx,
        (uuid::Uuid,),
        "SELECT account_id FROM apps WHERE sdk_app_id = $1",
        app.number()
    )?;
    Ok(row.map(|(id,)| AccountId(id)))
}
