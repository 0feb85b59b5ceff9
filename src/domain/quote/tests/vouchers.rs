//! A voucher on every package: never more than what is eligible, to the cent, and nothing lost in sharing (M2).

use super::*;
use crate::domain::{product::AddOnKind, voucher::Scope};

const NOW: Timestamp = Timestamp::from_unix(1_806_732_300);

fn voucher(face: i64, scope: Scope) -> Voucher {
    Voucher {
        id: VoucherId(uuid::Uuid::nil()),
        name: "Welcome".to_owned(),
        face: Amount::minor(face),
        remaining: Amount::minor(face),
        threshold: Amount::ZERO,
        scope,
        reusable: true,
        automatic: true,
        frozen_by: None,
        granted_at: Timestamp::from_unix(0),
        expires_at: NOW.plus_seconds(1),
    }
}

/// What M2 says of a line: which lines each scope covers, stated once more.
fn is_eligible(scope: &Scope, item: Item) -> bool {
    match (scope, item) {
        (Scope::Everything, _) => true,
        (Scope::Packages, item) => matches!(item, Item::Package(_)),
        (Scope::AddOns(kinds), Item::AddOn(add_on)) => kinds.contains(&add_on.kind()),
        (Scope::AddOns(_), Item::Package(_)) => false,
    }
}

fn scopes() -> Vec<Scope> {
    let mut scopes = vec![Scope::Everything, Scope::Packages, Scope::AddOns(AddOnKind::ALL.to_vec())];
    scopes.extend(AddOnKind::ALL.iter().map(|&kind| Scope::AddOns(vec![kind])));
    scopes
}

#[test]
fn m2_a_voucher_takes_exactly_the_smaller_of_what_it_is_worth_and_what_is_eligible_of_every_package() {
    for shop in Shop::all() {
        for (centre, edition, add_ons) in every_package(&shop) {
            for months in [1, 6, 13, 24] {
                let app = trial_app(&centre);
                let cart =
                    Cart { package: Some(edition), add_ons: add_ons.clone(), months, auto_renew: false };
                let priced = price(&shop.catalog, &app, &[], &cart, NOW).unwrap();
                let quote = quoted(&shop, &app, &cart, &priced, NOW);
                for scope in scopes() {
                    deducts_right(&quote, &scope);
                }
            }
        }
    }
}

fn deducts_right(plain: &Quote, scope: &Scope) {
    let eligible: i64 = eligible_lines(plain, scope).iter().sum();
    for face in [1, 3, 9_999, eligible / 3, eligible - 1, eligible, eligible + 1, 1_000_000_000] {
        if face < 1 {
            continue;
        }
        let mut quote = plain.clone();
        let used = quote.take_off(Some(&voucher(face, scope.clone())), NOW);
        if eligible == 0 {
            assert_eq!(used, Err(VoucherRefused::OutOfScope));
            assert_eq!(quote, *plain, "a refused voucher changes nothing");
            continue;
        }
        used.unwrap();
        let total: i64 = plain.lines.iter().map(|line| line.amount.as_minor()).sum();
        let deducted = face.min(eligible);
        let sums = (quote.total().as_minor(), quote.deducted().as_minor(), quote.payable().as_minor());
        assert_eq!(sums, (total, deducted, total - deducted));
        shares_are_largest_remainders(&quote, scope, deducted, eligible);
        quote.take_off(None, NOW).unwrap();
        assert_eq!(quote, *plain, "no voucher takes nothing");
    }
}

/// Cents of each line that the scope covers; 0 of the others.
fn eligible_lines(quote: &Quote, scope: &Scope) -> Vec<i64> {
    let cents = |line: &Line| if is_eligible(scope, line.item) { line.amount.as_minor() } else { 0 };
    quote.lines.iter().map(cents).collect()
}

/// Every share is the whole cents of its part or one more; who gets one more has no smaller rest than who does not.
fn shares_are_largest_remainders(quote: &Quote, scope: &Scope, deducted: i64, eligible: i64) {
    let (mut least_raised, mut most_left) = (i128::MAX, i128::MIN);
    for (line, cents) in quote.lines.iter().zip(eligible_lines(quote, scope)) {
        let share = i128::from(line.deducted.as_minor());
        let part = i128::from(deducted) * i128::from(cents);
        let (whole, rest) = (part / i128::from(eligible), part % i128::from(eligible));
        assert!(line.deducted.as_minor() <= cents, "never more than the eligible amount of its line");
        if share == whole {
            most_left = most_left.max(rest);
        } else {
            assert_eq!(share, whole + 1);
            least_raised = least_raised.min(rest);
        }
    }
    assert!(least_raised >= most_left, "{:?}", quote.lines);
}

#[test]
fn m2_the_threshold_is_held_against_the_whole_total_to_the_cent() {
    let shop = Shop::mainland();
    let app = trial_app("cn");
    let cart =
        Cart { package: Some(Edition::Professional), add_ons: Vec::new(), months: 6, auto_renew: false };
    let priced = price(&shop.catalog, &app, &[], &cart, NOW).unwrap();
    let mut quote = quoted(&shop, &app, &cart, &priced, NOW);
    let total = quote.total();
    let at = |threshold: Amount| Voucher { threshold, ..voucher(100, Scope::Everything) };
    assert_eq!(quote.take_off(Some(&at(total)), NOW), Ok(()));
    let above = total + Amount::minor(1);
    let refused = quote.take_off(Some(&at(above)), NOW);
    assert_eq!(refused, Err(VoucherRefused::BelowThreshold { threshold: above }));
}
