//! One application: its profile, what it runs on, and where it stands in its life. Everything here is a value;
//! what may happen next is decided in `purchase` and `lifecycle`.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use super::{
    calendar::Timestamp,
    ids::{AccountId, SdkAppId},
    product::{BillingMode, Edition, words},
};

words! {
    /// How an app came to be.
    Origin {
        /// Created in this console.
        Created = "created",
        /// Brought in from an older platform.
        Imported = "imported",
        /// Created on the real-time audio/video side, shown as TRTC trial (L2).
        Rtc = "rtc",
    }
}

words! {
    /// Why an app was stopped (section 6).
    StopCause {
        /// Its paid term ended and was not renewed (R3).
        Expiry = "expiry",
        /// Its package was refunded (R6).
        Refund = "refund",
        /// A bill stayed unpaid (U8).
        Arrears = "arrears",
        /// Its owner deactivated it (U10); final.
        Owner = "owner",
        /// The platform's staff deactivated it (L2); final.
        Operator = "operator",
    }
}

impl StopCause {
    /// Whether a renewal or a payment can bring the app back while its data is kept (P13).
    #[must_use]
    pub const fn is_recoverable(self) -> bool {
        matches!(self, Self::Expiry | Self::Refund | Self::Arrears)
    }
}

/// What an app runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// The free trial edition, without an end.
    Trial,
    /// The legacy edition, without a package.
    Im,
    /// A package paid in advance.
    Prepaid {
        /// Professional or ultimate.
        edition: Edition,
        /// The end of everything already paid for the package.
        ends_at: Timestamp,
    },
    /// A package billed monthly in arrears.
    Postpaid {
        /// Professional or ultimate.
        edition: Edition,
    },
}

impl Plan {
    /// The edition whose limits apply.
    #[must_use]
    pub const fn edition(self) -> Edition {
        match self {
            Self::Trial => Edition::Trial,
            Self::Im => Edition::Im,
            Self::Prepaid { edition, .. } | Self::Postpaid { edition } => edition,
        }
    }

    /// How the package is paid; none for trial and legacy apps.
    #[must_use]
    pub const fn billing_mode(self) -> Option<BillingMode> {
        match self {
            Self::Trial | Self::Im => None,
            Self::Prepaid { .. } => Some(BillingMode::Prepaid),
            Self::Postpaid { .. } => Some(BillingMode::Postpaid),
        }
    }

    /// The end of the prepaid term.
    #[must_use]
    pub const fn ends_at(self) -> Option<Timestamp> {
        match self {
            Self::Prepaid { ends_at, .. } => Some(ends_at),
            Self::Trial | Self::Im | Self::Postpaid { .. } => None,
        }
    }

    /// The plan with these parts; none where they contradict each other.
    #[must_use]
    pub const fn from_parts(
        edition: Edition,
        mode: Option<BillingMode>,
        ends_at: Option<Timestamp>,
    ) -> Option<Self> {
        match (edition, mode, ends_at) {
            (Edition::Trial, None, None) => Some(Self::Trial),
            (Edition::Im, None, None) => Some(Self::Im),
            (Edition::Professional | Edition::Ultimate, Some(BillingMode::Prepaid), Some(ends_at)) => {
                Some(Self::Prepaid { edition, ends_at })
            }
            (Edition::Professional | Edition::Ultimate, Some(BillingMode::Postpaid), None) => {
                Some(Self::Postpaid { edition })
            }
            _ => None,
        }
    }
}

/// Where an app stands in its life (section 6). `since` is the business time at which the state began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppState {
    /// In use.
    Active,
    /// The term has ended; still usable during the days of grace.
    Expired {
        /// When.
        since: Timestamp,
        /// By the end of its term or by a refund.
        cause: StopCause,
    },
    /// Stopped; its data is kept for the days of retention.
    Deactivated {
        /// When.
        since: Timestamp,
        /// Why.
        cause: StopCause,
    },
    /// Stopped, its data gone; only deletion is left.
    Released {
        /// When.
        since: Timestamp,
        /// Why it had been stopped.
        cause: StopCause,
    },
    /// Gone. Its number is never used again.
    Deleted {
        /// When.
        since: Timestamp,
    },
}

words! {
    /// The name of a state, without its data.
    Status {
        /// See [`AppState::Active`].
        Active = "active",
        /// See [`AppState::Expired`].
        Expired = "expired",
        /// See [`AppState::Deactivated`].
        Deactivated = "deactivated",
        /// See [`AppState::Released`].
        Released = "released",
        /// See [`AppState::Deleted`].
        Deleted = "deleted",
    }
}

impl AppState {
    /// The state's name.
    #[must_use]
    pub const fn status(self) -> Status {
        match self {
            Self::Active => Status::Active,
            Self::Expired { .. } => Status::Expired,
            Self::Deactivated { .. } => Status::Deactivated,
            Self::Released { .. } => Status::Released,
            Self::Deleted { .. } => Status::Deleted,
        }
    }

    /// When the state began; none for an active app.
    #[must_use]
    pub const fn since(self) -> Option<Timestamp> {
        match self {
            Self::Active => None,
            Self::Expired { since, .. }
            | Self::Deactivated { since, .. }
            | Self::Released { since, .. }
            | Self::Deleted { since } => Some(since),
        }
    }

