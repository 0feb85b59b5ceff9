//! Paid order lines with the time that each gave: what renewals, upgrades and refunds of prepaid packages are computed
//! from (R1, R2, R4, R5). Knows what was paid and until when, and decides nothing.

use serde::{Deserialize, Serialize};

use super::{
    calendar::{Calendar, Term, TermMonths, Timestamp},
    ids::OrderNo,
    money::Amount,
    product::{AddOn, AddOnKind, Edition, Item},
    quote::Line,
};

/// A paid order line of an app with the time that it gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaidLine {
    /// Its order.
    pub order: OrderNo,
    /// Its number in the order, from 1 on.
    pub position: u32,
    /// The catalog version that the order was priced with (K4).
    pub catalog_version: i64,
    /// What was bought and paid.
    pub line: Line,
    /// The moment from which its months are counted (R1).
    pub anchor: Timestamp,
    /// From when on it counts.
    pub starts_at: Timestamp,
    /// Until when.
    pub ends_at: Timestamp,
    /// Whether it pays the difference of an upgrade for a term that another line gave (R4).
    pub is_difference: bool,
}

/// How far ahead a package can be paid at all, by renewals upon renewals.
const MONTHS_AHEAD: u32 = 1_200;

impl PaidLine {
    /// Whether it has not ended at `now`.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        now < self.ends_at
    }

    /// The kind of add-on it is for; none for a package.
    #[must_use]
    pub const fn kind(&self) -> Option<AddOnKind> {
        match self.line.item {
            Item::Package(_) => None,
            Item::AddOn(add_on) => Some(add_on.kind()),
        }
    }

    /// The term months from `now`, or from its start if that is later, to its end (D3).
    #[must_use]
    pub fn months_left(&self, calendar: Calendar, now: Timestamp) -> TermMonths {
        let whole = (0..=MONTHS_AHEAD)
            .find(|&months| calendar.months_later(self.anchor, months) >= self.ends_at)
            .unwrap_or_default();
        Term { anchor: self.anchor, months: whole }.months_left(calendar, now.max(self.starts_at))
    }

    /// What of its cash the time left is worth: cash × term months left ÷ term months of the line, rounded half up
    /// once (R4).
    #[must_use]
    pub fn unused_cash(&self, calendar: Calendar, now: Timestamp) -> Amount {
        let (left, all) = (self.months_left(calendar, now), self.line.months);
        self.line.cash().times(left.fraction().over(all.fraction()))
    }

    /// What the time used is worth at the monthly list price, rounded half up once (R5).
    #[must_use]
    pub fn used_value(&self, calendar: Calendar, now: Timestamp) -> Amount {
        let (left, all) = (self.months_left(calendar, now), self.line.months);
        self.line.monthly.times(all.fraction().minus(left.fraction()))
    }
}

/// The lines that gave the package the time from `now` on: the running term first, then the queued ones (R4).
#[must_use]
pub fn package_terms(lines: &[PaidLine], now: Timestamp) -> Vec<&PaidLine> {
    terms_of(lines, None, now)
}

/// The lines that gave an add-on, or the package where `kind` is none, the time from `now` on, the running one first.
/// Differences are no lines of their own here.
#[must_use]
pub fn terms_of(lines: &[PaidLine], kind: Option<AddOnKind>, now: Timestamp) -> Vec<&PaidLine> {
    let is_term = |line: &&PaidLine| line.kind() == kind && !line.is_difference && line.is_open(now);
    let mut terms: Vec<&PaidLine> = lines.iter().filter(is_term).collect();
    terms.sort_by_key(|line| line.starts_at);
    terms
}

/// What a month of a term costs at list price: the line's own price and the differences that were paid for it (R4).
#[must_use]
pub fn list_monthly(lines: &[PaidLine], term: &PaidLine) -> Amount {
    let differences = lines
        .iter()
        .filter(|line| line.is_difference && line.kind() == term.kind() && line.ends_at == term.ends_at);
    term.line.monthly + differences.map(|line| line.line.monthly).sum()
}

/// The edition of the package at `moment`, upgrades included.
#[must_use]
pub fn edition_at(lines: &[PaidLine], moment: Timestamp) -> Option<Edition> {
    let editions = lines.iter().filter(|line| line.starts_at <= moment && moment < line.ends_at);
    let of = |line: &PaidLine| match line.line.item {
        Item::Package(edition) => Some(edition),
        Item::AddOn(_) => None,
    };
    editions.filter_map(of).max()
}

/// The add-ons in force at `moment`, the highest tier of each kind, in ascending order.
#[must_use]
pub fn add_ons_at(lines: &[PaidLine], moment: Timestamp) -> Vec<AddOn> {
    let mut held: Vec<AddOn> = Vec::new();
    for line in lines.iter().filter(|line| line.starts_at <= moment && moment < line.ends_at) {
        let Item::AddOn(add_on) = line.line.item else { continue };
        match held.iter_mut().find(|other| other.kind() == add_on.kind()) {
            Some(other) => *other = add_on.max(*other),
            None => held.push(add_on),
        }
    }
    held.sort_unstable();
    held
}

/// The end of everything paid for the package, or for an add-on where `kind` is one, with the term that ends there
/// counted from its anchor (R1, R2).
#[must_use]
pub fn paid_until(
    lines: &[PaidLine],
    kind: Option<AddOnKind>,
    calendar: Calendar,
) -> Option<(Timestamp, Term)> {
    let terms = lines.iter().filter(|line| line.kind() == kind && !line.is_difference);
    let last = terms.max_by_key(|line| line.ends_at)?;
    let months =
        (1..=MONTHS_AHEAD).find(|&months| calendar.months_later(last.anchor, months) >= last.ends_at)?;
    Some((last.ends_at, Term { anchor: last.anchor, months }))
}

#[cfg(test)]
#[path = "entitlement_fixture.rs"]
pub(in crate::domain) mod fixture;
