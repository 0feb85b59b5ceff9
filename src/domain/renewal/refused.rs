//! Why something can't be renewed: a case for each rule (R2).

use crate::domain::product::{AddOnKind, Item};

/// Why a package can't be renewed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenewalRefused {
    /// Only a prepaid package is renewed, and a call pack that a postpaid app bought alone.
    #[error("the app has no prepaid package")]
    NoPackage,
    /// A call pack that was bought alone is all that there is to renew (P6).
    #[error("nothing is left to renew")]
    NothingLeft,
    /// Overdue bills are paid first (M1, P13).
    #[error("a bill is overdue")]
    Overdue,
    /// It was stopped for good.
    #[error("the app was stopped for good")]
    StoppedForGood,
    /// Its data is gone (R3).
    #[error("the data of the app was released")]
    Released,
    /// A duration that is not sold (R2).
    #[error("{found} months are not sold")]
    Months {
        /// What was asked for.
        found: u32,
        /// The fewest months.
        least: u32,
        /// The most months.
        most: u32,
    },
    /// An add-on that is to be left out, but is not held.
    #[error("{kind} is not held")]
    NotHeld {
        /// The add-on.
        kind: AddOnKind,
    },
    /// No catalog up to now has a price for it.
    #[error("{item} has no price")]
    NoPrice {
        /// What.
        item: Item,
    },
}
