//! Signed-in browsers. A row is keyed by the digest of the session's id, so that the table opens no session; times
//! are the system clock's.

mod rows;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use rows::{CustomerSession, ListedSession, OperatorSession};

use super::{StoreError, Tx};
use crate::domain::calendar::Timestamp;
use rows::{CustomerRow, ListedRow, OperatorRow};

/// Whose sessions a row belongs to. The two never mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Customers' users.
    Customer,
    /// Operators.
    Operator,
}

impl Kind {
    /// The kind's name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Operator => "operator",
        }
    }
}

/// When things happened in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// Signed in.
    pub created_at: Timestamp,
    /// Last request, to the minute.
    pub seen_at: Timestamp,
    /// The end that nothing moves.
    pub expires_at: Timestamp,
    /// Last time that the password was given.
    pub auth_at: Timestamp,
}

/// A session to be stored.
#[derive(Clone, Debug)]
pub struct NewSession<'a> {
    /// The digest of its id.
    pub id_hash: &'a str,
    /// Whose it is.
    pub kind: Kind,
    /// The user's or operator's id.
    pub owner: Uuid,
    /// Its times.
    pub times: Times,
    /// The client's network address.
    pub ip: &'a str,
    /// What the browser calls itself.
    pub agent: &'a str,
}

/// The customer's session with this digest, unless its user is shut out. Whether it is still good in time is for the
/// caller to say.
///
/// # Errors
/// When the database fails.
pub async fn find_customer(tx: &mut Tx, id_hash: &str) -> Result<Option<CustomerSession>, StoreError> {
    let row = fetch_optional!(
        tx,
        CustomerRow,
        "SELECT s.user_id, m.account_id, u.email, a.balance, a.owed, a.verification,
                s.created_at, s.seen_at, s.expires_at, s.auth_at,
                (SELECT COUNT(*) FROM (SELECT 1 FROM unread_messages n
                     WHERE n.user_id = s.user_id AND n.account_id = m.account_id LIMIT 100) few) AS unread
         FROM sessions s
         JOIN users u ON u.id = s.user_id
         JOIN memberships m ON m.user_id = u.id
         JOIN accounts a ON a.id = m.account_id
         WHERE s.id_hash = $1 AND s.kind = 'customer' AND u.disabled_at IS NULL
         ORDER BY m.account_id LIMIT 1",
        id_hash,
    )?;
    row.map(CustomerSession::try_from).transpose()
}

/// The operator's session with this digest, unless the operator is shut out.
///
/// # Errors
/// When the database fails.
pub async fn find_operator(tx: &mut Tx, id_hash: &str) -> Result<Option<OperatorSession>, StoreError> {
    let row = fetch_optional!(
        tx,
        OperatorRow,
        "SELECT s.user_id, o.email, o.must_change, s.created_at, s.seen_at, s.expires_at, s.auth_at
         FROM sessions s JOIN operators o ON o.id = s.user_id
         WHERE s.id_hash = $1 AND s.kind = 'operator' AND o.disabled_at IS NULL",
        id_hash,
    )?;
    row.map(OperatorSession::try_from).transpose()
}

/// Whose the session with this digest is or was, whether or not it is still good.
///
/// # Errors
/// When the database fails.
pub async fn owner(tx: &mut Tx, kind: Kind, id_hash: &str) -> Result<Option<Uuid>, StoreError> {
    let sql = "SELECT user_id FROM sessions WHERE id_hash = $1 AND kind = $2";
    let row = fetch_optional!(tx, (Option<Uuid>,), sql, id_hash, kind.as_str())?;
    Ok(row.and_then(|(owner,)| owner))
}

/// Stores a session.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, new: &NewSession<'_>) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO sessions (id_hash, kind, user_id, created_at, seen_at, expires_at, auth_at, ip, agent, data)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '')",
        new.id_hash,
        new.kind.as_str(),
        new.owner,
        new.times.created_at.unix(),
        new.times.seen_at.unix(),
        new.times.expires_at.unix(),
        new.times.auth_at.unix(),
        new.ip,
        new.agent,
    )?;
    Ok(())
}

/// Moves the moment of the last request forward.
///
/// # Errors
/// When the database fails.
pub async fn touch(tx: &mut Tx, id_hash: &str, at: Timestamp) -> Result<(), StoreError> {
    execute!(tx, "UPDATE sessions SET seen_at = $1 WHERE id_hash = $2 AND seen_at < $1", at.unix(), id_hash)?;
    Ok(())
}

/// The owner's sessions, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx, kind: Kind, owner: Uuid) -> Result<Vec<ListedSession>, StoreError> {
    let rows = fetch_all!(
        tx,
        ListedRow,
        "SELECT id_hash, ip, agent, created_at, seen_at, expires_at, auth_at
         FROM sessions WHERE kind = $1 AND user_id = $2 ORDER BY created_at DESC, id_hash",
        kind.as_str(),
        owner,
    )?;
    Ok(rows.into_iter().map(ListedSession::from).collect())
}

/// Ends the session with this digest. `false` when there is none.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &mut Tx, id_hash: &str) -> Result<bool, StoreError> {
    Ok(execute!(tx, "DELETE FROM sessions WHERE id_hash = $1", id_hash)? > 0)
}

/// Ends the owner's session with this digest. `false` when it is not theirs or not there.
///
/// # Errors
/// When the database fails.
pub async fn delete_of(tx: &mut Tx, kind: Kind, owner: Uuid, id_hash: &str) -> Result<bool, StoreError> {
    let deleted = execute!(
        tx,
        "DELETE FROM sessions WHERE id_hash = $1 AND kind = $2 AND user_id = $3",
        id_hash,
        kind.as_str(),
        owner,
    )?;
    Ok(deleted > 0)
}

/// Ends all of the owner's sessions but the one with the digest `kept`. Gives how many.
///
/// # Errors
/// When the database fails.
pub async fn delete_others(tx: &mut Tx, kind: Kind, owner: Uuid, kept: &str) -> Result<u64, StoreError> {
    execute!(
        tx,
        "DELETE FROM sessions WHERE kind = $1 AND user_id = $2 AND id_hash <> $3",
        kind.as_str(),
        owner,
        kept,
    )
}

/// Ends every session that is over at `now`: past its end, or last seen before `idle_since` of its kind.
///
/// # Errors
/// When the database fails.
pub async fn delete_over(
    tx: &mut Tx,
    kind: Kind,
    now: Timestamp,
    idle_since: Timestamp,
) -> Result<u64, StoreError> {
    execute!(
        tx,
        "DELETE FROM sessions WHERE kind = $1 AND (expires_at <= $2 OR seen_at <= $3)",
        kind.as_str(),
        now.unix(),
        idle_since.unix(),
    )
}
