//! What an app's owner sets on it beside its profile: administrators (C4) and tags (C6).

use std::collections::BTreeSet;

use super::{Batch, StoreError, Tx};
use crate::domain::{
    administrator::Administrator,
    app::App,
    calendar::Timestamp,
    ids::{AccountId, SdkAppId},
    tag::Tags,
};

/// The settings of one app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppSettings {
    /// Its administrators beside the default one, each with when it was added; oldest first.
    pub administrators: Vec<(Administrator, Timestamp)>,
    /// Its tags.
    pub tags: Tags,
}

impl AppSettings {
    /// The names of the administrators beside the default one.
    #[must_use]
    pub fn names(&self) -> Vec<Administrator> {
        self.administrators.iter().map(|(name, _)| name.clone()).collect()
    }
}

/// The settings of an app, in one statement.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, app: SdkAppId) -> Result<AppSettings, StoreError> {
    let rows = fetch_all!(
        tx,
        (Option<String>, String, Option<i64>),
        "SELECT tag_key, tag_value, NULL FROM app_tags WHERE sdk_app_id = $1
         UNION ALL SELECT NULL, name, added_at FROM app_administrators WHERE sdk_app_id = $1",
        app.number()
    )?;
    let (mut administrators, mut tags) = (Vec::new(), Vec::new());
    for row in rows {
        match row {
            (None, name, Some(at)) => {
                administrators.push((Administrator::stored(name), Timestamp::from_unix(at)));
            }
            (Some(key), value, _) => tags.push((key, value)),
            (None, _, None) => return Err(StoreError::inconsistent("app_administrators", "added_at", app)),
        }
    }
    administrators.sort_by(|(one, at), (other, then)| (at, one).cmp(&(then, other)));
    Ok(AppSettings { administrators, tags: Tags::stored(tags) })
}

/// Adds an administrator to the unit's batch. The app's account is locked by the unit, which has looked who is there.
pub fn add_administrator(batch: &mut Batch, app: SdkAppId, name: &Administrator, at: Timestamp) {
    batch.add(
        "INSERT INTO app_administrators (sdk_app_id, name, added_at) VALUES (?, ?, ?)",
        binds![app.number(), name.as_str(), at.unix()],
    );
}

/// Adds the deletion of an administrator to the unit's batch.
pub fn delete_administrator(batch: &mut Batch, app: SdkAppId, name: &Administrator) {
    batch.add(
        "DELETE FROM app_administrators WHERE sdk_app_id = ? AND name = ?",
        binds![app.number(), name.as_str()],
    );
}

/// Adds what turns the tags of an app from `before` into `after` to the unit's batch: each key is written once, because
/// the parts of a batch do not see each other.
pub fn set_tags(batch: &mut Batch, app: &App, (before, after): (&Tags, &Tags)) {
    let id = app.id.number();
    for (key, _) in before.iter().filter(|(key, _)| after.get(key).is_none()) {
        batch.add("DELETE FROM app_tags WHERE sdk_app_id = ? AND tag_key = ?", binds![id, key]);
    }
    for (key, value) in after.iter() {
        match before.get(key) {
            None => batch.add(
                "INSERT INTO app_tags (sdk_app_id, account_id, tag_key, tag_value) VALUES (?, ?, ?, ?)",
                binds![id, app.account.0, key, value],
            ),
            Some(old) if old != value => batch.add(
                "UPDATE app_tags SET tag_value = ? WHERE sdk_app_id = ? AND tag_key = ?",
                binds![value, id, key],
            ),
            Some(_) => {}
        }
    }
}

/// Adds the deletion of everything that was set on an app to the unit's batch (L1).
pub fn clear(batch: &mut Batch, app: SdkAppId) {
    batch.add("DELETE FROM app_administrators WHERE sdk_app_id = ?", binds![app.number()]);
    batch.add("DELETE FROM app_tags WHERE sdk_app_id = ?", binds![app.number()]);
}

/// The keys that apps of an account have, those of one app apart.
///
/// # Errors
/// When the database fails.
pub async fn other_keys(
    tx: &mut Tx,
    account: AccountId,
    app: SdkAppId,
) -> Result<BTreeSet<String>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String,),
        "SELECT DISTINCT tag_key FROM app_tags WHERE account_id = $1 AND sdk_app_id <> $2",
        account.0,
        app.number()
    )?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}

/// The keys of an account's tags, each once, in the order of their letters.
///
/// # Errors
/// When the database fails.
pub async fn tag_keys(tx: &mut Tx, account: AccountId) -> Result<Vec<String>, StoreError> {
    let rows =
        fetch_all!(tx, (String,), "SELECT DISTINCT tag_key FROM app_tags WHERE account_id = $1", account.0)?;
    let mut keys: Vec<String> = rows.into_iter().map(|(key,)| key).collect();
    keys.sort_unstable();
    Ok(keys)
}

/// The value of one key on each of an account's apps that has it, by SDKAppID.
///
/// # Errors
/// When the database fails.
pub async fn tag_values(
    tx: &mut Tx,
    account: AccountId,
    key: &str,
) -> Result<Vec<(i64, String)>, StoreError> {
    fetch_all!(
        tx,
        (i64, String),
        "SELECT sdk_app_id, tag_value FROM app_tags WHERE account_id = $1 AND tag_key = $2 ORDER BY sdk_app_id",
        account.0,
        key
    )
}
