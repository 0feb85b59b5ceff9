//! Attempts at automatic renewals (R2), the paid lines that renewals go on from, and the vouchers that they took (M2).

use std::collections::BTreeMap;

use super::{Batch, StoreError, Tx, quotes::from_json};
use crate::domain::{
    calendar::Timestamp,
    entitlement::PaidLine,
    ids::{AccountId, OrderNo, SdkAppId, VoucherId},
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

row! {
    struct PaidRow {
        order_no: String,
        line: i64,
        anchor_at: i64,
        starts_at: i64,
        ends_at: i64,
        is_difference: bool,
        catalog_version: i64,
        lines: String,
    }
}

impl TryFrom<PaidRow> for PaidLine {
    type Error = StoreError;

    fn try_from(row: PaidRow) -> Result<Self, StoreError> {
        let bad = |column| StoreError::inconsistent("entitlements", column, &row.order_no);
        let position = u32::try_from(row.line).map_err(|_| bad("line"))?;
        let of_order: Vec<Line> = from_json("orders", "lines", &row.order_no, &row.lines)?;
        let place = usize::try_from(row.line - 1).map_err(|_| bad("line"))?;
        Ok(Self {
            order: OrderNo::parse(&row.order_no).ok_or_else(|| bad("order_no"))?,
            position,
            catalog_version: row.catalog_version,
            line: of_order.into_iter().nth(place).ok_or_else(|| bad("line"))?,
            anchor: Timestamp::from_unix(row.anchor_at),
            starts_at: Timestamp::from_unix(row.starts_at),
            ends_at: Timestamp::from_unix(row.ends_at),
            is_difference: row.is_difference,
        })
    }
}

/// The paid order lines of an app with the time that each gave, oldest first, without those that were refunded or
/// became void.
///
/// # Errors
/// When the database fails.
pub async fn paid_lines(tx: &mut Tx, app: SdkAppId) -> Result<Vec<PaidLine>, StoreError> {
    let rows = fetch_all!(
        tx,
        PaidRow,
        "SELECT e.order_no, e.line, e.anchor_at, e.starts_at, e.ends_at, e.is_difference, o.catalog_version, o.lines
         FROM entitlements e JOIN orders o ON o.no = e.order_no WHERE e.sdk_app_id = $1 AND e.ended_at IS NULL
         ORDER BY e.starts_at, e.order_no, e.line",
        app.number()
    )?;
    rows.into_iter().map(PaidLine::try_from).collect()
}

row! {
    struct PaidOfRow {
        sdk_app_id: i64,
        #[sqlx(flatten)]
        paid: PaidRow,
    }
}

/// The paid order lines of all apps of an account as [`paid_lines`] gives those of one, by SDKAppID.
///
/// # Errors
/// When the database fails.
pub async fn paid_lines_of_account(
    tx: &mut Tx,
    account: AccountId,
) -> Result<BTreeMap<SdkAppId, Vec<PaidLine>>, StoreError> {
    let rows = fetch_all!(
        tx,
        PaidOfRow,
        "SELECT e.sdk_app_id, e.order_no, e.line, e.anchor_at, e.starts_at, e.ends_at, e.is_difference,
             o.catalog_version, o.lines
         FROM apps a JOIN entitlements e ON e.sdk_app_id = a.sdk_app_id JOIN orders o ON o.no = e.order_no
         WHERE a.account_id = $1 AND e.ended_at IS NULL
         ORDER BY e.sdk_app_id, e.starts_at, e.order_no, e.line",
        account.0
    )?;
    let mut lines = BTreeMap::<SdkAppId, Vec<PaidLine>>::new();
    for PaidOfRow { sdk_app_id: id, paid } in rows {
        let app =
            SdkAppId::new(id).ok_or_else(|| StoreError::inconsistent("entitlements", "sdk_app_id", id))?;
        lines.entry(app).or_default().push(paid.try_into()?);
    }
    Ok(lines)
}

/// The lines of an app that were running when its package was refunded at `at`, each up to then: what a renewal after
/// it goes on with (R2).
///
/// # Errors
/// When the database fails.
pub async fn refunded_lines(tx: &mut Tx, app: SdkAppId, at: Timestamp) -> Result<Vec<PaidLine>, StoreError> {
    let rows = fetch_all!(
        tx,
        PaidRow,
        "SELECT e.order_no, e.line, e.anchor_at, e.starts_at, e.ended_at AS ends_at, e.is_difference,
             o.catalog_version, o.lines
         FROM entitlements e JOIN orders o ON o.no = e.order_no
         WHERE e.sdk_app_id = $1 AND e.ended_at = $2 AND e.starts_at < $2
         ORDER BY e.starts_at, e.order_no, e.line",
        app.number(),
        at.unix()
    )?;
    rows.into_iter().map(PaidLine::try_from).collect()
}
