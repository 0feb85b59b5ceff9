//! What applications use, as it is counted by day (U6, E2): the highest value reported for an app, a day and a measure
//! is the one that counts.

use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;

use super::{calendar::Calendar, charge::Measure, ids::SdkAppId, usage::Reading};

/// One count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Of which app.
    pub app: SdkAppId,
    /// On which day, in the catalog's zone.
    pub day: NaiveDate,
    /// Of what.
    pub measure: Measure,
    /// How many.
    pub value: u32,
}

/// A row of a usage file as it was read.
#[derive(Clone, Debug, Deserialize)]
pub struct UsageRow {
    /// The SDKAppID.
    pub app: String,
    /// The day, as 2026-11-22.
    pub day: String,
    /// The word of the [`Measure`].
    pub measure: String,
    /// How many.
    pub value: String,
}

/// Why a row of a usage file is no count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UsageRefused {
    /// The number is not an SDKAppID.
    #[error("app: an SDKAppID has ten digits from 1400000001 up")]
    App,
    /// The day is not a date.
    #[error("day: write it as 2026-11-22")]
    Day,
    /// The day is not over nor today's.
    #[error("day: it has not come yet")]
    Future,
    /// Nothing of that name is counted.
    #[error("measure: daily_active_users, peak_groups or call_minutes")]
    Measure,
    /// The value is not a count.
    #[error("value: a whole number from 0 to 4294967295")]
    Value,
}

impl Usage {
    /// The count as months are charged by it.
    #[must_use]
    pub fn reading(&self, calendar: Calendar) -> Reading {
        let day = calendar.moment(self.day.and_time(NaiveTime::MIN));
        Reading { day, measure: self.measure, value: self.value }
    }

    /// Reads a row; `today` is the last day that can be counted.
    ///
    /// # Errors
    /// When one of them is not what it has to be.
    pub fn read(row: &UsageRow, today: NaiveDate) -> Result<Self, UsageRefused> {
        let app = row.app.parse().ok().and_then(SdkAppId::new).ok_or(UsageRefused::App)?;
        let day = NaiveDate::parse_from_str(&row.day, "%Y-%m-%d").map_err(|_| UsageRefused::Day)?;
        if day > today {
            return Err(UsageRefused::Future);
        }
        let measure = Measure::parse(&row.measure).ok_or(UsageRefused::Measure)?;
        let value = row.value.parse().map_err(|_| UsageRefused::Value)?;
        Ok(Self { app, day, measure, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn read([app, day, measure, value]: [&str; 4]) -> Result<Usage, UsageRefused> {
        let [app, day, measure, value] = [app, day, measure, value].map(str::to_owned);
        Usage::read(&UsageRow { app, day, measure, value }, today())
    }

    #[test]
    fn u6_a_row_is_an_app_a_day_a_measure_and_a_value() {
        let read = read(["1400000007", "2026-11-22", "peak_groups", "12"]).unwrap();
        assert_eq!(
            (read.app.number(), read.day, read.measure, read.value),
            (1_400_000_007, today(), Measure::PeakGroups, 12)
        );
    }

    #[test]
    fn u6_each_field_has_its_own_refusal() {
        for (row, refused) in [
            (["140000000", "2026-11-22", "peak_groups", "1"], UsageRefused::App),
            (["1400000007", "22.11.2026", "peak_groups", "1"], UsageRefused::Day),
            (["1400000007", "2026-11-23", "peak_groups", "1"], UsageRefused::Future),
            (["1400000007", "2026-11-22", "messages", "1"], UsageRefused::Measure),
            (["1400000007", "2026-11-22", "peak_groups", "-1"], UsageRefused::Value),
            (["1400000007", "2026-11-22", "peak_groups", "4294967296"], UsageRefused::Value),
        ] {
            assert_eq!(read(row), Err(refused), "{row:?}");
        }
    }
}
