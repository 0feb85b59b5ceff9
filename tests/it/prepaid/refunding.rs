//! Giving back (R5, R6), at the services, on both databases: to the cent.

use im_console::{
    domain::{
        app::{AppState, Plan, StopCause},
        ids::{OrderNo, RefundId, SdkAppId},
        money::Amount,
        order::{CloseReason, OrderState, OrderStatus},
        product::{AddOn, Edition},
        purchase::add_ons_in_force,
        refund::{self, Refund, RefundRefused, RefundRule, RefundScope},
    },
    services::{
        purchase::Refused,
        refunds::{NotRefunded, RefundForm},
    },
};
use tokio::task::JoinSet;

use crate::support::{
    customer::{Customer, add_ons, package, renewal, voucher_over},
    world::{World, at, on_both_databases},
};

on_both_databases! {
    r5_ultimate_for_a_month_refunded_after_ten_of_thirty_days_gives_1999_33,
    r5_within_five_days_of_the_first_order_all_of_it_comes_back_once,
    r5_the_five_days_are_those_of_the_first_order_alone_and_end_to_the_second,
    r5_a_package_takes_add_ons_and_queued_renewals_along_and_its_unpaid_order,
    r5_an_upgrade_payment_is_a_line_of_its_own,
    r5_vouchers_do_not_come_back,
    r6_an_add_on_alone_lowers_the_limits_and_the_package_runs_on,
    r6_a_refunded_package_works_seven_more_days_and_can_be_renewed_from_payment,
    r5_what_was_refunded_is_refunded_once_and_the_same_form_leads_to_it,
    r5_fifty_confirmations_at_once_refund_once,
    r5_another_amount_an_old_page_and_a_wrong_name_change_nothing,
    r5_what_can_not_be_refunded_says_why,
    sec17_an_app_of_another_account_is_not_refunded,
}

const GROUPS: AddOn = AddOn::GroupsPerUser(1_000);
const LIVE: AddOn = AddOn::LivestreamGroups;

/// What a page would show now.
async fn shown(customer: &Customer, app: SdkAppId, scope: RefundScope) -> Refund {
    let paid = customer.services.paid_app(customer.account, app).await.unwrap().unwrap();
    refund::price(&paid.prepaid(), scope, paid.first.as_ref(), customer.services.now()).unwrap()
}

async fn form(customer: &Customer, app: SdkAppId, scope: RefundScope) -> RefundForm {
    let total = shown(customer, app, scope).await.total();
    RefundForm { scope, total, as_of: customer.services.now(), typed: "Example".to_owned() }
}

async fn sends(customer: &Customer, app: SdkAppId, form: &RefundForm) -> Result<RefundId, NotRefunded> {
    let key = customer.services.form_key();
    customer.services.refund(customer.account, app, (form, key), &customer.actor).await
}

/// Refunds, and gives what came onto the balance.
async fn refunds(customer: &Customer, app: SdkAppId, scope: RefundScope) -> i64 {
    let before = customer.balance().await;
    let form = form(customer, app, scope).await;
    sends(customer, app, &form).await.unwrap();
    customer.balance().await - before
}

/// Somebody whose first order is long past, with an app bought at `moment`.
async fn seasoned(
    world: &World,
    moment: &str,
    cart: im_console::domain::purchase::Cart,
) -> (Customer, SdkAppId) {
    let customer = world.customer_with(100_000_000).await;
    customer.buys(customer.trial_app("cn").await, package(Edition::Professional, &[], 1)).await;
    world.wait_until(at(moment));
    let app = customer.trial_app("cn").await;
    customer.buys(app, cart).await;
    (customer, app)
}

async fn status(world: &World, customer: &Customer, app: SdkAppId) -> Vec<(String, OrderStatus)> {
    let tables = world.tables().await;
    let rows = tables.with("orders", "sdk_app_id", &serde_json::json!(app.number()));
    let mut found = Vec::new();
    for row in rows {
        let no = OrderNo::parse(row["no"].as_str().unwrap()).unwrap();
        let order = customer.order(&no).await;
        found.push((order.kind.to_string(), order.status()));
    }
    found.sort();
    found
}

