//! Fifty at once: exactly the allowed number gets through, and money stays money (SEC36, I2).

use im_console::{
    domain::{
        app::{AppName, Profile},
        order::OrderState,
        purchase::PurchaseRefused,
    },
    services::{
        apps::AppRefused,
        purchase::{Placed, Refused, Stale},
        top_ups::Decision,
    },
};
use tokio::task::JoinSet;

use crate::support::{
    customer::{professional, voucher_over},
    world::{World, at, mainland, on_both_databases},
};

on_both_databases! {
    i2_fifty_confirmations_of_different_quotes_spend_no_more_than_there_is,
    p12_fifty_quotes_confirmed_for_one_app_leave_one_unpaid_order,
    sec36_fifty_orders_at_once_use_a_voucher_once,
    sec36_fifty_apps_at_once_fill_the_last_place_only,
    p12_a_payment_and_a_cancellation_at_once_end_in_one_of_the_two,
    p15_twenty_customers_pay_old_prices_at_once_though_connections_are_few,
}

const PRICE: i64 = 99_900;

async fn i2_fifty_confirmations_of_different_quotes_spend_no_more_than_there_is(world: &World) {
    let customer = world.customer_with(7 * PRICE + 1).await;
    let mut quotes = Vec::new();
    for _ in 0..50 {
        let app = customer.trial_app("cn").await;
        quotes.push(customer.quote(app, professional()).await.unwrap().id);
    }
    let mut tasks = JoinSet::new();
    for quote in quotes {
        let customer = customer.clone();
        tasks.spawn(async move { customer.confirms(quote).await.unwrap() });
    }
    let outcomes = tasks.join_all().await;
    let paid = outcomes.iter().filter(|outcome| matches!(outcome, Placed::Paid(_))).count();
    assert_eq!((outcomes.len(), paid), (50, 7));
    assert_eq!(customer.balance().await, 1);
}

async fn p12_fifty_quotes_confirmed_for_one_app_leave_one_unpaid_order(world: &World) {
    let customer = world.customer().verified().await;
    let app = customer.trial_app("cn").await;
    let mut quotes = Vec::new();
    for _ in 0..50 {
        quotes.push(customer.quote(app, professional()).await.unwrap().id);
    }
    let mut tasks = JoinSet::new();
    for quote in quotes {
        let customer = customer.clone();
        tasks.spawn(async move { customer.confirms(quote).await });
    }
    let outcomes = tasks.join_all().await;
    let placed = outcomes.iter().filter(|outcome| matches!(outcome, Ok(Placed::Unpaid { .. }))).count();
    let refused = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Err(Refused::Rule(PurchaseRefused::UnpaidOrder { .. }))))
        .count();
    assert_eq!((placed, refused), (1, 49));
}

async fn sec36_fifty_orders_at_once_use_a_voucher_once(world: &World) {
    let customer = world.customer_with(100 * PRICE).await;
    let voucher = customer.is_granted(voucher_over(1_000, at("2027-12-01 00:00:00"))).await;
    let mut quotes = Vec::new();
    for _ in 0..50 {
        let app = customer.trial_app("cn").await;
        quotes.push(customer.quote_with(app, professional(), voucher).await.id);
    }
    let mut tasks = JoinSet::new();
    for quote in quotes {
        let customer = customer.clone();
        tasks.spawn(async move { customer.confirms(quote).await });
    }
    let outcomes = tasks.join_all().await;
    let paid = outcomes.iter().filter(|outcome| matches!(outcome, Ok(Placed::Paid(_)))).count();
    let stale = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Err(Refused::Stale { why: Stale::VoucherChanged, .. })))
        .count();
    assert_eq!((paid, stale), (1, 49));
    assert_eq!(customer.balance().await, 99 * PRICE + 1_000);
}

async fn sec36_fifty_apps_at_once_fill_the_last_place_only(world: &World) {
    let few = mainland().replace("app_limit = 300", "app_limit = 4");
    let world = world.reopened_with(&few).await;
    let customer = world.customer().await;
    for _ in 0..3 {
        customer.trial_app("cn").await;
    }
    let mut tasks = JoinSet::new();
    for _ in 0..50 {
        let customer = customer.clone();
        tasks.spawn(async move {
            let profile = Profile {
                name: AppName::parse("Example").unwrap(),
                app_type: "social".to_owned(),
                introduction: String::new(),
            };
            customer.services.create_app(customer.account, profile, "cn", &customer.actor).await
        });
    }
    let outcomes = tasks.join_all().await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(_) | Err(AppRefused::Limit { limit: 4 }))));
}

async fn p12_a_payment_and_a_cancellation_at_once_end_in_one_of_the_two(world: &World) {
    let customer = world.customer_with(100 * PRICE).await;
    for _ in 0..10 {
        let app = customer.trial_app("cn").await;
        let no = customer.leaves_unpaid(app, professional()).await;
        let (payer, other) = (customer.clone(), customer.clone());
        let (pay, cancel) = (no.clone(), no.clone());
        let paid = tokio::spawn(async move { payer.pays(&pay).await.is_ok() });
        let cancelled = tokio::spawn(async move { other.cancels(&cancel).await.is_ok() });
        let (paid, cancelled) = (paid.await.unwrap(), cancelled.await.unwrap());
        assert_ne!(paid, cancelled);
        assert_eq!(matches!(customer.order(&no).await.state, OrderState::Paid { .. }), paid);
    }
}

async fn p15_twenty_customers_pay_old_prices_at_once_though_connections_are_few(world: &World) {
    let mut unpaid = Vec::new();
    for _ in 0..20 {
        let customer = world.customer_with(PRICE).await;
        let app = customer.trial_app("cn").await;
        let no = customer.leaves_unpaid(app, professional()).await;
        let top_up = customer.files_top_up(100, Some(&no), false).await;
        world.services.decide_top_up(top_up.id, Decision::Confirm, &customer.actor).await.unwrap();
        unpaid.push((customer, no));
    }
    let dearer = world.reopened_with(&mainland().replace("\"999.00\"", "\"1099.00\"")).await;
    let mut tasks = JoinSet::new();
    for (customer, no) in unpaid {
        let customer = customer.at(&dearer.services);
        tasks.spawn(async move { customer.pays(&no).await });
    }
    assert!(tasks.join_all().await.into_iter().all(|outcome| outcome.is_ok()));
}
