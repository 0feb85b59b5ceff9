//! The demo: a sandbox with customers, an operator, money, vouchers and apps in every edition and state (T2). Its
//! past is lived through, with the services alone and the clock moved, so it obeys every rule that a customer meets.

mod acts;
mod crowd;
mod gifts;
mod legacy;
mod people;
mod script;
mod story;

mod walk;

pub use people::{NEWCOMER, OPERATOR, SHOP, STUDIO, SignIn};
pub use walk::build;

use chrono::NaiveDate;

use crate::domain::{
    calendar::{Calendar, Timestamp},
    catalog::Catalog,
};

/// A moment of the demo's year: month, day, hour and minute on the catalog's clocks.
type When = (u32, u32, u32, u32);

/// The year that the demo is set in.
const YEAR: i32 = 2026;
/// When the story begins.
const FIRST: When = (3, 2, 9, 30);
/// What the clock shows when the story has been told.
const TODAY: When = (11, 20, 10, 0);

fn moment(calendar: Calendar, (month, day, hour, minute): When) -> Timestamp {
    let local = NaiveDate::from_ymd_opt(YEAR, month, day).and_then(|date| date.and_hms_opt(hour, minute, 0));
    calendar.moment(local.unwrap_or_default())
}

/// What the clock of a new demo shows.
#[must_use]
pub fn first(catalog: &Catalog) -> Timestamp {
    moment(catalog.calendar(), FIRST)
}

/// What the clock of a finished demo shows at least: one that shows less was broken off while it was built.
#[must_use]
pub fn today(catalog: &Catalog) -> Timestamp {
    moment(catalog.calendar(), TODAY)
}
