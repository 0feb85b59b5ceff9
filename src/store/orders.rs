//! Orders. Lines, basis and what was asked for (in `cart`) are stored as the JSON of their types and never change.

use uuid::Uuid;

use super::{
    Batch, StoreError, Tx,
    quotes::{app_id, from_json, json},
};
use crate::domain::{
    calendar::Timestamp,
    ids::{AccountId, OrderNo, QuoteId, SdkAppId, VoucherId},
    money::Amount,
    order::{CloseReason, Order, OrderKind, OrderState, OrderStatus},
};

/// Adds a new order to the unit's batch.
pub fn insert(batch: &mut Batch, order: &Order) {
    let (paid_at, closed_at, reason) = ends(order.state);
    batch.add(
        "INSERT INTO orders (no, account_id, sdk_app_id, quote_id, kind, status, cart, catalog_version, basis, lines,
             total, voucher_id, deducted, payable, as_of, created_at, expires_at, paid_at, closed_at, close_reason,
             voided, given_back)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        binds![
            order.no.as_str(),
            order.account.0,
            order.app.number(),
            order.quote.0,
            order.kind.as_str(),
            order.state.status().as_str(),
            json(&order.wish),
            order.catalog_version,
            json(&order.basis),
            json(&order.lines),
            order.total().as_minor(),
            order.voucher.map(|voucher| voucher.0),
            order.deducted().as_minor(),
            order.cash().as_minor(),
            order.as_of.unix(),
            order.created_at.unix(),
            order.expires_at.unix(),
            paid_at,
            closed_at,
            reason,
            json(&order.voided),
            order.given_back().as_minor()
        ],
    );
}

fn ends(state: OrderState) -> (Option<i64>, Option<i64>, Option<String>) {
    match state {
        OrderState::Unpaid => (None, None, None),
        OrderState::Paid { at } => (Some(at.unix()), None, None),
        OrderState::Cancelled { at, reason } => (None, Some(at.unix()), Some(reason.as_str().to_owned())),
    }
}

/// Adds an order's new state and hold to the unit's batch. Its account is locked by the unit.
pub fn save(batch: &mut Batch, order: &Order) {
    let (paid_at, closed_at, reason) = ends(order.state);
    batch.add(
        "UPDATE orders SET status = ?, expires_at = ?, paid_at = ?, closed_at = ?, close_reason = ? WHERE no = ?",
        binds![
            order.state.status().as_str(),
            order.expires_at.unix(),
            paid_at,
            closed_at,
            reason,
            order.no.as_str()
        ],
    );
}

/// Adds to the unit's batch that so much of the money for an order's lines was given back. One call an order and batch.
pub fn refund(batch: &mut Batch, no: &OrderNo, amount: Amount) {
    batch.add(
        "UPDATE orders SET refunded = refunded + ? WHERE no = ?",
        binds![amount.as_minor(), no.as_str()],
    );
}

row! {
    struct OrderRow {
        no: String,
        account_id: Uuid,
        sdk_app_id: i64,
        quote_id: Uuid,
        kind: String,
        status: String,
        cart: String,
        catalog_version: i64,
        basis: String,
        lines: String,
        voided: String,
        refunded: i64,
        voucher_id: Option<Uuid>,
        as_of: i64,
        created_at: i64,
        expires_at: i64,
        paid_at: Option<i64>,
        closed_at: Option<i64>,
        close_reason: Option<String>,
    }
}

macro_rules! order_columns {
    () => {
        "no, account_id, sdk_app_id, quote_id, kind, status, cart, catalog_version, basis, lines, voided, refunded,
         voucher_id, as_of,
         created_at, expires_at, paid_at, closed_at, close_reason"
    };
}

impl TryFrom<OrderRow> for Order {
    type Error = StoreError;

