//! Instants, the catalog's local calendar, anchored terms and the fractions of time that are paid for.
//! Storage and arithmetic are in UTC seconds; days and months are those of the catalog's zone (D1).

use chrono::{DateTime, Datelike, Days, LocalResult, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::money::Fraction;

/// A moment in whole seconds since 1970-01-01 00:00 UTC (D2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The moment with this Unix time.
    #[must_use]
    pub const fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// The Unix time.
    #[must_use]
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// `seconds` later (earlier when negative).
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds)
    }

    /// The seconds from `earlier` to this moment.
    #[must_use]
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }
}

/// The calendar of a catalog's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    zone: Tz,
}

impl Calendar {
    /// The calendar of `zone`.
    #[must_use]
    pub const fn new(zone: Tz) -> Self {
        Self { zone }
    }

    /// The zone's IANA name.
    #[must_use]
    pub fn zone_name(self) -> &'static str {
        self.zone.name()
    }

    /// `moment` on the zone's clocks.
    #[must_use]
    pub fn local(self, moment: Timestamp) -> DateTime<Tz> {
        let utc = DateTime::from_timestamp(moment.0, 0).unwrap_or_default();
        utc.with_timezone(&self.zone)
    }

    /// The moment at which the zone's clocks show `local`. A time that does not exist is the first instant after
    /// the gap; a doubled one is the earlier (D1).
    #[must_use]
    pub fn moment(self, local: NaiveDateTime) -> Timestamp {
        match self.zone.from_local_datetime(&local) {
            LocalResult::Single(time) | LocalResult::Ambiguous(time, _) => Timestamp(time.timestamp()),
            LocalResult::None => self.end_of_gap(local),
        }
    }

    fn end_of_gap(self, local: NaiveDateTime) -> Timestamp {
        let offset_before = self.local(Timestamp(local.and_utc().timestamp() - 2 * 86_400)).naive_local();
        let shift = offset_before.and_utc().timestamp() - (local.and_utc().timestamp() - 2 * 86_400);
        let (mut before, mut after) =
            (local.and_utc().timestamp() - shift - 86_400, local.and_utc().timestamp() - shift + 86_400);
        while after - before > 1 {
            let middle = before.midpoint(after);
            if self.local(Timestamp(middle)).naive_local() < local { before = middle } else { after = middle }
        }
        Timestamp(after)
    }

    /// The same local time `months` calendar months after `anchor`; the last day of a shorter month (R1, D1).
    #[must_use]
    pub fn months_later(self, anchor: Timestamp, months: u32) -> Timestamp {
        let local = self.local(anchor).naive_local();
        self.moment(local.checked_add_months(Months::new(months)).unwrap_or(local))
    }

    /// The same local time `days` days after `moment` (D1).
    #[must_use]
    pub fn days_later(self, moment: Timestamp, days: u32) -> Timestamp {
        let local = self.local(moment).naive_local();
        self.moment(local.checked_add_days(Days::new(u64::from(days))).unwrap_or(local))
    }

    /// The same local time `days` days before `moment` (D1).
    #[must_use]
    pub fn days_earlier(self, moment: Timestamp, days: u32) -> Timestamp {
        let local = self.local(moment).naive_local();
        self.moment(local.checked_sub_days(Days::new(u64::from(days))).unwrap_or(local))
    }

    /// 00:00 of the local day that `moment` lies in.
    #[must_use]
    pub fn start_of_day(self, moment: Timestamp) -> Timestamp {
        self.moment(self.local(moment).date_naive().and_time(NaiveTime::MIN))
    }

    /// 00:00 on the first day of the local month that `moment` lies in.
    #[must_use]
    pub fn start_of_month(self, moment: Timestamp) -> Timestamp {
        let date = self.local(moment).date_naive();
        let first = NaiveDate::from_ymd_opt(date.year(), date.month(), 1).unwrap_or(date);
        self.moment(first.and_time(NaiveTime::MIN))
    }
}

/// A paid term: `months` calendar months counted from the day it is anchored on (R1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The moment from which the months are counted.
    pub anchor: Timestamp,
    /// How many months after the anchor it ends.
    pub months: u32,
}

/// Whole term months and the part of a begun one (D3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermMonths {
    /// Anchored months that lie whole in the time.
    pub whole: u32,
    /// Seconds of the begun month that lie in the time.
    pub seconds: i64,
    /// Seconds of the begun month in all; 1 when none is begun.
    pub of_seconds: i64,
}

impl TermMonths {
    /// Exactly so many months.
    #[must_use]
    pub const fn whole(months: u32) -> Self {
        Self { whole: months, seconds: 0, of_seconds: 1 }
    }

    /// The factor that a monthly price is multiplied by.
    #[must_use]
    pub fn fraction(self) -> Fraction {
        let of = i128::from(self.of_seconds);
        Fraction::new(i128::from(self.whole) * of + i128::from(self.seconds), of)
    }
}

impl Term {
    /// When the term ends.
    #[must_use]
    pub fn end(self, calendar: Calendar) -> Timestamp {
        calendar.months_later(self.anchor, self.months)
    }

