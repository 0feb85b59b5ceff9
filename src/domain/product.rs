//! What can be had: editions, billing modes, add-ons and call packs, each with the word that files, forms and the
//! database use for it. Knows no price, no limit and no name in any language.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every value, in ascending order.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word that files, forms and the database use.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The value with exactly this word.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What an app is allowed to do at base (section 0).
    Edition {
        /// Free for ever, with small quotas.
        Trial = "trial",
        /// The legacy edition, without a package fee.
        Im = "im",
        /// The smaller paid edition.
        Professional = "professional",
        /// The larger paid edition.
        Ultimate = "ultimate",
    }
}

impl Edition {
    /// Whether this edition is paid for as a package and so has a billing mode (section 0).
    #[must_use]
    pub const fn has_billing_mode(self) -> bool {
        matches!(self, Self::Professional | Self::Ultimate)
    }
}

words! {
    /// When the package of a paid edition is charged (section 0).
    BillingMode {
        /// Before its term.
        Prepaid = "prepaid",
        /// By the bill of the past month.
        Postpaid = "postpaid",
    }
}

words! {
    /// A monthly bundle of call minutes, by what it allows (P8).
    CallPack {
        /// One-to-one calls.
        Basic = "basic",
        /// Group calls, too.
        Advanced = "advanced",
        /// Group calls on several devices of a user.
        Premium = "premium",
    }
}

words! {
    /// What an add-on raises or allows (P7).
    AddOnKind {
        /// Livestream groups without a limit.
        LivestreamGroups = "livestream_groups",
        /// More groups that one user may join.
        GroupsPerUser = "groups_per_user",
        /// More members in one group.
        MembersPerGroup = "members_per_group",
        /// Filtering of words by own libraries.
        ContentSecurity = "content_security",
        /// Audio and video calls.
        CallPack = "call_pack",
    }
}

/// A paid capability beside the edition, with its tier where it has tiers (section 0, P7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum AddOn {
    /// Livestream groups without a limit.
    LivestreamGroups,
    /// So many groups that one user may join.
    GroupsPerUser(u32),
    /// So many members in one group that is no livestream group.
    MembersPerGroup(u32),
    /// Filtering of words by own libraries.
    ContentSecurity,
    /// A bundle of call minutes.
    CallPack(CallPack),
}

impl AddOn {
    /// What it raises or allows, without the tier.
    #[must_use]
    pub const fn kind(self) -> AddOnKind {
        match self {
            Self::LivestreamGroups => AddOnKind::LivestreamGroups,
            Self::GroupsPerUser(_) => AddOnKind::GroupsPerUser,
            Self::MembersPerGroup(_) => AddOnKind::MembersPerGroup,
            Self::ContentSecurity => AddOnKind::ContentSecurity,
            Self::CallPack(_) => AddOnKind::CallPack,
        }
    }

    /// The text that forms and the database use: the kind, and the tier after a colon (`groups_per_user:1000`).
    #[must_use]
    pub fn code(self) -> String {
        let kind = self.kind();
        match self {
            Self::LivestreamGroups | Self::ContentSecurity => kind.to_string(),
            Self::GroupsPerUser(tier) | Self::MembersPerGroup(tier) => format!("{kind}:{tier}"),
            Self::CallPack(pack) => format!("{kind}:{pack}"),
        }
    }

    /// The add-on with exactly this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let (kind, tier) = code.split_once(':').map_or((code, None), |(kind, tier)| (kind, Some(tier)));
        let add_on = match AddOnKind::parse(kind)? {
            AddOnKind::LivestreamGroups => Self::LivestreamGroups,
            AddOnKind::ContentSecurity => Self::ContentSecurity,
            AddOnKind::GroupsPerUser => Self::GroupsPerUser(tier?.parse().ok()?),
            AddOnKind::MembersPerGroup => Self::MembersPerGroup(tier?.parse().ok()?),
            AddOnKind::CallPack => Self::CallPack(CallPack::parse(tier?)?),
        };
        (add_on.code() == code).then_some(add_on)
    }
}

/// One thing that an order line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Item {
    /// The package of an edition.
    Package(Edition),
    /// A capability beside it.
    AddOn(AddOn),
}

impl Item {
    /// The text that forms and the database use: `package:professional` or the add-on's code.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Package(edition) => format!("package:{edition}"),
            Self::AddOn(add_on) => add_on.code(),
        }
    }

    /// The item with exactly this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        match code.strip_prefix("package:") {
            Some(edition) => Edition::parse(edition).map(Self::Package),
            None => AddOn::parse(code).map(Self::AddOn),
        }
    }
}

/// A text that is no code of an add-on or item.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not the code of an item")]
pub struct UnknownCode(String);

macro_rules! text_codes {
    ($($name:ident),*) => { $(
        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.code()
            }
        }

        impl TryFrom<String> for $name {
            type Error = UnknownCode;
            fn try_from(code: String) -> Result<Self, UnknownCode> {
                Self::parse(&code).ok_or(UnknownCode(code))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.code())
            }
        }
    )* };
}

text_codes!(AddOn, Item);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_found_again_by_its_code_and_by_serde() {
        let add_ons = [
            AddOn::LivestreamGroups,
            AddOn::GroupsPerUser(1_000),
            AddOn::MembersPerGroup(u32::MAX),
            AddOn::ContentSecurity,
            AddOn::CallPack(CallPack::Premium),
        ];
        let packages = Edition::ALL.iter().map(|&edition| Item::Package(edition));
        for item in packages.chain(add_ons.map(Item::AddOn)) {
            assert_eq!(Item::parse(&item.code()), Some(item));
            let json = serde_json::to_string(&item).unwrap();
            assert_eq!(json, format!("{:?}", item.code()));
            assert_eq!(serde_json::from_str::<Item>(&json).unwrap(), item);
        }
        assert_eq!(Item::AddOn(AddOn::GroupsPerUser(1_000)).code(), "groups_per_user:1000");
        assert_eq!(Item::Package(Edition::Professional).code(), "package:professional");
    }

    #[test]
    fn a_text_that_is_not_exactly_a_code_is_refused() {
        for text in [
            "",
            "package",
            "package:",
            "package:Trial",
            "groups_per_user",
            "groups_per_user:",
            "groups_per_user:01000",
            "groups_per_user:+1000",
            "groups_per_user:-1",
            "groups_per_user:4294967296",
            "livestream_groups:",
            "livestream_groups:50",
            "call_pack",
            "call_pack:trial",
            " content_security",
        ] {
            assert_eq!(Item::parse(text), None, "{text:?}");
        }
        let refused = serde_json::from_str::<Item>("\"package:gold\"").unwrap_err();
        assert_eq!(refused.to_string(), "\"package:gold\" is not the code of an item");
    }

    #[test]
    fn only_professional_and_ultimate_have_a_billing_mode() {
        let with_mode: Vec<_> = Edition::ALL.iter().filter(|edition| edition.has_billing_mode()).collect();
        assert_eq!(with_mode, [&Edition::Professional, &Edition::Ultimate]);
    }
}
