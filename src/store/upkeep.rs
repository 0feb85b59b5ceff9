//! The apps of an account that paid in advance, with what they hold, for the page that manages renewals.

use super::{
    StoreError, Tx,
    apps::{AppRow, app_columns},
};
use crate::domain::{
    app::App,
    calendar::Timestamp,
    ids::{AccountId, SdkAppId},
    product::Item,
    purchase::Holding,
};

/// An app with what it holds and will hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The app.
    pub app: App,
    /// What it holds at the end of its term, or held.
    pub holdings: Vec<Holding>,
}

row! {
    struct Row {
        #[sqlx(flatten)]
        app: AppRow,
        item: String,
        anchor_at: i64,
        starts_at: i64,
        ends_at: i64,
    }
}

/// The apps of an account that have a prepaid package, or bought a call pack alone (P6), and whose data are kept: those
/// that end first before the others, each with what it holds until its end.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx, account: AccountId) -> Result<Vec<Kept>, StoreError> {
    let rows = fetch_all!(
        tx,
        Row,
        concat!(
            "SELECT ",
            app_columns!(),
            ", e.item, e.anchor_at, e.starts_at, COALESCE(e.ended_at, e.ends_at) AS ends_at
             FROM apps a JOIN entitlements e ON e.sdk_app_id = a.sdk_app_id
                 AND (e.ended_at IS NULL OR e.ended_at > e.starts_at)
                 AND COALESCE(e.ended_at, e.ends_at) >= COALESCE(a.term_ends_at, a.pack_ends_at)
             WHERE a.account_id = $1 AND a.status IN ('active', 'expired', 'deactivated')
             ORDER BY COALESCE(a.term_ends_at, a.pack_ends_at), a.sdk_app_id, e.starts_at, e.order_no, e.line"
        ),
        account.0
    )?;
    let mut kept: Vec<Kept> = Vec::new();
    for Row { app, item, anchor_at, starts_at, ends_at } in rows {
        let app = App::try_from(app)?;
        let holding = Holding {
            item: Item::parse(&item).ok_or_else(|| bad(app.id))?,
            anchor: Timestamp::from_unix(anchor_at),
            starts_at: Timestamp::from_unix(starts_at),
            ends_at: Timestamp::from_unix(ends_at),
        };
        match kept.last_mut() {
            Some(last) if last.app.id == app.id => last.holdings.push(holding),
            _ => kept.push(Kept { app, holdings: vec![holding] }),
        }
    }
    Ok(kept)
}

fn bad(id: SdkAppId) -> StoreError {
    StoreError::inconsistent("entitlements", "item", id)
}
