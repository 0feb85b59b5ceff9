//! A database is live or a sandbox for ever, and a sandbox's clock only moves forward (T1).

use im_console::services::{
    Services,
    purchase::{Payment, Placed},
    sandbox::{Mode, ModeRefused, Sandbox, open_live, open_sandbox},
};

use crate::support::{
    customer::professional,
    world::{World, at, on_both_databases},
};

on_both_databases! {
    t1_a_live_database_is_never_opened_as_a_sandbox,
    t1_a_sandbox_is_never_opened_live_and_keeps_its_time,
    t1_advancing_does_what_falls_due_and_is_written_down,
    t1_the_clock_moves_neither_backwards_nor_too_far,
    t1_two_advances_at_once_leave_the_later_time,
    t1_a_move_that_was_broken_off_is_finished_at_the_next_start,
    t1_what_is_ordered_while_the_clock_moves_is_not_left_behind,
    t1_the_clock_ends_where_order_numbers_do,
}

async fn t1_a_live_database_is_never_opened_as_a_sandbox(world: &World) {
    let store = &world.services.store;
    open_live(store).await.unwrap();
    open_live(store).await.unwrap();
    let before = world.tables().await;
    let refused = open_sandbox(store, at("2027-01-01 00:00:00")).await;
    assert!(matches!(refused, Err(ModeRefused::OtherMode { is: Mode::Live, wanted: Mode::Sandbox })));
    world.tables().await.assert_same(&before);
}

async fn t1_a_sandbox_is_never_opened_live_and_keeps_its_time(world: &World) {
    let store = &world.services.store;
    open_sandbox(store, at("2027-01-01 00:00:00")).await.unwrap();
    let before = world.tables().await;
    let refused = open_live(store).await;
    assert!(matches!(refused, Err(ModeRefused::OtherMode { is: Mode::Sandbox, wanted: Mode::Live })));
    let again = open_sandbox(store, at("2030-01-01 00:00:00")).await.unwrap();
    assert_eq!(again.clock().now(), at("2027-01-01 00:00:00"));
    world.tables().await.assert_same(&before);
}

async fn sandbox(world: &World) -> (Sandbox, Services) {
    let sandbox = open_sandbox(&world.services.store, world.services.now()).await.unwrap();
    let services = Services { clock: sandbox.clock(), ..world.services.clone() };
    (sandbox, services)
}

async fn t1_advancing_does_what_falls_due_and_is_written_down(world: &World) {
    let (sandbox, services) = sandbox(world).await;
    let customer = world.customer_with(1_000_000).await.at(&services);
    let app = customer.trial_app("cn").await;
    customer.buys(app, professional()).await;
    let done = sandbox.advance(&services, at("2027-06-01 00:00:00"), &customer.actor).await.unwrap();
    assert_eq!((done, services.now()), (3, at("2027-06-01 00:00:00")));
    assert_eq!(customer.app(app).await.state.since(), Some(at("2027-03-29 10:00:00")));
    let tables = world.tables().await;
    let advanced = tables.rows("audit_log").iter().filter(|row| row["action"] == "clock_advance").count();
    assert_eq!(advanced, 1);
    let reopened = open_sandbox(&world.services.store, at("2020-01-01 00:00:00")).await.unwrap();
    assert_eq!(reopened.clock().now(), services.now());
}

async fn t1_the_clock_moves_neither_backwards_nor_too_far(world: &World) {
    let (sandbox, services) = sandbox(world).await;
    let actor = world.customer().await.actor;
    let before = world.tables().await;
    let back = sandbox.advance(&services, services.now().plus_seconds(-1), &actor).await;
    assert!(matches!(back, Err(ModeRefused::Backwards)));
    let far = sandbox.advance(&services, at("2037-11-22 10:00:00"), &actor).await;
    assert!(matches!(far, Err(ModeRefused::TooFar)));
    world.tables().await.assert_same(&before);
}

