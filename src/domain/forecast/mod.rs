//! What the coming twelve months bring for an app and for an account (T4): bills, renewals and ends, computed by the
//! functions that will bill them. It assumes that nobody changes anything, that money suffices and that no voucher is
//! used; usage is set apart, with its assumption.

mod plan;
mod reach;
mod sums;
#[cfg(test)]
mod tests;
mod walk;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    app::App,
    bill::BillTimes,
    calendar::Timestamp,
    catalog::Releases,
    charge::ChargeLine,
    course::Course,
    entitlement::PaidLine,
    ids::SdkAppId,
    lifecycle::Effect,
    money::Amount,
    month::{Month, MonthSpan},
    quote::Line,
    usage::Reading,
};
pub use plan::{Planned, after};
pub use reach::{REACH_DAYS, Reach, Short, reach};
pub use sums::{AppSums, Charge, ChargeOf, USAGE_DAYS, months};

/// How far a forecast looks ahead, in months.
pub const MONTHS: u32 = 12;

/// The use of an app that a forecast goes on with: every coming day is taken to be like this.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assumption {
    /// Users who sign in on a day.
    pub daily_active_users: u32,
    /// Groups that the app has.
    pub peak_groups: u32,
}

/// An app with everything that its future is computed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The app as time has left it.
    pub app: App,
    /// What it was until now.
    pub course: Course,
    /// Its paid order lines that were not refunded.
    pub lines: Vec<PaidLine>,
    /// Its use in the months that are not debited yet.
    pub readings: Vec<Reading>,
    /// What its use is taken to be from now on.
    pub assumption: Assumption,
}

/// Something that will happen to an app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// Its lines on the bill of a month are debited.
    Bill {
        /// The month.
        month: Month,
        /// What does not depend on use.
        lines: Vec<ChargeLine>,
        /// What does, by the assumption.
        usage: Vec<ChargeLine>,
        /// What was assumed.
        assumption: Assumption,
    },
    /// Its package, or a call pack that it bought alone, renews itself.
    Renewal {
        /// What it costs.
        lines: Vec<Line>,
        /// The catalog version that it is priced with.
        version: i64,
        /// The end of it afterwards.
        until: Timestamp,
    },
    /// The clock does something to it: its term ends, it is deactivated, its data is gone.
    Effect(Effect),
    /// What is planned is done: the "what if".
    Planned {
        /// What it costs at once.
        lines: Vec<Line>,
        /// The catalog version that it is priced with.
        version: i64,
        /// What it gives back at once.
        given_back: Amount,
    },
}

impl Happening {
    /// What is to be paid, usage included; below zero it is given back.
    #[must_use]
    pub fn amount(&self) -> Amount {
        let sum = |lines: &[Line]| lines.iter().map(|line| line.amount).sum::<Amount>();
        match self {
            Self::Bill { lines, usage, .. } => lines.iter().chain(usage).map(|line| line.amount).sum(),
            Self::Renewal { lines, .. } => sum(lines),
            Self::Effect(_) => Amount::ZERO,
            Self::Planned { lines, given_back, .. } => sum(lines) - *given_back,
        }
    }

    /// The place among what happens at one moment (D2).
    const fn rank(&self) -> u8 {
        match self {
            Self::Planned { .. } => 0,
            Self::Bill { .. } => 1,
            Self::Renewal { .. } | Self::Effect(Effect::Renew) => 2,
            Self::Effect(Effect::Expire | Effect::EndPack) => 3,
            Self::Effect(Effect::Deactivate) => 4,
            Self::Effect(Effect::Release) => 5,
        }
    }
}

/// Something that will happen, with its moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// To which app.
    pub app: SdkAppId,
    /// What.
    pub what: Happening,
}

/// The coming twelve months.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// What happens, in the order in which it does (D2).
    pub events: Vec<Event>,
    /// What is to be paid in each calendar month in which something is.
    pub by_month: BTreeMap<Month, Amount>,
}

impl Forecast {
    /// What is to be paid in all.
    #[must_use]
    pub fn total(&self) -> Amount {
        self.by_month.values().copied().sum()
    }
}

/// A billed month that is debited within the forecast.
struct BilledMonth {
    span: MonthSpan,
    times: BillTimes,
}

/// The time a forecast covers, looked up once for all apps.
struct Horizon {
    from: Timestamp,
    to: Timestamp,
    months: Vec<BilledMonth>,
}

impl Horizon {
    fn new(releases: &Releases, from: Timestamp) -> Self {
        let catalog = &releases.current().catalog;
        let calendar = catalog.calendar();
        let to = calendar.months_later(from, MONTHS);
        let first = Month::of(calendar, from).previous();
        let months = std::iter::successors(Some(first), |month| Some(month.next()))
            .map(|month| BilledMonth { span: month.span(calendar), times: BillTimes::of(catalog, month) })
            .take_while(|month| month.times.debit_at <= to);
        Self { from, to, months: months.filter(|month| month.times.debit_at > from).collect() }
    }
}

/// What the twelve months after `now` bring for these apps: one app, or all of an account. The order of `apps` changes
/// nothing.
#[must_use]
pub fn forecast(releases: &Releases, apps: &[Outlook], now: Timestamp) -> Forecast {
    let horizon = Horizon::new(releases, now);
    let events = apps.iter().flat_map(|app| walk::events(releases, app, &horizon));
    collected(releases, events.collect())
}

fn collected(releases: &Releases, mut events: Vec<Event>) -> Forecast {
    events.sort_by_key(|event| (event.at, event.what.rank(), event.app));
    let calendar = releases.current().catalog.calendar();
    let mut by_month: BTreeMap<Month, Amount> = BTreeMap::new();
    for event in &events {
        let amount = event.what.amount();
        if !amount.is_zero() {
            *by_month.entry(Month::of(calendar, event.at)).or_default() += amount;
        }
    }
    Forecast { events, by_month }
}

/// Two courses side by side: as things are, and with what is planned (T4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// If nothing is changed.
    pub as_is: Forecast,
    /// If the plan is carried out now.
    pub planned: Forecast,
}

impl Comparison {
    /// What the plan costs more over the twelve months; below zero it saves.
    #[must_use]
    pub fn difference(&self) -> Amount {
        self.planned.total() - self.as_is.total()
    }
}

/// What `planned`, carried out at `now` on the app with this number, would change in the forecast of `apps` (T4).
#[must_use]
pub fn what_if(
    releases: &Releases,
    apps: &[Outlook],
    (number, planned): (SdkAppId, &Planned),
    now: Timestamp,
) -> Comparison {
    let as_is = forecast(releases, apps, now);
    let changed: Vec<Outlook> = apps
        .iter()
        .map(|app| if app.app.id == number { after(releases, app, planned, now) } else { app.clone() })
        .collect();
    let mut events = forecast(releases, &changed, now).events;
    events.push(Event { at: now, app: number, what: planned.happening(releases.at(now).version) });
    Comparison { as_is, planned: collected(releases, events) }
}
