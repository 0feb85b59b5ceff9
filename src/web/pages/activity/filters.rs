//! What a log is narrowed by, as it stands in the address. An unknown word is no filter.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::Deserialize;

use super::rows::what;
use crate::{
    domain::{
        calendar::{Calendar, Timestamp},
        text::is_line,
    },
    i18n::Words,
    services::audit::{Action, Asked, By},
    web::paths,
};

/// The most characters of an object that are looked for.
const OBJECT: usize = 60;

/// What happens in the house only, or to nobody that is known: no customer's log has it.
const HOUSE: &[Action] =
    &[Action::OperatorCreate, Action::QueueRead, Action::ClockAdvance, Action::UsageImport];

/// Whether a customer's log can have such entries.
pub(in crate::web::pages) const CUSTOMERS: fn(Action) -> bool = |action| !HOUSE.contains(&action);

/// The query of the address, as it came.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    app: String,
    action: String,
    by: String,
    from: String,
    to: String,
    before: String,
    /// Whose log, for operators.
    pub(in crate::web::pages) of: String,
    /// `yes` when the chain is to be checked, for operators.
    pub(in crate::web::pages) verify: String,
}

/// What is listed, and the texts that the fields of the filters hold.
pub(in crate::web::pages) struct Filters {
    pub(in crate::web::pages) asked: Asked,
    pub(in crate::web::pages) of: String,
    pub(in crate::web::pages) object: String,
    pub(in crate::web::pages) from: String,
    pub(in crate::web::pages) to: String,
}

/// An entry of a choice.
pub(in crate::web::pages) struct Choice {
    pub(in crate::web::pages) value: &'static str,
    pub(in crate::web::pages) label: Cow<'static, str>,
    pub(in crate::web::pages) chosen: bool,
}

impl Filters {
    /// The filters of an address; days are those of the calendar.
    pub(in crate::web::pages) fn read(query: &Query, calendar: Calendar) -> Self {
        let object: String = query.app.trim().chars().take(OBJECT).collect();
        let object = if is_line(&object) { object } else { String::new() };
        let (from, to) = (day(&query.from), day(&query.to));
        let begin = |day: NaiveDate| calendar.moment(day.and_time(chrono::NaiveTime::MIN));
        let written = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        Self {
            asked: Asked {
                object: Some(object.clone()).filter(|object| !object.is_empty()),
                action: Action::parse(&query.action),
                by: By::parse(&query.by),
                from: from.map(begin),
                until: to.and_then(|day| day.succ_opt()).map(begin),
                before: query.before.parse().ok(),
            },
            of: query.of.trim().to_owned(),
            object,
            from: written(from),
            to: written(to),
        }
    }

    /// The canonical address of the page of entries before `before`.
    pub(in crate::web::pages) fn url(&self, path: &str, before: Option<i64>) -> String {
        let before = before.map(|seq| seq.to_string()).unwrap_or_default();
        let parameters = [
            ("of", self.of.as_str()),
            ("app", &self.object),
            ("action", self.asked.action.map_or("", Action::as_str)),
            ("by", self.asked.by.map_or("", By::as_str)),
            ("from", &self.from),
            ("to", &self.to),
            ("before", &before),
        ];
        paths::with_query(path, &parameters)
    }

    /// The kinds of entries that can be chosen.
    pub(in crate::web::pages) fn actions(&self, t: Words, is_offered: fn(Action) -> bool) -> Vec<Choice> {
        let offered = Action::ALL.iter().copied().filter(|action| is_offered(*action));
        let choice = |action: Action| Choice {
            value: action.as_str(),
            label: what(t, Some(action)),
            chosen: self.asked.action == Some(action),
        };
        offered.map(choice).collect()
    }

    /// The kinds of actors that can be chosen.
    pub(in crate::web::pages) fn actors(&self, t: Words) -> Vec<Choice> {
        let choice = |by: &By| Choice {
            value: by.as_str(),
            label: match by {
                By::User => t.activity_user(),
                By::Operator => t.activity_staff(),
                By::Console => t.activity_console(),
                By::Visitor => t.activity_visitor(),
            },
            chosen: self.asked.by == Some(*by),
        };
        By::ALL.iter().map(choice).collect()
    }
}

/// A day of the calendar that a log can have; anything else is none.
fn day(text: &str) -> Option<NaiveDate> {
    let day = text.parse::<NaiveDate>().ok()?;
    let earliest = Timestamp::from_unix(0);
    let is_near = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp() >= earliest.unix();
    (is_near && day < NaiveDate::from_ymd_opt(10_000, 1, 1)?).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Filters {
        Filters::read(&serde_urlencoded::from_str(query).unwrap(), Calendar::new(chrono_tz::Asia::Shanghai))
    }

    #[test]
    fn qu8_the_address_of_a_log_says_everything_and_reads_back_as_the_same() {
        let query = "app=1400000001&action=app_edit&by=user&from=2026-11-01&to=2026-11-30&before=70";
        let filters = read(query);
        assert_eq!(filters.url("/x", filters.asked.before), format!("/x?{query}"));
        let days = filters.asked.until.unwrap().seconds_since(filters.asked.from.unwrap());
        assert_eq!(days, 30 * 86_400, "the last day counts whole");
        assert!(filters.asked.narrows() && !read("before=70").asked.narrows());
    }

    #[test]
    fn sec29_a_word_that_is_none_of_ours_narrows_no_log() {
        let filters = read("action=x'+OR+1=1&by=god&from=yesterday&to=2026-02-30&before=all&app=%00");
        assert_eq!(filters.url("/x", None), "/x");
    }
}
