//! `bill run` and `bill verify`: the bills of a month in one go, with counts and totals, and the recomputing of a bill
//! that was exported (U7, T3).

use std::{
    io::{IsTerminal as _, Write as _},
    path::Path,
    process::ExitCode,
};

use anyhow::Context as _;

use super::{Place, open, say};
use crate::{
    domain::{
        bill::{BillStep, Document, verify as recompute},
        calendar::Calendar,
        money::{Amount, Currency},
        month::Month,
    },
    i18n::{Locale, format::Format},
    services::bills::{Progress, RunReport},
};

/// An amount as people at a terminal read it: `CNY 1,132.85`.
fn written(amount: Amount, currency: Currency) -> String {
    Format { locale: Locale::En, calendar: Calendar::new(chrono_tz::UTC), currency }.money_iso(amount)
}

/// Says how far the run is, where somebody looks on, over what was said before.
fn tell(month: Month, Progress { step, done, of }: Progress) {
    let mut terminal = std::io::stderr();
    if terminal.is_terminal() {
        let what = if step == BillStep::Debit { "debited" } else { "drawn up" };
        let end = if done < of { '\r' } else { '\n' };
        let _nobody_looks = write!(terminal, "{month}: {done} of {of} accounts {what}{end}");
    }
}

/// Draws up and debits what is due of a month; with `is_trial` it only counts.
pub(super) async fn run(month: &str, is_trial: bool, place: &Place) -> anyhow::Result<ExitCode> {
    let month = Month::parse(month).with_context(|| format!("{month} is no month: write it as 2027-06"))?;
    let services = open::live(place).await?;
    let done = services.run_bills(month, is_trial, &mut |progress| tell(month, progress)).await;
    let currency = services.catalog().catalog.currency;
    services.store.close().await;
    let RunReport { drawn_up, debited, total, parked } = done?;
    let would = if is_trial { "would be " } else { "" };
    say(&format!(
        "{month}: {drawn_up} new bills {would}drawn up, {total} in all; {debited} {would}closed and debited",
        total = written(total, currency)
    ))?;
    if parked == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    let are = if parked == 1 { "account is" } else { "accounts are" };
    say(&format!("{parked} {are} parked: the operators' page says why"))?;
    Ok(ExitCode::FAILURE)
}

/// Recomputes an exported bill: every amount, the sums and the hash; one line for each thing that does not agree.
pub(super) fn verify(file: &Path) -> anyhow::Result<ExitCode> {
    let name = file.display();
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {name}"))?;
    let document: Document =
        serde_json::from_str(&text).with_context(|| format!("{name} is no exported bill"))?;
    let faults = recompute(&document)?;
    if faults.is_empty() {
        let total = written(document.total, document.currency);
        say(&format!(
            "{name}: the bill for {} is sound: {} lines, {total} in all, hash {}",
            document.month,
            document.lines.len(),
            document.hash
        ))?;
        return Ok(ExitCode::SUCCESS);
    }
    for fault in faults {
        say(&format!("{name}: {fault}"))?;
    }
    Ok(ExitCode::FAILURE)
}
