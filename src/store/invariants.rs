//! Looks for what must not be in the database: each function answers with the rows that break one rule, none in a
//! sound one. What the findings are called is `services::invariants`' part. Reads only.

mod bills;
mod gifts;
mod owners;
mod returns;

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

pub use bills::{
    bills_beside_the_ledger, bills_beside_their_parts, closed_bills, missing_numbers, other_debts,
};
pub use gifts::{OrderGifts, gifts, quotes_ordered_again};
pub use owners::owners;
pub use returns::{other_returns, refunds_beside_the_ledger};

use super::{StoreError, Tx};
use crate::domain::{
    ids::{AccountId, SdkAppId},
    money::Amount,
};

/// Ledger entries whose postings do not sum to zero, postings without an entry included, with the sum.
///
/// # Errors
/// When the database fails.
pub async fn unbalanced_entries(tx: &mut Tx) -> Result<Vec<(Uuid, Amount)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (Uuid, i64),
        "SELECT p.entry_id, CAST(SUM(p.amount) AS BIGINT) FROM ledger_postings p
         LEFT JOIN ledger_entries e ON e.id = p.entry_id
         GROUP BY p.entry_id, e.id HAVING SUM(p.amount) <> 0 OR e.id IS NULL ORDER BY p.entry_id"
    )?;
    Ok(rows.into_iter().map(|(id, sum)| (id, Amount::minor(sum))).collect())
}

/// Accounts whose balance is not the sum of its postings: the balance and the sum.
///
/// # Errors
/// When the database fails.
pub async fn other_balances(tx: &mut Tx) -> Result<Vec<(AccountId, Amount, Amount)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (Uuid, i64, i64),
        "SELECT a.id, a.balance, CAST(COALESCE(-SUM(p.amount), 0) AS BIGINT) FROM accounts a
         LEFT JOIN ledger_postings p ON p.account_id = a.id AND p.ledger_account = 'customer_balance'
         GROUP BY a.id, a.balance HAVING a.balance <> COALESCE(-SUM(p.amount), 0) ORDER BY a.id"
    )?;
    let amounts = |(id, balance, sum)| (AccountId(id), Amount::minor(balance), Amount::minor(sum));
    Ok(rows.into_iter().map(amounts).collect())
}

/// The first entry of each account whose running balance or number does not follow from the entries before it.
///
/// # Errors
/// When the database fails.
pub async fn broken_runs(tx: &mut Tx) -> Result<Vec<(AccountId, i64)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (Uuid, i64),
        "SELECT account_id, MIN(seq) FROM (
             SELECT e.account_id, e.seq, e.balance_after,
                    ROW_NUMBER() OVER (PARTITION BY e.account_id ORDER BY e.seq) AS expected,
                    SUM(COALESCE(c.change, 0)) OVER (PARTITION BY e.account_id ORDER BY e.seq) AS running
             FROM ledger_entries e LEFT JOIN (
                 SELECT entry_id, -SUM(amount) AS change FROM ledger_postings
                 WHERE ledger_account = 'customer_balance' GROUP BY entry_id
             ) c ON c.entry_id = e.id
         ) runs WHERE seq <> expected OR balance_after <> running
         GROUP BY account_id ORDER BY account_id"
    )?;
    Ok(rows.into_iter().map(|(id, seq)| (AccountId(id), seq)).collect())
}

/// Accounts with a balance below zero, now or after some entry.
///
/// # Errors
/// When the database fails.
pub async fn overdrawn(tx: &mut Tx) -> Result<Vec<AccountId>, StoreError> {
    let rows = fetch_all!(
        tx,
        (Uuid,),
        "SELECT id FROM accounts WHERE balance < 0
         UNION SELECT account_id FROM ledger_entries WHERE balance_after < 0 ORDER BY 1"
    )?;
    Ok(rows.into_iter().map(|(id,)| AccountId(id)).collect())
}

/// Orders of which the ledger tells something else: a paid one without its entry or with another amount, an entry
/// of an order that is not paid, costs nothing or is not there.
///
/// # Errors
/// When the database fails.
pub async fn orders_beside_the_ledger(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String,),
        "SELECT o.no FROM orders o LEFT JOIN ledger_entries e ON e.kind = 'order' AND e.reference = o.no
         WHERE (o.status = 'paid' AND (o.total <> o.given_back OR o.deducted > 0)) <> (e.id IS NOT NULL)
            OR e.account_id <> o.account_id
            OR (e.id IS NOT NULL AND o.payable - o.given_back <> COALESCE((SELECT SUM(p.amount) FROM ledger_postings p
                    WHERE p.entry_id = e.id AND p.ledger_account = 'customer_balance'), 0))
            OR (e.id IS NOT NULL AND o.deducted <> COALESCE((SELECT SUM(p.amount) FROM ledger_postings p
                    WHERE p.entry_id = e.id AND p.ledger_account = 'vouchers'), 0))
         UNION SELECT e.reference FROM ledger_entries e LEFT JOIN orders o ON o.no = e.reference
         WHERE e.kind = 'order' AND o.no IS NULL ORDER BY 1"
    )?;
    Ok(rows.into_iter().map(|(no,)| no).collect())
}

