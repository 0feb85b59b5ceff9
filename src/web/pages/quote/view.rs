//! The check page as its template sees it: ten items in a fixed order, in ready words (pages.md 1.5).

use super::vouchers::{Unusable, Usable, unusable, usable};
use crate::{
    domain::{
        calendar::Timestamp,
        money::Amount,
        product::Edition,
        quote::{Line, Priced, Quote, Start},
    },
    i18n::{Locale, Words},
    services::purchase,
    web::{
        pages::{
            buy::{
                self,
                form::{Entered, YES},
                summary::{Totals, period},
            },
            lines::{self, LineView, Style},
        },
        paths,
    },
};

/// A line of a check list: what, its value, and the address to change it; empty where it can't be.
pub(super) type Answer = (String, String, String);

/// When and under which catalog the page is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    /// The business time.
    pub(super) now: Timestamp,
    /// The catalog in force.
    pub(super) version: i64,
}

/// A quote that can't be paid any more.
#[derive(Clone, Debug)]
pub(super) struct Over {
    /// What has happened.
    pub(super) title: String,
    /// What to do.
    pub(super) text: String,
    /// The fields that ask for a fresh price.
    pub(super) fields: Vec<(String, String)>,
}

/// The page's words.
#[derive(Clone, Debug)]
pub(super) struct QuoteView {
    pub(super) id: String,
    pub(super) subject: Vec<Answer>,
    pub(super) items: Vec<Answer>,
    pub(super) lines: Vec<LineView>,
    pub(super) subtotal: String,
    pub(super) voucher_off: Option<String>,
    pub(super) usable: Vec<Usable>,
    pub(super) unusable: Vec<Unusable>,
    pub(super) totals: Totals,
    pub(super) balance: String,
    pub(super) balance_after: String,
    pub(super) short: Option<String>,
    pub(super) renewal: String,
    pub(super) held_until: String,
    pub(super) pay: String,
    pub(super) later_hint: String,
    pub(super) asks_password: bool,
    pub(super) back: String,
    pub(super) voucher_path: String,
    pub(super) over: Option<Over>,
}

impl QuoteView {
    /// Puts a quote into words.
    pub(super) fn of(found: &purchase::QuoteView, style: Style, moment: Moment) -> Self {
        let Style { t, f, .. } = style;
        let quote = &found.quote;
        let entered = Entered::of(&found.app.data_centre, quote.app, &quote.cart);
        let back = buy::back(&entered);
        let term = Term::of(found, style, moment.now);
        let missing = quote.payable() - found.balance;
        Self {
            id: quote.id.to_string(),
            subject: subject(found, t, &back),
            items: items(found, t, &term.period, &back),
            lines: lines::views(style, &quote.lines, quote.catalog_version, &term.period),
            subtotal: style.money(quote.total()),
            voucher_off: quote.voucher.map(|_| style.money(-quote.deducted())),
            usable: usable(found, style),
            unusable: unusable(found, style),
            totals: Totals::prepaid(style, quote.payable(), term.monthly, term.renews),
            balance: style.money(found.balance),
            balance_after: style.money(-missing),
            short: missing.is_positive().then(|| t.quote_short_title(&style.money(missing)).into_owned()),
            renewal: term.renewal,
            held_until: t.quote_held_until(&f.date_time_zoned(quote.expires_at)).into_owned(),
            pay: t.quote_pay(&style.money(quote.payable())).into_owned(),
            later_hint: later_hint(found, style),
            asks_password: quote.payable() >= found.catalog.catalog.reauth_above,
            voucher_path: format!("{}/voucher", paths::quote(quote.id)),
            over: over(found, style, moment, &entered),
            back,
        }
    }
}

/// What the quote's time comes to, if it is paid now.
struct Term {
    period: String,
    monthly: Amount,
    renews: bool,
    renewal: String,
}

