//! What counts against a budget, and the record of its marks.

use im_console::{
    domain::{budget::Budget, money::Amount, month::Month},
    store::{accounts, budgets},
};

use super::{reading, send, writing};
use crate::support::{
    customer::professional,
    world::{World, on_both_databases},
};

on_both_databases! {
    b1_what_orders_took_counts_from_a_moment_on,
    b1_a_mark_is_kept_once_a_month,
    b1_a_budget_stands_with_its_account,
    an_account_that_is_let_go_unchanged_counts_no_unit,
}

async fn b1_what_orders_took_counts_from_a_moment_on(world: &World) {
    let (customer, other) = (world.customer_with(1_000_000).await, world.customer_with(1_000_000).await);
    let app = customer.trial_app("cn").await;
    let begin = world.services.now();
    customer.buys(app, professional()).await;
    let mut tx = reading(world).await;
    assert_eq!(budgets::paid_since(&mut tx, customer.account, begin).await.unwrap().as_minor(), 99_900);
    let later = begin.plus_seconds(1);
    assert_eq!(budgets::paid_since(&mut tx, customer.account, later).await.unwrap(), Amount::ZERO);
    assert_eq!(budgets::paid_since(&mut tx, other.account, begin).await.unwrap(), Amount::ZERO, "SEC17");
}

async fn b1_a_mark_is_kept_once_a_month(world: &World) {
    let account = world.customer().await.account;
    let month = Month::parse("2026-11").unwrap();
    let mut tx = writing(world).await;
    for percent in [80, 50, 80] {
        send(&mut tx, |batch| budgets::alert(batch, account, (month, percent), world.services.now())).await;
    }
    assert_eq!(budgets::alerts(&mut tx, account, month).await.unwrap(), [50, 80]);
    assert_eq!(budgets::alerts(&mut tx, account, month.next()).await.unwrap(), [0_u32; 0]);
}

async fn b1_a_budget_stands_with_its_account(world: &World) {
    let account = world.customer().await.account;
    let mut tx = writing(world).await;
    let mut locked = accounts::lock(&mut tx, account).await.unwrap().unwrap();
    assert_eq!(locked.budget, None);
    for budget in [Some(Budget { amount: Amount::minor(7), stops: true }), None] {
        locked.budget = budget;
        send(&mut tx, |batch| accounts::save(batch, &locked)).await;
        assert_eq!(accounts::find(&mut tx, account).await.unwrap().unwrap().budget, budget);
    }
}

async fn an_account_that_is_let_go_unchanged_counts_no_unit(world: &World) {
    let account = world.customer().await.account;
    let mut tx = writing(world).await;
    let before = accounts::revision(&mut tx, account).await.unwrap();
    for _ in 0..2 {
        let locked = accounts::lock(&mut tx, account).await.unwrap().unwrap();
        assert_eq!(locked.revision, before + 1);
        assert_eq!(accounts::revision(&mut tx, account).await.unwrap(), before + 1);
        accounts::unlock(&mut tx, account).await.unwrap();
    }
    assert_eq!(accounts::revision(&mut tx, account).await.unwrap(), before);
}
