//! Policy `prorated`: every item by the time it was in force (U4).

use super::{Desk, items};
use crate::domain::{
    catalog::VersionPrice,
    charge::{Arithmetic, ChargeLine, Subject, seconds_of},
    course::Interval,
    product::Item,
};

/// One item at one price, with the times of the month at which it was in force.
struct Use {
    item: Item,
    price: VersionPrice,
    intervals: Vec<Interval>,
}

/// One line per item and configuration: its intervals are added up before the one rounding and listed under it.
pub(super) fn lines(desk: &Desk<'_>) -> Vec<ChargeLine> {
    let mut uses: Vec<Use> = Vec::new();
    for piece in desk.running().filter(|piece| piece.setup.is_postpaid()) {
        for item in items(&piece) {
            let (version, centre) = (desk.release.version, desk.app.data_centre);
            if let Some(price) = desk.releases.monthly(version, centre, piece.setup.edition, item) {
                add(&mut uses, item, price, piece.interval);
            }
        }
    }
    uses.sort_by_key(|used| matches!(used.item, Item::AddOn(_)));
    uses.into_iter().map(|used| line(desk, used)).collect()
}

fn add(uses: &mut Vec<Use>, item: Item, price: VersionPrice, interval: Interval) {
    match uses.iter_mut().find(|used| used.item == item && used.price.monthly == price.monthly) {
        Some(known) => match known.intervals.last_mut() {
            Some(last) if last.to == interval.from => last.to = interval.to,
            _ => known.intervals.push(interval),
        },
        None => uses.push(Use { item, price, intervals: vec![interval] }),
    }
}

fn line(desk: &Desk<'_>, Use { item, price, intervals }: Use) -> ChargeLine {
    let seconds = seconds_of(&intervals);
    let of_seconds = desk.span.seconds();
    let arithmetic = Arithmetic::Prorated { monthly: price.monthly, intervals, seconds, of_seconds };
    desk.head().line(Subject::Item(item), price.version, arithmetic)
}
