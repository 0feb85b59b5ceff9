//! Published catalogs side by side: which version holds when, and what an item costs in it (K4). Knows no app.

use std::sync::Arc;

use super::{Catalog, Published};
use crate::domain::{
    calendar::Timestamp,
    money::Amount,
    product::{AddOn, CallPack, Edition, Item},
};

/// A published catalog with the moment from which it holds.
#[derive(Clone, Debug)]
pub struct Release {
    /// Its number and content.
    pub published: Published,
    /// When it was published.
    pub at: Timestamp,
}

/// A monthly price with the version that it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VersionPrice {
    /// What one month costs.
    pub monthly: Amount,
    /// The catalog version that says so.
    pub version: i64,
}

/// Every published catalog, oldest first; never empty.
#[derive(Clone, Debug)]
pub struct Releases {
    first: Release,
    later: Vec<Release>,
}

impl Releases {
    /// The first release and those after it, in any order.
    #[must_use]
    pub fn new(first: Release, mut later: Vec<Release>) -> Self {
        later.sort_by_key(|release| release.published.version);
        Self { first, later }
    }

    /// One catalog that has held for ever.
    #[must_use]
    pub fn only(published: Published) -> Self {
        Self { first: Release { published, at: Timestamp::from_unix(i64::MIN) }, later: Vec::new() }
    }

    /// These releases to somebody who is sold by `version`: nothing newer, and that one at every moment. What is sold
    /// does not wait for a clock that runs apart from the one that dated the release, as a sandbox's does.
    #[must_use]
    pub fn sold_by(&self, version: i64) -> Self {
        let known = |release: &&Release| release.published.version <= version;
        let mut known: Vec<Release> = self.newest_first().filter(known).cloned().collect();
        if let Some(newest) = known.first_mut() {
            newest.at = Timestamp::from_unix(i64::MIN);
        }
        match known.pop() {
            Some(first) => Self::new(first, known),
            None => self.clone(),
        }
    }

    fn newest_first(&self) -> impl Iterator<Item = &Release> {
        self.later.iter().rev().chain([&self.first])
    }

    /// The newest version published at or before `moment`; the first one for every earlier moment.
    #[must_use]
    pub fn at(&self, moment: Timestamp) -> &Published {
        let found = self.newest_first().find(|release| release.at <= moment);
        &found.unwrap_or(&self.first).published
    }

    /// The newest version.
    #[must_use]
    pub fn current(&self) -> &Published {
        &self.later.last().unwrap_or(&self.first).published
    }

    /// The version with this number.
    #[must_use]
    pub fn version(&self, version: i64) -> Option<&Arc<Catalog>> {
        let found = self.newest_first().find(|release| release.published.version == version);
        found.map(|release| &release.published.catalog)
    }

    /// What a month of `item` costs in `version` for an app of `edition` in a data centre. An item that the version no
    /// longer has keeps the price of the newest version before it that had it (K4).
    #[must_use]
    pub fn monthly(
        &self,
        version: i64,
        data_centre: &str,
        edition: Edition,
        item: Item,
    ) -> Option<VersionPrice> {
        self.newest(version, |catalog| catalog.book_of(data_centre)?.monthly(edition, item))
    }

    /// What a calendar month of keeping messages for `days` costs (U6), with the same way back as an item (K4).
    #[must_use]
    pub fn history_monthly(
        &self,
        version: i64,
        data_centre: &str,
        edition: Edition,
        days: u32,
    ) -> Option<VersionPrice> {
        self.newest(version, |catalog| {
            let offers = catalog.book_of(data_centre)?.offers(edition)?;
            offers.history.iter().find(|offer| offer.days == days).map(|offer| offer.monthly)
        })
    }

    /// The minutes that `version` gives by the month with a call pack of `edition`, with the same way back as a price
    /// (K4).
    #[must_use]
    pub fn pack_minutes(
        &self,
        version: i64,
        data_centre: &str,
        edition: Edition,
        pack: CallPack,
    ) -> Option<u32> {
        let minutes = |catalog: &Catalog| {
            catalog.book_of(data_centre)?.offers(edition)?.offer(AddOn::CallPack(pack))?.minutes
        };
        self.up_to(version).find_map(|published| minutes(&published.catalog))
    }

    fn newest(&self, version: i64, price: impl Fn(&Catalog) -> Option<Amount>) -> Option<VersionPrice> {
        self.up_to(version).find_map(|published| {
            let monthly = price(&published.catalog)?;
            Some(VersionPrice { monthly, version: published.version })
        })
    }

    /// `version` and those before it, the newest first.
    fn up_to(&self, version: i64) -> impl Iterator<Item = &Published> {
        let published = self.newest_first().map(|release| &release.published);
        published.filter(move |published| published.version <= version)
    }
}
