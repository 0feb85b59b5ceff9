//! What a password must be to be taken (SEC4, SEC5): long, not one that everybody tries first, and nothing else.
//! No composition rules, no expiry, no trimming; a password is compared byte for byte as it was entered.

use unicode_normalization::UnicodeNormalization;

use super::account::Email;

/// A password as it was entered. It is never shown: its `Debug` says only that it is there.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Why a new password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordRefused {
    /// Nothing was entered.
    Missing,
    /// Fewer than [`Password::SHORTEST`] characters.
    TooShort,
    /// More than [`Password::LONGEST`] characters.
    TooLong,
    /// Control characters, or bytes that are no text.
    Letters,
    /// Among the passwords that are tried first, or made of one of them.
    Common,
    /// Made of the product's name.
    Product,
    /// Made of the user's own address.
    OwnAddress,
}

/// The passwords that are tried first, in the form of [`folded`].
pub trait CommonPasswords {
    /// Whether `folded` is one of them.
    fn contains(&self, folded: &str) -> bool;
}

/// Words that stand for this product, folded, the longer ones first.
const PRODUCT: [&str; 7] =
    ["instantmessaging", "imconsole", "imコンソール", "云讯控制台", "sdkappid", "yunxun", "云讯"];

impl Password {
    /// The fewest characters of a new password.
    pub const SHORTEST: usize = 12;
    /// The most characters of a password.
    pub const LONGEST: usize = 256;

    /// A password to be compared with a stored one. `None` for what no stored password can be: empty or too long.
    #[must_use]
    pub fn entered(text: &str) -> Option<Self> {
        (1..=Self::LONGEST).contains(&text.chars().count()).then(|| Self(text.to_owned()))
    }

    /// A new password for the user with this address.
    ///
    /// # Errors
    /// When it must not be taken, with the reason.
    pub fn chosen(text: &str, email: &Email, common: &impl CommonPasswords) -> Result<Self, PasswordRefused> {
        match text.chars().count() {
            0 => return Err(PasswordRefused::Missing),
            count if count < Self::SHORTEST => return Err(PasswordRefused::TooShort),
            count if count > Self::LONGEST => return Err(PasswordRefused::TooLong),
            _ => (),
        }
        if text.chars().any(|letter| letter.is_control() || letter == char::REPLACEMENT_CHARACTER) {
            return Err(PasswordRefused::Letters);
        }
        let folded = folded(text);
        if is_made_of(&folded, &[email.as_str(), email.mailbox()]) {
            return Err(PasswordRefused::OwnAddress);
        }
        if is_made_of(&folded, &PRODUCT) {
            return Err(PasswordRefused::Product);
        }
        if is_common(&folded, common) {
            return Err(PasswordRefused::Common);
        }
        Ok(Self(text.to_owned()))
    }

    /// The bytes that are hashed.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// `text` as it is looked up: NFC, lower case, spaces left out. Used for comparing only.
#[must_use]
pub fn folded(text: &str) -> String {
    text.nfc().flat_map(char::to_lowercase).filter(|letter| !letter.is_whitespace()).collect()
}

/// `folded` without the digits and signs before and after its letters: what is left of `password2027!!`.
fn core(folded: &str) -> &str {
    folded.trim_matches(|letter: char| !letter.is_alphabetic())
}

/// `folded` with the usual signs for letters read as letters: `p@ssw0rd`.
fn plain(folded: &str) -> String {
    let letter = |sign| match sign {
        '@' | '4' => 'a',
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '$' | '5' => 's',
        '7' => 't',
        other => other,
    };
    folded.chars().map(letter).collect()
}

/// Whether `folded` is nothing but some of `words`, with digits and signs around them.
fn is_made_of(folded: &str, words: &[&str]) -> bool {
    let rest = words.iter().fold(folded.to_owned(), |rest, word| rest.replace(word, ""));
    rest != folded && !rest.chars().any(char::is_alphabetic)
}

fn is_common(folded: &str, common: &impl CommonPasswords) -> bool {
    if is_run(folded) || common.contains(folded) {
        return true;
    }
    let plain = plain(core(folded));
    [core(folded), &plain, period(folded), period(&plain)]
        .into_iter()
        .any(|part| !part.is_empty() && common.contains(part))
}

/// The shortest piece that `text` repeats; `text` itself when it repeats nothing.
fn period(text: &str) -> &str {
    let ends = text.char_indices().map(|(at, _)| at).skip(1);
    let mut pieces =
        ends.filter_map(|end| text.get(..end)).filter(|piece| text.len().is_multiple_of(piece.len()));
    pieces.find(|piece| text.replace(piece, "").is_empty()).unwrap_or(text)
}

/// Whether every letter follows from the one before it: `aaaaaaaaaaaa`, `abcdefghijkl`, `987654321098`.
fn is_run(folded: &str) -> bool {
    let codes: Vec<i64> = folded.chars().map(|letter| i64::from(u32::from(letter))).collect();
    let step = |pair: &[i64]| pair.last().zip(pair.first()).map_or(0, |(later, earlier)| later - earlier);
    let wraps = |step: i64| matches!(step, 9 | -9);
    let steps: Vec<i64> = codes.windows(2).map(step).collect();
    [0, 1, -1].into_iter().any(|way| steps.iter().all(|&step| step == way || (way != 0 && wraps(step))))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct List(&'static [&'static str]);