async fn r5_ultimate_for_a_month_refunded_after_ten_of_thirty_days_gives_1999_33(world: &World) {
    let cart = package(Edition::Ultimate, &[], 1);
    let (customer, app) = seasoned(world, "2027-06-01 00:00:00", cart).await;
    world.wait_until(at("2027-06-11 00:00:00"));
    assert_eq!(refunds(&customer, app, RefundScope::Package).await, 199_933);
    let refunded = customer.app(app).await;
    let now = world.services.now();
    assert_eq!(refunded.state, AppState::Expired { since: now, cause: StopCause::Refund });
    assert_eq!(refunded.plan, Plan::Prepaid { edition: Edition::Ultimate, ends_at: now });
    assert_eq!(status(world, &customer, app).await, [("package".to_owned(), OrderStatus::PartlyRefunded)]);
}

async fn r5_within_five_days_of_the_first_order_all_of_it_comes_back_once(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let app = customer.trial_app("cn").await;
    customer.buys(app, package(Edition::Professional, &[GROUPS], 6)).await;
    world.wait_until(at("2026-11-27 10:00:00"));
    assert!(shown(&customer, app, RefundScope::Package).await.uses_full);
    assert_eq!(refunds(&customer, app, RefundScope::Package).await, 527_472 + 580_800);
    assert_eq!(customer.balance().await, 10_000_000);
    assert_eq!(status(world, &customer, app).await, [("package".to_owned(), OrderStatus::Refunded)]);
    customer.buys(app, package(Edition::Professional, &[], 1)).await;
    world.wait(3_600);
    let again = shown(&customer, app, RefundScope::Package).await;
    assert!(!again.uses_full && again.lines.iter().all(|line| line.rule != RefundRule::Full), "once");
}

async fn r5_the_five_days_are_those_of_the_first_order_alone_and_end_to_the_second(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let (first, second) = (customer.trial_app("cn").await, customer.trial_app("cn").await);
    customer.buys(first, package(Edition::Professional, &[], 1)).await;
    world.wait(60);
    customer.buys(second, package(Edition::Professional, &[], 1)).await;
    world.wait(60);
    assert!(!shown(&customer, second, RefundScope::Package).await.uses_full);
    world.wait_until(at("2026-11-27 10:00:01"));
    assert!(!shown(&customer, first, RefundScope::Package).await.uses_full);
}

async fn r5_a_package_takes_add_ons_and_queued_renewals_along_and_its_unpaid_order(world: &World) {
    let cart = im_console::domain::purchase::Cart {
        auto_renew: true,
        ..package(Edition::Professional, &[GROUPS], 6)
    };
    let (customer, app) = seasoned(world, "2027-04-01 00:00:00", cart).await;
    customer.buys(app, renewal(1, &[])).await;
    world.wait_until(at("2027-08-01 00:00:00"));
    let unpaid = customer.leaves_unpaid(app, add_ons(&[LIVE])).await;
    let expected = (527_472 - 4 * 99_900) + (580_800 - 4 * 110_000) + 99_900 + 110_000;
    assert_eq!(refunds(&customer, app, RefundScope::Package).await, expected);
    let refunded = customer.app(app).await;
    assert!(!refunded.auto_renew);
    assert_eq!(
        customer.order(&unpaid).await.state,
        OrderState::Cancelled { at: world.services.now(), reason: CloseReason::AppChanged }
    );
    let after = status(world, &customer, app).await;
    assert!(after.contains(&("renewal".to_owned(), OrderStatus::Refunded)), "{after:?}");
    assert!(after.contains(&("package".to_owned(), OrderStatus::PartlyRefunded)), "{after:?}");
    world.advance_to(at("2027-08-08 00:00:00")).await;
    assert!(matches!(customer.app(app).await.state, AppState::Deactivated { cause: StopCause::Refund, .. }));
}

