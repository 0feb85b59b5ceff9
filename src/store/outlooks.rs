//! The apps of an account for what is computed over all of them at once: the forecast (T4).

use super::{
    StoreError, Tx,
    apps::{AppRow, app_columns},
};
use crate::domain::{app::App, ids::AccountId};

/// Every app of an account by SDKAppID; deleted ones too, whose last month may still be to be billed (L1).
///
/// # Errors
/// When the database fails.
pub async fn apps(tx: &mut Tx, account: AccountId) -> Result<Vec<App>, StoreError> {
    let rows = fetch_all!(
        tx,
        AppRow,
        concat!("SELECT ", app_columns!(), " FROM apps a WHERE a.account_id = $1 ORDER BY a.sdk_app_id"),
        account.0
    )?;
    rows.into_iter().map(App::try_from).collect()
}
