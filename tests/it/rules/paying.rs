//! Paying: what a confirmed quote leaves behind, at once and after a top-up (P12, P15, R1, D4).

use im_console::{
    domain::{
        app::{AppState, Plan, StopCause},
        ids::OrderNo,
        order::OrderState,
        product::{AddOn, BillingMode, CallPack, Edition, Item},
    },
    services::purchase::{Payment, Placed, Refused},
    store::{Batch, apps},
};
use serde_json::json;

use crate::support::{
    customer::{add_ons, package, professional, voucher_over},
    tables::{int, text},
    world::{World, at, on_both_databases},
};

on_both_databases! {
    p12_paying_writes_order_entitlements_ledger_audit_and_message_and_nothing_else,
    p12_a_short_balance_leaves_the_order_unpaid_until_a_top_up_pays_it,
    p12_an_order_left_unpaid_on_purpose_takes_nothing_and_starts_at_payment,
    p12_paying_a_paid_order_again_changes_nothing,
    p13_a_package_takes_the_place_of_what_was_billed_by_the_month,
    p15_the_charge_is_the_quote_to_the_cent,
    p10_an_add_on_bought_alone_ends_with_the_package,
    p10_an_add_on_that_costs_nothing_any_more_is_given_without_a_posting,
    m2_a_voucher_that_pays_all_leaves_the_balance_alone,
    sec35_another_customers_quotes_orders_and_vouchers_are_not_found,
}

async fn p12_paying_writes_order_entitlements_ledger_audit_and_message_and_nothing_else(world: &World) {
    let customer = world.customer_with(2_000_000).await;
    let app = customer.trial_app("cn").await;
    let cart =
        package(Edition::Professional, &[AddOn::LivestreamGroups, AddOn::CallPack(CallPack::Basic)], 6);
    let quote = customer.quote(app, cart).await.unwrap();
    let before = world.tables().await;

    let Placed::Paid(no) = customer.confirms(quote.id).await.unwrap() else { panic!("not paid") };

    let after = world.tables().await;
    let changed: Vec<&str> = after.changed_since(&before).into_iter().collect();
    assert_eq!(
        changed,
        [
            "accounts",
            "app_turns",
            "apps",
            "audit_log",
            "bill_steps",
            "entitlements",
            "ledger_entries",
            "ledger_postings",
            "orders",
            "outbox",
            "rtc_apps"
        ]
    );
    let added = |table: &str| after.rows(table).len() - before.rows(table).len();
    assert_eq!(added("orders"), 1);
    assert_eq!(added("entitlements"), 3);
    assert_eq!(added("ledger_entries"), 1);
    assert_eq!(added("ledger_postings"), 2);
    assert_eq!(added("audit_log"), 1);
    assert_eq!((added("outbox"), added("rtc_apps")), (2, 1), "a call pack switches audio/video on (C7)");
    let order = &after.with("orders", "no", &json!(no.as_str()))[0];
    assert_eq!(text(order, "status"), "paid");
    assert_eq!(int(order, "paid_at"), at("2026-11-22 10:00:00").unix());
    // (999.00 + 1,000.00) × 6 × 88 % and the call pack, which has no discount, 500.00 × 6.
    assert_eq!(int(order, "total"), 199_900 * 6 * 88 / 100 + 300_000);
    assert_eq!(customer.balance().await, 2_000_000 - int(order, "total"));
    let ends_at = at("2027-05-22 10:00:00");
    let app = customer.app(app).await;
    assert_eq!(app.plan, Plan::Prepaid { edition: Edition::Professional, ends_at });
    assert!(customer.holdings(app.id).await.iter().all(|holding| holding.ends_at == ends_at));
    let row = &after.with("apps", "sdk_app_id", &json!(app.id.number()))[0];
    assert_eq!(int(row, "next_due_at"), ends_at.unix());
}

