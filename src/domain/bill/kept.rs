//! A bill as it is kept, with what became of it, and the steps that fall due for an account's bills.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Bill, BillState, Carried, Document};
use crate::domain::{
    calendar::Timestamp,
    catalog::Releases,
    charge::ChargeLine,
    course::Setup,
    money::Amount,
    month::{Month, MonthSpan},
    postpaid::AppCourse,
    product::words,
    usage::{self, Reading},
};

words! {
    /// Something that falls due for an account's bills, in the order in which it is done at one moment (D2).
    BillStep {
        /// The account has something to bill from now on.
        Enrol = "enrol",
        /// The bill of a month is drawn up (U7).
        DrawUp = "draw_up",
        /// It is closed and debited (U7, U8).
        Debit = "debit",
        /// It is still overdue: its apps are deactivated (U8).
        Deactivate = "deactivate",
    }
}

/// The number of a closed bill: 1, 2, 3 and so on over all accounts, none left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BillNo(pub i64);

impl fmt::Display for BillNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a bill is closed under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// Its number.
    pub no: BillNo,
    /// The hash of its content before vouchers.
    pub hash: String,
}

/// A bill with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What is charged, and where it stands.
    pub bill: Bill,
    /// What it was closed under; none before.
    pub seal: Option<Seal>,
    /// What was paid on it in money until now.
    pub paid: Amount,
    /// The small rest that went to the next bill (U8).
    pub moved: Amount,
}

impl Kept {
    /// What the bill leaves to the next one.
    #[must_use]
    pub fn carried_on(&self) -> Option<Carried> {
        self.moved.is_positive().then_some(Carried { from: self.bill.month, amount: self.moved })
    }

    /// The bill as a document; a closed one under the hash that it was closed under.
    ///
    /// # Errors
    /// When the content can't be JSON; never for values of these types.
    pub fn document(&self) -> Result<Document, serde_json::Error> {
        let document = self.bill.document()?;
        Ok(match &self.seal {
            Some(seal) => Document { hash: seal.hash.clone(), ..document },
            None => document,
        })
    }

    /// Whether nothing was changed since it was closed: its content recomputes to its hash (U7). One that is not
    /// closed has none yet.
    ///
    /// # Errors
    /// When the content can't be JSON; never for values of these types.
    pub fn is_sealed(&self) -> Result<bool, serde_json::Error> {
        match &self.seal {
            Some(seal) => Ok(self.bill.state != BillState::Pushed && self.bill.hash()? == seal.hash),
            None => Ok(self.bill.state == BillState::Pushed),
        }
    }
}

/// What an app's month comes to until `now`: what it would be billed if it stopped there (U10).
#[must_use]
pub fn so_far(
    releases: &Releases,
    app: AppCourse<'_>,
    (span, now): (MonthSpan, Timestamp),
    readings: &[Reading],
) -> Vec<ChargeLine> {
    let Some(setup) = app.course.at(now) else { return Vec::new() };
    let stopped = app.course.turned(now, Setup { running: false, ..setup.clone() });
    usage::month_lines(releases, AppCourse { course: &stopped, ..app }, span, readings)
}

/// Whether an app can cost anything in a month from `month` on, by what it is so far: a trial, or an app that is
/// stopped, costs nothing.
#[must_use]
pub fn is_chargeable_from(app: AppCourse<'_>, releases: &Releases, month: Month) -> bool {
    let from = month.span(releases.current().catalog.calendar()).from;
    let later = Timestamp::from_unix(i64::MAX);
    app.course.pieces(from, later).any(|piece| piece.setup.is_chargeable())
}
