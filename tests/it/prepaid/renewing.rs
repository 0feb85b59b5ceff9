//! Renewing by hand (R2, P13), at the services, on both databases.

use im_console::{
    domain::{
        app::{AppState, StopCause},
        ids::SdkAppId,
        order::{OrderKind, OrderState, OrderStatus},
        product::{AddOn, AddOnKind, CallPack, Edition},
        purchase::PurchaseRefused,
        renewal::RenewalRefused,
        wish::WishRefused,
    },
    services::purchase::{Placed, Refused, Stale},
};
use tokio::task::JoinSet;

use crate::support::{
    customer::{Customer, package, professional, renewal, voucher_over},
    tables::text,
    world::{World, at, on_both_databases},
};

on_both_databases! {
    r2_a_renewal_by_hand_follows_the_current_end_with_the_old_anchor,
    r2_an_add_on_that_is_left_out_ends_with_what_is_paid,
    r2_in_the_days_of_grace_it_follows_the_old_end_and_later_it_begins_at_payment,
    r2_what_can_not_be_renewed_is_refused_and_nothing_is_stored,
    p12_an_unpaid_renewal_is_held_for_a_day_and_keeps_its_voucher,
    p12_a_renewal_whose_app_was_renewed_meanwhile_is_given_up,
    p14_fifty_confirmations_of_one_renewal_renew_once,
    p15_a_renewal_is_stale_once_the_app_was_renewed_or_its_time_is_over,
    sec17_a_renewal_of_another_account_is_not_there,
    p14_a_purchase_is_stored_as_its_cart_alone,
}

const GROUPS: AddOn = AddOn::GroupsPerUser(1_000);

/// A professional app with more groups, bought on 31 January 2027 at 09:30 for a month.
async fn january(world: &World, customer: &Customer) -> SdkAppId {
    world.wait_until(at("2027-01-31 09:30:00"));
    let app = customer.trial_app("cn").await;
    customer.buys(app, package(Edition::Professional, &[GROUPS], 1)).await;
    app
}

async fn r2_a_renewal_by_hand_follows_the_current_end_with_the_old_anchor(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = january(world, &customer).await;
    world.advance_to(at("2027-02-10 12:00:00")).await;
    let before = customer.balance().await;
    let no = customer.buys(app, renewal(6, &[])).await;
    assert_eq!(before - customer.balance().await, 527_472 + 580_800, "6 × 999.00 and 6 × 1,100.00 at 88 %");
    let order = customer.order(&no).await;
    assert_eq!((order.kind, order.status()), (OrderKind::Renewal, OrderStatus::Paid));
    assert_eq!(customer.app(app).await.plan.ends_at(), Some(at("2027-08-31 09:30:00")), "R1");
    let again = customer.buys(app, renewal(1, &[])).await;
    assert_eq!(customer.app(app).await.plan.ends_at(), Some(at("2027-09-30 09:30:00")), "R1");
    let held = customer.holdings(app).await;
    assert!(held.iter().all(|holding| holding.anchor == at("2027-01-31 09:30:00")));
    assert_eq!(held.len(), 6, "{again}");
    world.advance_to(at("2027-09-30 09:29:59")).await;
    assert_eq!(customer.app(app).await.state, AppState::Active);
}

async fn r2_an_add_on_that_is_left_out_ends_with_what_is_paid(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = january(world, &customer).await;
    let before = customer.balance().await;
    customer.buys(app, renewal(1, &[AddOnKind::GroupsPerUser])).await;
    assert_eq!(before - customer.balance().await, 99_900);
    let held = customer.holdings(app).await;
    let ends: Vec<_> = held
        .iter()
        .filter(|held| held.item.code() == "groups_per_user:1000")
        .map(|held| held.ends_at)
        .collect();
    assert_eq!(ends, [at("2027-02-28 09:30:00")]);
    let refused = customer.quote(app, renewal(1, &[AddOnKind::GroupsPerUser])).await;
    let kind = AddOnKind::GroupsPerUser;
    assert!(matches!(refused, Err(Refused::Renewal(RenewalRefused::NotHeld { kind: k })) if k == kind));
}

