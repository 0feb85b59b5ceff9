//! What falls due: for the job runner, oldest first.

use uuid::Uuid;

use super::{
    Batch, StoreError, Tx,
    apps::{AppRow, app_columns},
    bill_steps::{self, Step},
    reminders,
};
use crate::domain::{
    app::App,
    calendar::Timestamp,
    ids::{AccountId, OrderNo, SdkAppId},
    lifecycle::Effect,
};

/// Something that fell due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// When.
    pub at: Timestamp,
    /// Whose.
    pub account: AccountId,
    /// What.
    pub what: DueThing,
}

/// The kinds of things that fall due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DueThing {
    /// A step of the account's bills (U7, U8).
    Bill(Step),
    /// The time of an unpaid order to be paid is over (P12).
    Order(OrderNo),
    /// The clock has something for an app (R3).
    App(SdkAppId),
    /// The free trial of calls of an app is over (C7).
    CallTrial(SdkAppId),
    /// It is to be looked whether the account is to be reminded of something (R7).
    Reminder,
}

/// The oldest thing that is due at `until` or before and not among `skipped`. At one moment bills come first, then
/// debits, orders, renewals, expiries, ends of call trials, deactivations and releases, each by number, what unpaid bills
/// stop, and last reminders (D2).
///
/// # Errors
/// When the database fails.
pub async fn oldest(tx: &mut Tx, until: Timestamp, skipped: &[Due]) -> Result<Option<Due>, StoreError> {
    let enough = i64::try_from(skipped.len()).unwrap_or(i64::MAX - 1) + 1;
    let is_new = |due: &Due| {
        !skipped.iter().any(|skipped| (skipped.account, &skipped.what) == (due.account, &due.what))
    };
    let found = [
        bills(tx, until, (false, enough)).await?,
        orders(tx, until, enough).await?,
        apps(tx, until, enough).await?,
        bills(tx, until, (true, enough)).await?,
        reminders(tx, until, enough).await?,
    ];
    let first = found.into_iter().filter_map(|dues| dues.into_iter().find(is_new));
    Ok(first.reduce(|best, next| if next.at < best.at { next } else { best }))
}

async fn bills(
    tx: &mut Tx,
    until: Timestamp,
    (is_deactivation, enough): (bool, i64),
) -> Result<Vec<Due>, StoreError> {
    let steps = bill_steps::due(tx, until, is_deactivation, enough).await?;
    let due = |(at, account, step)| Due { at, account, what: DueThing::Bill(step) };
    Ok(steps.into_iter().map(due).collect())
}

async fn reminders(tx: &mut Tx, until: Timestamp, enough: i64) -> Result<Vec<Due>, StoreError> {
    let accounts = reminders::due(tx, until, enough).await?;
    Ok(accounts.into_iter().map(|(at, account)| Due { at, account, what: DueThing::Reminder }).collect())
}

async fn orders(tx: &mut Tx, until: Timestamp, enough: i64) -> Result<Vec<Due>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64, Uuid, String),
        "SELECT o.expires_at, o.account_id, o.no FROM orders o
         WHERE o.status = 'unpaid' AND o.expires_at <= $1
         ORDER BY o.expires_at, o.no LIMIT $2",
        until.unix(),
        enough
    )?;
    let due = |(at, account, no): (i64, Uuid, String)| {
        let no = OrderNo::parse(&no).ok_or_else(|| StoreError::inconsistent("orders", "no", &no))?;
        Ok(Due { at: Timestamp::from_unix(at), account: AccountId(account), what: DueThing::Order(no) })
    };
    rows.into_iter().map(due).collect()
}

async fn apps(tx: &mut Tx, until: Timestamp, enough: i64) -> Result<Vec<Due>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64, i64, i64, Uuid, bool),
        "SELECT at, turn, app, account, is_trial FROM (
             SELECT next_due_at AS at,
                 CAST(CASE next_effect WHEN 'renew' THEN 0 WHEN 'expire' THEN 1 WHEN 'end_pack' THEN 1 WHEN 'deactivate' THEN 3 ELSE 4 END
                     AS BIGINT) AS turn,
                 sdk_app_id AS app, account_id AS account, next_due_at IS NULL AS is_trial
             FROM apps WHERE next_due_at IS NOT NULL AND next_due_at <= $1
             ORDER BY 1, 2, 3 LIMIT $2) a
         UNION ALL
         SELECT at, turn, app, account, is_trial FROM (
             SELECT r.trial_due_at AS at, CAST(2 AS BIGINT) AS turn, r.sdk_app_id AS app, a.account_id AS account,
                 r.trial_due_at IS NOT NULL AS is_trial
             FROM rtc_apps r JOIN apps a ON a.sdk_app_id = r.sdk_app_id
             WHERE r.trial_due_at IS NOT NULL AND r.trial_due_at <= $1
             ORDER BY 1, 3 LIMIT $2) t
         ORDER BY 1, 2, 3 LIMIT $2",
        until.unix(),
        enough
    )?;
    let due = |(at, _, app, account, is_trial): (i64, i64, i64, Uuid, bool)| {
        let id = SdkAppId::new(app).ok_or_else(|| StoreError::inconsistent("apps", "sdk_app_id", app))?;
        let what = if is_trial { DueThing::CallTrial(id) } else { DueThing::App(id) };
        Ok(Due { at: Timestamp::from_unix(at), account: AccountId(account), what })
    };
    rows.into_iter().map(due).collect()
}

/// The moment at which the clock has something for an app next, as it was written.
///
/// # Errors
/// When the database fails.
pub async fn due_of(tx: &mut Tx, app: SdkAppId) -> Result<Option<Timestamp>, StoreError> {
    let row = fetch_optional!(
        tx,
        (Option<i64>,),
        "SELECT next_due_at FROM apps WHERE sdk_app_id = $1",
        app.number()
    )?;
    Ok(row.and_then(|(due,)| due).map(Timestamp::from_unix))
}

/// Adds an effect that a unit applies by itself to its batch. The app's account is locked by the unit.
pub fn record(batch: &mut Batch, app: SdkAppId, effect: Effect, due: Timestamp) {
    batch.add(
        "INSERT INTO effects (sdk_app_id, effect, due_at) VALUES (?, ?, ?)",
        binds![app.number(), effect.as_str(), due.unix()],
    );
}

/// Takes an effect on an app for this unit; `false` when it has been applied before.
///
/// # Errors
/// When the database fails.
pub async fn claim(tx: &mut Tx, app: SdkAppId, effect: Effect, due: Timestamp) -> Result<bool, StoreError> {
    let claimed = execute!(
        tx,
        "INSERT INTO effects (sdk_app_id, effect, due_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        app.number(),
        effect.as_str(),
        due.unix()
    )?;
    Ok(claimed == 1)
}

/// The apps of an account that are stopped for arrears (U8), by number.
///
/// # Errors
/// When the database fails.
pub async fn stopped_for_arrears(tx: &mut Tx, account: AccountId) -> Result<Vec<App>, StoreError> {
    let rows = fetch_all!(
        tx,
        AppRow,
        concat!(
            "SELECT ",
            app_columns!(),
            " FROM apps a WHERE a.account_id = $1 AND a.status = 'deactivated' AND a.stop_reason = 'arrears'
              ORDER BY a.sdk_app_id"
        ),
        account.0
    )?;
    rows.into_iter().map(App::try_from).collect()
}