impl Term {
    fn of(found: &purchase::QuoteView, style: Style, now: Timestamp) -> Self {
        let Style { t, f, .. } = style;
        let cart = &found.quote.cart;
        let monthly = found.quote.lines.iter().map(|line| line.monthly).sum();
        let Ok(priced) = &found.priced else {
            let period = t.line_months_from_payment(&t.months(cart.months)).into_owned();
            return Self { period, monthly, renews: cart.auto_renew, renewal: String::new() };
        };
        let span = priced.start.span(found.catalog.catalog.calendar(), cart.months, now);
        let renews = if cart.package.is_some() { cart.auto_renew } else { found.app.auto_renew };
        let date = f.date_long(span.ends_at);
        let renewal = match (priced.start, renews) {
            (Start::Within { .. }, _) => t.quote_renewal_with_package(&date),
            (_, true) => t.quote_renewal_on(&style.money(monthly), &date),
            (_, false) => t.quote_renewal_off(&date),
        };
        Self { period: period(style, priced, span), monthly, renews, renewal: renewal.into_owned() }
    }
}

/// Item 1: application, number, data centre.
fn subject(found: &purchase::QuoteView, t: Words, back: &str) -> Vec<Answer> {
    let app = &found.app;
    let name = format!("{} ({})", app.profile.name.as_str(), app.id);
    let centre = found.catalog.catalog.data_centre(&app.data_centre);
    let centre = centre.map(|centre| t.catalog_name(&centre.names).to_owned()).unwrap_or_default();
    vec![
        (t.app().into_owned(), name, format!("{back}#app")),
        (t.data_centre().into_owned(), centre, format!("{back}#data_centre")),
    ]
}

/// Item 2: package and add-ons, quantity, period.
fn items(found: &purchase::QuoteView, t: Words, period: &str, back: &str) -> Vec<Answer> {
    let cart = &found.quote.cart;
    let package = |edition: Edition| {
        let name = t.package_of(&t.edition_name(edition)).into_owned();
        (t.buy_package().into_owned(), name, format!("{back}#package"))
    };
    let names: Vec<_> = cart.add_ons.iter().map(|&add_on| t.add_on_name(add_on)).collect();
    let joint = if t.locale == Locale::En { "; " } else { "；" };
    let add_ons = if names.is_empty() { t.none().into_owned() } else { names.join(joint) };
    let counts = t.quote_counts(usize::from(cart.package.is_some()), cart.add_ons.len());
    let months = if cart.package.is_some() { format!("{back}#months") } else { String::new() };
    let rest = [
        (t.buy_add_ons().into_owned(), add_ons, format!("{back}#call_pack")),
        (t.quote_quantity().into_owned(), counts.into_owned(), String::new()),
        (t.line_period().into_owned(), period.to_owned(), months),
    ];
    cart.package.map(package).into_iter().chain(rest).collect()
}

fn later_hint(found: &purchase::QuoteView, style: Style) -> String {
    let t = style.t;
    if found.quote.cart.package.is_none() {
        return t.quote_later_hint_short(&style.f.time(found.quote.expires_at)).into_owned();
    }
    t.quote_later_hint(found.catalog.catalog.periods.unpaid_hours).into_owned()
}

/// Why the quote can't be paid any more, if so: then a fresh one is asked for (P15).
fn over(found: &purchase::QuoteView, style: Style, moment: Moment, entered: &Entered) -> Option<Over> {
    let Style { t, f, .. } = style;
    let quote = &found.quote;
    let (title, text) = if moment.now >= quote.expires_at {
        (t.quote_over_title(), t.quote_over_text(&f.date_time_zoned(quote.expires_at)))
    } else if moment.version != quote.catalog_version || !is_same(found.priced.as_ref().ok(), quote) {
        (t.quote_moved_title(), t.quote_moved_text())
    } else {
        return None;
    };
    let agreed = Entered { sla: YES.to_owned(), ..entered.clone() };
    Some(Over { title: title.into_owned(), text: text.into_owned(), fields: agreed.fields() })
}

fn is_same(priced: Option<&Priced>, quote: &Quote) -> bool {
    let amounts = |lines: &[Line]| -> Vec<Amount> { lines.iter().map(|line| line.amount).collect() };
    priced.is_some_and(|priced| amounts(&priced.lines) == amounts(&quote.lines))
}