async fn r2_in_the_days_of_grace_it_follows_the_old_end_and_later_it_begins_at_payment(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = january(world, &customer).await;
    world.advance_to(at("2027-03-05 00:00:00")).await;
    assert!(matches!(customer.app(app).await.state, AppState::Expired { cause: StopCause::Expiry, .. }));
    customer.buys(app, renewal(1, &[])).await;
    let renewed = customer.app(app).await;
    assert_eq!((renewed.state, renewed.plan.ends_at()), (AppState::Active, Some(at("2027-03-31 09:30:00"))));
    world.advance_to(at("2027-05-30 18:00:00")).await;
    assert!(matches!(customer.app(app).await.state, AppState::Deactivated { cause: StopCause::Expiry, .. }));
    customer.buys(app, renewal(1, &[])).await;
    let renewed = customer.app(app).await;
    assert_eq!((renewed.state, renewed.plan.ends_at()), (AppState::Active, Some(at("2027-06-30 18:00:00"))));
    let newest = customer.holdings(app).await.pop().unwrap();
    assert_eq!(newest.anchor, at("2027-05-30 18:00:00"), "a new anchor");
}

async fn r2_what_can_not_be_renewed_is_refused_and_nothing_is_stored(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let (trial, app) = (customer.trial_app("cn").await, january(world, &customer).await);
    let before = world.tables().await;
    let refused = customer.quote(trial, renewal(1, &[])).await;
    assert!(matches!(refused, Err(Refused::Renewal(RenewalRefused::NoPackage))));
    for found in [0, 25] {
        let refused = customer.quote(app, renewal(found, &[])).await;
        assert!(matches!(refused, Err(Refused::Renewal(RenewalRefused::Months { least: 1, most: 24, .. }))));
    }
    let refused = customer.quote(app, renewal(1, &[AddOnKind::CallPack])).await;
    assert!(matches!(refused, Err(Refused::Renewal(RenewalRefused::NotHeld { .. }))));
    world.tables().await.assert_same(&before);
    world.advance_to(at("2027-06-30 00:00:00")).await;
    let refused = customer.quote(app, renewal(1, &[])).await;
    assert!(matches!(refused, Err(Refused::Renewal(RenewalRefused::Released))));
}

async fn p12_an_unpaid_renewal_is_held_for_a_day_and_keeps_its_voucher(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = january(world, &customer).await;
    let voucher = customer.is_granted(voucher_over(10_000, at("2027-03-01 00:00:00"))).await;
    let quote = customer.quote_with(app, renewal(2, &[]), voucher).await;
    let no = customer.leaves_unpaid_quote(&quote).await;
    let order = customer.order(&no).await;
    assert_eq!(order.expires_at, at("2027-02-01 09:30:00"));
    assert!(matches!(
        customer.quote(app, renewal(1, &[])).await,
        Err(Refused::Rule(PurchaseRefused::UnpaidOrder { .. }))
    ));
    world.advance_to(at("2027-02-01 09:29:59")).await;
    customer.pays(&no).await.unwrap();
    assert_eq!(customer.app(app).await.plan.ends_at(), Some(at("2027-04-30 09:30:00")));
    assert!(customer.voucher(voucher).await.remaining.is_zero());
}