async fn r5_an_upgrade_payment_is_a_line_of_its_own(world: &World) {
    let cart = package(Edition::Professional, &[], 5);
    let (customer, app) = seasoned(world, "2027-04-01 00:00:00", cart).await;
    world.wait_until(at("2027-06-01 00:00:00"));
    let target = im_console::domain::upgrade::Target::Ultimate(None);
    customer.buys(app, im_console::domain::wish::Wish::Upgrade(target)).await;
    world.wait_until(at("2027-08-01 00:00:00"));
    assert_eq!(refunds(&customer, app, RefundScope::Package).await, 99_900 + 200_000);
}

async fn r5_vouchers_do_not_come_back(world: &World) {
    let (customer, app) =
        seasoned(world, "2027-06-01 00:00:00", package(Edition::Professional, &[], 1)).await;
    let voucher = customer.is_granted(voucher_over(20_000, at("2028-01-01 00:00:00"))).await;
    let quote = customer.quote_with(app, renewal(1, &[]), voucher).await;
    customer.confirms(quote.id).await.unwrap();
    world.wait_until(at("2027-06-16 00:00:00"));
    assert_eq!(refunds(&customer, app, RefundScope::Package).await, 49_950 + 79_900);
    assert!(customer.voucher(voucher).await.remaining.is_zero());
}

async fn r6_an_add_on_alone_lowers_the_limits_and_the_package_runs_on(world: &World) {
    let cart = package(Edition::Professional, &[GROUPS, LIVE], 2);
    let (customer, app) = seasoned(world, "2027-04-01 00:00:00", cart).await;
    world.wait_until(at("2027-04-16 00:00:00"));
    let before = customer.app(app).await;
    assert_eq!(refunds(&customer, app, RefundScope::AddOn(GROUPS.kind())).await, 165_000);
    let after = customer.app(app).await;
    assert_eq!((after.state, after.plan), (before.state, before.plan));
    let held = add_ons_in_force(&after, &customer.holdings(app).await, world.services.now());
    assert_eq!(held, [LIVE]);
    let renewed = customer.quote(app, renewal(1, &[])).await.unwrap();
    assert_eq!(renewed.total(), Amount::minor(199_900), "it is not renewed any more");
    customer.buys(app, add_ons(&[GROUPS])).await;
}

async fn r6_a_refunded_package_works_seven_more_days_and_can_be_renewed_from_payment(world: &World) {
    let cart = package(Edition::Professional, &[GROUPS], 2);
    let (customer, app) = seasoned(world, "2027-04-01 00:00:00", cart).await;
    world.wait_until(at("2027-04-16 00:00:00"));
    refunds(&customer, app, RefundScope::Package).await;
    world.advance_to(at("2027-04-22 23:59:59")).await;
    let app_now = customer.app(app).await;
    assert!(matches!(app_now.state, AppState::Expired { .. }));
    let held = add_ons_in_force(&app_now, &customer.holdings(app).await, world.services.now());
    assert_eq!(held, [GROUPS], "as at the end of a term");
    customer.buys(app, renewal(1, &[])).await;
    let renewed = customer.app(app).await;
    assert_eq!((renewed.state, renewed.plan.ends_at()), (AppState::Active, Some(at("2027-05-22 23:59:59"))));
    let newest = customer.holdings(app).await.pop().unwrap();
    assert_eq!(newest.anchor, at("2027-04-22 23:59:59"), "a new anchor");
    let lines = shown(&customer, app, RefundScope::Package).await.lines;
    assert_eq!(lines.len(), 2, "what was refunded is no line any more: {lines:?}");
}

async fn r5_what_was_refunded_is_refunded_once_and_the_same_form_leads_to_it(world: &World) {
    let cart = package(Edition::Professional, &[GROUPS], 2);
    let (customer, app) = seasoned(world, "2027-04-01 00:00:00", cart).await;
    let form = form(&customer, app, RefundScope::AddOn(GROUPS.kind())).await;
    let key = customer.services.form_key();
    let send = async |form: &RefundForm| {
        customer.services.refund(customer.account, app, (form, key), &customer.actor).await
    };
    let first = send(&form).await.unwrap();
    let before = world.tables().await;
    assert_eq!(send(&form).await.unwrap(), first);
    let other = RefundForm { scope: RefundScope::Package, ..form.clone() };
    assert!(matches!(send(&other).await, Err(NotRefunded::SentBefore(id)) if id == first));
    world.tables().await.assert_same(&before);
    let again = sends(&customer, app, &form).await;
    assert!(matches!(again, Err(NotRefunded::Rule(RefundRefused::NotHeld { .. }))), "{again:?}");
}

