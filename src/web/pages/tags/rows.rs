//! The rows of the editor of tags: read from the fields of the form, and as they are shown again.

use std::{borrow::Cow, collections::BTreeMap};

use crate::{
    domain::tag::{self, RowFault, SIGNS, Tags},
    i18n::Words,
    web::{
        form::{Fault, Field, faults},
        pages::{administrators::shown, app_refusals::count},
    },
};

/// Empty rows below the tags that are there.
const SPARE: usize = 3;

/// What was entered, row by row.
#[derive(Debug, Default)]
pub(super) struct Entered {
    rows: Vec<(String, String)>,
    /// Whether one more row is wanted, and nothing saved.
    pub(super) wants_row: bool,
}

/// What was entered with what is wrong with it.
pub(super) struct Rows(Vec<(String, String, RowFault)>);

/// A row.
pub(super) struct RowView {
    pub(super) key_id: String,
    pub(super) key_label: Cow<'static, str>,
    pub(super) key: Field,
    pub(super) value_id: String,
    pub(super) value_label: Cow<'static, str>,
    pub(super) value: Field,
}

impl Entered {
    /// The rows of the tags that are there, and empty ones for more.
    pub(super) fn of(tags: &Tags) -> Self {
        let mut rows: Vec<_> = tags.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        rows.resize((rows.len() + SPARE).min(Tags::MOST).max(rows.len()), Default::default());
        Self { rows, wants_row: false }
    }

    /// The rows of the form's fields, in the order of their numbers; other fields are none of ours.
    pub(super) fn read(fields: Vec<(String, String)>) -> Self {
        let (mut found, mut wants_row) = (BTreeMap::<u32, (String, String)>::new(), false);
        for (name, text) in fields {
            if let Some(number) = number(&name, "key_") {
                found.entry(number).or_default().0 = text;
            } else if let Some(number) = number(&name, "value_") {
                found.entry(number).or_default().1 = text;
            } else {
                wants_row |= name == "add" && text == "row";
            }
        }
        let mut rows: Vec<_> = found.into_values().collect();
        if wants_row && rows.len() < Tags::MOST {
            rows.push(Default::default());
        }
        Self { rows, wants_row }
    }

    /// These rows, with empty ones below them where `others` are more: a form that comes back has a place for each.
    pub(super) fn or_as_many_as(mut self, others: &Self) -> Self {
        self.rows.resize(self.rows.len().max(others.rows.len()), Default::default());
        self
    }

    /// Keys and values.
    pub(super) fn pairs(&self) -> Vec<(String, String)> {
        self.rows.clone()
    }

    /// The rows with what is wrong with each; no faults where there are none.
    pub(super) fn rows(self, faults: &[RowFault]) -> Rows {
        let fault = |index: usize| faults.get(index).copied().unwrap_or_default();
        let row = |(index, (key, value)): (usize, (String, String))| (key, value, fault(index));
        Rows(self.rows.into_iter().enumerate().map(row).collect())
    }
}

/// The number behind `prefix`: three digits at most, so that a row is one of few.
fn number(name: &str, prefix: &str) -> Option<u32> {
    let digits = name.strip_prefix(prefix)?;
    (digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

impl Rows {
    /// The rows as the page shows them, at least one.
    pub(super) fn views(mut self, t: Words) -> Vec<RowView> {
        if self.0.is_empty() {
            self.0.push(Default::default());
        }
        (1_u32..).zip(self.0).map(|(row, (key, value, fault))| view(t, row, (key, value), fault)).collect()
    }
}

fn view(t: Words, row: u32, (key, value): (String, String), fault: RowFault) -> RowView {
    RowView {
        key_id: format!("key_{row}"),
        key_label: t.tags_key(row),
        key: Field::holding(key).judged(fault.key.map(|fault| sentence(t, row, (fault, true)))),
        value_id: format!("value_{row}"),
        value_label: t.tags_value(row),
        value: Field::holding(value).judged(fault.value.map(|fault| sentence(t, row, (fault, false)))),
    }
}

/// What is wrong with a key, or else with a value.
fn sentence(t: Words, row: u32, (fault, is_key): (tag::Fault, bool)) -> Cow<'static, str> {
    match fault {
        tag::Fault::Missing if is_key => t.tags_key_missing(row),
        tag::Fault::Missing => t.tags_value_missing(row),
        tag::Fault::TooLong(most) if is_key => t.tags_key_long(row, count(most)),
        tag::Fault::TooLong(most) => t.tags_value_long(row, count(most)),
        tag::Fault::Character(found) => t.tags_character(row, &shown(found), SIGNS),
        tag::Fault::Reserved(_) => t.tags_reserved(row),
        tag::Fault::Twice(first) => t.tags_twice(row, count(first)),
    }
}

/// What a tag may be.
pub(super) fn hint(t: Words) -> Cow<'static, str> {
    t.tags_hint(count(Tags::MOST), count(Tags::KEY_MAX), count(Tags::VALUE_MAX), SIGNS)
}

impl RowView {
    /// The lines of the error summary.
    pub(super) fn faults(&self) -> Vec<Fault> {
        faults(&[(&self.key_id, &self.key), (&self.value_id, &self.value)])
    }
}
