//! The platform's staff who sign in on the operators' side.

use super::{StoreError, Tx};
use crate::domain::{account::Email, calendar::Timestamp, ids::OperatorId};

/// What signing in needs of an operator.
#[derive(Clone, Debug)]
pub struct OperatorCredentials {
    /// Who it is.
    pub operator: OperatorId,
    /// The address that the operator signs in with.
    pub email: Email,
    /// The stored hash, as a PHC string.
    pub password_hash: String,
    /// Whether the password is the one-time secret, which must be changed (SEC8).
    pub must_change: bool,
    /// Until when the one-time secret works, on the system clock.
    pub secret_expires_at: Option<Timestamp>,
    /// Whether the operator is shut out.
    pub is_disabled: bool,
}

row! {
    struct OperatorRow {
        id: uuid::Uuid,
        email: String,
        password_hash: String,
        must_change: bool,
        secret_expires_at: Option<i64>,
        disabled_at: Option<i64>,
    }
}

impl TryFrom<OperatorRow> for OperatorCredentials {
    type Error = StoreError;

    fn try_from(row: OperatorRow) -> Result<Self, StoreError> {
        let email =
            Email::parse(&row.email).map_err(|_| StoreError::inconsistent("operators", "email", row.id))?;
        Ok(Self {
            operator: OperatorId(row.id),
            email,
            password_hash: row.password_hash,
            must_change: row.must_change,
            secret_expires_at: row.secret_expires_at.map(Timestamp::from_unix),
            is_disabled: row.disabled_at.is_some(),
        })
    }
}

/// The operator with this address.
///
/// # Errors
/// When the database fails.
pub async fn by_email(tx: &mut Tx, email: &Email) -> Result<Option<OperatorCredentials>, StoreError> {
    let row = fetch_optional!(
        tx,
        OperatorRow,
        "SELECT id, email, password_hash, must_change, secret_expires_at, disabled_at
         FROM operators WHERE email = $1",
        email.as_str(),
    )?;
    row.map(OperatorCredentials::try_from).transpose()
}

/// The operator with this id.
///
/// # Errors
/// When the database fails.
pub async fn by_id(tx: &mut Tx, operator: OperatorId) -> Result<Option<OperatorCredentials>, StoreError> {
    let row = fetch_optional!(
        tx,
        OperatorRow,
        "SELECT id, email, password_hash, must_change, secret_expires_at, disabled_at
         FROM operators WHERE id = $1",
        operator.0,
    )?;
    row.map(OperatorCredentials::try_from).transpose()
}

/// Stores an operator whose password is a one-time secret that works until `expires_at`. `false`, and nothing
/// stored, when the address is taken.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    tx: &mut Tx,
    operator: OperatorId,
    email: &Email,
    secret_hash: &str,
    (at, expires_at): (Timestamp, Timestamp),
) -> Result<bool, StoreError> {
    let inserted = execute!(
        tx,
        "INSERT INTO operators (id, email, password_hash, must_change, secret_expires_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (email) DO NOTHING",
        operator.0,
        email.as_str(),
        secret_hash,
        true,
        expires_at.unix(),
        at.unix(),
    )?;
    Ok(inserted == 1)
}

/// Gives an operator a password of their own in place of `old`. `false` when another change came first.
///
/// # Errors
/// When the database fails.
pub async fn set_password(
    tx: &mut Tx,
    operator: OperatorId,
    old: &str,
    new: &str,
) -> Result<bool, StoreError> {
    let changed = execute!(
        tx,
        "UPDATE operators SET password_hash = $1, must_change = $2, secret_expires_at = NULL
         WHERE id = $3 AND password_hash = $4",
        new,
        false,
        operator.0,
        old,
    )?;
    Ok(changed == 1)
}

/// Replaces the stored hash by one of the same password, if it is still `old`: a one-time secret stays one.
///
/// # Errors
/// When the database fails.
pub async fn renew_hash(tx: &mut Tx, operator: OperatorId, old: &str, new: &str) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE operators SET password_hash = $1 WHERE id = $2 AND password_hash = $3",
        new,
        operator.0,
        old,
    )?;
    Ok(())
}

/// Whether the stored hash is `hash` and the operator is not shut out; it stays so until the unit ends.
///
/// # Errors
/// When the database fails.
pub async fn hold_password(tx: &mut Tx, operator: OperatorId, hash: &str) -> Result<bool, StoreError> {
    let held = execute!(
        tx,
        "UPDATE operators SET password_hash = password_hash
         WHERE id = $1 AND password_hash = $2 AND disabled_at IS NULL",
        operator.0,
        hash,
    )?;
    Ok(held == 1)
}
