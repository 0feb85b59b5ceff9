//! Real-name verifications that customers submitted (A2). At most one of an account waits: a partial unique index
//! says so. The account's own state lies in its row.

use super::{StoreError, Tx};
use crate::domain::{
    account::Verification,
    calendar::Timestamp,
    ids::{AccountId, OperatorId, VerificationId},
};

/// A verification to be stored.
#[derive(Clone, Debug)]
pub struct NewVerification<'a> {
    /// Its id.
    pub id: VerificationId,
    /// The account.
    pub account: AccountId,
    /// `individual` or `enterprise`.
    pub holder: &'a str,
    /// The name in the papers.
    pub legal_name: &'a str,
    /// The number of the papers.
    pub document_no: &'a str,
    /// When, on the business clock.
    pub at: Timestamp,
}

/// A stored verification.
#[derive(Clone, Debug)]
pub struct StoredVerification {
    /// Its id.
    pub id: VerificationId,
    /// The account.
    pub account: AccountId,
    /// `individual` or `enterprise`.
    pub holder: String,
    /// The name in the papers.
    pub legal_name: String,
    /// The number of the papers.
    pub document_no: String,
    /// How far it has come; never [`Verification::None`].
    pub state: Verification,
    /// When it was submitted.
    pub submitted_at: Timestamp,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// Why it was refused, in the operator's words.
    pub reason: Option<String>,
}

row! {
    struct VerificationRow {
        id: uuid::Uuid,
        account_id: uuid::Uuid,
        kind: String,
        legal_name: String,
        document_no: String,
        state: String,
        submitted_at: i64,
        decided_at: Option<i64>,
        reason: Option<String>,
    }
}

impl TryFrom<VerificationRow> for StoredVerification {
    type Error = StoreError;

    fn try_from(row: VerificationRow) -> Result<Self, StoreError> {
        let state = Verification::parse(&row.state)
            .ok_or_else(|| StoreError::inconsistent("verifications", "state", row.id))?;
        Ok(Self {
            id: VerificationId(row.id),
            account: AccountId(row.account_id),
            holder: row.kind,
            legal_name: row.legal_name,
            document_no: row.document_no,
            state,
            submitted_at: Timestamp::from_unix(row.submitted_at),
            decided_at: row.decided_at.map(Timestamp::from_unix),
            reason: row.reason,
        })
    }
}

/// Stores what was submitted.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, new: &NewVerification<'_>) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO verifications (id, account_id, kind, legal_name, document_no, state, submitted_at)
         VALUES ($1, $2, $3, $4, $5, 'submitted', $6)",
        new.id.0,
        new.account.0,
        new.holder,
        new.legal_name,
        new.document_no,
        new.at.unix(),
    )?;
    Ok(())
}

/// The account's newest verification.
///
/// # Errors
/// When the database fails.
pub async fn newest(tx: &mut Tx, account: AccountId) -> Result<Option<StoredVerification>, StoreError> {
    let row = fetch_optional!(
        tx,
        VerificationRow,
        "SELECT id, account_id, kind, legal_name, document_no, state, submitted_at, decided_at, reason
         FROM verifications WHERE account_id = $1 ORDER BY submitted_at DESC, id DESC LIMIT 1",
        account.0,
    )?;
    row.map(StoredVerification::try_from).transpose()
}

/// The verification with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, id: VerificationId) -> Result<Option<StoredVerification>, StoreError> {
    let row = fetch_optional!(
        tx,
        VerificationRow,
        "SELECT id, account_id, kind, legal_name, document_no, state, submitted_at, decided_at, reason
         FROM verifications WHERE id = $1",
        id.0,
    )?;
    row.map(StoredVerification::try_from).transpose()
}

/// What waits for a decision with the account's name, oldest first, at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn waiting(tx: &mut Tx, limit: u32) -> Result<Vec<(StoredVerification, String)>, StoreError> {
    let rows = fetch_all!(
        tx,
        VerificationRow,
        "SELECT id, account_id, kind, legal_name, document_no, state, submitted_at, decided_at, reason
         FROM verifications WHERE state = 'submitted' ORDER BY submitted_at, id LIMIT $1",
        i64::from(limit),
    )?;
    let mut waiting = Vec::with_capacity(rows.len());
    for row in rows {
        let verification = StoredVerification::try_from(row)?;
        let account = super::accounts::find(tx, verification.account).await?;
        waiting.push((verification, account.map(|account| account.name).unwrap_or_default()));
    }
    Ok(waiting)
}

/// How many wait for a decision.
///
/// # Errors
/// When the database fails.
pub async fn count_waiting(tx: &mut Tx) -> Result<i64, StoreError> {
    let row = fetch_optional!(tx, (i64,), "SELECT COUNT(*) FROM verifications WHERE state = 'submitted'",)?;
    Ok(row.map_or(0, |(count,)| count))
}

/// Records a decision on what still waits. `false` when it was decided before.
///
/// # Errors
/// When the database fails.
pub async fn decide(
    tx: &mut Tx,
    id: VerificationId,
    state: Verification,
    (operator, at): (OperatorId, Timestamp),
    reason: Option<&str>,
) -> Result<bool, StoreError> {
    let decided = execute!(
        tx,
        "UPDATE verifications SET state = $1, decided_by = $2, decided_at = $3, reason = $4
         WHERE id = $5 AND state = 'submitted'",
        state.as_str(),
        operator.0,
        at.unix(),
        reason,
        id.0,
    )?;
    Ok(decided == 1)
}
