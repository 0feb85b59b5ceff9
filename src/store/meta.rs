//! What the database says about itself: whether it is live or a sandbox (T1), and a sandbox's time.

use super::{StoreError, Tx};

/// The value under `key`.
///
/// # Errors
/// When the database fails.
pub async fn get(tx: &mut Tx, key: &str) -> Result<Option<String>, StoreError> {
    let row = fetch_optional!(tx, (String,), "SELECT value FROM meta WHERE key = $1", key)?;
    Ok(row.map(|(value,)| value))
}

/// Writes `value` under `key` for the first time; `false` when the key has a value.
///
/// # Errors
/// When the database fails.
pub async fn claim(tx: &mut Tx, key: &str, value: &str) -> Result<bool, StoreError> {
    let written =
        execute!(tx, "INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING", key, value)?;
    Ok(written == 1)
}

/// Changes the value under `key`, which must be there.
///
/// # Errors
/// When the database fails.
pub async fn set(tx: &mut Tx, key: &str, value: &str) -> Result<(), StoreError> {
    execute!(tx, "UPDATE meta SET value = $2 WHERE key = $1", key, value)?;
    Ok(())
}
