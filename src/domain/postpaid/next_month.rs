//! Policy `next-month`: the month of leaving `im` is free, every later one is charged whole by its last setup (U5).

use super::{Desk, items};
use crate::domain::{
    charge::{Arithmetic, ChargeLine, Subject},
    course::{Interval, Piece},
    product::Item,
};

/// One line per item of the setup at the end of the month, or at the moment of deactivation.
pub(super) fn lines(desk: &Desk<'_>) -> Vec<ChargeLine> {
    let turned = desk.app.course.turned_postpaid_at();
    if turned.is_none_or(|turned| turned >= desk.span.from) {
        return Vec::new();
    }
    let Some(last) = desk.running().rev().find(|piece| piece.setup.is_postpaid()) else { return Vec::new() };
    items(&last).filter_map(|item| line(desk, last, item)).collect()
}

fn line(desk: &Desk<'_>, last: Piece<'_>, item: Item) -> Option<ChargeLine> {
    let (version, centre) = (desk.release.version, desk.app.data_centre);
    let price = desk.releases.monthly(version, centre, last.setup.edition, item)?;
    let arithmetic = Arithmetic::WholeMonth {
        monthly: price.monthly,
        intervals: in_force(desk, item),
        decided_at: last.interval.to,
    };
    Some(desk.head().line(Subject::Item(item), price.version, arithmetic))
}

/// When `item` was in force, for showing: the amount does not depend on it.
fn in_force(desk: &Desk<'_>, item: Item) -> Vec<Interval> {
    let mut intervals: Vec<Interval> = Vec::new();
    let postpaid = desk.running().filter(|piece| piece.setup.is_postpaid());
    for Piece { interval, .. } in postpaid.filter(|piece| items(piece).any(|other| other == item)) {
        match intervals.last_mut() {
            Some(last) if last.to == interval.from => last.to = interval.to,
            _ => intervals.push(interval),
        }
    }
    intervals
}
