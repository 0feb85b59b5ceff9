//! Upgrades within a term, to the cent (R4).

use super::*;
use crate::domain::{
    entitlement::fixture::{Owned, SHANGHAI, at, minor},
    renewal,
};

const PRO: Edition = Edition::Professional;
const LIVE: Item = Item::AddOn(AddOn::LivestreamGroups);
const PACK: Item = Item::AddOn(AddOn::CallPack(CallPack::Basic));
const ULTIMATE: Target = Target::Ultimate(None);

#[test]
fn r4_professional_to_ultimate_with_three_months_left_is_6000_00() {
    let owned = Owned::bought("2027-04-01 00:00", PRO, &[], 5);
    let upgrade = price(&owned.prepaid(), ULTIMATE, at("2027-06-01 00:00")).unwrap();
    assert_eq!(
        (minor(upgrade.lines.iter().map(|line| line.amount)), upgrade.net().as_minor()),
        (vec![600_000], 600_000)
    );
    let span = upgrade.spans[0];
    assert!(span.is_difference);
    assert_eq!((span.span.starts_at, span.span.ends_at), (at("2027-06-01 00:00"), at("2027-09-01 00:00")));
}

#[test]
fn r4_each_queued_term_has_a_line_with_its_own_discount() {
    let mut owned = Owned::bought("2027-04-01 00:00", PRO, &[], 5);
    let renewed = renewal::by_hand(&owned.prepaid(), 6, &[], at("2027-05-01 00:00")).unwrap();
    owned.pay(&renewed, 6, "2027-05-01 00:00");
    let upgrade = price(&owned.prepaid(), ULTIMATE, at("2027-06-16 00:00")).unwrap();
    let amounts = minor(upgrade.lines.iter().map(|line| line.amount));
    assert_eq!(amounts, [500_000, 1_056_000], "2.5 months, and 6 × 2,000 × 88 %");
    assert_eq!(upgrade.spans[1].span.starts_at, at("2027-09-01 00:00"));
    assert_eq!(upgrade.spans[1].span.ends_at, at("2028-03-01 00:00"));
}

#[test]
fn r4_what_becomes_void_is_given_back_by_the_cash_and_the_time_left() {
    let mut owned = Owned::bought("2027-04-01 00:00", PRO, &[LIVE, PACK], 6);
    let live = owned.lines.iter_mut().find(|line| line.line.item == LIVE).unwrap();
    live.line.deducted = Amount::minor(28_000);
    let upgrade = price(&owned.prepaid(), ULTIMATE, at("2027-08-01 00:00")).unwrap();
    let given_back = minor(upgrade.voided.iter().map(|voided| voided.amount));
    assert_eq!(given_back, [166_667, 100_000], "(5,280 − 280) × 2 ÷ 6 and 3,000 × 2 ÷ 6");
    assert_eq!(upgrade.charged().as_minor(), 352_000, "2 × 2,000 × 88 %");
    assert_eq!(upgrade.net().as_minor(), 352_000 - 266_667);
}

#[test]
fn r4_net_below_zero_is_a_refund() {
    let mut owned = Owned::bought("2027-04-01 00:00", PRO, &[LIVE], 2);
    owned.lines[0].line.monthly = Amount::minor(290_000);
    let upgrade = price(&owned.prepaid(), ULTIMATE, at("2027-05-01 00:00")).unwrap();
    assert_eq!(upgrade.net().as_minor(), 9_900 - 100_000);
    owned.lines[0].line.monthly = Amount::minor(400_000);
    let upgrade = price(&owned.prepaid(), ULTIMATE, at("2027-05-01 00:00")).unwrap();
    assert_eq!(upgrade.charged(), Amount::ZERO, "a difference is at least 0");
}

#[test]
fn r4_a_call_pack_that_no_longer_pairs_is_replaced_in_the_same_order_if_wanted() {
    let owned = Owned::bought("2027-04-01 00:00", PRO, &[PACK], 6);
    let now = at("2027-08-01 00:00");
    assert_eq!(pairing_packs(&owned.prepaid(), now), [CallPack::Premium]);
    let upgrade = price(&owned.prepaid(), Target::Ultimate(Some(CallPack::Premium)), now).unwrap();
    assert_eq!(minor(upgrade.lines.iter().map(|line| line.amount)), [352_000, 300_000]);
    let pack = upgrade.spans[1];
    assert!(!pack.is_difference);
    assert_eq!((pack.span.starts_at, pack.span.ends_at), (now, at("2027-10-01 00:00")));
    let item = Item::AddOn(AddOn::CallPack(CallPack::Basic));
    let refused = price(&owned.prepaid(), Target::Ultimate(Some(CallPack::Basic)), now);
    assert_eq!(refused, Err(UpgradeRefused::NotOffered { item }));
    let without = Owned::bought("2027-04-01 00:00", PRO, &[], 6);
    assert_eq!(pairing_packs(&without.prepaid(), now), []);
    let refused = price(&without.prepaid(), Target::Ultimate(Some(CallPack::Premium)), now);
    assert_eq!(refused, Err(UpgradeRefused::NoCallPackVoided));
}

