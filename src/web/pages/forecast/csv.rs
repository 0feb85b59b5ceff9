//! A forecast as a table for spreadsheets and programs: one row a line, amounts in the currency's unit, times in UTC.

use std::collections::HashMap;

use crate::{
    domain::{
        charge::ChargeLine,
        forecast::{Event, Happening},
        ids::SdkAppId,
        month::Month,
        quote::Line,
    },
    services::forecast::Ahead,
    web::{
        csv::Table,
        pages::bill::csv::{item, plain, utc},
    },
};

const HEAD: [&str; 10] = [
    "at",
    "month",
    "sdk_app_id",
    "app_name",
    "what",
    "charged_month",
    "item",
    "is_assumed",
    "amount",
    "currency",
];

/// What is written of a line: what it is part of, its month, what it is for, whether it was assumed, its amount.
type Row = (&'static str, String, String, bool, String);

/// The table.
pub(super) fn table(ahead: &Ahead) -> Table {
    let names: HashMap<SdkAppId, &str> =
        ahead.apps.iter().map(|app| (app.app.id, app.app.profile.name.as_str())).collect();
    let currency = ahead.releases.current().catalog.currency;
    let mut table = Table::new(HEAD);
    for event in &ahead.forecast.events {
        let (at, month) = (utc(event.at), Month::of(ahead.calendar(), event.at));
        let name = names.get(&event.app).copied().unwrap_or_default();
        for (what, charged, item, is_assumed, amount) in rows(ahead, event) {
            table.row([
                at.clone(),
                month.to_string(),
                event.app.to_string(),
                name.to_owned(),
                what.to_owned(),
                charged,
                item,
                is_assumed.to_string(),
                amount,
                currency.code().to_owned(),
            ]);
        }
    }
    table
}

fn rows(ahead: &Ahead, event: &Event) -> Vec<Row> {
    let currency = ahead.releases.current().catalog.currency;
    let money = |amount| plain(currency, amount);
    let billed = |line: &ChargeLine, is_assumed| {
        ("bill", line.month.to_string(), item(line.subject), is_assumed, money(line.amount))
    };
    let bought = |what, line: &Line| (what, String::new(), line.item.code(), false, money(line.amount));
    match &event.what {
        Happening::Bill { lines, usage, .. } => {
            let assumed = usage.iter().map(|line| billed(line, true));
            lines.iter().map(|line| billed(line, false)).chain(assumed).collect()
        }
        Happening::Renewal { lines, .. } => lines.iter().map(|line| bought("renewal", line)).collect(),
        Happening::Planned { lines, .. } => lines.iter().map(|line| bought("plan", line)).collect(),
        Happening::Effect(effect) => {
            vec![(effect.as_str(), String::new(), String::new(), false, money(event.what.amount()))]
        }
    }
}
