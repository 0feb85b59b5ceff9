//! The audit log: one chain of rows per account, each bound to the one before by its hash. Rows are written with
//! the change they tell of; the database refuses to change or delete them.

use super::{Batch, StoreError, Tx};
use crate::domain::{calendar::Timestamp, ids::AccountId};

/// A row of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// Whose chain.
    pub account: AccountId,
    /// Its number in the chain, from 1.
    pub seq: i64,
    /// The system clock's time.
    pub at: Timestamp,
    /// What was done.
    pub action: String,
    /// To what.
    pub object: String,
    /// Whether it was done or refused.
    pub result: String,
    /// Who did it from where, and the details, as JSON.
    pub content: String,
    /// The hash over the row before and this one.
    pub row_hash: String,
}

/// Adds a row to the unit's batch.
pub fn insert(batch: &mut Batch, row: &AuditRow) {
    batch.add(
        "INSERT INTO audit_log (account_id, seq, at, action, object, result, content, row_hash)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        binds![
            row.account.0,
            row.seq,
            row.at.unix(),
            row.action.clone(),
            row.object.clone(),
            row.result.clone(),
            row.content.clone(),
            row.row_hash.clone()
        ],
    );
}

/// The chain of an account, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn chain(tx: &mut Tx, account: AccountId) -> Result<Vec<AuditRow>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64, i64, String, String, String, String, String),
        "SELECT seq, at, action, object, result, content, row_hash FROM audit_log
         WHERE account_id = $1 ORDER BY seq",
        account.0
    )?;
    let row = |(seq, at, action, object, result, content, row_hash)| AuditRow {
        account,
        seq,
        at: Timestamp::from_unix(at),
        action,
        object,
        result,
        content,
        row_hash,
    };
    Ok(rows.into_iter().map(row).collect())
}

/// The content of an account's newest row that tells of `action`.
///
/// # Errors
/// When the database fails.
pub async fn newest_of(tx: &mut Tx, account: AccountId, action: &str) -> Result<Option<String>, StoreError> {
    let row = fetch_optional!(
        tx,
        (String,),
        "SELECT content FROM audit_log WHERE account_id = $1 AND action = $2 ORDER BY seq DESC LIMIT 1",
        account.0,
        action
    )?;
    Ok(row.map(|(content,)| content))
}
