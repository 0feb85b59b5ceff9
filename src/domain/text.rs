//! What a line of text may hold when it comes from a visitor (SEC31). One rule for every field, so that a control
//! character is refused in the same way everywhere.

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
    fn every_script_and_joined_emoji_are_a_line() {
        for good in ["示例应用 1", "アプリ", "Ünïcode", "नमस्ते", "👩\u{200d}💻", "naïve — “x”", ""]
        {
            assert!(is_line(good), "{good:?}");
        }
    }
}
