//! Accounts: the customers, and the lock that every unit of work on one of them takes first.

use sqlx::{FromRow as _, sqlite::SqliteRow};
use uuid::Uuid;

use super::{Batch, StoreError, Tx};
use crate::domain::{
    account::Verification, budget::Budget, calendar::Timestamp, ids::AccountId, money::Amount,
};

/// The account of the house: its audit chain takes what belongs to no customer.
pub const HOUSE: AccountId = AccountId(Uuid::nil());

/// An account whose row this unit has locked by raising its revision. What a unit changes is collected here and
/// written once, by [`save`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockedAccount {
    /// Its id.
    pub id: AccountId,
    /// The number of this unit among all that have locked it.
    pub revision: i64,
    /// What it has to spend.
    pub balance: Amount,
    /// What it owes on overdue bills.
    pub owed: Amount,
    /// The state of its real-name verification.
    pub verification: Verification,
    /// The number of its newest audit row.
    pub audit_seq: i64,
    /// The hash of its newest audit row.
    pub audit_hash: String,
    /// The number of its newest ledger entry.
    pub ledger_seq: i64,
    /// When it is looked next whether something of it is to be reminded of; none where nothing can be (R7).
    pub next_reminder_at: Option<Timestamp>,
    /// What it means to spend in a month; none where it has no budget.
    pub budget: Option<Budget>,
}

impl LockedAccount {
    /// Has it looked at `moment` whether something is to be reminded of, unless that is done earlier.
    pub fn remind(&mut self, moment: Option<Timestamp>) {
        self.next_reminder_at = self.next_reminder_at.into_iter().chain(moment).min();
    }

    /// Whether anything is overdue: then nothing can be bought and no voucher be used (M1).
    #[must_use]
    pub const fn has_overdue(&self) -> bool {
        self.owed.is_positive()
    }
}

/// Takes an account's row for a unit; the placeholder is how its id is named there.
macro_rules! lock {
    ($id:literal) => {
        concat!(
            "UPDATE accounts SET revision = revision + 1 WHERE id = ",
            $id,
            " RETURNING revision, balance, owed, verification, audit_seq, audit_hash, ledger_seq, next_reminder_at, budget,
                 budget_stops"
        )
    };
}

row! {
    struct LockedRow {
        revision: i64,
        balance: i64,
        owed: i64,
        verification: String,
        audit_seq: i64,
        audit_hash: String,
        ledger_seq: i64,
        next_reminder_at: Option<i64>,
        budget: Option<i64>,
        budget_stops: bool,
    }
}

/// The statement that takes an account for a unit that begins with it.
pub(super) fn locking(id: AccountId) -> Batch {
    let mut batch = Batch::new();
    batch.add(lock!("?"), binds![id.0]);
    batch
}

/// The account of the row that it gives.
pub(super) fn locked(row: &SqliteRow, id: AccountId) -> Result<LockedAccount, StoreError> {
    LockedRow::from_row(row)?.locked(id)
}

impl LockedRow {
    fn locked(self, id: AccountId) -> Result<LockedAccount, StoreError> {
        Ok(LockedAccount {
            id,
            revision: self.revision,
            balance: Amount::minor(self.balance),
            owed: Amount::minor(self.owed),
            verification: verification(&self.verification, id)?,
            audit_seq: self.audit_seq,
            audit_hash: self.audit_hash,
            ledger_seq: self.ledger_seq,
            next_reminder_at: self.next_reminder_at.map(Timestamp::from_unix),
            budget: budget(self.budget, self.budget_stops),
        })
    }
}

/// Takes the account for this unit: others that want it wait until the unit ends.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut Tx, id: AccountId) -> Result<Option<LockedAccount>, StoreError> {
    let row = fetch_optional!(tx, LockedRow, lock!("$1"), id.0)?;
    row.map(|row| row.locked(id)).transpose()
}

fn verification(stored: &str, id: AccountId) -> Result<Verification, StoreError> {
    Verification::parse(stored).ok_or_else(|| StoreError::inconsistent("accounts", "verification", id))
}

/// Lets an account go that this unit has locked and not changed, as if it had never been locked.
///
/// # Errors
/// When the database fails.
pub async fn unlock(tx: &mut Tx, id: AccountId) -> Result<(), StoreError> {
    execute!(tx, "UPDATE accounts SET revision = revision - 1 WHERE id = $1", id.0)?;
    Ok(())
}

/// How many units have locked an account and were committed. What is read after it and belongs to the account alone is
/// what the unit finds that locks it with the next number.
///
/// # Errors
/// When the database fails.
pub async fn revision(tx: &mut Tx, id: AccountId) -> Result<i64, StoreError> {
    let (revision,): (i64,) = fetch_one!(tx, (i64,), "SELECT revision FROM accounts WHERE id = $1", id.0)?;
    Ok(revision)
}

fn budget(amount: Option<i64>, stops: bool) -> Option<Budget> {
    amount.map(|amount| Budget { amount: Amount::minor(amount), stops })
}

/// Writes what the unit changed. The table refuses a balance or a debt below zero.
pub fn save(batch: &mut Batch, account: &LockedAccount) {
    batch.add(
        "UPDATE accounts SET balance = ?, owed = ?, verification = ?, audit_seq = ?, audit_hash = ?, ledger_seq = ?,
             next_reminder_at = ?, budget = ?, budget_stops = ?
         WHERE id = ?",
        binds![
            account.balance.as_minor(),
            account.owed.as_minor(),
            account.verification.as_str(),
            account.audit_seq,
            account.audit_hash.clone(),
            account.ledger_seq,
            account.next_reminder_at.map(Timestamp::unix),
            account.budget.map(|budget| budget.amount.as_minor()),
            account.budget.is_some_and(|budget| budget.stops),
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
    /// The state of its real-name verification.
    pub verification: Verification,
    /// What it means to spend in a month.
    pub budget: Option<Budget>,
}

/// The account with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, id: AccountId) -> Result<Option<Account>, StoreError> {
    let row = fetch_optional!(
        tx,
        (String, i64, i64, String, Option<i64>, bool),
        "SELECT name, balance, owed, verification, budget, budget_stops FROM accounts WHERE id = $1",
        id.0
    )?;
    let Some((name, balance, owed, verified, amount, stops)) = row else { return Ok(None) };
    Ok(Some(Account {
        id,
        name,
        balance: Amount::minor(balance),
        owed: Amount::minor(owed),
        verification: verification(&verified, id)?,
        budget: budget(amount, stops),
    }))
}
