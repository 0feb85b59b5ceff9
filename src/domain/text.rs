//! What a text may hold when it comes from a visitor (SEC31). One rule for every field, so that a control character is
//! refused in the same way everywhere, and no text reaches a database that can't store it: PostgreSQL takes no NUL.

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

/// Whether `letter` belongs in one line of text: no control characters, no line or paragraph separators, nothing that
/// changes the direction of what follows, no zero-width spaces, no trace of bytes that were no text.
#[must_use]
pub fn is_printable(letter: char) -> bool {
    let is_direction = matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_invisible = matches!(
        letter,
        '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
    );
    let is_no_text = matches!(letter, char::REPLACEMENT_CHARACTER | '\u{fffe}' | '\u{ffff}');
    !(letter.is_control() || is_direction || is_invisible || is_no_text)
}

/// Whether every letter of `text` is [printable](is_printable).
#[must_use]
pub fn is_line(text: &str) -> bool {
    text.chars().all(is_printable)
}

/// The one line of at most `most` characters that `entered` is, without the spaces around it.
///
/// # Errors
/// When nothing is left, it is too long, or is no [line](is_line).
pub fn line(entered: &str, most: usize) -> Result<String, TextRefused> {
    match entered.trim() {
        "" => Err(TextRefused::Missing),
        long if long.chars().count() > most => Err(TextRefused::TooLong),
        good if is_line(good) => Ok(good.to_owned()),
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
    if lines.split('\n').all(is_line) { Ok(lines) } else { Err(TextRefused::Letters) }
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
        for good in ["示例应用 1", "アプリ", "Ünïcode", "नमस्ते", "👩\u{200d}💻", "naïve — “x”", ""]
        {
            assert!(is_line(good), "{good:?}");
        }
    }
}
