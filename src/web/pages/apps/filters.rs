//! The address of the list of applications: what is searched, filtered and sorted by, which page is shown. It is read
//! forgivingly (an unknown word is no filter) and written in one canonical form, so that pages can be shared.

use std::borrow::Cow;

use form_urlencoded::Serializer;
use serde::Deserialize;

use crate::{
    domain::{calendar::Timestamp, catalog::Catalog, product::Edition, reminder, tag::Tags},
    i18n::Words,
    store::app_list::{Ending, Sort, Standing, Wanted},
    web::paths,
};

/// Cards on a page.
pub(super) const PER_PAGE: u32 = 24;
/// Days of the filter by the end of the term.
const ENDS_WITHIN: u32 = 30;

/// The most characters of a search that are kept.
const SEARCHED: usize = 60;

/// The query of the address, as it came.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    status: String,
    edition: String,
    centre: String,
    ends: String,
    tag: String,
    sort: String,
    page: String,
}

/// What is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filters {
    pub(super) text: String,
    pub(super) standing: Option<Standing>,
    pub(super) edition: Option<Edition>,
    pub(super) centre: Option<String>,
    pub(super) ends: Option<Ending>,
    pub(super) tag: String,
    pub(super) sort: Sort,
    pub(super) page: u32,
}

/// An entry of a choice.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: Cow<'static, str>,
    pub(super) chosen: bool,
}

/// A filter that is set, and the address without it.
pub(super) struct Chip {
    pub(super) label: Cow<'static, str>,
    pub(super) url: String,
}

/// The entries of the four filters and of the order.
pub(super) struct Choices {
    pub(super) standings: Vec<Choice>,
    pub(super) editions: Vec<Choice>,
    pub(super) centres: Vec<Choice>,
    pub(super) ends: Vec<Choice>,
    pub(super) sorts: Vec<Choice>,
}

impl Filters {
    pub(super) fn read(asked: Asked, catalog: &Catalog) -> Self {
        let Asked { q, status, edition, centre, ends, tag, sort, page } = asked;
        let text = |entered: &str, most| -> String {
            entered.trim().chars().filter(|letter| !letter.is_control()).take(most).collect()
        };
        Self {
            text: text(&q, SEARCHED),
            standing: Standing::parse(&status),
            edition: Edition::parse(&edition),
            centre: catalog.data_centre(&centre).map(|centre| centre.code.clone()),
            ends: Ending::parse(&ends),
            tag: text(&tag, Tags::KEY_MAX + 1 + Tags::VALUE_MAX),
            sort: Sort::parse(&sort).unwrap_or(Sort::Newest),
            page: page.parse().unwrap_or(1).max(1),
        }
    }

    /// The list of apps that stand somewhere, or of which something ends, unfiltered otherwise.
    pub(super) const fn of(standing: Option<Standing>, ends: Option<Ending>) -> Self {
        Self {
            text: String::new(),
            standing,
            edition: None,
            centre: None,
            ends,
            tag: String::new(),
            sort: Sort::Newest,
            page: 1,
        }
    }

    /// What the store is asked for at `now`.
    pub(super) fn wanted(&self, catalog: &Catalog, now: Timestamp) -> Wanted {
        let calendar = catalog.calendar();
        Wanted {
            text: self.text.clone(),
            standing: self.standing,
            edition: self.edition,
            data_centre: self.centre.clone(),
            ends_by: (self.ends == Some(Ending::Term)).then(|| calendar.days_later(now, ENDS_WITHIN)),
            push_ends_before: (self.ends == Some(Ending::Push)).then(|| reminder::push_soon(calendar, now)),
            tag: Some(self.tag.clone()).filter(|tag| !tag.is_empty()),
            soon: calendar.days_later(now, catalog.periods.expiring_days),
            sort: self.sort,
            skip: (self.page - 1).saturating_mul(PER_PAGE),
            take: PER_PAGE,
        }
    }

