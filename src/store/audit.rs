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

/// A row as it is stored, without its account.
type Stored = (i64, i64, String, String, String, String, String);

fn read(account: AccountId, rows: Vec<Stored>) -> Vec<AuditRow> {
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
    rows.into_iter().map(row).collect()
}

/// The chain of an account, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn chain(tx: &mut Tx, account: AccountId) -> Result<Vec<AuditRow>, StoreError> {
    let rows = fetch_all!(
        tx,
        Stored,
        "SELECT seq, at, action, object, result, content, row_hash FROM audit_log
         WHERE account_id = $1 ORDER BY seq",
        account.0
    )?;
    Ok(read(account, rows))
}

/// Which rows of a chain are wanted, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What was done.
    pub action: Option<&'static str>,
    /// A text that the content holds, with no `%` or `_` in it but those that are meant.
    pub content: Option<String>,
    /// Not before this moment.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
    /// Before the row with this number.
    pub before: i64,
    /// How many at most.
    pub limit: u32,
}

impl Wanted {
    /// The newest rows of all.
    #[must_use]
    pub const fn newest(limit: u32) -> Self {
        Self { action: None, content: None, from: None, until: None, before: i64::MAX, limit }
    }
}

/// The statement that finds a page of a chain, with a condition on the object as `$8`.
macro_rules! page {
    ($object:literal) => {
        concat!(
            "SELECT seq, at, action, object, result, content, row_hash FROM audit_log
             WHERE account_id = $1 AND seq < $2 AND ($3 IS NULL OR action = $3) AND ($4 IS NULL OR content LIKE $4)
                 AND ($5 IS NULL OR at >= $5) AND ($6 IS NULL OR at < $6) AND ",
            $object,
            " ORDER BY seq DESC LIMIT $7"
        )
    };
}

/// A page of an account's chain, newest first: of everything, or of what was done to one object.
///
/// # Errors
/// When the database fails.
pub async fn page(
    tx: &mut Tx,
    account: AccountId,
    object: Option<&str>,
    wanted: &Wanted,
) -> Result<Vec<AuditRow>, StoreError> {
    let statement =
        if object.is_some() { page!("object = $8") } else { page!("($8 IS NULL OR object = $8)") };
    let rows = fetch_all!(
        tx,
        Stored,
        statement,
        account.0,
        wanted.before,
        wanted.action,
        wanted.content.as_deref(),
        wanted.from.map(Timestamp::unix),
        wanted.until.map(Timestamp::unix),
        i64::from(wanted.limit),
        object
    )?;
    Ok(read(account, rows))
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