/// Top-ups of which the ledger tells something else: a confirmed one without its entry or with another amount, an
/// entry of one that is not confirmed.
///
/// # Errors
/// When the database fails.
pub async fn top_ups_beside_the_ledger(tx: &mut Tx) -> Result<Vec<Uuid>, StoreError> {
    let entries = fetch_all!(
        tx,
        (String, i64),
        "SELECT e.reference, CAST(COALESCE(SUM(p.amount), 0) AS BIGINT) FROM ledger_entries e
         LEFT JOIN ledger_postings p ON p.entry_id = e.id AND p.ledger_account = 'cash'
         WHERE e.kind = 'top_up' GROUP BY e.reference"
    )?;
    let top_ups =
        fetch_all!(tx, (Uuid, i64), "SELECT id, amount FROM topups WHERE state = 'confirmed' ORDER BY id")?;
    let told: BTreeMap<Option<Uuid>, i64> =
        entries.into_iter().map(|(id, amount)| (Uuid::parse_str(&id).ok(), amount)).collect();
    let confirmed: BTreeMap<Option<Uuid>, i64> =
        top_ups.into_iter().map(|(id, amount)| (Some(id), amount)).collect();
    let ids = told.keys().chain(confirmed.keys()).collect::<BTreeSet<_>>();
    Ok(ids
        .into_iter()
        .filter(|id| told.get(id) != confirmed.get(id))
        .map(|id| id.unwrap_or_default())
        .collect())
}

/// Vouchers that do not fit the orders and bills they are on: used beyond their face, with another rest than what was used
/// leaves, or frozen by another order than the unpaid one that holds them.
///
/// # Errors
/// When the database fails.
pub async fn wrong_vouchers(tx: &mut Tx) -> Result<Vec<Uuid>, StoreError> {
    let rows = fetch_all!(
        tx,
        (Uuid,),
        "SELECT v.id FROM vouchers v LEFT JOIN (
             SELECT voucher_id, SUM(CASE WHEN status = 'paid' THEN deducted ELSE 0 END) AS used,
                    SUM(CASE WHEN status = 'paid' THEN 1 ELSE 0 END) AS uses,
                    MAX(CASE WHEN status = 'unpaid' THEN no END) AS holder
             FROM (SELECT voucher_id, status, deducted, no FROM orders WHERE voucher_id IS NOT NULL
                   UNION ALL
                   SELECT u.voucher_id, o.status, u.deducted, o.no
                   FROM order_vouchers u JOIN orders o ON o.no = u.order_no
                   UNION ALL
                   SELECT voucher_id, 'paid', deducted, month FROM bill_vouchers) p
             GROUP BY voucher_id
         ) o ON o.voucher_id = v.id
         WHERE COALESCE(o.used, 0) > v.face OR v.frozen_by IS DISTINCT FROM o.holder
            OR v.remaining <> CASE WHEN v.reusable OR COALESCE(o.uses, 0) = 0
                                   THEN v.face - COALESCE(o.used, 0) ELSE 0 END
            OR (NOT v.reusable AND o.uses > 1)
         ORDER BY v.id"
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Apps that are something else than what their last turn says.
///
/// # Errors
/// When the database fails.
pub async fn other_courses(tx: &mut Tx) -> Result<Vec<SdkAppId>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64,),
        "SELECT a.sdk_app_id FROM apps a LEFT JOIN app_turns t ON t.sdk_app_id = a.sdk_app_id
             AND t.at = (SELECT MAX(l.at) FROM app_turns l WHERE l.sdk_app_id = a.sdk_app_id)
         WHERE t.at IS NULL OR t.edition <> a.edition OR t.billing_mode IS DISTINCT FROM a.billing_mode
            OR t.add_ons <> a.add_ons OR t.history_days IS DISTINCT FROM a.history_days
            OR t.running <> (a.status IN ('active', 'expired')) ORDER BY a.sdk_app_id"
    )?;
    rows.into_iter().map(|(id,)| app_id(id)).collect()
}

