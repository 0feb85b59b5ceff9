//! The end of a term and what follows, at the second (R1, R3, P13).

use chrono::NaiveDateTime;
use im_console::{
    domain::{
        app::{AppState, Status, StopCause},
        calendar::{Calendar, Timestamp},
        product::{AddOn, Edition},
        purchase::PurchaseRefused,
    },
    services::purchase::Refused,
};

use crate::support::{
    customer::{Customer, add_ons, package, professional},
    world::{World, at, mainland, on_both_databases},
};

on_both_databases! {
    r3_an_ended_term_expires_deactivates_and_releases_at_the_second,
    r1_terms_keep_their_day_through_short_months_and_leap_years,
    d1_grace_and_retention_are_local_days_across_a_change_of_clocks,
    p13_a_renewal_in_the_days_of_grace_goes_on_from_the_old_end_and_anchor,
    p13_a_renewal_after_deactivation_begins_at_payment,
    p13_a_released_app_can_be_bought_nothing,
    r3_the_clock_does_nothing_to_apps_without_a_term,
}

/// Each moment is the first at which the app is in the state.
async fn assert_life(world: &World, customer: &Customer, steps: &[(Timestamp, Status)]) {
    let tables = world.tables().await;
    let [app] = tables.rows("apps") else { panic!("one app") };
    let id = im_console::domain::ids::SdkAppId::new(app["sdk_app_id"].as_i64().unwrap()).unwrap();
    for &(moment, status) in steps {
        let before = customer.app(id).await.state;
        world.advance_to(moment.plus_seconds(-1)).await;
        assert_eq!(customer.app(id).await.state, before, "a second before {moment:?}");
        world.advance_to(moment).await;
        let state = customer.app(id).await.state;
        assert_eq!((state.status(), state.since()), (status, Some(moment)));
        assert_eq!(state.cause(), Some(StopCause::Expiry));
    }
}

async fn r3_an_ended_term_expires_deactivates_and_releases_at_the_second(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    customer.buys(app, professional()).await;
    let steps = [
        (at("2026-12-22 10:00:00"), Status::Expired),
        (at("2026-12-29 10:00:00"), Status::Deactivated),
        (at("2027-03-29 10:00:00"), Status::Released),
    ];
    assert_life(world, &customer, &steps).await;
    assert_eq!(world.advance_to(at("2037-01-01 00:00:00")).await, 0, "nothing more ever falls due");
    let tables = world.tables().await;
    let told = tables.rows("outbox").iter().filter(|message| message["kind"] == "app_state").count();
    assert_eq!((tables.rows("effects").len(), told), (3, 3));
}

async fn r1_terms_keep_their_day_through_short_months_and_leap_years(world: &World) {
    let customer = world.customer_with(100_000_000).await;
    world.wait_until(at("2027-01-31 09:30:00"));
    for (months, end) in [
        (1, "2027-02-28 09:30:00"),
        (2, "2027-03-31 09:30:00"),
        (3, "2027-04-30 09:30:00"),
        (12, "2028-01-31 09:30:00"),
        (13, "2028-02-29 09:30:00"),
        (24, "2029-01-31 09:30:00"),
    ] {
        let app = customer.trial_app("cn").await;
        customer.buys(app, package(Edition::Professional, &[], months)).await;
        assert_eq!(customer.app(app).await.plan.ends_at(), Some(at(end)), "{months} months");
    }
    world.wait_until(at("2028-02-29 23:59:59"));
    let app = customer.trial_app("cn").await;
    customer.buys(app, package(Edition::Ultimate, &[], 12)).await;
    assert_eq!(customer.app(app).await.plan.ends_at(), Some(at("2029-02-28 23:59:59")));
}

