//! Tags: what an app's owner sorts apps and bills by, one value for each key (C6).

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use super::{bill::sha256, text};

/// What a key may not begin with: the platform keeps these to itself.
pub const RESERVED: [&str; 3] = ["qcs:", "project", "项目"];

/// The signs that keys and values may hold beside letters, digits and blanks.
pub const SIGNS: &str = "+ - = . _ : / @ ( ) [ ] , ; > <";

/// Why a text is neither key nor value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nothing was entered.
    #[error("nothing was entered")]
    Missing,
    /// More characters than fit.
    #[error("at most {0} characters fit")]
    TooLong(usize),
    /// A character that does not belong there.
    #[error("{0:?} does not belong there")]
    Character(char),
    /// A key that begins with what the platform keeps to itself.
    #[error("keys may not begin with {0}")]
    Reserved(&'static str),
    /// A key that stands in another row, too.
    #[error("the key stands in row {0}, too")]
    Twice(usize),
}

/// What is wrong with a row of the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowFault {
    /// With the key.
    pub key: Option<Fault>,
    /// With the value.
    pub value: Option<Fault>,
}

/// Why the rows of a form are no tags.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Some rows have faults; one entry for each row.
    #[error("some rows have faults")]
    Rows(Vec<RowFault>),
    /// More than an app may have.
    #[error("an app has at most {} tags", Tags::MOST)]
    TooMany,
    /// More different keys than an account may have.
    #[error("an account has at most {} keys", Tags::MOST_KEYS)]
    TooManyKeys,
}

/// The tags of an app: one value for each key. Upper and lower case are different.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags(BTreeMap<String, String>);

impl Tags {
    /// The most tags of an app.
    pub const MOST: usize = 50;
    /// The most different keys that all apps of an account have together.
    pub const MOST_KEYS: usize = 1_000;
    /// The most characters of a key.
    pub const KEY_MAX: usize = 127;
    /// The most characters of a value.
    pub const VALUE_MAX: usize = 255;

    /// The tags that the rows of a form are: pairs of key and value. Rows with nothing in them are none.
    ///
    /// # Errors
    /// With what is wrong in each row, or when there are too many.
    pub fn parse(rows: &[(String, String)]) -> Result<Self, Wrong> {
        let read: Vec<_> = rows.iter().map(|(key, value)| (parsed_key(key), parsed_value(value))).collect();
        let is_blank =
            |index: usize| rows.get(index).is_some_and(|(key, value)| is_empty(key) && is_empty(value));
        let (mut tags, mut faults) = (Self::default(), vec![RowFault::default(); rows.len()]);
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for (index, ((key, value), fault)) in read.into_iter().zip(&mut faults).enumerate() {
            if is_blank(index) {
                continue;
            }
            let first = key.as_ref().ok().and_then(|key| places.get(key)).copied();
            fault.key = first.map(|first| Fault::Twice(first + 1)).or(key.as_ref().err().copied());
            fault.value = value.as_ref().err().copied();
            if let Ok(key) = key {
                places.entry(key.clone()).or_insert(index);
                tags.0.insert(key, value.unwrap_or_default());
            }
        }
        if faults.iter().any(|fault| *fault != RowFault::default()) {
            return Err(Wrong::Rows(faults));
        }
        if tags.0.len() > Self::MOST { Err(Wrong::TooMany) } else { Ok(tags) }
    }

    /// Whether an app may have these tags instead of `before`, where the account's other apps have the keys `others`.
    ///
    /// # Errors
    /// When a key is new to an account that then has more than [`Tags::MOST_KEYS`].
    pub fn fit(&self, before: &Self, others: &BTreeSet<String>) -> Result<(), Wrong> {
        let is_known = |key: &&String| others.contains(*key);
        let own = self.0.keys().filter(|key| !is_known(key)).count();
        let brings = self.0.keys().any(|key| !is_known(&key) && !before.0.contains_key(key));
        if brings && others.len() + own > Self::MOST_KEYS { Err(Wrong::TooManyKeys) } else { Ok(()) }
    }

    /// Tags that were parsed before they were stored.
    #[must_use]
    pub fn stored(tags: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(tags.into_iter().collect())
    }

    /// Keys and values, by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A digest of exactly these tags: a form that shows them says with it what it changes.
    #[must_use]
    pub fn digest(&self) -> String {
        let parts = self.iter().flat_map(|(key, value)| [key, value]);
        let text = parts.fold(String::new(), |text, part| text + &part.len().to_string() + ":" + part);
        sha256(&text)
    }
}

/// A tag as one text, which the list of apps is searched for.
#[must_use]
pub fn joined(key: &str, value: &str) -> String {
    format!("{key}:{value}")
}

fn is_empty(entered: &str) -> bool {
    entered.trim_matches(' ').is_empty()
}

fn parsed_key(entered: &str) -> Result<String, Fault> {
    let key = parsed(entered, Tags::KEY_MAX)?;
    match RESERVED.into_iter().find(|reserved| key.starts_with(reserved)) {
        Some(reserved) => Err(Fault::Reserved(reserved)),
        None => Ok(key),
    }
}

