//! Messages that are still to be mailed. Times are the system clock's.

use uuid::Uuid;

use super::{Batch, StoreError, Tx};
use crate::domain::{
    account::Email,
    calendar::Timestamp,
    ids::{AccountId, UserId},
    message::Message,
};

/// The most messages that wait to be mailed to one user; further ones are in the message centre alone.
pub const WAITING: i64 = 100;

/// A message that is to be mailed to a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The message's id.
    pub message_id: Uuid,
    /// The message.
    pub message: Message,
    /// The user.
    pub user: UserId,
    /// The user's address.
    pub email: Email,
    /// The tag of the language that the user chose.
    pub locale: Option<String>,
    /// When it was queued.
    pub queued_at: Timestamp,
    /// When it is to be sent.
    pub due_at: Timestamp,
    /// How often that was tried.
    pub attempts: u32,
    /// Whether the user is shut out: then it is never sent.
    pub is_shut_out: bool,
}

row! {
    struct MailRow {
        message_id: Uuid,
        content: String,
        user_id: Uuid,
        email: String,
        locale: Option<String>,
        queued_at: i64,
        due_at: i64,
        attempts: i64,
        disabled_at: Option<i64>,
    }
}

impl TryFrom<MailRow> for Mail {
    type Error = StoreError;

    fn try_from(row: MailRow) -> Result<Self, StoreError> {
        let bad = |table, column| StoreError::inconsistent(table, column, row.message_id);
        Ok(Self {
            message_id: row.message_id,
            message: serde_json::from_str(&row.content).map_err(|_| bad("messages", "content"))?,
            user: UserId(row.user_id),
            email: Email::parse(&row.email).map_err(|_| bad("users", "email"))?,
            locale: row.locale,
            queued_at: Timestamp::from_unix(row.queued_at),
            due_at: Timestamp::from_unix(row.due_at),
            attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
            is_shut_out: row.disabled_at.is_some(),
        })
    }
}

/// Adds to the unit's batch that a message is to be mailed to every user of the account who may enter and for whom not too
/// many wait.
pub fn queue(batch: &mut Batch, message: Uuid, account: AccountId, at: Timestamp) {
    batch.add(
        "INSERT INTO mails (message_id, user_id, queued_at, due_at)
         SELECT ?, m.user_id, ?, ? FROM memberships m JOIN users u ON u.id = m.user_id
         WHERE m.account_id = ? AND u.disabled_at IS NULL
             AND (SELECT COUNT(*) FROM mails w WHERE w.user_id = m.user_id) < ?",
        binds![message, at.unix(), at.unix(), account.0, WAITING],
    );
}

/// The first `limit` mails that are due, the longest due first.
///
/// # Errors
/// When the database fails or holds what this program can't read.
pub async fn due(tx: &mut Tx, now: Timestamp, limit: u32) -> Result<Vec<Mail>, StoreError> {
    let rows = fetch_all!(
        tx,
        MailRow,
        "SELECT w.message_id, m.content, w.user_id, u.email, u.locale, w.queued_at, w.due_at, w.attempts,
                u.disabled_at
         FROM mails w JOIN messages m ON m.id = w.message_id JOIN users u ON u.id = w.user_id
         WHERE w.due_at <= $1 ORDER BY w.due_at, w.message_id, w.user_id LIMIT $2",
        now.unix(),
        i64::from(limit)
    )?;
    rows.into_iter().map(Mail::try_from).collect()
}

/// Takes a mail for one attempt: it is due again at `again` unless it is sent. `false` when somebody else took it.
///
/// # Errors
/// When the database fails.
pub async fn take(tx: &mut Tx, mail: &Mail, again: Timestamp) -> Result<bool, StoreError> {
    let taken = execute!(
        tx,
        "UPDATE mails SET due_at = $1, attempts = attempts + 1
         WHERE user_id = $2 AND message_id = $3 AND due_at = $4",
        again.unix(),
        mail.user.0,
        mail.message_id,
        mail.due_at.unix()
    )?;
    Ok(taken == 1)
}

/// Takes a mail out of the queue: it was sent, or never can be.
///
/// # Errors
/// When the database fails.
pub async fn done(tx: &mut Tx, mail: &Mail) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM mails WHERE user_id = $1 AND message_id = $2", mail.user.0, mail.message_id)?;
    Ok(())
}

/// Gives up the mails to users who are shut out; gives how many.
///
/// # Errors
/// When the database fails.
pub async fn give_up_shut_out(tx: &mut Tx) -> Result<u64, StoreError> {
    let sql = "DELETE FROM mails WHERE user_id IN (SELECT id FROM users WHERE disabled_at IS NOT NULL)";
    execute!(tx, sql)
}

/// Gives up the mails that were queued before `moment`; gives how many.
///
/// # Errors
/// When the database fails.
pub async fn give_up_before(tx: &mut Tx, moment: Timestamp) -> Result<u64, StoreError> {
    execute!(tx, "DELETE FROM mails WHERE queued_at < $1", moment.unix())
}
