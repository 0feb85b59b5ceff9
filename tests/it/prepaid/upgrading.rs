//! Going up within a term (R4), at the services, on both databases: to the cent.

use im_console::{
    domain::{
        ids::SdkAppId,
        money::Amount,
        order::{OrderKind, OrderStatus},
        product::{AddOn, CallPack, Edition, Item},
        purchase::add_ons_in_force,
        upgrade::{Target, UpgradeRefused},
        wish::Wish,
    },
    services::purchase::{Placed, Refused, Stale},
};
use tokio::task::JoinSet;

use crate::support::{
    customer::{Customer, add_ons, package, renewal, voucher_over},
    world::{World, at, mainland, on_both_databases},
};

on_both_databases! {
    r4_professional_to_ultimate_with_three_months_left_costs_6000_00,
    r4_each_queued_term_has_a_line_with_its_own_discount,
    r4_what_becomes_void_is_given_back_with_the_call_pack_that_pairs_in_the_same_order,
    r4_net_below_zero_goes_to_the_balance,
    r4_a_higher_tier_pays_the_difference_and_counts_at_once,
    r4_what_can_not_go_up_says_why,
    p12_an_upgrade_is_not_held_beyond_its_quote,
    p14_fifty_confirmations_of_one_upgrade_charge_once,
    p15_an_upgrade_is_stale_once_the_app_was_renewed,
    m2_a_voucher_pays_for_an_upgrade,
}

const PRO: Edition = Edition::Professional;
const LIVE: AddOn = AddOn::LivestreamGroups;
const PACK: AddOn = AddOn::CallPack(CallPack::Basic);

fn ultimate(pack: Option<CallPack>) -> Wish {
    Wish::Upgrade(Target::Ultimate(pack))
}

/// A professional app bought on 1 April 2027 at midnight.
async fn april(world: &World, customer: &Customer, add_ons: &[AddOn], months: u32) -> SdkAppId {
    world.wait_until(at("2027-04-01 00:00:00"));
    let app = customer.trial_app("cn").await;
    customer.buys(app, package(PRO, add_ons, months)).await;
    app
}

/// What an act takes from the balance.
async fn costs(customer: &Customer, app: SdkAppId, wish: Wish) -> i64 {
    let before = customer.balance().await;
    customer.buys(app, wish).await;
    before - customer.balance().await
}

async fn r4_professional_to_ultimate_with_three_months_left_costs_6000_00(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = april(world, &customer, &[], 5).await;
    world.advance_to(at("2027-06-01 00:00:00")).await;
    let end = customer.app(app).await.plan.ends_at();
    let before = customer.balance().await;
    let no = customer.buys(app, ultimate(None)).await;
    assert_eq!(before - customer.balance().await, 600_000);
    let upgraded = customer.app(app).await;
    assert_eq!((upgraded.plan.edition(), upgraded.plan.ends_at()), (Edition::Ultimate, end));
    assert_eq!(end, Some(at("2027-09-01 00:00:00")));
    let order = customer.order(&no).await;
    assert_eq!((order.kind, order.total()), (OrderKind::Upgrade, Amount::minor(600_000)));
    let renewed = customer.quote(app, renewal(1, &[])).await.unwrap();
    assert_eq!(renewed.total(), Amount::minor(299_900), "the renewal goes on with ultimate");
}

async fn r4_each_queued_term_has_a_line_with_its_own_discount(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = april(world, &customer, &[], 5).await;
    customer.buys(app, renewal(6, &[])).await;
    world.advance_to(at("2027-06-16 00:00:00")).await;
    let quote = customer.quote(app, ultimate(None)).await.unwrap();
    let amounts: Vec<i64> = quote.lines.iter().map(|line| line.amount.as_minor()).collect();
    assert_eq!(amounts, [500_000, 1_056_000], "2.5 months, and 6 × 2,000 at 88 %");
    assert!(quote.lines.iter().all(im_console::domain::quote::Line::is_verified), "T3");
    customer.confirms(quote.id).await.unwrap();
    assert_eq!(customer.app(app).await.plan.ends_at(), Some(at("2028-03-01 00:00:00")));
}

