//! Refunds, to the cent (R5, R6).

use proptest::prelude::*;

use super::*;
use crate::domain::{
    entitlement::fixture::{Owned, SHANGHAI, at, minor},
    product::{AddOn, Edition},
    quote::Start,
    renewal,
};

const PRO: Edition = Edition::Professional;
const GROUPS: Item = Item::AddOn(AddOn::GroupsPerUser(1_000));

fn first(owned: &Owned, is_used_up: bool) -> FirstOrder {
    let line = &owned.lines[0];
    FirstOrder { order: line.order.clone(), paid_at: line.starts_at, is_used_up }
}

fn amounts(refund: &Refund) -> Vec<i64> {
    assert!(refund.lines.iter().all(RefundLine::is_verified), "T3: {refund:?}");
    minor(refund.lines.iter().map(|line| line.amount))
}

#[test]
fn r5_ultimate_for_a_month_refunded_after_ten_of_thirty_days_gives_1999_33() {
    let owned = Owned::bought("2027-06-01 00:00", Edition::Ultimate, &[], 1);
    let refund = price(&owned.prepaid(), RefundScope::Package, None, at("2027-06-11 00:00")).unwrap();
    assert_eq!(amounts(&refund), [199_933]);
    let RefundRule::Running { used_value, .. } = refund.lines[0].rule else { panic!() };
    assert_eq!(used_value.as_minor(), 99_967);
}

#[test]
fn r5_within_five_calendar_days_of_the_first_order_all_its_money_comes_back_once() {
    let mut owned = Owned::bought("2027-06-01 12:00", PRO, &[GROUPS], 6);
    owned.lines[0].line.deducted = Amount::minor(27_472);
    let on = |now: &str, first: &FirstOrder| {
        price(&owned.prepaid(), RefundScope::Package, Some(first), at(now)).unwrap()
    };
    let refund = on("2027-06-06 12:00", &first(&owned, false));
    assert_eq!(amounts(&refund), [500_000, 580_800], "vouchers do not come back");
    assert!(refund.uses_full);
    assert!(!on("2027-06-06 12:01", &first(&owned, false)).uses_full);
    assert!(!on("2027-06-06 12:00", &first(&owned, true)).uses_full);
    let other = FirstOrder { order: owned.next_order(), ..first(&owned, false) };
    let later = price(&owned.prepaid(), RefundScope::Package, Some(&other), at("2027-06-02 12:00")).unwrap();
    assert!(!later.uses_full, "only the account's first order has the five days");
}

#[test]
fn r5_a_package_takes_its_add_ons_and_queued_renewals_along_each_by_its_own_line() {
    let mut owned = Owned::bought("2027-04-01 00:00", PRO, &[GROUPS], 6);
    owned.app.auto_renew = true;
    let renewed = renewal::by_hand(&owned.prepaid(), 1, &[], at("2027-05-01 00:00")).unwrap();
    owned.pay(&renewed, 1, "2027-05-01 00:00");
    let now = at("2027-08-01 00:00");
    let refund = price(&owned.prepaid(), RefundScope::Package, None, now).unwrap();
    assert_eq!(amounts(&refund), [527_472 - 4 * 99_900, 580_800 - 4 * 110_000, 99_900, 110_000]);
    assert_eq!(refund.lines[2].rule, RefundRule::NotBegun);
    assert_eq!(refund.state, AppState::Expired { since: now, cause: StopCause::Refund });
    assert_eq!((refund.plan.ends_at(), refund.auto_renew), (Some(now), false));
}

#[test]
fn r5_a_running_line_never_gives_less_than_nothing_and_a_finished_one_nothing() {
    let mut owned = Owned::bought("2027-04-01 00:00", PRO, &[], 12);
    let refund = price(&owned.prepaid(), RefundScope::Package, None, at("2028-03-01 00:00")).unwrap();
    assert_eq!(amounts(&refund), [0], "11 months at list price are more than 12 at 83 %");
    let renewed = renewal::by_hand(&owned.prepaid(), 1, &[], at("2027-05-01 00:00")).unwrap();
    owned.pay(&renewed, 1, "2027-05-01 00:00");
    let refund = price(&owned.prepaid(), RefundScope::Package, None, at("2028-04-16 00:00")).unwrap();
    assert_eq!(refund.lines[0].rule, RefundRule::Finished);
    assert_eq!(amounts(&refund), [0, 49_950]);
}

