//! Failed attempts per key. A key is the digest of what was tried, so that the table names nobody.

use super::{StoreError, Tx};
use crate::domain::calendar::Timestamp;

/// What is remembered of a key's failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failures {
    /// How many, after decay.
    pub count: u32,
    /// When the last one was, on the system clock.
    pub last_at: Timestamp,
    /// No attempt is taken before this moment.
    pub until_at: Timestamp,
}

/// The failures of `key`, none at `now` where none are remembered. Others that count for the same key wait until the
/// unit ends.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut Tx, key: &str, now: Timestamp) -> Result<Failures, StoreError> {
    let (count, last_at, until_at) = fetch_one!(
        tx,
        (i64, i64, i64),
        "INSERT INTO throttles (key, failures, last_at, until_at) VALUES ($1, 0, $2, 0)
         ON CONFLICT (key) DO UPDATE SET failures = throttles.failures
         RETURNING failures, last_at, until_at",
        key,
        now.unix(),
    )?;
    let count = u32::try_from(count).map_err(|_| StoreError::inconsistent("throttles", "failures", key))?;
    let (last_at, until_at) = (Timestamp::from_unix(last_at), Timestamp::from_unix(until_at));
    Ok(Failures { count, last_at, until_at })
}

/// Remembers `failures` for `key`, which this unit has locked.
///
/// # Errors
/// When the database fails.
pub async fn put(tx: &mut Tx, key: &str, failures: Failures) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE throttles SET failures = $2, last_at = $3, until_at = $4 WHERE key = $1",
        key,
        i64::from(failures.count),
        failures.last_at.unix(),
        failures.until_at.unix(),
    )?;
    Ok(())
}

/// Forgets the failures of `key`.
///
/// # Errors
/// When the database fails.
pub async fn clear(tx: &mut Tx, key: &str) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM throttles WHERE key = $1", key)?;
    Ok(())
}

/// Forgets every key whose last failure was before `moment`. Gives how many.
///
/// # Errors
/// When the database fails.
pub async fn clear_before(tx: &mut Tx, moment: Timestamp) -> Result<u64, StoreError> {
    execute!(tx, "DELETE FROM throttles WHERE last_at < $1 AND until_at < $1", moment.unix())
}
