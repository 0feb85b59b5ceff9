//! Forecasts against what is then billed (T4).

use proptest::prelude::*;

use super::*;
use crate::domain::{
    app::Plan,
    bill,
    change::{self, Situation, Wanted},
    course::{Setup, Turn},
    entitlement::fixture::{Owned, SHANGHAI, at, mainland, minor},
    ids::AccountId,
    postpaid::AppCourse,
    product::{AddOn, BillingMode, Edition, Item},
    purchase::Cart,
    quote,
    refund::{self, RefundScope},
    renewal,
    upgrade::{self, Target},
};

const PRO: Edition = Edition::Professional;
const LIVE: AddOn = AddOn::LivestreamGroups;

fn outlook(app: App, course: Course, lines: Vec<PaidLine>) -> Outlook {
    Outlook { app, course, lines, readings: Vec::new(), assumption: Assumption::default() }
}

fn course(turns: &[(&str, Setup)]) -> Course {
    Course::new(turns.iter().map(|(text, setup)| Turn { at: at(text), setup: setup.clone() }).collect())
}

fn postpaid(add_ons: &[AddOn]) -> Setup {
    Setup { add_ons: add_ons.to_vec(), ..Setup::plain(PRO, Some(BillingMode::Postpaid)) }
}

/// A postpaid professional app since January 2027.
fn billed_monthly() -> Outlook {
    let app = App { plan: Plan::Postpaid { edition: PRO }, ..Owned::new().app };
    outlook(app, course(&[("2027-01-01 00:00", postpaid(&[LIVE]))]), Vec::new())
}

/// A prepaid professional app, bought for two months on 31 January 2027.
fn paid_ahead(auto_renew: bool) -> Outlook {
    let owned = Owned::bought("2027-01-31 09:30", PRO, &[Item::AddOn(LIVE)], 2);
    let course = course(&[("2027-01-31 09:30", Setup::plain(PRO, Some(BillingMode::Prepaid)))]);
    outlook(App { auto_renew, ..owned.app }, course, owned.lines)
}

fn amounts(forecast: &Forecast) -> Vec<i64> {
    minor(forecast.events.iter().map(|event| event.what.amount()).filter(|amount| !amount.is_zero()))
}

#[test]
fn t4_a_postpaid_app_has_twelve_bills_each_equal_to_what_is_then_billed() {
    let app = billed_monthly();
    let found = forecast(&mainland(), std::slice::from_ref(&app), at("2027-06-10 12:00"));
    assert_eq!(amounts(&found), [199_900; 12]);
    assert_eq!(found.events[0].at, at("2027-07-03 00:00"));
    assert_eq!(found.total().as_minor(), 12 * 199_900);
    for event in &found.events {
        let Happening::Bill { month, lines, usage, .. } = &event.what else { panic!() };
        let course = AppCourse { app: app.app.id, data_centre: "cn", course: &app.course };
        let month_of = bill::AppMonth { app: course, readings: &[] };
        let billed =
            bill::draw_up(&mainland(), (app.app.account, *month), &[month_of], vec![], None).unwrap();
        assert_eq!((&billed.lines, billed.times.debit_at), (lines, event.at));
        assert!(usage.is_empty());
    }
}

#[test]
fn t4_a_bill_that_is_drawn_up_but_not_debited_is_part_of_it() {
    let found = forecast(&mainland(), &[billed_monthly()], at("2027-07-02 00:00"));
    let Happening::Bill { month, .. } = &found.events[0].what else { panic!() };
    assert_eq!((month.to_string(), found.events[0].at), ("2027-06".into(), at("2027-07-03 00:00")));
}

#[test]
fn t4_automatic_renewals_come_at_midnight_of_each_day_of_expiry() {
    let found = forecast(&mainland(), &[paid_ahead(true)], at("2027-02-10 12:00"));
    assert_eq!(amounts(&found), [199_900; 11]);
    let days: Vec<Timestamp> = found.events.iter().map(|event| event.at).take(3).collect();
    assert_eq!(days, [at("2027-03-31 00:00"), at("2027-04-30 00:00"), at("2027-05-31 00:00")]);
    let Happening::Renewal { until, .. } = found.events[0].what else { panic!() };
    assert_eq!(until, at("2027-04-30 09:30"));
}

