//! The parts of a catalog that are not prices: names, places, kinds of groups, deadlines and policies.
//! Knows no language beyond carrying the three names.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::{
    limits::{Cap, Limits},
    money::Amount,
    product::words,
};

words! {
    /// How a month in which something changed is charged to a postpaid app (U4, U5).
    Policy {
        /// Each item by the time that it was in force (U4).
        Prorated = "prorated",
        /// The month of leaving `im` is free; later months are charged whole (U5).
        NextMonth = "next-month",
    }
}

words! {
    /// Which of the member limits holds for the groups of a type (K1).
    MemberLimit {
        /// [`Limits::members_per_group`].
        Group = "group",
        /// [`Limits::members_per_livestream_group`].
        Livestream = "livestream",
        /// [`Limits::members_per_community`].
        Community = "community",
    }
}

/// A name in the languages of the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// In Simplified Chinese.
    pub zh_hans: String,
    /// In English.
    pub en: String,
    /// In Japanese.
    pub ja: String,
}

/// The key of a price book within its catalog (K3).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BookId(pub String);

impl fmt::Display for BookId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where an app's data lives; it picks the price book and is fixed once an app exists (P2, K3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataCentre {
    /// The text that forms and the database use.
    pub code: String,
    /// What customers read.
    pub names: Names,
    /// The price book of its apps.
    pub book: BookId,
}

/// What an app is for, as its owner says (C2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppType {
    /// The text that forms and the database use.
    pub code: String,
    /// What customers read.
    pub names: Names,
}

/// A kind of group with its own cap (K1, U1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupType {
    /// The text that requests of the IM servers use.
    pub code: String,
    /// What customers read.
    pub names: Names,
    /// Which limit of the edition holds for its members.
    pub limited_by: MemberLimit,
    /// Members beyond which no group of this type goes, whatever is bought.
    pub max_members: Cap,
}

/// What an edition is, apart from its price (K1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionTerms {
    /// What an app of the edition may hold without add-ons.
    pub limits: Limits,
    /// Whether usage above the free quota is charged (U6).
    pub usage_charged: bool,
}

/// How long things last (K1). Days are days of the catalog's calendar (D1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Periods {
    /// Minutes for which a quote is valid (P15).
    pub quote_minutes: u32,
    /// Hours for which an unpaid order holds its price (P12).
    pub unpaid_hours: u32,
    /// Days before the end of a term from which an app is flagged as expiring.
    pub expiring_days: u32,
    /// Days after the end of a term in which an app stays usable (R3).
    pub grace_days: u32,
    /// Days after deactivation in which an app's data is kept (R3).
    pub retention_days: u32,
    /// Minutes for which a re-entered password holds (C3).
    pub reauth_minutes: u32,
}

/// When a month's bill is drawn up and debited, always at 00:00 (U7, U8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BillDays {
    /// The day of the next month on which the bill is drawn up.
    pub draw_up_day: u32,
    /// The day of the next month on which it is debited.
    pub debit_day: u32,
    /// Days after a failed debit at which the apps of an overdue bill are deactivated.
    pub overdue_days: u32,
    /// A remainder below this, in minor units, moves to the next bill instead of leaving the bill overdue (U8); zero
    /// where the file does not say.
    pub carry_below: Amount,
}

/// How terms renew themselves (R2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RenewalTerms {
    /// How often an automatic renewal is tried, on the day of expiry and daily after it.
    pub attempts: u32,
    /// Days before the end of the term at which the price is taken.
    pub price_days: u32,
}

impl Default for RenewalTerms {
    fn default() -> Self {
        Self { attempts: 7, price_days: 7 }
    }
}

/// How packages are refunded (R5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefundTerms {
    /// Days after the account's first paid package order in which all its money is given back.
    pub full_days: u32,
}

impl Default for RefundTerms {
    fn default() -> Self {
        Self { full_days: 5 }
    }
}

/// How calls can be tried (C7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallTerms {
    /// Days of the calendar that the free trial lasts.
    pub trial_days: u32,
}

impl Default for CallTerms {
    fn default() -> Self {
        Self { trial_days: 7 }
    }
}

/// What part of the price is paid for a term of so many months (D4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DurationDiscount {
    /// The shortest term, in months.
    pub from: u32,
    /// The longest term, in months.
    pub to: u32,
    /// Hundredths of the price that are paid.
    pub percent: u32,
}
