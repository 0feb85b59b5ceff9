//! Attempts at automatic renewals (R2), the paid lines that renewals go on from, and the vouchers that they took (M2).

use super::{Batch, StoreError, Tx, quotes::from_json};
use crate::domain::{
    calendar::Timestamp,
    entitlement::PaidLine,
    ids::{OrderNo, SdkAppId, VoucherId},
    money::Amount,
    quote::Line,
    renewal::{Attempt, Hindrance, Outcome},
};

/// Adds an attempt to the unit's batch.
pub fn record(batch: &mut Batch, app: SdkAppId, attempt: &Attempt) {
    let (order, missing, reason) = match &attempt.outcome {
        Outcome::Renewed(no) => (Some(no.as_str().to_owned()), None, None),
        Outcome::Short(missing) => (None, Some(missing.as_minor()), None),
        Outcome::Hindered(hindrance) => (None, None, Some(hindrance.as_str().to_owned())),
    };
    batch.add(
        "INSERT INTO renewals (sdk_app_id, tried_at, order_no, missing, reason) VALUES (?, ?, ?, ?, ?)",
        binds![app.number(), attempt.at.unix(), order, missing, reason],
    );
}

/// The latest attempts for an app, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn latest(tx: &mut Tx, app: SdkAppId, limit: u32) -> Result<Vec<Attempt>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64, Option<String>, Option<i64>, Option<String>),
        "SELECT tried_at, order_no, missing, reason FROM renewals WHERE sdk_app_id = $1
         ORDER BY tried_at DESC LIMIT $2",
        app.number(),
        i64::from(limit)
    )?;
    let attempt = |(at, order, missing, reason): (i64, Option<String>, Option<i64>, Option<String>)| {
        let hindrance = reason.as_deref().and_then(Hindrance::parse).map(Outcome::Hindered);
        let short = missing.map(|missing| Outcome::Short(Amount::minor(missing)));
        let renewed = order.as_deref().and_then(OrderNo::parse).map(Outcome::Renewed);
        let outcome = renewed.or(short).or(hindrance);
        let outcome = outcome.ok_or_else(|| StoreError::inconsistent("renewals", "reason", app))?;
        Ok(Attempt { at: Timestamp::from_unix(at), outcome })
    };
    rows.into_iter().map(attempt).collect()
}

/// Adds to the unit's batch that `voucher` paid so much of an order without having been chosen.
pub fn take(batch: &mut Batch, order: &OrderNo, voucher: VoucherId, deducted: Amount) {
    batch.add(
        "INSERT INTO order_vouchers (order_no, voucher_id, deducted) VALUES (?, ?, ?)",
        binds![order.as_str(), voucher.0, deducted.as_minor()],
    );
}

/// The paid order lines of an app with the time that each gave, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn paid_lines(tx: &mut Tx, app: SdkAppId) -> Result<Vec<PaidLine>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String, i64, i64, i64, i64, i64, String),
        "SELECT e.order_no, e.line, e.anchor_at, e.starts_at, e.ends_at, o.catalog_version, o.lines
         FROM entitlements e JOIN orders o ON o.no = e.order_no WHERE e.sdk_app_id = $1
         ORDER BY e.starts_at, e.order_no, e.line",
        app.number()
    )?;
    let mut lines = Vec::with_capacity(rows.len());
    for (order, line, anchor, starts_at, ends_at, catalog_version, stored) in rows {
        let bad = |column| StoreError::inconsistent("entitlements", column, &order);
        let position = u32::try_from(line - 1).map_err(|_| bad("line"))?;
        let of_order: Vec<Line> = from_json("orders", "lines", &order, &stored)?;
        let line = usize::try_from(position).ok().and_then(|place| of_order.into_iter().nth(place));
        lines.push(PaidLine {
            order: OrderNo::parse(&order).ok_or_else(|| bad("order_no"))?,
            position,
            catalog_version,
            line: line.ok_or_else(|| bad("line"))?,
            anchor: Timestamp::from_unix(anchor),
            starts_at: Timestamp::from_unix(starts_at),
            ends_at: Timestamp::from_unix(ends_at),
            is_difference: false,
        });
    }
    Ok(lines)
}
