//! Why an app can't go up within its term: a case for each rule (R4).

use crate::domain::product::{AddOn, AddOnKind, Item};

/// Why an app can't go up.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UpgradeRefused {
    /// Only an active prepaid app goes up within its term.
    #[error("the app has no running prepaid term")]
    NoRunningTerm,
    /// Overdue bills are paid first (M1).
    #[error("a bill is overdue")]
    Overdue,
    /// It runs on the ultimate package already.
    #[error("the app is ultimate already")]
    UltimateAlready,
    /// The add-on is not held; it is bought, not upgraded (P10).
    #[error("{kind} is not held")]
    NotHeld {
        /// The add-on.
        kind: AddOnKind,
    },
    /// The tier is not above the one that is held.
    #[error("{add_on} is not higher")]
    NotHigher {
        /// What was asked for.
        add_on: AddOn,
    },
    /// Call packs have no higher tier: refund it and buy another, or wait for its end.
    #[error("call packs are not upgraded")]
    CallPack,
    /// The edition does not offer it.
    #[error("{item} is not offered")]
    NotOffered {
        /// What was asked for.
        item: Item,
    },
    /// A call pack was asked for, but none becomes void.
    #[error("no call pack becomes void")]
    NoCallPackVoided,
}
