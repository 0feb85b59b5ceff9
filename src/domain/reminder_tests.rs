use super::*;
use crate::domain::{
    entitlement::fixture::{Owned, at, mainland},
    product::{Edition, Item},
};

/// A professional package of 1 June to 1 July 2027, 15:00. A month costs 999.00.
fn watched(auto_renew: bool) -> Watched {
    let mut app = Owned::bought("2027-06-01 15:00", Edition::Professional, &[], 1).app;
    app.auto_renew = auto_renew;
    let (starts_at, ends_at) = (at("2027-06-01 15:00"), at("2027-07-01 15:00"));
    let item = Item::Package(Edition::Professional);
    Watched {
        app,
        holdings: vec![Holding { item, anchor: starts_at, starts_at, ends_at }],
        failed: None,
        is_told: false,
    }
}

fn what(watched: &Watched, balance: i64, day: &str) -> Option<What> {
    let found = digest((std::slice::from_ref(watched), &[]), &mainland(), Amount::minor(balance), at(day));
    found.first().map(|reminder| reminder.what)
}

#[test]
fn r7_an_end_is_told_seven_five_three_and_one_day_before_and_on_the_day() {
    let manual = watched(false);
    let days: Vec<u32> = (20..=30)
        .filter(|day| what(&manual, 0, &format!("2027-06-{day} 00:00")) == Some(What::Ends))
        .collect();
    assert_eq!(days, [24, 26, 28, 30]);
    assert_eq!(what(&manual, 0, "2027-07-01 00:00"), Some(What::Ends));
}

#[test]
fn r7_in_the_days_of_grace_it_is_told_daily_until_the_app_is_stopped() {
    let mut ended = watched(false);
    ended.app.state = AppState::Expired { since: at("2027-07-01 15:00"), cause: StopCause::Expiry };
    let stops_at = at("2027-07-08 15:00");
    for day in 2..=8 {
        let told = what(&ended, 0, &format!("2027-07-0{day} 00:00"));
        assert_eq!(told, Some(What::Ended { stops_at }), "{day}");
    }
    assert_eq!(what(&ended, 0, "2027-07-09 00:00"), None);
}

#[test]
fn r7_a_renewal_is_told_with_its_amount_and_once_if_the_balance_covers_it() {
    let mut renewing = watched(true);
    let told = |is_covered| {
        let amount = Some(Amount::minor(99_900));
        Some(What::Renews { at: at("2027-07-01 00:00"), amount, is_covered })
    };
    assert_eq!(what(&renewing, 99_900, "2027-06-24 00:00"), told(true));
    renewing.is_told = true;
    assert_eq!(what(&renewing, 99_900, "2027-06-26 00:00"), None, "told before");
    assert_eq!(what(&renewing, 99_899, "2027-06-28 00:00"), told(false), "it lasts no more");
}

#[test]
fn r7_one_balance_does_not_cover_two_renewals() {
    let (one, mut other) = (watched(true), watched(true));
    other.app.id = crate::domain::ids::SdkAppId::new(one.app.id.number() + 1).unwrap();
    let found = digest((&[other, one], &[]), &mainland(), Amount::minor(150_000), at("2027-06-24 00:00"));
    let covered: Vec<bool> =
        found.iter().map(|line| matches!(line.what, What::Renews { is_covered: true, .. })).collect();
    assert_eq!(covered, [true, false], "by number");
}

#[test]
fn r7_a_failed_attempt_is_told_in_the_digest_of_its_day_with_the_next() {
    let mut renewing = watched(true);
    renewing.failed = Some(Failed { missing: Some(Amount::minor(900)), hindrance: None });
    renewing.app.renewals_tried = 1;
    let expected = What::NotRenewed {
        missing: Some(Amount::minor(900)),
        hindrance: None,
        again_at: Some(at("2027-07-02 00:00")),
        stops_at: None,
    };
    assert_eq!(what(&renewing, 0, "2027-07-01 00:00"), Some(expected));
}

#[test]
fn r7_the_next_moment_is_a_midnight_and_none_when_nothing_is_left_to_tell() {
    let catalog = mainland().current().catalog.clone();
    let mut app = watched(false).app;
    let next = |app: &App, from: &str| super::next(app, &catalog, at(from));
    assert_eq!(next(&app, "2027-06-01 15:00"), Some(at("2027-06-24 00:00")));
    assert_eq!(next(&app, "2027-06-24 00:00"), Some(at("2027-06-24 00:00")), "the same instant counts");
    assert_eq!(next(&app, "2027-06-24 00:01"), Some(at("2027-06-26 00:00")));
    assert_eq!(next(&app, "2027-07-01 00:01"), Some(at("2027-07-02 00:00")));
    assert_eq!(next(&app, "2027-07-08 00:01"), None);
    app.state = AppState::Expired { since: at("2027-06-10 09:00"), cause: StopCause::Refund };
    assert_eq!(next(&app, "2027-06-10 09:00"), None, "its owner gave it up");
    assert_eq!(super::next(&Owned::new().app, &catalog, at("2027-06-01 00:00")), None);
}

#[test]
fn c5_the_end_of_a_push_certificate_is_told_thirty_seven_and_one_day_before_and_on_the_day() {
    let (catalog, ends_at) = (mainland().current().catalog.clone(), at("2027-07-31 15:00"));
    let app = Named::of(&Owned::new().app);
    let ending = Ending { app, is_used: true, certificate: (10_001, Vendor::Apns), ends_at };
    let told = |ending: &Ending, day: Timestamp| {
        !digest((&[], std::slice::from_ref(ending)), &mainland(), Amount::default(), day).is_empty()
    };
    let (mut days, mut from) = (Vec::new(), at("2027-06-01 00:00"));
    while let Some(next) = next_of_push(ends_at, catalog.calendar(), from) {
        assert!(told(&ending, next) && !told(&ending, catalog.calendar().days_later(next, 2)));
        assert!(!told(&Ending { is_used: false, ..ending.clone() }, next), "a stopped app sends none");
        days.push(next);
        from = next.plus_seconds(1);
    }
    let expected = ["2027-07-01 00:00", "2027-07-24 00:00", "2027-07-30 00:00", "2027-07-31 00:00"];
    assert_eq!(days, expected.map(at));
}

#[test]
fn c5_a_push_certificate_is_shown_as_ending_from_the_day_on_on_which_it_is_first_told() {
    let calendar = mainland().current().catalog.calendar();
    let ends_at = at("2027-07-31 15:00");
    assert!(ends_at < push_soon(calendar, at("2027-07-01 00:00")));
    assert!(ends_at >= push_soon(calendar, at("2027-06-30 23:59")));
}
