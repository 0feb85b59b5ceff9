//! Renewals, to the cent and to the second (R1, R2, D4, K4).

use std::sync::Arc;

use super::*;
use crate::domain::{
    calendar::Term,
    catalog::{Release, embedded},
    entitlement::fixture::{Owned, SHANGHAI, at, mainland, minor},
    ids::VoucherId,
    product::CallPack,
    voucher::Scope,
};

const GROUPS: Item = Item::AddOn(AddOn::GroupsPerUser(1_000));
const PACK: Item = Item::AddOn(AddOn::CallPack(CallPack::Basic));
const PRO: Edition = Edition::Professional;

#[test]
fn r2_a_renewal_by_hand_goes_on_with_everything_from_the_current_end_with_the_old_anchor() {
    let mut owned = Owned::bought("2027-01-31 09:30", PRO, &[GROUPS, PACK], 1);
    let priced = by_hand(&owned.prepaid(), 6, &[], at("2027-02-10 12:00")).unwrap();
    assert_eq!(
        minor(priced.lines.iter().map(|line| line.amount)),
        [527_472, 580_800, 300_000],
        "D4, packs excepted"
    );
    let span = priced.start.span(SHANGHAI, 6, at("2027-02-10 12:00"));
    assert_eq!((span.anchor, span.starts_at), (at("2027-01-31 09:30"), at("2027-02-28 09:30")));
    assert_eq!(span.ends_at, at("2027-08-31 09:30"), "R1: counted from the original day");
    owned.pay(&priced, 6, "2027-02-10 12:00");
    let again = by_hand(&owned.prepaid(), 1, &[], at("2027-02-10 12:00")).unwrap();
    let start = Start::Continues { anchor: at("2027-01-31 09:30"), months_before: 7 };
    assert_eq!(again.start, start, "a renewal upon a renewal");
    assert_eq!(
        paid_until(&owned.lines, None, SHANGHAI).unwrap().1,
        Term { anchor: at("2027-01-31 09:30"), months: 7 }
    );
}

#[test]
fn r2_add_ons_can_be_left_out_but_not_those_that_are_not_held() {
    let owned = Owned::bought("2027-01-31 09:30", PRO, &[GROUPS], 1);
    let left_out = by_hand(&owned.prepaid(), 1, &[AddOnKind::GroupsPerUser], at("2027-02-10 12:00")).unwrap();
    assert_eq!(minor(left_out.lines.iter().map(|line| line.amount)), [99_900]);
    let refused = by_hand(&owned.prepaid(), 1, &[AddOnKind::CallPack], at("2027-02-10 12:00"));
    assert_eq!(refused, Err(RenewalRefused::NotHeld { kind: AddOnKind::CallPack }));
    for found in [0, 25] {
        let refused = by_hand(&owned.prepaid(), found, &[], at("2027-02-10 12:00"));
        assert_eq!(refused, Err(RenewalRefused::Months { found, least: 1, most: 24 }));
    }
}

#[test]
fn r2_within_the_days_of_grace_it_continues_and_after_deactivation_or_refund_it_begins_at_payment() {
    let mut owned = Owned::bought("2027-01-31 09:30", PRO, &[GROUPS], 1);
    let since = at("2027-02-28 09:30");
    let start = |owned: &Owned, now| by_hand(&owned.prepaid(), 1, &[], at(now)).map(|priced| priced.start);
    owned.app.state = AppState::Expired { since, cause: StopCause::Expiry };
    let continues = Start::Continues { anchor: at("2027-01-31 09:30"), months_before: 1 };
    assert_eq!(start(&owned, "2027-03-05 00:00"), Ok(continues));
    owned.app.state = AppState::Expired { since, cause: StopCause::Refund };
    assert_eq!(start(&owned, "2027-03-05 00:00"), Ok(Start::AtPayment));
    owned.app.state = AppState::Deactivated { since, cause: StopCause::Expiry };
    assert_eq!(start(&owned, "2027-03-10 00:00"), Ok(Start::AtPayment));
}

#[test]
fn r2_what_can_not_be_renewed_says_why() {
    let mut owned = Owned::bought("2027-01-31 09:30", PRO, &[], 1);
    let since = at("2027-02-28 09:30");
    let refused = |owned: &Owned| by_hand(&owned.prepaid(), 1, &[], since).unwrap_err();
    let overdue = Prepaid { has_overdue: true, ..owned.prepaid() };
    assert_eq!(by_hand(&overdue, 1, &[], since), Err(RenewalRefused::Overdue));
    owned.app.state = AppState::Released { since, cause: StopCause::Expiry };
    assert_eq!(refused(&owned), RenewalRefused::Released);
    owned.app.state = AppState::Deactivated { since, cause: StopCause::Operator };
    assert_eq!(refused(&owned), RenewalRefused::StoppedForGood);
    assert_eq!(refused(&Owned::new()), RenewalRefused::NoPackage);
}

