//! How often things may be changed (U3): the edition once and each add-on once in a calendar month, and in the month
//! in which the app left `im`, and in no other, each changed item once back to what it was.

use serde::{Deserialize, Serialize};

use super::Situation;
use crate::domain::{
    calendar::Timestamp,
    product::{AddOn, AddOnKind, Edition},
};

/// Something whose changes are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Changeable {
    /// The edition.
    Edition,
    /// An add-on, whatever its tier.
    AddOn(AddOnKind),
    /// The length of the message history.
    History,
}

/// What such a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// This edition.
    Edition(Edition),
    /// This tier of the add-on, or none of it.
    AddOn(AddOnKind, Option<AddOn>),
    /// So many days, or the edition's own.
    History(Option<u32>),
}

impl Value {
    /// Whose value it is.
    #[must_use]
    pub const fn item(self) -> Changeable {
        match self {
            Self::Edition(_) => Changeable::Edition,
            Self::AddOn(kind, _) => Changeable::AddOn(kind),
            Self::History(_) => Changeable::History,
        }
    }
}

/// One item that a change used up. What an edition change moves is part of it and no use of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    /// When.
    pub at: Timestamp,
    /// What it was.
    pub was: Value,
    /// What it became.
    pub is: Value,
    /// Of an edition: the add-ons it made void or moved, as they were.
    pub moved: Vec<AddOn>,
    /// Of an edition: the length of the history that it made void.
    pub moved_history: Option<u32>,
    /// Whether it set back what had been changed in the month of leaving `im`.
    pub set_back: bool,
}

/// What may be done to an item in this calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Allowed {
    /// It may be changed.
    Freely,
    /// It may once be set back to this; anything else from the given moment on.
    OnlyBackTo(Value, Timestamp),
    /// It may be changed from this moment on.
    From(Timestamp),
}

/// What may be done to `item` (U3).
pub(super) fn allowed(situation: &Situation<'_>, item: Changeable) -> Allowed {
    let span = situation.month();
    let mut uses = uses_of(situation, item);
    match (uses.next(), uses.next()) {
        (None, _) => Allowed::Freely,
        (Some(only), None) if is_first_month(situation) => Allowed::OnlyBackTo(only.was, span.to),
        _ => Allowed::From(span.to),
    }
}

/// The change of edition of this month that choosing `edition` would set back.
pub(super) fn undone_by<'a>(situation: &Situation<'a>, edition: Edition) -> Option<&'a Use> {
    match allowed(situation, Changeable::Edition) {
        Allowed::OnlyBackTo(Value::Edition(was), _) if was == edition => {
            uses_of(situation, Changeable::Edition).next()
        }
        _ => None,
    }
}

/// The uses of an item in the calendar month of the situation.
fn uses_of<'a>(situation: &Situation<'a>, item: Changeable) -> impl Iterator<Item = &'a Use> {
    let span = situation.month();
    situation.uses.iter().filter(move |used| used.was.item() == item && span.contains(used.at))
}

/// Whether this is the calendar month in which the app left `im`.
pub(super) fn is_first_month(situation: &Situation<'_>) -> bool {
    situation.course.turned_postpaid_at().is_some_and(|turned| situation.month().contains(turned))
}