#[test]
fn t4_without_renewal_the_end_the_deactivation_and_the_release_are_told() {
    let mut app = paid_ahead(false);
    app.course = course(&[(
        "2027-01-31 09:30",
        Setup { history_days: Some(30), ..Setup::plain(PRO, Some(BillingMode::Prepaid)) },
    )]);
    let found = forecast(&mainland(), &[app], at("2027-02-10 12:00"));
    let effects: Vec<(Effect, Timestamp)> = found
        .events
        .iter()
        .filter_map(|event| match event.what {
            Happening::Effect(effect) => Some((effect, event.at)),
            _ => None,
        })
        .collect();
    assert_eq!(
        effects,
        [
            (Effect::Expire, at("2027-03-31 09:30")),
            (Effect::Deactivate, at("2027-04-07 09:30")),
            (Effect::Release, at("2027-07-06 09:30")),
        ]
    );
    assert_eq!(amounts(&found), [50_000; 3], "history in February, March and the days of grace in April");
}

#[test]
fn t4_usage_is_set_apart_with_its_assumption() {
    let mut app = billed_monthly();
    app.assumption = Assumption { daily_active_users: 15_000, peak_groups: 500 };
    let found = forecast(&mainland(), std::slice::from_ref(&app), at("2027-06-10 12:00"));
    let Happening::Bill { lines, usage, assumption, .. } = &found.events[5].what else { panic!() };
    assert_eq!(minor(usage.iter().map(|line| line.amount)), [100_000]);
    assert_eq!(
        (minor(lines.iter().map(|line| line.amount)), *assumption),
        (vec![99_900, 100_000], app.assumption)
    );
}

#[test]
fn t4_what_if_shows_both_courses_of_a_reconfiguration() {
    let releases = mainland();
    let (app, now) = (billed_monthly(), at("2027-06-16 00:00"));
    let situation = Situation {
        app: &app.app,
        course: &app.course,
        pack: &[],
        uses: &[],
        releases: &releases,
        stake: &change::Stake::default(),
        verified: true,
        now,
    };
    let wanted = Wanted { edition: PRO, add_ons: Vec::new() };
    let planned = Planned::Change(change::reconfigure(&situation, &wanted).unwrap());
    let found = what_if(&releases, std::slice::from_ref(&app), (app.app.id, &planned), now);
    assert_eq!(amounts(&found.as_is), [199_900; 12]);
    assert_eq!(amounts(&found.planned)[..2], [149_900, 99_900], "June by half, then without");
    assert_eq!(found.difference().as_minor(), -50_000 - 11 * 100_000);
    let planned = Planned::Change(change::deactivate(&situation).unwrap());
    let found = what_if(&releases, std::slice::from_ref(&app), (app.app.id, &planned), now);
    assert_eq!(amounts(&found.planned), [99_950]);
}

