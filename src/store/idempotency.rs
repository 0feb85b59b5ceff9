//! Outcomes of writes that carry a key of their own (P14 outside buying): what was asked, and where it led.

use super::{Batch, StoreError, Tx};
use crate::domain::{calendar::Timestamp, ids::AccountId};

row! {
    /// An outcome that was stored.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Outcome {
        /// The hash of what was asked.
        pub request_hash: String,
        /// Where it led: the id of what was made.
        pub location: String,
    }
}

/// The outcome under `key` of an account whose row this unit has locked.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, account: AccountId, key: &str) -> Result<Option<Outcome>, StoreError> {
    fetch_optional!(
        tx,
        Outcome,
        "SELECT request_hash, location FROM idempotency WHERE token = $1 AND account_id = $2",
        key,
        account.0
    )
}

/// Adds the outcome of `action` to the unit's batch. `at` is the system clock's.
pub fn insert(
    batch: &mut Batch,
    (account, key): (AccountId, &str),
    action: &'static str,
    outcome: Outcome,
    at: Timestamp,
) {
    batch.add(
        "INSERT INTO idempotency (token, account_id, action, request_hash, location, created_at)
         VALUES (?, ?, ?, ?, ?, ?)",
        binds![key, account.0, action, outcome.request_hash, outcome.location, at.unix()],
    );
}
