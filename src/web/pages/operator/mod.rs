//! The operators' side: what waits for a decision, and deciding it, one case to a page.

pub mod audit;
pub mod parked;
pub mod queue;
pub mod ticket;
pub mod top_up;
pub mod verification;

use std::borrow::Cow;

use crate::{
    domain::{
        calendar::Timestamp,
        text::{TextRefused, line},
    },
    services::top_ups::REASON_MAX,
    web::{form::Field, list::Moment, page::Page},
};

/// What an operator sends: which of the two buttons, and the reason for a refusal.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Answer {
    decision: String,
    reason: String,
}

/// What the page of a case is drawn from.
struct Shown<T> {
    found: T,
    reason: Field,
    is_late: bool,
}

impl<T> Shown<T> {
    fn first(found: T) -> Self {
        Self { found, reason: Field::default(), is_late: false }
    }

    /// After a refusal without a good reason.
    fn wrong(found: T, reason: Field) -> Self {
        Self { reason, ..Self::first(found) }
    }

    /// After somebody else has decided it.
    fn late(found: T) -> Self {
        Self { is_late: true, ..Self::first(found) }
    }
}

/// How a case was decided.
struct Outcome {
    at: Option<Moment>,
    reason: Option<String>,
}

impl Outcome {
    fn new(page: &Page, at: Option<Timestamp>, reason: Option<String>) -> Self {
        Self { at: at.map(|at| Moment::of(page, at)), reason }
    }
}

/// The two answers.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Ruling {
    /// What was asked for is granted.
    Grant,
    /// It is not, for this reason.
    Refuse(String),
}

impl Answer {
    /// The ruling, or the reason's field with what is wrong with it; none for a form that no page of ours sends.
    fn read(&self, page: &Page) -> Option<Result<Ruling, Field>> {
        let refusal = || match wrong_reason(page, &self.reason) {
            None => Ok(Ruling::Refuse(self.reason.clone())),
            wrong => Err(Field::holding(&self.reason).judged(wrong)),
        };
        match self.decision.as_str() {
            "grant" => Some(Ok(Ruling::Grant)),
            "refuse" => Some(refusal()),
            _ => None,
        }
    }
}

fn wrong_reason(page: &Page, reason: &str) -> Option<Cow<'static, str>> {
    line(reason, REASON_MAX).err().map(|refused| match refused {
        TextRefused::Missing => page.t.ops_wrong_reason(),
        TextRefused::TooLong => page.t.ops_wrong_reason_long(REASON_MAX),
        TextRefused::Letters => page.t.ops_wrong_reason_letters(),
    })
}
