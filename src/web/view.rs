//! Small pure values that components draw: the pager of a list, the meter of a limit. They hold ready strings, so
//! that templates decide nothing; they know no request and no database.

use crate::i18n::{Words, format::Format};

/// The links to the pages of a list: the first, the last, the current with its neighbours, and gaps between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pager {
    /// The page before; `None` on the first.
    pub previous: Option<String>,
    /// The numbered links and the gaps.
    pub links: Vec<PageLink>,
    /// The page after; `None` on the last.
    pub next: Option<String>,
}

/// One place of a [`Pager`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    /// The page's number, or `…` for a gap.
    pub label: String,
    /// The page's address; `None` for a gap.
    pub url: Option<String>,
    /// Whether this page is shown now.
    pub current: bool,
}

impl Pager {
    /// The pager of a list of `last` pages that shows page `current`, both counted from 1; `None` when there is only
    /// one. `address` gives the address of a page.
    #[must_use]
    pub fn new(current: u32, last: u32, address: impl Fn(u32) -> String) -> Option<Self> {
        if last < 2 {
            return None;
        }
        let mut links = Vec::new();
        let mut before = 0;
        for page in (1..=last).filter(|&page| is_shown(page, current, last)) {
            if page > before + 1 {
                links.push(PageLink { label: "…".to_owned(), url: None, current: false });
            }
            let url = Some(address(page));
            links.push(PageLink { label: page.to_string(), url, current: page == current });
            before = page;
        }
        let previous = (current > 1).then(|| address(current - 1));
        let next = (current < last).then(|| address(current + 1));
        Some(Self { previous, links, next })
    }
}

/// The ends, the current page and its neighbours; and a page that would be alone in a gap.
fn is_shown(page: u32, current: u32, last: u32) -> bool {
    let near = page.abs_diff(current);
    page == 1 || page == last || near <= 1 || (near == 2 && (page == 2 || page + 1 == last))
}

/// How much of a limit is in use.
#[derive(Clone, Debug)]
pub struct Usage {
    /// The id of the meter's element.
    pub id: &'static str,
    /// What is counted.
    pub label: String,
    /// How many there are.
    pub used: u32,
    /// How many there may be.
    pub limit: u32,
}

/// A [`Usage`] as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meter {
    /// The id of the element.
    pub id: &'static str,
    /// What is counted.
    pub label: String,
    /// Both numbers and the percentage: `322 / 500 (64.4%)`.
    pub figures: String,
    /// Near the limit in words, from four fifths on; else empty.
    pub state: String,
    /// The tone of the state's badge: `warn`, `bad` or empty.
    pub tone: &'static str,
    /// The value of the element, at most `max`.
    pub value: u32,
    /// The limit.
    pub max: u32,
    /// The last value that is far from the limit.
    pub low: u32,
    /// The last value below the limit.
    pub high: u32,
}

impl Meter {
    /// The meter of `usage`. A limit of nothing is drawn as one that is reached.
    #[must_use]
    pub fn new(words: Words, format: Format, usage: Usage) -> Self {
        let Usage { id, label, used, limit } = usage;
        let max = limit.max(1);
        let near = max - max / 5;
        let (state, tone) = match used {
            used if used >= limit => (words.at_limit().into_owned(), "bad"),
            used if used >= near => (words.near_limit().into_owned(), "warn"),
            _ => (String::new(), ""),
        };
        let number = |value: u32| format.number(i64::from(value));
        let figures = words.usage(&number(used), &number(limit), &format.percent(used, limit)).into_owned();
        let value = if limit == 0 { max } else { used.min(max) };
        Self { id, label, figures, state, tone, value, max, low: near.saturating_sub(1), high: max - 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{calendar::Calendar, money::Currency},
        i18n::Locale,
    };

    fn labels(current: u32, last: u32) -> String {
        let pager = Pager::new(current, last, |page| format!("/list?page={page}")).unwrap();
        let label =
            |link: &PageLink| if link.current { format!("[{}]", link.label) } else { link.label.clone() };
        pager.links.iter().map(label).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_pager_shows_the_ends_and_the_neighbours_and_no_gap_of_one() {
        assert_eq!(labels(5, 13), "1 … 4 [5] 6 … 13");
        assert_eq!(labels(1, 13), "1 2 … 13".replacen('1', "[1]", 1));
        assert_eq!(labels(4, 13), "1 2 3 [4] 5 … 13");
        assert_eq!(labels(13, 13), "1 … 12 [13]");
        assert_eq!(labels(2, 3), "1 [2] 3");
    }

    #[test]
    fn the_pager_has_no_previous_on_the_first_page_and_is_not_there_for_one() {
        let address = |page| format!("/list?page={page}");
        let first = Pager::new(1, 2, address).unwrap();
        assert_eq!((first.previous, first.next.as_deref()), (None, Some("/list?page=2")));
        assert_eq!(Pager::new(2, 2, address).unwrap().next, None);
        assert_eq!(Pager::new(1, 1, address), None);
        assert_eq!(Pager::new(1, 0, address), None);
    }

    fn meter(used: u32, limit: u32) -> Meter {
        let calendar = Calendar::new(chrono_tz::Asia::Shanghai);
        let format = Format { locale: Locale::En, calendar, currency: Currency::Cny };
        Meter::new(Words::of(Locale::En), format, Usage { id: "groups", label: "Groups".into(), used, limit })
    }

    #[test]
    fn qa12_a_meter_speaks_up_from_four_fifths_and_at_the_limit() {
        assert_eq!(
            (meter(322, 500).figures, meter(322, 500).state),
            ("322 / 500 (64.4%)".into(), String::new())
        );
        assert_eq!((meter(399, 500).tone, meter(400, 500).tone, meter(499, 500).tone), ("", "warn", "warn"));
        assert_eq!((meter(500, 500).tone, meter(501, 500).tone), ("bad", "bad"));
        assert_eq!(meter(501, 500).state, "Limit reached");
    }

    #[test]
    fn a_bar_changes_its_colour_where_its_words_change() {
        let drawn = meter(400, 500);
        assert!(drawn.value > drawn.low && drawn.value <= drawn.high);
        assert!(meter(399, 500).value <= drawn.low && meter(501, 500).value > drawn.high);
        assert_eq!((meter(0, 0).value, meter(0, 0).max, meter(0, 0).tone), (1, 1, "bad"));
    }
}
