//! What the purchase pages read beside single rows: the apps that a data centre offers to choose from, and the time
//! that a paid order gave.

use super::{
    StoreError, Tx,
    apps::{AppRow, app_columns},
};
use crate::domain::{
    app::App,
    calendar::Timestamp,
    ids::{AccountId, OrderNo},
    quote::Span,
};

/// The apps of an account in a data centre, deleted ones apart, newest first (P2).
///
/// # Errors
/// When the database fails.
pub async fn apps_in(tx: &mut Tx, account: AccountId, data_centre: &str) -> Result<Vec<App>, StoreError> {
    let rows = fetch_all!(
        tx,
        AppRow,
        concat!(
            "SELECT ",
            app_columns!(),
            " FROM apps a WHERE a.account_id = $1 AND a.data_centre = $2 AND a.status <> 'deleted'
              ORDER BY a.created_at DESC, a.sdk_app_id DESC"
        ),
        account.0,
        data_centre
    )?;
    rows.into_iter().map(App::try_from).collect()
}

/// The time that a paid order gave for each of its lines; none for an order that is not paid.
///
/// # Errors
/// When the database fails.
pub async fn given_by(tx: &mut Tx, order: &OrderNo) -> Result<Vec<Span>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64, i64, i64),
        "SELECT anchor_at, starts_at, ends_at FROM entitlements WHERE order_no = $1 ORDER BY line",
        order.as_str()
    )?;
    let span = |(anchor, starts_at, ends_at)| Span {
        anchor: Timestamp::from_unix(anchor),
        starts_at: Timestamp::from_unix(starts_at),
        ends_at: Timestamp::from_unix(ends_at),
    };
    Ok(rows.into_iter().map(span).collect())
}
