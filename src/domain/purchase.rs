//! Who may buy what: the rules P5–P9 and P13 on one page. It looks at an app, what it holds and what was chosen,
//! and says what the purchase would be or why there is none; what it costs is `quote`'s part.

mod refused;

use serde::{Deserialize, Serialize};

pub use refused::PurchaseRefused;

use super::{
    app::{App, AppState, Plan},
    calendar::Timestamp,
    catalog::{Catalog, EditionOffers, Offer},
    product::{AddOn, AddOnKind, CallPack, Edition, Item},
};

/// What a customer chose on the purchase page for one app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cart {
    /// The package, if one is bought.
    pub package: Option<Edition>,
    /// The add-ons, at most one of a kind.
    pub add_ons: Vec<AddOn>,
    /// How many months are bought; no meaning for add-ons alone (P10).
    pub months: u32,
    /// Whether the package is to renew itself (P9).
    pub auto_renew: bool,
}

impl Cart {
    /// The items in the order in which a quote lists them.
    pub fn items(&self) -> impl Iterator<Item = super::product::Item> {
        let package = self.package.map(Item::Package);
        package.into_iter().chain(self.add_ons.iter().copied().map(Item::AddOn))
    }
}

/// The add-ons of an edition that a prepaid purchase offers (P7), in the catalog's order. Content security is a
/// postpaid item.
pub fn offered(offers: &EditionOffers) -> impl Iterator<Item = &Offer> {
    offers.add_ons.iter().filter(|offer| offer.add_on.kind() != AddOnKind::ContentSecurity)
}

/// Something an app has been given by a paid order line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holding {
    /// What.
    pub item: Item,
    /// The moment from which its months are counted (R1).
    pub anchor: Timestamp,
    /// From when on.
    pub starts_at: Timestamp,
    /// Until when.
    pub ends_at: Timestamp,
}

/// The add-ons that count at `now`, the highest tier of each kind: those among `holdings`, and those that an active
/// app has by the month. Those of an expired app count on to the end of its grace.
#[must_use]
pub fn add_ons_in_force(app: &App, holdings: &[Holding], now: Timestamp) -> Vec<AddOn> {
    let last_moment = app.plan.ends_at().map_or(now, |end| now.min(end.plus_seconds(-1)));
    let in_force = |holding: &&Holding| holding.starts_at <= now && last_moment < holding.ends_at;
    let bought = holdings.iter().filter(in_force).filter_map(|holding| match holding.item {
        Item::AddOn(add_on) => Some(add_on),
        Item::Package(_) => None,
    });
    let monthly = app.add_ons.iter().copied().filter(|_| app.state == AppState::Active);
    let mut add_ons: Vec<AddOn> = bought.chain(monthly).collect();
    add_ons.sort_unstable_by(|one, other| other.cmp(one));
    add_ons.dedup_by_key(|add_on| add_on.kind());
    add_ons.reverse();
    add_ons
}

/// `holdings` without those that an upgrade has raised: of several of one kind with the same end, the highest (R4).
#[must_use]
pub fn raised(holdings: &[Holding]) -> Vec<Holding> {
    let rank = |item: Item| match item {
        Item::Package(_) => None,
        Item::AddOn(add_on) => Some(add_on.kind()),
    };
    let is_above = |one: &Holding, other: &Holding| {
        rank(one.item) == rank(other.item) && one.ends_at == other.ends_at && one.item > other.item
    };
    let is_highest = |holding: &&Holding| !holdings.iter().any(|other| is_above(other, holding));
    holdings.iter().filter(is_highest).copied().collect()
}

/// What an app can be sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sellable {
    /// A package with or without add-ons, from the moment of payment (P5; P13 for a stopped app).
    Package,
    /// A package with or without add-ons, from the end of the term that has just ended (P13, R2).
    PackageFrom(Timestamp),
    /// Add-ons alone, to the end of the term (P6, P10).
    AddOns {
        /// The package's edition.
        edition: Edition,
        /// The end of everything paid for the package.
        ends_at: Timestamp,
    },
    /// A call pack alone, for a term of its own from payment on (P6): a postpaid app.
    CallPack {
        /// The edition that it goes with (P8).
        edition: Edition,
    },
}

