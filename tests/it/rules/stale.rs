//! Quotes and orders that no longer hold: nothing is charged and a fresh quote is there (P12, P15).

use im_console::{
    domain::{
        app::{AppState, Plan, StopCause},
        order::{CloseReason, OrderState},
        product::{AddOn, Edition},
        purchase::PurchaseRefused,
        quote::Quote,
        wish::WishRefused,
    },
    services::purchase::{Placed, Refused, Stale},
};

use crate::support::{
    customer::{add_ons, package, professional, voucher_over},
    world::{World, at, mainland, on_both_databases},
};

on_both_databases! {
    p15_a_quote_is_good_for_fifteen_minutes_to_the_second,
    p15_a_new_catalog_makes_a_quote_stale_and_the_fresh_one_has_its_price,
    k4_an_unpaid_order_is_paid_at_the_prices_of_its_own_catalog,
    p12_an_order_whose_app_changed_is_cancelled_and_quoted_afresh,
    p12_a_quote_for_an_app_that_was_deactivated_has_no_successor,
    p12_an_order_for_an_expired_app_does_not_survive_its_deactivation,
    r3_a_late_job_does_not_let_an_ended_term_be_extended_by_add_ons,
    r3_a_package_bought_before_a_late_job_leaves_what_the_job_would_have_left,
    m2_a_quote_whose_voucher_was_used_elsewhere_is_stale,
}

fn stale(outcome: Result<Placed, Refused>) -> (Stale, Quote, Result<Box<Quote>, WishRefused>) {
    match outcome {
        Err(Refused::Stale { why, old, fresh }) => (why, *old, fresh),
        other => panic!("stale, but {other:?}"),
    }
}

async fn p15_a_quote_is_good_for_fifteen_minutes_to_the_second(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let (one, other) = (customer.trial_app("cn").await, customer.trial_app("cn").await);
    let kept = customer.quote(one, professional()).await.unwrap();
    let late = customer.quote(other, professional()).await.unwrap();
    assert_eq!(kept.expires_at, at("2026-11-22 10:15:00"));
    world.wait_until(at("2026-11-22 10:14:59"));
    assert!(matches!(customer.confirms(kept.id).await, Ok(Placed::Paid(_))));
    world.wait_until(at("2026-11-22 10:15:00"));
    let balance = customer.balance().await;
    let before = world.tables().await;
    let (why, old, fresh) = stale(customer.confirms(late.id).await);
    assert_eq!((why, &old), (Stale::Expired, &late));
    let fresh = fresh.unwrap();
    assert_eq!((fresh.as_of, fresh.expires_at), (at("2026-11-22 10:15:00"), at("2026-11-22 10:30:00")));
    assert_eq!(customer.balance().await, balance);
    let after = world.tables().await;
    assert_eq!(after.rows("orders"), before.rows("orders"));
    assert_eq!(after.rows("apps"), before.rows("apps"));
    assert!(matches!(customer.chooses(&late, None).await, Err(Refused::Stale { why: Stale::Expired, .. })));
    assert!(matches!(customer.confirms(fresh.id).await, Ok(Placed::Paid(_))));
}

async fn p15_a_new_catalog_makes_a_quote_stale_and_the_fresh_one_has_its_price(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    let quote = customer.quote(app, professional()).await.unwrap();
    let dearer = world.reopened_with(&mainland().replace("\"999.00\"", "\"1099.00\"")).await;
    let there = customer.at(&dearer.services);
    let (why, old, fresh) = stale(there.confirms(quote.id).await);
    assert_eq!((why, old.total().as_minor()), (Stale::CatalogChanged, 99_900));
    let fresh = fresh.unwrap();
    assert_eq!((fresh.total().as_minor(), fresh.catalog_version), (109_900, quote.catalog_version + 1));
    assert!(matches!(there.confirms(fresh.id).await, Ok(Placed::Paid(_))));
    assert_eq!(customer.balance().await, 1_000_000 - 109_900);
}

async fn k4_an_unpaid_order_is_paid_at_the_prices_of_its_own_catalog(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    let no = customer.leaves_unpaid(app, professional()).await;
    let dearer = world.reopened_with(&mainland().replace("\"999.00\"", "\"1099.00\"")).await;
    customer.at(&dearer.services).pays(&no).await.unwrap();
    assert_eq!(customer.balance().await, 1_000_000 - 99_900);
    assert_eq!(customer.order(&no).await.catalog_version, 1);
}

