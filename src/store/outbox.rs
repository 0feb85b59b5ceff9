//! What is to be told to the outside, written with the change it tells of.

use uuid::Uuid;

use super::Batch;
use crate::domain::{calendar::Timestamp, ids::AccountId};

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its id.
    pub id: Uuid,
    /// Whose account it tells of.
    pub account: AccountId,
    /// What it tells.
    pub kind: &'static str,
    /// The details, as JSON.
    pub content: String,
    /// The business time.
    pub at: Timestamp,
}

/// Adds a message to the unit's batch.
pub fn insert(batch: &mut Batch, message: Message) {
    batch.add(
        "INSERT INTO outbox (id, account_id, kind, content, created_at) VALUES (?, ?, ?, ?, ?)",
        binds![message.id, message.account.0, message.kind, message.content, message.at.unix()],
    );
}
