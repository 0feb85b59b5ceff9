//! The ledger's rows. Postings go in before the entry that seals them; the database refuses an entry whose
//! postings do not sum to zero, and every later change.

use uuid::Uuid;

use super::{Batch, StoreError, Tx, accounts::LockedAccount};
use crate::domain::{
    calendar::Timestamp,
    ids::{AccountId, EntryId},
    ledger::{Entry, EntryKind},
    money::Amount,
};

/// Adds an entry to the unit's batch and moves the account's balance with it.
pub fn post(batch: &mut Batch, account: &mut LockedAccount, id: EntryId, entry: &Entry, now: Timestamp) {
    for (position, posting) in (1_u32..).zip(entry.postings()) {
        batch.add(
            "INSERT INTO ledger_postings (entry_id, position, ledger_account, account_id, amount)
             VALUES (?, ?, ?, ?, ?)",
            binds![id.0, position, posting.account.as_str(), account.id.0, posting.amount.as_minor()],
        );
    }
    account.balance += entry.balance_change();
    account.ledger_seq += 1;
    batch.add(
        "INSERT INTO ledger_entries (id, account_id, kind, reference, seq, balance_after, at)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
        binds![
            id.0,
            account.id.0,
            entry.kind.as_str(),
            entry.reference.clone(),
            account.ledger_seq,
            account.balance.as_minor(),
            now.unix()
        ],
    );
}

/// A line of the customer's view of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BalanceLine {
    /// Its number, from 1.
    pub seq: i64,
    /// What it tells of.
    pub kind: EntryKind,
    /// The top-up, order or refund.
    pub reference: String,
    /// By how much the balance changed.
    pub change: Amount,
    /// The balance after it.
    pub balance: Amount,
    /// The business time.
    pub at: Timestamp,
}

type BalanceRow = (Uuid, i64, String, String, i64, i64, i64);

/// The newest `limit` movements of an account with a number below `before`, newest first.
///
/// # Errors
/// When the database fails.
pub async fn movements(
    tx: &mut Tx,
    account: AccountId,
    before: i64,
    limit: u32,
) -> Result<Vec<BalanceLine>, StoreError> {
    let rows = fetch_all!(
        tx,
        BalanceRow,
        "SELECT e.id, e.seq, e.kind, e.reference, e.balance_after, e.at,
                CAST(COALESCE((SELECT -SUM(p.amount) FROM ledger_postings p
                     WHERE p.entry_id = e.id AND p.ledger_account = 'customer_balance'), 0) AS BIGINT)
         FROM ledger_entries e WHERE e.account_id = $1 AND e.seq < $2 ORDER BY e.seq DESC LIMIT $3",
        account.0,
        before,
        i64::from(limit)
    )?;
    let line = |(id, seq, kind, reference, balance, at, change): BalanceRow| {
        Ok(BalanceLine {
            seq,
            kind: EntryKind::parse(&kind)
                .ok_or_else(|| StoreError::inconsistent("ledger_entries", "kind", id))?,
            reference,
            change: Amount::minor(change),
            balance: Amount::minor(balance),
            at: Timestamp::from_unix(at),
        })
    };
    rows.into_iter().map(line).collect()
}
