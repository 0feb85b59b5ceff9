//! Reads how long things last: deadlines, bill days, renewals and refunds (K1). What a file of an earlier version could
//! not say yet may be left out.

use super::{BillDays, CallTerms, Periods, RefundTerms, RenewalTerms, reader::Section};
use crate::domain::money::{Amount, Currency};

pub(super) fn periods(section: Section<'_>) -> Option<Periods> {
    let number = |key| section.number(key, 1..=3_650);
    let quote_minutes = number("quote_minutes");
    let unpaid_hours = number("unpaid_hours");
    let expiring_days = number("expiring_days");
    let grace_days = number("grace_days");
    let retention_days = number("retention_days");
    let reauth_minutes = number("reauth_minutes");
    section.finish();
    Some(Periods {
        quote_minutes: quote_minutes?.value,
        unpaid_hours: unpaid_hours?.value,
        expiring_days: expiring_days?.value,
        grace_days: grace_days?.value,
        retention_days: retention_days?.value,
        reauth_minutes: reauth_minutes?.value,
    })
}

pub(super) fn bill_days(section: Section<'_>, currency: Currency) -> Option<BillDays> {
    let draw_up_day = section.number("draw_up_day", 1..=28);
    let debit_day = section.number("debit_day", draw_up_day.as_ref().map_or(1, |day| day.value)..=28);
    let overdue_days = section.number("overdue_days", 1..=3_650);
    let carry_below = optional(&section, "carry_below", Amount::ZERO, |key| {
        section.price(key, currency).map(|price| price.value)
    });
    section.finish();
    Some(BillDays {
        draw_up_day: draw_up_day?.value,
        debit_day: debit_day?.value,
        overdue_days: overdue_days?.value,
        carry_below: carry_below?,
    })
}

/// How terms renew themselves; the shipped figures where the file does not say.
pub(super) fn renewals(root: &Section<'_>) -> Option<RenewalTerms> {
    optional(root, "renewals", RenewalTerms::default(), |key| {
        let section = root.section(key)?;
        let attempts = section.number("attempts", 1..=31);
        let price_days = section.number("price_days", 0..=365);
        section.finish();
        Some(RenewalTerms { attempts: attempts?.value, price_days: price_days?.value })
    })
}

/// How packages are refunded; the shipped figures where the file does not say.
pub(super) fn refunds(root: &Section<'_>) -> Option<RefundTerms> {
    optional(root, "refunds", RefundTerms::default(), |key| {
        let section = root.section(key)?;
        let full_days = section.number("full_days", 0..=365);
        section.finish();
        Some(RefundTerms { full_days: full_days?.value })
    })
}

/// How calls can be tried; the shipped figure where the file does not say.
pub(super) fn calls(root: &Section<'_>) -> Option<CallTerms> {
    optional(root, "calls", CallTerms::default(), |key| {
        let section = root.section(key)?;
        let trial_days = section.number("trial_days", 1..=365);
        section.finish();
        Some(CallTerms { trial_days: trial_days?.value })
    })
}

fn optional<T>(
    section: &Section<'_>,
    key: &'static str,
    otherwise: T,
    read: impl Fn(&'static str) -> Option<T>,
) -> Option<T> {
    if section.has(key) { read(key) } else { Some(otherwise) }
}