    fn try_from(row: OrderRow) -> Result<Self, StoreError> {
        let bad = |column| StoreError::inconsistent("orders", column, &row.no);
        let reason = row.close_reason.as_deref().and_then(CloseReason::parse);
        let state = match (OrderStatus::parse(&row.status), row.paid_at, row.closed_at) {
            (Some(OrderStatus::Unpaid), _, _) => OrderState::Unpaid,
            (Some(OrderStatus::Paid), Some(at), _) => OrderState::Paid { at: Timestamp::from_unix(at) },
            (Some(OrderStatus::Cancelled), _, Some(at)) => OrderState::Cancelled {
                at: Timestamp::from_unix(at),
                reason: reason.ok_or_else(|| bad("close_reason"))?,
            },
            _ => return Err(bad("status")),
        };
        Ok(Self {
            no: OrderNo::parse(&row.no).ok_or_else(|| bad("no"))?,
            account: AccountId(row.account_id),
            app: app_id("orders", row.sdk_app_id)?,
            quote: QuoteId(row.quote_id),
            kind: OrderKind::parse(&row.kind).ok_or_else(|| bad("kind"))?,
            state,
            wish: from_json("orders", "cart", &row.no, &row.cart)?,
            catalog_version: row.catalog_version,
            basis: from_json("orders", "basis", &row.no, &row.basis)?,
            lines: from_json("orders", "lines", &row.no, &row.lines)?,
            voided: from_json("orders", "voided", &row.no, &row.voided)?,
            refunded: Amount::minor(row.refunded),
            voucher: row.voucher_id.map(VoucherId),
            as_of: Timestamp::from_unix(row.as_of),
            created_at: Timestamp::from_unix(row.created_at),
            expires_at: Timestamp::from_unix(row.expires_at),
        })
    }
}

/// An order of an account; none when it is another account's.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, account: AccountId, no: &OrderNo) -> Result<Option<Order>, StoreError> {
    let row = fetch_optional!(
        tx,
        OrderRow,
        concat!("SELECT ", order_columns!(), " FROM orders WHERE no = $1 AND account_id = $2"),
        no.as_str(),
        account.0
    )?;
    row.map(Order::try_from).transpose()
}

/// The unpaid order of an app.
///
/// # Errors
/// When the database fails.
pub async fn unpaid_of_app(tx: &mut Tx, app: SdkAppId) -> Result<Option<Order>, StoreError> {
    let row = fetch_optional!(
        tx,
        OrderRow,
        concat!("SELECT ", order_columns!(), " FROM orders WHERE sdk_app_id = $1 AND status = 'unpaid'"),
        app.number()
    )?;
    row.map(Order::try_from).transpose()
}

/// The newest `limit` orders of an account placed before the order `(created_at, no)`, newest first; with a
/// status or an app, only those. The status is the one that it has at `now`: an unpaid order whose time is over is
/// cancelled, though the job may be late (P12).
///
/// # Errors
/// When the database fails.
pub async fn list(
    tx: &mut Tx,
    (account, now): (AccountId, Timestamp),
    (status, app): (Option<OrderStatus>, Option<SdkAppId>),
    before: (Timestamp, &str),
    limit: u32,
) -> Result<Vec<Order>, StoreError> {
    let rows = fetch_all!(
        tx,
        OrderRow,
        concat!(
            "SELECT ",
            order_columns!(),
            " FROM orders WHERE account_id = $1 AND ($2 IS NULL OR $2 = CASE
                  WHEN status = 'unpaid' AND expires_at <= $7 THEN 'cancelled'
                  WHEN status <> 'paid' OR refunded = 0 THEN status
                  WHEN refunded = payable THEN 'refunded' ELSE 'partly_refunded' END)
              AND ($6 IS NULL OR sdk_app_id = $6) AND (created_at < $3 OR (created_at = $3 AND no < $4))
              ORDER BY created_at DESC, no DESC LIMIT $5"
        ),
        account.0,
        status.map(OrderStatus::as_str),
        before.0.unix(),
        before.1,
        i64::from(limit),
        app.map(SdkAppId::number),
        now.unix()
    )?;
    rows.into_iter().map(Order::try_from).collect()
}