    impl CommonPasswords for List {
        fn contains(&self, folded: &str) -> bool {
            self.0.contains(&folded)
        }
    }

    fn choose(text: &str) -> Result<Password, PasswordRefused> {
        let list = List(&["password", "letmein", "iloveyou", "qwertyuiop"]);
        Password::chosen(text, &Email::parse("jane.doe@example.com").unwrap(), &list)
    }

    #[test]
    fn sec4_twelve_to_256_characters_are_taken_whatever_they_are() {
        assert_eq!(choose("short12char"), Err(PasswordRefused::TooShort));
        for length in [12, 64, 256] {
            assert!(
                choose(&"宝石x9🔑".repeat(60).chars().take(length).collect::<String>()).is_ok(),
                "{length}"
            );
        }
        assert_eq!(
            choose(&"宝x9".repeat(90)[..].chars().take(257).collect::<String>()),
            Err(PasswordRefused::TooLong)
        );
        assert_eq!(choose(""), Err(PasswordRefused::Missing));
        assert!(choose("only small letters here").is_ok());
    }

    #[test]
    fn sec4_nothing_is_trimmed() {
        let spaced = "  twelve ok chars ";
        assert_eq!(choose(spaced).unwrap().as_bytes(), spaced.as_bytes());
        assert_ne!(Password::entered(spaced), Password::entered(spaced.trim()));
    }

    #[test]
    fn sec5_what_everybody_tries_is_refused_however_it_is_dressed() {
        let common = [
            "password2027!",
            "P@ssw0rd2027",
            "passwordpassword",
            "Password Password",
            "iloveyou123456",
            "qwertyuiop12",
            "aaaaaaaaaaaa",
            "abcdefghijklm",
            "123456789012",
            "987654321098",
            "letmeinletmein",
            "!!!!letmein!!!!",
        ];
        for text in common {
            assert_eq!(choose(text), Err(PasswordRefused::Common), "{text}");
        }
    }

    #[test]
    fn sec5_the_products_name_and_the_own_address_are_refused() {
        assert_eq!(choose("IM Console 2027"), Err(PasswordRefused::Product));
        assert_eq!(choose("云讯控制台云讯控制台云讯"), Err(PasswordRefused::Product));
        assert_eq!(choose("jane.doe@example.com"), Err(PasswordRefused::OwnAddress));
        assert_eq!(choose("Jane.Doe1234"), Err(PasswordRefused::OwnAddress));
        assert!(choose("jane.doe likes green tea").is_ok());
    }

    #[test]
    fn sec31_control_characters_and_broken_bytes_are_refused() {
        assert_eq!(choose("twelve chars\0"), Err(PasswordRefused::Letters));
        assert_eq!(choose("twelve chars\u{fffd}"), Err(PasswordRefused::Letters));
    }

    #[test]
    fn sec45_a_password_is_not_shown() {
        assert_eq!(format!("{:?}", choose("correct horse battery")), "Ok(Password(…))");
    }
}
