//! What apps were from when to when (U4–U6): a turn for each change of the edition, the postpaid add-ons, the history
//! and of running at all. Turns are written with the app itself, so none can be forgotten.

use std::{collections::BTreeMap, num::TryFromIntError};

use super::{Batch, StoreError, Tx, bill_steps};
use crate::domain::{
    app::App,
    calendar::Timestamp,
    course::{Course, Setup, Turn},
    ids::{AccountId, SdkAppId},
    product::{AddOn, BillingMode, Edition},
};

row! {
    struct Row {
        sdk_app_id: i64,
        at: i64,
        edition: String,
        billing_mode: Option<String>,
        add_ons: String,
        history_days: Option<i64>,
        running: bool,
    }
}

impl TryFrom<Row> for Turn {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let bad = |column| StoreError::inconsistent("app_turns", column, row.sdk_app_id);
        let mode = row.billing_mode.as_deref();
        let mode = mode.map(|mode| BillingMode::parse(mode).ok_or_else(|| bad("billing_mode")));
        let setup = Setup {
            edition: Edition::parse(&row.edition).ok_or_else(|| bad("edition"))?,
            mode: mode.transpose()?,
            add_ons: add_ons(&row.add_ons).ok_or_else(|| bad("add_ons"))?,
            history_days: days(row.history_days).map_err(|_| bad("history_days"))?,
            running: row.running,
        };
        Ok(Self { at: Timestamp::from_unix(row.at), setup })
    }
}

/// Add-ons as a column holds them.
pub(super) fn codes(add_ons: &[AddOn]) -> String {
    add_ons.iter().map(|add_on| add_on.code()).collect::<Vec<_>>().join(",")
}

/// The add-ons of a column; none where one has no such code.
pub(super) fn add_ons(codes: &str) -> Option<Vec<AddOn>> {
    codes.split(',').filter(|code| !code.is_empty()).map(AddOn::parse).collect()
}

/// The days of a column.
pub(super) fn days(days: Option<i64>) -> Result<Option<u32>, TryFromIntError> {
    days.map(u32::try_from).transpose()
}

/// Adds what `app` is from `at` on to the unit's batch, unless it is so already, and that its account is to be billed
/// from then on where the app can cost something (U7). In one batch an app takes one turn.
pub fn turn(batch: &mut Batch, app: &App, at: Timestamp) {
    let setup = app.setup();
    let edition = setup.edition.as_str();
    let mode = setup.mode.map(|mode| mode.as_str().to_owned());
    let (add_ons, days) = (codes(&setup.add_ons), setup.history_days.map(i64::from));
    batch.add(
        "INSERT INTO app_turns (sdk_app_id, at, edition, billing_mode, add_ons, history_days, running)
         SELECT ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (
             SELECT 1 FROM app_turns t WHERE t.sdk_app_id = ?
                 AND t.at = (SELECT MAX(l.at) FROM app_turns l WHERE l.sdk_app_id = t.sdk_app_id)
                 AND t.edition = ? AND t.billing_mode IS NOT DISTINCT FROM ? AND t.add_ons = ?
                 AND t.history_days IS NOT DISTINCT FROM ? AND t.running = ?)
         ON CONFLICT (sdk_app_id, at) DO UPDATE SET edition = excluded.edition, billing_mode = excluded.billing_mode,
             add_ons = excluded.add_ons, history_days = excluded.history_days, running = excluded.running",
        binds![
            app.id.number(),
            at.unix(),
            edition,
            mode.clone(),
            add_ons.clone(),
            days,
            setup.running,
            app.id.number(),
            edition,
            mode,
            add_ons,
            days,
            setup.running
        ],
    );
    if setup.is_chargeable() {
        bill_steps::enrol(batch, app.account, at);
    }
}

/// Everything that an app has been.
///
/// # Errors
/// When the database fails.
pub async fn of_app(tx: &mut Tx, id: SdkAppId) -> Result<Course, StoreError> {
    let rows = fetch_all!(
        tx,
        Row,
        "SELECT sdk_app_id, at, edition, billing_mode, add_ons, history_days, running FROM app_turns
         WHERE sdk_app_id = $1 ORDER BY at",
        id.number()
    )?;
    Ok(Course::new(rows.into_iter().map(Turn::try_from).collect::<Result<_, _>>()?))
}

/// An app of an account with what its months are charged by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppHistory {
    /// Its number.
    pub app: SdkAppId,
    /// The code of its data centre.
    pub data_centre: String,
    /// What it was.
    pub course: Course,
}

/// The apps of an account with everything that they have been, by number; deleted ones too, whose last month may still
/// be to be billed (L1).
///
/// # Errors
/// When the database fails.
pub async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<AppHistory>, StoreError> {
    let centres = fetch_all!(
        tx,
        (i64, String),
        "SELECT sdk_app_id, data_centre FROM apps WHERE account_id = $1 ORDER BY sdk_app_id",
        account.0
    )?;
    let rows = fetch_all!(
        tx,
        Row,
        "SELECT t.sdk_app_id, t.at, t.edition, t.billing_mode, t.add_ons, t.history_days, t.running
         FROM apps a JOIN app_turns t ON t.sdk_app_id = a.sdk_app_id
         WHERE a.account_id = $1 ORDER BY t.sdk_app_id, t.at",
        account.0
    )?;
    let mut turns = BTreeMap::<i64, Vec<Turn>>::new();
    for row in rows {
        turns.entry(row.sdk_app_id).or_default().push(row.try_into()?);
    }
    let history = |(id, data_centre)| {
        let app = SdkAppId::new(id).ok_or_else(|| StoreError::inconsistent("apps", "sdk_app_id", id))?;
        Ok(AppHistory { app, data_centre, course: Course::new(turns.remove(&id).unwrap_or_default()) })
    };
    centres.into_iter().map(history).collect()
}
