//! What owners changed on their apps by themselves: each change whole, so that what it used up of its month's allowance
//! is known (U3) and what it was can be told.

use super::{
    Batch, StoreError, Tx,
    quotes::{from_json, json},
};
use crate::domain::{
    app::App,
    calendar::Timestamp,
    change::{Change, Use},
    ids::SdkAppId,
};

/// Adds a change of `app`, as it was before it, to the unit's batch.
pub fn record(batch: &mut Batch, app: &App, change: &Change) {
    batch.add(
        "INSERT INTO app_changes (sdk_app_id, revision, at, kind, content) VALUES (?, ?, ?, ?, ?)",
        binds![app.id.number(), app.revision, change.at.unix(), change.kind.as_str(), json(change)],
    );
}

/// The changes of an app from the moment `from` on, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn since(tx: &mut Tx, app: SdkAppId, from: Timestamp) -> Result<Vec<Change>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String,),
        "SELECT content FROM app_changes WHERE sdk_app_id = $1 AND at >= $2 ORDER BY revision",
        app.number(),
        from.unix()
    )?;
    rows.into_iter().map(|(content,)| from_json("app_changes", "content", &app, &content)).collect()
}

/// What the changes of an app from the moment `from` on used up of the allowance (U3), oldest first.
///
/// # Errors
/// When the database fails.
pub async fn uses(tx: &mut Tx, app: SdkAppId, from: Timestamp) -> Result<Vec<Use>, StoreError> {
    Ok(since(tx, app, from).await?.into_iter().flat_map(|change| change.uses).collect())
}