async fn p12_a_short_balance_leaves_the_order_unpaid_until_a_top_up_pays_it(world: &World) {
    let customer = world.customer_with(99_800).await;
    let app = customer.trial_app("cn").await;
    let quote = customer.quote(app, professional()).await.unwrap();
    let Placed::Unpaid { no, missing } = customer.confirms(quote.id).await.unwrap() else {
        panic!("not unpaid")
    };
    assert_eq!(missing.as_minor(), 100);
    assert_eq!(customer.balance().await, 99_800);
    assert_eq!(customer.app(app).await.plan, Plan::Trial);
    let before = world.tables().await;
    let refused = customer.pays(&no).await;
    assert!(matches!(refused, Err(Refused::BalanceShort { missing }) if missing.as_minor() == 100));
    world.tables().await.assert_same(&before);

    world.wait(3_600);
    customer.tops_up(100).await;
    customer.pays(&no).await.unwrap();
    assert_eq!(customer.balance().await, 0);
    // R1: the term starts when paid, at the price of the quote.
    assert_eq!(customer.app(app).await.plan.ends_at(), Some(at("2026-12-22 11:00:00")));
    assert_eq!(customer.order(&no).await.lines, quote.lines);
}

async fn p12_an_order_left_unpaid_on_purpose_takes_nothing_and_starts_at_payment(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    let quote = customer.quote(app, professional()).await.unwrap();
    let placed = customer.services.confirm(customer.account, quote.id, Payment::Later, &customer.actor).await;
    let Ok(Placed::Unpaid { no, missing }) = placed else { panic!("{placed:?}") };
    assert!(missing.is_zero());
    assert_eq!(customer.balance().await, 1_000_000);
    assert_eq!(customer.order(&no).await.expires_at, at("2026-11-23 10:00:00"));
    world.wait_until(at("2026-11-23 09:59:59"));
    customer.pays(&no).await.unwrap();
    assert_eq!(customer.app(app).await.plan.ends_at(), Some(at("2026-12-23 09:59:59")));
}

async fn p12_paying_a_paid_order_again_changes_nothing(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    let no = customer.buys(app, professional()).await;
    let before = world.tables().await;
    customer.pays(&no).await.unwrap();
    assert!(matches!(customer.cancels(&no).await, Err(Refused::NotUnpaid)));
    world.tables().await.assert_same(&before);
}

async fn p15_the_charge_is_the_quote_to_the_cent(world: &World) {
    let customer = world.customer_with(900_000_000).await;
    for (data_centre, edition) in
        [("cn", Edition::Professional), ("sgp", Edition::Ultimate), ("ger", Edition::Professional)]
    {
        for months in [1, 5, 6, 7, 11, 12, 24] {
            let app = customer.trial_app(data_centre).await;
            let quote = customer.quote(app, package(edition, &[], months)).await.unwrap();
            let before = customer.balance().await;
            world.wait(899);
            let Placed::Paid(no) = customer.confirms(quote.id).await.unwrap() else { panic!("not paid") };
            assert_eq!(before - customer.balance().await, quote.payable().as_minor());
            assert_eq!(customer.order(&no).await.lines, quote.lines);
        }
    }
}

async fn p10_an_add_on_bought_alone_ends_with_the_package(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = customer.trial_app("cn").await;
    customer.buys(app, package(Edition::Professional, &[], 3)).await;
    // Half of the second month of 22 December to 22 January is over: 15 days and 12 hours are left of its 31 days.
    world.wait_until(at("2027-01-06 22:00:00"));
    let before = customer.balance().await;
    customer.buys(app, add_ons(&[AddOn::LivestreamGroups])).await;
    assert_eq!(before - customer.balance().await, 100_000 + 50_000);
    let given = customer.holdings(app).await;
    let add_on = given.iter().find(|held| held.item == Item::AddOn(AddOn::LivestreamGroups)).unwrap();
    assert_eq!((add_on.starts_at, add_on.ends_at), (at("2027-01-06 22:00:00"), at("2027-02-22 10:00:00")));
    assert_eq!(customer.app(app).await.plan.ends_at(), Some(add_on.ends_at));
}

