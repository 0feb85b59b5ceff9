//! The checks that look at several values of a catalog at once: tiers against the edition's base, discounts against
//! the durations, codes against each other (K2). Each notes every fault it sees and changes nothing.

use std::ops::RangeInclusive;

use super::{
    reader::{At, Reader},
    terms::{DurationDiscount, GroupType, MemberLimit},
};
use crate::domain::{limits::Cap, money::Amount};

/// Tiers must lie above what the edition has anyway, and each above the one before it.
pub(super) fn tiers(reader: &Reader<'_>, tiers: &[At<u32>], base: Cap) {
    let Some(base) = base else {
        for tier in tiers {
            reader.fault(&tier.place, tier.value.to_string(), "no tier: the edition has no limit");
        }
        return;
    };
    let mut floor = (base, "what the edition has without it");
    for tier in tiers {
        if tier.value <= floor.0 {
            let allowed = format!("a tier above {}, {}", floor.0, floor.1);
            reader.fault(&tier.place, tier.value.to_string(), allowed);
        } else {
            floor = (tier.value, "the tier before it");
        }
    }
}

/// A tier of members must be reachable by some type of group.
pub(super) fn member_tiers(reader: &Reader<'_>, tiers: &[At<u32>], group_types: &[GroupType]) {
    let types = group_types.iter().filter(|kind| kind.limited_by == MemberLimit::Group);
    let caps: Option<Vec<u32>> = types.map(|kind| kind.max_members).collect();
    let Some(highest) = caps.and_then(|caps| caps.into_iter().max()) else { return };
    for tier in tiers.iter().filter(|tier| tier.value > highest) {
        let allowed = format!("at most {highest}, the highest cap of a group type");
        reader.fault(&tier.place, tier.value.to_string(), allowed);
    }
}

/// Discounts must follow each other from the shortest duration to the longest, without gap or overlap.
pub(super) fn discounts(reader: &Reader<'_>, rows: &[At<DurationDiscount>], months: &RangeInclusive<u32>) {
    let Some(last) = rows.last() else { return };
    let mut next = *months.start();
    for At { value: DurationDiscount { from, to, .. }, place } in rows {
        if *from != next || to < from {
            let allowed = format!("months from {next} on, so that no month is left out or given twice");
            reader.fault(place, format!("{from} to {to}"), allowed);
        }
        next = to.saturating_add(1);
    }
    if last.value.to != *months.end() {
        let allowed = format!("{} as the last month", months.end());
        reader.fault(&last.place, format!("{} as the last month", last.value.to), allowed);
    }
}

/// A code must not stand twice in one list.
pub(super) fn unique<'a>(reader: &Reader<'_>, codes: impl Iterator<Item = &'a At<String>>) {
    let mut seen: Vec<&str> = Vec::new();
    for code in codes {
        if seen.contains(&code.value.as_str()) {
            reader.fault(&code.place, format!("{:?}", code.value), "a code that is not used before");
        }
        seen.push(&code.value);
    }
}

/// The price book of a data centre must be in the file.
pub(super) fn known_book(reader: &Reader<'_>, book: &At<String>, books: &[String]) {
    if !books.contains(&book.value) {
        reader.fault(&book.place, format!("{:?}", book.value), books.join(", "));
    }
}

/// A price before reduction must not be below the price that is asked.
pub(super) fn list_price(reader: &Reader<'_>, list: &At<Amount>, monthly: Amount) {
    if list.value < monthly {
        reader.fault(&list.place, "a price below monthly", "a price not below monthly");
    }
}
