//! The administrators of an app: the user ids with which its servers may call the platform (C4). Each app has one that
//! nobody adds and nobody deletes.

use super::app::{App, AppState};

/// Why a text is no administrator's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    /// Nothing was entered.
    #[error("an administrator needs a name")]
    Missing,
    /// More bytes than a user id has.
    #[error("a user id has at most {} bytes", Administrator::MAX_BYTES)]
    TooLong,
    /// A character that no user id has.
    #[error("a user id may not contain {0:?}")]
    Character(char),
}

/// Why the administrators of an app were not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotChanged {
    /// The name is not one.
    #[error(transparent)]
    Name(#[from] NameFault),
    /// The app is stopped.
    #[error("the app is stopped")]
    Stopped,
    /// The app has this administrator.
    #[error("the app has this administrator already")]
    Taken,
    /// The app has as many as it may have.
    #[error("the app has {} administrators already", Administrator::MOST)]
    Full,
    /// The one that every app has stays.
    #[error("the default administrator stays")]
    Default,
}

/// The name of an administrator: 1–32 bytes of printable ASCII, as the platform's user ids are. Upper and lower case
/// are different names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Administrator(String);

impl Administrator {
    /// The one that every app has.
    pub const DEFAULT: &str = "administrator";
    /// The most bytes of a name.
    pub const MAX_BYTES: usize = 32;
    /// The most administrators of an app, the default one among them (C4).
    pub const MOST: usize = 10;

    /// The name that was entered; blanks around it are not part of it.
    ///
    /// # Errors
    /// When nothing is left, it is too long, or holds another kind of character.
    pub fn parse(entered: &str) -> Result<Self, NameFault> {
        let name = entered.trim_matches(' ');
        if let Some(stray) = name.chars().find(|letter| !matches!(letter, ' '..='~')) {
            return Err(NameFault::Character(stray));
        }
        match name.len() {
            0 => Err(NameFault::Missing),
            length if length > Self::MAX_BYTES => Err(NameFault::TooLong),
            _ => Ok(Self(name.to_owned())),
        }
    }

    /// A name that was parsed before it was stored.
    #[must_use]
    pub const fn stored(name: String) -> Self {
        Self(name)
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether every app has it.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.0 == Self::DEFAULT
    }
}

/// Whether the administrators of an app can be changed: not once it is stopped.
///
/// # Errors
/// When it is stopped.
pub const fn may_change(app: &App) -> Result<(), NotChanged> {
    match app.state {
        AppState::Active | AppState::Expired { .. } => Ok(()),
        AppState::Deactivated { .. } | AppState::Released { .. } | AppState::Deleted { .. } => {
            Err(NotChanged::Stopped)
        }
    }
}

/// Whether `name` can be added to an app that has `added` beside the default one (C4).
///
/// # Errors
/// When the app is stopped, has it already, or has as many as it may have.
pub fn may_add(app: &App, added: &[Administrator], name: &Administrator) -> Result<(), NotChanged> {
    may_change(app)?;
    if name.is_default() || added.contains(name) {
        return Err(NotChanged::Taken);
    }
    if added.len() + 1 >= Administrator::MOST { Err(NotChanged::Full) } else { Ok(()) }
}

/// Whether `name` can be deleted (C4).
///
/// # Errors
/// When the app is stopped, or every app has it.
pub fn may_delete(app: &App, name: &Administrator) -> Result<(), NotChanged> {
    may_change(app)?;
    if name.is_default() { Err(NotChanged::Default) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c4_a_name_is_what_a_user_id_may_be() {
        for good in ["administrator", "ops-1", "a", "a b", "~!@", &"x".repeat(32)] {
            assert_eq!(Administrator::parse(good).unwrap().as_str(), good);
        }
        assert_eq!(Administrator::parse("  ops ").unwrap().as_str(), "ops");
        assert_eq!(Administrator::parse("  "), Err(NameFault::Missing));
        assert_eq!(Administrator::parse(&"x".repeat(33)), Err(NameFault::TooLong));
        for bad in ['\0', '\n', '\t', '\u{7f}', 'é', '管', '\u{feff}', '\u{202e}'] {
            assert_eq!(Administrator::parse(&format!("a{bad}")), Err(NameFault::Character(bad)));
        }
    }
}
