//! What falls due for the bills of accounts (U7, U8), and the accounts whose bills can't be gone on with.

use uuid::Uuid;

use super::{Batch, StoreError, Tx};
use crate::domain::{bill::BillStep, calendar::Timestamp, ids::AccountId, month::Month};

/// A step of an account; enrolling has no month.
pub type Step = (BillStep, Option<Month>);

fn month_of((_, month): Step) -> String {
    month.map(|month| month.to_string()).unwrap_or_default()
}

fn step_of(account: Uuid, step: &str, month: &str) -> Result<Step, StoreError> {
    let bad = |column| StoreError::inconsistent("bill_steps", column, account);
    let parsed = Month::parse(month);
    if parsed.is_none() && !month.is_empty() {
        return Err(bad("month"));
    }
    Ok((BillStep::parse(step).ok_or_else(|| bad("step"))?, parsed))
}

/// Adds to the unit's batch that a step falls due at `due`, unless it is waiting already.
pub fn schedule(batch: &mut Batch, account: AccountId, step: Step, due: Timestamp) {
    batch.add(
        "INSERT INTO bill_steps (account_id, step, month, due_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        binds![account.0, step.0.as_str(), month_of(step), due.unix()],
    );
}

/// Adds to the unit's batch that the account has something to bill from `at` on, unless a bill of it is going to be
/// drawn up anyway.
pub fn enrol(batch: &mut Batch, account: AccountId, at: Timestamp) {
    batch.add(
        "INSERT INTO bill_steps (account_id, step, month, due_at) SELECT ?, 'enrol', '', ?
         WHERE NOT EXISTS (SELECT 1 FROM bill_steps WHERE account_id = ? AND step = 'draw_up')
         ON CONFLICT DO NOTHING",
        binds![account.0, at.unix(), account.0],
    );
}

/// Takes a step for this unit; `false` when it is done or was never due.
///
/// # Errors
/// When the database fails.
pub async fn claim(tx: &mut Tx, account: AccountId, step: Step) -> Result<bool, StoreError> {
    let claimed = execute!(
        tx,
        "DELETE FROM bill_steps WHERE account_id = $1 AND step = $2 AND month = $3",
        account.0,
        step.0.as_str(),
        month_of(step)
    )?;
    Ok(claimed == 1)
}

/// The steps that wait for an account, the earliest first.
///
/// # Errors
/// When the database fails.
pub async fn waiting(tx: &mut Tx, account: AccountId) -> Result<Vec<(Step, Timestamp)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String, String, i64),
        "SELECT step, month, due_at FROM bill_steps WHERE account_id = $1 ORDER BY due_at, month, step",
        account.0
    )?;
    let step = |(step, month, due): (String, String, i64)| {
        Ok((step_of(account.0, &step, &month)?, Timestamp::from_unix(due)))
    };
    rows.into_iter().map(step).collect()
}

/// The first `limit` steps that are due at `until` or before, with their accounts: enrolments, then bills, then debits of
/// one moment (D2). Deactivations are found by `is_deactivation` alone, since they come after what apps do then.
///
/// # Errors
/// When the database fails.
pub async fn due(
    tx: &mut Tx,
    until: Timestamp,
    is_deactivation: bool,
    limit: i64,
) -> Result<Vec<(Timestamp, AccountId, Step)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64, Uuid, String, String),
        "SELECT s.due_at, s.account_id, s.step, s.month FROM bill_steps s
         WHERE s.due_at <= $1 AND (s.step = 'deactivate') = $2
             AND NOT EXISTS (SELECT 1 FROM parked_accounts p WHERE p.account_id = s.account_id)
         ORDER BY s.due_at, CASE s.step WHEN 'enrol' THEN 0 WHEN 'draw_up' THEN 1 ELSE 2 END, s.account_id, s.month
         LIMIT $3",
        until.unix(),
        is_deactivation,
        limit
    )?;
    let due = |(at, account, step, month): (i64, Uuid, String, String)| {
        Ok((Timestamp::from_unix(at), AccountId(account), step_of(account, &step, &month)?))
    };
    rows.into_iter().map(due).collect()
}

/// The accounts that wait for a step of a month and not for an operator, with the moment at which it is due, by account.
///
/// # Errors
/// When the database fails.
pub async fn of_month(
    tx: &mut Tx,
    month: Month,
) -> Result<Vec<(AccountId, BillStep, Timestamp)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (Uuid, String, i64),
        "SELECT s.account_id, s.step, s.due_at FROM bill_steps s WHERE s.month = $1
             AND NOT EXISTS (SELECT 1 FROM parked_accounts p WHERE p.account_id = s.account_id)
         ORDER BY s.account_id, s.due_at",
        month.to_string()
    )?;
    let step = |(account, step, due): (Uuid, String, i64)| {
        let (step, _) = step_of(account, &step, "")?;
        Ok((AccountId(account), step, Timestamp::from_unix(due)))
    };
    rows.into_iter().map(step).collect()
}

/// An account whose bills can't be gone on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parked {
    /// Whose bills.
    pub account: AccountId,
    /// The account's name.
    pub name: String,
    /// What could not be done.
    pub step: Step,
    /// Why, in the words of the log.
    pub reason: String,
    /// Since when.
    pub at: Timestamp,
}

/// Adds to the unit's batch that an account is parked.
pub fn park(batch: &mut Batch, account: AccountId, (step, reason): (Step, &str), at: Timestamp) {
    batch.add(
        "INSERT INTO parked_accounts (account_id, step, month, reason, parked_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO NOTHING",
        binds![account.0, step.0.as_str(), month_of(step), reason, at.unix()],
    );
}

/// Lets a parked account go on; `false` when it was not parked.
///
/// # Errors
/// When the database fails.
pub async fn release(tx: &mut Tx, account: AccountId) -> Result<bool, StoreError> {
    Ok(execute!(tx, "DELETE FROM parked_accounts WHERE account_id = $1", account.0)? == 1)
}

/// Every parked account, the longest first.
///
/// # Errors
/// When the database fails.
pub async fn parked(tx: &mut Tx) -> Result<Vec<Parked>, StoreError> {
    let rows = fetch_all!(
        tx,
        (Uuid, String, String, String, String, i64),
        "SELECT p.account_id, a.name, p.step, p.month, p.reason, p.parked_at
         FROM parked_accounts p JOIN accounts a ON a.id = p.account_id ORDER BY p.parked_at, p.account_id"
    )?;
    let parked = |(account, name, step, month, reason, at): (Uuid, String, String, String, String, i64)| {
        let step = step_of(account, &step, &month)?;
        Ok(Parked { account: AccountId(account), name, step, reason, at: Timestamp::from_unix(at) })
    };
    rows.into_iter().map(parked).collect()
}
