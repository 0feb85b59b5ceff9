//! The job runner: business time passes by itself in a live console, and a failing database does not stop it.

use std::{future::ready, sync::Arc};

use im_console::{
    cli::demo::STUDIO,
    clock::{Clock, ManualClock, Pulse},
    domain::{
        app::{Status, StopCause},
        calendar::Timestamp,
        order::OrderStatus,
    },
    jobs::runner::{self, Cleaning},
    services::Services,
    store::{
        orders,
        throttles::{self, Failures},
    },
};

use super::demo::{Built, built};
use crate::support::{
    app::TestApp,
    tables::execute,
    world::{World, on_both_databases},
};

on_both_databases! {
    sec14_a_cleaning_that_failed_is_tried_again_at_the_next_tick,
}

/// The demo's services, an hour after everything that is due within a week fell due.
fn a_week_later(demo: &Built) -> Services {
    let later = demo.services.now().plus_seconds(7 * 86_400 + 3_600);
    Services { clock: Arc::new(ManualClock::at(later)), ..demo.services.clone() }
}

#[tokio::test(flavor = "multi_thread")]
async fn r3_what_fell_due_is_done_as_soon_as_the_runner_starts() {
    let demo = built().await;
    let services = a_week_later(&demo);
    runner::run(services.clone(), pulse(&services), ready(())).await;
    let apps = demo.apps(STUDIO).await;
    let clinic = apps.iter().find(|app| app.profile.name.as_str() == "掌上诊所").unwrap();
    assert_eq!((clinic.state.status(), clinic.state.cause()), (Status::Deactivated, Some(StopCause::Expiry)));
    let account = demo.account(STUDIO).await;
    let mut tx = services.store.read().await.unwrap();
    let stored = (account, Timestamp::from_unix(0));
    let unpaid = orders::list(&mut tx, stored, (Some(OrderStatus::Unpaid), None), (services.now(), "9"), 9)
        .await
        .unwrap();
    assert!(unpaid.is_empty(), "an order beyond its day was kept");
    drop(tx);
    assert_eq!(services.broken_invariants().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn r8_the_runner_does_nothing_twice() {
    let demo = built().await;
    let services = a_week_later(&demo);
    runner::tick(&services).await;
    let before = demo.apps(STUDIO).await;
    runner::tick(&services).await;
    assert_eq!(demo.apps(STUDIO).await, before);
    assert_eq!(services.run_due(services.now()).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_fails_does_not_end_the_runner() {
    let demo = built().await;
    let services = a_week_later(&demo);
    services.store.close().await;
    runner::run(services.clone(), pulse(&services), ready(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sec14_sessions_that_are_over_and_old_failures_are_put_away_once_a_day_of_the_system_clock() {
    let app = TestApp::live().await;
    app.customer("jane@example.com").await;
    let wrong = [("email", "jane@example.com"), ("password", "another password")];
    app.browser().post("/sign-in", &wrong).await;
    let left = async || {
        let tables = app.tables().await;
        (tables.rows("sessions").len(), tables.rows("throttles").len())
    };
    let mut cleaning = Cleaning::default();
    cleaning.tick(&app.services).await;
    assert_eq!(left().await, (1, 1), "nothing is over yet");
    app.wait(86_399);
    cleaning.tick(&app.services).await;
    assert_eq!(left().await, (1, 1), "once a day");
    app.system.advance_to(app.system.now().plus_seconds(2 * 86_400));
    let live = app.customer("joe@example.com").await;
    cleaning.tick(&app.services).await;
    assert_eq!(left().await, (1, 0), "Jane\u{2019}s session ended long ago, Joe\u{2019}s is in use");
    let mut browser = live.browser;
    assert_eq!(browser.get("/account").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn sec14_the_runner_puts_away_what_is_over_when_it_starts() {
    let app = TestApp::live().await;
    app.customer("jane@example.com").await;
    app.wait(2 * 86_400);
    runner::run(app.services.clone(), pulse(&app.services), ready(())).await;
    assert!(app.tables().await.rows("sessions").is_empty());
}

async fn sec14_a_cleaning_that_failed_is_tried_again_at_the_next_tick(world: &World) {
    let long_ago = world.services.system.now().plus_seconds(-2 * 86_400);
    let old = Failures { count: 1, last_at: long_ago, until_at: long_ago };
    let mut tx = world.services.store.write().await.unwrap();
    throttles::lock(&mut tx, "key", long_ago).await.unwrap();
    throttles::put(&mut tx, "key", old).await.unwrap();
    tx.commit().await.unwrap();
    let mut cleaning = Cleaning::default();
    execute(&world.location, "ALTER TABLE throttles RENAME TO elsewhere").await.unwrap();
    cleaning.tick(&world.services).await;
    execute(&world.location, "ALTER TABLE elsewhere RENAME TO throttles").await.unwrap();
    assert_eq!(world.tables().await.rows("throttles").len(), 1);
    cleaning.tick(&world.services).await;
    assert!(world.tables().await.rows("throttles").is_empty());
}

fn pulse(services: &Services) -> Pulse {
    Pulse::new(services.system.now())
}

#[tokio::test]
async fn a_runner_that_stands_still_for_a_minute_is_told_by_the_probe() {
    let app = TestApp::live().await;
    let pulse = pulse(&app.services);
    app.state.watch(pulse.clone());
    let mut probe = app.browser();
    assert_eq!(probe.get("/readyz").await.body, "ready\n");
    app.wait(61);
    let page = probe.get("/readyz").await;
    assert_eq!(
        (page.status, page.body.as_str()),
        (200, "ready, but the job runner has not run for 61 seconds\n")
    );
    runner::run(app.services.clone(), pulse, ready(())).await;
    assert_eq!(probe.get("/readyz").await.body, "ready\n");
}

/// A clock that ends whoever asks it.
struct Broken;

impl Clock for Broken {
    fn now(&self) -> Timestamp {
        panic!("the clock is broken")
    }
}

#[tokio::test]
async fn a_run_that_panics_does_not_end_the_runner_and_counts_as_none() {
    let app = TestApp::live().await;
    let pulse = pulse(&app.services);
    let broken = Services { clock: Arc::new(Broken), ..app.services.clone() };
    app.wait(61);
    runner::run(broken, pulse.clone(), ready(())).await;
    assert_eq!(pulse.late_by(app.services.system.now()), Some(61));
    runner::run(app.services.clone(), pulse.clone(), ready(())).await;
    assert_eq!(pulse.late_by(app.services.system.now()), None);
}
