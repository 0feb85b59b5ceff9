//! The combined rules, as one product: plan × data centre × edition × every set of add-ons × duration (SEC32).

use super::shop::choices;
use super::*;
use crate::domain::{
    app::Plan,
    product::{AddOnKind, CallPack},
};

const NOW: Timestamp = Timestamp::from_unix(1_806_732_300);
const END: Timestamp = Timestamp::from_unix(1_806_732_300 + 40 * 86_400);

/// One add-on of each kind and tier that any form could name, sold or not.
fn universe() -> Vec<Vec<AddOn>> {
    vec![
        vec![AddOn::LivestreamGroups],
        [7, 1_000, 3_000].map(AddOn::GroupsPerUser).to_vec(),
        [7, 2_000, 6_000].map(AddOn::MembersPerGroup).to_vec(),
        vec![AddOn::ContentSecurity],
        CallPack::ALL.iter().copied().map(AddOn::CallPack).collect(),
    ]
}

fn plans() -> Vec<Plan> {
    let paid = [Edition::Professional, Edition::Ultimate];
    let mut plans = vec![Plan::Trial, Plan::Im];
    plans.extend(paid.map(|edition| Plan::Prepaid { edition, ends_at: END }));
    plans.extend(paid.map(|edition| Plan::Postpaid { edition }));
    plans
}

/// P8, as it is written down.
const fn pairs(edition: Edition, pack: CallPack) -> bool {
    match pack {
        CallPack::Basic | CallPack::Advanced => matches!(edition, Edition::Professional),
        CallPack::Premium => matches!(edition, Edition::Ultimate),
    }
}

/// Whether this refusal is true of this app and this cart.
fn holds(shop: &Shop, app: &App, cart: &Cart, refused: &PurchaseRefused) -> bool {
    let edition = match app.plan {
        Plan::Prepaid { edition, .. } | Plan::Postpaid { edition } => Some(edition),
        _ => cart.package,
    };
    let is_postpaid = matches!(app.plan, Plan::Postpaid { .. });
    let is_sold = |add_on: AddOn| {
        let offered = edition.map(|edition| shop.offered(&app.data_centre, edition));
        offered.into_iter().flatten().flatten().any(|offered| offered == add_on)
    };
    match refused {
        PurchaseRefused::Legacy => app.plan == Plan::Im,
        PurchaseRefused::Postpaid => is_postpaid && cart.package.is_some(),
        PurchaseRefused::Reconfigured { kind } => {
            let is_chosen = cart.add_ons.iter().any(|add_on| add_on.kind() == *kind);
            is_postpaid && is_chosen && *kind != AddOnKind::CallPack
        }
        PurchaseRefused::PackageHeld => matches!(app.plan, Plan::Prepaid { .. }) && cart.package.is_some(),
        PurchaseRefused::NothingChosen => {
            app.plan.billing_mode().is_some() && cart.package.is_none() && cart.add_ons.is_empty()
        }
        PurchaseRefused::PackageNeeded => {
            let is_for_sale = |edition| shop.listed(&app.data_centre, edition).is_some();
            app.plan == Plan::Trial && !cart.package.is_some_and(is_for_sale)
        }
        PurchaseRefused::NotOffered { add_on, edition: named } => {
            let is_pairing = matches!(add_on, AddOn::CallPack(pack) if !pairs(*named, *pack));
            edition == Some(*named)
                && cart.add_ons.contains(add_on)
                && !is_sold(*add_on)
                && (!is_pairing || shop.name == "international")
        }
        PurchaseRefused::CallPackPairing { pack, edition: named } => {
            let is_chosen = edition == Some(*named) && cart.add_ons.contains(&AddOn::CallPack(*pack));
            is_chosen && !pairs(*named, *pack) && shop.name == "mainland"
        }
        PurchaseRefused::Months { found, least: 1, most: 24 } => {
            (cart.package.is_some() || is_postpaid) && *found == cart.months && !(1..=24).contains(found)
        }
        _ => false,
    }
}

/// Every refusal that these carts can meet, made from the cart itself.
fn possible(app: &App, cart: &Cart) -> Vec<PurchaseRefused> {
    let edition = app.plan.billing_mode().map_or(cart.package, |_| Some(app.plan.edition()));
    let mut refusals = vec![
        PurchaseRefused::Legacy,
        PurchaseRefused::Postpaid,
        PurchaseRefused::PackageHeld,
        PurchaseRefused::NothingChosen,
        PurchaseRefused::PackageNeeded,
        PurchaseRefused::Months { found: cart.months, least: 1, most: 24 },
    ];
    refusals.extend(cart.add_ons.iter().map(|add_on| PurchaseRefused::Reconfigured { kind: add_on.kind() }));
    for (&add_on, edition) in cart.add_ons.iter().zip(edition.into_iter().cycle()) {
        refusals.push(match add_on {
            AddOn::CallPack(pack) if !pairs(edition, pack) => {
                PurchaseRefused::CallPackPairing { pack, edition }
            }
            _ => PurchaseRefused::NotOffered { add_on, edition },
        });
        refusals.push(PurchaseRefused::NotOffered { add_on, edition });
    }
    refusals
}