async fn r4_what_becomes_void_is_given_back_with_the_call_pack_that_pairs_in_the_same_order(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = april(world, &customer, &[LIVE, PACK], 6).await;
    let first = world.tables().await.rows("orders")[0]["no"].as_str().unwrap().to_owned();
    world.advance_to(at("2027-08-01 00:00:00")).await;
    // 2 × 2,000 at 88 % and 2 × 1,500, less 5,280 × 2 ÷ 6 and 3,000 × 2 ÷ 6.
    let net = 352_000 + 300_000 - 176_000 - 100_000;
    assert_eq!(costs(&customer, app, ultimate(Some(CallPack::Premium))).await, net);
    let upgraded = customer.app(app).await;
    let held = add_ons_in_force(&upgraded, &customer.holdings(app).await, world.services.now());
    assert_eq!(held, [AddOn::CallPack(CallPack::Premium)]);
    let no = im_console::domain::ids::OrderNo::parse(&first).unwrap();
    let order = customer.order(&no).await;
    assert_eq!((order.refunded, order.status()), (Amount::minor(276_000), OrderStatus::PartlyRefunded));
}

async fn r4_net_below_zero_goes_to_the_balance(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = april(world, &customer, &[LIVE], 2).await;
    let cheaper = mainland().replace("\"2999.00\"", "\"1099.00\"");
    world.wait_until(at("2027-05-01 00:00:00"));
    let world = world.reopened_with(&cheaper).await;
    let customer = customer.at(&world.services);
    let quote = customer.quote(app, ultimate(None)).await.unwrap();
    assert_eq!((quote.payable(), quote.returned()), (Amount::ZERO, Amount::minor(90_000)));
    let before = customer.balance().await;
    let placed = customer.confirms(quote.id).await.unwrap();
    assert!(matches!(placed, Placed::Paid(_)), "{placed:?}");
    assert_eq!(customer.balance().await - before, 90_000, "1 × 100.00 less 1,000.00");
    world.assert_whole().await;
}

async fn r4_a_higher_tier_pays_the_difference_and_counts_at_once(world: &World) {
    let tiers = "{ tier = 1000, monthly = \"1100.00\" }, { tier = 2000, monthly = \"1500.00\" }";
    let text = mainland().replacen("{ tier = 1000, monthly = \"1100.00\" }", tiers, 1);
    let world = world.reopened_with(&text).await;
    let customer = world.customer_with(10_000_000).await;
    let app = april(&world, &customer, &[AddOn::GroupsPerUser(1_000)], 4).await;
    world.advance_to(at("2027-06-01 00:00:00")).await;
    let higher = Wish::Upgrade(Target::AddOn(AddOn::GroupsPerUser(2_000)));
    assert_eq!(costs(&customer, app, higher.clone()).await, 80_000, "2 × (1,500 − 1,100)");
    let held =
        add_ons_in_force(&customer.app(app).await, &customer.holdings(app).await, world.services.now());
    assert_eq!(held, [AddOn::GroupsPerUser(2_000)]);
    let refused = customer.quote(app, higher).await;
    assert!(matches!(refused, Err(Refused::Upgrade(UpgradeRefused::NotHigher { .. }))));
    let renewed = customer.quote(app, renewal(1, &[])).await.unwrap();
    assert_eq!(renewed.total(), Amount::minor(99_900 + 150_000), "the renewal goes on with the higher tier");
    world.assert_whole().await;
}