fn parsed_value(entered: &str) -> Result<String, Fault> {
    parsed(entered, Tags::VALUE_MAX)
}

fn parsed(entered: &str, most: usize) -> Result<String, Fault> {
    let found: String = entered.trim_matches(' ').nfc().collect();
    let mut before = ' ';
    for letter in found.chars() {
        let is_mark = is_combining_mark(letter) && (before.is_alphanumeric() || is_combining_mark(before));
        let is_known = letter.is_alphanumeric() || SIGNS.contains(letter) || is_mark;
        if !is_known || !text::is_printable(letter) {
            return Err(Fault::Character(letter));
        }
        before = letter;
    }
    match found.chars().count() {
        0 => Err(Fault::Missing),
        count if count > most => Err(Fault::TooLong(most)),
        _ => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    fn faults(pairs: &[(&str, &str)]) -> Vec<RowFault> {
        match Tags::parse(&rows(pairs)) {
            Err(Wrong::Rows(faults)) => faults,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn c6_a_tag_is_a_key_and_a_value_of_any_script_and_the_known_signs() {
        let tags = Tags::parse(&rows(&[
            ("部门", "教育 (k12)"),
            ("", " "),
            (" cost-centre ", "a+b=c.d_e:f/g@h[i],j;k>l<m"),
        ]));
        let tags = tags.unwrap();
        assert_eq!(tags.iter().map(|(key, _)| key).collect::<Vec<_>>(), ["cost-centre", "部门"]);
        assert_eq!(tags.get("部门"), Some("教育 (k12)"));
        assert_eq!((tags.get("Cost-centre"), tags.len()), (None, 2), "upper and lower case differ");
    }

    #[test]
    fn c6_each_row_says_what_is_wrong_with_it() {
        let found = faults(&[
            ("a", ""),
            ("", "b"),
            ("ok", "ok"),
            ("qcs:x", "1"),
            ("project", "1"),
            ("项目一", "1"),
            ("ok", "2"),
        ]);
        let key = |key| RowFault { key: Some(key), value: None };
        assert_eq!(found[0], RowFault { key: None, value: Some(Fault::Missing) });
        assert_eq!(found[1], key(Fault::Missing));
        assert_eq!(found[2], RowFault::default());
        assert_eq!([found[3], found[4], found[5]], RESERVED.map(|reserved| key(Fault::Reserved(reserved))));
        assert_eq!(found[6], key(Fault::Twice(3)));
    }

    #[test]
    fn c6_sec31_lengths_are_counted_in_characters_and_other_letters_are_refused() {
        let (key, value) = ("键".repeat(127), "值".repeat(255));
        assert!(Tags::parse(&rows(&[(&key, &value)])).is_ok());
        let found = faults(&[(&format!("{key}x"), &format!("{value}x"))]);
        assert_eq!(found[0], RowFault { key: Some(Fault::TooLong(127)), value: Some(Fault::TooLong(255)) });
        for bad in ['\0', '\n', '\u{202e}', '\u{200b}', '!', '"', '*', '\u{301}', '\u{feff}', '😀'] {
            assert_eq!(faults(&[(&bad.to_string(), "x")])[0].key, Some(Fault::Character(bad)), "{bad:?}");
        }
    }

    #[test]
    fn c6_an_app_has_fifty_tags_and_no_more() {
        let many = |count: usize| (0..count).map(|n| (format!("k{n}"), "v".to_owned())).collect::<Vec<_>>();
        assert_eq!(Tags::parse(&many(50)).unwrap().len(), 50);
        assert_eq!(Tags::parse(&many(51)), Err(Wrong::TooMany));
    }

    #[test]
    fn c6_an_account_has_a_thousand_keys_and_what_brings_none_is_never_refused() {
        let tags = |keys: &[&str]| {
            Tags::parse(&rows(&keys.iter().map(|key| (*key, "v")).collect::<Vec<_>>())).unwrap()
        };
        let others = |count: usize| (0..count).map(|n| format!("k{n}")).collect::<BTreeSet<_>>();
        let (one, two) = (tags(&["k1", "new"]), tags(&["k1", "new", "newer"]));
        assert_eq!(one.fit(&Tags::default(), &others(999)), Ok(()));
        assert_eq!(one.fit(&Tags::default(), &others(1_000)), Err(Wrong::TooManyKeys));
        assert_eq!(two.fit(&one, &others(999)), Err(Wrong::TooManyKeys));
        assert_eq!(one.fit(&two, &others(1_200)), Ok(()), "it brings no key");
        assert_eq!(tags(&["k1"]).fit(&one, &others(1_200)), Ok(()));
    }

    #[test]
    fn c6_a_digest_tells_tags_apart() {
        let digest = |pairs: &[(&str, &str)]| Tags::parse(&rows(pairs)).unwrap().digest();
        assert_eq!(digest(&[("a", "b"), ("c", "d")]), digest(&[("c", "d"), ("a", "b")]));
        assert_ne!(digest(&[("a", "bc")]), digest(&[("ab", "c")]));
        assert_ne!(digest(&[]), digest(&[("a", "b")]));
    }
}
