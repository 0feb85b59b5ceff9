//! Reads an amount as people type it: `500`, `1,234.50`, full-width digits. Exact, without floating point; what could
//! be meant in two ways is refused rather than guessed. Knows neither limits nor what the amount is for.

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
/// and points count as their ASCII forms; commas must part thousands or be absent. Nothing is rounded.
///
/// # Errors
/// When it is none, or none that `currency` can express.
pub fn read(text: &str, currency: Currency) -> Result<Amount, AmountUnread> {
    let plain: String = text.trim().chars().map(narrow).collect();
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

fn narrow(letter: char) -> char {
    match letter {
        '０'..='９' | '，' | '．' => {
            u32::from(letter).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(letter)
        }
        _ => letter,
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits without the commas that part thousands; none when a comma stands elsewhere.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let is_grouped = whole.contains(',');
    let good = is_digits(first)
        && (!is_grouped || first.len() <= 3)
        && groups.all(|group| group.len() == 3 && is_digits(group));
    good.then(|| whole.replace(',', ""))
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
            "-1", "+1", "1e9", "NaN", "1,23", "12,34.00", "1,234,5", ".5", "5.", "1.2.3", "１ ０", "¥5", "一",
        ] {
            assert_eq!(cny(text), Err(AmountUnread::Malformed), "{text:?}");
        }
        assert_eq!(cny(" "), Err(AmountUnread::Missing));
        assert_eq!(cny("1.005"), Err(AmountUnread::Decimals));
        assert_eq!(read("1.5", Currency::Jpy), Err(AmountUnread::Decimals));
        assert_eq!(cny("9223372036854775807"), Err(AmountUnread::TooLarge));
        assert_eq!(cny(&"9".repeat(400)), Err(AmountUnread::TooLarge));
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
