//! The check page as its template sees it: ten items in a fixed order, in ready words (pages.md 1.5).

use super::vouchers::{Unusable, Usable, unusable, usable};
use crate::{
    domain::{
        calendar::Timestamp,
        money::Amount,
        product::Item,
        quote::Start,
        wish::{Offer, Time, Wish},
    },
    i18n::{Locale, Words},
    services::purchase,
    web::{
        pages::{
            buy::summary::Totals,
            lines::{self, LineView, Style},
            wishes::{self, Origin},
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
    /// Where a fresh price is asked for.
    pub(super) path: String,
    /// The fields that ask for it.
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
    pub(super) returns: Option<String>,
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
        let origin = Origin::of(&found.app.data_centre, quote.app, &quote.wish, &quote.lines);
        let term = Term::of(found, style, moment.now);
        let returned = Some(quote.returned()).filter(|amount| amount.is_positive());
        let returned = returned.map(|amount| style.money(amount));
        let missing = quote.payable() - quote.returned() - found.balance;
        Self {
            id: quote.id.to_string(),
            subject: subject(found, t, &origin.back),
            items: items(found, t, &term.period, &origin.back),
            lines: lines::upgraded(
                style,
                (&quote.lines, &quote.voided),
                quote.catalog_version,
                &term.periods,
            ),
            subtotal: style.money(quote.total() - quote.given_back()),
            voucher_off: quote.voucher.map(|_| style.money(-quote.deducted())),
            usable: usable(found, style),
            unusable: unusable(found, style),
            totals: Totals::prepaid(style, quote.payable(), term.monthly, term.renews),
            balance: style.money(found.balance),
            balance_after: style.money(-missing),
            short: missing.is_positive().then(|| t.quote_short_title(&style.money(missing)).into_owned()),
            renewal: term.renewal,
            held_until: t.quote_held_until(&f.date_time_zoned(quote.expires_at)).into_owned(),
            pay: match &returned {
                Some(amount) => t.upgrade_confirm_return(amount).into_owned(),
                None => t.quote_pay(&style.money(quote.payable())).into_owned(),
            },
            returns: returned.map(|amount| t.upgrade_returns(&amount).into_owned()),
            later_hint: later_hint(found, style),
            asks_password: quote.payable() >= found.catalog.catalog.reauth_above,
            voucher_path: format!("{}/voucher", paths::quote(quote.id)),
            over: over(found, style, moment, &origin),
            back: origin.back,
        }
    }
}

/// What the quote's time comes to, if it is paid now.
struct Term {
    period: String,
    periods: Vec<String>,
    monthly: Amount,
    renews: bool,
    renewal: String,
}

impl Term {
    fn of(found: &purchase::QuoteView, style: Style, now: Timestamp) -> Self {
        let Style { t, f, .. } = style;
        let wish = &found.quote.wish;
        let renews = wish.auto_renew(&found.app);
        let monthly = found.quote.lines.iter().map(|line| line.monthly).sum();
        let Ok(offer) = &found.offer else {
            let months = t.months(wish.months().unwrap_or_default());
            let period = t.line_months_from_payment(&months).into_owned();
            let periods = vec![period.clone(); found.quote.lines.len()];
            return Self { period, periods, monthly, renews, renewal: String::new() };
        };
        let spans = offer.spans(found.catalog.catalog.calendar(), now);
        let (period, periods) = wishes::periods(style, offer, &spans, now);
        let end = spans.iter().map(|given| given.span.ends_at).max().unwrap_or(now);
        let monthly = offer.monthly();
        let date = f.date_long(end);
        let renewal = match (&offer.time, renews) {
            (Time::Term(Start::Within { .. }, _) | Time::Spans(_), _) => t.quote_renewal_with_package(&date),
            (_, true) => t.quote_renewal_on(&style.money(monthly), &date),
            (_, false) if !offer.has_term() => t.quote_pack_off(&date),
            (_, false) => t.quote_renewal_off(&date),
        };
        Self { period, periods, monthly, renews, renewal: renewal.into_owned() }
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

/// Item 2: package and add-ons, quantity, period. Only the purchase page has a place for each.
fn items(found: &purchase::QuoteView, t: Words, period: &str, back: &str) -> Vec<Answer> {
    let is_purchase = matches!(found.quote.wish, Wish::Buy(_) | Wish::CallPack(_));
    let place = |id: &str| if is_purchase { format!("{back}#{id}") } else { back.to_owned() };
    let (mut packages, mut names) = (Vec::new(), Vec::new());
    for line in &found.quote.lines {
        let (list, name) = match line.item {
            Item::Package(edition) => (&mut packages, t.package_of(&t.edition_name(edition))),
            Item::AddOn(add_on) => (&mut names, t.add_on_name(add_on)),
        };
        if !list.contains(&name) {
            list.push(name);
        }
    }
    let counts = t.quote_counts(packages.len(), names.len());
    let has_months = found.quote.wish.months().is_some();
    let months = if has_months { place("months") } else { String::new() };
    let package = packages
        .first()
        .map(|name| (t.buy_package().into_owned(), name.clone().into_owned(), place("package")));
    let joint = if t.locale == Locale::En { "; " } else { "；" };
    let add_ons = if names.is_empty() { t.none().into_owned() } else { names.join(joint) };
    let rest = [
        (t.buy_add_ons().into_owned(), add_ons, place("call_pack")),
        (t.quote_quantity().into_owned(), counts.into_owned(), String::new()),
        (t.line_period().into_owned(), period.to_owned(), months),
    ];
    package.into_iter().chain(rest).collect()
}

fn later_hint(found: &purchase::QuoteView, style: Style) -> String {
    let t = style.t;
    if found.quote.wish.months().is_none() {
        return t.quote_later_hint_short(&style.f.time(found.quote.expires_at)).into_owned();
    }
    t.quote_later_hint(found.catalog.catalog.periods.unpaid_hours).into_owned()
}

/// Why the quote can't be paid any more, if so: then a fresh one is asked for (P15).
fn over(found: &purchase::QuoteView, style: Style, moment: Moment, origin: &Origin) -> Option<Over> {
    let Style { t, f, .. } = style;
    let quote = &found.quote;
    let is_same = |offer: &Offer| offer.is_same(&quote.lines, &quote.voided);
    let (title, text) = if moment.now >= quote.expires_at {
        (t.quote_over_title(), t.quote_over_text(&f.date_time_zoned(quote.expires_at)))
    } else if moment.version != quote.catalog_version || !found.offer.as_ref().is_ok_and(is_same) {
        (t.quote_moved_title(), t.quote_moved_text())
    } else {
        return None;
    };
    Some(Over {
        title: title.into_owned(),
        text: text.into_owned(),
        path: origin.path.clone(),
        fields: origin.fields.clone(),
    })
}
