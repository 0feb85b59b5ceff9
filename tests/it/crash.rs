//! A process that is gone before any statement of paying leaves what was or what was to be, and nothing between
//! (P12, SEC37).

use std::{os::unix::process::ExitStatusExt as _, time::Duration};

use im_console::{
    domain::{app::Plan, ids::SdkAppId},
    services::purchase::Placed,
};

use crate::support::{
    child::{self, Act},
    customer::{Customer, package, voucher_over},
    world::{World, at, mainland, on_both_databases},
};

on_both_databases! {
    p12_a_process_gone_before_any_statement_of_confirming_leaves_the_old_state_or_the_new,
    p12_a_process_gone_before_any_statement_of_paying_an_order_leaves_the_old_state_or_the_new,
}

/// The signal of an abort.
const ABORTED: i32 = 6;

/// Lets children die before each statement in turn until one lives to the end, and gives how many died.
async fn die_at_every_statement(world: &World, customer: &Customer, prepared: Prepared) -> u32 {
    for statement in 0.. {
        let (app, act) = prepared.make(customer).await;
        let before = world.tables().await;
        let (status, outcome) = child::finish(child::start(world, customer, &act, Some(statement)));
        let died = status.signal() == Some(ABORTED);
        assert!(died || outcome.as_deref() == Some("paid"), "{status}");

        let began = tokio::time::Instant::now();
        let restarted = World::open(world.location.clone(), mainland(), world.services.now()).await;
        restarted.services.store.ping().await.unwrap();
        assert!(began.elapsed() < Duration::from_secs(1), "a restart serves within a second");
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
            return statement;
        }
    }
    unreachable!("the numbers of statements end")
}

/// What a customer does who never got the answer: the same again, which buys once in all.
async fn repeat(customer: &Customer, act: &Act, is_paid: bool) {
    match act {
        Act::Confirm(quote) => {
            let again = customer.confirms(*quote).await.unwrap();
            assert_eq!(matches!(again, Placed::Before(_)), is_paid, "{again:?}");
        }
        Act::Pay(no) => customer.pays(no).await.unwrap(),
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

async fn p12_a_process_gone_before_any_statement_of_confirming_leaves_the_old_state_or_the_new(
    world: &World,
) {
    let customer = world.customer_with(100_000_000).await;
    let statements = die_at_every_statement(world, &customer, Prepared::Quote).await;
    assert!(statements >= 5, "{statements} statements are too few to be all of them");
}

async fn p12_a_process_gone_before_any_statement_of_paying_an_order_leaves_the_old_state_or_the_new(
    world: &World,
) {
    let customer = world.customer_with(100_000_000).await;
    let statements = die_at_every_statement(world, &customer, Prepared::UnpaidOrder).await;
    assert!(statements >= 5, "{statements} statements are too few to be all of them");
}
