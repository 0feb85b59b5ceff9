//! What customers of a simulation wish for, by chance: anything that a page could ask for, and some of what none would.

use super::chance::Chance;
use crate::{
    domain::{
        app::{App, Plan},
        catalog::PriceBook,
        change::{self, POSTPAID_KINDS},
        money::Amount,
        product::{AddOn, AddOnKind, CallPack, Edition},
        purchase::Cart,
        refund::RefundScope,
        upgrade::Target,
        voucher::Scope,
        wish::{Renewal, Wish},
    },
    services::{Services, vouchers::Grant},
};

pub(super) fn grant(services: &Services, chance: &Chance) -> Grant {
    let scopes = [Scope::Everything, Scope::Packages, Scope::AddOns(vec![AddOnKind::GroupsPerUser])];
    let days = i64::from(1 + chance.below(400));
    Grant {
        name: "Simulated".to_owned(),
        face: Amount::minor(i64::from(1 + chance.below(1_000_000))),
        threshold: Amount::minor(i64::from(chance.below(200_000))),
        scope: chance.one_of(&scopes).cloned().unwrap_or(Scope::Everything),
        reusable: chance.happens(50),
        expires_at: services.now().plus_seconds(days * 86_400),
    }
}

/// Anything that could be bought; of a postpaid app mostly a call pack alone (P6).
pub(super) fn purchase(app: &App, book: Option<&PriceBook>, chance: &Chance) -> Wish {
    let cart = cart(book, chance);
    if matches!(app.plan, Plan::Postpaid { .. }) && chance.happens(80) {
        let add_ons = chance.one_of(CallPack::ALL).map(|pack| AddOn::CallPack(*pack)).into_iter().collect();
        return Wish::Buy(Cart { package: None, add_ons, ..cart });
    }
    Wish::Buy(cart)
}

fn cart(book: Option<&PriceBook>, chance: &Chance) -> Cart {
    let edition = if chance.happens(60) { Edition::Professional } else { Edition::Ultimate };
    let offers = book.and_then(|book| book.offers(edition)).map_or(&[][..], |offers| &offers.add_ons);
    let wanted = offers.iter().filter(|_| chance.happens(20)).map(|offer| offer.add_on);
    Cart {
        package: chance.happens(75).then_some(edition),
        add_ons: wanted.collect(),
        months: 1 + chance.below(if chance.happens(70) { 3 } else { 24 }),
        auto_renew: chance.happens(50),
    }
}

pub(super) fn renewal(chance: &Chance) -> Wish {
    let left_out = AddOnKind::ALL.iter().filter(|_| chance.happens(15)).copied().collect();
    Wish::Renew(Renewal { months: 1 + chance.below(24), left_out })
}

pub(super) fn target(book: Option<&PriceBook>, chance: &Chance) -> Target {
    let offers = book.and_then(|book| book.offers(Edition::Ultimate));
    let add_ons: Vec<AddOn> =
        offers.iter().flat_map(|offers| &offers.add_ons).map(|offer| offer.add_on).collect();
    let pack = offers.and_then(|offers| offers.call_packs().find(|_| chance.happens(50)));
    match chance.one_of(&add_ons).filter(|_| chance.happens(60)) {
        Some(add_on) => Target::AddOn(*add_on),
        None => Target::Ultimate(pack),
    }
}

pub(super) fn refunded(chance: &Chance) -> RefundScope {
    match chance.one_of(AddOnKind::ALL).filter(|_| chance.happens(40)) {
        Some(kind) => RefundScope::AddOn(*kind),
        None => RefundScope::Package,
    }
}

pub(super) fn wanted(book: Option<&PriceBook>, chance: &Chance) -> change::Wish {
    let edition = if chance.happens(60) { Edition::Professional } else { Edition::Ultimate };
    let offers = book.and_then(|book| book.offers(edition));
    let monthly = offers.map_or(&[][..], |offers| &offers.add_ons).iter().map(|offer| offer.add_on);
    let add_ons = monthly.filter(|add_on| POSTPAID_KINDS.contains(&add_on.kind()) && chance.happens(20));
    let wanted = change::Wanted { edition, add_ons: add_ons.collect() };
    match chance.below(20) {
        0..=7 => change::Wish::Upgrade(wanted),
        8..=14 => change::Wish::Reconfigure(wanted),
        15..=17 => {
            let lengths = offers.map_or(&[][..], |offers| &offers.history);
            change::Wish::History(chance.one_of(lengths).map(|offer| offer.days))
        }
        18 => change::Wish::Downgrade,
        _ => change::Wish::Deactivate,
    }
}
