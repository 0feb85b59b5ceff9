//! What happens when the balance does not cover a bill, and when it is paid (U8, M1).

use im_console::{
    domain::{
        app::{AppState, StopCause},
        bill::BillStatus,
        product::Edition,
        purchase::{Cart, PurchaseRefused},
        renewal::{Hindrance, Outcome},
    },
    services::purchase::Refused,
    store::{accounts, renewals},
};
use serde_json::json;

use super::{lines, professional_since, standing};
use crate::support::{
    customer::{Customer, package, professional, voucher_over},
    tables::int,
    world::{World, at, on_both_databases},
};

on_both_databases! {
    u8_an_overdue_bill_stops_its_apps_after_seven_days_and_its_payment_brings_them_back,
    u8_a_prepaid_app_on_the_bill_is_stopped_too_and_comes_back_as_it_was,
    m1_a_credit_pays_debts_oldest_first,
    m1_while_anything_is_overdue_nothing_can_be_bought_and_no_voucher_used,
    u8_paid_in_time_nothing_is_stopped,
    u8_what_was_stopped_for_arrears_is_released_after_ninety_days_and_the_debt_stays,
}

async fn owed(customer: &Customer) -> i64 {
    let mut tx = customer.services.store.read().await.unwrap();
    accounts::find(&mut tx, customer.account).await.unwrap().unwrap().owed.as_minor()
}

async fn u8_an_overdue_bill_stops_its_apps_after_seven_days_and_its_payment_brings_them_back(world: &World) {
    let customer = world.customer_with(10_000).await;
    let app = professional_since(&customer, "2027-01-01 00:00:00").await;
    world.advance_to(at("2027-02-09 23:59:59")).await;
    assert_eq!(standing(&customer, "2027-01").await, (BillStatus::Overdue, 89_900));
    assert_eq!((customer.balance().await, owed(&customer).await), (0, 89_900));
    assert_eq!(customer.app(app).await.state, AppState::Active);
    world.advance_to(at("2027-02-10 00:00:00")).await;
    let stopped = AppState::Deactivated { since: at("2027-02-10 00:00:00"), cause: StopCause::Arrears };
    assert_eq!(customer.app(app).await.state, stopped);
    world.advance_to(at("2027-02-14 12:00:00")).await;
    customer.tops_up(80_000).await;
    assert_eq!(standing(&customer, "2027-01").await, (BillStatus::Overdue, 9_900));
    assert_eq!(customer.app(app).await.state, stopped, "not all is paid");
    customer.tops_up(300_000).await;
    assert_eq!(standing(&customer, "2027-01").await, (BillStatus::Paid, 0));
    assert_eq!((customer.balance().await, owed(&customer).await), (290_100, 0));
    assert_eq!(customer.app(app).await.state, AppState::Active);
    world.advance_to(at("2027-03-03 00:00:00")).await;
    // February without the four and a half days in which it was stopped: 999.00 × 23.5 ÷ 28.
    assert_eq!(lines(&customer, "2027-02").await, [(super::PROFESSIONAL, 83_845)]);
    let payments = world.tables().await.rows("bill_payments").len();
    assert_eq!(payments, 4);
}

async fn u8_a_prepaid_app_on_the_bill_is_stopped_too_and_comes_back_as_it_was(world: &World) {
    let customer = world.customer_with(299_700).await;
    let app = customer.trial_app("cn").await;
    customer.buys(app, package(Edition::Professional, &[], 3)).await;
    let before = customer.app(app).await;
    super::reports(&customer.services, app, "2026-11-22", 35_000).await;
    world.advance_to(at("2026-12-10 00:00:00")).await;
    let (status, debt) = standing(&customer, "2026-11").await;
    assert_eq!(status, BillStatus::Overdue, "what is used above the quota is billed to prepaid apps too");
    assert_eq!(customer.app(app).await.state.cause(), Some(StopCause::Arrears));
    world.advance_to(at("2026-12-20 00:00:00")).await;
    customer.tops_up(debt).await;
    let after = customer.app(app).await;
    assert_eq!((after.state, after.plan), (AppState::Active, before.plan));
    world.advance_to(at("2027-02-22 10:00:00")).await;
    assert!(matches!(customer.app(app).await.state, AppState::Expired { .. }), "its term ran on");
}