impl Sellable {
    /// Whether it is for so many months of its own, so that a duration is chosen (P9).
    #[must_use]
    pub const fn has_months(self) -> bool {
        !matches!(self, Self::AddOns { .. })
    }

    /// Whether a package is bought.
    #[must_use]
    pub const fn is_package(self) -> bool {
        matches!(self, Self::Package | Self::PackageFrom(_))
    }
}

/// What `app` can be sold at all (P5, P6, P13).
///
/// # Errors
/// When nothing can be bought for it here.
pub fn sellable(app: &App) -> Result<Sellable, PurchaseRefused> {
    match (app.state, app.plan) {
        (AppState::Deleted { .. }, _) => Err(PurchaseRefused::NoApp),
        (AppState::Released { .. }, _) => Err(PurchaseRefused::Released),
        (AppState::Deactivated { cause, .. }, _) if !cause.is_recoverable() => {
            Err(PurchaseRefused::StoppedForGood)
        }
        (AppState::Deactivated { .. }, Plan::Postpaid { .. } | Plan::Im) => Ok(Sellable::Package),
        (_, Plan::Postpaid { .. }) if app.pack_runs_until().is_some() => Err(PurchaseRefused::PackRuns),
        (_, Plan::Postpaid { edition }) => Ok(Sellable::CallPack { edition }),
        (_, Plan::Im) => Err(PurchaseRefused::Legacy),
        (AppState::Expired { cause: super::app::StopCause::Expiry, .. }, Plan::Prepaid { ends_at, .. }) => {
            Ok(Sellable::PackageFrom(ends_at))
        }
        (AppState::Expired { .. } | AppState::Deactivated { .. }, _) | (AppState::Active, Plan::Trial) => {
            Ok(Sellable::Package)
        }
        (AppState::Active, Plan::Prepaid { edition, ends_at }) => Ok(Sellable::AddOns { edition, ends_at }),
    }
}

/// Checks a cart against what the app can be sold and the catalog offers in its data centre (P5–P9), and gives the
/// edition whose offers apply.
///
/// # Errors
/// The first rule that the cart breaks, in the order of the page.
pub fn check_cart(
    catalog: &Catalog,
    app: &App,
    held: &[AddOn],
    cart: &Cart,
) -> Result<(Sellable, Edition), PurchaseRefused> {
    let sellable = sellable(app)?;
    let edition = match (sellable, cart.package) {
        (Sellable::AddOns { .. }, Some(_)) => return Err(PurchaseRefused::PackageHeld),
        (Sellable::CallPack { .. }, Some(_)) => return Err(PurchaseRefused::Postpaid),
        (Sellable::AddOns { .. } | Sellable::CallPack { .. }, None) if cart.add_ons.is_empty() => {
            return Err(PurchaseRefused::NothingChosen);
        }
        (Sellable::Package | Sellable::PackageFrom(_), None) => return Err(PurchaseRefused::PackageNeeded),
        (Sellable::AddOns { edition, .. } | Sellable::CallPack { edition }, None)
        | (Sellable::Package | Sellable::PackageFrom(_), Some(edition)) => edition,
    };
    let book = catalog.book_of(&app.data_centre).ok_or(PurchaseRefused::UnknownDataCentre)?;
    let offers = book.offers(edition).ok_or(PurchaseRefused::PackageNeeded)?;
    if let Sellable::CallPack { .. } = sellable {
        call_pack_alone(&cart.add_ons)?;
    }
    let held = if sellable.is_package() { &[] } else { held };
    check_add_ons(catalog, edition, offers, held, &cart.add_ons)?;
    let months = catalog.months();
    if sellable.has_months() && !months.contains(&cart.months) {
        return Err(PurchaseRefused::months(catalog, cart.months));
    }
    Ok((sellable, edition))
}

/// Refuses what a postpaid app has by the month (P6, U2).
fn call_pack_alone(chosen: &[AddOn]) -> Result<(), PurchaseRefused> {
    let other = chosen.iter().map(|add_on| add_on.kind()).find(|kind| *kind != AddOnKind::CallPack);
    other.map_or(Ok(()), |kind| Err(PurchaseRefused::Reconfigured { kind }))
}

