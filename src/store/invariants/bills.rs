//! What must hold of bills: they are their lines, their vouchers and payments, and what the ledger tells (I1, I3).

use uuid::Uuid;

use crate::{
    domain::{ids::AccountId, month::Month},
    store::{StoreError, Tx},
};

/// A bill by its key.
type BillKey = (AccountId, String);

fn keys(rows: Vec<(Uuid, String)>) -> Vec<BillKey> {
    rows.into_iter().map(|(account, month)| (AccountId(account), month)).collect()
}

/// Bills of which the ledger tells something else: a closed one whose entry has other amounts, a payment without its
/// entry, an entry without its bill or payment.
///
/// # Errors
/// When the database fails.
pub async fn bills_beside_the_ledger(tx: &mut Tx) -> Result<Vec<BillKey>, StoreError> {
    let rows = fetch_all!(
        tx,
        (Uuid, String),
        "SELECT b.account_id, b.month FROM bills b
         LEFT JOIN ledger_entries e ON e.kind = 'bill' AND e.reference = CAST(b.number AS TEXT)
         LEFT JOIN (SELECT entry_id,
                 SUM(CASE WHEN ledger_account = 'customer_balance' THEN amount ELSE 0 END) AS taken,
                 SUM(CASE WHEN ledger_account = 'vouchers' THEN amount ELSE 0 END) AS deducted,
                 SUM(CASE WHEN ledger_account = 'postpaid_sales' THEN -amount ELSE 0 END) AS sold
             FROM ledger_postings GROUP BY entry_id) p ON p.entry_id = e.id
         LEFT JOIN bill_payments d ON d.account_id = b.account_id AND d.month = b.month AND d.position = 0
         WHERE b.state <> 'pushed' AND (e.account_id <> b.account_id OR COALESCE(p.taken, 0) <> COALESCE(d.amount, 0)
             OR COALESCE(p.deducted, 0) <> b.deducted OR COALESCE(p.sold, 0) <> b.total - b.carried)
         UNION SELECT y.account_id, y.month FROM bill_payments y
         JOIN bills b ON b.account_id = y.account_id AND b.month = y.month
         LEFT JOIN ledger_entries e ON e.kind = 'bill_payment'
             AND e.reference = CAST(b.number AS TEXT) || '/' || CAST(y.position AS TEXT)
         LEFT JOIN ledger_postings p ON p.entry_id = e.id AND p.ledger_account = 'customer_balance'
         WHERE y.position > 0 AND COALESCE(p.amount, 0) <> y.amount
         UNION SELECT e.account_id, e.reference FROM ledger_entries e
         LEFT JOIN bills b ON e.reference = CAST(b.number AS TEXT) WHERE e.kind = 'bill' AND b.number IS NULL
         UNION SELECT e.account_id, e.reference FROM ledger_entries e
         LEFT JOIN (SELECT CAST(b.number AS TEXT) || '/' || CAST(y.position AS TEXT) AS reference FROM bill_payments y
             JOIN bills b ON b.account_id = y.account_id AND b.month = y.month) k ON k.reference = e.reference
         WHERE e.kind = 'bill_payment' AND k.reference IS NULL ORDER BY 1, 2"
    )?;
    Ok(keys(rows))
}

/// Bills that are not the sum of their lines, vouchers or payments.
///
/// # Errors
/// When the database fails.
pub async fn bills_beside_their_parts(tx: &mut Tx) -> Result<Vec<BillKey>, StoreError> {
    let rows = fetch_all!(
        tx,
        (Uuid, String),
        "SELECT b.account_id, b.month FROM bills b
         LEFT JOIN (SELECT account_id, month, SUM(amount) AS amount, SUM(deducted) AS deducted FROM bill_lines
             GROUP BY account_id, month) l ON l.account_id = b.account_id AND l.month = b.month
         LEFT JOIN (SELECT account_id, month, SUM(deducted) AS deducted FROM bill_vouchers
             GROUP BY account_id, month) v ON v.account_id = b.account_id AND v.month = b.month
         LEFT JOIN (SELECT account_id, month, SUM(amount) AS amount FROM bill_payments
             GROUP BY account_id, month) y ON y.account_id = b.account_id AND y.month = b.month
         WHERE COALESCE(l.amount, 0) + b.carried <> b.total OR COALESCE(l.deducted, 0) <> b.deducted
            OR COALESCE(v.deducted, 0) <> b.deducted OR COALESCE(y.amount, 0) <> b.paid
         ORDER BY b.account_id, b.month"
    )?;
    Ok(keys(rows))
}

/// Accounts that owe something else than their overdue bills, that owe something though they have money (M1), or whose
/// receivable is not what is owed and what waits for the next bill.
///
/// # Errors
/// When the database fails.
pub async fn other_debts(tx: &mut Tx) -> Result<Vec<AccountId>, StoreError> {
    let rows = fetch_all!(
        tx,
        (Uuid,),
        "SELECT a.id FROM accounts a
         LEFT JOIN (SELECT account_id, SUM(owed) AS owed, SUM(moved - carried) AS waiting FROM bills
             WHERE state <> 'pushed' GROUP BY account_id) b ON b.account_id = a.id
         LEFT JOIN (SELECT account_id, SUM(amount) AS amount FROM ledger_postings
             WHERE ledger_account = 'receivable' GROUP BY account_id) r ON r.account_id = a.id
         WHERE a.owed <> COALESCE(b.owed, 0) OR (a.owed > 0 AND a.balance > 0)
            OR COALESCE(r.amount, 0) <> COALESCE(b.owed, 0) + COALESCE(b.waiting, 0) ORDER BY a.id"
    )?;
    Ok(rows.into_iter().map(|(id,)| AccountId(id)).collect())
}

/// The numbers of closed bills that are left out, or were given and are nowhere.
///
/// # Errors
/// When the database fails.
pub async fn missing_numbers(tx: &mut Tx) -> Result<Vec<i64>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64,),
        "SELECT b.number FROM (SELECT number, ROW_NUMBER() OVER (ORDER BY number) AS place FROM bills
             WHERE number IS NOT NULL) b WHERE b.number <> b.place
         UNION SELECT c.value FROM counters c WHERE c.name = 'bill' AND c.value > 0
             AND NOT EXISTS (SELECT 1 FROM bills b WHERE b.number = c.value) ORDER BY 1"
    )?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}

/// Up to `limit` keys of closed bills after a key, to look at one by one.
///
/// # Errors
/// When the database fails.
pub async fn closed_bills(
    tx: &mut Tx,
    after: i64,
    limit: u32,
) -> Result<Vec<(i64, AccountId, Month)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64, Uuid, String),
        "SELECT number, account_id, month FROM bills WHERE number > $1 ORDER BY number LIMIT $2",
        after,
        i64::from(limit)
    )?;
    let key = |(number, account, month): (i64, Uuid, String)| {
        let month = Month::parse(&month);
        let month = month.ok_or_else(|| StoreError::inconsistent("bills", "month", number))?;
        Ok((number, AccountId(account), month))
    };
    rows.into_iter().map(key).collect()
}
