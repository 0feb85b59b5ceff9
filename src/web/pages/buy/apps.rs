//! Step 2 of the purchase page: the apps that can buy, those that can't with the reason, and what is known of the
//! chosen one (P2–P4, P6).

use super::{
    desk::{Chosen, Desk},
    view::Link,
};
use crate::{
    domain::{
        app::App,
        purchase::{self, PurchaseRefused},
    },
    i18n::Words,
    web::{pages::lines::Style, paths},
};

/// How many apps of one reason are named before the rest is counted.
const MOST_NAMED: usize = 10;

/// Apps that can't buy, by the reason.
#[derive(Clone, Debug)]
pub(in crate::web) struct Blocked {
    /// Why, and what to do.
    pub(in crate::web) reason: String,
    /// Their pages.
    pub(in crate::web) apps: Vec<Link>,
    /// How many more there are, in words; may be empty.
    pub(in crate::web) more: String,
}

/// Step 2.
#[derive(Clone, Debug)]
pub(in crate::web) struct AppBlock {
    /// The apps that can buy: number, words, chosen.
    pub(in crate::web) options: Vec<(String, String, bool)>,
    /// Apps that can't, by reason.
    pub(in crate::web) blocked: Vec<Blocked>,
    /// How many these are, in words; empty for none.
    pub(in crate::web) blocked_count: String,
    /// What is known of the chosen app: term and value.
    pub(in crate::web) facts: Vec<Link>,
    /// Why the chosen app can't buy; empty when it can.
    pub(in crate::web) refused: String,
    /// The way on from there.
    pub(in crate::web) way_on: Option<Link>,
    /// The place of a new app.
    pub(in crate::web) centre: String,
}

/// Step 2 in words.
pub(super) fn block(desk: &Desk, style: Style) -> AppBlock {
    let t = style.t;
    let chosen = desk.chosen();
    let chosen_id = chosen.map(|chosen| chosen.app.id);
    let may_buy = |app: &&App| purchase::sellable(app).is_ok() || Some(app.id) == chosen_id;
    let buyers = desk.apps.iter().filter(may_buy);
    let refused = chosen.and_then(refused);
    let refused = refused.as_ref();
    let blocked = blocked(desk, t);
    let count = desk.apps.iter().filter(|app| purchase::sellable(app).is_err()).count();
    AppBlock {
        options: buyers
            .map(|app| (app.id.to_string(), option(app, style), Some(app.id) == chosen_id))
            .collect(),
        blocked,
        blocked_count: if count == 0 { String::new() } else { t.buy_app_blocked(count).into_owned() },
        facts: chosen.map(|chosen| facts(chosen, style)).unwrap_or_default(),
        refused: refused.map(|refused| t.purchase_refused(refused).into_owned()).unwrap_or_default(),
        way_on: refused.and_then(|refused| way_on(refused, chosen, t)),
        centre: t.catalog_name(&desk.centre.names).to_owned(),
    }
}

/// Why the app can't buy now.
fn refused(chosen: &Chosen) -> Option<PurchaseRefused> {
    let unpaid = chosen.unpaid.clone().map(|no| PurchaseRefused::UnpaidOrder { no });
    chosen.sellable.as_ref().err().cloned().or(unpaid)
}

fn option(app: &App, style: Style) -> String {
    let Style { t, f, .. } = style;
    let (name, id) = (app.profile.name.as_str(), app.id.to_string());
    let edition = t.edition_label(app.plan.edition(), app.plan.billing_mode());
    match app.plan.ends_at() {
        Some(end) => t.buy_app_option_until(name, &id, &edition, &f.date(end)).into_owned(),
        None => t.buy_app_option(name, &id, &edition).into_owned(),
    }
}

/// Apps that can't buy, with the reason said once for all it holds for (P4, P6).
fn blocked(desk: &Desk, t: Words) -> Vec<Blocked> {
    let mut groups: Vec<(PurchaseRefused, Vec<&App>)> = Vec::new();
    for app in &desk.apps {
        let Err(refused) = purchase::sellable(app) else { continue };
        match groups.iter_mut().find(|(known, _)| *known == refused) {
            Some((_, apps)) => apps.push(app),
            None => groups.push((refused, vec![app])),
        }
    }
    let link = |app: &&App| (paths::app(app.id), format!("{} ({})", app.profile.name.as_str(), app.id));
    let blocked = |(refused, apps): (PurchaseRefused, Vec<&App>)| Blocked {
        reason: t.purchase_refused(&refused).into_owned(),
        apps: apps.iter().take(MOST_NAMED).map(link).collect(),
        more: match apps.len().saturating_sub(MOST_NAMED) {
            0 => String::new(),
            more => t.buy_app_blocked_more(more).into_owned(),
        },
    };
    groups.into_iter().map(blocked).collect()
}

/// Status, edition, number, created and end (P4).
fn facts(chosen: &Chosen, style: Style) -> Vec<Link> {
    let Style { t, f, .. } = style;
    let app = &chosen.app;
    let end =
        app.plan.ends_at().map_or_else(|| t.buy_app_no_end().into_owned(), |end| f.date_time_zoned(end));
    vec![
        (t.status().into_owned(), t.status_name(app.state.status()).into_owned()),
        (t.edition().into_owned(), t.edition_label(app.plan.edition(), app.plan.billing_mode()).into_owned()),
        (t.sdk_app_id().into_owned(), app.id.to_string()),
        (t.created_at().into_owned(), f.date(app.created_at)),
        (t.expires_at().into_owned(), end),
    ]
}

/// Where to go on when an app can't buy.
fn way_on(refused: &PurchaseRefused, chosen: Option<&Chosen>, t: Words) -> Option<Link> {
    match refused {
        PurchaseRefused::UnpaidOrder { no } => {
            Some((paths::order(no), t.order_title(no.as_str()).into_owned()))
        }
        PurchaseRefused::PackRuns => {
            Some((paths::app_renew(chosen?.app.id), t.rtc_renew_alone().into_owned()))
        }
        PurchaseRefused::Postpaid | PurchaseRefused::Legacy | PurchaseRefused::PackageHeld => {
            let app = &chosen?.app;
            Some((paths::app(app.id), t.order_to_app(app.profile.name.as_str()).into_owned()))
        }
        _ => None,
    }
}
