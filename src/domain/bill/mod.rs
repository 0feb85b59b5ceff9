//! The bill of an account's month: drawn up, closed, debited, overdue, paid (U7, U8). Pure: it says what is owed and
//! how it is settled; the ledger and the apps are moved by whoever asked.

mod groups;
mod hash;
mod kept;
mod settle;
#[cfg(test)]
mod tests;
mod verify;

use serde::{Deserialize, Serialize};

use super::{
    calendar::Timestamp,
    catalog::{Catalog, Releases},
    charge::{Arithmetic, ChargeLine, Subject},
    ids::{AccountId, SdkAppId},
    money::{Amount, Currency, Fraction},
    month::Month,
    postpaid::AppCourse,
    product::words,
    usage::{self, Reading},
};
pub use groups::{Group, by_tag};
pub use hash::{canonical, sha256};
pub use kept::{BillNo, BillStep, Kept, Seal, is_chargeable_from, so_far};
pub use settle::{Debit, Owed, Paid, pay_overdue};
pub use verify::{Document, DocumentFault, DocumentLine, verify};

/// When things happen to the bill of a month, each at 00:00 (U7, U8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillTimes {
    /// When it is drawn up: the 1st of the next month.
    pub drawn_up_at: Timestamp,
    /// When it is closed and debited: the 3rd.
    pub debit_at: Timestamp,
    /// When the apps on it are deactivated, if it is overdue then: the 10th.
    pub deactivate_at: Timestamp,
}

impl BillTimes {
    /// The times of the bill of `month` by the days that the catalog says.
    #[must_use]
    pub fn of(catalog: &Catalog, month: Month) -> Self {
        let (calendar, days) = (catalog.calendar(), catalog.bill_days);
        let debit_at = month.next().day(calendar, days.debit_day);
        Self {
            drawn_up_at: month.next().day(calendar, days.draw_up_day),
            debit_at,
            deactivate_at: calendar.days_later(debit_at, days.overdue_days),
        }
    }
}

words! {
    /// The name of a bill's state, without its data.
    BillStatus {
        /// See [`BillState::Pushed`].
        Pushed = "pushed",
        /// See [`BillState::Closed`].
        Closed = "closed",
        /// See [`BillState::Overdue`].
        Overdue = "overdue",
        /// See [`BillState::Paid`].
        Paid = "paid",
    }
}

/// Where a bill stands (U7, U8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BillState {
    /// Drawn up; late usage reports still count.
    Pushed,
    /// Closed under its hash, about to be debited: its lines never change again.
    Closed,
    /// The balance did not cover it.
    Overdue {
        /// Since the failed debit.
        since: Timestamp,
        /// What is still owed.
        owed: Amount,
    },
    /// Nothing is owed on it.
    Paid {
        /// Since when.
        at: Timestamp,
    },
}

impl BillState {
    /// The state's name.
    #[must_use]
    pub const fn status(self) -> BillStatus {
        match self {
            Self::Pushed => BillStatus::Pushed,
            Self::Closed => BillStatus::Closed,
            Self::Overdue { .. } => BillStatus::Overdue,
            Self::Paid { .. } => BillStatus::Paid,
        }
    }
}

/// A small remainder of an earlier bill (U8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The month whose bill it was left on.
    pub from: Month,
    /// What was left, in minor units.
    pub amount: Amount,
}

/// What an account is billed for a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// Whose.
    pub account: AccountId,
    /// The month.
    pub month: Month,
    /// What its amounts are units of.
    pub currency: Currency,
    /// The lines by SDKAppID: the month's own and corrections of earlier ones.
    pub lines: Vec<ChargeLine>,
    /// What was left on the bill before.
    pub carried: Option<Carried>,
    /// When things happen to it.
    pub times: BillTimes,
    /// Where it stands.
    pub state: BillState,
}

/// An app with its use in a month.
#[derive(Clone, Copy, Debug)]
pub struct AppMonth<'a> {
    /// What it was.
    pub app: AppCourse<'a>,
    /// What it used.
    pub readings: &'a [Reading],
}

/// Draws up the bill of `month` for an account: the lines of all its apps, corrections of closed months, and what was
/// left on the bill before (U7). None when there is nothing on it. The order of `apps` changes nothing.
#[must_use]
pub fn draw_up(
    releases: &Releases,
    (account, month): (AccountId, Month),
    apps: &[AppMonth<'_>],
    corrections: Vec<ChargeLine>,
    carried: Option<Carried>,
) -> Option<Bill> {
    let calendar = releases.current().catalog.calendar();
    let span = month.span(calendar);
    let catalog = &releases.at(span.to).catalog;
    let own = apps.iter().flat_map(|month| usage::month_lines(releases, month.app, span, month.readings));
    let mut lines: Vec<ChargeLine> = own.chain(corrections).collect();
    lines.sort_by_key(|line| (line.app, std::cmp::Reverse(line.month)));
    let times = BillTimes::of(catalog, month);
    let bill =
        Bill { account, month, currency: catalog.currency, lines, carried, times, state: BillState::Pushed };
    (!bill.lines.is_empty() || bill.carried.is_some()).then_some(bill)
}

/// The corrections that later reports make to a closed month of an app (U7): for each measure what the month comes to
/// now, less what was `billed` for it, corrections included. The higher report wins, so nothing is ever given back.
#[must_use]
pub fn corrections(
    releases: &Releases,
    late: AppMonth<'_>,
    month: Month,
    billed: &[ChargeLine],
) -> Vec<ChargeLine> {
    let span = month.span(releases.current().catalog.calendar());
    let now = usage::usage_lines(releases, late.app, span, late.readings);
    let corrected = now.into_iter().filter_map(|line| {
        let same = billed
            .iter()
            .filter(|other| (other.app, other.month, other.subject) == (line.app, line.month, line.subject));
        let billed: Amount = same.map(|other| other.amount).sum();
        let arithmetic = Arithmetic::Correction { billed, now: Box::new(line.arithmetic) };
        let amount = arithmetic.amount();
        amount.is_positive().then_some(ChargeLine { arithmetic, amount, ..line })
    });
    corrected.collect()
}

/// The tax at `percent` in a total that includes it, rounded half up, once.
#[must_use]
pub fn included_tax(total: Amount, percent: u32) -> Amount {
    total.times(Fraction::new(percent, 100 + i128::from(percent)))
}

impl Bill {
    /// The sum of the lines and of what was left on the bill before.
    #[must_use]
    pub fn total(&self) -> Amount {
        self.lines.iter().map(|line| line.amount).sum::<Amount>() + self.carried_amount()
    }

    /// What vouchers take off.
    #[must_use]
    pub fn deducted(&self) -> Amount {
        self.lines.iter().map(|line| line.deducted).sum()
    }

    /// What is paid in money.
    #[must_use]
    pub fn payable(&self) -> Amount {
        self.total() - self.deducted()
    }

    fn carried_amount(&self) -> Amount {
        self.carried.map_or(Amount::ZERO, |carried| carried.amount)
    }

    /// The apps with a line on the bill, which are deactivated if it stays overdue (U8), by SDKAppID.
    #[must_use]
    pub fn apps(&self) -> Vec<SdkAppId> {
        let mut apps: Vec<SdkAppId> = self.lines.iter().map(|line| line.app).collect();
        apps.sort_unstable();
        apps.dedup();
        apps
    }

    /// What is on the bill for one subject of one app.
    pub fn lines_of(&self, app: SdkAppId, subject: Subject) -> impl Iterator<Item = &ChargeLine> {
        self.lines.iter().filter(move |line| line.app == app && line.subject == subject)
    }
}
