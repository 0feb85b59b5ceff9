//! Price books: what each edition costs per month, what is offered beside it, and what usage costs (K3).
//! Which edition offers what at which tier is said here only, by what the file lists. Knows no app and no term.

use std::collections::BTreeMap;

use super::terms::BookId;
use crate::domain::{
    money::Amount,
    product::{AddOn, AddOnKind, CallPack, Edition, Item},
};

/// Something offered beside an edition, with its monthly price (P7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What is offered.
    pub add_on: AddOn,
    /// What one month costs.
    pub monthly: Amount,
    /// The price before a permanent reduction, for showing beside it.
    pub list: Option<Amount>,
    /// Call minutes included in a month.
    pub minutes: Option<u32>,
}

/// A longer history of messages, charged for whole calendar months (U6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistoryOffer {
    /// Days for which messages are kept.
    pub days: u32,
    /// What one calendar month costs.
    pub monthly: Amount,
}

/// What a price book offers for one edition (P7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionOffers {
    /// What one month of the package costs.
    pub monthly: Amount,
    /// What can be had beside it, by kind and ascending tier.
    pub add_ons: Vec<Offer>,
    /// Longer histories, by ascending days.
    pub history: Vec<HistoryOffer>,
}

impl EditionOffers {
    /// The offer of exactly this add-on.
    #[must_use]
    pub fn offer(&self, add_on: AddOn) -> Option<&Offer> {
        self.add_ons.iter().find(|offer| offer.add_on == add_on)
    }

    /// The offers of one kind, by ascending tier.
    pub fn of_kind(&self, kind: AddOnKind) -> impl Iterator<Item = &Offer> {
        self.add_ons.iter().filter(move |offer| offer.add_on.kind() == kind)
    }

    /// The call packs that go with the edition in this book (P8).
    pub fn call_packs(&self) -> impl Iterator<Item = CallPack> {
        self.add_ons.iter().filter_map(|offer| match offer.add_on {
            AddOn::CallPack(pack) => Some(pack),
            _ => None,
        })
    }
}

/// What usage above the free quota costs, by started block (U6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsagePrice {
    /// How many make one block.
    pub block: u32,
    /// What one block costs in a month.
    pub price: Amount,
}

/// The prices of usage by what is measured (U6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsagePrices {
    /// Of daily active users.
    pub daily_active_users: UsagePrice,
    /// Of peak groups.
    pub peak_groups: UsagePrice,
}

/// The prices for the apps of some data centres (K3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceBook {
    /// Its key within the catalog.
    pub id: BookId,
    /// What usage costs.
    pub usage: UsagePrices,
    pub(super) editions: BTreeMap<Edition, EditionOffers>,
}

impl PriceBook {
    /// What is offered for `edition`; nothing for editions that are not for sale.
    #[must_use]
    pub fn offers(&self, edition: Edition) -> Option<&EditionOffers> {
        self.editions.get(&edition)
    }

    /// The editions for sale, smallest first.
    pub fn editions(&self) -> impl Iterator<Item = (Edition, &EditionOffers)> {
        self.editions.iter().map(|(&edition, offers)| (edition, offers))
    }

    /// What one month of `item` costs with an app of `edition`. A package has its price whatever the app's edition
    /// is; an add-on that the edition does not offer has none.
    #[must_use]
    pub fn monthly(&self, edition: Edition, item: Item) -> Option<Amount> {
        match item {
            Item::Package(package) => self.offers(package).map(|offers| offers.monthly),
            Item::AddOn(add_on) => self.offers(edition)?.offer(add_on).map(|offer| offer.monthly),
        }
    }
}
