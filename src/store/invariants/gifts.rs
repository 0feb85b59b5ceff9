//! What orders gave, beside what their lines say (I5).

use std::collections::{BTreeMap, BTreeSet};

use super::app_id;
use crate::{
    domain::{ids::SdkAppId, order::OrderStatus, product::Item, quote::Line},
    store::{StoreError, Tx},
};

/// What an order says to give and what it gave, each by line number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderGifts {
    /// Its number.
    pub no: String,
    /// Where it stands.
    pub status: OrderStatus,
    /// The app and item of each of its lines.
    pub lines: BTreeSet<(i64, SdkAppId, Item)>,
    /// Its lines, with what they come to.
    pub priced: Vec<Line>,
    /// What its app was given.
    pub given: BTreeSet<(i64, SdkAppId, Item)>,
}

/// The next `limit` orders with numbers above `after`, by number, with what they gave.
///
/// # Errors
/// When the database fails.
pub async fn gifts(tx: &mut Tx, after: &str, limit: u32) -> Result<Vec<OrderGifts>, StoreError> {
    let orders = fetch_all!(
        tx,
        (String, i64, String, String),
        "SELECT no, sdk_app_id, status, lines FROM orders WHERE no > $1 ORDER BY no LIMIT $2",
        after,
        i64::from(limit)
    )?;
    let Some((last, ..)) = orders.last() else { return Ok(Vec::new()) };
    let rows = fetch_all!(
        tx,
        (String, i64, i64, String),
        "SELECT order_no, line, sdk_app_id, item FROM entitlements WHERE order_no > $1 AND order_no <= $2",
        after,
        last.as_str()
    )?;
    let mut given: BTreeMap<String, BTreeSet<_>> = BTreeMap::new();
    for (no, line, id, item) in rows {
        let item = Item::parse(&item).ok_or_else(|| StoreError::inconsistent("entitlements", "item", &no))?;
        given.entry(no).or_default().insert((line, app_id(id)?, item));
    }
    let gifts = |(no, id, status, lines): (String, i64, String, String)| {
        let app = app_id(id)?;
        let bad = |column| StoreError::inconsistent("orders", column, &no);
        let status = OrderStatus::parse(&status).ok_or_else(|| bad("status"))?;
        let priced: Vec<Line> = serde_json::from_str(&lines).map_err(|_| bad("lines"))?;
        let lines = (1..).zip(&priced).map(|(number, line)| (number, app, line.item)).collect();
        let given = given.remove(&no).unwrap_or_default();
        Ok(OrderGifts { no, status, lines, priced, given })
    };
    orders.into_iter().map(gifts).collect()
}

/// Quotes that became more than one order.
///
/// # Errors
/// When the database fails.
pub async fn quotes_ordered_again(tx: &mut Tx) -> Result<Vec<uuid::Uuid>, StoreError> {
    let rows = fetch_all!(
        tx,
        (uuid::Uuid,),
        "SELECT quote_id FROM orders WHERE quote_id IS NOT NULL GROUP BY quote_id HAVING COUNT(*) > 1 ORDER BY quote_id"
    )?;
    Ok(rows.into_iter().map(|(quote,)| quote).collect())
}
