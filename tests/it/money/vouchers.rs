//! Vouchers on orders: chosen, frozen, used (M2).

use im_console::{
    domain::{
        money::Amount,
        product::{AddOn, AddOnKind, Edition, Item},
        voucher::{Scope, VoucherRefused},
    },
    services::{
        purchase::{Placed, Refused, Stale},
        vouchers::Grant,
    },
};

use crate::support::{
    customer::{package, professional, voucher_over},
    world::{World, at, on_both_databases},
};

on_both_databases! {
    m2_a_voucher_frozen_before_it_expired_stays_good_for_its_order,
    m2_a_voucher_that_expired_before_the_confirmation_is_not_taken,
    m2_a_reusable_voucher_keeps_what_an_order_left_and_one_for_one_use_does_not,
    m2_a_voucher_deducts_from_the_lines_in_its_scope_and_its_threshold_counts_after_discounts,
    m2_every_refused_choice_changes_nothing_and_says_why,
    m2_choosing_keeps_moment_and_end_of_the_quote,
}

async fn m2_a_voucher_frozen_before_it_expired_stays_good_for_its_order(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    let voucher = customer.is_granted(voucher_over(9_900, at("2026-11-22 10:10:00"))).await;
    let quote = customer.quote_with(app, professional(), voucher).await;
    world.wait_until(at("2026-11-22 10:09:59"));
    let no = customer.leaves_unpaid_quote(&quote).await;
    world.advance_to(at("2026-11-23 08:00:00")).await;
    customer.pays(&no).await.unwrap();
    assert_eq!(customer.balance().await, 1_000_000 - 90_000);
}

async fn m2_a_voucher_that_expired_before_the_confirmation_is_not_taken(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    let voucher = customer.is_granted(voucher_over(9_900, at("2026-11-22 10:10:00"))).await;
    let quote = customer.quote_with(app, professional(), voucher).await;
    world.wait_until(at("2026-11-22 10:10:00"));
    let outcome = customer.confirms(quote.id).await;
    let Err(Refused::Stale { why, fresh, .. }) = outcome else { panic!("{outcome:?}") };
    assert_eq!((why, fresh.unwrap().payable().as_minor()), (Stale::VoucherChanged, 99_900));
    assert_eq!(customer.balance().await, 1_000_000);
    assert_eq!(customer.voucher(voucher).await.frozen_by, None);
}

async fn m2_a_reusable_voucher_keeps_what_an_order_left_and_one_for_one_use_does_not(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let grant = voucher_over(150_000, at("2027-12-01 00:00:00"));
    let once = customer.is_granted(grant.clone()).await;
    let often = customer.is_granted(Grant { reusable: true, ..grant }).await;
    for (voucher, left) in [(once, 0), (often, 50_100)] {
        let app = customer.trial_app("cn").await;
        let quote = customer.quote_with(app, professional(), voucher).await;
        assert_eq!(quote.deducted().as_minor(), 99_900);
        assert!(matches!(customer.confirms(quote.id).await, Ok(Placed::Paid(_))));
        assert_eq!(customer.voucher(voucher).await.remaining.as_minor(), left);
    }
    let app = customer.trial_app("cn").await;
    let quote = customer.quote(app, professional()).await.unwrap();
    let refused = customer.chooses(&quote, Some(once)).await;
    assert!(matches!(refused, Err(Refused::Voucher(VoucherRefused::UsedUp))));
    let rest = customer.chooses(&quote, Some(often)).await.unwrap();
    assert_eq!(rest.deducted().as_minor(), 50_100);
    customer.confirms(rest.id).await.unwrap();
    assert!(customer.voucher(often).await.remaining.is_zero());
}

