//! Accounts: the customers, and the lock that every unit of work on one of them takes first.

use uuid::Uuid;

use super::{Batch, StoreError, Tx};
use crate::domain::{calendar::Timestamp, ids::AccountId, money::Amount};

/// The account of the house: its audit chain takes what belongs to no customer.
pub const HOUSE: AccountId = AccountId(Uuid::nil());

/// An account whose row this unit has locked by raising its revision. What a unit changes is collected here and
/// written once, by [`save`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockedAccount {
    /// Its id.
    pub id: AccountId,
    /// What it has to spend.
    pub balance: Amount,
    /// What it owes on overdue bills.
    pub owed: Amount,
    /// The state of its real-name verification, as stored.
    pub verification: String,
    /// The number of its newest audit row.
    pub audit_seq: i64,
    /// The hash of its newest audit row.
    pub audit_hash: String,
    /// The number of its newest ledger entry.
    pub ledger_seq: i64,
}

impl LockedAccount {
    /// Whether anything is overdue: then nothing can be bought and no voucher be used (M1).
    #[must_use]
    pub const fn has_overdue(&self) -> bool {
        self.owed.is_positive()
    }
}

#[derive(sqlx::FromRow)]
struct LockedRow {
    balance: i64,
    owed: i64,
    verification: String,
    audit_seq: i64,
    audit_hash: String,
    ledger_seq: i64,
}

/// Takes the account for this unit: others that want it wait until the unit ends.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut Tx, id: AccountId) -> Result<Option<LockedAccount>, StoreError> {
    let row = fetch_optional!(
        tx,
        LockedRow,
        "UPDATE accounts SET revision = revision + 1 WHERE id = $1
         RETURNING balance, owed, verification, audit_seq, audit_hash, ledger_seq",
        id.0
    )?;
    Ok(row.map(|row| LockedAccount {
        id,
        balance: Amount::minor(row.balance),
        owed: Amount::minor(row.owed),
        verification: row.verification,
        audit_seq: row.audit_seq,
        audit_hash: row.audit_hash,
        ledger_seq: row.ledger_seq,
    }))
}

/// Writes what the unit changed. The table refuses a balance or a debt below zero.
pub fn save(batch: &mut Batch, account: &LockedAccount) {
    batch.add(
        "UPDATE accounts SET balance = ?, owed = ?, verification = ?, audit_seq = ?, audit_hash = ?, ledger_seq = ?
         WHERE id = ?",
        binds![
            account.balance.as_minor(),
            account.owed.as_minor(),
            account.verification.clone(),
            account.audit_seq,
            account.audit_hash.clone(),
            account.ledger_seq,
            account.id.0
        ],
    );
}

/// Makes an account.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, id: AccountId, name: &str, now: Timestamp) -> Result<(), StoreError> {
    execute!(tx, "INSERT INTO accounts (id, name, created_at) VALUES ($1, $2, $3)", id.0, name, now.unix())?;
    Ok(())
}

/// An account as pages show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// What it has to spend.
    pub balance: Amount,
    /// What it owes on overdue bills.
    pub owed: Amount,
    /// The state of its real-name verification, as stored.
    pub verification: String,
}

/// The account with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, id: AccountId) -> Result<Option<Account>, StoreError> {
    let row = fetch_optional!(
        tx,
        (String, i64, i64, String),
        "SELECT name, balance, owed, verification FROM accounts WHERE id = $1",
        id.0
    )?;
    Ok(row.map(|(name, balance, owed, verification)| Account {
        id,
        name,
        balance: Amount::minor(balance),
        owed: Amount::minor(owed),
        verification,
    }))
}
