//! 409: the price has changed, nothing was charged (P15). What was confirmed beside what it is now, line by line, and
//! one way to go on with the fresh quote.

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{Told, told};
use crate::{
    domain::{product::Item, quote::Quote, wish::WishRefused},
    services::purchase::Stale,
    web::{
        page::{Page, Section},
        pages::{
            lines::{LineView, Style, views},
            wishes::Origin,
        },
        paths,
    },
};

#[derive(Template, WebTemplate)]
#[template(path = "pages/quote_changed.html")]
struct ChangedPage {
    page: Page,
    title: String,
    why: String,
    /// What, before, now.
    rows: Vec<(String, String, String)>,
    before: String,
    now: String,
    lost_voucher: bool,
    fresh: Option<(String, String)>,
    refused: Option<Told>,
    back: String,
}

/// The page that shows a quote that no longer holds beside the one that takes its place.
pub(in crate::web) fn changed(
    page: Page,
    why: Stale,
    old: &Quote,
    fresh: Result<Box<Quote>, WishRefused>,
) -> Response {
    let page = page.at(Section::Buy);
    let style = Style::codes(page.t, page.f);
    let (fresh, refused) = match fresh {
        Ok(fresh) => (Some(fresh), None),
        Err(refused) => (None, Some(told(&page, &refused))),
    };
    let fresh = fresh.as_deref();
    let t = page.t;
    let amount = |quote: &Quote| style.money(quote.payable());
    let to_fresh = |quote: &Quote| (paths::quote(quote.id), t.changed_continue(&amount(quote)).into_owned());
    let changed = ChangedPage {
        title: title(&page, why, old, fresh),
        why: reason(&page, why),
        rows: rows(style, old, fresh),
        before: amount(old),
        now: fresh.map_or_else(|| t.changed_nothing().into_owned(), amount),
        lost_voucher: fresh.is_some_and(|fresh| old.voucher.is_some() && fresh.voucher.is_none()),
        fresh: fresh.map(to_fresh),
        refused,
        back: Origin::of("", old.app, &old.wish, &old.lines).back,
        page,
    };
    (StatusCode::CONFLICT, changed).into_response()
}

/// What happened, in a few words: the price is said to have changed only where it has.
fn title(page: &Page, why: Stale, old: &Quote, fresh: Option<&Quote>) -> String {
    let t = page.t;
    let title = match (why, fresh) {
        (_, None) => t.changed_none_title(),
        (Stale::AppChanged, Some(_)) => t.changed_app_title(),
        (Stale::Expired, Some(fresh)) if fresh.payable() == old.payable() => t.changed_expired_title(),
        (Stale::VoucherChanged, Some(_)) => t.changed_voucher_title(),
        (Stale::Expired | Stale::CatalogChanged, Some(_)) => t.changed_title(),
    };
    title.into_owned()
}

fn reason(page: &Page, why: Stale) -> String {
    let t = page.t;
    let text = match why {
        Stale::Expired => t.changed_expired(),
        Stale::AppChanged => t.changed_app(),
        Stale::CatalogChanged => t.changed_catalog(),
        Stale::VoucherChanged => t.changed_voucher(),
    };
    text.into_owned()
}

/// The lines of both, the old one's first; then the voucher.
fn rows(style: Style, old: &Quote, fresh: Option<&Quote>) -> Vec<(String, String, String)> {
    let nothing = style.t.changed_nothing().into_owned();
    let cell = |quote: Option<&Quote>, item: Item| {
        let quote = quote?;
        let views = views(style, &quote.lines, quote.catalog_version, "");
        let of_item = quote.lines.iter().zip(views).filter(|(line, _)| line.item == item);
        of_item.map(|(_, view): (_, LineView)| view.formula).reduce(|sum, next| format!("{sum}; {next}"))
    };
    let mut items: Vec<Item> = Vec::new();
    for line in old.lines.iter().chain(fresh.into_iter().flat_map(|fresh| &fresh.lines)) {
        if !items.contains(&line.item) {
            items.push(line.item);
        }
    }
    let row = |item: Item| {
        let or_nothing = |cell: Option<String>| cell.unwrap_or_else(|| nothing.clone());
        let (before, now) = (or_nothing(cell(Some(old), item)), or_nothing(cell(fresh, item)));
        (style.t.item_name(item).into_owned(), before, now)
    };
    let mut rows: Vec<_> = items.into_iter().map(row).collect();
    if !old.voided.is_empty() || fresh.is_some_and(|fresh| !fresh.voided.is_empty()) {
        let back = |quote: &Quote| style.money(-quote.given_back());
        let now = fresh.map_or_else(|| nothing.clone(), back);
        rows.push((style.t.changed_given_back().into_owned(), back(old), now));
    }
    if old.voucher.is_some() {
        let off = |quote: &Quote| style.money(-quote.deducted());
        let kept = fresh.filter(|fresh| fresh.voucher.is_some()).map_or_else(|| nothing.clone(), off);
        rows.push((style.t.quote_voucher_off().into_owned(), off(old), kept));
    }
    rows
}
