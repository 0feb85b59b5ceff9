//! Forms that arrived when a password had to come first. Times are the system clock's.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Batch, StoreError, Tx, sessions::Kind};
use crate::domain::calendar::Timestamp;

/// What a form held when it was sent, without its secrets and its files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The names and texts of its fields, in their order.
    pub fields: Vec<(String, String)>,
    /// Whether a file was sent with it.
    pub had_file: bool,
    /// Whether a secret was sent with it.
    pub had_secret: bool,
}

impl Content {
    /// The text of the field of this name.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(kept, _)| kept == name).map(|(_, text)| text.as_str())
    }

    /// Whether the field of this name holds this text.
    #[must_use]
    pub fn has(&self, name: &str, text: &str) -> bool {
        self.text(name) == Some(text)
    }
}

/// A form that is kept for whom it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptForm {
    /// What it is asked for by.
    pub id: Uuid,
    /// Among whose sessions its owner is.
    pub kind: Kind,
    /// The user's or operator's id.
    pub owner: Uuid,
    /// Path and query that it was sent to.
    pub address: String,
    /// What it held.
    pub content: Content,
    /// Until when it is given back.
    pub until: Timestamp,
}

/// Adds to the unit's batch that a form is kept, and that of its owner's older ones the `others` newest stay.
///
/// # Errors
/// When the content can't be written as JSON.
pub fn insert(batch: &mut Batch, form: &KeptForm, others: i64) -> Result<(), StoreError> {
    let content = serde_json::to_string(&form.content)
        .map_err(|_| StoreError::inconsistent("kept_forms", "content", form.id))?;
    batch.add(
        "DELETE FROM kept_forms WHERE owner_id = ? AND kind = ? AND id NOT IN (
             SELECT id FROM kept_forms WHERE owner_id = ? AND kind = ? ORDER BY until_at DESC, id DESC LIMIT ?)",
        binds![form.owner, form.kind.as_str(), form.owner, form.kind.as_str(), others],
    );
    batch.add(
        "INSERT INTO kept_forms (id, kind, owner_id, address, content, until_at) VALUES (?, ?, ?, ?, ?, ?)",
        binds![form.id, form.kind.as_str(), form.owner, form.address.as_str(), content, form.until.unix()],
    );
    Ok(())
}

/// The owner's form with this id, unless its time is over at `now`.
///
/// # Errors
/// When the database fails or holds what this program can't read.
pub async fn find(
    tx: &mut Tx,
    (kind, owner): (Kind, Uuid),
    id: Uuid,
    now: Timestamp,
) -> Result<Option<KeptForm>, StoreError> {
    let row = fetch_optional!(
        tx,
        (String, String, i64),
        "SELECT address, content, until_at FROM kept_forms
         WHERE id = $1 AND owner_id = $2 AND kind = $3 AND until_at > $4",
        id,
        owner,
        kind.as_str(),
        now.unix(),
    )?;
    let Some((address, content, until)) = row else { return Ok(None) };
    let content =
        serde_json::from_str(&content).map_err(|_| StoreError::inconsistent("kept_forms", "content", id))?;
    Ok(Some(KeptForm { id, kind, owner, address, content, until: Timestamp::from_unix(until) }))
}

/// Until when the form with this id is kept, whoever it is of; none when its time is over at `now`.
///
/// # Errors
/// When the database fails.
pub async fn until(tx: &mut Tx, id: Uuid, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
    let sql = "SELECT until_at FROM kept_forms WHERE id = $1 AND until_at > $2";
    let row = fetch_optional!(tx, (i64,), sql, id, now.unix())?;
    Ok(row.map(|(until,)| Timestamp::from_unix(until)))
}

/// Forgets the owner's form with this id.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, (kind, owner): (Kind, Uuid), id: Uuid) -> Result<(), StoreError> {
    let sql = "DELETE FROM kept_forms WHERE id = $1 AND owner_id = $2 AND kind = $3";
    execute!(tx, sql, id, owner, kind.as_str())?;
    Ok(())
}

/// Forgets every form whose time is over at `now`. Gives how many.
///
/// # Errors
/// When the database fails.
pub async fn clear(tx: &mut Tx, now: Timestamp) -> Result<u64, StoreError> {
    execute!(tx, "DELETE FROM kept_forms WHERE until_at <= $1", now.unix())
}
