//! What a calendar month costs a postpaid app: the edition and its add-ons by the policy of the month (U4, U5) and by
//! its catalog version (K4). The bill, the dialogs' estimates and the forecast all take their lines from here.

mod next_month;
mod prorated;
#[cfg(test)]
mod tests;

use super::{
    catalog::{Catalog, Policy, Published, Releases},
    charge::{ChargeLine, LineHead},
    course::{Course, Piece},
    ids::SdkAppId,
    money::Amount,
    month::MonthSpan,
    product::Item,
};

/// What of an app its months are charged by.
#[derive(Clone, Copy, Debug)]
pub struct AppCourse<'a> {
    /// Its number.
    pub app: SdkAppId,
    /// The code of its data centre, which picks the price book (K3).
    pub data_centre: &'a str,
    /// What it was from when to when.
    pub course: &'a Course,
}

/// The catalog by which a month of an app is charged (K4): the one in force when the month began, or, in the month in
/// which the app turned postpaid, the one in force when it did.
#[must_use]
pub fn release_of<'a>(releases: &'a Releases, course: &Course, span: MonthSpan) -> &'a Published {
    let turned = course.turned_postpaid_at().filter(|&at| span.contains(at));
    releases.at(turned.unwrap_or(span.from))
}

/// What an app's month is charged by: looked up once for all its lines.
pub(super) struct Desk<'a> {
    pub(super) releases: &'a Releases,
    pub(super) release: &'a Published,
    pub(super) app: AppCourse<'a>,
    pub(super) span: MonthSpan,
}

impl<'a> Desk<'a> {
    pub(super) fn new(releases: &'a Releases, app: AppCourse<'a>, span: MonthSpan) -> Self {
        Self { releases, release: release_of(releases, app.course, span), app, span }
    }

    pub(super) fn catalog(&self) -> &Catalog {
        &self.release.catalog
    }

    pub(super) fn head(&self) -> LineHead {
        LineHead {
            app: self.app.app,
            month: self.span.month,
            policy: self.catalog().policy,
            version: self.release.version,
        }
    }

    /// The pieces of the month in which the app ran.
    pub(super) fn running(&self) -> impl DoubleEndedIterator<Item = Piece<'a>> + use<'a> {
        let pieces = self.app.course.pieces(self.span.from, self.span.to);
        pieces.filter(|piece| piece.setup.running)
    }
}

/// The lines for the edition and the add-ons of U1 in one month, in the order edition, add-ons, and within it by their
/// first use. None for apps that were not postpaid in it. Each is rounded half up once.
#[must_use]
pub fn lines(releases: &Releases, app: AppCourse<'_>, span: MonthSpan) -> Vec<ChargeLine> {
    let desk = Desk::new(releases, app, span);
    match desk.catalog().policy {
        Policy::Prorated => prorated::lines(&desk),
        Policy::NextMonth => next_month::lines(&desk),
    }
}

/// The items of a setup, the package first.
fn items<'a>(piece: &Piece<'a>) -> impl Iterator<Item = Item> + use<'a> {
    let setup = piece.setup;
    [Item::Package(setup.edition)].into_iter().chain(setup.add_ons.iter().copied().map(Item::AddOn))
}

/// What the lines come to.
#[must_use]
pub fn total(lines: &[ChargeLine]) -> Amount {
    lines.iter().map(|line| line.amount).sum()
}
