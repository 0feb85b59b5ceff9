//! Apps and what they hold.

mod given;

use uuid::Uuid;

pub use given::{give, holdings};

use super::{Batch, StoreError, Tx, courses};
use crate::domain::{
    app::{self, App, AppName, AppState, Origin, PackTerm, Plan, Profile, Status, StopCause},
    calendar::Timestamp,
    ids::{AccountId, SdkAppId},
    lifecycle::Effect,
    product::{BillingMode, Edition},
};

/// The columns of an app, in the order of [`AppRow`].
macro_rules! app_columns {
    () => {
        "a.sdk_app_id, a.account_id, a.name, a.app_type, a.introduction, a.data_centre, a.origin, a.edition,
         a.billing_mode, a.status, a.stop_reason, a.created_at, a.term_ends_at, a.stopped_at, a.auto_renew,
         a.renewals_tried, a.add_ons, a.history_days, a.revision, a.pack_ends_at, a.pack_is_over"
    };
}
pub(super) use app_columns;

row! {
    pub(super) struct AppRow {
        sdk_app_id: i64,
        account_id: Uuid,
        name: String,
        app_type: String,
        introduction: String,
        data_centre: String,
        origin: String,
        edition: String,
        billing_mode: Option<String>,
        status: String,
        stop_reason: Option<String>,
        created_at: i64,
        term_ends_at: Option<i64>,
        stopped_at: Option<i64>,
        auto_renew: bool,
        renewals_tried: i64,
        add_ons: String,
        history_days: Option<i64>,
        revision: i64,
        pack_ends_at: Option<i64>,
        pack_is_over: bool,
    }
}

impl AppRow {
    /// Whether there is an app in the row: an outer join gives rows without.
    pub(super) const fn is_there(&self) -> bool {
        self.sdk_app_id != 0
    }
}

impl TryFrom<AppRow> for App {
    type Error = StoreError;

    fn try_from(row: AppRow) -> Result<Self, StoreError> {
        let id = row.sdk_app_id;
        let bad = |column| StoreError::inconsistent("apps", column, id);
        let mode = row
            .billing_mode
            .as_deref()
            .map(|mode| BillingMode::parse(mode).ok_or_else(|| bad("billing_mode")));
        let cause =
            row.stop_reason.as_deref().map(|cause| StopCause::parse(cause).ok_or_else(|| bad("stop_reason")));
        let edition = Edition::parse(&row.edition).ok_or_else(|| bad("edition"))?;
        let status = Status::parse(&row.status).ok_or_else(|| bad("status"))?;
        let ends_at = row.term_ends_at.map(Timestamp::from_unix);
        let since = row.stopped_at.map(Timestamp::from_unix);
        Ok(Self {
            id: SdkAppId::new(id).ok_or_else(|| bad("sdk_app_id"))?,
            account: AccountId(row.account_id),
            profile: Profile {
                name: AppName::stored(row.name),
                app_type: row.app_type,
                introduction: row.introduction,
            },
            data_centre: row.data_centre,
            origin: Origin::parse(&row.origin).ok_or_else(|| bad("origin"))?,
            plan: Plan::from_parts(edition, mode.transpose()?, ends_at).ok_or_else(|| bad("term_ends_at"))?,
            state: AppState::from_parts(status, since, cause.transpose()?)
                .ok_or_else(|| bad("stopped_at"))?,
            pack: row
                .pack_ends_at
                .map(|end| PackTerm { ends_at: Timestamp::from_unix(end), is_over: row.pack_is_over }),
            auto_renew: row.auto_renew,
            renewals_tried: u32::try_from(row.renewals_tried).map_err(|_| bad("renewals_tried"))?,
            add_ons: courses::add_ons(&row.add_ons).ok_or_else(|| bad("add_ons"))?,
            history_days: courses::days(row.history_days).map_err(|_| bad("history_days"))?,
            created_at: Timestamp::from_unix(row.created_at),
            revision: row.revision,
        })
    }
}

/// An app of an account, deleted ones included; none when it is another account's.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, account: AccountId, id: SdkAppId) -> Result<Option<App>, StoreError> {
    let row = fetch_optional!(
        tx,
        AppRow,
        concat!("SELECT ", app_columns!(), " FROM apps a WHERE a.sdk_app_id = $1 AND a.account_id = $2"),
        id.number(),
        account.0
    )?;
    row.map(App::try_from).transpose()
}

