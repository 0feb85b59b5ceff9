//! What is to be told to the outside, written with the change it tells of.

use uuid::Uuid;

use super::Batch;
use crate::domain::{calendar::Timestamp, ids::AccountId};

/// Adds a message to the unit's batch; `content` is JSON.
pub fn insert(batch: &mut Batch, id: Uuid, account: AccountId, kind: &str, content: &str, now: Timestamp) {
    batch.add(
        "INSERT INTO outbox (id, account_id, kind, content, created_at) VALUES (?, ?, ?, ?, ?)",
        binds![id, account.0, kind, content, now.unix()],
    );
}
