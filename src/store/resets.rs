//! Who asked for a new password, and the codes that set one (SEC10). Times are the system clock's.

use uuid::Uuid;

use super::{StoreError, Tx};
use crate::domain::{account::Email, calendar::Timestamp, ids::UserId};

/// The most addresses that wait for a code.
const WAITING: i64 = 1_000;

/// An address for which a new password was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The address, known or not.
    pub email: Email,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When it is looked at.
    pub due_at: Timestamp,
}

/// Writes down that a new password was asked for an address; once while it waits, and not when too many wait.
///
/// # Errors
/// When the database fails.
pub async fn ask(tx: &mut Tx, email: &Email, at: Timestamp) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO reset_requests (email, asked_at, due_at)
         SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT), CAST($2 AS BIGINT)
         WHERE (SELECT COUNT(*) FROM reset_requests) < $3 ON CONFLICT DO NOTHING",
        email.as_str(),
        at.unix(),
        WAITING
    )?;
    Ok(())
}

/// The first `limit` addresses that are to be looked at, the longest due first.
///
/// # Errors
/// When the database fails or holds what this program can't read.
pub async fn asked(tx: &mut Tx, now: Timestamp, limit: u32) -> Result<Vec<Asked>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String, i64, i64),
        "SELECT email, asked_at, due_at FROM reset_requests WHERE due_at <= $1 ORDER BY due_at, email LIMIT $2",
        now.unix(),
        i64::from(limit)
    )?;
    let asked = |(email, asked_at, due_at): (String, i64, i64)| {
        let email = Email::parse(&email)
            .map_err(|_| StoreError::inconsistent("reset_requests", "email", asked_at))?;
        let (asked_at, due_at) = (Timestamp::from_unix(asked_at), Timestamp::from_unix(due_at));
        Ok(Asked { email, asked_at, due_at })
    };
    rows.into_iter().map(asked).collect()
}

/// Takes an address for one attempt: it is due again at `again` unless the mail is sent. `false` when somebody else took
/// it.
///
/// # Errors
/// When the database fails.
pub async fn take(tx: &mut Tx, asked: &Asked, again: Timestamp) -> Result<bool, StoreError> {
    let taken = execute!(
        tx,
        "UPDATE reset_requests SET due_at = $1 WHERE email = $2 AND due_at = $3",
        again.unix(),
        asked.email.as_str(),
        asked.due_at.unix()
    )?;
    Ok(taken == 1)
}

/// Forgets that a new password was asked for an address.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, email: &Email) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM reset_requests WHERE email = $1", email.as_str())?;
    Ok(())
}

/// Stores the digest of a code of `user`; the codes that the user had open nothing any more.
///
/// # Errors
/// When the database fails.
pub async fn issue(
    tx: &mut Tx,
    code_hash: &str,
    user: UserId,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    withdraw(tx, user).await?;
    execute!(
        tx,
        "INSERT INTO reset_codes (code_hash, user_id, expires_at) VALUES ($1, $2, $3)",
        code_hash,
        user.0,
        expires_at.unix()
    )?;
    Ok(())
}

/// Whose code has this digest, with their address, if it is good at `now`.
///
/// # Errors
/// When the database fails or holds what this program can't read.
pub async fn find(
    tx: &mut Tx,
    code_hash: &str,
    now: Timestamp,
) -> Result<Option<(UserId, Email)>, StoreError> {
    let row = fetch_optional!(
        tx,
        (Uuid, String),
        "SELECT c.user_id, u.email FROM reset_codes c JOIN users u ON u.id = c.user_id
         WHERE c.code_hash = $1 AND c.expires_at > $2 AND u.disabled_at IS NULL",
        code_hash,
        now.unix()
    )?;
    let found = |(user, email): (Uuid, String)| {
        let email = Email::parse(&email).map_err(|_| StoreError::inconsistent("users", "email", user))?;
        Ok((UserId(user), email))
    };
    row.map(found).transpose()
}

/// Takes a code that is good at `now`; `false` when it was used, is over or was never one.
///
/// # Errors
/// When the database fails.
pub async fn redeem(tx: &mut Tx, code_hash: &str, now: Timestamp) -> Result<bool, StoreError> {
    let taken = execute!(
        tx,
        "DELETE FROM reset_codes WHERE code_hash = $1 AND expires_at > $2",
        code_hash,
        now.unix()
    )?;
    Ok(taken == 1)
}

/// Takes back every code of a user.
///
/// # Errors
/// When the database fails.
pub async fn withdraw(tx: &mut Tx, user: UserId) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM reset_codes WHERE user_id = $1", user.0)?;
    Ok(())
}

/// Clears the codes that are over and the addresses that were asked for before `asked`; gives how many.
///
/// # Errors
/// When the database fails.
pub async fn clear(tx: &mut Tx, now: Timestamp, asked: Timestamp) -> Result<u64, StoreError> {
    let codes = execute!(tx, "DELETE FROM reset_codes WHERE expires_at <= $1", now.unix())?;
    Ok(codes + execute!(tx, "DELETE FROM reset_requests WHERE asked_at < $1", asked.unix())?)
}
