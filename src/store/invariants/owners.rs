//! Whose each app is, for what speaks of apps by their number.

use std::collections::HashMap;

use uuid::Uuid;

use crate::{
    domain::ids::{AccountId, SdkAppId},
    store::{StoreError, Tx},
};

/// The account of every app.
///
/// # Errors
/// When the database fails.
pub async fn owners(tx: &mut Tx) -> Result<HashMap<SdkAppId, AccountId>, StoreError> {
    let rows = fetch_all!(tx, (i64, Uuid), "SELECT sdk_app_id, account_id FROM apps")?;
    let owner = |(id, account): (i64, Uuid)| {
        let id = SdkAppId::new(id).ok_or_else(|| StoreError::inconsistent("apps", "sdk_app_id", id))?;
        Ok((id, AccountId(account)))
    };
    rows.into_iter().map(owner).collect()
}
