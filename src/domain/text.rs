//! What a text may hold when it comes from a visitor (SEC31). One rule for every field, so that a control character is
//! refused in the same way everywhere, and no text reaches a database that can't store it: PostgreSQL takes no NUL.

use unicode_normalization::char::is_combining_mark;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory as _};

/// Why a text is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextRefused {
    /// Nothing was entered.
    #[error("nothing was entered")]
    Missing,
    /// More characters than fit.
    #[error("more characters than fit")]
    TooLong,
    /// Letters that do not belong there.
    #[error("control characters or other letters that do not belong there")]
    Letters,
}

/// What shows nothing by itself, though it may change what stands beside it: `Default_Ignorable_Code_Point` of
/// Unicode 16, from `DerivedCoreProperties.txt`.
const IGNORABLE: [(char, char); 17] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fff8}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

/// Whether `letter` belongs in a name or a line of text by itself: no control characters, no line or paragraph
/// separators, nothing that changes the direction of what follows, nothing that shows nothing, nothing private or
/// unassigned, no trace of bytes that were no text.
#[must_use]
pub fn is_printable(letter: char) -> bool {
    let is_ignorable = IGNORABLE.iter().any(|(first, last)| (*first..=*last).contains(&letter));
    let is_separator = matches!(letter, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}');
    let is_nothing =
        matches!(letter.general_category(), GeneralCategory::PrivateUse | GeneralCategory::Unassigned);
    !(letter.is_control()
        || is_ignorable
        || is_separator
        || is_nothing
        || letter == char::REPLACEMENT_CHARACTER)
}

/// Whether `letter` joins or chooses the form of the letters beside it: in emoji, in Persian, in Japanese names.
const fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}')
}

const fn is_selector(letter: char) -> bool {
    matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether every letter of `text` is [printable](is_printable), or joins or chooses the form of a letter before it.
#[must_use]
pub fn is_line(text: &str) -> bool {
    let mut before = ' ';
    text.chars().all(|letter| {
        let belongs = match (is_joiner(letter), is_selector(letter)) {
            (true, _) => !before.is_whitespace() && !is_joiner(before),
            (_, true) => !before.is_whitespace() && !is_joiner(before) && !is_selector(before),
            (false, false) => is_printable(letter),
        };
        before = letter;
        belongs
    })
}

/// Whether anything in `text` can be seen: more than blanks and marks without a letter to stand on.
fn is_visible(text: &str) -> bool {
    let shows = |letter: char| {
        let is_blank = letter.is_whitespace() || letter == '\u{2800}';
        !is_blank && is_printable(letter) && !is_combining_mark(letter)
    };
    text.chars().any(shows)
}

/// The one line of at most `most` characters that `entered` is, without the spaces around it.
///
/// # Errors
/// When nothing is left, it is too long, or is no [line](is_line).
pub fn line(entered: &str, most: usize) -> Result<String, TextRefused> {
    match entered.trim() {
        "" => Err(TextRefused::Missing),
        long if long.chars().count() > most => Err(TextRefused::TooLong),
        good if is_line(good) && is_visible(good) => Ok(good.to_owned()),
        _ => Err(TextRefused::Letters),
    }
}

/// The lines of at most `most` characters in all that `entered` is, parted by `\n` however they were entered, without
/// the space around them; they may be none.
///
/// # Errors
/// When it is too long, or one of them is no [line](is_line).
pub fn lines(entered: &str, most: usize) -> Result<String, TextRefused> {
    let lines = entered.replace("\r\n", "\n").trim().to_owned();
    if lines.chars().count() > most {
        return Err(TextRefused::TooLong);
    }
    let is_good = lines.split('\n').all(is_line) && (lines.is_empty() || is_visible(&lines));
    if is_good { Ok(lines) } else { Err(TextRefused::Letters) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec31_control_direction_and_broken_letters_are_no_line() {
        for bad in [
            "a\0b",
            "a\nb",
            "a\u{7f}",
            "a\u{85}",
            "\u{202e}txt",
            "\u{2066}x",
            "a\u{200b}b",
            "\u{fffd}",
            "\u{feff}a",
        ] {
            assert!(!is_line(bad), "{bad:?}");
        }
    }

    #[test]
    fn sec31_what_shows_nothing_is_no_line() {
        for bad in [
            "a\u{ad}b",
            "\u{e0041}",
            "a\u{e0067}",
            "a\u{34f}",
            "\u{3164}",
            "\u{115f}\u{1160}",
            "\u{ffa0}",
            "\u{17b4}",
            "\u{180b}",
            "\u{e000}",
            "a\u{10fffd}",
            "\u{378}",
            "\u{fffe}",
            "\u{200d}a",
            "a \u{200d}",
            "a\u{200d}\u{200d}",
            "\u{fe0f}",
            "a\u{fe0f}\u{fe0f}",
        ] {
            assert_eq!(line(bad, 9), Err(TextRefused::Letters), "{bad:?}");
            assert_eq!(lines(bad, 9), Err(TextRefused::Letters), "{bad:?}");
        }
        for nothing in ["\u{301}", "\u{2800}", "\u{301}\u{302}"] {
            assert_eq!(line(nothing, 9), Err(TextRefused::Letters), "{nothing:?}");
        }
    }

    #[test]
    fn sec31_a_line_is_neither_empty_nor_too_long_nor_unprintable() {
        assert_eq!(line(" 转账 7 ", 4), Ok("转账 7".to_owned()));
        assert_eq!(line(" \t", 4), Err(TextRefused::Missing));
        assert_eq!(line("12345", 4), Err(TextRefused::TooLong));
        for bad in ["a\0", "a\nb", "\u{202e}a", "a\rb", "a\u{1b}[m"] {
            assert_eq!(line(bad, 9), Err(TextRefused::Letters), "{bad:?}");
        }
    }

    #[test]
    fn sec31_lines_keep_their_breaks_in_one_form_and_take_nothing_else_that_is_unprintable() {
        assert_eq!(lines(" one\r\ntwo\n\nthree \n", 99), Ok("one\ntwo\n\nthree".to_owned()));
        assert_eq!(lines("", 0), Ok(String::new()));
        assert_eq!(lines("1\r\n34", 4), Ok("1\n34".to_owned()), "a break counts once");
        assert_eq!(lines("12345", 4), Err(TextRefused::TooLong));
        for bad in ["a\0b", "one\ntwo\0", "a\rb", "one\r", "a\u{2028}b", "a\u{202e}b\nc", "a\u{b}b"] {
            let expected = if bad == "one\r" { Ok("one".to_owned()) } else { Err(TextRefused::Letters) };
            assert_eq!(lines(bad, 99), expected, "{bad:?}");
        }
    }

    #[test]
    fn every_script_and_joined_emoji_are_a_line() {
        let emoji = ["👩\u{200d}💻", "🏳\u{fe0f}\u{200d}🌈", "❤\u{fe0f}", "👍🏽"];
        let joined = ["می\u{200c}خواهم", "葛\u{e0100}飾", "क्\u{200d}ष"];
        for good in ["示例应用 1", "アプリ", "Ünïcode", "नमस्ते", "naïve — “x”", ""]
            .into_iter()
            .chain(emoji)
            .chain(joined)
        {
            assert!(is_line(good), "{good:?}");
        }
    }
}