/// Version 2, dearer and without call packs, from this moment on.
fn dearer_from(moment: &str) -> Releases {
    let text = embedded("mainland").unwrap();
    let cut = text.find("call_packs = [").unwrap();
    let end = cut + text[cut..].find("\n]\n").unwrap() + 3;
    let later = format!("{}{}", &text[..cut], &text[end..]).replacen("\"999.00\"", "\"1099.00\"", 1);
    let catalog = Arc::new(Catalog::parse("x", &later).unwrap());
    let first = Release { published: mainland().current().clone(), at: at("2020-01-01 00:00") };
    let second = Release { published: Published { version: 2, catalog }, at: at(moment) };
    Releases::new(first, vec![second])
}

#[test]
fn r2_an_automatic_renewal_is_one_month_at_the_price_in_force_seven_days_before_the_end() {
    let mut owned = Owned::bought("2027-01-31 09:30", PRO, &[PACK], 1);
    owned.releases = dearer_from("2027-02-21 09:31");
    let amounts =
        |owned: &Owned| minor(automatic(&owned.prepaid()).unwrap().lines.iter().map(|line| line.amount));
    assert_eq!(amounts(&owned), [99_900, 50_000]);
    owned.releases = dearer_from("2027-02-21 09:30");
    assert_eq!(amounts(&owned), [109_900, 50_000], "K4: what version 2 no longer has stays at its old price");
    let by_hand = by_hand(&owned.prepaid(), 1, &[], at("2027-02-22 00:00")).unwrap();
    assert_eq!(by_hand.lines[0].monthly.as_minor(), 109_900);
}

#[test]
fn k4_who_is_sold_by_a_version_is_sold_by_it_at_every_moment() {
    let mut owned = Owned::bought("2027-01-31 09:30", PRO, &[], 1);
    owned.releases = dearer_from("2027-12-01 00:00");
    let monthly = |owned: &Owned| {
        let priced = by_hand(&owned.prepaid(), 1, &[], at("2027-02-10 12:00")).unwrap();
        priced.lines[0].monthly.as_minor()
    };
    assert_eq!(monthly(&owned), 99_900);
    for (version, price) in [(1, 99_900), (2, 109_900), (3, 109_900)] {
        owned.releases = dearer_from("2027-12-01 00:00").sold_by(version);
        assert_eq!(monthly(&owned), price, "version {version}");
    }
}

#[test]
fn r2_it_is_tried_at_midnight_of_the_day_of_expiry_and_daily_for_six_more_days() {
    let found = attempts(&mainland().current().catalog, at("2027-02-28 09:30"));
    assert_eq!(found.len(), 7);
    assert_eq!((found[0], found[6]), (at("2027-02-28 00:00"), at("2027-03-06 00:00")));
    let catalog = mainland().current().catalog.clone();
    let mut app = Owned::bought("2027-01-31 09:30", PRO, &[], 1).app;
    assert_eq!(attempt_due(&app, &catalog), None, "only where it was asked for");
    app.auto_renew = true;
    assert_eq!(attempt_due(&app, &catalog), Some(found[0]));
    app.state = AppState::Expired { since: at("2027-02-28 09:30"), cause: StopCause::Expiry };
    app.renewals_tried = 1;
    assert_eq!(attempt_due(&app, &catalog), Some(found[1]));
    app.renewals_tried = 7;
    assert_eq!(attempt_due(&app, &catalog), None);
    app.renewals_tried = 1;
    app.state = AppState::Expired { since: at("2027-02-28 09:30"), cause: StopCause::Refund };
    assert_eq!(attempt_due(&app, &catalog), None);
}

#[test]
fn r2_vouchers_pay_first_and_a_short_balance_takes_nothing() {
    let owned = Owned::bought("2027-01-31 09:30", PRO, &[GROUPS], 1);
    let voucher = Voucher {
        id: VoucherId(uuid::Uuid::nil()),
        name: "Welcome".into(),
        face: Amount::minor(20_000),
        remaining: Amount::minor(20_000),
        threshold: Amount::ZERO,
        scope: Scope::Packages,
        reusable: true,
        automatic: true,
        frozen_by: None,
        granted_at: at("2027-01-01 00:00"),
        expires_at: at("2028-01-01 00:00"),
    };
    let mut lines = automatic(&owned.prepaid()).unwrap().lines;
    let now = at("2027-02-28 00:00");
    let vouchers = [voucher];
    assert_eq!(pay(&mut lines, &vouchers, Amount::minor(189_899), now), Err(Amount::minor(1)));
    assert!(lines.iter().all(|line| line.deducted.is_zero()));
    let allocation = pay(&mut lines, &vouchers, Amount::minor(189_900), now).unwrap();
    assert_eq!(allocation.total().as_minor(), 20_000);
    assert_eq!(minor(lines.iter().map(Line::cash)), [79_900, 110_000]);
}