#[test]
fn t4_what_if_shows_both_courses_of_an_upgrade_a_refund_and_a_purchase() {
    let releases = mainland();
    let (app, now) = (paid_ahead(true), at("2027-02-28 09:30"));
    let prepaid = |app: &'static Outlook| renewal::Prepaid {
        app: &app.app,
        lines: &app.lines,
        releases: Box::leak(Box::new(mainland())),
        has_overdue: false,
    };
    let app: &'static Outlook = Box::leak(Box::new(app));
    let priced = upgrade::price(&prepaid(app), Target::Ultimate(None), now).unwrap();
    let net = priced.net().as_minor();
    assert_eq!(net, 200_000 - 100_000);
    let found = what_if(&releases, std::slice::from_ref(app), (app.app.id, &Planned::Upgrade(priced)), now);
    assert_eq!(amounts(&found.planned)[..2], [net, 299_900], "then the ultimate package renews itself");
    let refund = refund::price(&prepaid(app), RefundScope::Package, None, now).unwrap();
    let back = refund.total();
    let found = what_if(&releases, std::slice::from_ref(app), (app.app.id, &Planned::Refund(refund)), now);
    assert_eq!(amounts(&found.planned), [-back.as_minor()]);
    assert!(matches!(found.planned.events[1].what, Happening::Effect(Effect::Deactivate)));
    let trial = outlook(
        Owned::new().app,
        course(&[("2027-01-01 00:00", Setup::plain(Edition::Trial, None))]),
        vec![],
    );
    let cart = Cart { package: Some(PRO), add_ons: vec![LIVE], months: 6, auto_renew: false };
    let priced = quote::price(&releases.current().catalog, &trial.app, &[], &cart, now).unwrap();
    let planned = Planned::Purchase { priced, months: 6, auto_renew: true };
    let found = what_if(&releases, std::slice::from_ref(&trial), (trial.app.id, &planned), now);
    assert_eq!(amounts(&found.as_is), [0_i64; 0]);
    assert_eq!(amounts(&found.planned)[..2], [1_055_472, 199_900]);
    assert_eq!(found.planned.events[1].at, at("2027-08-28 00:00"));
}

proptest! {
    #[test]
    fn t4_the_order_of_the_apps_changes_nothing_and_the_months_add_up(days in 0_i64..400, turned in any::<bool>()) {
        let now = at("2027-02-01 10:00").plus_seconds(days * 86_400);
        let id = |number: i64| SdkAppId::new(1_400_000_000 + number).unwrap();
        let with = |mut outlook: Outlook, number| { outlook.app.id = id(number); outlook };
        let mut apps = vec![with(billed_monthly(), 1), with(paid_ahead(true), 2), with(paid_ahead(false), 3)];
        let found = forecast(&mainland(), &apps, now);
        if turned { apps.reverse(); } else { apps.rotate_left(1); }
        prop_assert_eq!(&forecast(&mainland(), &apps, now), &found);
        let events: Amount = found.events.iter().map(|event| event.what.amount()).sum();
        prop_assert_eq!(events, found.total());
        prop_assert!(found.events.is_sorted_by_key(|event| event.at));
        prop_assert!(found.events.iter().all(|event| now <= event.at && event.at <= SHANGHAI.months_later(now, 12)
            || matches!(event.what, Happening::Effect(_))));
        prop_assert_eq!(apps[0].app.account, AccountId(uuid::Uuid::nil()));
    }
}

#[test]
fn t4_a_balance_reaches_until_it_does_not_with_the_exact_gap_and_the_moment_of_stopping() {
    let (releases, now) = (mainland(), at("2027-06-10 12:00"));
    let mut renewing = paid_ahead(true);
    renewing.app.id = SdkAppId::new(1_400_000_009).unwrap();
    renewing.app.plan = Plan::Prepaid { edition: PRO, ends_at: at("2027-06-30 09:30") };
    for line in &mut renewing.lines {
        line.ends_at = at("2027-06-30 09:30");
    }
    let apps = [billed_monthly(), renewing];
    let found = forecast(&releases, &apps, now);
    let (first, second) = (found.charges()[0], found.charges()[1]);
    assert_eq!((first.at, second.at), (at("2027-06-30 00:00"), at("2027-07-03 00:00")));
    let held = |minor| reach(&releases, (&found, &apps), Amount::minor(minor), now);
    let needed = (first.amount + second.amount).as_minor();
    assert_eq!((held(needed).needed.as_minor(), held(needed).short), (needed, None));
    let short = held(needed - 1).short.unwrap();
    assert_eq!((short.missing.as_minor(), short.charge), (1, second));
    assert_eq!(short.stops_at, at("2027-07-10 00:00"), "U8");
    let short = held(0).short.unwrap();
    assert_eq!((short.missing.as_minor(), short.charge), (needed, first));
    assert_eq!(short.stops_at, at("2027-07-07 09:30"), "R3");
    assert_eq!(held(0).until, at("2027-07-10 12:00"));
}
