//! What a change lowers (U11): what exists above a new limit stays, and what would add to it is refused with the
//! platform's code from then on.

use super::super::{
    catalog::Catalog,
    course::Setup,
    limits::{Cap, Limits},
    product::words,
};

words! {
    /// A limit that a change can lower.
    LoweredLimit {
        /// Livestream groups: creating another is refused.
        LivestreamGroups = "livestream_groups",
        /// Groups of one user: creating and joining are refused.
        GroupsPerUser = "groups_per_user",
        /// Members of one group: adding and joining are refused.
        MembersPerGroup = "members_per_group",
        /// Groups in all: creating another is refused.
        Groups = "groups",
        /// Registered users: importing another is refused.
        RegisteredUsers = "registered_users",
    }
}

impl LoweredLimit {
    /// The platform's code of the refusal.
    #[must_use]
    pub const fn code(self) -> u32 {
        match self {
            Self::LivestreamGroups => 10_036,
            Self::GroupsPerUser => 10_037,
            Self::MembersPerGroup => 10_038,
            Self::Groups => 10_058,
            Self::RegisteredUsers => 70_398,
        }
    }

    const fn of(self, limits: &Limits) -> Cap {
        match self {
            Self::LivestreamGroups => limits.livestream_groups,
            Self::GroupsPerUser => limits.groups_per_user,
            Self::MembersPerGroup => limits.members_per_group,
            Self::Groups => limits.groups,
            Self::RegisteredUsers => limits.registered_users,
        }
    }
}

/// A limit with its value before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lowered {
    /// Which.
    pub limit: LoweredLimit,
    /// What it was.
    pub from: Cap,
    /// What it is from now on.
    pub to: Cap,
}

/// The limits that are lower after a change than before it.
#[must_use]
pub fn lowered(catalog: &Catalog, before: &Setup, after: &Setup) -> Vec<Lowered> {
    let limits = |setup: &Setup| catalog.limits(setup.edition, &setup.add_ons);
    let (before, after) = (limits(before), limits(after));
    let all = LoweredLimit::ALL.iter().map(|&limit| Lowered {
        limit,
        from: limit.of(&before),
        to: limit.of(&after),
    });
    all.filter(|change| match (change.from, change.to) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(from), Some(to)) => to < from,
    })
    .collect()
}