async fn p12_a_renewal_whose_app_was_renewed_meanwhile_is_given_up(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = january(world, &customer).await;
    let no = customer.leaves_unpaid(app, renewal(1, &[])).await;
    let catalog = world.services.catalog().catalog;
    let mut changed = customer.app(app).await;
    changed.auto_renew = true;
    let mut tx = world.services.store.write().await.unwrap();
    let mut batch = im_console::store::Batch::new();
    let next = im_console::domain::lifecycle::next(&changed, &catalog);
    im_console::store::apps::save(&mut batch, &changed, world.services.now(), next);
    batch.run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let order = customer.order(&no).await;
    let mut tx = world.services.store.write().await.unwrap();
    let mut batch = im_console::store::Batch::new();
    let held = im_console::domain::order::Order { expires_at: at("2027-03-01 00:00:00"), ..order };
    im_console::store::orders::save(&mut batch, &held);
    batch.run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    world.advance_to(at("2027-02-28 00:00:00")).await;
    assert_eq!(customer.app(app).await.plan.ends_at(), Some(at("2027-03-31 09:30:00")), "it renewed itself");
    let refused = customer.pays(&no).await;
    assert!(
        matches!(refused, Err(Refused::Stale { why: Stale::AppChanged, fresh: Ok(_), .. })),
        "{refused:?}"
    );
    assert!(matches!(customer.order(&no).await.state, OrderState::Cancelled { .. }));
}

async fn p14_fifty_confirmations_of_one_renewal_renew_once(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = january(world, &customer).await;
    let before = customer.balance().await;
    let quote = customer.quote(app, renewal(1, &[])).await.unwrap();
    let mut all = JoinSet::new();
    for _ in 0..50 {
        let (customer, id) = (customer.clone(), quote.id);
        all.spawn(async move { customer.confirms(id).await });
    }
    let (mut paid, mut again) = (0, 0);
    for placed in all.join_all().await {
        match placed.unwrap() {
            Placed::Paid(_) => paid += 1,
            Placed::Before(_) => again += 1,
            Placed::Unpaid { .. } => panic!("left unpaid"),
        }
    }
    assert_eq!((paid, again), (1, 49));
    assert_eq!(before - customer.balance().await, 99_900 + 110_000);
    assert_eq!(customer.app(app).await.plan.ends_at(), Some(at("2027-03-31 09:30:00")));
}

async fn p15_a_renewal_is_stale_once_the_app_was_renewed_or_its_time_is_over(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = january(world, &customer).await;
    let [one, other] = [
        customer.quote(app, renewal(1, &[])).await.unwrap(),
        customer.quote(app, renewal(1, &[])).await.unwrap(),
    ];
    customer.confirms(one.id).await.unwrap();
    let refused = customer.confirms(other.id).await;
    assert!(
        matches!(refused, Err(Refused::Stale { why: Stale::AppChanged, fresh: Ok(_), .. })),
        "{refused:?}"
    );
    let old = customer.quote(app, renewal(1, &[])).await.unwrap();
    world.wait(15 * 60);
    let refused = customer.confirms(old.id).await;
    assert!(matches!(refused, Err(Refused::Stale { why: Stale::Expired, fresh: Ok(_), .. })), "{refused:?}");
    let late = customer.quote(app, renewal(1, &[])).await.unwrap();
    world.advance_to(at("2027-12-31 00:00:00")).await;
    let refused = customer.confirms(late.id).await;
    let gone = WishRefused::Renew(RenewalRefused::Released);
    assert!(matches!(refused, Err(Refused::Stale { fresh: Err(why), .. }) if why == gone));
}

async fn sec17_a_renewal_of_another_account_is_not_there(world: &World) {
    let (customer, other) = (world.customer_with(10_000_000).await, world.customer_with(10_000_000).await);
    let app = january(world, &customer).await;
    let quote = customer.quote(app, renewal(1, &[])).await.unwrap();
    let before = world.tables().await;
    assert!(matches!(other.quote(app, renewal(1, &[])).await, Err(Refused::NotFound)));
    assert!(matches!(other.confirms(quote.id).await, Err(Refused::NotFound)));
    assert!(world.services.paid_app(other.account, app).await.unwrap().is_none());
    world.tables().await.assert_same(&before);
}

async fn p14_a_purchase_is_stored_as_its_cart_alone(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = customer.trial_app("cn").await;
    customer
        .quote(app, package(Edition::Professional, &[AddOn::CallPack(CallPack::Basic)], 2))
        .await
        .unwrap();
    customer.quote(app, professional()).await.unwrap();
    for row in world.tables().await.rows("quotes") {
        assert!(text(row, "cart").starts_with("{\"package\":"), "{row:?}");
    }
}