async fn r4_what_can_not_go_up_says_why(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let trial = customer.trial_app("cn").await;
    let app = april(world, &customer, &[PACK], 5).await;
    let before = world.tables().await;
    let item = Item::AddOn(AddOn::CallPack(CallPack::Basic));
    for (app, wish, why) in [
        (trial, ultimate(None), UpgradeRefused::NoRunningTerm),
        (app, Wish::Upgrade(Target::AddOn(AddOn::CallPack(CallPack::Advanced))), UpgradeRefused::CallPack),
        (
            app,
            Wish::Upgrade(Target::AddOn(AddOn::GroupsPerUser(1_000))),
            UpgradeRefused::NotHeld { kind: AddOn::GroupsPerUser(1_000).kind() },
        ),
        (app, ultimate(Some(CallPack::Basic)), UpgradeRefused::NotOffered { item }),
    ] {
        let refused = customer.quote(app, wish).await;
        assert!(matches!(&refused, Err(Refused::Upgrade(found)) if *found == why), "{refused:?}");
    }
    world.tables().await.assert_same(&before);
    customer.buys(app, ultimate(None)).await;
    for (wish, why) in [
        (ultimate(None), UpgradeRefused::UltimateAlready),
        (ultimate(Some(CallPack::Premium)), UpgradeRefused::UltimateAlready),
    ] {
        let refused = customer.quote(app, wish).await;
        assert!(matches!(&refused, Err(Refused::Upgrade(found)) if *found == why), "{refused:?}");
    }
    let other = april(world, &customer, &[], 1).await;
    let refused = customer.quote(other, ultimate(Some(CallPack::Premium))).await;
    assert!(matches!(refused, Err(Refused::Upgrade(UpgradeRefused::NoCallPackVoided))));
}

async fn p12_an_upgrade_is_not_held_beyond_its_quote(world: &World) {
    let customer = world.customer_with(200_000).await;
    let app = april(world, &customer, &[], 1).await;
    let quote = customer.quote(app, ultimate(None)).await.unwrap();
    let Ok(Placed::Unpaid { no, missing }) = customer.confirms(quote.id).await else { panic!("paid") };
    assert_eq!((missing, customer.order(&no).await.expires_at), (Amount::minor(99_900), quote.expires_at));
    customer.tops_up(100_000).await;
    world.advance_to(quote.expires_at).await;
    assert!(matches!(customer.pays(&no).await, Err(Refused::NotUnpaid)));
    let again = customer.quote(app, ultimate(None)).await.unwrap();
    assert!(again.payable() < quote.payable(), "the time left is shorter");
    customer.confirms(again.id).await.unwrap();
}

async fn p14_fifty_confirmations_of_one_upgrade_charge_once(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = april(world, &customer, &[LIVE], 5).await;
    world.advance_to(at("2027-06-01 00:00:00")).await;
    let quote = customer.quote(app, ultimate(None)).await.unwrap();
    let before = customer.balance().await;
    let mut all = JoinSet::new();
    for _ in 0..50 {
        let (customer, id) = (customer.clone(), quote.id);
        all.spawn(async move { customer.confirms(id).await.unwrap() });
    }
    let paid = all.join_all().await.into_iter().filter(|placed| matches!(placed, Placed::Paid(_)));
    assert_eq!(paid.count(), 1);
    assert_eq!(before - customer.balance().await, 600_000 - 300_000, "5,000 × 3 ÷ 5 come back");
}

async fn p15_an_upgrade_is_stale_once_the_app_was_renewed(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = april(world, &customer, &[], 2).await;
    let quote = customer.quote(app, ultimate(None)).await.unwrap();
    customer.buys(app, renewal(1, &[])).await;
    let refused = customer.confirms(quote.id).await;
    let Err(Refused::Stale { why: Stale::AppChanged, fresh: Ok(fresh), .. }) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!((quote.total().as_minor(), fresh.total().as_minor()), (400_000, 600_000));
    customer.buys(app, add_ons(&[AddOn::GroupsPerUser(1_000)])).await;
    let refused = customer.confirms(fresh.id).await;
    assert!(matches!(refused, Err(Refused::Stale { why: Stale::AppChanged, .. })), "{refused:?}");
}

async fn m2_a_voucher_pays_for_an_upgrade(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = april(world, &customer, &[LIVE], 2).await;
    let voucher = customer.is_granted(voucher_over(50_000, at("2027-06-01 00:00:00"))).await;
    let quote = customer.quote_with(app, ultimate(None), voucher).await;
    let before = customer.balance().await;
    customer.confirms(quote.id).await.unwrap();
    assert_eq!(before - customer.balance().await, 400_000 - 50_000 - 200_000);
    assert!(customer.voucher(voucher).await.remaining.is_zero());
}
