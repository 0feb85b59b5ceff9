//! Reads TOML tables key by key and goes on after a fault, so that one reading finds everything that is wrong (K2).
//! Knows TOML, lines and amounts; what the keys of a catalog mean is the loader's business.

use std::{cell::RefCell, ops::RangeInclusive};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::faults::Fault;
use crate::domain::{
    limits::Cap,
    money::{Amount, Currency},
};

/// A value with where it stands.
#[derive(Clone, Debug)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) place: Place,
}

/// Where something stands: its whole key, and its offset in the text.
#[derive(Clone, Debug)]
pub(super) struct Place {
    key: String,
    offset: usize,
}

/// The text being read and the faults found in it so far.
pub(super) struct Reader<'a> {
    text: &'a str,
    faults: RefCell<Vec<Fault>>,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, faults: RefCell::new(Vec::new()) }
    }

    /// Notes a fault at `place`.
    pub(super) fn fault(&self, place: &Place, found: impl Into<String>, allowed: impl Into<String>) {
        let before = self.text.get(..place.offset).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let fault = Fault { line, key: place.key.clone(), found: found.into(), allowed: allowed.into() };
        self.faults.borrow_mut().push(fault);
    }

    /// Notes everything that keeps the text from being TOML.
    pub(super) fn syntax(&self, error: &toml::de::Error) {
        let offset = error.span().map_or(0, |span| span.start);
        let place = Place { key: "syntax".to_owned(), offset };
        self.fault(&place, error.message().replace('\n', ", "), "TOML");
    }

    /// The faults by line; those of one line in the order of their discovery.
    pub(super) fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults.into_inner();
        faults.sort_by_key(|fault| fault.line);
        faults
    }
}