async fn t1_two_advances_at_once_leave_the_later_time(world: &World) {
    let (sandbox, services) = sandbox(world).await;
    let customer = world.customer_with(1_000_000).await.at(&services);
    for _ in 0..10 {
        let now = services.now();
        let advance = |seconds| {
            let (sandbox, services, actor) = (sandbox.clone(), services.clone(), customer.actor.clone());
            tokio::spawn(async move { sandbox.advance(&services, now.plus_seconds(seconds), &actor).await })
        };
        let (far, near) = (advance(20), advance(10));
        // The nearer one is refused when the farther one was there first.
        let _either = near.await.unwrap();
        far.await.unwrap().unwrap();
        let reopened = open_sandbox(&services.store, now).await.unwrap();
        assert_eq!(reopened.clock().now(), now.plus_seconds(20));
        assert_eq!(services.now(), now.plus_seconds(20));
    }
}

async fn t1_a_move_that_was_broken_off_is_finished_at_the_next_start(world: &World) {
    let (moved, services) = sandbox(world).await;
    let customer = world.customer_with(1_000_000).await.at(&services);
    let app = customer.trial_app("cn").await;
    customer.buys(app, professional()).await;
    let to = at("2027-06-01 00:00:00");
    let running = tokio::spawn({
        let (moved, services, actor) = (moved.clone(), services.clone(), customer.actor.clone());
        async move { moved.advance(&services, to, &actor).await }
    });
    while customer.app(app).await.state.since().is_none() {
        tokio::task::yield_now().await;
    }
    running.abort();
    let _broken_off = running.await;
    let again = open_sandbox(&world.services.store, at("2020-01-01 00:00:00")).await.unwrap();
    let services = Services { clock: again.clock(), ..world.services.clone() };
    again.resume(&services).await.unwrap();
    assert_eq!(services.now(), to);
    assert_eq!(customer.app(app).await.state.since(), Some(at("2027-03-29 10:00:00")));
    let reopened = open_sandbox(&world.services.store, at("2020-01-01 00:00:00")).await.unwrap();
    assert_eq!(reopened.clock().now(), to);
    assert_eq!(again.resume(&services).await.unwrap(), 0);
}

async fn t1_what_is_ordered_while_the_clock_moves_is_not_left_behind(world: &World) {
    let (moved, services) = sandbox(world).await;
    let customer = world.customer_with(1_000_000).await.at(&services);
    for _ in 0..10 {
        let app = customer.trial_app("cn").await;
        let quote = customer.quote(app, professional()).await.unwrap();
        let to = services.now().plus_seconds(3 * 86_400);
        let advance = tokio::spawn({
            let (moved, services, actor) = (moved.clone(), services.clone(), customer.actor.clone());
            async move { moved.advance(&services, to, &actor).await }
        });
        let placed = services.confirm(customer.account, quote.id, Payment::Later, &customer.actor).await;
        advance.await.unwrap().unwrap();
        // The clock may have been faster than the confirmation.
        let Ok(Placed::Unpaid { no, .. }) = placed else { continue };
        if !world.services.store.is_sqlite() {
            // There a unit may end after the move that began before it; the runner's next look finds it.
            moved.resume(&services).await.unwrap();
        }
        let order = customer.order(&no).await;
        assert!(
            order.expires_at > services.now() || order.state.status().as_str() == "cancelled",
            "{order:?}"
        );
    }
}

async fn t1_the_clock_ends_where_order_numbers_do(world: &World) {
    let (moved, services) = sandbox(world).await;
    let customer = world.customer_with(1_000_000).await.at(&services);
    while services.now() < at("9980-01-01 00:00:00") {
        let ten_years = services.now().plus_seconds(10 * 365 * 86_400);
        moved.advance(&services, ten_years.min(at("9980-01-01 00:00:00")), &customer.actor).await.unwrap();
    }
    let beyond = moved.advance(&services, at("9990-01-02 10:00:00"), &customer.actor).await;
    assert!(matches!(beyond, Err(ModeRefused::AfterLast)), "{beyond:?}");
    let app = customer.trial_app("cn").await;
    customer.leaves_unpaid(app, professional()).await;
}
