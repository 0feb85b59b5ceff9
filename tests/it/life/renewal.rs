//! A package that renews itself (R2): when, for what, from which money, and what is left when there is none.

use im_console::{
    domain::{
        app::{AppState, Plan},
        calendar::Timestamp,
        ids::SdkAppId,
        money::Amount,
        product::{AddOn, Edition},
        purchase::Cart,
        renewal::{Attempt, Outcome},
        voucher::Scope,
    },
    services::vouchers::Grant,
    store::renewals,
};

use serde_json::json;

use crate::support::{
    customer::{Customer, package},
    tables::int,
    world::{World, at, on_both_databases},
};

on_both_databases! {
    r2_a_package_renews_itself_by_one_month_at_the_start_of_its_last_day,
    r2_vouchers_pay_first_and_the_balance_the_rest,
    r2_without_enough_it_is_tried_daily_for_six_days_more_and_a_top_up_brings_it_back,
    r2_without_money_it_is_deactivated_after_seven_attempts,
    r2_the_price_is_that_of_seven_days_before_the_end,
    qu10_switched_off_nothing_is_charged_a_second_later,
    d2_renewals_of_one_moment_go_by_number,
    r8_a_year_in_one_jump_and_in_steps_leaves_the_same,
}

fn renewing(add_ons: &[AddOn]) -> Cart {
    Cart { auto_renew: true, ..package(Edition::Professional, add_ons, 1) }
}

/// An app whose package of 22 November to 22 December, 10:00, renews itself. A month costs 999.00.
async fn app(customer: &Customer) -> SdkAppId {
    let app = customer.trial_app("cn").await;
    customer.buys(app, renewing(&[])).await;
    app
}

async fn ends_at(customer: &Customer, app: SdkAppId) -> Option<Timestamp> {
    customer.app(app).await.plan.ends_at()
}

async fn attempts(world: &World, app: SdkAppId) -> Vec<Attempt> {
    let mut tx = world.services.store.read().await.unwrap();
    renewals::latest(&mut tx, app, 20).await.unwrap()
}

async fn r2_a_package_renews_itself_by_one_month_at_the_start_of_its_last_day(world: &World) {
    let customer = world.customer_with(500_000).await;
    let app = customer.trial_app("cn").await;
    customer.buys(app, renewing(&[AddOn::LivestreamGroups])).await;
    world.advance_to(at("2026-12-21 23:59:59")).await;
    let before = customer.balance().await;
    world.advance_to(at("2026-12-22 00:00:00")).await;
    assert_eq!(before - customer.balance().await, 199_900);
    let renewed = customer.app(app).await;
    assert_eq!(renewed.plan.ends_at(), Some(at("2027-01-22 10:00:00")));
    assert_eq!((renewed.state, renewed.renewals_tried), (AppState::Active, 0));
    let tried = attempts(world, app).await;
    let [Attempt { at: moment, outcome: Outcome::Renewed(no) }] = tried.as_slice() else {
        panic!("{tried:?}")
    };
    assert_eq!(*moment, at("2026-12-22 00:00:00"));
    assert_eq!(customer.order(no).await.lines.len(), 2);
    world.assert_whole().await;
}

async fn r2_vouchers_pay_first_and_the_balance_the_rest(world: &World) {
    let customer = world.customer_with(160_000).await;
    let app = app(&customer).await;
    for face in [30_000, 20_000] {
        let grant = Grant {
            name: "Renewal".to_owned(),
            face: Amount::minor(face),
            threshold: Amount::ZERO,
            scope: Scope::Packages,
            reusable: false,
            expires_at: at("2027-06-01 00:00:00"),
        };
        customer.is_granted(grant).await;
    }
    world.advance_to(at("2026-12-22 00:00:00")).await;
    // 1,600.00 - 999.00 = 601.00 before; 999.00 - 500.00 from vouchers = 499.00 from the balance.
    assert_eq!(customer.balance().await, 10_200);
    let tried = attempts(world, app).await;
    let [Attempt { outcome: Outcome::Renewed(no), .. }] = tried.as_slice() else { panic!("{tried:?}") };
    let tables = world.tables().await;
    let taken = tables.with("order_vouchers", "order_no", &json!(no.as_str()));
    assert_eq!(taken.iter().map(|row| int(row, "deducted")).sum::<i64>(), 50_000);
    world.assert_whole().await;
}