async fn p12_an_order_whose_app_changed_is_cancelled_and_quoted_afresh(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = customer.trial_app("cn").await;
    customer.buys(app, professional()).await;
    world.advance_to(at("2026-12-22 10:00:00")).await;
    let voucher = customer.is_granted(voucher_over(1_000, at("2027-12-01 00:00:00"))).await;
    // In its days of grace the months would go on from the old end; after them they begin at payment.
    world.advance_to(at("2026-12-29 09:50:00")).await;
    let quote = customer.quote_with(app, professional(), voucher).await;
    let no = customer.leaves_unpaid_quote(&quote).await;
    world.advance_to(at("2026-12-29 10:00:00")).await;
    let balance = customer.balance().await;
    let Err(Refused::Stale { why, old, fresh }) = customer.pays(&no).await else { panic!("not stale") };
    assert_eq!((why, *old), (Stale::AppChanged, quote));
    let cancelled = OrderState::Cancelled { at: at("2026-12-29 10:00:00"), reason: CloseReason::AppChanged };
    assert_eq!(customer.order(&no).await.state, cancelled);
    assert_eq!(customer.voucher(voucher).await.frozen_by, None);
    assert_eq!(customer.balance().await, balance);
    assert!(matches!(customer.confirms(fresh.unwrap().id).await, Ok(Placed::Paid(_))));
    assert_eq!(customer.app(app).await.plan.ends_at(), Some(at("2027-01-29 10:00:00")));
}

async fn p12_a_quote_for_an_app_that_was_deactivated_has_no_successor(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = customer.trial_app("cn").await;
    let quote = customer.quote(app, professional()).await.unwrap();
    customer.services.deactivate_app(customer.account, app, "Example", &customer.actor).await.unwrap();
    let before = world.tables().await;
    let (why, _, fresh) = stale(customer.confirms(quote.id).await);
    assert_eq!((why, fresh), (Stale::AppChanged, Err(WishRefused::Buy(PurchaseRefused::StoppedForGood))));
    world.tables().await.assert_same(&before);
}

async fn p12_an_order_for_an_expired_app_does_not_survive_its_deactivation(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = customer.trial_app("cn").await;
    customer.buys(app, professional()).await;
    world.advance_to(at("2026-12-22 10:00:00")).await;
    world.wait_until(at("2026-12-29 09:50:00"));
    let no = customer.leaves_unpaid(app, professional()).await;
    world.wait_until(at("2026-12-29 10:00:00"));
    // No job has run: the app is what time has made of it all the same.
    assert!(matches!(customer.pays(&no).await, Err(Refused::Stale { why: Stale::AppChanged, .. })));
}

async fn r3_a_late_job_does_not_let_an_ended_term_be_extended_by_add_ons(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = customer.trial_app("cn").await;
    customer.buys(app, professional()).await;
    world.wait_until(at("2026-12-22 09:59:59"));
    let last = customer.quote(app, add_ons(&[AddOn::LivestreamGroups])).await.unwrap();
    assert_eq!(last.expires_at, at("2026-12-22 10:00:00"), "a quote never outlives the term it runs within");
    world.wait_until(at("2026-12-22 10:00:00"));
    let before = world.tables().await;
    let (why, _, fresh) = stale(customer.confirms(last.id).await);
    assert_eq!((why, fresh), (Stale::Expired, Err(WishRefused::Buy(PurchaseRefused::PackageNeeded))));
    let refused = customer.quote(app, add_ons(&[AddOn::LivestreamGroups])).await;
    assert!(matches!(refused, Err(Refused::Rule(PurchaseRefused::PackageNeeded))));
    world.tables().await.assert_same(&before);
}

async fn r3_a_package_bought_before_a_late_job_leaves_what_the_job_would_have_left(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let (late, prompt) = (customer.trial_app("cn").await, customer.trial_app("cn").await);
    customer.buys(late, professional()).await;
    customer.buys(prompt, professional()).await;
    world.wait_until(at("2026-12-24 00:00:00"));
    customer.buys(late, package(Edition::Ultimate, &[], 1)).await;
    world.advance_to(at("2026-12-24 00:00:00")).await;
    let expired = AppState::Expired { since: at("2026-12-22 10:00:00"), cause: StopCause::Expiry };
    assert_eq!(customer.app(prompt).await.state, expired);
    customer.buys(prompt, package(Edition::Ultimate, &[], 1)).await;
    let (late, prompt) = (customer.app(late).await, customer.app(prompt).await);
    let ends_at = at("2027-01-22 10:00:00");
    assert_eq!(late.plan, Plan::Prepaid { edition: Edition::Ultimate, ends_at });
    assert_eq!((late.plan, late.state), (prompt.plan, prompt.state));
    let tables = world.tables().await;
    let effects = |id| tables.with("effects", "sdk_app_id", &serde_json::json!(id)).len();
    assert_eq!((effects(late.id.number()), effects(prompt.id.number())), (1, 1));
}

async fn m2_a_quote_whose_voucher_was_used_elsewhere_is_stale(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let (one, other) = (customer.trial_app("cn").await, customer.trial_app("cn").await);
    let voucher = customer.is_granted(voucher_over(1_000, at("2027-12-01 00:00:00"))).await;
    let first = customer.quote_with(one, professional(), voucher).await;
    let second = customer.quote_with(other, professional(), voucher).await;
    customer.confirms(first.id).await.unwrap();
    let (why, old, fresh) = stale(customer.confirms(second.id).await);
    assert_eq!((why, old.deducted().as_minor()), (Stale::VoucherChanged, 1_000));
    assert!(fresh.unwrap().deducted().is_zero());
    assert_eq!(customer.app(other).await.plan, Plan::Trial);
}
