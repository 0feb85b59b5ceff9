//! Which key the secrets of this database are sealed with: a row that all servers share.

use super::{StoreError, Tx, meta};

/// The name of the row.
const KEY: &str = "secrets_key";

/// The id of the key in force; none when nothing was ever sealed.
///
/// # Errors
/// When the database fails.
pub async fn known(tx: &mut Tx) -> Result<Option<String>, StoreError> {
    meta::get(tx, KEY).await
}

/// Puts a key in force where none is; gives the id of the one that is.
///
/// # Errors
/// When the database fails.
pub async fn claim(tx: &mut Tx, id: &str) -> Result<String, StoreError> {
    meta::claim(tx, KEY, id).await?;
    in_force(tx).await
}

/// The id of the key in force, locked: no other is put in force before the unit ends.
///
/// # Errors
/// When none is in force, or the database fails.
pub async fn in_force(tx: &mut Tx) -> Result<String, StoreError> {
    let sql = "UPDATE meta SET value = value WHERE key = $1 RETURNING value";
    let row = fetch_optional!(tx, (String,), sql, KEY)?;
    row.map(|(id,)| id).ok_or_else(|| StoreError::inconsistent("meta", "value", KEY))
}

/// Puts another key in force.
///
/// # Errors
/// When the database fails.
pub async fn put_in_force(tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    meta::set(tx, KEY, id).await
}
