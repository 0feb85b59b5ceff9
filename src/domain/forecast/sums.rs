//! What a forecast comes to, by month, by app and by charge; and the use that it goes on with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Assumption, Event, Forecast, Happening, MONTHS};
use crate::domain::{
    calendar::{Calendar, Timestamp},
    charge::{ChargeLine, Measure},
    ids::SdkAppId,
    money::Amount,
    month::Month,
    usage::Reading,
};

/// The days before a forecast whose highest use it goes on with.
pub const USAGE_DAYS: u32 = 30;

impl Assumption {
    /// The highest use of the last [`USAGE_DAYS`] days before `now`, each measure by itself.
    #[must_use]
    pub fn of(readings: &[Reading], calendar: Calendar, now: Timestamp) -> Self {
        let since = calendar.days_earlier(now, USAGE_DAYS);
        let highest = |measure: Measure| {
            let of_measure =
                readings.iter().filter(|reading| reading.measure == measure && reading.day > since);
            of_measure.map(|reading| reading.value).max().unwrap_or_default()
        };
        Self {
            daily_active_users: highest(Measure::DailyActiveUsers),
            peak_groups: highest(Measure::PeakGroups),
        }
    }
}

/// The calendar months of a forecast from `now` on, the running one first.
#[must_use]
pub fn months(calendar: Calendar, now: Timestamp) -> Vec<Month> {
    let last = Month::of(calendar, calendar.months_later(now, MONTHS));
    let months = std::iter::successors(Some(Month::of(calendar, now)), |month| Some(month.next()));
    months.take_while(|month| *month <= last).collect()
}

/// What an app is to pay within a forecast.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppSums {
    /// By calendar month.
    pub by_month: BTreeMap<Month, Amount>,
    /// In all.
    pub total: Amount,
    /// The part of it that follows from the use that was assumed.
    pub usage: Amount,
}

/// What a charge is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChargeOf {
    /// The bill of a month, of all apps that were forecast together.
    Bill(Month),
    /// A renewal of this app.
    Renewal(SdkAppId),
    /// What is planned for this app.
    Plan(SdkAppId),
}

/// A sum that is taken from the balance at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// When.
    pub at: Timestamp,
    /// For what.
    pub of: ChargeOf,
    /// How much; below zero it is given back.
    pub amount: Amount,
}

impl Happening {
    /// The part of the amount that follows from the use that was assumed.
    #[must_use]
    pub fn usage(&self) -> Amount {
        match self {
            Self::Bill { usage, .. } => usage.iter().map(|line: &ChargeLine| line.amount).sum(),
            Self::Renewal { .. } | Self::Effect(_) | Self::Planned { .. } => Amount::ZERO,
        }
    }
}

impl Event {
    const fn charge_of(&self) -> Option<ChargeOf> {
        match &self.what {
            Happening::Bill { month, .. } => Some(ChargeOf::Bill(*month)),
            Happening::Renewal { .. } => Some(ChargeOf::Renewal(self.app)),
            Happening::Planned { .. } => Some(ChargeOf::Plan(self.app)),
            Happening::Effect(_) => None,
        }
    }
}

impl Forecast {
    /// The part of the total that follows from the use that was assumed.
    #[must_use]
    pub fn usage(&self) -> Amount {
        self.events.iter().map(|event| event.what.usage()).sum()
    }

    /// What is to be paid in a month.
    #[must_use]
    pub fn in_month(&self, month: Month) -> Amount {
        self.by_month.get(&month).copied().unwrap_or_default()
    }

    /// What each app is to pay; apps without any charge are left out.
    #[must_use]
    pub fn by_app(&self, calendar: Calendar) -> BTreeMap<SdkAppId, AppSums> {
        let mut apps: BTreeMap<SdkAppId, AppSums> = BTreeMap::new();
        for event in &self.events {
            let amount = event.what.amount();
            if amount.is_zero() {
                continue;
            }
            let sums = apps.entry(event.app).or_default();
            *sums.by_month.entry(Month::of(calendar, event.at)).or_default() += amount;
            sums.total += amount;
            sums.usage += event.what.usage();
        }
        apps
    }

    /// What is taken from the balance, in the order in which it is (D2): the lines of all apps on the bill of a month
    /// are one charge.
    #[must_use]
    pub fn charges(&self) -> Vec<Charge> {
        let mut charges: Vec<Charge> = Vec::new();
        for event in &self.events {
            let (Some(of), amount) = (event.charge_of(), event.what.amount()) else { continue };
            match charges.iter_mut().rev().find(|charge| charge.of == of && charge.at == event.at) {
                Some(same) => same.amount += amount,
                None => charges.push(Charge { at: event.at, of, amount }),
            }
        }
        charges.retain(|charge| !charge.amount.is_zero());
        charges
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entitlement::fixture::{SHANGHAI, at};

    #[test]
    fn t4_the_highest_use_of_the_last_thirty_days_goes_on() {
        let reading = |day: &str, measure, value| Reading { day: at(day), measure, value };
        let readings = [
            reading("2027-05-01 00:00", Measure::DailyActiveUsers, 90_000),
            reading("2027-05-20 00:00", Measure::DailyActiveUsers, 12_000),
            reading("2027-06-01 00:00", Measure::DailyActiveUsers, 11_000),
            reading("2027-06-02 00:00", Measure::PeakGroups, 7),
        ];
        let found = Assumption::of(&readings, SHANGHAI, at("2027-06-10 12:00"));
        assert_eq!(found, Assumption { daily_active_users: 12_000, peak_groups: 7 });
        assert_eq!(Assumption::of(&[], SHANGHAI, at("2027-06-10 12:00")), Assumption::default());
    }

    #[test]
    fn t4_a_forecast_covers_thirteen_calendar_months() {
        let months = months(SHANGHAI, at("2027-06-10 12:00"));
        let texts: Vec<String> =
            [months.first(), months.last()].into_iter().flatten().map(Month::to_string).collect();
        assert_eq!((months.len(), texts), (13, vec!["2027-06".to_owned(), "2028-06".to_owned()]));
    }
}