async fn m2_a_voucher_deducts_from_the_lines_in_its_scope_and_its_threshold_counts_after_discounts(
    world: &World,
) {
    let customer = world.customer_with(10_000_000).await;
    let app = customer.trial_app("cn").await;
    // (999.00 + 1,000.00) × 6 is 11,994.00; 88 % of it 10,554.72.
    let cart = package(Edition::Professional, &[AddOn::LivestreamGroups], 6);
    let quote = customer.quote(app, cart).await.unwrap();
    assert_eq!(quote.total().as_minor(), 1_055_472);
    let grant = Grant {
        scope: Scope::AddOns(vec![AddOnKind::LivestreamGroups]),
        threshold: quote.total(),
        ..voucher_over(10_000, at("2027-12-01 00:00:00"))
    };
    let fits = customer.is_granted(grant.clone()).await;
    let above = Grant { threshold: quote.total() + Amount::minor(1), ..grant };
    let above = customer.is_granted(above).await;
    let refused = customer.chooses(&quote, Some(above)).await;
    assert!(matches!(refused, Err(Refused::Voucher(VoucherRefused::BelowThreshold { .. }))));
    let chosen = customer.chooses(&quote, Some(fits)).await.unwrap();
    for line in &chosen.lines {
        let expected = if matches!(line.item, Item::AddOn(_)) { 10_000 } else { 0 };
        assert_eq!(line.deducted.as_minor(), expected, "{line:?}");
    }
    assert!(matches!(customer.confirms(chosen.id).await, Ok(Placed::Paid(_))));
}

async fn m2_every_refused_choice_changes_nothing_and_says_why(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let (app, other) = (customer.trial_app("cn").await, customer.trial_app("cn").await);
    let later = at("2027-12-01 00:00:00");
    let used = customer.is_granted(voucher_over(100, later)).await;
    let frozen = customer.is_granted(voucher_over(100, later)).await;
    let expired = customer.is_granted(voucher_over(100, at("2026-11-22 10:00:00"))).await;
    let threshold = Amount::minor(10_000_000);
    let below = customer.is_granted(Grant { threshold, ..voucher_over(100, later) }).await;
    let scope = Scope::AddOns(vec![AddOnKind::CallPack]);
    let out = customer.is_granted(Grant { scope, ..voucher_over(100, later) }).await;
    let third = customer.trial_app("cn").await;
    let quote = customer.quote_with(third, professional(), used).await;
    customer.confirms(quote.id).await.unwrap();
    let quote = customer.quote_with(other, professional(), frozen).await;
    let no = customer.leaves_unpaid_quote(&quote).await;
    let quote = customer.quote(app, professional()).await.unwrap();
    let before = world.tables().await;
    let cases = [
        (used, VoucherRefused::UsedUp),
        (frozen, VoucherRefused::Frozen { by: no }),
        (expired, VoucherRefused::Expired { at: at("2026-11-22 10:00:00") }),
        (below, VoucherRefused::BelowThreshold { threshold }),
        (out, VoucherRefused::OutOfScope),
    ];
    for (voucher, why) in cases {
        match customer.chooses(&quote, Some(voucher)).await {
            Err(Refused::Voucher(refused)) => assert_eq!(refused, why),
            other => panic!("{why}, but {other:?}"),
        }
    }
    world.tables().await.assert_same(&before);
    let view = customer.services.quote_view(customer.account, quote.id).await.unwrap();
    assert_eq!(view.vouchers.len(), 5);
    assert!(view.vouchers.iter().all(|choice| choice.deducted.is_err()));
}

async fn m2_choosing_keeps_moment_and_end_of_the_quote(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    let voucher = customer.is_granted(voucher_over(100, at("2027-12-01 00:00:00"))).await;
    let quote = customer.quote(app, professional()).await.unwrap();
    world.wait(600);
    let with = customer.chooses(&quote, Some(voucher)).await.unwrap();
    assert_ne!(with.id, quote.id);
    assert_eq!((with.as_of, with.expires_at), (quote.as_of, quote.expires_at));
    let without = customer.chooses(&with, None).await.unwrap();
    assert_eq!((without.lines, without.voucher), (quote.lines.clone(), None));
    // Each of them could be confirmed; the first that is makes the app another one, so the others buy nothing.
    customer.confirms(with.id).await.unwrap();
    let again = customer.confirms(quote.id).await;
    assert!(matches!(again, Err(Refused::Stale { why: Stale::AppChanged, .. })));
    assert_eq!(customer.balance().await, 1_000_000 - 99_800);
}