async fn d1_grace_and_retention_are_local_days_across_a_change_of_clocks(world: &World) {
    let berlin = Calendar::new(chrono_tz::Europe::Berlin);
    let there = |text: &str| berlin.moment(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap());
    let world = world.reopened_with(&mainland().replace("Asia/Shanghai", "Europe/Berlin")).await;
    let customer = world.customer_with(1_000_000).await;
    // A term from the last Sunday of February would end on the 28th of March at 02:30, which does not exist.
    world.wait_until(there("2027-02-28 02:30:00"));
    let app = customer.trial_app("cn").await;
    customer.buys(app, professional()).await;
    assert_eq!(customer.app(app).await.plan.ends_at(), Some(there("2027-03-28 03:00:00")));
    let steps = [
        (there("2027-03-28 03:00:00"), Status::Expired),
        (there("2027-04-04 03:00:00"), Status::Deactivated),
        (there("2027-07-03 03:00:00"), Status::Released),
    ];
    assert_eq!(steps[0].0.seconds_since(there("2027-03-28 01:59:59")), 1, "the first instant after the gap");
    assert_life(&world, &customer, &steps).await;
}

async fn p13_a_renewal_in_the_days_of_grace_goes_on_from_the_old_end_and_anchor(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    world.wait_until(at("2027-01-31 09:30:00"));
    let app = customer.trial_app("cn").await;
    customer.buys(app, package(Edition::Professional, &[AddOn::LivestreamGroups], 1)).await;
    world.advance_to(at("2027-03-07 09:29:59")).await;
    assert_eq!(customer.app(app).await.state.status(), Status::Expired);
    let refused = customer.quote(app, add_ons(&[AddOn::MembersPerGroup(2_000)])).await;
    assert!(matches!(refused, Err(Refused::Rule(PurchaseRefused::PackageNeeded))));
    customer.buys(app, package(Edition::Ultimate, &[], 1)).await;
    let renewed = customer.app(app).await;
    assert_eq!((renewed.state, renewed.plan.edition()), (AppState::Active, Edition::Ultimate));
    // The old anchor was the 31st, so the month from 28 February ends on 31 March.
    assert_eq!(renewed.plan.ends_at(), Some(at("2027-03-31 09:30:00")));
    world.advance_to(at("2027-03-31 09:29:59")).await;
    assert_eq!(customer.app(app).await.state, AppState::Active);
    // Add-ons for the renewed term are priced by what is left of it.
    let quote = customer.quote(app, add_ons(&[AddOn::MembersPerGroup(6_000)])).await.unwrap();
    assert!(quote.total().is_zero());
}

async fn p13_a_renewal_after_deactivation_begins_at_payment(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = customer.trial_app("cn").await;
    customer.buys(app, professional()).await;
    world.advance_to(at("2026-12-29 10:00:00")).await;
    customer.buys(app, professional()).await;
    let renewed = customer.app(app).await;
    assert_eq!((renewed.state, renewed.plan.ends_at()), (AppState::Active, Some(at("2027-01-29 10:00:00"))));
    world.advance_to(at("2027-04-29 10:00:00")).await;
    assert_eq!(customer.app(app).await.state.since(), Some(at("2027-02-05 10:00:00")));
}

async fn p13_a_released_app_can_be_bought_nothing(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = customer.trial_app("cn").await;
    customer.buys(app, professional()).await;
    world.advance_to(at("2027-03-29 10:00:00")).await;
    let before = world.tables().await;
    for cart in [professional(), package(Edition::Ultimate, &[], 24), add_ons(&[AddOn::LivestreamGroups])] {
        let refused = customer.quote(app, cart).await;
        assert!(matches!(refused, Err(Refused::Rule(PurchaseRefused::Released))));
    }
    world.tables().await.assert_same(&before);
}

async fn r3_the_clock_does_nothing_to_apps_without_a_term(world: &World) {
    let customer = world.customer().await;
    customer.trial_app("cn").await;
    let stopped = customer.trial_app("cn").await;
    customer.services.deactivate_app(customer.account, stopped, "Example", &customer.actor).await.unwrap();
    let before = world.tables().await;
    assert_eq!(world.advance_to(at("2046-11-22 10:00:00")).await, 0);
    world.tables().await.assert_same(&before);
}
