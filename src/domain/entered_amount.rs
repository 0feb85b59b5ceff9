//! Reads amounts and whole numbers as people type them: `500`, `1,234.50`, `1 234`, full-width digits. They are brought
//! to their plain form before anything is checked, so that what is out of range is refused in every form (SEC33). Exact,
//! without floating point; what could be meant in two ways is refused rather than guessed. Knows neither limits nor
//! what a number is for.

use super::money::{Amount, Currency};

/// Why a text is not taken as an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountUnread {
    /// Nothing was entered.
    #[error("no amount")]
    Missing,
    /// Not digits with an optional decimal point and thousands parted by commas.
    #[error("not an amount")]
    Malformed,
    /// More decimals than the currency has.
    #[error("too many decimals")]
    Decimals,
    /// More than an amount can hold.
    #[error("the amount is too large")]
    TooLarge,
}

/// The amount that `text` is, in minor units of `currency`. Spaces around it are dropped, full-width digits, commas
/// and points count as their ASCII forms; commas or spaces must part thousands or be absent. Nothing is rounded.
///
/// # Errors
/// When it is none, or none that `currency` can express.
pub fn read(text: &str, currency: Currency) -> Result<Amount, AmountUnread> {
    let plain = plain(text);
    if plain.is_empty() {
        return Err(AmountUnread::Missing);
    }
    let (whole, decimals) = plain.split_once('.').map_or((plain.as_str(), None), |(w, d)| (w, Some(d)));
    let whole = ungrouped(whole).ok_or(AmountUnread::Malformed)?;
    let decimals = decimals.unwrap_or("0");
    if !is_digits(decimals) {
        return Err(AmountUnread::Malformed);
    }
    let places = usize::try_from(currency.digits()).unwrap_or_default();
    let (kept, beyond) = decimals.split_at(decimals.len().min(places));
    if beyond.bytes().any(|digit| digit != b'0') {
        return Err(AmountUnread::Decimals);
    }
    let minor = format!("{whole}{kept:0<places$}").parse::<i64>();
    minor.map(Amount::minor).map_err(|_| AmountUnread::TooLarge)
}

/// The whole number that `text` is: digits alone, since a count or a number of something has no thousands to part; none
/// when it is none or does not fit.
#[must_use]
pub fn read_whole(text: &str) -> Option<u64> {
    Some(plain(text)).filter(|digits| is_digits(digits))?.parse().ok()
}

/// The text with every digit and separator in its ASCII form, without the spaces around it.
fn plain(text: &str) -> String {
    text.trim().chars().map(narrow).collect()
}

fn narrow(letter: char) -> char {
    match letter {
        '０'..='９' | '，' | '．' => {
            u32::from(letter).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(letter)
        }
        '\u{a0}' | '\u{202f}' | '\u{3000}' => ' ',
        _ => letter,
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits without the commas or spaces that part thousands; none when one stands elsewhere or both are there.
fn ungrouped(whole: &str) -> Option<String> {
    let separator = if whole.contains(',') { ',' } else { ' ' };
    let mut groups = whole.split(separator);
    let first = groups.next()?;
    let is_grouped = whole.contains(separator);
    let good = is_digits(first)
        && (!is_grouped || first.len() <= 3)
        && groups.all(|group| group.len() == 3 && is_digits(group));
    good.then(|| whole.replace(separator, ""))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cny(text: &str) -> Result<i64, AmountUnread> {
        read(text, Currency::Cny).map(Amount::as_minor)
    }

    #[test]
    fn m1_amounts_are_read_as_people_type_them() {
        let good = [
            ("500", 50_000),
            (" 1,234.50 ", 123_450),
            ("1234.5", 123_450),
            ("１，２３４．５０", 123_450),
            ("0.01", 1),
            ("007", 700),
            ("12.3400", 1_234),
            ("10,000,000", 1_000_000_000),
            ("10 000 000", 1_000_000_000),
            ("1\u{a0}234\u{202f}567.5", 123_456_750),
            ("\u{3000}１\u{3000}２３４．５０", 123_450),
        ];
        for (text, minor) in good {
            assert_eq!(cny(text), Ok(minor), "{text:?}");
        }
        assert_eq!(read("1,234", Currency::Jpy), Ok(Amount::minor(1_234)));
        assert_eq!(read("12.00", Currency::Jpy), Ok(Amount::minor(12)));
    }

    #[test]
    fn sec33_what_is_no_amount_is_refused_and_never_rounded() {
        for text in [
            "-1",
            "+1",
            "－１",
            "＋１",
            "1e9",
            "１ｅ９",
            "NaN",
            "ＮａＮ",
            "1,23",
            "12,34.00",
            "1,234,5",
            ".5",
            "5.",
            "1.2.3",
            "１ ０",
            "1  234",
            "1,234 567",
            "1 234,567",
            "1.234 5",
            "1_000",
            "¥5",
            "一",
            "1\0",
        ] {
            assert_eq!(cny(text), Err(AmountUnread::Malformed), "{text:?}");
        }
        assert_eq!(cny(" "), Err(AmountUnread::Missing));
        assert_eq!(cny("1.005"), Err(AmountUnread::Decimals));
        assert_eq!(read("1.5", Currency::Jpy), Err(AmountUnread::Decimals));
        assert_eq!(cny("9223372036854775807"), Err(AmountUnread::TooLarge));
        assert_eq!(cny(&"9".repeat(400)), Err(AmountUnread::TooLarge));
    }

    #[test]
    fn sec33_a_number_out_of_range_is_out_of_range_in_full_width_digits_too() {
        let wide = |text: &str| -> String {
            let widen = |letter: char| match letter {
                '0'..='9' | '.' | ',' => char::from_u32(u32::from(letter) + 0xfee0).unwrap(),
                _ => letter,
            };
            text.chars().map(widen).collect()
        };
        for text in ["0", "0.00", "2147483648", "92233720368547758.07", "9,223,372,036,854,775,807", "1.005"]
        {
            assert_eq!(cny(&wide(text)), cny(text), "{text}");
        }
        assert_eq!(cny("９２２３３７２０３６８５４７７５８．０８"), Err(AmountUnread::TooLarge), "2⁶³ cents");
        assert_eq!(cny("92233720368547758.07"), Ok(i64::MAX));
    }

    #[test]
    fn sec33_whole_numbers_are_digits_alone() {
        for (text, number) in [("12", 12), (" 007 ", 7), ("１２", 12), ("\u{3000}２４", 24)] {
            assert_eq!(read_whole(text), Some(number), "{text:?}");
        }
        assert_eq!(read_whole("18446744073709551615"), Some(u64::MAX));
        for text in [
            "",
            " ",
            "-1",
            "+1",
            "1.0",
            "1e9",
            "NaN",
            "1 2",
            "1,2",
            "1,000",
            "1 000",
            "１，０００",
            "2_4",
            "1²",
            "①",
            "१",
            "18446744073709551616",
            "1\0",
        ] {
            assert_eq!(read_whole(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn sec33_any_text_is_read_or_refused_without_a_fault(text in "\\PC{0,40}") {
            let _read_or_refused = read(&text, Currency::Cny);
        }

        #[test]
        fn m1_every_amount_is_read_back_from_its_digits(minor in 0_i64..10_000_000_000) {
            let text = format!("{}.{:02}", minor / 100, minor % 100);
            prop_assert_eq!(cny(&text), Ok(minor));
        }
    }
}
