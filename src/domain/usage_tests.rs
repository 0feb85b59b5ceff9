//! History and usage, to the cent (U6).

use std::sync::Arc;

use chrono::NaiveDateTime;

use super::*;
use crate::domain::{
    calendar::Calendar,
    catalog::{Catalog, Published, embedded},
    course::{Course, Setup, Turn},
    ids::SdkAppId,
    product::{BillingMode, Edition},
};

const SHANGHAI: Calendar = Calendar::new(chrono_tz::Asia::Shanghai);

fn at(text: &str) -> Timestamp {
    SHANGHAI.moment(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

fn releases() -> Releases {
    let catalog = Catalog::parse("mainland", embedded("mainland").unwrap()).unwrap();
    Releases::only(Published { version: 1, catalog: Arc::new(catalog) })
}

fn history(edition: Edition, mode: BillingMode, days: Option<u32>) -> Setup {
    Setup { history_days: days, ..Setup::plain(edition, Some(mode)) }
}

fn course(turns: &[(&str, Setup)]) -> Course {
    Course::new(turns.iter().map(|(text, setup)| Turn { at: at(text), setup: setup.clone() }).collect())
}

fn users(readings: &[(&str, u32)]) -> Vec<Reading> {
    let reading = |&(day, value): &(&str, u32)| Reading {
        day: at(&format!("{day} 00:00")),
        measure: Measure::DailyActiveUsers,
        value,
    };
    readings.iter().map(reading).collect()
}

fn charged(course: &Course, readings: &[Reading]) -> Vec<(Subject, i64)> {
    let app = AppCourse { app: SdkAppId::FIRST, data_centre: "cn", course };
    let span = Month::parse("2027-06").unwrap().span(SHANGHAI);
    let mut lines: Vec<ChargeLine> = history_line(&releases(), app, span).into_iter().collect();
    lines.extend(usage_lines(&releases(), app, span, readings));
    assert!(lines.iter().all(ChargeLine::is_verified), "{lines:?}");
    lines.iter().map(|line| (line.subject, line.amount.as_minor())).collect()
}

const USERS: Subject = Subject::Usage(Measure::DailyActiveUsers);

#[test]
fn u6_history_costs_the_whole_month_and_the_dearest_configuration_once() {
    for mode in [BillingMode::Prepaid, BillingMode::Postpaid] {
        let pro = |days| history(Edition::Professional, mode, days);
        let on_for_a_day = course(&[
            ("2027-05-01 00:00", pro(None)),
            ("2027-06-10 00:00", pro(Some(90))),
            ("2027-06-11 00:00", pro(None)),
        ]);
        assert_eq!(charged(&on_for_a_day, &[]), [(Subject::History(90), 100_000)]);
        let changed = course(&[
            ("2027-05-01 00:00", pro(Some(180))),
            ("2027-06-10 00:00", history(Edition::Ultimate, mode, Some(180))),
            ("2027-06-20 00:00", pro(Some(30))),
        ]);
        assert_eq!(charged(&changed, &[]), [(Subject::History(180), 150_000)]);
    }
    let stopped = Setup { running: false, ..history(Edition::Professional, BillingMode::Postpaid, Some(90)) };
    assert_eq!(charged(&course(&[("2027-05-01 00:00", stopped)]), &[]), []);
}

#[test]
fn u6_usage_is_charged_on_the_highest_value_by_the_block_begun() {
    let im = course(&[("2027-01-01 00:00", Setup::plain(Edition::Im, None))]);
    let peak =
        |value| charged(&im, &users(&[("2027-06-03", 500), ("2027-06-17", value), ("2027-06-18", 20)]));
    assert_eq!(peak(22_000), [(USERS, 200_000)], "10,000 are free, 12,000 begin two blocks");
    assert_eq!(peak(10_000), []);
    assert_eq!(peak(10_001), [(USERS, 100_000)]);
    assert_eq!(peak(20_000), [(USERS, 100_000)]);
    let other_months = users(&[("2027-05-31", 99_999), ("2027-07-01", 99_999)]);
    assert_eq!(charged(&im, &other_months), []);
    let groups = Reading { measure: Measure::PeakGroups, value: 202_000, ..users(&[("2027-06-03", 0)])[0] };
    assert_eq!(charged(&im, &[groups]), [(Subject::Usage(Measure::PeakGroups), 200_000)]);
}

#[test]
fn u6_a_trial_is_never_charged_and_its_days_and_quota_do_not_count() {
    let trial = course(&[("2027-01-01 00:00", Setup::plain(Edition::Trial, None))]);
    assert_eq!(charged(&trial, &users(&[("2027-06-03", 50_000)])), []);
    let bought = course(&[
        ("2027-01-01 00:00", Setup::plain(Edition::Trial, None)),
        ("2027-06-10 15:00", history(Edition::Professional, BillingMode::Prepaid, None)),
    ]);
    assert_eq!(charged(&bought, &users(&[("2027-06-09", 50_000), ("2027-06-11", 9_000)])), []);
    let same_day = users(&[("2027-06-10", 15_000)]);
    assert_eq!(
        charged(&bought, &same_day),
        [(USERS, 100_000)],
        "the day of the purchase has a charged edition"
    );
}

#[test]
fn u6_a_month_with_several_editions_has_the_largest_of_their_quotas() {
    let text = embedded("mainland").unwrap();
    let ultimate = text.rfind("free_daily_active_users = 10000").unwrap();
    let text = format!(
        "{}{}",
        &text[..ultimate],
        text[ultimate..].replacen("free_daily_active_users = 10000", "free_daily_active_users = 30000", 1)
    );
    let catalog = Catalog::parse("mainland", &text).unwrap();
    let releases = Releases::only(Published { version: 1, catalog: Arc::new(catalog) });
    let course = course(&[
        ("2027-01-01 00:00", history(Edition::Professional, BillingMode::Postpaid, None)),
        ("2027-06-29 00:00", history(Edition::Ultimate, BillingMode::Postpaid, None)),
    ]);
    let app = AppCourse { app: SdkAppId::FIRST, data_centre: "cn", course: &course };
    let span = Month::parse("2027-06").unwrap().span(SHANGHAI);
    let lines = usage_lines(&releases, app, span, &users(&[("2027-06-03", 35_000)]));
    assert_eq!(
        lines[0].amount.as_minor(),
        100_000,
        "professional on the 3rd, but ultimate's 30,000 are free"
    );
}

#[test]
fn u6_a_day_on_which_the_app_was_stopped_does_not_count() {
    let pro = history(Edition::Professional, BillingMode::Postpaid, None);
    let stopped = Setup { running: false, ..pro.clone() };
    let course = course(&[("2027-01-01 00:00", pro), ("2027-06-10 00:00", stopped)]);
    assert_eq!(charged(&course, &users(&[("2027-06-09", 5_000), ("2027-06-10", 50_000)])), []);
}

#[test]
fn u1_the_dialogs_show_this_month_and_the_next_before_and_after() {
    let im = course(&[("2027-01-01 00:00", Setup::plain(Edition::Im, None))]);
    let now = at("2027-06-16 00:00");
    let upgraded = im.turned(now, history(Edition::Professional, BillingMode::Postpaid, Some(30)));
    let estimate = |course: &Course| {
        let app = AppCourse { app: SdkAppId::FIRST, data_centre: "cn", course };
        estimates(&releases(), app, now, &users(&[("2027-06-03", 15_000)]))
            .map(|lines| lines.iter().map(|line| line.amount.as_minor()).collect::<Vec<_>>())
    };
    assert_eq!(estimate(&im), [vec![100_000], vec![]]);
    assert_eq!(estimate(&upgraded), [vec![49_950, 50_000, 100_000], vec![99_900, 50_000]]);
}