async fn r5_fifty_confirmations_at_once_refund_once(world: &World) {
    let (customer, app) =
        seasoned(world, "2027-04-01 00:00:00", package(Edition::Professional, &[], 2)).await;
    world.wait_until(at("2027-04-16 00:00:00"));
    let (form, before) = (form(&customer, app, RefundScope::Package).await, customer.balance().await);
    let mut all = JoinSet::new();
    for _ in 0..50 {
        let (customer, form) = (customer.clone(), form.clone());
        all.spawn(async move { sends(&customer, app, &form).await });
    }
    let made = all.join_all().await.into_iter().flatten().count();
    assert_eq!((made, customer.balance().await - before), (1, 149_850));
}

async fn r5_another_amount_an_old_page_and_a_wrong_name_change_nothing(world: &World) {
    let (customer, app) =
        seasoned(world, "2027-04-01 00:00:00", package(Edition::Professional, &[], 2)).await;
    world.wait_until(at("2027-04-16 00:00:00"));
    let form = form(&customer, app, RefundScope::Package).await;
    let before = world.tables().await;
    let more = RefundForm { total: form.total + Amount::minor(1), ..form.clone() };
    assert!(matches!(sends(&customer, app, &more).await, Err(NotRefunded::Changed)));
    let later = RefundForm { as_of: form.as_of.plus_seconds(1), ..form.clone() };
    assert!(matches!(sends(&customer, app, &later).await, Err(NotRefunded::Changed)));
    let typed = RefundForm { typed: "Exampl".to_owned(), ..form.clone() };
    assert!(matches!(sends(&customer, app, &typed).await, Err(NotRefunded::NotConfirmed)));
    world.wait(15 * 60);
    assert!(matches!(sends(&customer, app, &form).await, Err(NotRefunded::Changed)));
    world.tables().await.assert_same(&before);
    let fresh = self::form(&customer, app, RefundScope::Package).await;
    world.wait(14 * 60 + 59);
    sends(&customer, app, &fresh).await.unwrap();
}

async fn r5_what_can_not_be_refunded_says_why(world: &World) {
    let (customer, app) =
        seasoned(world, "2027-04-01 00:00:00", package(Edition::Professional, &[], 1)).await;
    let trial = customer.trial_app("cn").await;
    let form = form(&customer, app, RefundScope::Package).await;
    let refused = sends(&customer, trial, &form).await;
    assert!(matches!(refused, Err(NotRefunded::Rule(RefundRefused::NoPackage))));
    let add_on = RefundForm { scope: RefundScope::AddOn(GROUPS.kind()), ..form.clone() };
    let refused = sends(&customer, app, &add_on).await;
    assert!(matches!(refused, Err(NotRefunded::Rule(RefundRefused::NotHeld { .. }))));
    world.wait_until(at("2027-05-01 00:00:00"));
    let refused = sends(&customer, app, &form).await;
    assert!(matches!(refused, Err(NotRefunded::Rule(RefundRefused::NoPackage))), "its term is over");
    assert!(matches!(customer.quote(trial, renewal(1, &[])).await, Err(Refused::Renewal(_))));
}

async fn sec17_an_app_of_another_account_is_not_refunded(world: &World) {
    let (customer, app) =
        seasoned(world, "2027-04-01 00:00:00", package(Edition::Professional, &[], 1)).await;
    let form = form(&customer, app, RefundScope::Package).await;
    let other = world.customer_with(1_000).await;
    let before = world.tables().await;
    assert!(matches!(sends(&other, app, &form).await, Err(NotRefunded::NotFound)));
    world.tables().await.assert_same(&before);
}
