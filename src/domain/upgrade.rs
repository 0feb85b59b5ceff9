//! Going up within a prepaid term: to the ultimate package or to a higher tier of an add-on (R4). The running and each
//! queued term pay a difference and end as before; what the new edition makes void is given back.

mod refused;

use serde::{Deserialize, Serialize};

pub use refused::UpgradeRefused;

use super::{
    app::{AppState, Plan},
    calendar::{Calendar, TermMonths, Timestamp},
    catalog::{Published, Releases},
    entitlement::{PaidLine, add_ons_at, list_monthly, package_terms, paid_until, terms_of},
    ids::OrderNo,
    money::Amount,
    product::{AddOn, AddOnKind, CallPack, Edition, Item},
    quote::{Line, Span},
    renewal::Prepaid,
};

/// What an app is to go up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// The ultimate package, with the call pack that is to take the place of one that no longer pairs, if one is wanted.
    Ultimate(Option<CallPack>),
    /// A higher tier of an add-on.
    AddOn(AddOn),
}

/// A line of an upgrade with the time that it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UpgradeSpan {
    /// From when to when, and counted from which anchor.
    pub span: Span,
    /// Whether it pays a difference; if not, it buys something of its own.
    pub is_difference: bool,
}

/// An add-on that the new edition makes void, and what is given back for it (R4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voided {
    /// The order that it was bought with.
    pub order: OrderNo,
    /// The number of the line in that order, from 1 on.
    pub position: u32,
    /// What becomes void.
    pub item: Item,
    /// What was paid for it in money.
    pub cash: Amount,
    /// The term months of the line that are left.
    pub left: TermMonths,
    /// The term months of the line.
    pub of: TermMonths,
    /// What is given back: `cash` × `left` ÷ `of`, rounded half up once.
    pub amount: Amount,
}

impl Voided {
    /// What is given back for a line that becomes void at `now`.
    #[must_use]
    pub fn of(line: &PaidLine, calendar: Calendar, now: Timestamp) -> Self {
        Self {
            order: line.order.clone(),
            position: line.position,
            item: line.line.item,
            cash: line.line.cash(),
            left: line.months_left(calendar, now),
            of: line.line.months,
            amount: line.unused_cash(calendar, now),
        }
    }
}

/// The open lines of add-ons that `edition` does not have by what is sold: the catalogs, the version, and the code of
/// the data centre (R4, P8).
pub(super) fn made_void<'a>(
    lines: &'a [PaidLine],
    (releases, version, data_centre): (&'a Releases, i64, &'a str),
    edition: Edition,
    now: Timestamp,
) -> impl Iterator<Item = &'a PaidLine> {
    lines.iter().filter(move |line| {
        let is_void = releases.monthly(version, data_centre, edition, line.line.item).is_none();
        line.kind().is_some() && line.is_open(now) && is_void
    })
}

/// What an upgrade comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upgrade {
    /// What is charged, line by line, the running term first.
    pub lines: Vec<Line>,
    /// The time of each line.
    pub spans: Vec<UpgradeSpan>,
    /// What is given back.
    pub voided: Vec<Voided>,
}

impl Upgrade {
    /// What is charged.
    #[must_use]
    pub fn charged(&self) -> Amount {
        self.lines.iter().map(|line| line.amount).sum()
    }

    /// What is given back for void add-ons.
    #[must_use]
    pub fn given_back(&self) -> Amount {
        self.voided.iter().map(|voided| voided.amount).sum()
    }

    /// What is to be paid; below zero it is a refund.
    #[must_use]
    pub fn net(&self) -> Amount {
        self.charged() - self.given_back()
    }
}

/// What going up to `target` costs at `now` (R4).
///
/// # Errors
/// The first rule against it.
pub fn price(prepaid: &Prepaid<'_>, target: Target, now: Timestamp) -> Result<Upgrade, UpgradeRefused> {
    let (AppState::Active, Plan::Prepaid { edition, .. }) = (prepaid.app.state, prepaid.app.plan) else {
        return Err(UpgradeRefused::NoRunningTerm);
    };
    if prepaid.has_overdue {
        return Err(UpgradeRefused::Overdue);
    }
    let desk = Desk { prepaid, release: prepaid.releases.at(now), now };
    match target {
        Target::Ultimate(_) if edition == Edition::Ultimate => Err(UpgradeRefused::UltimateAlready),
        Target::Ultimate(pack) => desk.to_ultimate(pack),
        Target::AddOn(add_on) => desk.to_tier(edition, add_on),
    }
}

/// The call packs that can take the place of one that the upgrade to ultimate makes void (P8, R4); none where no pack
/// becomes void.
#[must_use]
pub fn pairing_packs(prepaid: &Prepaid<'_>, now: Timestamp) -> Vec<CallPack> {
    let desk = Desk { prepaid, release: prepaid.releases.at(now), now };
    if !desk.voids().any(|line| line.kind() == Some(AddOnKind::CallPack)) {
        return Vec::new();
    }
    let book = desk.release.catalog.book_of(&prepaid.app.data_centre);
    let offers = book.and_then(|book| book.offers(Edition::Ultimate));
    offers.map(|offers| offers.call_packs().collect()).unwrap_or_default()
}