    /// Why the app was stopped.
    #[must_use]
    pub const fn cause(self) -> Option<StopCause> {
        match self {
            Self::Active | Self::Deleted { .. } => None,
            Self::Expired { cause, .. } | Self::Deactivated { cause, .. } | Self::Released { cause, .. } => {
                Some(cause)
            }
        }
    }

    /// The state with these parts; none where one is missing.
    #[must_use]
    pub const fn from_parts(
        status: Status,
        since: Option<Timestamp>,
        cause: Option<StopCause>,
    ) -> Option<Self> {
        match (status, since, cause) {
            (Status::Active, _, _) => Some(Self::Active),
            (Status::Expired, Some(since), Some(cause)) => Some(Self::Expired { since, cause }),
            (Status::Deactivated, Some(since), Some(cause)) => Some(Self::Deactivated { since, cause }),
            (Status::Released, Some(since), Some(cause)) => Some(Self::Released { since, cause }),
            (Status::Deleted, Some(since), _) => Some(Self::Deleted { since }),
            _ => None,
        }
    }
}

/// Why a text is not an app's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameRefused {
    /// Nothing was entered.
    #[error("an app needs a name")]
    Empty,
    /// More than fifteen characters.
    #[error("a name has at most {} characters", AppName::MAX)]
    TooLong,
    /// A character that is neither letter, digit nor `_`.
    #[error("a name may not contain {0:?}")]
    Character(char),
}

/// An app's name: 1–15 letters of any script, digits or `_`, in NFC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AppName(String);

impl AppName {
    /// The most characters a name may have.
    pub const MAX: usize = 15;

    /// The name that was entered; blanks around it are not part of it.
    ///
    /// # Errors
    /// When nothing is left, it is too long, or holds another kind of character.
    pub fn parse(entered: &str) -> Result<Self, NameRefused> {
        let name: String = entered.trim().nfc().collect();
        if name.is_empty() {
            return Err(NameRefused::Empty);
        }
        let stray =
            |character: &char| !(character.is_alphanumeric() || *character == '_' || is_mark(*character));
        if let Some(character) = name.chars().find(stray) {
            return Err(NameRefused::Character(character));
        }
        if name.chars().count() > Self::MAX {
            return Err(NameRefused::TooLong);
        }
        Ok(Self(name))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a character is a combining mark: part of a letter in scripts that have no composed form.
fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// The form in which names are searched: compatibility-composed and in lower case.
#[must_use]
pub fn search_key(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}

/// Whether what was typed confirms the name or the SDKAppID of an app: NFC, blanks collapsed, case kept.
#[must_use]
pub fn confirms(typed: &str, name: &AppName, id: SdkAppId) -> bool {
    let collapsed = typed.nfc().collect::<String>();
    let collapsed = collapsed.split_whitespace().collect::<Vec<_>>().join(" ");
    collapsed == name.as_str() || collapsed == id.to_string()
}

/// What its owner says an app is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub name: AppName,
    /// The code of one of the catalog's app types.
    pub app_type: String,
    /// Free text, at most [`Profile::INTRODUCTION_MAX`] characters.
    pub introduction: String,
}

impl Profile {
    /// The most characters an introduction may have.
    pub const INTRODUCTION_MAX: usize = 300;
}

/// An application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// Its number.
    pub id: SdkAppId,
    /// Whose it is.
    pub account: AccountId,
    /// What its owner says it is.
    pub profile: Profile,
    /// The code of its data centre, fixed at creation (P2).
    pub data_centre: String,
    /// How it came to be.
    pub origin: Origin,
    /// What it runs on.
    pub plan: Plan,
    /// Where it stands in its life.
    pub state: AppState,
    /// Whether the package renews itself by the month (P9).
    pub auto_renew: bool,
    /// When it was created.
    pub created_at: Timestamp,
    /// Raised by every change, for refusing stale forms.
    pub revision: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_letters_of_any_script_digits_and_underscores() {
        for good in ["示例应用1", "デモ_アプリ", "Zoë_7", "हिन्दी", "a"] {
            assert!(AppName::parse(good).is_ok(), "{good}");
        }
        assert_eq!(AppName::parse("  "), Err(NameRefused::Empty));
        assert_eq!(AppName::parse("a b"), Err(NameRefused::Character(' ')));
        assert_eq!(AppName::parse("chat😀"), Err(NameRefused::Character('😀')));
        assert_eq!(AppName::parse("sixteen_letters_"), Err(NameRefused::TooLong));
        assert_eq!(AppName::parse("e\u{301}").unwrap().as_str(), "é");
    }

    #[test]
    fn qu4_typing_the_name_or_the_number_confirms_and_nothing_else_does() {
        let (name, id) = (AppName::parse("示例应用1").unwrap(), SdkAppId::FIRST);
        assert!(confirms(" 示例应用1 ", &name, id));
        assert!(confirms("1400000001", &name, id));
        assert!(!confirms("示例应用", &name, id));
        assert!(!confirms("", &name, id));
    }
}
