//! A bill as a table for spreadsheets and programs: one row a line, amounts in the currency's unit, times in UTC.

use std::collections::HashMap;

use crate::{
    domain::{
        bill::Kept,
        calendar::{Calendar, Timestamp},
        charge::{Arithmetic, ChargeLine, Subject},
        money::{Amount, Currency},
    },
    web::{csv::Table, pages::bill_lines::intervals},
};

const HEAD: [&str; 17] = [
    "bill_number",
    "bill_month",
    "currency",
    "sdk_app_id",
    "app_name",
    "item",
    "charged_month",
    "policy",
    "price_version",
    "unit_price",
    "quantity",
    "of",
    "already_billed",
    "in_force",
    "amount",
    "voucher",
    "payable",
];

/// The table of a bill.
pub(super) fn table(kept: &Kept, names: &HashMap<i64, String>) -> Table {
    let mut table = Table::new(HEAD);
    let (bill, number) = (&kept.bill, kept.seal.as_ref().map(|seal| seal.no.to_string()).unwrap_or_default());
    for line in &bill.lines {
        let money = |amount| plain(bill.currency, amount);
        let [unit_price, quantity, of, already_billed] = figures(bill.currency, &line.arithmetic);
        table.row([
            number.clone(),
            bill.month.to_string(),
            bill.currency.code().to_owned(),
            line.app.to_string(),
            names.get(&line.app.number()).cloned().unwrap_or_default(),
            item(line.subject),
            line.month.to_string(),
            line.policy.as_str().to_owned(),
            line.price_version.to_string(),
            unit_price,
            quantity,
            of,
            already_billed,
            in_force(line),
            money(line.amount),
            money(line.deducted),
            money(line.amount - line.deducted),
        ]);
    }
    table
}

/// The word of what is charged.
pub(in crate::web::pages) fn item(subject: Subject) -> String {
    match subject {
        Subject::Item(item) => item.code(),
        Subject::History(days) => format!("history:{days}"),
        Subject::Usage(measure) => measure.as_str().to_owned(),
    }
}

/// Unit price, quantity, what the quantity is a part of, and what was billed before: seconds of the month, whole
/// months, or blocks above the free quota.
fn figures(currency: Currency, arithmetic: &Arithmetic) -> [String; 4] {
    let money = |amount: &Amount| plain(currency, *amount);
    match arithmetic {
        Arithmetic::Prorated { monthly, seconds, of_seconds, .. } => {
            [money(monthly), seconds.to_string(), of_seconds.to_string(), String::new()]
        }
        Arithmetic::WholeMonth { monthly, .. } | Arithmetic::WholeHistory { monthly, .. } => {
            [money(monthly), "1".to_owned(), "1".to_owned(), String::new()]
        }
        Arithmetic::Blocks { blocks, price, .. } => {
            [money(price), blocks.to_string(), "1".to_owned(), String::new()]
        }
        Arithmetic::Correction { billed, now } => {
            let [price, quantity, of, _] = figures(currency, now);
            [price, quantity, of, money(billed)]
        }
    }
}

fn in_force(line: &ChargeLine) -> String {
    let stretches = intervals(&line.arithmetic).iter();
    stretches
        .map(|stretch| format!("{}/{}", utc(stretch.from), utc(stretch.to)))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A moment for programs.
pub(in crate::web::pages) fn utc(moment: Timestamp) -> String {
    Calendar::new(chrono_tz::UTC).local(moment).format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// An amount in the currency's unit without any sign: `316.35`.
pub(in crate::web::pages) fn plain(currency: Currency, amount: Amount) -> String {
    let unit = 10_u64.pow(currency.digits());
    let (sign, minor) = (if amount < Amount::ZERO { "-" } else { "" }, amount.as_minor().unsigned_abs());
    match currency.digits() {
        0 => format!("{sign}{minor}"),
        _ => format!("{sign}{}.{:02}", minor / unit, minor % unit),
    }
}
