//! The catalog: every edition, limit, price, place, deadline and policy, as one checked and immutable value.
//! It answers look-ups only; what may be bought and what it comes to is decided elsewhere, and it knows no app.

mod book;
mod check;
mod faults;
mod load;
mod load_books;
mod load_editions;
mod load_periods;
mod reader;
mod releases;
mod terms;
#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, ops::RangeInclusive, sync::Arc};

pub use book::{EditionOffers, HistoryOffer, Offer, PriceBook, UsagePrice, UsagePrices};
pub use faults::{CatalogErrors, Fault};
pub use releases::{Release, Releases, VersionPrice};
pub use terms::{
    AppType, BillDays, BookId, CallTerms, DataCentre, DurationDiscount, EditionTerms, GroupType, MemberLimit,
    Names, Periods, Policy, RefundTerms, RenewalTerms,
};

use super::{
    calendar::Calendar,
    limits::{Cap, Limits},
    money::{Amount, Currency},
    product::{AddOn, AddOnKind, CallPack, Edition, Item},
};

/// The names of the catalogs inside the binary, the default first (K1).
pub const EMBEDDED: [&str; 2] = ["mainland", "international"];

/// The tags that a catalog's default language may have.
pub const LOCALES: [&str; 3] = ["zh-Hans", "en", "ja"];

/// The text of the catalog inside the binary with this name (K1).
#[must_use]
pub fn embedded(name: &str) -> Option<&'static str> {
    match name {
        "mainland" => Some(include_str!("../../../catalog/mainland.toml")),
        "international" => Some(include_str!("../../../catalog/international.toml")),
        _ => None,
    }
}

/// What is sold and by which rules (K1). Made by [`Catalog::parse`] only, so every value has passed the check (K2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalog {
    /// What operators call it.
    pub name: String,
    /// The currency of every price and of every account.
    pub currency: Currency,
    /// The tag of the language of last resort: `zh-Hans`, `en` or `ja`.
    pub default_locale: String,
    /// How postpaid months are charged.
    pub policy: Policy,
    /// The editions that may turn postpaid (U1).
    pub postpaid_from: BTreeSet<Edition>,
    /// How long things last.
    pub periods: Periods,
    /// When bills are drawn up and debited.
    pub bill_days: BillDays,
    /// How terms renew themselves (R2).
    pub renewals: RenewalTerms,
    /// How packages are refunded (R5).
    pub refunds: RefundTerms,
    /// How calls can be tried (C7).
    pub calls: CallTerms,
    /// Apps that an account may have, deleted ones apart (A3).
    pub app_limit: u32,
    /// The total from which paying asks for the password again.
    pub reauth_above: Amount,
    /// Prices by duration, ascending and without gaps; empty where none are given (D4).
    pub discounts: Vec<DurationDiscount>,
    /// Add-ons that duration discounts leave out (D4).
    pub undiscounted: BTreeSet<AddOnKind>,
    /// Where apps can live, in the order of showing.
    pub data_centres: Vec<DataCentre>,
    /// What apps can be for, in the order of showing.
    pub app_types: Vec<AppType>,
    /// The kinds of groups, in the order of showing.
    pub group_types: Vec<GroupType>,
    calendar: Calendar,
    months: RangeInclusive<u32>,
    editions: Editions,
    books: Vec<PriceBook>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Editions {
    trial: EditionTerms,
    im: EditionTerms,
    professional: EditionTerms,
    ultimate: EditionTerms,
}

impl Editions {
    const fn get(&self, edition: Edition) -> &EditionTerms {
        match edition {
            Edition::Trial => &self.trial,
            Edition::Im => &self.im,
            Edition::Professional => &self.professional,
            Edition::Ultimate => &self.ultimate,
        }
    }
}

