//! What each of some apps costs in the running month, for the list: by the functions that bill it. Writes nothing.

use std::collections::BTreeMap;

use crate::{
    domain::{
        app::{App, Plan},
        ids::{AccountId, SdkAppId},
        money::Amount,
        month::Month,
        postpaid::total,
        usage::{estimates, so_far},
    },
    services::Services,
    store::{StoreError, Tx, courses},
};

use super::{compose::Readings, draft::course_of};

/// What an app costs in the running month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthOfApp {
    /// What has come about until now.
    pub so_far: Amount,
    /// What the month comes to if nothing is changed and nothing more is used.
    pub expected: Amount,
}

impl Services {
    /// What those of `apps` cost in the running month that cost anything; nothing is asked where none of them is billed
    /// by the month.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn month_of_apps(
        &self,
        tx: &mut Tx,
        (account, apps): (AccountId, &[&App]),
    ) -> Result<BTreeMap<SdkAppId, MonthOfApp>, StoreError> {
        if !apps.iter().any(|app| is_billed(app)) {
            return Ok(BTreeMap::new());
        }
        let now = self.now();
        let releases = self.catalogs.known_releases(tx).await?;
        let calendar = super::calendar(&releases);
        let readings = Readings::of(tx, account, (calendar, Month::of(calendar, now).span(calendar))).await?;
        let histories = courses::of_account(tx, account).await?;
        let shown = histories.iter().filter(|history| apps.iter().any(|app| app.id == history.app));
        let month = shown.map(|history| {
            let (course, used) = (course_of(history), readings.for_app(history.app));
            let [this, _] = estimates(&releases, course, now, used);
            let so_far = total(&so_far(&releases, course, now, used));
            (history.app, MonthOfApp { so_far, expected: total(&this) })
        });
        Ok(month.filter(|(_, month)| !month.expected.is_zero()).collect())
    }
}

/// Whether an app has a line on each month's bill as it is: use above the free quota apart.
fn is_billed(app: &App) -> bool {
    matches!(app.plan, Plan::Im | Plan::Postpaid { .. }) || app.history_days.is_some()
}