#[test]
fn r5_an_upgrade_payment_is_a_line_of_its_own_with_the_difference_as_its_price() {
    let mut owned = Owned::bought("2027-04-01 00:00", PRO, &[], 5);
    let target = crate::domain::upgrade::Target::Ultimate(None);
    let upgrade = crate::domain::upgrade::price(&owned.prepaid(), target, at("2027-06-01 00:00")).unwrap();
    let priced = Priced { edition: Edition::Ultimate, start: Start::AtPayment, lines: upgrade.lines };
    owned.pay(&priced, 1, "2027-06-01 00:00");
    let span = upgrade.spans[0].span;
    let line = owned.lines.last_mut().unwrap();
    (line.anchor, line.starts_at, line.ends_at, line.is_difference) =
        (span.anchor, span.starts_at, span.ends_at, true);
    let refund = price(&owned.prepaid(), RefundScope::Package, None, at("2027-08-01 00:00")).unwrap();
    assert_eq!(amounts(&refund), [99_900, 200_000], "one of five months, and one of three");
}

#[test]
fn t3_a_changed_value_of_a_refund_or_an_order_line_is_found() {
    let owned = Owned::bought("2027-06-01 00:00", PRO, &[], 6);
    assert!(owned.lines[0].line.is_verified());
    let changed = quote::Line { percent: 83, ..owned.lines[0].line.clone() };
    assert!(!changed.is_verified());
    let refund = price(&owned.prepaid(), RefundScope::Package, None, at("2027-08-16 00:00")).unwrap();
    let line = &refund.lines[0];
    assert!(line.is_verified());
    assert!(!RefundLine { cash: Amount::minor(1), ..line.clone() }.is_verified());
    assert!(!RefundLine { rule: RefundRule::NotBegun, ..line.clone() }.is_verified());
}

#[test]
fn r6_an_add_on_alone_leaves_the_package_as_it_is() {
    let owned = Owned::bought("2027-04-01 00:00", PRO, &[GROUPS], 2);
    let scope = RefundScope::AddOn(AddOnKind::GroupsPerUser);
    let refund = price(&owned.prepaid(), scope, Some(&first(&owned, false)), at("2027-04-16 00:00")).unwrap();
    assert_eq!(amounts(&refund), [165_000]);
    assert_eq!((refund.state, refund.plan), (owned.app.state, owned.app.plan));
    let refused =
        price(&owned.prepaid(), RefundScope::AddOn(AddOnKind::CallPack), None, at("2027-04-16 00:00"));
    assert_eq!(refused, Err(RefundRefused::NotHeld { kind: AddOnKind::CallPack }));
    let refused = price(&Owned::new().prepaid(), RefundScope::Package, None, at("2027-04-16 00:00"));
    assert_eq!(refused, Err(RefundRefused::NoPackage));
}

#[test]
fn r6_a_lower_package_is_refund_and_purchase_with_the_days_between() {
    let owned = Owned::bought("2027-06-01 00:00", Edition::Ultimate, &[], 1);
    let cart = Cart { package: Some(PRO), add_ons: Vec::new(), months: 6, auto_renew: false };
    let legs = lowering(&owned.prepaid(), &cart, None, at("2027-06-11 00:00")).unwrap();
    assert_eq!((legs.refund.total().as_minor(), legs.purchase.total().as_minor()), (199_933, 527_472));
    assert_eq!((legs.purchase.start, legs.usable_until), (Start::AtPayment, at("2027-06-18 00:00")));
}

proptest! {
    #[test]
    fn r5_a_refund_is_never_more_than_the_cash_and_never_grows_with_time(
        months in 1_u32..25, one in 0_i64..63_000_000, other in 0_i64..63_000_000,
    ) {
        let owned = Owned::bought("2027-01-31 09:30", PRO, &[GROUPS], months);
        let end = owned.lines[0].ends_at;
        let at = |seconds: i64| owned.lines[0].starts_at.plus_seconds(seconds).min(end.plus_seconds(-1));
        let (early, late) = (at(one.min(other)), at(one.max(other)));
        let total = |now| price(&owned.prepaid(), RefundScope::Package, None, now).unwrap().total();
        prop_assert!(total(early) >= total(late));
        let cash: Amount = owned.lines.iter().map(|line| line.line.cash()).sum();
        prop_assert!(total(early) <= cash && total(late) >= Amount::ZERO);
        for line in &owned.lines {
            prop_assert!(line.unused_cash(SHANGHAI, early) <= line.line.cash());
        }
    }
}