/// Adds a new app to the unit's batch; its course begins at `at`.
pub fn insert(batch: &mut Batch, app: &App, at: Timestamp) {
    batch.add(
        "INSERT INTO apps (sdk_app_id, account_id, name, name_key, app_type, introduction, data_centre, origin,
             edition, billing_mode, status, stop_reason, created_at, term_ends_at, stopped_at, auto_renew, add_ons,
             history_days)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        binds![
            app.id.number(),
            app.account.0,
            app.profile.name.as_str(),
            app::search_key(app.profile.name.as_str()),
            app.profile.app_type.clone(),
            app.profile.introduction.clone(),
            app.data_centre.clone(),
            app.origin.as_str(),
            app.plan.edition().as_str(),
            app.plan.billing_mode().map(|mode| mode.as_str().to_owned()),
            app.state.status().as_str(),
            app.state.cause().map(|cause| cause.as_str().to_owned()),
            app.created_at.unix(),
            app.plan.ends_at().map(Timestamp::unix),
            app.state.since().map(Timestamp::unix),
            app.auto_renew,
            courses::codes(&app.add_ons),
            app.history_days.map(i64::from)
        ],
    );
    courses::turn(batch, app, at);
}

/// Adds the app as changed at `at` to the unit's batch, with what the clock has for it next, and when. Its
/// account is locked by the unit, so the row is as it was read.
pub fn save(batch: &mut Batch, app: &App, at: Timestamp, next: Option<(Timestamp, Effect)>) {
    courses::turn(batch, app, at);
    batch.add(
        "UPDATE apps SET name = ?, name_key = ?, app_type = ?, introduction = ?, edition = ?, billing_mode = ?,
             status = ?, stop_reason = ?, term_ends_at = ?, stopped_at = ?, auto_renew = ?, renewals_tried = ?,
             add_ons = ?, history_days = ?, pack_ends_at = ?, pack_is_over = ?, next_due_at = ?, next_effect = ?,
             revision = revision + 1
         WHERE sdk_app_id = ?",
        binds![
            app.profile.name.as_str(),
            app::search_key(app.profile.name.as_str()),
            app.profile.app_type.clone(),
            app.profile.introduction.clone(),
            app.plan.edition().as_str(),
            app.plan.billing_mode().map(|mode| mode.as_str().to_owned()),
            app.state.status().as_str(),
            app.state.cause().map(|cause| cause.as_str().to_owned()),
            app.plan.ends_at().map(Timestamp::unix),
            app.state.since().map(Timestamp::unix),
            app.auto_renew,
            app.renewals_tried,
            courses::codes(&app.add_ons),
            app.history_days.map(i64::from),
            app.pack.map(|pack| pack.ends_at.unix()),
            app.pack.is_some_and(|pack| pack.is_over),
            next.map(|(due, _)| due.unix()),
            next.map(|(_, effect)| effect.as_str().to_owned()),
            app.id.number()
        ],
    );
}

/// The numbers and names of an account's apps from `first` to `last`, deleted ones included.
///
/// # Errors
/// When the database fails.
pub async fn names(
    tx: &mut Tx,
    account: AccountId,
    (first, last): (SdkAppId, SdkAppId),
) -> Result<Vec<(i64, String)>, StoreError> {
    fetch_all!(
        tx,
        (i64, String),
        "SELECT sdk_app_id, name FROM apps WHERE account_id = $1 AND sdk_app_id BETWEEN $2 AND $3
         ORDER BY sdk_app_id",
        account.0,
        first.number(),
        last.number()
    )
}

/// The `limit` apps of an account whose paid terms, of packages or of call packs alone (P6), end next after `now`, the
/// earliest first.
///
/// # Errors
/// When the database fails.
pub async fn next_ends(
    tx: &mut Tx,
    account: AccountId,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<App>, StoreError> {
    let rows = fetch_all!(
        tx,
        AppRow,
        concat!(
            "SELECT ",
            app_columns!(),
            " FROM apps a WHERE a.account_id = $1 AND a.status <> 'deleted'
               AND COALESCE(a.term_ends_at, a.pack_ends_at) > $2
             ORDER BY COALESCE(a.term_ends_at, a.pack_ends_at), a.sdk_app_id LIMIT $3"
        ),
        account.0,
        now.unix(),
        i64::from(limit)
    )?;
    rows.into_iter().map(App::try_from).collect()
}

/// How many apps of an account are not deleted (A3).
///
/// # Errors
/// When the database fails.
pub async fn count(tx: &mut Tx, account: AccountId) -> Result<i64, StoreError> {
    let (count,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "SELECT COUNT(*) FROM apps WHERE account_id = $1 AND status <> 'deleted'",
        account.0
    )?;
    Ok(count)
}

/// Takes the next number, which nobody else gets; numbers that imported apps brought along are skipped.
///
/// # Errors
/// When the database fails.
pub async fn next_number(tx: &mut Tx) -> Result<i64, StoreError> {
    loop {
        let (number,): (i64,) = fetch_one!(
            tx,
            (i64,),
            "UPDATE counters SET value = value + 1 WHERE name = 'sdk_app_id' RETURNING value"
        )?;
        let taken = fetch_optional!(tx, (i64,), "SELECT sdk_app_id FROM apps WHERE sdk_app_id = $1", number)?;
        if taken.is_none() {
            return Ok(number);
        }
    }
}
