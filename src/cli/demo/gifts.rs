//! The vouchers of the demo: one of every kind. What they are worth is a gift; prices come from the catalog.

use super::story::yuan;
use crate::domain::{money::Amount, product::AddOnKind, voucher::Scope};

/// A voucher that is granted.
pub(super) struct Gift {
    pub(super) name: &'static str,
    pub(super) face: Amount,
    pub(super) threshold: Amount,
    pub(super) scope: fn() -> Scope,
    pub(super) reusable: bool,
    /// The last month and day on which it can be used, and the year.
    pub(super) ends: (i32, u32, u32),
}

/// The vouchers, in the order in which they are granted.
pub(super) const GIFTS: [Gift; 7] = [
    Gift {
        name: "Spring 2026",
        face: yuan(500),
        threshold: Amount::ZERO,
        scope: || Scope::Everything,
        reusable: false,
        ends: (2026, 12, 31),
    },
    Gift {
        name: "Summer 2026",
        face: yuan(800),
        threshold: yuan(3_000),
        scope: || Scope::Everything,
        reusable: true,
        ends: (2026, 9, 1),
    },
    Gift {
        name: "Groups and members",
        face: yuan(3_000),
        threshold: Amount::ZERO,
        scope: || Scope::AddOns(vec![AddOnKind::GroupsPerUser, AddOnKind::MembersPerGroup]),
        reusable: true,
        ends: (2027, 3, 31),
    },
    Gift {
        name: "Thank you",
        face: yuan(600),
        threshold: Amount::ZERO,
        scope: || Scope::Everything,
        reusable: true,
        ends: (2027, 5, 31),
    },
    Gift {
        name: "Packages from 5,000",
        face: yuan(1_000),
        threshold: yuan(5_000),
        scope: || Scope::Packages,
        reusable: true,
        ends: (2027, 1, 31),
    },
    Gift {
        name: "One time only",
        face: yuan(200),
        threshold: yuan(1_000),
        scope: || Scope::Everything,
        reusable: false,
        ends: (2026, 12, 10),
    },
    Gift {
        name: "Big launch",
        face: yuan(2_000),
        threshold: yuan(20_000),
        scope: || Scope::Packages,
        reusable: true,
        ends: (2026, 12, 31),
    },
];
