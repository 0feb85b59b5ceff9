//! The coming twelve months of an app and of an account (T4): loads what the domain computes them from. Writes nothing.

mod what_if;

pub use what_if::{Intent, IntentRefused, PlanDesk};

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Services;
use crate::{
    domain::{
        app::App,
        calendar::{Calendar, Timestamp},
        catalog::Releases,
        course::Course,
        entitlement::PaidLine,
        forecast::{self, Assumption, Forecast, Outlook},
        ids::{AccountId, SdkAppId},
        lifecycle,
        month::Month,
        usage::Reading,
        usage_report::Usage,
    },
    store::{StoreError, Tx, apps, courses, outlooks, renewals, usage},
};

/// A forecast with what it was computed from.
#[derive(Clone, Debug)]
pub struct Ahead {
    /// From when on.
    pub now: Timestamp,
    /// The published catalogs.
    pub releases: Releases,
    /// The apps by SDKAppID, as time has left them.
    pub apps: Vec<Outlook>,
    /// What they bring.
    pub forecast: Forecast,
}

impl Ahead {
    fn of(releases: Releases, apps: Vec<Outlook>, now: Timestamp) -> Self {
        let forecast = forecast::forecast(&releases, &apps, now);
        Self { now, releases, apps, forecast }
    }

    /// The calendar in which its months are counted.
    #[must_use]
    pub fn calendar(&self) -> Calendar {
        self.releases.current().catalog.calendar()
    }
}

/// What is loaded of an app beside itself.
#[derive(Default)]
struct Past {
    course: Course,
    lines: Vec<PaidLine>,
    readings: Vec<Reading>,
}

impl Past {
    /// The outlook of `app`, caught up with `now`.
    fn outlook(self, mut app: App, releases: &Releases, now: Timestamp) -> Outlook {
        let catalog = &releases.current().catalog;
        lifecycle::catch_up(&mut app, catalog, now);
        let assumption = Assumption::of(&self.readings, catalog.calendar(), now);
        let Self { course, lines, readings } = self;
        Outlook { app, course, lines, readings, assumption }
    }
}

impl Services {
    /// The forecast of all apps of an account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_ahead(&self, account: AccountId) -> Result<Ahead, StoreError> {
        let now = self.now();
        let mut tx = self.store.read().await?;
        let releases = self.catalogs.releases(&mut tx).await?;
        let calendar = releases.current().catalog.calendar();
        let apps = outlooks::apps(&mut tx, account).await?;
        let histories = courses::of_account(&mut tx, account).await?;
        let mut lines = renewals::paid_lines_of_account(&mut tx, account).await?;
        let used = usage::of_account(&mut tx, account, days(calendar, now)).await?;
        drop(tx);
        let mut courses: HashMap<SdkAppId, Course> =
            histories.into_iter().map(|history| (history.app, history.course)).collect();
        let mut readings = HashMap::<SdkAppId, Vec<Reading>>::new();
        for used in used {
            readings.entry(used.app).or_default().push(used.reading(calendar));
        }
        let outlook = |app: App| {
            let past = Past {
                course: courses.remove(&app.id).unwrap_or_default(),
                lines: lines.remove(&app.id).unwrap_or_default(),
                readings: readings.remove(&app.id).unwrap_or_default(),
            };
            past.outlook(app, &releases, now)
        };
        let apps = apps.into_iter().map(outlook).collect();
        Ok(Ahead::of(releases, apps, now))
    }

    /// The forecast of one app; none when it is deleted or another account's.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn app_ahead(&self, account: AccountId, id: SdkAppId) -> Result<Option<Ahead>, StoreError> {
        let now = self.now();
        let mut tx = self.store.read().await?;
        let app = apps::find(&mut tx, account, id).await?.filter(|app| !app.is_deleted());
        let Some(app) = app else { return Ok(None) };
        let releases = self.catalogs.releases(&mut tx).await?;
        let past = past_of(&mut tx, id, (&releases, now)).await?;
        drop(tx);
        let outlook = past.outlook(app, &releases, now);
        Ok(Some(Ahead::of(releases, vec![outlook], now)))
    }
}

async fn past_of(
    tx: &mut Tx,
    id: SdkAppId,
    (releases, now): (&Releases, Timestamp),
) -> Result<Past, StoreError> {
    let calendar = releases.current().catalog.calendar();
    let used: Vec<Usage> = usage::of_app(tx, id, days(calendar, now)).await?;
    Ok(Past {
        course: courses::of_app(tx, id).await?,
        lines: renewals::paid_lines(tx, id).await?,
        readings: used.iter().map(|used| used.reading(calendar)).collect(),
    })
}

/// The days whose use counts: those of the month before, whose bill may not be debited yet, and of the running month.
fn days(calendar: Calendar, now: Timestamp) -> (NaiveDate, NaiveDate) {
    let month = Month::of(calendar, now);
    let day = |moment| calendar.local(moment).date_naive();
    (day(month.previous().span(calendar).from), day(month.span(calendar).to))
}