impl Catalog {
    /// The catalog that `toml` says. `source_name` is what its faults call the file.
    ///
    /// # Errors
    ///
    /// Everything that keeps the text from being a catalog, each with line, key, what was found and what is
    /// allowed (K2).
    pub fn parse(source_name: &str, toml: &str) -> Result<Self, CatalogErrors> {
        load::parse(source_name, toml)
    }

    /// The calendar of the catalog's time zone (D1).
    #[must_use]
    pub const fn calendar(&self) -> Calendar {
        self.calendar
    }

    /// The durations that a package can be bought for, in months (P9).
    #[must_use]
    pub fn months(&self) -> RangeInclusive<u32> {
        self.months.clone()
    }

    /// The limits and charging of `edition` without add-ons.
    #[must_use]
    pub const fn edition(&self, edition: Edition) -> &EditionTerms {
        self.editions.get(edition)
    }

    /// The limits of an app of `edition` with `add_ons` (P7).
    #[must_use]
    pub fn limits(&self, edition: Edition, add_ons: &[AddOn]) -> Limits {
        let base = self.edition(edition).limits.clone();
        add_ons.iter().fold(base, |limits, &add_on| limits.raised_by(add_on))
    }

    /// How many members a group of `group_type` may have under `limits`: the lower of the edition's limit and the
    /// type's own cap (U1).
    #[must_use]
    pub fn member_cap(group_type: &GroupType, limits: &Limits) -> Cap {
        let limit = match group_type.limited_by {
            MemberLimit::Group => limits.members_per_group,
            MemberLimit::Livestream => limits.members_per_livestream_group,
            MemberLimit::Community => limits.members_per_community,
        };
        [limit, group_type.max_members].into_iter().flatten().min()
    }

    /// The data centre with this code.
    #[must_use]
    pub fn data_centre(&self, code: &str) -> Option<&DataCentre> {
        self.data_centres.iter().find(|centre| centre.code == code)
    }

    /// The app type with this code.
    #[must_use]
    pub fn app_type(&self, code: &str) -> Option<&AppType> {
        self.app_types.iter().find(|kind| kind.code == code)
    }

    /// The group type with this code.
    #[must_use]
    pub fn group_type(&self, code: &str) -> Option<&GroupType> {
        self.group_types.iter().find(|kind| kind.code == code)
    }

    /// The price books, in the order of the file.
    #[must_use]
    pub fn books(&self) -> &[PriceBook] {
        &self.books
    }

    /// The price book of the data centre with this code (K3).
    #[must_use]
    pub fn book_of(&self, data_centre: &str) -> Option<&PriceBook> {
        let centre = self.data_centre(data_centre)?;
        self.books.iter().find(|book| book.id == centre.book)
    }

    /// Hundredths of the price that are paid for a term of `months` (D4): 100 where no discount is given.
    #[must_use]
    pub fn discount_percent(&self, months: u32) -> u32 {
        let discount = self.discounts.iter().find(|discount| (discount.from..=discount.to).contains(&months));
        discount.map_or(100, |discount| discount.percent)
    }

    /// Hundredths of the price that are paid for `item` over a term of `months`; add-ons that the discounts leave
    /// out are paid in full (D4).
    #[must_use]
    pub fn discount_percent_of(&self, item: Item, months: u32) -> u32 {
        match item {
            Item::AddOn(add_on) if self.undiscounted.contains(&add_on.kind()) => 100,
            Item::AddOn(_) | Item::Package(_) => self.discount_percent(months),
        }
    }

    /// The call packs that go with `edition` in some price book, smallest first (P8).
    #[must_use]
    pub fn pairs_with(&self, edition: Edition) -> BTreeSet<CallPack> {
        let offers = self.books.iter().filter_map(|book| book.offers(edition));
        offers.flat_map(EditionOffers::call_packs).collect()
    }
}

/// A catalog with the number under which it was published (K4).
#[derive(Clone, Debug)]
pub struct Published {
    /// Ascending from 1; never used twice.
    pub version: i64,
    /// The catalog of that version.
    pub catalog: Arc<Catalog>,
}
