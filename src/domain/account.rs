//! Who signs in and who pays: e-mail addresses, real-name verification and what an account is called. Everything
//! here is made by parsing and is right from then on.

use serde::{Deserialize, Serialize};

use super::{
    product::words,
    text::{self, TextRefused},
};

/// An e-mail address in lower case, as the console knows a person by it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

/// Why a text is not taken as an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailRefused {
    /// Nothing was entered.
    Missing,
    /// Longer than addresses can be (254).
    TooLong,
    /// Not of the form `name@example.com`.
    Malformed,
}

impl Email {
    /// The longest address, in characters.
    pub const LONGEST: usize = 254;

    /// The address that `text` is; spaces around it are dropped.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, EmailRefused> {
        let text = text.trim();
        if text.is_empty() {
            return Err(EmailRefused::Missing);
        }
        if text.chars().count() > Self::LONGEST {
            return Err(EmailRefused::TooLong);
        }
        let (name, host) = text.rsplit_once('@').ok_or(EmailRefused::Malformed)?;
        if !(is_mailbox(name) && is_host(host)) {
            return Err(EmailRefused::Malformed);
        }
        Ok(Self(text.to_ascii_lowercase()))
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the `@`.
    #[must_use]
    pub fn mailbox(&self) -> &str {
        self.0.rsplit_once('@').map_or(self.0.as_str(), |(name, _)| name)
    }
}

fn is_mailbox(name: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    (1..=64).contains(&name.len())
        && name.bytes().all(is_letter)
        && name.split('.').all(|part| !part.is_empty())
}

fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.contains('.') && host.split('.').all(is_label)
}

words! {
    /// How far an account's real-name verification has come (A2).
    Verification {
        /// Nothing was submitted.
        None = "none",
        /// An operator has to decide.
        Submitted = "submitted",
        /// Verified: may spend money.
        Approved = "approved",
        /// Refused: may be submitted again.
        Refused = "refused",
    }
}

impl Verification {
    /// Whether the account may do what costs money (P1).
    #[must_use]
    pub const fn is_approved(self) -> bool {
        matches!(self, Self::Approved)
    }

    /// The state after the customer has submitted: only where nothing waits and nothing is approved (A2).
    #[must_use]
    pub const fn submitted(self) -> Option<Self> {
        match self {
            Self::None | Self::Refused => Some(Self::Submitted),
            Self::Submitted | Self::Approved => None,
        }
    }

    /// The state after an operator's decision: only where something waits (A2).
    #[must_use]
    pub const fn decided(self, approve: bool) -> Option<Self> {
        match (self, approve) {
            (Self::Submitted, true) => Some(Self::Approved),
            (Self::Submitted, false) => Some(Self::Refused),
            _ => None,
        }
    }
}

words! {
    /// Whose real name is verified.
    Holder {
        /// A person.
        Individual = "individual",
        /// A company.
        Enterprise = "enterprise",
    }
}

/// The name in the papers: 1–100 characters of any script, in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalName(String);

impl LegalName {
    /// The longest name, in characters.
    pub const LONGEST: usize = 100;

    /// The name that `text` is; spaces around it are dropped.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, TextRefused> {
        text::line(text, Self::LONGEST).map(Self)
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The number of an identity paper or of a company's registration: 5–30 letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentNumber(String);

impl DocumentNumber {
    /// The shortest number, in characters.
    pub const SHORTEST: usize = 5;
    /// The longest number, in characters.
    pub const LONGEST: usize = 30;

    /// The number that `text` is, in upper case; spaces around it are dropped.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, TextRefused> {
        let number = text::line(text, Self::LONGEST)?;
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if number.len() < Self::SHORTEST || !number.bytes().all(is_letter) {
            return Err(TextRefused::Letters);
        }
        Ok(Self(number.to_ascii_uppercase()))
    }

    /// The number as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a1_addresses_are_known_in_lower_case_without_the_spaces_around_them() {
        assert_eq!(Email::parse("  Demo+1@Example.COM ").unwrap().as_str(), "demo+1@example.com");
    }

    #[test]
    fn sec31_what_is_no_address_is_refused_with_its_reason() {
        assert_eq!(Email::parse(" "), Err(EmailRefused::Missing));
        let long = format!("a@{}.example", "b".repeat(260));
        assert_eq!(Email::parse(&long), Err(EmailRefused::TooLong));
        let malformed = [
            "a", "a@", "@a.b", "a@b", "a b@c.d", "a@b..c", ".a@b.c", "a..b@c.d", "a@-b.c", "a\0@b.c",
            "a@b.c\nx", "中@b.c",
        ];
        for text in malformed {
            assert_eq!(Email::parse(text), Err(EmailRefused::Malformed), "{text:?}");
        }
    }

    #[test]
    fn a2_a_verification_goes_from_submitted_to_a_decision_and_may_be_submitted_again_when_refused() {
        use Verification::{Approved, None, Refused, Submitted};
        assert_eq!(None.submitted(), Some(Submitted));
        assert_eq!(Refused.submitted(), Some(Submitted));
        assert_eq!((Submitted.submitted(), Approved.submitted()), (Option::None, Option::None));
        assert_eq!((Submitted.decided(true), Submitted.decided(false)), (Some(Approved), Some(Refused)));
        for state in [None, Approved, Refused] {
            assert_eq!((state.decided(true), state.decided(false)), (Option::None, Option::None));
        }
        assert!(Verification::ALL.iter().all(|&state| Verification::parse(state.as_str()) == Some(state)));
    }

    #[test]
    fn sec31_names_and_numbers_of_papers_have_their_letters_and_lengths() {
        assert_eq!(LegalName::parse(" 示例科技 ").unwrap().as_str(), "示例科技");
        assert_eq!(LegalName::parse(""), Err(TextRefused::Missing));
        assert!(LegalName::parse(&"字".repeat(100)).is_ok());
        assert_eq!(LegalName::parse(&"字".repeat(101)), Err(TextRefused::TooLong));
        assert_eq!(LegalName::parse("a\u{202e}b"), Err(TextRefused::Letters));
        assert_eq!(DocumentNumber::parse("91310000ma1fl0000x").unwrap().as_str(), "91310000MA1FL0000X");
        assert_eq!(DocumentNumber::parse("1234"), Err(TextRefused::Letters));
        assert_eq!(DocumentNumber::parse("１２３４５"), Err(TextRefused::Letters));
        assert_eq!(DocumentNumber::parse(&"1".repeat(31)), Err(TextRefused::TooLong));
    }
}