async fn r2_without_enough_it_is_tried_daily_for_six_days_more_and_a_top_up_brings_it_back(world: &World) {
    let customer = world.customer_with(100_000).await;
    let app = app(&customer).await;
    world.advance_to(at("2026-12-24 12:00:00")).await;
    assert!(matches!(customer.app(app).await.state, AppState::Expired { .. }));
    let missing = Amount::minor(99_800);
    let short =
        |day: u32| Attempt { at: at(&format!("2026-12-{day} 00:00:00")), outcome: Outcome::Short(missing) };
    assert_eq!(attempts(world, app).await, [short(24), short(23), short(22)]);
    customer.tops_up(100_000).await;
    world.advance_to(at("2026-12-25 00:00:00")).await;
    let renewed = customer.app(app).await;
    assert_eq!((renewed.state, renewed.plan.ends_at()), (AppState::Active, Some(at("2027-01-22 10:00:00"))));
    assert_eq!(customer.balance().await, 100_000 + 100 - 99_900);
    world.assert_whole().await;
}

async fn r2_without_money_it_is_deactivated_after_seven_attempts(world: &World) {
    let customer = world.customer_with(100_000).await;
    let app = app(&customer).await;
    world.advance_to(at("2027-01-31 00:00:00")).await;
    assert_eq!(attempts(world, app).await.len(), 7);
    assert!(matches!(customer.app(app).await.state, AppState::Deactivated { .. }));
    assert_eq!(customer.balance().await, 100);
    world.assert_whole().await;
}

async fn r2_the_price_is_that_of_seven_days_before_the_end(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = app(&customer).await;
    world.wait_until(at("2026-12-15 10:00:01"));
    let dearer = crate::support::world::mainland().replace("\"999.00\"", "\"1999.00\"");
    let world = world.reopened_with(&dearer).await;
    let customer = customer.at(&world.services);
    let before = customer.balance().await;
    world.advance_to(at("2026-12-22 00:00:00")).await;
    assert_eq!(
        before - customer.balance().await,
        99_900,
        "the new price came after the seventh day before the end"
    );
    world.advance_to(at("2027-01-22 00:00:00")).await;
    assert_eq!(before - customer.balance().await, 99_900 + 199_900);
    assert_eq!(ends_at(&customer, app).await, Some(at("2027-02-22 10:00:00")));
}

async fn qu10_switched_off_nothing_is_charged_a_second_later(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = app(&customer).await;
    world.advance_to(at("2026-12-21 23:59:59")).await;
    let revision = customer.app(app).await.revision;
    let (services, account) = (&customer.services, customer.account);
    services.switch_auto_renew(account, app, (false, revision), &customer.actor).await.unwrap();
    let before = customer.balance().await;
    world.advance_to(at("2027-01-31 00:00:00")).await;
    assert_eq!(customer.balance().await, before);
    assert!(attempts(world, app).await.is_empty());
}

async fn d2_renewals_of_one_moment_go_by_number(world: &World) {
    let customer = world.customer_with(399_600).await;
    let [first, second] = [app(&customer).await, app(&customer).await];
    // Money for one of the two; both are tried at the same moment.
    customer.buys(customer.trial_app("cn").await, package(Edition::Professional, &[], 1)).await;
    world.advance_to(at("2026-12-22 00:00:00")).await;
    assert_eq!(customer.balance().await, 0);
    assert_eq!(ends_at(&customer, first).await, Some(at("2027-01-22 10:00:00")));
    assert_eq!(ends_at(&customer, second).await, Some(at("2026-12-22 10:00:00")));
}

async fn r8_a_year_in_one_jump_and_in_steps_leaves_the_same(world: &World) {
    let (one, other) = (world.customer_with(1_200_000).await, world.customer_with(1_200_000).await);
    let apps = [app(&one).await, app(&other).await];
    for month in ["2027-01-05 07:00:00", "2027-03-22 00:00:00", "2027-03-22 10:00:00", "2027-11-30 00:00:00"]
    {
        world.advance_to(at(month)).await;
    }
    let [left, right] = [one.app(apps[0]).await, other.app(apps[1]).await];
    assert_eq!((left.plan, left.state), (right.plan, right.state));
    let Plan::Prepaid { ends_at, .. } = left.plan else { panic!("{left:?}") };
    assert_eq!(ends_at, at("2027-11-22 10:00:00"), "twelve months were paid");
    assert_eq!(one.balance().await, 1_200_000 - 12 * 99_900);
    world.assert_whole().await;
}
