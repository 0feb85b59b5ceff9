//! The same confirmation buys once, however often and however close together it comes (P14, SEC36).

use im_console::services::purchase::{Placed, Refused};
use tokio::task::JoinSet;

use crate::support::{
    customer::professional,
    world::{World, on_both_databases},
};

on_both_databases! {
    p14_the_same_confirmation_sent_again_gives_the_first_order,
    p14_fifty_confirmations_of_one_quote_at_once_buy_once,
    p14_fifty_payments_of_one_order_at_once_charge_once,
    p14_a_confirmation_repeated_after_the_order_was_cancelled_buys_nothing,
}

async fn p14_the_same_confirmation_sent_again_gives_the_first_order(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    let quote = customer.quote(app, professional()).await.unwrap();
    let Ok(Placed::Paid(no)) = customer.confirms(quote.id).await else { panic!("not paid") };
    let before = world.tables().await;
    assert_eq!(customer.confirms(quote.id).await.unwrap(), Placed::Before(no.clone()));
    // Also when the quote's time is long over: a lost answer is asked for again.
    world.wait(86_400);
    assert_eq!(customer.confirms(quote.id).await.unwrap(), Placed::Before(no));
    world.tables().await.assert_same(&before);
}

async fn p14_fifty_confirmations_of_one_quote_at_once_buy_once(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = customer.trial_app("cn").await;
    let quote = customer.quote(app, professional()).await.unwrap();
    let mut tasks = JoinSet::new();
    for _ in 0..50 {
        let (customer, id) = (customer.clone(), quote.id);
        tasks.spawn(async move { customer.confirms(id).await.unwrap() });
    }
    let outcomes = tasks.join_all().await;
    let paid: Vec<_> = outcomes.iter().filter(|outcome| matches!(outcome, Placed::Paid(_))).collect();
    let [Placed::Paid(no)] = paid[..] else { panic!("{} bought", paid.len()) };
    let before = outcomes.iter().filter(|outcome| **outcome == Placed::Before(no.clone())).count();
    assert_eq!(before, 49);
    assert_eq!(customer.balance().await, 10_000_000 - 99_900);
}

async fn p14_fifty_payments_of_one_order_at_once_charge_once(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = customer.trial_app("cn").await;
    let no = customer.leaves_unpaid(app, professional()).await;
    let mut tasks = JoinSet::new();
    for _ in 0..50 {
        let (customer, no) = (customer.clone(), no.clone());
        tasks.spawn(async move { customer.pays(&no).await });
    }
    assert!(tasks.join_all().await.into_iter().all(|outcome| outcome.is_ok()));
    assert_eq!(customer.balance().await, 10_000_000 - 99_900);
}

async fn p14_a_confirmation_repeated_after_the_order_was_cancelled_buys_nothing(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = customer.trial_app("cn").await;
    let quote = customer.quote(app, professional()).await.unwrap();
    let no = customer.leaves_unpaid_quote(&quote).await;
    customer.cancels(&no).await.unwrap();
    let before = world.tables().await;
    assert_eq!(customer.confirms(quote.id).await.unwrap(), Placed::Before(no.clone()));
    assert!(matches!(customer.pays(&no).await, Err(Refused::NotUnpaid)));
    world.tables().await.assert_same(&before);
}
