//! How values come into pages: markup is escaped, and a control character that somebody sent becomes a visible sign,
//! since no HTML document may hold it. Every template goes through here (`askama.toml`).

use std::fmt::{Result, Write};

use askama::filters::{Escaper, Html};

/// The escaper of all templates.
#[derive(Clone, Copy, Debug, Default)]
pub struct Escape;

/// Whether `letter` can't stand in an HTML document.
fn is_no_html(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\t' | '\n' | '\r')
}

/// Whether a letter that can't stand there may begin with `byte`: what most texts do not have is known without reading
/// their letters.
const fn may_be_no_html(byte: u8) -> bool {
    matches!(byte, 0..=0x1f | 0x7f | 0xc2)
}

impl Escaper for Escape {
    fn write_escaped_str<W: Write>(&self, dest: W, string: &str) -> Result {
        if string.bytes().any(may_be_no_html) && string.contains(is_no_html) {
            let clean = string.replace(is_no_html, "\u{fffd}");
            return Html.write_escaped_str(dest, &clean);
        }
        Html.write_escaped_str(dest, string)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec27_markup_is_escaped_and_control_characters_are_shown_as_a_sign() {
        let shown = |text: &str| {
            let mut page = String::new();
            Escape.write_escaped_str(&mut page, text).unwrap();
            page
        };
        assert_eq!(shown("a\0b\u{1b}\u{85}\u{7f}"), "a\u{fffd}b\u{fffd}\u{fffd}\u{fffd}");
        assert_eq!(shown("one\n\ttwo\r"), "one\n\ttwo\r");
        assert_eq!(shown("<\0>"), "&#60;\u{fffd}&#62;");
    }
}
