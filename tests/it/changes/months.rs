//! What months cost when apps are really changed: the examples of the rules, to the cent, with the clock moved.

use im_console::{
    domain::{catalog::embedded, change::Wish, ids::SdkAppId, money::Amount},
    store::Location,
};

use super::{LIVE, PRO, ULTIMATE, change, counts, legacy, preview, reconfigure, so_far, upgrade};
use crate::support::{
    customer::{Customer, professional},
    world::{World, at, new_schema, on_both_databases},
};

on_both_databases! {
    u4_the_june_example_comes_to_1132_85_when_it_is_really_made,
    u5_s2_the_three_scenarios_come_out_when_they_are_really_made,
    u6_usage_above_the_quota_and_a_longer_history_are_on_the_month,
    u1_the_estimates_before_an_upgrade_are_what_the_months_then_cost,
}

async fn u4_the_june_example_comes_to_1132_85_when_it_is_really_made(world: &World) {
    let customer = world.customer().verified().await;
    let app = legacy(&customer, 1_400_900_001, "cn").await;
    world.advance_to(at("2027-06-10 12:00:00")).await;
    change(&customer, app, &upgrade(PRO, &[LIVE])).await.unwrap();
    world.advance_to(at("2027-06-20 00:00:00")).await;
    change(&customer, app, &reconfigure(ULTIMATE, &[])).await.unwrap();
    world.advance_to(at("2027-06-25 00:00:00")).await;
    change(&customer, app, &Wish::Deactivate).await.unwrap();
    world.advance_to(at("2027-06-28 09:00:00")).await;
    let lines = so_far(&customer, app).await;
    assert_eq!(lines, [31_635, 49_983, 31_667]);
    assert_eq!(lines.iter().sum::<i64>(), 113_285);
    world.advance_to(at("2027-07-15 00:00:00")).await;
    assert_eq!(so_far(&customer, app).await, Vec::<i64>::new());
}

/// The same console with the other catalog, on a database of its own.
async fn international(world: &World) -> World {
    let location = match &world.location {
        Location::Sqlite(_) => Location::Sqlite(tempfile::tempdir().unwrap().keep().join("other.db")),
        Location::Postgres(_) => new_schema().await.unwrap(),
    };
    World::open(location, embedded("international").unwrap(), at("2027-02-01 09:00:00")).await
}

async fn upgraded(world: &World, customer: &Customer, number: i64) -> SdkAppId {
    let app = legacy(customer, number, "sgp").await;
    world.wait_until(at("2027-02-10 09:00:00"));
    change(customer, app, &upgrade(PRO, &[])).await.unwrap();
    app
}

async fn u5_s2_the_three_scenarios_come_out_when_they_are_really_made(world: &World) {
    let world = international(world).await;
    let customer = world.customer_with(1_000_000).await;
    let first = upgraded(&world, &customer, 1_400_900_001).await;
    let second = upgraded(&world, &customer, 1_400_900_002).await;
    let third = upgraded(&world, &customer, 1_400_900_003).await;
    world.advance_to(at("2027-02-15 00:00:00")).await;
    for app in [first, second] {
        change(&customer, app, &reconfigure(PRO, &[LIVE])).await.unwrap();
    }
    world.advance_to(at("2027-02-25 00:00:00")).await;
    change(&customer, first, &reconfigure(PRO, &[])).await.unwrap();
    world.advance_to(at("2027-02-28 23:59:59")).await;
    for app in [first, second, third] {
        assert_eq!(so_far(&customer, app).await, Vec::<i64>::new(), "the month of the upgrade is free");
    }
    world.advance_to(at("2027-03-31 23:59:59")).await;
    assert_eq!(so_far(&customer, first).await, [14_999]);
    assert_eq!(so_far(&customer, second).await, [14_999, 14_999]);
    assert_eq!(so_far(&customer, third).await, [14_999]);
    world.advance_to(at("2027-04-10 00:00:00")).await;
    change(&customer, third, &reconfigure(PRO, &[LIVE])).await.unwrap();
    world.advance_to(at("2027-04-30 00:00:00")).await;
    assert_eq!(so_far(&customer, third).await, [14_999, 14_999], "from the month of the change on");
    world.assert_whole().await;
}

async fn u6_usage_above_the_quota_and_a_longer_history_are_on_the_month(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = legacy(&customer, 1_400_900_001, "cn").await;
    counts(&customer, app, "2026-11-22", 12_000).await;
    world.wait(60);
    assert_eq!(so_far(&customer, app).await, [100_000], "one block begun");
    let prepaid = customer.trial_app("cn").await;
    customer.buys(prepaid, professional()).await;
    change(&customer, prepaid, &Wish::History(Some(30))).await.unwrap();
    world.wait(60);
    assert_eq!(so_far(&customer, prepaid).await, [50_000], "the whole month");
    let trial = customer.trial_app("cn").await;
    counts(&customer, trial, "2026-11-22", 900_000).await;
    assert_eq!(so_far(&customer, trial).await, Vec::<i64>::new(), "a trial never");
}

async fn u1_the_estimates_before_an_upgrade_are_what_the_months_then_cost(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = legacy(&customer, 1_400_900_001, "cn").await;
    world.advance_to(at("2027-06-10 12:00:00")).await;
    let wish = upgrade(PRO, &[LIVE]);
    let totals = preview(&customer, app, &wish).await.totals().map(Amount::as_minor);
    assert_eq!(totals, [0, 68_265 + 68_333, 0, 99_900 + 100_000]);
    change(&customer, app, &wish).await.unwrap();
    world.advance_to(at("2027-06-30 23:59:59")).await;
    let close = so_far(&customer, app).await.iter().sum::<i64>();
    assert!(totals[1] - close <= 1, "all but the last second: {close}");
    world.advance_to(at("2027-07-31 23:59:59")).await;
    assert!(totals[3] - so_far(&customer, app).await.iter().sum::<i64>() <= 1);
}
