//! The keys that apps sign with (C3). Secret ones are sealed by whoever calls this; nothing here can read them.

use super::{Batch, StoreError, Tx};
use crate::domain::{
    app_keys::{KeyMoments, KeyStand},
    calendar::Timestamp,
    ids::SdkAppId,
};

/// A secret key as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// The app.
    pub app: SdkAppId,
    /// The how manieth key of the app it is, from 1.
    pub number: i64,
    /// The key, sealed.
    pub sealed: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// From when on it verifies nothing; none for the key in force.
    pub retires_at: Option<Timestamp>,
}

/// Every key of an app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyRows {
    /// The public half of its key pair, as PEM.
    pub public: Option<String>,
    /// Its secret keys, the newest first.
    pub secrets: Vec<KeyRow>,
}

impl KeyRows {
    /// Where the keys stand.
    #[must_use]
    pub fn stand(&self) -> KeyStand {
        let moments = |row: &KeyRow| KeyMoments {
            number: row.number,
            made_at: row.made_at,
            retires_at: row.retires_at,
        };
        KeyStand {
            has_public: self.public.is_some(),
            newest: self.secrets.first().map(moments),
            older: self.secrets.get(1).map(moments),
        }
    }
}

type Columns = (i64, i64, String, i64, Option<i64>);

fn row((app, number, sealed, made_at, retires_at): Columns) -> Result<KeyRow, StoreError> {
    Ok(KeyRow {
        app: SdkAppId::new(app).ok_or_else(|| StoreError::inconsistent("app_keys", "sdk_app_id", app))?,
        number,
        sealed,
        made_at: Timestamp::from_unix(made_at),
        retires_at: retires_at.map(Timestamp::from_unix),
    })
}

/// The keys of an app.
///
/// # Errors
/// When the database fails.
pub async fn of_app(tx: &mut Tx, app: SdkAppId) -> Result<KeyRows, StoreError> {
    let sql = "SELECT pem FROM public_keys WHERE sdk_app_id = $1";
    let public = fetch_optional!(tx, (String,), sql, app.number())?;
    let rows = fetch_all!(
        tx,
        Columns,
        "SELECT sdk_app_id, number, sealed, made_at, retires_at FROM app_keys WHERE sdk_app_id = $1
         ORDER BY number DESC",
        app.number()
    )?;
    let secrets = rows.into_iter().map(row).collect::<Result<_, _>>()?;
    Ok(KeyRows { public: public.map(|(pem,)| pem), secrets })
}

/// Adds a key to the unit's batch.
pub fn insert(batch: &mut Batch, key: &KeyRow) {
    batch.add(
        "INSERT INTO app_keys (sdk_app_id, number, sealed, made_at, retires_at) VALUES (?, ?, ?, ?, ?)",
        binds![
            key.app.number(),
            key.number,
            key.sealed.as_str(),
            key.made_at.unix(),
            key.retires_at.map(Timestamp::unix)
        ],
    );
}

/// Adds to the unit's batch that a key verifies until `at` only.
pub fn retire(batch: &mut Batch, (app, number): (SdkAppId, i64), at: Timestamp) {
    batch.add(
        "UPDATE app_keys SET retires_at = ? WHERE sdk_app_id = ? AND number = ?",
        binds![at.unix(), app.number(), number],
    );
}

/// Adds to the unit's batch that one key of an app is gone.
pub fn remove(batch: &mut Batch, (app, number): (SdkAppId, i64)) {
    batch.add("DELETE FROM app_keys WHERE sdk_app_id = ? AND number = ?", binds![app.number(), number]);
}

/// Adds to the unit's batch that every key of an app is gone, its public one too (L1).
pub fn destroy(batch: &mut Batch, app: SdkAppId) {
    batch.add("DELETE FROM app_keys WHERE sdk_app_id = ?", binds![app.number()]);
    batch.add("DELETE FROM public_keys WHERE sdk_app_id = ?", binds![app.number()]);
}

/// Removes the keys that have verified nothing since before `now`; gives how many there were.
///
/// # Errors
/// When the database fails.
pub async fn clear_before(tx: &mut Tx, now: Timestamp) -> Result<u64, StoreError> {
    execute!(tx, "DELETE FROM app_keys WHERE retires_at <= $1", now.unix())
}

/// The next `limit` keys of apps after one of an app, by app and number.
///
/// # Errors
/// When the database fails.
pub async fn page(tx: &mut Tx, (app, number): (i64, i64), limit: i64) -> Result<Vec<KeyRow>, StoreError> {
    let rows = fetch_all!(
        tx,
        Columns,
        "SELECT sdk_app_id, number, sealed, made_at, retires_at FROM app_keys
         WHERE (sdk_app_id, number) > ($1, $2) ORDER BY sdk_app_id, number LIMIT $3",
        app,
        number,
        limit
    )?;
    rows.into_iter().map(row).collect()
}

/// Up to `limit` keys that are sealed with another key than `id`.
///
/// # Errors
/// When the database fails.
pub async fn sealed_otherwise(tx: &mut Tx, id: &str, limit: i64) -> Result<Vec<KeyRow>, StoreError> {
    let rows = fetch_all!(
        tx,
        Columns,
        "SELECT sdk_app_id, number, sealed, made_at, retires_at FROM app_keys
         WHERE SUBSTR(sealed, 1, 16) <> $1 ORDER BY sdk_app_id, number LIMIT $2",
        id,
        limit
    )?;
    rows.into_iter().map(row).collect()
}

/// Adds to the unit's batch that a key is sealed anew, unless somebody else has changed it meanwhile.
pub fn reseal(batch: &mut Batch, key: &KeyRow, sealed: &str) {
    batch.add(
        "UPDATE app_keys SET sealed = ? WHERE sdk_app_id = ? AND number = ? AND sealed = ?",
        binds![sealed, key.app.number(), key.number, key.sealed.as_str()],
    );
}
