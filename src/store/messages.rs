//! What accounts are told, and what each of their users has not read yet.

use uuid::Uuid;

use super::{Batch, StoreError, Tx};
use crate::domain::{
    calendar::Timestamp,
    ids::{AccountId, UserId},
    message::Message,
};

/// The most unread messages that are counted: beyond it there are just many.
pub const COUNTED: u32 = 100;

/// A message to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMessage {
    /// Its id.
    pub id: Uuid,
    /// Who is told.
    pub account: AccountId,
    /// What it is told for: once for an account.
    pub cause: String,
    /// The values, as JSON.
    pub content: String,
    /// The business time.
    pub at: Timestamp,
}

/// A message as one of the account's users finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: Uuid,
    /// What it tells.
    pub message: Message,
    /// When it was written, on the business clock.
    pub at: Timestamp,
    /// Whether this user has not read it yet.
    pub is_unread: bool,
}

/// Adds a message to the unit's batch, unread by every user of the account.
pub fn insert(batch: &mut Batch, new: NewMessage) {
    batch.add(
        "INSERT INTO messages (id, account_id, cause, content, created_at) VALUES (?, ?, ?, ?, ?)",
        binds![new.id, new.account.0, new.cause, new.content, new.at.unix()],
    );
    batch.add(
        "INSERT INTO unread_messages (user_id, account_id, message_id)
         SELECT m.user_id, m.account_id, ? FROM memberships m WHERE m.account_id = ?",
        binds![new.id, new.account.0],
    );
}

/// Whether the account was told for this cause.
///
/// # Errors
/// When the database fails.
pub async fn is_told(tx: &mut Tx, account: AccountId, cause: &str) -> Result<bool, StoreError> {
    let row = fetch_optional!(
        tx,
        (i64,),
        "SELECT CAST(1 AS BIGINT) FROM messages WHERE account_id = $1 AND cause = $2",
        account.0,
        cause
    )?;
    Ok(row.is_some())
}

/// Whether the account has a message with this id.
///
/// # Errors
/// When the database fails.
pub async fn exists(tx: &mut Tx, account: AccountId, id: Uuid) -> Result<bool, StoreError> {
    let row = fetch_optional!(
        tx,
        (i64,),
        "SELECT CAST(1 AS BIGINT) FROM messages WHERE account_id = $1 AND id = $2",
        account.0,
        id
    )?;
    Ok(row.is_some())
}

/// The messages of an account before a place, the newest first, as `user` finds them; only the unread ones if asked.
///
/// # Errors
/// When the database fails.
pub async fn list(
    tx: &mut Tx,
    (account, user): (AccountId, UserId),
    only_unread: bool,
    (before, id): (Timestamp, Uuid),
    limit: u32,
) -> Result<Vec<Kept>, StoreError> {
    let rows = fetch_all!(
        tx,
        (Uuid, String, i64, i64),
        "SELECT m.id, m.content, m.created_at,
             CAST(CASE WHEN u.user_id IS NULL THEN 0 ELSE 1 END AS BIGINT) AS is_unread
         FROM messages m
         LEFT JOIN unread_messages u ON u.message_id = m.id AND u.account_id = m.account_id AND u.user_id = $2
         WHERE m.account_id = $1 AND ($3 = 0 OR u.user_id IS NOT NULL)
             AND (m.created_at < $4 OR (m.created_at = $4 AND m.id < $5))
         ORDER BY m.created_at DESC, m.id DESC LIMIT $6",
        account.0,
        user.0,
        i64::from(only_unread),
        before.unix(),
        id,
        i64::from(limit)
    )?;
    rows.into_iter().map(kept).collect()
}

fn kept((id, content, at, is_unread): (Uuid, String, i64, i64)) -> Result<Kept, StoreError> {
    let message =
        serde_json::from_str(&content).map_err(|_| StoreError::inconsistent("messages", "content", id))?;
    Ok(Kept { id, message, at: Timestamp::from_unix(at), is_unread: is_unread != 0 })
}

/// Takes a message as read by `user`; `false` when it was, or is not one of the account.
///
/// # Errors
/// When the database fails.
pub async fn read(tx: &mut Tx, (account, user): (AccountId, UserId), id: Uuid) -> Result<bool, StoreError> {
    let read = execute!(
        tx,
        "DELETE FROM unread_messages WHERE user_id = $1 AND account_id = $2 AND message_id = $3",
        user.0,
        account.0,
        id
    )?;
    Ok(read == 1)
}

/// Takes every message up to a place as read by `user`; gives how many were not.
///
/// # Errors
/// When the database fails.
pub async fn read_all(
    tx: &mut Tx,
    (account, user): (AccountId, UserId),
    (newest, id): (Timestamp, Uuid),
) -> Result<u64, StoreError> {
    execute!(
        tx,
        "DELETE FROM unread_messages WHERE user_id = $1 AND account_id = $2 AND message_id IN (
             SELECT m.id FROM messages m
             WHERE m.account_id = $2 AND (m.created_at < $3 OR (m.created_at = $3 AND m.id <= $4)))",
        user.0,
        account.0,
        newest.unix(),
        id
    )
}

/// Every message after the one with this id, by id, with its account: for looking through all of them.
///
/// # Errors
/// When the database fails or holds what this program can't read.
pub async fn page(tx: &mut Tx, after: Uuid, limit: u32) -> Result<Vec<(AccountId, Kept)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (Uuid, Uuid, String, i64),
        "SELECT account_id, id, content, created_at FROM messages WHERE id > $1 ORDER BY id LIMIT $2",
        after,
        i64::from(limit)
    )?;
    let of_account = |(account, id, content, at): (Uuid, Uuid, String, i64)| {
        Ok((AccountId(account), kept((id, content, at, 0))?))
    };
    rows.into_iter().map(of_account).collect()
}
