//! When what is bought ends: calendar months counted in whole numbers, month ends and leap years included (R1, D1).

use proptest::prelude::*;

use super::*;
use crate::domain::{app::AppState, product::Edition};

/// Seconds by which the clocks of both shipped catalogs are ahead of UTC, in all the years below.
const AHEAD: i64 = 8 * 3_600;

pub(super) const fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The moment of a local date and second of the day, by counting days since 1970.
pub(super) fn moment(year: i64, month: i64, day: i64, second: i64) -> Timestamp {
    let years: i64 = (1970..year).map(|year| 337 + days_in(year, 2)).sum();
    let months: i64 = (1..month).map(|month| days_in(year, month)).sum();
    Timestamp::from_unix((years + months + day - 1) * 86_400 + second - AHEAD)
}

/// The same time `months` later: the day itself, or the last day of a shorter month.
pub(super) fn later((year, month, day, second): (i64, i64, i64, i64), months: i64) -> Timestamp {
    let count = year * 12 + month - 1 + months;
    let (year, month) = (count / 12, count % 12 + 1);
    moment(year, month, day.min(days_in(year, month)), second)
}

#[test]
fn r1_every_term_from_every_day_of_four_years_ends_on_its_own_day_or_the_last_of_a_shorter_month() {
    for shop in Shop::all() {
        let calendar = shop.catalog.calendar();
        for (year, month) in (2027..2031).flat_map(|year| (1..=12).map(move |month| (year, month))) {
            for day in 1..=days_in(year, month) {
                for second in [0, 34_200, 86_399] {
                    let paid_at = moment(year, month, day, second);
                    for months in 1..=24 {
                        let span = Start::AtPayment.span(calendar, months, paid_at);
                        let end = later((year, month, day, second), i64::from(months));
                        assert_eq!((span.starts_at, span.ends_at), (paid_at, end), "{year}-{month}-{day}");
                    }
                }
            }
        }
    }
}

#[test]
fn r2_p13_months_bought_in_the_grace_go_on_from_the_old_end_with_the_old_anchor() {
    let shop = Shop::mainland();
    let calendar = shop.catalog.calendar();
    for (year, month, day) in [(2027, 1, 31), (2027, 12, 31), (2028, 1, 30), (2028, 2, 29), (2027, 8, 31)] {
        let anchored = (year, month, day, 34_200);
        let anchor = moment(year, month, day, 34_200);
        for before in 1..=13_u32 {
            let ends_at = later(anchored, i64::from(before));
            let package = Item::Package(Edition::Professional);
            let held = [Holding { item: package, anchor, starts_at: anchor, ends_at }];
            let plan = Plan::Prepaid { edition: Edition::Professional, ends_at };
            let state = AppState::Expired { since: ends_at, cause: crate::domain::app::StopCause::Expiry };
            let app = App { plan, state, ..trial_app("cn") };
            for months in 1..=24 {
                let cart =
                    Cart { package: Some(Edition::Ultimate), add_ons: Vec::new(), months, auto_renew: false };
                let now = ends_at.plus_seconds(86_400);
                let priced = price(&shop.catalog, &app, &held, &cart, now).unwrap();
                let span = priced.start.span(calendar, months, now);
                let end = later(anchored, i64::from(before + months));
                assert_eq!((span.anchor, span.starts_at, span.ends_at), (anchor, ends_at, end));
            }
        }
    }
}

#[test]
fn p15_a_quote_holds_for_fifteen_minutes_and_never_beyond_the_term_it_runs_within() {
    let shop = Shop::mainland();
    let anchor = moment(2027, 1, 31, 34_200);
    let term = Term { anchor, months: 1 };
    let end = later((2027, 1, 31, 34_200), 1);
    assert_eq!(quote_end(&shop.catalog, Start::AtPayment, anchor), anchor.plus_seconds(900));
    for (before, held) in [(901, 900), (900, 900), (899, 899), (1, 1)] {
        let as_of = end.plus_seconds(-before);
        let ends = quote_end(&shop.catalog, Start::Within { term }, as_of);
        assert_eq!(ends, as_of.plus_seconds(held), "{before} s before the end");
    }
}

proptest! {
    #[test]
    fn d3_the_time_gone_and_the_time_left_make_up_the_whole_term(
        (year, month, day, second) in (2027_i64..2040, 1_i64..=12, 1_i64..=31, 0_i64..86_400),
        months in 1_u32..=24, gone in 0_i64..64_000_000,
    ) {
        let calendar = Shop::mainland().catalog.calendar();
        let day = day.min(days_in(year, month));
        let anchored = (year, month, day, second);
        let term = Term { anchor: moment(year, month, day, second), months };
        let now = term.anchor.plus_seconds(gone);
        let left = term.months_left(calendar, now);
        prop_assert!(0 <= left.seconds && left.seconds < left.of_seconds);
        if now >= term.end(calendar) {
            prop_assert_eq!(left, TermMonths::whole(0));
        } else {
            // The begun month ends so many whole months before the end.
            let begun_end = later(anchored, i64::from(months - left.whole));
            prop_assert_eq!(now.plus_seconds(left.seconds), begun_end);
            if left.seconds > 0 {
                let begun_start = later(anchored, i64::from(months - left.whole) - 1);
                prop_assert_eq!(begun_start.plus_seconds(left.of_seconds), begun_end);
                prop_assert!(begun_start < now);
            }
        }
    }
}
