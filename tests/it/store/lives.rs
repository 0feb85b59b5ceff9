//! What falls due, and what every invariant finds in a sound database: nothing.

use im_console::{
    domain::{lifecycle::Effect, order::OrderStatus},
    store::{
        invariants,
        life::{self, DueThing},
    },
};

use uuid::Uuid;

use super::{reading, send, writing};
use crate::support::{
    customer::{professional, voucher_over},
    world::{World, at, on_both_databases},
};

on_both_databases! {
    what_falls_due_is_found_oldest_first_and_taken_once,
    no_invariant_finds_anything_in_a_sound_database,
}

async fn what_falls_due_is_found_oldest_first_and_taken_once(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let [paid, waits] = [customer.trial_app("cn").await, customer.trial_app("cn").await];
    customer.buys(paid, professional()).await;
    let no = customer.leaves_unpaid(waits, professional()).await;
    let (expires, ends) = (at("2026-11-23 10:00:00"), at("2026-12-22 10:00:00"));
    world.services.run_due(world.services.now()).await.unwrap();
    let mut tx = writing(world).await;
    assert_eq!(life::oldest(&mut tx, expires.plus_seconds(-1), &[]).await.unwrap(), None);
    let due = life::oldest(&mut tx, ends, &[]).await.unwrap().unwrap();
    assert_eq!((due.at, due.account, due.what), (expires, customer.account, DueThing::Order(no.clone())));
    assert_eq!(life::due_of(&mut tx, paid).await.unwrap(), Some(ends));
    assert_eq!(life::due_of(&mut tx, waits).await.unwrap(), None);
    assert!(life::claim(&mut tx, paid, Effect::Expire, ends).await.unwrap());
    assert!(!life::claim(&mut tx, paid, Effect::Expire, ends).await.unwrap(), "once");
    send(&mut tx, |batch| life::record(batch, paid, Effect::Deactivate, ends)).await;
    assert!(!life::claim(&mut tx, paid, Effect::Deactivate, ends).await.unwrap(), "once, in either way");
    drop(tx);
    customer.cancels(&no).await.unwrap();
    let mut tx = reading(world).await;
    let bill = life::oldest(&mut tx, ends, &[]).await.unwrap().unwrap();
    assert!(matches!(bill.what, DueThing::Bill(_)), "the bill of November comes before: {bill:?}");
    let reminder = life::oldest(&mut tx, ends, std::slice::from_ref(&bill)).await.unwrap().unwrap();
    assert_eq!((reminder.at, &reminder.what), (at("2026-12-15 00:00:00"), &DueThing::Reminder));
    let due = life::oldest(&mut tx, ends, &[bill, reminder]).await.unwrap().unwrap();
    assert_eq!((due.at, due.what), (ends, DueThing::App(paid)));
}

async fn no_invariant_finds_anything_in_a_sound_database(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let [paid, waits] = [customer.trial_app("cn").await, customer.trial_app("cn").await];
    let voucher = customer.is_granted(voucher_over(5_000, at("2026-12-01 00:00:00"))).await;
    let quote = customer.quote_with(paid, professional(), voucher).await;
    customer.confirms(quote.id).await.unwrap();
    customer.leaves_unpaid(waits, professional()).await;
    customer.files_top_up(100, None, false).await;
    let mut tx = reading(world).await;
    assert_eq!(invariants::unbalanced_entries(&mut tx).await.unwrap(), []);
    assert_eq!(invariants::other_balances(&mut tx).await.unwrap(), []);
    assert_eq!(invariants::broken_runs(&mut tx).await.unwrap(), []);
    assert_eq!(invariants::overdrawn(&mut tx).await.unwrap(), []);
    assert_eq!(invariants::orders_beside_the_ledger(&mut tx).await.unwrap(), Vec::<String>::new());
    assert_eq!(invariants::top_ups_beside_the_ledger(&mut tx).await.unwrap(), Vec::<Uuid>::new());
    assert_eq!(invariants::refunds_beside_the_ledger(&mut tx).await.unwrap(), Vec::<Uuid>::new());
    assert_eq!(invariants::other_returns(&mut tx).await.unwrap(), Vec::<String>::new());
    assert_eq!(invariants::wrong_vouchers(&mut tx).await.unwrap(), Vec::<Uuid>::new());
    assert_eq!(invariants::overlaps(&mut tx).await.unwrap(), []);
    assert_eq!(invariants::other_ends(&mut tx).await.unwrap(), []);
    assert_eq!(invariants::other_courses(&mut tx).await.unwrap(), []);
    assert_eq!(invariants::too_many_apps(&mut tx, 2).await.unwrap(), []);
    let many = invariants::too_many_apps(&mut tx, 1).await.unwrap();
    assert_eq!(many, [(customer.account, 2)]);
    let owners = invariants::owners(&mut tx).await.unwrap();
    assert!([paid, waits].iter().all(|app| owners[app] == customer.account), "{owners:?}");
    assert_eq!(invariants::unaudited(&mut tx).await.unwrap(), []);
    let ends = invariants::chain_ends(&mut tx).await.unwrap();
    assert!(ends.iter().any(|end| end.account == customer.account && end.seq > 0 && !end.hash.is_empty()));
    let gifts = invariants::gifts(&mut tx, "", 9).await.unwrap();
    let paid: Vec<bool> = gifts.iter().map(|order| order.status == OrderStatus::Paid).collect();
    assert_eq!(paid.iter().filter(|paid| **paid).count(), 1);
    for order in gifts {
        assert_eq!(order.given == order.lines, order.status == OrderStatus::Paid, "{order:?}");
    }
}
