//! Step 4 of the purchase page: what can be had beside the package, each tier with its price difference; what can't,
//! with the reason (P7, P8).

use super::{
    desk::Desk,
    form::{self, KINDS, Spot},
    view::Choice,
};
use crate::{
    domain::{
        catalog::{EditionOffers, Offer, PriceBook},
        limits::{Cap, Limits},
        product::{AddOn, AddOnKind, CallPack, Edition},
        purchase,
    },
    web::pages::lines::Style,
};

/// The options of one kind of add-on.
#[derive(Clone, Debug)]
pub(in crate::web) struct AddOnBlock {
    /// The name of the field and the id of its first control.
    pub(in crate::web) id: &'static str,
    /// What it is.
    pub(in crate::web) label: String,
    /// The options; empty where there is nothing to choose.
    pub(in crate::web) choices: Vec<Choice>,
    /// Why there is nothing to choose; else what was taken out.
    pub(in crate::web) note: String,
}

/// Step 4 in words; empty where no edition is chosen.
pub(super) fn blocks(desk: &Desk, style: Style) -> Vec<AddOnBlock> {
    let book = desk.published.catalog.book_of(&desk.centre.code);
    let Some((edition, book)) = desk.edition().zip(book) else { return Vec::new() };
    let Some(offers) = book.offers(edition) else { return Vec::new() };
    let counter = Counter { desk, style, edition, book, offers };
    KINDS.into_iter().map(|kind| counter.block(kind)).collect()
}

/// What one edition offers, as it is put into words.
struct Counter<'a> {
    desk: &'a Desk,
    style: Style,
    edition: Edition,
    book: &'a PriceBook,
    offers: &'a EditionOffers,
}

impl Counter<'_> {
    fn block(&self, kind: AddOnKind) -> AddOnBlock {
        let t = self.style.t;
        let offers: Vec<&Offer> =
            purchase::offered(self.offers).filter(|offer| offer.add_on.kind() == kind).collect();
        let held = if self.desk.sells_packages() { &[][..] } else { &self.desk.subject().held };
        let held = held.iter().find(|add_on| add_on.kind() == kind);
        let (choices, note) = match (held, offers.is_empty()) {
            _ if kind != AddOnKind::CallPack && self.desk.sells_pack_alone() => {
                (Vec::new(), t.refused_reconfigured(&t.add_on_kind_name(kind)).into_owned())
            }
            (Some(&held), _) => (Vec::new(), t.buy_add_on_held(&t.add_on_name(held)).into_owned()),
            (None, true) => (self.others(kind), self.missing(kind)),
            (None, false) => (self.choices(kind, &offers), self.dropped(kind)),
        };
        let label = match kind {
            AddOnKind::LivestreamGroups => t.limit_livestream_groups(),
            _ => t.add_on_kind_name(kind),
        };
        AddOnBlock { id: Spot::AddOn(kind).id(), label: label.into_owned(), choices, note }
    }

    /// The base, the tiers on offer, and the call packs of other editions with the reason.
    fn choices(&self, kind: AddOnKind, offers: &[&Offer]) -> Vec<Choice> {
        let chosen = self.desk.cart.add_ons.iter().find(|add_on| add_on.kind() == kind);
        let base = Choice {
            title: base(self.style, self.limits(), kind),
            checked: chosen.is_none(),
            ..Choice::default()
        };
        let offered = offers.iter().map(|offer| self.choice(offer, chosen == Some(&offer.add_on)));
        [base].into_iter().chain(offered).chain(self.others(kind)).collect()
    }

    fn choice(&self, offer: &Offer, checked: bool) -> Choice {
        let Style { t, f, .. } = self.style;
        let minutes = offer.minutes.map(|minutes| t.buy_pack_minutes(&f.number(minutes.into())).into_owned());
        Choice {
            value: form::word(offer.add_on),
            title: title(self.style, offer.add_on),
            details: minutes.into_iter().collect(),
            price: t.buy_add_on_delta(&self.style.money(offer.monthly)).into_owned(),
            list_price: offer.list.map(|list| self.style.money(list)).unwrap_or_default(),
            checked,
            disabled: false,
        }
    }

    fn limits(&self) -> &Limits {
        &self.desk.published.catalog.edition(self.edition).limits
    }

    /// Call packs that the price book has for other editions, with those editions (P8).
    fn others(&self, kind: AddOnKind) -> Vec<Choice> {
        if kind != AddOnKind::CallPack {
            return Vec::new();
        }
        let here: Vec<CallPack> = self.offers.call_packs().collect();
        let elsewhere = self.book.editions().flat_map(|(edition, offers)| {
            offers.call_packs().filter(|pack| !here.contains(pack)).map(move |pack| (edition, pack))
        });
        let t = self.style.t;
        let choice = |(edition, pack): (Edition, CallPack)| Choice {
            value: form::word(AddOn::CallPack(pack)),
            title: t.call_pack_name(pack).into_owned(),
            details: vec![t.buy_pack_only(&t.edition_name(edition)).into_owned()],
            disabled: true,
            ..Choice::default()
        };
        elsewhere.map(choice).collect()
    }

    /// Why nothing of a kind is on offer.
    fn missing(&self, kind: AddOnKind) -> String {
        let t = self.style.t;
        if limit(self.limits(), kind) == Some(None) {
            return t.buy_add_on_included(&t.edition_name(self.edition)).into_owned();
        }
        t.buy_packs_none(t.catalog_name(&self.desk.centre.names)).into_owned()
    }

    /// What was taken out of the choice.
    fn dropped(&self, kind: AddOnKind) -> String {
        let t = self.style.t;
        let dropped = self.desk.dropped.iter().find(|add_on| add_on.kind() == kind);
        dropped.map(|&add_on| t.buy_dropped(&t.add_on_name(add_on)).into_owned()).unwrap_or_default()
    }
}

/// What an add-on gives, in a few words.
pub(in crate::web) fn title(style: Style, add_on: AddOn) -> String {
    let Style { t, f, .. } = style;
    match add_on {
        AddOn::GroupsPerUser(tier) | AddOn::MembersPerGroup(tier) => f.number(tier.into()),
        AddOn::CallPack(pack) => t.call_pack_name(pack).into_owned(),
        AddOn::LivestreamGroups | AddOn::ContentSecurity => t.unlimited().into_owned(),
    }
}

/// What an edition with these limits has without an add-on of a kind.
pub(in crate::web) fn base(style: Style, limits: &Limits, kind: AddOnKind) -> String {
    let Style { t, f, .. } = style;
    match limit(limits, kind) {
        Some(limit) => {
            let value = limit.map_or_else(|| t.unlimited().into_owned(), |limit| f.number(limit.into()));
            t.buy_add_on_base(&value).into_owned()
        }
        None => t.buy_add_on_none().into_owned(),
    }
}

/// The limit that an add-on of this kind raises; none where it raises no number.
pub(in crate::web) const fn limit(limits: &Limits, kind: AddOnKind) -> Option<Cap> {
    match kind {
        AddOnKind::GroupsPerUser => Some(limits.groups_per_user),
        AddOnKind::MembersPerGroup => Some(limits.members_per_group),
        AddOnKind::LivestreamGroups => Some(limits.livestream_groups),
        AddOnKind::CallPack | AddOnKind::ContentSecurity => None,
    }
}
