//! Refunds of prepaid packages and add-ons (R5): what was given back, line by line, and the order that has the account's
//! full refund. A refund never changes.

use uuid::Uuid;

use super::{
    Batch, StoreError, Tx,
    quotes::{app_id, from_json, json},
};
use crate::domain::{
    calendar::Timestamp,
    ids::{AccountId, OrderNo, RefundId, SdkAppId},
    money::Amount,
    product::Item,
    refund::{FirstOrder, RefundLine, RefundScope},
};

/// A refund that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refunded {
    /// Its id.
    pub id: RefundId,
    /// The app it was for.
    pub app: SdkAppId,
    /// What was refunded.
    pub scope: RefundScope,
    /// Whether it was the account's full refund.
    pub uses_full: bool,
    /// When.
    pub at: Timestamp,
    /// The lines that were given back.
    pub lines: Vec<RefundLine>,
}

impl Refunded {
    /// What was given back.
    #[must_use]
    pub fn total(&self) -> Amount {
        self.lines.iter().map(|line| line.amount).sum()
    }
}

/// Adds a refund with its lines to the unit's batch.
pub fn insert(batch: &mut Batch, account: AccountId, refund: &Refunded) {
    batch.add(
        "INSERT INTO refunds (id, account_id, sdk_app_id, scope, uses_full, total, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        binds![
            refund.id.0,
            account.0,
            refund.app.number(),
            json(&refund.scope),
            refund.uses_full,
            refund.total().as_minor(),
            refund.at.unix()
        ],
    );
    for line in &refund.lines {
        batch.add(
            "INSERT INTO refund_lines (order_no, line, refund_id, item, cash, rule, amount)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
            binds![
                line.order.as_str(),
                line.position,
                refund.id.0,
                line.item.code(),
                line.cash.as_minor(),
                json(&line.rule),
                line.amount.as_minor()
            ],
        );
    }
}

/// Adds to the unit's batch that what an order line gave no longer counts from `at` on (R4, R5).
pub fn end(batch: &mut Batch, (order, line): (&OrderNo, u32), at: Timestamp) {
    batch.add(
        "UPDATE entitlements SET ended_at = ? WHERE order_no = ? AND line = ? AND ended_at IS NULL",
        binds![at.unix(), order.as_str(), line],
    );
}

/// A refund of an account; none when it is another account's.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, account: AccountId, id: RefundId) -> Result<Option<Refunded>, StoreError> {
    let row = fetch_optional!(
        tx,
        (i64, String, bool, i64),
        "SELECT sdk_app_id, scope, uses_full, at FROM refunds WHERE id = $1 AND account_id = $2",
        id.0,
        account.0
    )?;
    let Some((app, scope, uses_full, at)) = row else { return Ok(None) };
    let rows = fetch_all!(
        tx,
        (String, i64, String, i64, String, i64),
        "SELECT order_no, line, item, cash, rule, amount FROM refund_lines WHERE refund_id = $1
         ORDER BY order_no, line",
        id.0
    )?;
    let bad = |column| StoreError::inconsistent("refund_lines", column, id);
    let line = |(order, line, item, cash, rule, amount): (String, i64, String, i64, String, i64)| {
        Ok(RefundLine {
            order: OrderNo::parse(&order).ok_or_else(|| bad("order_no"))?,
            position: u32::try_from(line).map_err(|_| bad("line"))?,
            item: Item::parse(&item).ok_or_else(|| bad("item"))?,
            cash: Amount::minor(cash),
            rule: from_json("refund_lines", "rule", &id, &rule)?,
            amount: Amount::minor(amount),
        })
    };
    let lines = rows.into_iter().map(line).collect::<Result<_, StoreError>>()?;
    let scope = from_json("refunds", "scope", &id, &scope)?;
    let at = Timestamp::from_unix(at);
    Ok(Some(Refunded { id, app: app_id("refunds", app)?, scope, uses_full, at, lines }))
}

/// The refunds that gave something of an order back, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_order(tx: &mut Tx, order: &OrderNo) -> Result<Vec<(RefundId, Timestamp)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (Uuid, i64),
        "SELECT DISTINCT r.id, r.at FROM refunds r JOIN refund_lines l ON l.refund_id = r.id
         WHERE l.order_no = $1 ORDER BY r.at, r.id",
        order.as_str()
    )?;
    Ok(rows.into_iter().map(|(id, at)| (RefundId(id), Timestamp::from_unix(at))).collect())
}

/// Whether the package of an app was refunded at `moment`.
///
/// # Errors
/// When the database fails.
pub async fn ended_package(tx: &mut Tx, app: SdkAppId, moment: Timestamp) -> Result<bool, StoreError> {
    let row = fetch_optional!(
        tx,
        (i64,),
        "SELECT at FROM refunds WHERE sdk_app_id = $1 AND at = $2 AND scope = $3 LIMIT 1",
        app.number(),
        moment.unix(),
        json(&RefundScope::Package)
    )?;
    Ok(row.is_some())
}

/// The account's first paid package order, and whether its full refund was used up (R5).
///
/// # Errors
/// When the database fails.
pub async fn first_order(tx: &mut Tx, account: AccountId) -> Result<Option<FirstOrder>, StoreError> {
    let row = fetch_optional!(
        tx,
        (String, i64, bool),
        "SELECT o.no, o.paid_at, EXISTS (SELECT 1 FROM refunds r WHERE r.account_id = $1 AND r.uses_full)
         FROM orders o WHERE o.account_id = $1 AND o.kind = 'package' AND o.paid_at IS NOT NULL
         ORDER BY o.paid_at, o.no LIMIT 1",
        account.0
    )?;
    let Some((no, paid_at, is_used_up)) = row else { return Ok(None) };
    let order = OrderNo::parse(&no).ok_or_else(|| StoreError::inconsistent("orders", "no", no))?;
    Ok(Some(FirstOrder { order, paid_at: Timestamp::from_unix(paid_at), is_used_up }))
}
