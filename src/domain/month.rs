//! Calendar months of a catalog's zone: what postpaid charges and bills are counted by (U4–U7).
//! Knows when a month begins and ends, nothing about what happens in it.

use std::fmt;

use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, Timestamp};

/// One calendar month, such as `2027-06`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Month(i32);

impl Month {
    /// The month of the calendar that `moment` lies in.
    #[must_use]
    pub fn of(calendar: Calendar, moment: Timestamp) -> Self {
        let date = calendar.local(moment).date_naive();
        Self(date.year() * 12 + i32::try_from(date.month0()).unwrap_or_default())
    }

    /// The month with exactly this code: `YYYY-MM`.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let (year, month) = code.split_once('-')?;
        let (year, number): (i32, i32) = (year.parse().ok()?, month.parse().ok()?);
        let month = Self(year * 12 + number - 1);
        ((1..=12).contains(&number) && month.to_string() == code).then_some(month)
    }

    /// The month after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// The month before this one.
    #[must_use]
    pub const fn previous(self) -> Self {
        Self(self.0 - 1)
    }

    /// 00:00 on the `day`th of this month; days from 1 to 28 are in every month.
    #[must_use]
    pub fn day(self, calendar: Calendar, day: u32) -> Timestamp {
        let month = u32::try_from(self.0.rem_euclid(12)).unwrap_or_default() + 1;
        let date = NaiveDate::from_ymd_opt(self.0.div_euclid(12), month, day).unwrap_or_default();
        calendar.moment(date.and_time(NaiveTime::MIN))
    }

    /// The month as a stretch of time.
    #[must_use]
    pub fn span(self, calendar: Calendar) -> MonthSpan {
        MonthSpan { month: self, from: self.day(calendar, 1), to: self.next().day(calendar, 1) }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }
}

/// A text that is no month.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a month")]
pub struct UnknownMonth(String);

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = UnknownMonth;
    fn try_from(code: String) -> Result<Self, UnknownMonth> {
        Self::parse(&code).ok_or(UnknownMonth(code))
    }
}

/// A month with the moments at which it begins and ends, so that they are looked up once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthSpan {
    /// Which month.
    pub month: Month,
    /// 00:00 on its first day.
    pub from: Timestamp,
    /// 00:00 on the first day of the next month.
    pub to: Timestamp,
}

impl MonthSpan {
    /// How many seconds the month has.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.to.seconds_since(self.from)
    }

    /// Whether `moment` lies in the month.
    #[must_use]
    pub fn contains(self, moment: Timestamp) -> bool {
        self.from <= moment && moment < self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHANGHAI: Calendar = Calendar::new(chrono_tz::Asia::Shanghai);

    #[test]
    fn u7_a_month_begins_and_ends_at_local_midnight() {
        let june = Month::parse("2027-06").unwrap();
        let span = june.span(SHANGHAI);
        assert_eq!(span.seconds(), 30 * 86_400);
        assert_eq!(Month::of(SHANGHAI, span.from), june);
        assert_eq!(Month::of(SHANGHAI, span.from.plus_seconds(-1)), june.previous());
        assert_eq!(Month::of(SHANGHAI, span.to), june.next());
        assert!(span.contains(span.from) && !span.contains(span.to));
    }

    #[test]
    fn u4_the_month_of_the_change_of_clocks_is_an_hour_shorter() {
        let berlin = Calendar::new(chrono_tz::Europe::Berlin);
        let march = Month::parse("2027-03").unwrap().span(berlin);
        assert_eq!(march.seconds(), 31 * 86_400 - 3_600);
    }

    #[test]
    fn a_month_is_found_again_by_its_code_and_nothing_else_is_one() {
        let december = Month::parse("2027-12").unwrap();
        assert_eq!(december.next().to_string(), "2028-01");
        assert_eq!(serde_json::to_string(&december).unwrap(), "\"2027-12\"");
        assert_eq!(serde_json::from_str::<Month>("\"2027-12\"").unwrap(), december);
        for text in ["", "2027", "2027-13", "2027-00", "2027-1", "27-01", "2027-01-01", "+2027-01"] {
            assert_eq!(Month::parse(text), None, "{text:?}");
        }
    }
}
