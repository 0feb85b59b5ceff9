//! People who sign in for an account, and the accounts they were signed up with.

use super::{StoreError, Tx, accounts};
use crate::domain::{
    account::Email,
    calendar::Timestamp,
    ids::{AccountId, UserId},
};

/// What signing in needs of a user.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Who it is.
    pub user: UserId,
    /// The account that is worked for.
    pub account: AccountId,
    /// The stored hash, as a PHC string.
    pub password_hash: String,
    /// Whether an operator has shut the user out.
    pub is_disabled: bool,
    /// The tag of the language that the user chose.
    pub locale: Option<String>,
}

/// A user to be stored with the account.
#[derive(Clone, Debug)]
pub struct NewUser<'a> {
    /// The user's id.
    pub user: UserId,
    /// The account's id.
    pub account: AccountId,
    /// The address, which no other user has.
    pub email: &'a Email,
    /// The hash as a PHC string.
    pub password_hash: &'a str,
    /// The tag of the language that the user signed up in, where it is known.
    pub locale: Option<&'a str>,
    /// When, on the business clock.
    pub at: Timestamp,
}

row! {
    struct CredentialsRow {
        id: uuid::Uuid,
        account_id: uuid::Uuid,
        password_hash: String,
        disabled_at: Option<i64>,
        locale: Option<String>,
    }
}

impl From<CredentialsRow> for Credentials {
    fn from(row: CredentialsRow) -> Self {
        Self {
            user: UserId(row.id),
            account: AccountId(row.account_id),
            password_hash: row.password_hash,
            is_disabled: row.disabled_at.is_some(),
            locale: row.locale,
        }
    }
}

/// The user with this address.
///
/// # Errors
/// When the database fails.
pub async fn by_email(tx: &mut Tx, email: &Email) -> Result<Option<Credentials>, StoreError> {
    let row = fetch_optional!(
        tx,
        CredentialsRow,
        "SELECT u.id, m.account_id, u.password_hash, u.disabled_at, u.locale
         FROM users u JOIN memberships m ON m.user_id = u.id
         WHERE u.email = $1 ORDER BY m.account_id LIMIT 1",
        email.as_str(),
    )?;
    Ok(row.map(Credentials::from))
}

/// The user with this id.
///
/// # Errors
/// When the database fails.
pub async fn by_id(tx: &mut Tx, user: UserId) -> Result<Option<Credentials>, StoreError> {
    let row = fetch_optional!(
        tx,
        CredentialsRow,
        "SELECT u.id, m.account_id, u.password_hash, u.disabled_at, u.locale
         FROM users u JOIN memberships m ON m.user_id = u.id
         WHERE u.id = $1 ORDER BY m.account_id LIMIT 1",
        user.0,
    )?;
    Ok(row.map(Credentials::from))
}

/// Stores a user with a new account of the same name. `false`, and nothing stored, when the address is taken.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, new: &NewUser<'_>) -> Result<bool, StoreError> {
    let inserted = execute!(
        tx,
        "INSERT INTO users (id, email, password_hash, locale, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (email) DO NOTHING",
        new.user.0,
        new.email.as_str(),
        new.password_hash,
        new.locale,
        new.at.unix(),
    )?;
    if inserted == 0 {
        return Ok(false);
    }
    accounts::insert(tx, new.account, new.email.as_str(), new.at).await?;
    execute!(
        tx,
        "INSERT INTO memberships (user_id, account_id, role) VALUES ($1, $2, 'owner')",
        new.user.0,
        new.account.0,
    )?;
    Ok(true)
}

/// Replaces the stored hash, if it is still `old`. `false` when another change came first.
///
/// # Errors
/// When the database fails.
pub async fn set_password(tx: &mut Tx, user: UserId, old: &str, new: &str) -> Result<bool, StoreError> {
    let changed = execute!(
        tx,
        "UPDATE users SET password_hash = $1 WHERE id = $2 AND password_hash = $3",
        new,
        user.0,
        old,
    )?;
    Ok(changed == 1)
}

/// Whether the stored hash is `hash` and the user is not shut out; it stays so until the unit ends.
///
/// # Errors
/// When the database fails.
pub async fn hold_password(tx: &mut Tx, user: UserId, hash: &str) -> Result<bool, StoreError> {
    let held = execute!(
        tx,
        "UPDATE users SET password_hash = password_hash
         WHERE id = $1 AND password_hash = $2 AND disabled_at IS NULL",
        user.0,
        hash,
    )?;
    Ok(held == 1)
}

/// Shuts the user out, or lets them in again (`None`).
///
/// # Errors
/// When the database fails.
pub async fn set_disabled(tx: &mut Tx, user: UserId, at: Option<Timestamp>) -> Result<(), StoreError> {
    execute!(tx, "UPDATE users SET disabled_at = $1 WHERE id = $2", at.map(Timestamp::unix), user.0)?;
    Ok(())
}
