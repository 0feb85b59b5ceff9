//! What the bill of a month comes to by what is stored: the courses and uses of all apps, late reports of closed
//! months, the small rest of the bill before. Writes nothing, so pages and trial runs ask the same.

use chrono::NaiveDate;

use super::draft::course_of;
use crate::{
    domain::{
        bill::{self, AppMonth, Bill, BillTimes, Carried},
        calendar::{Calendar, Timestamp},
        catalog::Releases,
        charge::ChargeLine,
        ids::{AccountId, SdkAppId},
        money::Amount,
        month::{Month, MonthSpan},
        usage::Reading,
        usage_report::Usage,
    },
    services::Services,
    store::{
        StoreError, Tx, bills,
        courses::{self, AppHistory},
        usage,
    },
};

/// The bill of a month as it comes out now; none when there is nothing on it.
pub(super) async fn bill(
    tx: &mut Tx,
    releases: &Releases,
    histories: &[AppHistory],
    (account, month): (AccountId, Month),
) -> Result<Option<Bill>, StoreError> {
    let span = month.span(super::calendar(releases));
    let readings = Readings::of(tx, account, (super::calendar(releases), span)).await?;
    let corrections = corrections(tx, releases, histories, (account, span)).await?;
    let carried = bills::carried_into(tx, account, month).await?;
    let apps: Vec<AppMonth<'_>> = histories
        .iter()
        .map(|history| AppMonth { app: course_of(history), readings: readings.for_app(history.app) })
        .collect();
    Ok(bill::draw_up(releases, (account, month), &apps, corrections, carried))
}

/// What the bill of a month comes to if nothing is changed and nothing more is used, before vouchers.
pub(in crate::services) async fn expected(
    tx: &mut Tx,
    releases: &Releases,
    of: (AccountId, Month),
) -> Result<Amount, StoreError> {
    let histories = courses::of_account(tx, of.0).await?;
    let bill = bill(tx, releases, &histories, of).await?;
    Ok(bill.map_or(Amount::ZERO, |bill| bill.total()))
}

/// What the apps of an account used in a month, by app.
pub(super) struct Readings(Vec<(SdkAppId, Vec<Reading>)>);

impl Readings {
    pub(super) async fn of(
        tx: &mut Tx,
        account: AccountId,
        (calendar, span): (Calendar, MonthSpan),
    ) -> Result<Self, StoreError> {
        let days = (day(calendar, span.from), day(calendar, span.to));
        let used: Vec<Usage> = usage::of_account(tx, account, days).await?;
        let by_app = used.chunk_by(|one, next| one.app == next.app).filter_map(|uses| {
            let app = uses.first()?.app;
            Some((app, uses.iter().map(|used| used.reading(calendar)).collect()))
        });
        Ok(Self(by_app.collect()))
    }

    pub(super) fn for_app(&self, app: SdkAppId) -> &[Reading] {
        self.0.iter().find(|(id, _)| *id == app).map_or(&[], |(_, readings)| readings)
    }
}

fn day(calendar: Calendar, moment: Timestamp) -> NaiveDate {
    calendar.local(moment).date_naive()
}

/// What reports since the month began change in the months before it, which are closed (U7).
async fn corrections(
    tx: &mut Tx,
    releases: &Releases,
    histories: &[AppHistory],
    (account, span): (AccountId, MonthSpan),
) -> Result<Vec<ChargeLine>, StoreError> {
    let calendar = super::calendar(releases);
    let mut corrected = Vec::new();
    for (app, month) in usage::late(tx, account, span.from, day(calendar, span.from)).await? {
        let Some(history) = histories.iter().find(|history| history.app == app) else { continue };
        let readings = Readings::of(tx, account, (calendar, month.span(calendar))).await?;
        let late = AppMonth { app: course_of(history), readings: readings.for_app(app) };
        let billed = bills::billed(tx, account, month).await?;
        corrected.extend(bill::corrections(releases, late, month, &billed));
    }
    Ok(corrected)
}

/// The month that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoFar {
    /// Which month.
    pub month: Month,
    /// When its bill comes.
    pub times: BillTimes,
    /// What has come about until now, by app.
    pub lines: Vec<ChargeLine>,
    /// What the bill will come to if nothing is changed and nothing more is used.
    pub expected: Option<Bill>,
    /// What the bill before left over.
    pub carried: Option<Carried>,
}

impl SoFar {
    /// What the lines until now come to, with what was left over.
    #[must_use]
    pub fn total(&self) -> Amount {
        let carried = self.carried.map_or(Amount::ZERO, |carried| carried.amount);
        self.lines.iter().map(|line| line.amount).sum::<Amount>() + carried
    }
}

impl Services {
    /// What the bill of an account's month comes to by everything that is known now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn composed_bill(&self, account: AccountId, month: Month) -> Result<Option<Bill>, StoreError> {
        let mut tx = self.store.read().await?;
        let releases = self.catalogs.releases(&mut tx).await?;
        let histories = courses::of_account(&mut tx, account).await?;
        bill(&mut tx, &releases, &histories, (account, month)).await
    }

    /// The running month of an account: what has come about, and what is to be expected.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn month_so_far(&self, account: AccountId) -> Result<SoFar, StoreError> {
        let now = self.now();
        let mut tx = self.store.read().await?;
        let releases = self.catalogs.releases(&mut tx).await?;
        let calendar = super::calendar(&releases);
        let month = Month::of(calendar, now);
        let span = month.span(calendar);
        let histories = courses::of_account(&mut tx, account).await?;
        let readings = Readings::of(&mut tx, account, (calendar, span)).await?;
        let mut lines = corrections(&mut tx, &releases, &histories, (account, span)).await?;
        lines.extend(histories.iter().flat_map(|history| {
            let readings = readings.for_app(history.app);
            bill::so_far(&releases, course_of(history), (span, now), readings)
        }));
        lines.sort_by_key(|line| (line.app, std::cmp::Reverse(line.month)));
        let expected = bill(&mut tx, &releases, &histories, (account, month)).await?;
        let carried = bills::carried_into(&mut tx, account, month).await?;
        let times = BillTimes::of(&releases.current().catalog, month);
        Ok(SoFar { month, times, lines, expected, carried })
    }
}