fn check_add_ons(
    catalog: &Catalog,
    edition: Edition,
    offers: &EditionOffers,
    held: &[AddOn],
    chosen: &[AddOn],
) -> Result<(), PurchaseRefused> {
    for (index, &add_on) in chosen.iter().enumerate() {
        let kind = add_on.kind();
        if chosen.iter().take(index).any(|other| other.kind() == kind) {
            return Err(PurchaseRefused::ChosenTwice { kind });
        }
        if held.iter().any(|other| other.kind() == kind) {
            return Err(PurchaseRefused::Held { kind });
        }
        if offered(offers).any(|offer| offer.add_on == add_on) {
            continue;
        }
        return Err(match add_on {
            AddOn::CallPack(pack) if pairs_with_another(catalog, edition, pack) => {
                PurchaseRefused::CallPackPairing { pack, edition }
            }
            _ => PurchaseRefused::NotOffered { add_on, edition },
        });
    }
    Ok(())
}

/// Whether a call pack goes with some edition, but not with this one (P8). One that no book lists is not offered.
fn pairs_with_another(catalog: &Catalog, edition: Edition, pack: CallPack) -> bool {
    let pairs = |edition: Edition| catalog.pairs_with(edition).contains(&pack);
    !pairs(edition) && Edition::ALL.iter().any(|&other| pairs(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{app::StopCause, entitlement::fixture::Owned};

    #[test]
    fn r4_what_an_upgrade_has_raised_is_shown_at_its_highest() {
        let holding = |item: &str, from: i64, to: i64| Holding {
            item: Item::parse(item).unwrap(),
            anchor: Timestamp::from_unix(0),
            starts_at: Timestamp::from_unix(from),
            ends_at: Timestamp::from_unix(to),
        };
        let held = [
            holding("package:professional", 0, 9),
            holding("groups_per_user:1000", 0, 9),
            holding("groups_per_user:3000", 5, 9),
            holding("groups_per_user:1000", 9, 20),
        ];
        assert_eq!(raised(&held), [held[0], held[2], held[3]]);
        let app = Owned::new().app;
        let now = add_ons_in_force(&app, &held, Timestamp::from_unix(6));
        assert_eq!(now, [AddOn::GroupsPerUser(3_000)], "one tier of a kind");
    }

    #[test]
    fn u2_what_an_active_postpaid_app_has_by_the_month_counts_and_what_a_stopped_one_had_does_not() {
        let plan = Plan::Postpaid { edition: Edition::Ultimate };
        let mut app = App { plan, add_ons: vec![AddOn::GroupsPerUser(3_000)], ..Owned::new().app };
        let (now, since) = (Timestamp::from_unix(6), Timestamp::from_unix(5));
        assert_eq!(add_ons_in_force(&app, &[], now), app.add_ons);
        app.state = AppState::Deactivated { since, cause: StopCause::Arrears };
        assert_eq!(add_ons_in_force(&app, &[], now), []);
    }

    #[test]
    fn p13_a_package_can_be_had_for_a_postpaid_or_im_app_stopped_by_arrears_but_not_for_a_running_one() {
        let since = Timestamp::from_unix(0);
        let edition = Edition::Professional;
        for (plan, running) in [
            (Plan::Postpaid { edition }, Ok(Sellable::CallPack { edition })),
            (Plan::Im, Err(PurchaseRefused::Legacy)),
        ] {
            let mut app = App { plan, ..Owned::new().app };
            assert_eq!(sellable(&app), running);
            app.state = AppState::Deactivated { since, cause: StopCause::Arrears };
            assert_eq!(sellable(&app), Ok(Sellable::Package));
            app.state = AppState::Deactivated { since, cause: StopCause::Owner };
            assert_eq!(sellable(&app), Err(PurchaseRefused::StoppedForGood));
            app.state = AppState::Released { since, cause: StopCause::Arrears };
            assert_eq!(sellable(&app), Err(PurchaseRefused::Released));
        }
    }
}
