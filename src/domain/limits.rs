//! How much an app may hold and which features it has: the numbers that an edition brings and add-ons raise.
//! Knows neither prices nor what an app holds at present.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::product::{AddOn, words};

words! {
    /// Something that an edition has or has not (K1).
    Feature {
        /// Access points all over the world.
        GlobalCoverage = "global_coverage",
        /// A message to every user of the app at once.
        PushToAll = "push_to_all",
        /// Search in the messages kept on the device.
        LocalSearch = "local_search",
        /// Messages from before joining, in livestream groups.
        PreJoinHistory = "pre_join_history",
        /// Who has read a message of a group.
        GroupReadReceipts = "group_read_receipts",
        /// A group message to some of its members only.
        TargetedMessages = "targeted_messages",
        /// The list of a livestream group's members who are online.
        OnlineMemberList = "online_member_list",
        /// A message to every livestream group at once.
        LivestreamBroadcast = "livestream_broadcast",
        /// Whether a user is online.
        UserStatus = "user_status",
        /// Marks on conversations, and groups of them.
        ConversationMarks = "conversation_marks",
        /// Banning a user from a livestream group.
        LivestreamBan = "livestream_ban",
    }
}

/// A highest number; `None` is unlimited, `Some(0)` is none at all.
pub type Cap = Option<u32>;

/// What an app may hold and do (K1, P7). Numbers are counts unless they say otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Users that may be registered.
    pub registered_users: Cap,
    /// Friends of one user.
    pub friends_per_user: Cap,
    /// Groups that one user may join.
    pub groups_per_user: Cap,
    /// Members of one group that is neither a livestream group nor a community; the group type's own cap applies
    /// besides ([`Catalog::member_cap`](super::catalog::Catalog::member_cap)).
    pub members_per_group: Cap,
    /// Groups of all types; disbanded ones do not count.
    pub groups: Cap,
    /// Livestream groups; disbanded ones do not count.
    pub livestream_groups: Cap,
    /// Groups created on one day less those disbanded on it.
    pub new_groups_per_day: Cap,
    /// Communities.
    pub communities: Cap,
    /// Members of one community.
    pub members_per_community: Cap,
    /// Members of one livestream group.
    pub members_per_livestream_group: Cap,
    /// Days for which messages are kept without charge.
    pub history_days: u32,
    /// Daily active users without charge (U6).
    pub free_daily_active_users: u32,
    /// Peak groups of a month without charge (U6).
    pub free_peak_groups: u32,
    /// Recent contacts that a client can load.
    pub recent_contacts: u32,
    /// Browsers in which one user may be signed in at once.
    pub web_devices: u32,
    /// Devices of one other platform on which one user may be signed in at once.
    pub devices_per_platform: u32,
    /// Members up to which a group has read receipts; none where the feature is missing.
    pub read_receipt_members: u32,
    /// Members that the online list shows; none where the feature is missing.
    pub online_list_members: u32,
    /// What else the edition brings.
    pub features: BTreeSet<Feature>,
}

impl Limits {
    /// Whether `feature` is included.
    #[must_use]
    pub fn has(&self, feature: Feature) -> bool {
        self.features.contains(&feature)
    }

    /// Whether one user may be signed in on several devices of one platform.
    #[must_use]
    pub const fn several_devices(&self) -> bool {
        self.web_devices > 1 || self.devices_per_platform > 1
    }

    /// These limits with one more add-on (P7). A tier at or below the limit changes nothing.
    #[must_use]
    pub fn raised_by(mut self, add_on: AddOn) -> Self {
        match add_on {
            AddOn::LivestreamGroups => self.livestream_groups = None,
            AddOn::GroupsPerUser(tier) => {
                self.groups_per_user = self.groups_per_user.map(|base| base.max(tier));
            }
            AddOn::MembersPerGroup(tier) => {
                self.members_per_group = self.members_per_group.map(|base| base.max(tier));
            }
            AddOn::ContentSecurity | AddOn::CallPack(_) => {}
        }
        self
    }
}
