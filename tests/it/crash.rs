//! A process that is gone at any step of paying leaves what was or what was to be, and nothing between, and another
//! one serves at once (P12, SEC37). A step is a statement, the sending of a batch, the commit and its answer; on SQLite
//! each row that the batch changes is one as well. PostgreSQL takes the batch as one statement.

use std::{os::unix::process::ExitStatusExt as _, time::Duration};

use im_console::{
    config::{Config, Settings},
    domain::{app::Plan, ids::SdkAppId},
    services::purchase::Placed,
    web::{self, State},
};

use crate::support::{
    browser::Browser,
    child::{self, Act},
    customer::{Customer, package, voucher_over},
    world::{World, at, mainland, on_both_databases},
};

on_both_databases! {
    p12_a_process_gone_at_any_step_of_confirming_leaves_the_old_state_or_the_new,
    p12_a_process_gone_at_any_step_of_paying_an_order_leaves_the_old_state_or_the_new,
}

/// The signal of an abort.
const ABORTED: i32 = 6;

/// Lets children die at each step in turn until one lives to the end, and gives how many died before anything of theirs
/// was there, and how many after all of it was.
async fn die_at_every_step(world: &World, customer: &Customer, prepared: Prepared) -> (u32, u32) {
    let mut paid = 0;
    for step in 0.. {
        let (app, act) = prepared.make(customer).await;
        let before = world.tables().await;
        let (status, outcome) = child::finish(child::start(world, customer, &act, Some(step)));
        let died = status.signal() == Some(ABORTED);
        assert!(died || outcome.as_deref() == Some("paid"), "{status}");

        let restarted = serves_within_a_second(world).await;
        let is_paid = matches!(customer.app(app).await.plan, Plan::Prepaid { .. });
        if !is_paid {
            assert!(died);
            restarted.tables().await.assert_same(&before);
        }
        world.assert_whole().await;

        repeat(customer, &act, is_paid).await;
        assert!(matches!(customer.app(app).await.plan, Plan::Prepaid { .. }));
        world.assert_whole().await;
        if !died {
            return (step - paid, paid);
        }
        paid += u32::from(is_paid);
    }
    unreachable!("the numbers of steps end")
}

/// Opens the database as the next process would; it answers a request before a second is over.
async fn serves_within_a_second(world: &World) -> World {
    let began = tokio::time::Instant::now();
    let restarted = World::open(world.location.clone(), mainland(), world.services.now()).await;
    let state = State::new(Config::new(Settings::default()).unwrap(), restarted.services.clone(), None);
    let ready = Browser::new(web::router(state)).get("/readyz").await;
    assert_eq!(ready.status, 200, "{}", ready.body);
    assert!(began.elapsed() < Duration::from_secs(1), "a restart serves within a second");
    restarted
}

/// What a customer does who never got the answer: the same again, which buys once in all.
async fn repeat(customer: &Customer, act: &Act, is_paid: bool) {
    match act {
        Act::Confirm(quote) => {
            let again = customer.confirms(*quote).await.unwrap();
            assert_eq!(matches!(again, Placed::Before(_)), is_paid, "{again:?}");
        }
        Act::Pay(no) => customer.pays(no).await.unwrap(),
        Act::RunDue => panic!("nothing is due"),
    }
}

#[derive(Clone, Copy)]
enum Prepared {
    Quote,
    UnpaidOrder,
}

impl Prepared {
    async fn make(self, customer: &Customer) -> (SdkAppId, Act) {
        let app = customer.trial_app("cn").await;
        let voucher = customer.is_granted(voucher_over(1_000, at("2027-12-01 00:00:00"))).await;
        let cart = package(im_console::domain::product::Edition::Professional, &[], 6);
        let quote = customer.quote_with(app, cart, voucher).await;
        match self {
            Self::Quote => (app, Act::Confirm(quote.id)),
            Self::UnpaidOrder => (app, Act::Pay(customer.leaves_unpaid_quote(&quote).await)),
        }
    }
}

/// The fewest steps of paying: on SQLite with every row of order, entitlement, voucher, app, ledger, audit, message and
/// account, but for the lock, the question for a quote and the commit, which go with other steps; on PostgreSQL the batch is one. And the answer
/// that got lost after the commit.
fn assert_all(world: &World, (before, after): (u32, u32)) {
    let least = if world.services.store.is_sqlite() { 16 } else { 6 };
    assert!(before >= least && after >= 1, "{before} and {after} steps are too few to be all of them");
}

async fn p12_a_process_gone_at_any_step_of_confirming_leaves_the_old_state_or_the_new(world: &World) {
    let customer = world.customer_with(100_000_000).await;
    assert_all(world, die_at_every_step(world, &customer, Prepared::Quote).await);
}

async fn p12_a_process_gone_at_any_step_of_paying_an_order_leaves_the_old_state_or_the_new(world: &World) {
    let customer = world.customer_with(100_000_000).await;
    assert_all(world, die_at_every_step(world, &customer, Prepared::UnpaidOrder).await);
}
