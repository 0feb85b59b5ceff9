//! Lists that begin with the newest and are paged by where the last page ended, so that what comes in meanwhile
//! moves nothing. Knows no database.

use std::fmt;

use super::page::Page;
use crate::domain::calendar::Timestamp;

/// A moment as pages show it, and for machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Day and time with the offset from UTC, in the visitor's language.
    pub text: String,
    /// Day and time alone, for a column whose head tells the offset.
    pub short: String,
    /// The same for `<time datetime>`.
    pub iso: String,
}

impl Moment {
    /// `at` as `page` writes it.
    #[must_use]
    pub fn of(page: &Page, at: Timestamp) -> Self {
        Self { text: page.f.date_time_zoned(at), short: page.f.date_time(at), iso: page.f.iso(at) }
    }
}

/// Where a page of a list ended: the moment and the id of its last row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The row's moment.
    pub at: Timestamp,
    /// The row's id, which parts rows of one second.
    pub id: String,
}

impl Place {
    /// The place that `text` names in an address; anything else is the beginning of the list.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('.')?;
        Some(Self { at: Timestamp::from_unix(at.parse().ok()?), id: id.to_owned() })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at.unix(), self.id)
    }
}

/// The links below a list: back to its beginning, and on to what is older.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListFoot {
    /// The beginning; `None` there.
    pub newest: Option<String>,
    /// What follows; `None` at the end.
    pub older: Option<String>,
}

impl ListFoot {
    /// Whether there is more than one page.
    #[must_use]
    pub const fn is_needed(&self) -> bool {
        self.newest.is_some() || self.older.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_back_and_nonsense_is_the_beginning() {
        let place = Place { at: Timestamp::from_unix(1_800_000_000), id: "202611220123456789".into() };
        assert_eq!(Place::parse(&place.to_string()), Some(place));
        for text in ["", "1", ".", "x.1", "9223372036854775808.1"] {
            assert_eq!(Place::parse(text), None, "{text:?}");
        }
    }
}
