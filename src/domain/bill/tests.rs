//! Bills from draw-up to payment (U7, U8, M1, M2).

use std::sync::Arc;

use chrono::NaiveDateTime;
use proptest::prelude::*;

use super::*;
use crate::domain::{
    calendar::Calendar,
    catalog::{Published, embedded},
    charge::Measure,
    course::{Course, Setup, Turn},
    ids::VoucherId,
    product::{BillingMode, Edition, Item},
    voucher::{Scope, Voucher},
};

const SHANGHAI: Calendar = Calendar::new(chrono_tz::Asia::Shanghai);
const ACCOUNT: AccountId = AccountId(uuid::Uuid::nil());

fn at(text: &str) -> Timestamp {
    SHANGHAI.moment(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

fn june() -> Month {
    Month::parse("2027-06").unwrap()
}

fn releases() -> Releases {
    let catalog = Catalog::parse("mainland", embedded("mainland").unwrap()).unwrap();
    Releases::only(Published { version: 1, catalog: Arc::new(catalog) })
}

fn professional() -> Course {
    let setup = Setup::plain(Edition::Professional, Some(BillingMode::Postpaid));
    Course::new(vec![Turn { at: at("2027-01-01 00:00"), setup }])
}

fn users(day: &str, value: u32) -> Reading {
    Reading { day: at(&format!("{day} 00:00")), measure: Measure::DailyActiveUsers, value }
}

fn app<'a>(number: i64, course: &'a Course, readings: &'a [Reading]) -> AppMonth<'a> {
    let app = AppCourse { app: SdkAppId::new(1_400_000_000 + number).unwrap(), data_centre: "cn", course };
    AppMonth { app, readings }
}

fn drawn(apps: &[AppMonth<'_>]) -> Bill {
    draw_up(&releases(), (ACCOUNT, june()), apps, Vec::new(), None).unwrap()
}

fn voucher(id: u128, remaining: i64, scope: Scope) -> Voucher {
    Voucher {
        id: VoucherId(uuid::Uuid::from_u128(id)),
        name: "Welcome".into(),
        face: Amount::minor(remaining),
        remaining: Amount::minor(remaining),
        threshold: Amount::ZERO,
        scope,
        reusable: true,
        automatic: true,
        frozen_by: None,
        granted_at: at("2027-01-01 00:00"),
        expires_at: at("2028-01-01 00:00"),
    }
}

fn debit(bill: &mut Bill, vouchers: &[Voucher], balance: i64) -> Debit {
    let days = releases().current().catalog.bill_days;
    bill.debit(vouchers, Amount::minor(balance), days, bill.times.debit_at).unwrap()
}

#[test]
fn u7_the_bill_of_june_is_drawn_up_on_the_1st_debited_on_the_3rd_and_its_apps_stop_on_the_10th() {
    let course = professional();
    let bill = drawn(&[app(1, &course, &[])]);
    assert_eq!(bill.times.drawn_up_at, at("2027-07-01 00:00"));
    assert_eq!(bill.times.debit_at, at("2027-07-03 00:00"));
    assert_eq!(bill.times.deactivate_at, at("2027-07-10 00:00"));
    assert_eq!((bill.total().as_minor(), bill.state), (99_900, BillState::Pushed));
    let trial =
        Course::new(vec![Turn { at: at("2027-01-01 00:00"), setup: Setup::plain(Edition::Trial, None) }]);
    assert_eq!(draw_up(&releases(), (ACCOUNT, june()), &[app(1, &trial, &[])], Vec::new(), None), None);
}

#[test]
fn u7_the_order_of_the_apps_changes_nothing_and_a_rerun_has_the_same_hash() {
    let course = professional();
    let readings = [users("2027-06-05", 15_000)];
    let (first, second) = (app(1, &course, &readings), app(2, &course, &[]));
    let (bill, turned) = (drawn(&[first, second]), drawn(&[second, first]));
    assert_eq!(bill, turned);
    assert_eq!(bill.hash().unwrap(), turned.hash().unwrap());
    assert_eq!(
        bill.lines.iter().map(|line| line.app.number()).collect::<Vec<_>>(),
        [1_400_000_001, 1_400_000_001, 1_400_000_002]
    );
    let mut debited = bill.clone().closed();
    debit(&mut debited, &[voucher(1, 5_000, Scope::Everything)], 1_000_000);
    assert_eq!(debited.hash().unwrap(), bill.hash().unwrap(), "vouchers do not change what was closed");
    let other = drawn(&[first]);
    assert_ne!(other.hash().unwrap(), bill.hash().unwrap());
}

#[test]
fn u8_vouchers_go_first_then_the_balance_and_a_bill_that_is_covered_is_paid() {
    let course = professional();
    let mut bill = drawn(&[app(1, &course, &[])]).closed();
    let done = debit(&mut bill, &[voucher(1, 9_900, Scope::Packages)], 200_000);
    assert_eq!((done.from_balance.as_minor(), done.owed, done.carried), (90_000, Amount::ZERO, None));
    assert_eq!((bill.deducted().as_minor(), bill.payable().as_minor()), (9_900, 90_000));
    assert_eq!(bill.state, BillState::Paid { at: at("2027-07-03 00:00") });
    assert_eq!(
        bill.debit(&[], Amount::ZERO, releases().current().catalog.bill_days, at("2027-07-04 00:00")),
        None
    );
}

#[test]
fn u8_a_debit_takes_what_is_there_and_leaves_the_bill_overdue() {
    let course = professional();
    let mut bill = drawn(&[app(2, &course, &[]), app(1, &course, &[])]).closed();
    let done = debit(&mut bill, &[], 100_000);
    assert_eq!((done.from_balance.as_minor(), done.owed.as_minor()), (100_000, 99_800));
    assert_eq!(bill.state, BillState::Overdue { since: at("2027-07-03 00:00"), owed: Amount::minor(99_800) });
    assert_eq!(
        bill.apps().iter().map(|app| app.number()).collect::<Vec<_>>(),
        [1_400_000_001, 1_400_000_002]
    );
}

#[test]
fn u8_a_small_remainder_moves_to_the_next_bill() {
    let course = professional();
    let mut bill = drawn(&[app(1, &course, &[])]).closed();
    let done = debit(&mut bill, &[], 99_801);
    let carried = Carried { from: june(), amount: Amount::minor(99) };
    assert_eq!((done.owed, done.carried), (Amount::ZERO, Some(carried)));
    assert!(matches!(bill.state, BillState::Paid { .. }));
    let next =
        draw_up(&releases(), (ACCOUNT, june().next()), &[app(1, &course, &[])], Vec::new(), Some(carried));
    assert_eq!(next.unwrap().total().as_minor(), 99_999);
    let mut bill = drawn(&[app(1, &course, &[])]).closed();
    assert_eq!(debit(&mut bill, &[], 99_800).owed.as_minor(), 100, "1.00 is not below 1.00");
}

#[test]
fn u7_a_late_report_is_a_correction_on_the_next_bill_and_the_higher_wins() {
    let course = professional();
    let on_time = [users("2027-06-05", 15_000)];
    let closed = drawn(&[app(1, &course, &on_time)]).closed();
    let late = [on_time[0], users("2027-06-20", 35_000)];
    let found = corrections(&releases(), app(1, &course, &late), june(), &closed.lines);
    assert_eq!(found.iter().map(|line| line.amount.as_minor()).collect::<Vec<_>>(), [200_000]);
    assert!(found[0].is_verified() && found[0].month == june());
    let billed = [&closed.lines[..], &found].concat();
    assert_eq!(corrections(&releases(), app(1, &course, &late), june(), &billed), [], "once");
    let lower = [users("2027-06-05", 1)];
    assert_eq!(corrections(&releases(), app(1, &course, &lower), june(), &closed.lines), []);
    let next = (ACCOUNT, june().next());
    let bill = draw_up(&releases(), next, &[app(1, &course, &[])], found, None).unwrap();
    assert_eq!(bill.total().as_minor(), 99_900 + 200_000);
}

#[test]
fn m1_a_credit_pays_overdue_bills_first_oldest_first() {
    let owed = |month: Month, amount| Owed { month, amount: Amount::minor(amount) };
    let debts = [owed(june().next(), 500), owed(june(), 300)];
    let paid = pay_overdue(&debts, Amount::minor(400));
    assert_eq!(paid.payments, [owed(june(), 300), owed(june().next(), 100)]);
    assert!(!paid.is_clear && paid.left.is_zero());
    let paid = pay_overdue(&debts, Amount::minor(1_000));
    assert_eq!((paid.left.as_minor(), paid.is_clear), (200, true));
    assert!(pay_overdue(&[], Amount::minor(5)).is_clear);
}

#[test]
fn t3_a_document_is_recomputed_and_every_change_is_found() {
    let course = professional();
    let readings = [users("2027-06-05", 15_000)];
    let mut bill = drawn(&[app(1, &course, &readings)]).closed();
    debit(&mut bill, &[voucher(1, 5_000, Scope::Everything)], 0);
    let document = bill.document().unwrap();
    let json = serde_json::to_string(&document).unwrap();
    let read: Document = serde_json::from_str(&json).unwrap();
    assert_eq!((&read, verify(&read).unwrap()), (&document, vec![]));
    let changed = |change: &dyn Fn(&mut Document)| {
        let mut document = document.clone();
        change(&mut document);
        verify(&document).unwrap()
    };
    let faults = changed(&|document| document.lines[0].amount = Amount::minor(99_899));
    assert!(matches!(faults[0], DocumentFault::Line { line: 1, .. }), "{faults:?}");
    assert!(
        matches!(faults[1], DocumentFault::Total { .. }) && matches!(faults[2], DocumentFault::Hash { .. })
    );
    let faults = changed(&|document| document.payable = Amount::ZERO);
    assert!(matches!(faults[..], [DocumentFault::Payable { .. }]), "{faults:?}");
    let faults = changed(&|document| document.lines[0].deducted = Amount::minor(-1));
    assert!(matches!(faults[0], DocumentFault::Deduction { line: 1 }), "{faults:?}");
    let faults = changed(&|document| document.month = june().next());
    assert!(matches!(faults[..], [DocumentFault::Hash { .. }]), "{faults:?}");
}

#[test]
fn u7_canonical_json_has_sorted_keys_and_no_spaces() {
    let value = serde_json::json!({ "b": [1, { "z": null, "a": "é\"" }], "a": true });
    assert_eq!(canonical(&value).unwrap(), "{\"a\":true,\"b\":[1,{\"a\":\"é\\\"\",\"z\":null}]}");
    assert_eq!(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

proptest! {
    #[test]
    fn u8_what_is_billed_is_what_vouchers_balance_debt_and_remainder_pay(
        vouchers in prop::collection::vec(1_i64..300_000, 0..4),
        balance in 0_i64..300_000,
        value in 0_u32..50_000,
    ) {
        let course = professional();
        let readings = [users("2027-06-05", value)];
        let mut bill = drawn(&[app(1, &course, &readings)]).closed();
        let vouchers: Vec<_> = (1..).zip(vouchers).map(|(id, left)| voucher(id, left, Scope::Everything)).collect();
        let done = debit(&mut bill, &vouchers, balance);
        let carried = done.carried.map_or(Amount::ZERO, |carried| carried.amount);
        prop_assert_eq!(done.vouchers.total() + done.from_balance + done.owed + carried, bill.total());
        prop_assert!(done.from_balance <= Amount::minor(balance));
        prop_assert_eq!(verify(&bill.document().unwrap()).unwrap(), vec![]);
        prop_assert!(bill.lines_of(bill.apps()[0], Subject::Item(Item::Package(Edition::Professional))).count() == 1);
    }
}

#[test]
fn u7_the_tax_in_a_total_is_rounded_half_up_once() {
    let tax = |total, percent| included_tax(Amount::minor(total), percent).as_minor();
    assert_eq!((tax(113_285, 10), tax(113_285, 6), tax(173_265, 10)), (10_299, 6_412, 15_751));
    assert_eq!((tax(11, 10), tax(0, 10), tax(113_285, 0)), (1, 0, 0));
}