#[test]
fn r4_a_higher_tier_of_an_add_on_pays_the_difference_and_a_second_one_the_next() {
    let mut owned = Owned::bought("2027-04-01 00:00", PRO, &[Item::AddOn(AddOn::GroupsPerUser(1_000))], 4);
    let text = crate::domain::catalog::embedded("mainland").unwrap().replacen(
        "{ tier = 1000, monthly = \"1100.00\" }",
        "{ tier = 1000, monthly = \"1100.00\" }, { tier = 2000, monthly = \"1500.00\" }, { tier = 3000, monthly = \"1800.00\" }",
        1,
    );
    let catalog = std::sync::Arc::new(crate::domain::catalog::Catalog::parse("x", &text).unwrap());
    owned.releases = crate::domain::catalog::Releases::only(Published { version: 1, catalog });
    let to = |owned: &Owned, tier| {
        price(&owned.prepaid(), Target::AddOn(AddOn::GroupsPerUser(tier)), at("2027-06-01 00:00"))
    };
    let first = to(&owned, 2_000).unwrap();
    assert_eq!(minor(first.lines.iter().map(|line| line.amount)), [80_000], "2 × (1,500 − 1,100)");
    assert_eq!(to(&owned, 1_000), Err(UpgradeRefused::NotHigher { add_on: AddOn::GroupsPerUser(1_000) }));
    let (line, span) = (first.lines[0].clone(), first.spans[0].span);
    let order = owned.next_order();
    owned.lines.push(PaidLine {
        order,
        position: 1,
        catalog_version: 1,
        line,
        anchor: span.anchor,
        starts_at: span.starts_at,
        ends_at: span.ends_at,
        is_difference: true,
    });
    let second = to(&owned, 3_000).unwrap();
    assert_eq!(minor(second.lines.iter().map(|line| line.amount)), [60_000], "2 × (1,800 − 1,500)");
    assert_eq!(owned.lines[2].months_left(SHANGHAI, at("2027-07-01 00:00")), TermMonths::whole(1));
}

#[test]
fn r4_what_can_be_gone_up_to_is_what_has_a_price() {
    let now = at("2027-06-01 00:00");
    let pro = Owned::bought("2027-04-01 00:00", PRO, &[PACK], 5);
    assert_eq!(targets(&pro.prepaid(), now), [ULTIMATE]);
    let ultimate = Owned::bought("2027-04-01 00:00", Edition::Ultimate, &[], 5);
    assert_eq!(targets(&ultimate.prepaid(), now), []);
    assert_eq!(targets(&Owned::new().prepaid(), now), []);
}

#[test]
fn r4_what_can_not_go_up_says_why() {
    let now = at("2027-06-01 00:00");
    let refused = |owned: &Owned, target| price(&owned.prepaid(), target, now).unwrap_err();
    assert_eq!(refused(&Owned::new(), ULTIMATE), UpgradeRefused::NoRunningTerm);
    let ultimate = Owned::bought("2027-04-01 00:00", Edition::Ultimate, &[], 5);
    assert_eq!(refused(&ultimate, ULTIMATE), UpgradeRefused::UltimateAlready);
    let pro = Owned::bought("2027-04-01 00:00", PRO, &[PACK], 5);
    let pack = Target::AddOn(AddOn::CallPack(CallPack::Advanced));
    assert_eq!(refused(&pro, pack), UpgradeRefused::CallPack);
    let groups = Target::AddOn(AddOn::GroupsPerUser(1_000));
    assert_eq!(refused(&pro, groups), UpgradeRefused::NotHeld { kind: AddOnKind::GroupsPerUser });
    let members = Owned::bought("2027-04-01 00:00", PRO, &[Item::AddOn(AddOn::MembersPerGroup(2_000))], 5);
    let item = Item::AddOn(AddOn::MembersPerGroup(4_000));
    let more = Target::AddOn(AddOn::MembersPerGroup(4_000));
    assert_eq!(refused(&members, more), UpgradeRefused::NotOffered { item });
    let overdue = Prepaid { has_overdue: true, ..pro.prepaid() };
    assert_eq!(price(&overdue, ULTIMATE, now), Err(UpgradeRefused::Overdue));
}
