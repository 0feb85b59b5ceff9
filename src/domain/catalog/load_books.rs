//! Reads the price books and holds every tier against what the edition has without it (K2, K3).

use super::{
    BookId, EditionOffers, Editions, GroupType, HistoryOffer, Offer, PriceBook, UsagePrice, UsagePrices,
    check,
    load::{CODE, is_code, joined},
    reader::{At, Section},
};
use crate::domain::{
    limits::Limits,
    money::{Amount, Currency},
    product::{AddOn, CallPack, Edition},
};

/// What the books are held against. Editions that could not be read are missing and not held against.
pub(super) struct Context<'a> {
    pub(super) currency: Currency,
    pub(super) editions: Option<&'a Editions>,
    pub(super) group_types: &'a [GroupType],
}

/// What a tier raises: it makes the add-on.
type ToAddOn = fn(u32) -> AddOn;

impl Context<'_> {
    /// Reads all books: the keys that the file has, and the books that could be read.
    pub(super) fn read(&self, section: Section<'_>) -> (Vec<String>, Vec<PriceBook>) {
        let (reader, place) = (section.reader, section.place.clone());
        let children = section.children();
        if children.is_empty() {
            reader.fault(&place, "no price book", "at least one");
        }
        for (key, _) in children.iter().filter(|(key, _)| !is_code(&key.value)) {
            reader.fault(&key.place, format!("{:?}", key.value), CODE);
        }
        let keys = children.iter().map(|(key, _)| key.value.clone()).collect();
        let books = children.into_iter().filter_map(|(key, section)| self.book(key.value, section));
        (keys, books.collect())
    }

    fn book(&self, key: String, section: Section<'_>) -> Option<PriceBook> {
        let usage = section.section("usage").and_then(|usage| self.usage(usage));
        let mut editions = Vec::new();
        for (edition, key) in [(Edition::Professional, "professional"), (Edition::Ultimate, "ultimate")] {
            if section.has(key) {
                let offers = section.section(key).and_then(|offers| self.offers(edition, offers));
                editions.push((edition, offers));
            }
        }
        if editions.is_empty() {
            section.reader.fault(&section.place, "no edition", "professional, ultimate");
        }
        section.finish();
        let editions = editions.into_iter().map(|(edition, offers)| Some((edition, offers?)));
        Some(PriceBook { id: BookId(key), usage: usage?, editions: editions.collect::<Option<_>>()? })
    }

    fn usage(&self, section: Section<'_>) -> Option<UsagePrices> {
        let price = |key| section.section(key).and_then(|price| self.usage_price(price));
        let (daily_active_users, peak_groups) = (price("daily_active_users"), price("peak_groups"));
        section.finish();
        Some(UsagePrices { daily_active_users: daily_active_users?, peak_groups: peak_groups? })
    }

    fn usage_price(&self, section: Section<'_>) -> Option<UsagePrice> {
        let block = section.number("block", 1..=u32::MAX);
        let price = section.price("price", self.currency);
        section.finish();
        Some(UsagePrice { block: block?.value, price: price?.value })
    }

    fn offers(&self, edition: Edition, section: Section<'_>) -> Option<EditionOffers> {
        let base = self.editions.map(|editions| &editions.get(edition).limits);
        let monthly = section.price("monthly", self.currency);
        let mut add_ons = Vec::new();
        add_ons.extend(self.livestream_groups(&section, base));
        let groups = self.tiers(&section, "groups_per_user", AddOn::GroupsPerUser);
        let members = self.tiers(&section, "members_per_group", AddOn::MembersPerGroup);
        if let Some(base) = base {
            check::tiers(section.reader, &groups.0, base.groups_per_user);
            check::tiers(section.reader, &members.0, base.members_per_group);
        }
        check::member_tiers(section.reader, &members.0, self.group_types);
        add_ons.extend(groups.1);
        add_ons.extend(members.1);
        add_ons.extend(self.single(&section, "content_security", AddOn::ContentSecurity));
        add_ons.extend(self.call_packs(&section));
        let history = self.history(&section, base);
        section.finish();
        Some(EditionOffers { monthly: monthly?.value, add_ons, history })
    }

    fn livestream_groups(&self, section: &Section<'_>, base: Option<&Limits>) -> Option<Offer> {
        let price = self.optional_price(section, "livestream_groups")?;
        if base.is_some_and(|base| base.livestream_groups.is_none()) {
            let allowed = "nothing: the edition has no limit";
            section.reader.fault(&price.place, "a price", allowed);
        }
        Some(simple(AddOn::LivestreamGroups, price.value))
    }

    fn single(&self, section: &Section<'_>, key: &'static str, add_on: AddOn) -> Option<Offer> {
        self.optional_price(section, key).map(|price| simple(add_on, price.value))
    }

    fn optional_price(&self, section: &Section<'_>, key: &'static str) -> Option<At<Amount>> {
        if section.has(key) { section.price(key, self.currency) } else { None }
    }

    fn tiers(&self, section: &Section<'_>, key: &'static str, add_on: ToAddOn) -> (Vec<At<u32>>, Vec<Offer>) {
        let (mut tiers, mut offers) = (Vec::new(), Vec::new());
        for row in optional_rows(section, key) {
            let tier = row.number("tier", 1..=u32::MAX);
            let monthly = row.price("monthly", self.currency);
            row.finish();
            if let (Some(tier), Some(monthly)) = (&tier, monthly) {
                offers.push(simple(add_on(tier.value), monthly.value));
            }
            tiers.extend(tier);
        }
        (tiers, offers)
    }

    fn call_packs(&self, section: &Section<'_>) -> Vec<Offer> {
        let (mut names, mut offers) = (Vec::new(), Vec::new());
        for row in optional_rows(section, "call_packs") {
            let pack = row.word("pack", &joined(CallPack::ALL), CallPack::parse);
            let monthly = row.price("monthly", self.currency);
            let list = self.optional_price(&row, "list");
            let minutes = row.number("minutes", 1..=u32::MAX);
            row.finish();
            if let (Some(list), Some(monthly)) = (&list, &monthly) {
                check::list_price(section.reader, list, monthly.value);
            }
            if let (Some(pack), Some(monthly), Some(minutes)) = (&pack, monthly, minutes) {
                let add_on = AddOn::CallPack(pack.value);
                let list = list.map(|list| list.value);
                offers.push(Offer { add_on, monthly: monthly.value, list, minutes: Some(minutes.value) });
            }
            names.extend(pack.map(|pack| At { value: pack.value.to_string(), place: pack.place }));
        }
        check::unique(section.reader, names.iter());
        offers
    }

    fn history(&self, section: &Section<'_>, base: Option<&Limits>) -> Vec<HistoryOffer> {
        let (mut tiers, mut offers) = (Vec::new(), Vec::new());
        for row in optional_rows(section, "history") {
            let days = row.number("days", 1..=3_650);
            let monthly = row.price("monthly", self.currency);
            row.finish();
            if let (Some(days), Some(monthly)) = (&days, monthly) {
                offers.push(HistoryOffer { days: days.value, monthly: monthly.value });
            }
            tiers.extend(days);
        }
        if let Some(base) = base {
            check::tiers(section.reader, &tiers, Some(base.history_days));
        }
        offers
    }
}

fn optional_rows<'a>(section: &Section<'a>, key: &'static str) -> Vec<Section<'a>> {
    if section.has(key) { section.sections(key) } else { Vec::new() }
}

const fn simple(add_on: AddOn, monthly: Amount) -> Offer {
    Offer { add_on, monthly, list: None, minutes: None }
}