    /// The term months left at `now` (D3); none after the end, all of them before the anchor.
    #[must_use]
    pub fn months_left(self, calendar: Calendar, now: Timestamp) -> TermMonths {
        if now <= self.anchor {
            return TermMonths::whole(self.months);
        }
        let begun = (0..self.months).find(|month| now < calendar.months_later(self.anchor, month + 1));
        let Some(begun) = begun else { return TermMonths::whole(0) };
        let (from, to) =
            (calendar.months_later(self.anchor, begun), calendar.months_later(self.anchor, begun + 1));
        if now == from {
            return TermMonths::whole(self.months - begun);
        }
        TermMonths {
            whole: self.months - begun - 1,
            seconds: to.seconds_since(now),
            of_seconds: to.seconds_since(from),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(calendar: Calendar, text: &str) -> Timestamp {
        calendar.moment(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap())
    }

    const SHANGHAI: Calendar = Calendar::new(chrono_tz::Asia::Shanghai);
    const BERLIN: Calendar = Calendar::new(chrono_tz::Europe::Berlin);

    #[test]
    fn r1_the_31st_of_january_is_kept_as_anchor() {
        let anchor = at(SHANGHAI, "2027-01-31 09:30:00");
        assert_eq!(SHANGHAI.months_later(anchor, 1), at(SHANGHAI, "2027-02-28 09:30:00"));
        assert_eq!(SHANGHAI.months_later(anchor, 2), at(SHANGHAI, "2027-03-31 09:30:00"));
    }

    #[test]
    fn d1_a_time_in_the_gap_is_the_first_instant_after_it_and_a_doubled_one_the_earlier() {
        let gap = BERLIN.days_later(at(BERLIN, "2027-03-27 02:30:00"), 1);
        assert_eq!(gap, at(BERLIN, "2027-03-28 03:00:00"));
        let doubled = BERLIN.days_later(at(BERLIN, "2027-10-30 02:30:00"), 1);
        assert_eq!(doubled.unix(), at(BERLIN, "2027-10-31 01:30:00").unix() + 3_600);
    }

    #[test]
    fn d3_n_months_are_exactly_n_and_a_begun_month_counts_by_its_seconds() {
        let term = Term { anchor: at(SHANGHAI, "2027-06-10 12:00:00"), months: 6 };
        assert_eq!(term.months_left(SHANGHAI, term.anchor), TermMonths::whole(6));
        assert_eq!(term.months_left(SHANGHAI, at(SHANGHAI, "2027-09-10 12:00:00")), TermMonths::whole(3));
        let inside = term.months_left(SHANGHAI, at(SHANGHAI, "2027-06-25 12:00:00"));
        assert_eq!(inside, TermMonths { whole: 5, seconds: 15 * 86_400, of_seconds: 30 * 86_400 });
        assert_eq!(term.months_left(SHANGHAI, term.end(SHANGHAI)), TermMonths::whole(0));
    }

    /// Zones whose clocks were or are put forward and back: by an hour, by half of one, by a whole day.
    const JUMPY: [chrono_tz::Tz; 5] = [
        chrono_tz::Europe::Berlin,
        chrono_tz::America::New_York,
        chrono_tz::Australia::Lord_Howe,
        chrono_tz::Pacific::Apia,
        chrono_tz::America::Sao_Paulo,
    ];

    fn any_local() -> impl Strategy<Value = (usize, i64)> {
        // 2000 to 2037, in seconds of local time.
        (0..JUMPY.len(), 946_684_800_i64..2_145_916_800)
    }

    proptest! {
        #[test]
        fn d1_a_local_time_is_its_first_moment_or_the_first_after_the_gap((zone, seconds) in any_local()) {
            let calendar = Calendar::new(JUMPY[zone]);
            let local = DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
            let moment = calendar.moment(local);
            let shown = calendar.local(moment).naive_local();
            let before = calendar.local(moment.plus_seconds(-1)).naive_local();
            if shown == local {
                prop_assert!(calendar.local(moment.plus_seconds(-7_200)).naive_local() != local, "the earlier one");
            } else {
                prop_assert!(before < local && local < shown, "{} lies between {} and {}", local, before, shown);
            }
        }

        #[test]
        fn d1_months_days_and_their_starts_never_go_back((zone, seconds) in any_local(), months in 0_u32..40) {
            let calendar = Calendar::new(JUMPY[zone]);
            let anchor = Timestamp::from_unix(seconds);
            prop_assert!(calendar.months_later(anchor, months) < calendar.months_later(anchor, months + 1));
            prop_assert!(calendar.days_later(anchor, months) < calendar.days_later(anchor, months + 1));
            let (day, month) = (calendar.start_of_day(anchor), calendar.start_of_month(anchor));
            prop_assert!(month <= day && day <= anchor);
            prop_assert_eq!(calendar.start_of_day(day), day);
            prop_assert_eq!(calendar.start_of_month(month), month);
        }
    }
}