async fn m1_a_credit_pays_debts_oldest_first(world: &World) {
    let customer = world.customer().verified().await;
    let app = professional_since(&customer, "2027-01-01 00:00:00").await;
    world.advance_to(at("2027-03-03 00:00:00")).await;
    assert_eq!(standing(&customer, "2027-01").await, (BillStatus::Overdue, 99_900));
    // Nine days of February until it was stopped: 999.00 × 9 ÷ 28.
    assert_eq!(standing(&customer, "2027-02").await, (BillStatus::Overdue, 32_111));
    customer.tops_up(100_000).await;
    assert_eq!(standing(&customer, "2027-01").await, (BillStatus::Paid, 0));
    assert_eq!(standing(&customer, "2027-02").await, (BillStatus::Overdue, 32_011));
    assert!(matches!(customer.app(app).await.state, AppState::Deactivated { .. }));
    customer.tops_up(40_000).await;
    assert_eq!((customer.balance().await, owed(&customer).await), (7_989, 0));
    assert_eq!(customer.app(app).await.state, AppState::Active);
    let tables = world.tables().await;
    let paid: Vec<i64> = tables
        .with("ledger_postings", "ledger_account", &json!("receivable"))
        .iter()
        .map(|posting| int(posting, "amount"))
        .collect();
    assert_eq!(paid.iter().sum::<i64>(), 0);
}

async fn m1_while_anything_is_overdue_nothing_can_be_bought_and_no_voucher_used(world: &World) {
    let customer = world.customer_with(299_700).await;
    let renewing = customer.trial_app("cn").await;
    customer.buys(renewing, Cart { auto_renew: true, ..package(Edition::Professional, &[], 3) }).await;
    professional_since(&customer, "2026-12-01 00:00:00").await;
    world.advance_to(at("2027-01-02 23:55:00")).await;
    let [app, other] = [customer.trial_app("cn").await, customer.trial_app("cn").await];
    let quote = customer.quote(app, professional()).await.unwrap();
    let unpaid = customer.leaves_unpaid(other, professional()).await;
    let voucher = customer.is_granted(voucher_over(1_000, at("2028-01-01 00:00:00"))).await;
    world.advance_to(at("2027-01-03 00:00:00")).await;
    assert_eq!(standing(&customer, "2026-12").await.0, BillStatus::Overdue);
    let before = world.tables().await;
    let is_overdue = |refused: &Refused| matches!(refused, Refused::Rule(PurchaseRefused::Overdue));
    assert!(is_overdue(&customer.quote(app, professional()).await.unwrap_err()));
    assert!(is_overdue(&customer.chooses(&quote, Some(voucher)).await.unwrap_err()));
    assert!(is_overdue(&customer.confirms(quote.id).await.unwrap_err()));
    assert!(is_overdue(&customer.pays(&unpaid).await.unwrap_err()));
    world.tables().await.assert_same(&before);
    world.advance_to(at("2027-02-22 00:00:00")).await;
    let mut tx = world.services.store.read().await.unwrap();
    let tried = renewals::latest(&mut tx, renewing, 9).await.unwrap();
    let why: Vec<_> = tried.into_iter().map(|attempt| attempt.outcome).collect();
    assert_eq!(why, [Outcome::Hindered(Hindrance::Overdue)]);
}

async fn u8_paid_in_time_nothing_is_stopped(world: &World) {
    let customer = world.customer().verified().await;
    let app = professional_since(&customer, "2027-01-01 00:00:00").await;
    world.advance_to(at("2027-02-09 12:00:00")).await;
    customer.tops_up(99_900).await;
    world.advance_to(at("2027-02-20 00:00:00")).await;
    assert_eq!(customer.app(app).await.state, AppState::Active);
    assert_eq!(standing(&customer, "2027-01").await, (BillStatus::Paid, 0));
}

async fn u8_what_was_stopped_for_arrears_is_released_after_ninety_days_and_the_debt_stays(world: &World) {
    let customer = world.customer().verified().await;
    let app = professional_since(&customer, "2027-01-01 00:00:00").await;
    world.advance_to(at("2027-12-31 00:00:00")).await;
    assert!(matches!(customer.app(app).await.state, AppState::Released { .. }));
    let debt = owed(&customer).await;
    assert_eq!(debt, 99_900 + 32_111);
    customer.tops_up(500_000).await;
    assert_eq!(customer.balance().await, 500_000 - debt);
    assert!(matches!(customer.app(app).await.state, AppState::Released { .. }), "its data is gone");
}