/// One table, and which of its keys were asked for.
pub(super) struct Section<'a> {
    pub(super) reader: &'a Reader<'a>,
    pub(super) place: Place,
    table: &'a DeTable<'a>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'a> Section<'a> {
    pub(super) fn root(reader: &'a Reader<'a>, table: &'a DeTable<'a>) -> Self {
        Self::new(reader, Place { key: String::new(), offset: 0 }, table)
    }

    const fn new(reader: &'a Reader<'a>, place: Place, table: &'a DeTable<'a>) -> Self {
        Self { reader, place, table, asked: RefCell::new(Vec::new()) }
    }

    /// Whether the key is there; to be asked before reading one that may be left out.
    pub(super) fn has(&self, key: &'static str) -> bool {
        self.ask(key);
        self.table.contains_key(key)
    }

    /// Notes every key that was never asked for as unknown.
    pub(super) fn finish(self) {
        let asked = self.asked.borrow();
        for key in self.table.keys().filter(|key| !asked.contains(&key.get_ref().as_ref())) {
            let place = Place { key: self.key_of(key.get_ref()), offset: key.span().start };
            self.reader.fault(&place, "an unknown key", asked.join(", "));
        }
    }

    /// The value of `key` as `read` takes it; a missing or refused one is a fault.
    pub(super) fn read<T>(
        &self,
        key: &'static str,
        allowed: &str,
        read: impl Fn(&'a DeValue<'a>) -> Option<T>,
    ) -> Option<At<T>> {
        self.ask(key);
        let Some(value) = self.table.get(key) else {
            let place = Place { key: self.key_of(key), offset: self.place.offset };
            self.reader.fault(&place, "nothing", allowed);
            return None;
        };
        let place = Place { key: self.key_of(key), offset: value.span().start };
        self.accept(place, value, allowed, read)
    }

    /// A text that `parse` accepts.
    pub(super) fn word<T>(
        &self,
        key: &'static str,
        allowed: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<At<T>> {
        self.read(key, allowed, |value| value.as_str().and_then(&parse))
    }

    /// A list of texts that `parse` accepts, none of them twice.
    pub(super) fn words<T: PartialEq>(
        &self,
        key: &'static str,
        allowed: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let list = self.read(key, &format!("a list of {allowed}"), DeValue::as_array);
        let mut words = Vec::new();
        for (index, value) in list.iter().flat_map(|list| list.value.iter()).enumerate() {
            let place = Place { key: format!("{}[{index}]", self.key_of(key)), offset: value.span().start };
            let word = self.accept(place, value, allowed, |value| value.as_str().and_then(&parse));
            match word {
                Some(word) if words.contains(&word.value) => {
                    self.reader.fault(&word.place, described(value.get_ref()), "each value once");
                }
                Some(word) => words.push(word.value),
                None => {}
            }
        }
        words
    }

    /// A whole number in `range`.
    pub(super) fn number(&self, key: &'static str, range: RangeInclusive<u32>) -> Option<At<u32>> {
        let allowed = format!("a whole number from {} to {}", range.start(), range.end());
        self.read(key, &allowed, |value| whole(value).filter(|number| range.contains(number)))
    }

    /// A whole number or `"unlimited"`.
    pub(super) fn cap(&self, key: &'static str) -> Option<Cap> {
        let read = |value: &DeValue<'_>| match value.as_str() {
            Some("unlimited") => Some(None),
            _ => whole(value).map(Some),
        };
        self.read(key, "a whole number from 0 to 4294967295 or \"unlimited\"", read).map(|cap| cap.value)
    }

    /// `true` or `false`.
    pub(super) fn flag(&self, key: &'static str) -> Option<bool> {
        self.read(key, "true or false", DeValue::as_bool).map(|flag| flag.value)
    }

    /// An amount above zero, written as a text so that it is exact.
    pub(super) fn price(&self, key: &'static str, currency: Currency) -> Option<At<Amount>> {
        let decimals = match currency.digits() {
            0 => "no decimals, such as \"999\"".to_owned(),
            digits => format!("at most {digits} decimals, such as \"999.{:0<1$}\"", "", as_width(digits)),
        };
        let allowed = format!("a text with a price above 0, up to 9 digits and {decimals}");
        self.word(key, &allowed, |text| parse_price(text, currency))
    }

    /// A table.
    pub(super) fn section(&self, key: &'static str) -> Option<Section<'a>> {
        let table = self.read(key, "a table", DeValue::as_table)?;
        Some(Section::new(self.reader, table.place, table.value))
    }

    /// A list of tables with at least one.
    pub(super) fn sections(&self, key: &'static str) -> Vec<Section<'a>> {
        let allowed = "a list with at least one table";
        let list = self.read(key, allowed, |value| value.as_array().filter(|list| !list.is_empty()));
        let values = list.iter().flat_map(|list| list.value.iter()).enumerate();
        let tables = values.filter_map(|(index, value)| {
            let place = Place { key: format!("{}[{index}]", self.key_of(key)), offset: value.span().start };
            self.accept(place, value, "a table", DeValue::as_table)
        });
        tables.map(|table| Section::new(self.reader, table.place, table.value)).collect()
    }

    /// Every table in this one with its key, in the order of the file.
    pub(super) fn children(self) -> Vec<(At<String>, Section<'a>)> {
        let mut keys: Vec<_> = self.table.iter().collect();
        keys.sort_by_key(|(key, _)| key.span().start);
        let sections = keys.into_iter().filter_map(|(key, value)| {
            let place = Place { key: self.key_of(key.get_ref()), offset: key.span().start };
            let table = self.accept(place.clone(), value, "a table", DeValue::as_table)?;
            let section = Section::new(self.reader, place.clone(), table.value);
            Some((At { value: key.get_ref().to_string(), place }, section))
        });
        sections.collect()
    }

    fn accept<T>(
        &self,
        place: Place,
        value: &'a Spanned<DeValue<'a>>,
        allowed: &str,
        read: impl Fn(&'a DeValue<'a>) -> Option<T>,
    ) -> Option<At<T>> {
        let accepted = read(value.get_ref());
        if accepted.is_none() {
            self.reader.fault(&place, described(value.get_ref()), allowed);
        }
        accepted.map(|value| At { value, place })
    }

    fn ask(&self, key: &'static str) {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&key) {
            asked.push(key);
        }
    }

    fn key_of(&self, key: &str) -> String {
        if self.place.key.is_empty() { key.to_owned() } else { format!("{}.{key}", self.place.key) }
    }
}

fn whole(value: &DeValue<'_>) -> Option<u32> {
    let integer = value.as_integer()?;
    u32::from_str_radix(integer.as_str(), integer.radix()).ok()
}

fn described(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("{text:?}"),
        DeValue::Integer(integer) => integer.to_string(),
        DeValue::Float(float) => float.to_string(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        DeValue::Array(list) if list.is_empty() => "an empty list".to_owned(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

fn as_width(digits: u32) -> usize {
    usize::try_from(digits).unwrap_or_default()
}

/// The amount above zero that `text` says in units of `currency`: up to nine digits, then a point and as many
/// decimals as the currency has at most. No sign, no grouping, no rounding.
fn parse_price(text: &str, currency: Currency) -> Option<Amount> {
    let (units, decimals) = match text.split_once('.') {
        Some((_, "")) => return None,
        Some((units, decimals)) => (units, decimals),
        None => (text, ""),
    };
    let digits = as_width(currency.digits());
    let only_digits = units.bytes().chain(decimals.bytes()).all(|byte| byte.is_ascii_digit());
    if !only_digits || !(1..=9).contains(&units.len()) || decimals.len() > digits {
        return None;
    }
    let minor: i64 = format!("{units}{decimals:0<digits$}").parse().ok()?;
    Some(Amount::minor(minor)).filter(|amount| amount.is_positive())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn k2_a_price_is_read_exactly_or_not_at_all() {
        for (text, minor) in
            [("999", 99_900), ("999.9", 99_990), ("0.01", 1), ("999999999.99", 99_999_999_999)]
        {
            assert_eq!(parse_price(text, Currency::Cny), Some(Amount::minor(minor)), "{text}");
        }
        for text in
            ["", ".", "1.", ".5", "0", "0.00", "-1", "+1", "1.005", "1,000", "1e3", " 1", "1000000000", "１"]
        {
            assert_eq!(parse_price(text, Currency::Cny), None, "{text}");
        }
        assert_eq!(parse_price("1200", Currency::Jpy), Some(Amount::minor(1_200)));
        assert_eq!(parse_price("1200.0", Currency::Jpy), None);
    }

    proptest! {
        #[test]
        fn k2_every_price_with_two_decimals_is_read_to_the_cent(minor in 1_i64..100_000_000_000) {
            let text = format!("{}.{:02}", minor / 100, minor % 100);
            prop_assert_eq!(parse_price(&text, Currency::Usd), Some(Amount::minor(minor)));
        }
    }
}
