//! Everything the configuration page of one app shows, in one statement.

use super::{
    StoreError, Tx,
    apps::{AppRow, app_columns},
};
use crate::domain::{
    app::App,
    app_keys::KeyGlance,
    calendar::Timestamp,
    ids::{AccountId, OrderNo, SdkAppId},
    product::Item,
    purchase::Holding,
    rtc::Kept,
};

/// An app with what surrounds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppAround {
    /// The app.
    pub app: App,
    /// What it holds now or held at the end of its term, and what it will hold; oldest first.
    pub holdings: Vec<Holding>,
    /// The order for it that waits to be paid.
    pub unpaid: Option<OrderNo>,
    /// What of its keys is shown.
    pub keys: KeyGlance,
    /// What is kept of its audio/video.
    pub rtc: Option<Kept>,
}

row! {
    struct Row {
        #[sqlx(flatten)]
        app: AppRow,
        unpaid: Option<String>,
        public_keys: i64,
        secret_keys: i64,
        older_until: Option<i64>,
        rtc_enabled_at: Option<i64>,
        rtc_trial_ends_at: Option<i64>,
        item: Option<String>,
        anchor_at: Option<i64>,
        starts_at: Option<i64>,
        ends_at: Option<i64>,
    }
}

impl Row {
    fn holding(&self, id: SdkAppId) -> Result<Option<Holding>, StoreError> {
        let (Some(item), Some(anchor), Some(starts_at), Some(ends_at)) =
            (&self.item, self.anchor_at, self.starts_at, self.ends_at)
        else {
            return Ok(None);
        };
        Ok(Some(Holding {
            item: Item::parse(item).ok_or_else(|| StoreError::inconsistent("entitlements", "item", id))?,
            anchor: Timestamp::from_unix(anchor),
            starts_at: Timestamp::from_unix(starts_at),
            ends_at: Timestamp::from_unix(ends_at),
        }))
    }
}

/// An app of an account as its page shows it at `now`; none when it is deleted or another account's.
///
/// # Errors
/// When the database fails.
pub async fn find(
    tx: &mut Tx,
    account: AccountId,
    id: SdkAppId,
    now: Timestamp,
) -> Result<Option<AppAround>, StoreError> {
    let rows = fetch_all!(
        tx,
        Row,
        concat!("SELECT ", app_columns!(), ",
             (SELECT o.no FROM orders o
                  WHERE o.sdk_app_id = a.sdk_app_id AND o.status = 'unpaid' AND o.expires_at > $3) AS unpaid,
             (SELECT COUNT(*) FROM public_keys p WHERE p.sdk_app_id = a.sdk_app_id) AS public_keys,
             (SELECT COUNT(*) FROM app_keys k WHERE k.sdk_app_id = a.sdk_app_id) AS secret_keys,
             (SELECT MAX(k.retires_at) FROM app_keys k WHERE k.sdk_app_id = a.sdk_app_id) AS older_until,
             r.enabled_at AS rtc_enabled_at, r.trial_ends_at AS rtc_trial_ends_at,
             e.item, e.anchor_at, e.starts_at, COALESCE(e.ended_at, e.ends_at) AS ends_at
         FROM apps a LEFT JOIN entitlements e
             ON e.sdk_app_id = a.sdk_app_id AND (e.ended_at IS NULL OR e.ended_at > e.starts_at)
                 AND (COALESCE(e.ended_at, e.ends_at) > $3 OR COALESCE(e.ended_at, e.ends_at) >= a.term_ends_at)
             LEFT JOIN rtc_apps r ON r.sdk_app_id = a.sdk_app_id
         WHERE a.sdk_app_id = $1 AND a.account_id = $2 AND a.status <> 'deleted'
         ORDER BY e.starts_at, e.order_no, e.line"),
        id.number(),
        account.0,
        now.unix()
    )?;
    let holdings = rows.iter().filter_map(|row| row.holding(id).transpose()).collect::<Result<_, _>>()?;
    let Some(row) = rows.into_iter().next() else { return Ok(None) };
    let unpaid = row.unpaid.as_deref().and_then(OrderNo::parse);
    let keys = KeyGlance {
        has_public: row.public_keys > 0,
        has_secret: row.secret_keys > 0,
        older_until: row.older_until.map(Timestamp::from_unix),
    };
    let rtc = row.rtc_enabled_at.map(|enabled_at| Kept {
        enabled_at: Timestamp::from_unix(enabled_at),
        trial_ends_at: row.rtc_trial_ends_at.map(Timestamp::from_unix),
    });
    Ok(Some(AppAround { app: App::try_from(row.app)?, holdings, unpaid, keys, rtc }))
}