/// Prices one cart, and holds the answer to the rules; gives whether it is sold.
fn is_sold_rightly(shop: &Shop, app: &App, held: &[Holding], cart: &Cart) -> bool {
    match price(&shop.catalog, app, held, cart, NOW) {
        Ok(priced) => {
            let found = possible(app, cart);
            let against = found.iter().find(|refused| holds(shop, app, cart, refused));
            assert_eq!(against, None, "sold: {cart:?} for {app:?}");
            assert_eq!(priced.lines.len(), cart.items().count());
            true
        }
        Err(why) => {
            assert!(holds(shop, app, cart, &why), "{why}: {cart:?} for {app:?}");
            false
        }
    }
}

#[test]
fn sec32_p5_to_p9_exactly_what_no_rule_forbids_can_be_bought() {
    let sets = choices(&universe());
    let editions = std::iter::once(None).chain(Edition::ALL.iter().copied().map(Some));
    let carts: Vec<Cart> = editions
        .flat_map(|package| sets.iter().map(move |add_ons| (package, add_ons)))
        .flat_map(|(package, add_ons)| {
            let add_ons = add_ons.clone();
            let cart = move |months| Cart { package, add_ons: add_ons.clone(), months, auto_renew: false };
            [0, 1, 5, 6, 12, 24, 25, u32::MAX].map(cart)
        })
        .collect();
    let (mut sold, mut asked) = (0, 0);
    for shop in Shop::all() {
        let centres = shop.centres();
        for centre in [centres.first().unwrap(), centres.last().unwrap()] {
            for plan in plans() {
                let app = App { plan, ..trial_app(centre) };
                let anchor = NOW.plus_seconds(-1);
                let package = Item::Package(plan.edition());
                let held = [Holding { item: package, anchor, starts_at: anchor, ends_at: END }];
                asked += carts.len();
                sold += carts.iter().filter(|cart| is_sold_rightly(&shop, &app, &held, cart)).count();
            }
        }
    }
    assert!(sold > 500 && asked - sold > 100_000, "{sold} of {asked} sold");
}

#[test]
fn sec32_p2_an_app_of_another_region_is_priced_by_its_own_book_and_none_by_a_centre_that_is_not_there() {
    let shop = Shop::mainland();
    let cart =
        Cart { package: Some(Edition::Professional), add_ons: Vec::new(), months: 1, auto_renew: false };
    for centre in shop.centres() {
        let priced = price(&shop.catalog, &trial_app(&centre), &[], &cart, NOW).unwrap();
        let cents = shop.cents(&centre, Edition::Professional, Item::Package(Edition::Professional));
        assert_eq!(priced.total().as_minor(), cents, "{centre}");
    }
    let nowhere = price(&shop.catalog, &trial_app("mars"), &[], &cart, NOW);
    assert_eq!(nowhere, Err(PurchaseRefused::UnknownDataCentre));
}

#[test]
fn sec32_p7_two_of_one_kind_are_refused_whatever_the_two_are() {
    let shop = Shop::mainland();
    for kind in universe() {
        for (&one, &other) in kind.iter().flat_map(|one| kind.iter().map(move |other| (one, other))) {
            for (package, plan) in [
                (Some(Edition::Professional), Plan::Trial),
                (None, Plan::Prepaid { edition: Edition::Ultimate, ends_at: END }),
            ] {
                let app = App { plan, ..trial_app("cn") };
                let cart = Cart { package, add_ons: vec![one, other], months: 1, auto_renew: false };
                let refused = price(&shop.catalog, &app, &[], &cart, NOW).unwrap_err();
                let edition = package.unwrap_or(Edition::Ultimate);
                let is_sold = shop.offered("cn", edition).concat().contains(&one);
                let expected = PurchaseRefused::ChosenTwice { kind: one.kind() };
                assert_eq!(refused == expected, is_sold, "the first one is looked at first: {refused}");
            }
        }
    }
}

#[test]
fn sec32_p6_what_is_held_is_not_sold_again_at_any_tier() {
    let shop = Shop::mainland();
    for edition in [Edition::Professional, Edition::Ultimate] {
        let app = App { plan: Plan::Prepaid { edition, ends_at: END }, ..trial_app("cn") };
        let anchor = NOW.plus_seconds(-60);
        let held = |item| Holding { item, anchor, starts_at: anchor, ends_at: END };
        for kind in shop.offered("cn", edition) {
            for (&has, &wants) in kind.iter().flat_map(|has| kind.iter().map(move |wants| (has, wants))) {
                let holdings = [held(Item::Package(edition)), held(Item::AddOn(has))];
                let cart = Cart { package: None, add_ons: vec![wants], months: 0, auto_renew: false };
                let refused = price(&shop.catalog, &app, &holdings, &cart, NOW);
                assert_eq!(refused, Err(PurchaseRefused::Held { kind: wants.kind() }));
            }
        }
    }
}