/// Pairs of paid order lines that give one app the same thing for the same time.
///
/// # Errors
/// When the database fails.
pub async fn overlaps(tx: &mut Tx) -> Result<Vec<(SdkAppId, String, String)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64, String, String),
        "SELECT a.sdk_app_id, a.order_no, b.order_no FROM entitlements a JOIN entitlements b
             ON b.sdk_app_id = a.sdk_app_id AND a.starts_at < COALESCE(b.ended_at, b.ends_at)
             AND b.starts_at < COALESCE(a.ended_at, a.ends_at)
             AND (a.order_no < b.order_no OR (a.order_no = b.order_no AND a.line < b.line))
         WHERE NOT a.is_difference AND NOT b.is_difference
            AND (a.item = b.item OR (a.item LIKE 'package:%' AND b.item LIKE 'package:%')
                OR (a.item LIKE 'groups_per_user:%' AND b.item LIKE 'groups_per_user:%')
                OR (a.item LIKE 'members_per_group:%' AND b.item LIKE 'members_per_group:%')
                OR (a.item LIKE 'call_pack:%' AND b.item LIKE 'call_pack:%'))
         ORDER BY a.sdk_app_id, a.order_no, a.line, b.order_no, b.line"
    )?;
    rows.into_iter().map(|(id, one, other)| Ok((app_id(id)?, one, other))).collect()
}

/// Apps whose end is not that of the package lines paid for them, what was refunded ended then; or whose call pack, bought
/// alone, ends at another moment than its lines.
///
/// # Errors
/// When the database fails.
pub async fn other_ends(tx: &mut Tx) -> Result<Vec<SdkAppId>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64,),
        "SELECT a.sdk_app_id FROM apps a WHERE a.term_ends_at IS DISTINCT FROM
             (SELECT MAX(COALESCE(e.ended_at, e.ends_at)) FROM entitlements e
              WHERE e.sdk_app_id = a.sdk_app_id AND e.item LIKE 'package:%')
            OR a.pack_ends_at IS DISTINCT FROM CASE WHEN a.billing_mode = 'postpaid' THEN
             (SELECT MAX(e.ends_at) FROM entitlements e
              WHERE e.sdk_app_id = a.sdk_app_id AND e.item LIKE 'call_pack:%' AND e.ended_at IS NULL) END
         ORDER BY a.sdk_app_id"
    )?;
    rows.into_iter().map(|(id,)| app_id(id)).collect()
}

/// Accounts with more than `limit` apps that are not deleted, with their number.
///
/// # Errors
/// When the database fails.
pub async fn too_many_apps(tx: &mut Tx, limit: u32) -> Result<Vec<(AccountId, i64)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (Uuid, i64),
        "SELECT account_id, COUNT(*) FROM apps WHERE status <> 'deleted'
         GROUP BY account_id HAVING COUNT(*) > $1 ORDER BY account_id",
        i64::from(limit)
    )?;
    Ok(rows.into_iter().map(|(id, count)| (AccountId(id), count)).collect())
}

/// Orders and apps without the audit row of what became of them: the account and the object's name.
///
/// # Errors
/// When the database fails.
pub async fn unaudited(tx: &mut Tx) -> Result<Vec<(AccountId, String)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (Uuid, String),
        "SELECT account_id, no FROM orders WHERE status = 'paid'
             AND no NOT IN (SELECT object FROM audit_log WHERE action = 'order_pay')
         UNION SELECT account_id, no FROM orders WHERE status = 'cancelled'
             AND no NOT IN (SELECT object FROM audit_log WHERE action = 'order_cancel')
         UNION SELECT account_id, no FROM orders WHERE status = 'unpaid'
             AND no NOT IN (SELECT object FROM audit_log WHERE action = 'order_place')
         UNION SELECT account_id, CAST(sdk_app_id AS TEXT) FROM refunds
             WHERE CAST(sdk_app_id AS TEXT) NOT IN (SELECT object FROM audit_log WHERE action = 'app_refund')
         UNION SELECT account_id, 'bill ' || CAST(number AS TEXT) FROM bills WHERE number IS NOT NULL
             AND CAST(number AS TEXT) NOT IN (SELECT object FROM audit_log WHERE action = 'bill_debit')
         UNION SELECT account_id, CAST(sdk_app_id AS TEXT) FROM apps WHERE origin = 'created'
             AND CAST(sdk_app_id AS TEXT) NOT IN (SELECT object FROM audit_log WHERE action = 'app_create')
         ORDER BY 2"
    )?;
    Ok(rows.into_iter().map(|(id, object)| (AccountId(id), object)).collect())
}

/// The end of an account's audit chain as its row remembers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainEnd {
    /// Whose chain.
    pub account: AccountId,
    /// The number of the newest row.
    pub seq: i64,
    /// The hash of the newest row.
    pub hash: String,
}

/// The end of every account's audit chain, the house's included.
///
/// # Errors
/// When the database fails.
pub async fn chain_ends(tx: &mut Tx) -> Result<Vec<ChainEnd>, StoreError> {
    let rows =
        fetch_all!(tx, (Uuid, i64, String), "SELECT id, audit_seq, audit_hash FROM accounts ORDER BY id")?;
    Ok(rows.into_iter().map(|(id, seq, hash)| ChainEnd { account: AccountId(id), seq, hash }).collect())
}

fn app_id(number: i64) -> Result<SdkAppId, StoreError> {
    SdkAppId::new(number).ok_or_else(|| StoreError::inconsistent("apps", "sdk_app_id", number))
}
