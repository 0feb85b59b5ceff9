//! `UserSig`: the signature with which an app's own server lets one of its users sign in to the platform (C8). Made and
//! checked here as the platform's public libraries do, with HMAC-SHA256 and a secret key, or, for apps from before
//! 15 August 2019, with ECDSA-SHA256 and a key pair. Time and keys are passed in; what is read is bounded.

mod fields;
mod key;
mod text;

use std::borrow::Cow;

use p256::ecdsa::SigningKey;

use super::{calendar::Timestamp, ids::SdkAppId};
pub use fields::{Signed, room_userbuf};
pub use key::{HmacKey, PublicKey};

/// The longest user id of the platform, in bytes.
pub const MOST_IDENTIFIER: usize = 32;

/// The most days that a `UserSig` is valid for: fifty years of 365 days.
pub const MOST_DAYS: u32 = 50 * 365;

/// How long one is valid for unless something else is said, in days.
pub const USUAL_DAYS: u32 = 180;

/// How a `UserSig` is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// With a secret key that the console and the app's server share (version 2).
    Hmac,
    /// With a key pair, of which the console has the public half (version 1).
    Ecdsa,
}

impl Algorithm {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hmac => "HMAC-SHA256",
            Self::Ecdsa => "ECDSA-SHA256",
        }
    }
}

/// The id of a user of an app: 1–32 printable ASCII characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identifier(String);

/// Why a text is no user id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierRefused {
    /// Nothing was entered.
    #[error("nothing was entered")]
    Missing,
    /// It has more than 32 bytes.
    #[error("it has more than {MOST_IDENTIFIER} bytes")]
    TooLong,
    /// It has letters that are not printable ASCII.
    #[error("it has letters that are not printable ASCII")]
    Letters,
}

impl Identifier {
    /// The user id that `text` is. Blanks at its ends are a part of it.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, IdentifierRefused> {
        if text.is_empty() {
            return Err(IdentifierRefused::Missing);
        }
        if !text.bytes().all(|byte| matches!(byte, 0x20..=0x7e)) {
            return Err(IdentifierRefused::Letters);
        }
        if text.len() > MOST_IDENTIFIER {
            return Err(IdentifierRefused::TooLong);
        }
        Ok(Self(text.to_owned()))
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How long a `UserSig` is valid for, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime(i64);

impl Lifetime {
    /// So many days, 1 to [`MOST_DAYS`].
    #[must_use]
    pub fn days(days: u32) -> Option<Self> {
        (1..=MOST_DAYS).contains(&days).then_some(Self(i64::from(days) * 86_400))
    }

    /// The same in seconds.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }
}

/// What is signed.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The app.
    pub app: SdkAppId,
    /// Its user.
    pub user: &'a Identifier,
    /// When it is signed.
    pub made_at: Timestamp,
    /// How long it is valid for.
    pub lifetime: Lifetime,
    /// What else is signed: the rights in a room, see [`room_userbuf`].
    pub userbuf: Option<&'a [u8]>,
}

/// A `UserSig` for `claim` by the secret key of its app.
#[must_use]
pub fn make(key: &HmacKey, claim: &Claim<'_>) -> String {
    text::pack(&fields::signed_by_secret(key, claim))
}

/// A `UserSig` for `claim` by the private half of the key pair of its app.
#[must_use]
pub fn make_with_pair(key: &SigningKey, claim: &Claim<'_>) -> String {
    text::pack(&fields::signed_by_pair(key, claim))
}

/// What a `UserSig` has to be: of this app, for this user, at this moment.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The app.
    pub app: SdkAppId,
    /// Its user.
    pub user: &'a Identifier,
    /// The present moment.
    pub now: Timestamp,
}

/// What an app's signatures are checked with.
#[derive(Clone, Debug, Default)]
pub struct Verifiers {
    /// The secret keys that verify.
    pub secrets: Vec<HmacKey>,
    /// The public half of its key pair, where it has one.
    pub public: Option<PublicKey>,
}

/// Why a `UserSig` is refused: which part of it is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SigRefused {
    /// There is none.
    #[error("there is no UserSig")]
    Empty,
    /// It can't be read.
    #[error("it can't be read: {0}")]
    Malformed(Part),
    /// It is of another app.
    #[error("it is of app {0}")]
    OtherApp(i64),
    /// It is for another user.
    #[error("it is for another user")]
    OtherUser,
    /// It is signed with a key pair, and the app has none.
    #[error("the app has no public key")]
    NoPublicKey,
    /// None of the app's keys has signed it, or it was changed afterwards.
    #[error("no key of the app has signed it")]
    WrongKey,
    /// It was valid until then.
    #[error("it has expired")]
    Expired(Timestamp),
}

/// The part of a `UserSig` that can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Part {
    /// It is longer than any.
    #[error("it is longer than any")]
    Length,
    /// It has letters that belong to none, or its end is missing.
    #[error("it has letters that belong to none, or its end is missing")]
    Letters,
    /// What the letters stand for does not unpack.
    #[error("it does not unpack")]
    Packing,
    /// What it unpacks to is not the fields of a `UserSig`.
    #[error("its fields are not those of a UserSig")]
    Fields,
}

impl SigRefused {
    /// The platform's error code.
    #[must_use]
    pub const fn code(&self) -> u32 {
        match self {
            Self::Expired(_) => 70_001,
            Self::Empty => 70_002,
            Self::Malformed(_) => 70_003,
            Self::WrongKey => 70_009,
            Self::OtherUser => 70_013,
            Self::OtherApp(_) => 70_014,
            Self::NoPublicKey => 70_016,
        }
    }
}

/// What stands in a `UserSig`, not checked yet.
///
/// # Errors
/// When it can't be read.
pub fn read(text: &str) -> Result<Signed, SigRefused> {
    if text.is_empty() {
        return Err(SigRefused::Empty);
    }
    Signed::parse(&text::unpack(text)?)
}

impl Signed {
    /// Checks it part by part: the app, the user, the signature, and, once its words can be relied on, the time.
    ///
    /// # Errors
    /// With the first part that is wrong.
    pub fn check(&self, expected: &Expected<'_>, verifiers: &Verifiers) -> Result<(), SigRefused> {
        if self.app != expected.app.number() {
            return Err(SigRefused::OtherApp(self.app));
        }
        if self.identifier != expected.user.as_str() {
            return Err(SigRefused::OtherUser);
        }
        let is_signed = match (self.algorithm(), &verifiers.public) {
            (Algorithm::Hmac, _) => verifiers.secrets.iter().any(|key| self.is_signed_by_secret(key)),
            (Algorithm::Ecdsa, Some(key)) => self.is_signed_by_pair(key),
            (Algorithm::Ecdsa, None) => return Err(SigRefused::NoPublicKey),
        };
        if !is_signed {
            return Err(SigRefused::WrongKey);
        }
        let until = self.valid_until();
        if until <= expected.now { Err(SigRefused::Expired(until)) } else { Ok(()) }
    }
}

/// Reads and checks a `UserSig`.
///
/// # Errors
/// When it can't be read, or with the first part that is wrong.
pub fn check(text: &str, expected: &Expected<'_>, verifiers: &Verifiers) -> Result<Signed, SigRefused> {
    let signed = read(text)?;
    signed.check(expected, verifiers)?;
    Ok(signed)
}

/// Text that is written as it is where it can be.
type Text<'a> = Cow<'a, str>;

#[cfg(test)]
mod tests;
