//! What apps cost in the past, and what is lost with one of them.

use im_console::{
    domain::{
        administrator::Administrator,
        calendar::Timestamp,
        change::Stake,
        charge::{Measure, Peak},
        month::Month,
        product::Edition,
        spent::Spent,
        usage_report::Usage,
    },
    store::{app_settings, spent, stakes, usage},
};

use super::{reading, send, writing};
use crate::{
    changes::{change, legacy, upgrade},
    support::{
        customer::professional,
        world::{BEGIN, SHANGHAI, World, at, on_both_databases},
    },
};

on_both_databases! {
    what_was_paid_and_billed_is_found_by_app,
    what_an_app_holds_is_counted_and_an_order_whose_time_is_over_is_none,
}

async fn what_was_paid_and_billed_is_found_by_app(world: &World) {
    let (customer, other) = (world.customer_with(10_000_000).await, world.customer_with(0).await);
    let bought = customer.trial_app("cn").await;
    customer.buys(bought, professional()).await;
    let postpaid = legacy(&customer, 1_400_900_001, "cn").await;
    world.wait(60);
    change(&customer, postpaid, &upgrade(Edition::Professional, &[])).await.unwrap();
    world.advance_to(at("2027-01-03 00:00:00")).await;
    let mut tx = reading(world).await;
    let mut paid = async |account, from| {
        let found = spent::paid(&mut tx, account, from).await.unwrap();
        found.into_iter().map(|(app, at, amount)| (app, at, amount.as_minor())).collect::<Vec<_>>()
    };
    assert_eq!(paid(customer.account, at(BEGIN)).await, [(bought, at(BEGIN), 99_900)]);
    assert_eq!(paid(customer.account, at(BEGIN).plus_seconds(1)).await, []);
    assert_eq!(paid(other.account, Timestamp::from_unix(0)).await, []);
    let december = Month::parse("2026-12").unwrap();
    let billed = spent::billed(&mut tx, customer.account, december).await.unwrap();
    let minor = |spent: &Spent| (spent.app, spent.month, spent.amount.as_minor());
    assert_eq!(billed.iter().map(minor).collect::<Vec<_>>(), [(postpaid, december, 99_900)]);
    assert_eq!(spent::billed(&mut tx, other.account, december).await.unwrap(), []);
}

async fn what_an_app_holds_is_counted_and_an_order_whose_time_is_over_is_none(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let id = customer.trial_app("cn").await;
    let (app, now) = (customer.app(id).await, world.services.now());
    let of_app = async |now| {
        let mut tx = reading(world).await;
        stakes::of_app(&mut tx, &app, (SHANGHAI, now)).await.unwrap()
    };
    let alone = Stake { administrators: 1, held: 1, ..Stake::default() };
    assert_eq!(of_app(now).await, alone);
    let no = customer.leaves_unpaid(id, professional()).await;
    assert_eq!(of_app(now).await, Stake { unpaid: Some(no), ..alone.clone() });
    assert_eq!(of_app(now.plus_seconds(86_400)).await, alone);
    let mut tx = writing(world).await;
    for (day, value) in [("2026-11-20", 9), ("2026-11-21", 7)] {
        let day = day.parse().unwrap();
        let count = Usage { app: id, day, measure: Measure::DailyActiveUsers, value };
        send(&mut tx, |batch| usage::report(batch, &count, now)).await;
    }
    let name = Administrator::parse("ops").unwrap();
    send(&mut tx, |batch| app_settings::add_administrator(batch, id, &name, now)).await;
    tx.commit().await.unwrap();
    let users = Some(Peak { value: 7, day: at("2026-11-21 00:00:00") });
    let later = now.plus_seconds(86_400);
    assert_eq!(of_app(later).await, Stake { users, administrators: 2, ..alone });
}