/// What the app can go up to at `now`, the package first (R4).
#[must_use]
pub fn targets(prepaid: &Prepaid<'_>, now: Timestamp) -> Vec<Target> {
    let book = prepaid.releases.at(now).catalog.book_of(&prepaid.app.data_centre);
    let offers = book.and_then(|book| book.offers(prepaid.app.plan.edition()));
    let add_ons = offers.into_iter().flat_map(|offers| &offers.add_ons);
    let tiers = add_ons.map(|offer| Target::AddOn(offer.add_on));
    [Target::Ultimate(None)]
        .into_iter()
        .chain(tiers)
        .filter(|&target| price(prepaid, target, now).is_ok())
        .collect()
}

struct Desk<'a> {
    prepaid: &'a Prepaid<'a>,
    release: &'a Published,
    now: Timestamp,
}

impl<'a> Desk<'a> {
    fn calendar(&self) -> Calendar {
        self.release.catalog.calendar()
    }

    fn monthly(&self, edition: Edition, item: Item) -> Option<Amount> {
        let centre = &self.prepaid.app.data_centre;
        self.prepaid.releases.monthly(self.release.version, centre, edition, item).map(|price| price.monthly)
    }

    fn to_ultimate(&self, pack: Option<CallPack>) -> Result<Upgrade, UpgradeRefused> {
        let item = Item::Package(Edition::Ultimate);
        let price = self.monthly(Edition::Ultimate, item).ok_or(UpgradeRefused::NotOffered { item })?;
        let terms = package_terms(self.prepaid.lines, self.now);
        if terms.is_empty() {
            return Err(UpgradeRefused::NoRunningTerm);
        }
        let mut upgrade = self.differences(item, price, &terms);
        upgrade.voided = self.voids().map(|line| self.voided(line)).collect();
        if let Some(pack) = pack {
            let (line, span) = self.call_pack(pack)?;
            upgrade.lines.push(line);
            upgrade.spans.push(span);
        }
        Ok(upgrade)
    }

    fn to_tier(&self, edition: Edition, add_on: AddOn) -> Result<Upgrade, UpgradeRefused> {
        let kind = add_on.kind();
        if kind == AddOnKind::CallPack {
            return Err(UpgradeRefused::CallPack);
        }
        let held = add_ons_at(self.prepaid.lines, self.now);
        let held = held.into_iter().find(|held| held.kind() == kind);
        if held.ok_or(UpgradeRefused::NotHeld { kind })? >= add_on {
            return Err(UpgradeRefused::NotHigher { add_on });
        }
        let item = Item::AddOn(add_on);
        let book = self.release.catalog.book_of(&self.prepaid.app.data_centre);
        let price = book.and_then(|book| book.monthly(edition, item));
        let price = price.ok_or(UpgradeRefused::NotOffered { item })?;
        let terms = terms_of(self.prepaid.lines, Some(kind), self.now);
        Ok(self.differences(item, price, &terms))
    }

    /// One line for the running and each queued term: (new list price − old list price, at least 0) × the term's
    /// discount × term months left, with the same end.
    fn differences(&self, item: Item, price: Amount, terms: &[&PaidLine]) -> Upgrade {
        let line = |term: &&PaidLine| {
            let difference = (price - list_monthly(self.prepaid.lines, term)).max(Amount::ZERO);
            let months = term.months_left(self.calendar(), self.now);
            Line::priced(item, difference, months, term.line.percent)
        };
        let span = |term: &&PaidLine| UpgradeSpan {
            span: Span {
                anchor: term.anchor,
                starts_at: term.starts_at.max(self.now),
                ends_at: term.ends_at,
            },
            is_difference: true,
        };
        Upgrade {
            lines: terms.iter().map(line).collect(),
            spans: terms.iter().map(span).collect(),
            voided: Vec::new(),
        }
    }

    /// The open lines of add-ons that the ultimate edition does not have.
    fn voids(&self) -> impl Iterator<Item = &'a PaidLine> {
        let centre = &self.prepaid.app.data_centre;
        let sold = (self.prepaid.releases, self.release.version, centre.as_str());
        made_void(self.prepaid.lines, sold, Edition::Ultimate, self.now)
    }

    fn voided(&self, line: &PaidLine) -> Voided {
        Voided::of(line, self.calendar(), self.now)
    }

    /// The call pack that pairs, to the end of everything paid for the package (P8, P10).
    fn call_pack(&self, pack: CallPack) -> Result<(Line, UpgradeSpan), UpgradeRefused> {
        if !self.voids().any(|line| line.kind() == Some(AddOnKind::CallPack)) {
            return Err(UpgradeRefused::NoCallPackVoided);
        }
        let item = Item::AddOn(AddOn::CallPack(pack));
        if !pairing_packs(self.prepaid, self.now).contains(&pack) {
            return Err(UpgradeRefused::NotOffered { item });
        }
        let price = self.monthly(Edition::Ultimate, item).ok_or(UpgradeRefused::NotOffered { item })?;
        let paid = paid_until(self.prepaid.lines, None, self.calendar());
        let (ends_at, term) = paid.ok_or(UpgradeRefused::NoRunningTerm)?;
        let line = Line::priced(item, price, term.months_left(self.calendar(), self.now), 100);
        let span = Span { anchor: term.anchor, starts_at: self.now, ends_at };
        Ok((line, UpgradeSpan { span, is_difference: false }))
    }
}

#[cfg(test)]
#[path = "upgrade_tests.rs"]
mod tests;
