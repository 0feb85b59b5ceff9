//! Months of postpaid apps, to the cent, under both policies (U4, U5, K4).

use std::sync::Arc;

use chrono::NaiveDateTime;
use proptest::prelude::*;

use super::*;
use crate::domain::{
    calendar::{Calendar, Timestamp},
    catalog::{Release, embedded},
    charge::{Arithmetic, Subject},
    course::{Setup, Turn},
    month::Month,
    product::{AddOn, BillingMode, Edition},
};

const SHANGHAI: Calendar = Calendar::new(chrono_tz::Asia::Shanghai);

fn at(text: &str) -> Timestamp {
    SHANGHAI.moment(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

fn catalog(name: &str) -> Catalog {
    Catalog::parse(name, embedded(name).unwrap()).unwrap()
}

fn only(catalog: Catalog) -> Releases {
    Releases::only(Published { version: 1, catalog: Arc::new(catalog) })
}

fn setup(edition: Edition, add_ons: &[AddOn]) -> Setup {
    let mode = edition.has_billing_mode().then_some(BillingMode::Postpaid);
    Setup { add_ons: add_ons.to_vec(), ..Setup::plain(edition, mode) }
}

fn stopped(edition: Edition, add_ons: &[AddOn]) -> Setup {
    Setup { running: false, ..setup(edition, add_ons) }
}

fn course(turns: &[(&str, Setup)]) -> Course {
    Course::new(turns.iter().map(|(text, setup)| Turn { at: at(text), setup: setup.clone() }).collect())
}

fn charged(releases: &Releases, data_centre: &str, course: &Course, month: &str) -> Vec<(Subject, i64)> {
    let app = AppCourse { app: SdkAppId::FIRST, data_centre, course };
    let lines = lines(releases, app, Month::parse(month).unwrap().span(SHANGHAI));
    assert!(lines.iter().all(ChargeLine::is_verified), "{lines:?}");
    lines.iter().map(|line| (line.subject, line.amount.as_minor())).collect()
}

const PRO: Subject = Subject::Item(Item::Package(Edition::Professional));
const ULTIMATE: Subject = Subject::Item(Item::Package(Edition::Ultimate));
const LIVE: Subject = Subject::Item(Item::AddOn(AddOn::LivestreamGroups));
const GROUPS: Subject = Subject::Item(Item::AddOn(AddOn::GroupsPerUser(1_000)));

fn june() -> Course {
    course(&[
        ("2027-01-01 00:00", setup(Edition::Im, &[])),
        ("2027-06-10 12:00", setup(Edition::Professional, &[AddOn::LivestreamGroups])),
        ("2027-06-20 00:00", setup(Edition::Ultimate, &[])),
        ("2027-06-25 00:00", stopped(Edition::Ultimate, &[])),
    ])
}

#[test]
fn u4_june_example_comes_to_1132_85() {
    let found = charged(&only(catalog("mainland")), "cn", &june(), "2027-06");
    assert_eq!(found, [(PRO, 31_635), (ULTIMATE, 49_983), (LIVE, 31_667)]);
    assert_eq!(found.iter().map(|(_, amount)| amount).sum::<i64>(), 113_285);
    assert_eq!(charged(&only(catalog("mainland")), "cn", &june(), "2027-05"), []);
    assert_eq!(charged(&only(catalog("mainland")), "cn", &june(), "2027-07"), []);
}

#[test]
fn u4_the_examples_of_the_price_page_come_out() {
    let releases = only(catalog("mainland"));
    let from_16th = course(&[("2027-04-16 00:00", setup(Edition::Professional, &[]))]);
    assert_eq!(charged(&releases, "cn", &from_16th, "2027-04"), [(PRO, 49_950)]);
    let to_ultimate = course(&[
        ("2027-03-01 00:00", setup(Edition::Professional, &[])),
        ("2027-06-11 00:00", setup(Edition::Ultimate, &[])),
    ]);
    assert_eq!(charged(&releases, "cn", &to_ultimate, "2027-06"), [(PRO, 33_300), (ULTIMATE, 199_933)]);
    let groups = course(&[
        ("2023-01-01 00:00", setup(Edition::Professional, &[])),
        ("2023-02-15 00:00", setup(Edition::Professional, &[AddOn::GroupsPerUser(1_000)])),
    ]);
    assert_eq!(charged(&releases, "cn", &groups, "2023-02"), [(PRO, 99_900), (GROUPS, 55_000)]);
}

#[test]
fn u4_intervals_are_added_up_before_the_one_rounding_and_listed() {
    let on = setup(Edition::Professional, &[AddOn::GroupsPerUser(1_000)]);
    let off = setup(Edition::Professional, &[]);
    let three = course(&[
        ("2027-03-01 00:00", on.clone()),
        ("2027-03-11 07:00", off.clone()),
        ("2027-03-11 08:00", on.clone()),
        ("2027-03-21 03:00", off),
        ("2027-03-21 04:00", on),
    ]);
    let app = AppCourse { app: SdkAppId::FIRST, data_centre: "cn", course: &three };
    let lines = lines(&only(catalog("mainland")), app, Month::parse("2027-03").unwrap().span(SHANGHAI));
    let Arithmetic::Prorated { intervals, seconds, of_seconds, .. } = &lines[1].arithmetic else { panic!() };
    assert_eq!((intervals.len(), *seconds, *of_seconds), (3, (744 - 2) * 3_600, 744 * 3_600));
    assert_eq!(lines[0].amount.as_minor(), 99_900, "the edition ran the whole month, through every change");
}

fn international(turns: &[(&str, Setup)], month: &str) -> Vec<(Subject, i64)> {
    charged(&only(catalog("international")), "sgp", &course(turns), month)
}

fn left_im() -> [(&'static str, Setup); 2] {
    [("2019-01-01 00:00", setup(Edition::Im, &[])), ("2019-02-10 09:00", setup(Edition::Professional, &[]))]
}

#[test]
fn u5_s2_scenario_1_livestream_on_and_off_in_the_month_of_the_upgrade_is_free() {
    let live = setup(Edition::Professional, &[AddOn::LivestreamGroups]);
    let turns = [&left_im()[..], &[("2019-02-15 00:00", live), ("2019-02-25 00:00", left_im()[1].1.clone())]];
    assert_eq!(international(&turns.concat(), "2019-02"), []);
    assert_eq!(international(&turns.concat(), "2019-03"), [(PRO, 14_999)]);
}

#[test]
fn u5_s2_scenario_2_livestream_kept_is_charged_from_march_on() {
    let live = setup(Edition::Professional, &[AddOn::LivestreamGroups]);
    let turns = [&left_im()[..], &[("2019-02-15 00:00", live)]];
    assert_eq!(international(&turns.concat(), "2019-02"), []);
    assert_eq!(international(&turns.concat(), "2019-03"), [(PRO, 14_999), (LIVE, 14_999)]);
}

#[test]
fn u5_s2_scenario_3_livestream_opened_in_april_is_charged_from_april_on() {
    let live = setup(Edition::Professional, &[AddOn::LivestreamGroups]);
    let turns = [&left_im()[..], &[("2019-04-10 00:00", live)]];
    assert_eq!(international(&turns.concat(), "2019-03"), [(PRO, 14_999)]);
    assert_eq!(international(&turns.concat(), "2019-04"), [(PRO, 14_999), (LIVE, 14_999)]);
}

#[test]
fn u5_a_later_change_of_edition_makes_no_other_free_month_and_the_last_setup_counts() {
    let turns = [
        &left_im()[..],
        &[
            ("2019-03-05 00:00", setup(Edition::Ultimate, &[])),
            ("2019-04-10 00:00", stopped(Edition::Ultimate, &[])),
        ],
    ];
    assert_eq!(international(&turns.concat(), "2019-03"), [(ULTIMATE, 44_999)]);
    assert_eq!(international(&turns.concat(), "2019-04"), [(ULTIMATE, 44_999)]);
    assert_eq!(international(&turns.concat(), "2019-05"), []);
}

#[test]
fn u5_stopped_and_restored_in_one_month_counts_by_the_setup_at_its_end() {
    let turns = [
        &left_im()[..],
        &[
            ("2019-03-10 00:00", stopped(Edition::Professional, &[])),
            ("2019-03-12 00:00", setup(Edition::Professional, &[])),
            ("2019-03-20 00:00", setup(Edition::Ultimate, &[])),
        ],
    ];
    assert_eq!(international(&turns.concat(), "2019-03"), [(ULTIMATE, 44_999)]);
}

/// Version 1 as shipped, version 2 from 15 June with other prices, without livestream groups, and the other policy.
fn two_versions() -> Releases {
    let text = embedded("mainland").unwrap();
    let later = text
        .replacen("monthly = \"999.00\"", "monthly = \"1200.00\"", 1)
        .replacen("livestream_groups = \"1000.00\"\n", "", 1)
        .replacen("policy = \"prorated\"", "policy = \"next-month\"", 1);
    let release = |version, text: &str, from| Release {
        published: Published { version, catalog: Arc::new(Catalog::parse("x", text).unwrap()) },
        at: from,
    };
    Releases::new(release(1, text, at("2020-01-01 00:00")), vec![release(2, &later, at("2027-06-15 10:00"))])
}

#[test]
fn k4_a_postpaid_app_moves_to_a_new_version_on_the_first_of_the_next_month_with_its_policy() {
    let app = course(&[
        ("2027-01-01 00:00", setup(Edition::Im, &[])),
        ("2027-02-01 00:00", setup(Edition::Professional, &[AddOn::LivestreamGroups])),
        ("2027-06-30 00:00", setup(Edition::Professional, &[])),
        ("2027-07-16 12:00", setup(Edition::Professional, &[AddOn::LivestreamGroups])),
    ]);
    assert_eq!(charged(&two_versions(), "cn", &app, "2027-06"), [(PRO, 99_900), (LIVE, 96_667)]);
    let july = charged(&two_versions(), "cn", &app, "2027-07");
    assert_eq!(
        july,
        [(PRO, 120_000), (LIVE, 100_000)],
        "what version 2 no longer has stays at its old price"
    );
}

#[test]
fn k4_the_month_of_leaving_im_goes_by_the_version_that_the_upgrade_was_made_with() {
    let app = course(&[
        ("2027-01-01 00:00", setup(Edition::Im, &[])),
        ("2027-06-20 00:00", setup(Edition::Professional, &[])),
    ]);
    assert_eq!(
        charged(&two_versions(), "cn", &app, "2027-06"),
        [],
        "version 2 charges from the next month on"
    );
}

#[test]
fn k3_the_data_centre_picks_the_prices() {
    let app = course(&[("2027-01-01 00:00", setup(Edition::Professional, &[]))]);
    assert_eq!(charged(&only(catalog("mainland")), "sgp", &app, "2027-06"), [(PRO, 299_900)]);
}

proptest! {
    #[test]
    fn u4_parts_of_a_month_add_up(cuts in prop::collection::btree_set(1_i64..2_592_000, 0..12), first in any::<bool>()) {
        let begin = at("2027-06-01 00:00");
        let on = setup(Edition::Professional, &[AddOn::LivestreamGroups]);
        let other = setup(Edition::Ultimate, &[]);
        let mut turns = vec![Turn { at: begin, setup: if first { on.clone() } else { other.clone() } }];
        for (index, cut) in cuts.iter().enumerate() {
            let setup = if (index % 2 == 0) == first { other.clone() } else { on.clone() };
            turns.push(Turn { at: begin.plus_seconds(*cut), setup });
        }
        let course = Course::new(turns);
        let app = AppCourse { app: SdkAppId::FIRST, data_centre: "cn", course: &course };
        let lines = lines(&only(catalog("mainland")), app, Month::parse("2027-06").unwrap().span(SHANGHAI));
        let seconds = |subject: Subject| -> i64 {
            let of = lines.iter().filter(|line| line.subject == subject);
            of.map(|line| match &line.arithmetic {
                Arithmetic::Prorated { seconds, .. } => *seconds,
                _ => 0,
            }).sum()
        };
        prop_assert_eq!(seconds(PRO) + seconds(ULTIMATE), 30 * 86_400, "the editions fill the month");
        prop_assert_eq!(seconds(PRO), seconds(LIVE));
        prop_assert!(lines.iter().all(ChargeLine::is_verified));
        prop_assert!(lines.len() <= 3, "one line per item and configuration");
        let cents: i64 = lines.iter().map(|line| line.amount.as_minor()).sum();
        let exact = 199_900 * seconds(PRO) + 299_900 * seconds(ULTIMATE);
        prop_assert!((cents * 2_592_000 - exact).abs() <= 3 * 1_296_000, "each line is off by half a minor unit at most");
    }
}
