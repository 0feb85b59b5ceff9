//! The job runner: business time passes by itself in a live console, and a failing database does not stop it.

use std::{future::ready, sync::Arc};

use im_console::{
    cli::demo::STUDIO,
    clock::ManualClock,
    domain::{
        app::{Status, StopCause},
        order::OrderStatus,
    },
    jobs::runner,
    services::Services,
    store::orders,
};

use super::demo::{Built, built};

/// The demo's services, an hour after everything that is due within a week fell due.
fn a_week_later(demo: &Built) -> Services {
    let later = demo.services.now().plus_seconds(7 * 86_400 + 3_600);
    Services { clock: Arc::new(ManualClock::at(later)), ..demo.services.clone() }
}

#[tokio::test(flavor = "multi_thread")]
async fn r3_what_fell_due_is_done_as_soon_as_the_runner_starts() {
    let demo = built().await;
    let services = a_week_later(&demo);
    runner::run(services.clone(), ready(())).await;
    let apps = demo.apps(STUDIO).await;
    let clinic = apps.iter().find(|app| app.profile.name.as_str() == "掌上诊所").unwrap();
    assert_eq!((clinic.state.status(), clinic.state.cause()), (Status::Deactivated, Some(StopCause::Expiry)));
    let account = demo.account(STUDIO).await;
    let mut tx = services.store.read().await.unwrap();
    let unpaid =
        orders::list(&mut tx, account, Some(OrderStatus::Unpaid), (services.now(), "9"), 9).await.unwrap();
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
    runner::run(services, ready(())).await;
}