async fn p10_an_add_on_that_costs_nothing_any_more_is_given_without_a_posting(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = customer.trial_app("cn").await;
    customer.buys(app, professional()).await;
    world.wait_until(at("2026-12-22 09:59:58"));
    let quote = customer.quote(app, add_ons(&[AddOn::MembersPerGroup(2_000)])).await.unwrap();
    assert!(quote.total().is_zero(), "500.00 for two seconds is less than half a cent");
    let before = world.tables().await;
    let Placed::Paid(no) = customer.confirms(quote.id).await.unwrap() else { panic!("not paid") };
    assert!(matches!(customer.order(&no).await.state, OrderState::Paid { .. }));
    let after = world.tables().await;
    assert_eq!(after.rows("ledger_entries"), before.rows("ledger_entries"));
    assert_eq!(after.rows("entitlements").len(), before.rows("entitlements").len() + 1);
}

async fn m2_a_voucher_that_pays_all_leaves_the_balance_alone(world: &World) {
    let customer = world.customer().verified().await;
    let app = customer.trial_app("cn").await;
    let voucher = customer.is_granted(voucher_over(500_000, at("2026-12-01 00:00:00"))).await;
    let quote = customer.quote_with(app, professional(), voucher).await;
    assert!(quote.payable().is_zero());
    assert!(matches!(customer.confirms(quote.id).await.unwrap(), Placed::Paid(_)));
    assert_eq!(customer.balance().await, 0);
    assert_eq!(customer.app(app).await.state, AppState::Active);
    assert!(customer.voucher(voucher).await.remaining.is_zero(), "a voucher for one use keeps nothing");
}

async fn sec35_another_customers_quotes_orders_and_vouchers_are_not_found(world: &World) {
    let (owner, other) = (world.customer_with(1_000_000).await, world.customer_with(1_000_000).await);
    let app = owner.trial_app("cn").await;
    let voucher = owner.is_granted(voucher_over(1_000, at("2026-12-01 00:00:00"))).await;
    let quote = owner.quote(app, professional()).await.unwrap();
    let no = owner.leaves_unpaid_quote(&quote).await;
    let other_app = other.trial_app("cn").await;
    let own = other.quote(other_app, professional()).await.unwrap();
    let unknown = OrderNo::parse("202611220000000000").unwrap();
    let before = world.tables().await;
    assert!(matches!(other.quote(app, professional()).await, Err(Refused::NotFound)));
    assert!(matches!(other.confirms(quote.id).await, Err(Refused::NotFound)));
    assert!(matches!(other.chooses(&quote, None).await, Err(Refused::NotFound)));
    assert!(matches!(other.chooses(&own, Some(voucher)).await, Err(Refused::NotFound)));
    assert!(matches!(other.pays(&no).await, Err(Refused::NotFound)));
    assert!(matches!(other.cancels(&no).await, Err(Refused::NotFound)));
    assert!(matches!(other.pays(&unknown).await, Err(Refused::NotFound)));
    world.tables().await.assert_same(&before);
}

async fn p13_a_package_takes_the_place_of_what_was_billed_by_the_month(world: &World) {
    let customer = world.customer_with(2_000_000).await;
    let mut app = customer.app(customer.trial_app("cn").await).await;
    app.plan = Plan::Postpaid { edition: Edition::Ultimate };
    app.add_ons = vec![AddOn::GroupsPerUser(3_000)];
    app.state = AppState::Deactivated { since: app.created_at, cause: StopCause::Arrears };
    let mut tx = world.services.store.write().await.unwrap();
    let mut batch = Batch::new();
    apps::save(&mut batch, &app, app.created_at, None);
    batch.run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    customer.buys(app.id, package(Edition::Professional, &[], 1)).await;
    let app = customer.app(app.id).await;
    assert_eq!((app.state, app.plan.billing_mode()), (AppState::Active, Some(BillingMode::Prepaid)));
    assert_eq!(app.add_ons, []);
}