    /// The canonical address: what is not set is not in it.
    pub(super) fn url(&self) -> String {
        let mut query = Serializer::new(String::new());
        let mut add = |name: &str, value: Option<&str>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                query.append_pair(name, value);
            }
        };
        add("q", Some(&self.text));
        add("status", self.standing.map(Standing::as_str));
        add("edition", self.edition.map(Edition::as_str));
        add("centre", self.centre.as_deref());
        add("ends", self.ends.map(Ending::as_str));
        add("tag", Some(&self.tag));
        add("sort", (self.sort != Sort::Newest).then(|| self.sort.as_str()));
        add("page", (self.page > 1).then(|| self.page.to_string()).as_deref());
        match query.finish() {
            query if query.is_empty() => paths::APPS.to_owned(),
            query => format!("{}?{query}", paths::APPS),
        }
    }

    /// The same on another page.
    pub(super) fn on_page(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }

    /// The chips of what is set, each leading to the list without it.
    pub(super) fn chips(&self, t: Words, catalog: &Catalog) -> Vec<Chip> {
        let first = self.on_page(1);
        let chip = |label: &str, value: &str, without: Self| Chip {
            label: t.apps_chip(label, value),
            url: without.url(),
        };
        let mut chips = Vec::new();
        if !self.text.is_empty() {
            let without = Self { text: String::new(), ..first.clone() };
            chips.push(chip(&t.apps_search(), &self.text, without));
        }
        if let Some(standing) = self.standing {
            let without = Self { standing: None, ..first.clone() };
            chips.push(chip(&t.status(), &standing_name(t, standing), without));
        }
        if let Some(edition) = self.edition {
            let without = Self { edition: None, ..first.clone() };
            chips.push(chip(&t.edition(), &t.edition_name(edition), without));
        }
        if let Some(centre) = self.centre.as_deref().and_then(|code| catalog.data_centre(code)) {
            let without = Self { centre: None, ..first.clone() };
            chips.push(chip(&t.data_centre(), t.catalog_name(&centre.names), without));
        }
        if let Some(ends) = self.ends {
            let without = Self { ends: None, ..first.clone() };
            chips.push(chip(&t.apps_ends(), &ending_name(t, ends), without));
        }
        if !self.tag.is_empty() {
            chips.push(chip(&t.tags_title(), &self.tag, Self { tag: String::new(), ..first }));
        }
        chips
    }

    /// The entries of the form, as they are chosen now.
    pub(super) fn choices(&self, t: Words, catalog: &Catalog) -> Choices {
        let standings = Standing::ALL.iter().map(|&standing| Choice {
            value: standing.as_str().to_owned(),
            label: standing_name(t, standing),
            chosen: self.standing == Some(standing),
        });
        let editions = Edition::ALL.iter().map(|&edition| Choice {
            value: edition.as_str().to_owned(),
            label: t.edition_name(edition),
            chosen: self.edition == Some(edition),
        });
        let centres = catalog.data_centres.iter().map(|centre| Choice {
            value: centre.code.clone(),
            label: t.catalog_name(&centre.names).to_owned().into(),
            chosen: self.centre.as_ref() == Some(&centre.code),
        });
        let sorts = Sort::ALL.iter().map(|&sort| Choice {
            value: sort.as_str().to_owned(),
            label: sort_name(t, sort),
            chosen: self.sort == sort,
        });
        let ends = Ending::ALL.iter().map(|&ends| Choice {
            value: ends.as_str().to_owned(),
            label: ending_name(t, ends),
            chosen: self.ends == Some(ends),
        });
        Choices {
            standings: standings.collect(),
            editions: editions.collect(),
            centres: centres.collect(),
            ends: ends.collect(),
            sorts: sorts.collect(),
        }
    }
}

fn standing_name(t: Words, standing: Standing) -> Cow<'static, str> {
    match standing {
        Standing::Active => t.state_active(),
        Standing::Expiring => t.state_expiring_soon(),
        Standing::Expired => t.state_expired(),
        Standing::Stopped => t.state_stopped(),
    }
}

fn ending_name(t: Words, ends: Ending) -> Cow<'static, str> {
    match ends {
        Ending::Term => t.apps_ends_within(ENDS_WITHIN),
        Ending::Push => t.apps_push_within(reminder::PUSH_SOON),
    }
}

fn sort_name(t: Words, sort: Sort) -> Cow<'static, str> {
    match sort {
        Sort::Newest => t.apps_sort_newest(),
        Sort::Expiry => t.apps_sort_expiry(),
        Sort::Name => t.apps_sort_name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::catalog::embedded;

    fn catalog() -> Catalog {
        Catalog::parse("mainland", embedded("mainland").unwrap()).unwrap()
    }

    fn read(query: &str) -> Filters {
        Filters::read(serde_urlencoded::from_str(query).unwrap(), &catalog())
    }

    #[test]
    fn qu8_the_address_says_everything_and_reads_back_as_the_same() {
        let address =
            "q=a+%26+b&status=expired&edition=trial&centre=sgp&ends=30&tag=team%3Aa%3Db&sort=name&page=3";
        let filters = read(address);
        assert_eq!(filters.url(), format!("/apps?{address}"));
        assert_eq!(read("").url(), "/apps");
        assert_eq!(read("sort=newest&page=1&status=").url(), "/apps");
        assert_eq!(filters.chips(Words::of(crate::i18n::Locale::En), &catalog()).len(), 6);
    }

    #[test]
    fn sec29_a_word_that_is_none_of_ours_is_no_filter() {
        let filters = read("status=x'+OR+1=1&edition=gold&centre=mars&ends=31&sort=name;drop&page=-1");
        assert_eq!(filters.url(), "/apps");
    }
}
