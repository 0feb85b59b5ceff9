//! What was given back, beside what the ledger and the orders tell of it (I1).

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::{
    domain::upgrade::Voided,
    store::{StoreError, Tx, quotes::from_json},
};

/// Refunds whose lines do not sum to their total, or of which the ledger tells something else.
///
/// # Errors
/// When the database fails.
pub async fn refunds_beside_the_ledger(tx: &mut Tx) -> Result<Vec<Uuid>, StoreError> {
    let refunds = fetch_all!(
        tx,
        (Uuid, i64, i64),
        "SELECT r.id, r.total, CAST(COALESCE(SUM(l.amount), 0) AS BIGINT) FROM refunds r
         LEFT JOIN refund_lines l ON l.refund_id = r.id GROUP BY r.id, r.total ORDER BY r.id"
    )?;
    let entries = fetch_all!(
        tx,
        (String, i64),
        "SELECT e.reference, CAST(COALESCE(-SUM(p.amount), 0) AS BIGINT) FROM ledger_entries e
         LEFT JOIN ledger_postings p ON p.entry_id = e.id AND p.ledger_account = 'customer_balance'
         WHERE e.kind = 'refund' GROUP BY e.reference"
    )?;
    let mut told: BTreeMap<Uuid, i64> =
        entries.into_iter().map(|(id, sum)| (Uuid::parse_str(&id).unwrap_or_default(), sum)).collect();
    let mut wrong = Vec::new();
    for (id, total, of_lines) in refunds {
        if total != of_lines || told.remove(&id).unwrap_or_default() != total {
            wrong.push(id);
        }
    }
    wrong.extend(told.into_keys());
    Ok(wrong)
}

/// Orders of whose money something else was given back than their refunds and the upgrades after them say.
///
/// # Errors
/// When the database fails.
pub async fn other_returns(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let kept = fetch_all!(tx, (String, i64), "SELECT no, refunded FROM orders WHERE refunded <> 0")?;
    let refunded = fetch_all!(
        tx,
        (String, i64),
        "SELECT order_no, CAST(SUM(amount) AS BIGINT) FROM refund_lines GROUP BY order_no"
    )?;
    let upgrades = fetch_all!(
        tx,
        (String, String),
        "SELECT no, voided FROM orders WHERE status = 'paid' AND voided <> '[]'"
    )?;
    let mut returns: BTreeMap<String, i64> = BTreeMap::new();
    for (no, amount) in refunded {
        *returns.entry(no).or_default() += amount;
    }
    for (no, voided) in upgrades {
        let voided: Vec<Voided> = from_json("orders", "voided", &no, &voided)?;
        for line in voided {
            *returns.entry(line.order.to_string()).or_default() += line.amount.as_minor();
        }
    }
    for (no, amount) in kept {
        *returns.entry(no).or_default() -= amount;
    }
    Ok(returns.into_iter().filter(|(_, left)| *left != 0).map(|(no, _)| no).collect())
}
