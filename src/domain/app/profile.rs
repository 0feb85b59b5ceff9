//! What an app's owner says it is: the name with its rules, the form it is searched in, and what confirms it.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use crate::domain::{
    ids::SdkAppId,
    text::{self, TextRefused},
};

/// Why a text is not an app's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameRefused {
    /// Nothing was entered.
    #[error("an app needs a name")]
    Empty,
    /// More than fifteen characters.
    #[error("a name has at most {} characters", AppName::MAX)]
    TooLong,
    /// A character that is neither letter, digit nor `_`, that shows nothing, or a mark with no letter before it.
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
        let stray = |character: &char| {
            let is_letter = character.is_alphanumeric() || *character == '_' || is_mark(*character);
            !(is_letter && text::is_printable(*character))
        };
        if let Some(character) = name.chars().find(stray) {
            return Err(NameRefused::Character(character));
        }
        if let Some(mark) = name.chars().next().filter(|first| is_mark(*first)) {
            return Err(NameRefused::Character(mark));
        }
        if name.chars().count() > Self::MAX {
            return Err(NameRefused::TooLong);
        }
        Ok(Self(name))
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

    /// The introduction that was entered: lines, or nothing.
    ///
    /// # Errors
    /// When it is too long or holds letters that nobody can read.
    pub fn introduction(entered: &str) -> Result<String, TextRefused> {
        text::lines(entered, Self::INTRODUCTION_MAX)
    }
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
    fn sec31_a_name_can_be_seen() {
        let hidden =
            ['\u{3164}', '\u{115f}', '\u{1160}', '\u{ffa0}', '\u{301}', '\u{17b4}', '\u{180b}', '\u{fe0f}'];
        for hidden in hidden {
            assert_eq!(AppName::parse(&hidden.to_string()), Err(NameRefused::Character(hidden)));
        }
        for bad in ["a\u{3164}", "a\u{180b}", "a\u{200d}b", "a\u{ad}b", "\u{301}a", "a\u{e000}"] {
            assert!(matches!(AppName::parse(bad), Err(NameRefused::Character(_))), "{bad:?}");
        }
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
