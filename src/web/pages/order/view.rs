//! An order as its template sees it, in ready words.

use std::{borrow::Cow, sync::Arc};

use crate::{
    domain::{
        app::App,
        calendar::Timestamp,
        catalog::Catalog,
        ids::RefundId,
        money::Amount,
        order::{Order, OrderState},
        quote::Span,
        voucher::Voucher,
    },
    web::{
        pages::{
            lines::{self, LineView, Style},
            wishes::Origin,
        },
        paths,
    },
};

/// What is known of an order.
pub(super) struct Facts {
    pub(super) order: Order,
    pub(super) app: App,
    pub(super) spans: Vec<Span>,
    pub(super) refunds: Vec<(RefundId, Timestamp)>,
    pub(super) voucher: Option<Voucher>,
    pub(super) is_topped_up: bool,
    pub(super) balance: Amount,
    pub(super) catalog: Arc<Catalog>,
    pub(super) now: Timestamp,
}

/// An order that waits to be paid.
#[derive(Clone, Debug)]
pub(super) struct Unpaid {
    pub(super) title: String,
    pub(super) held: String,
    pub(super) balance: String,
    /// The button, where the balance suffices.
    pub(super) pay: Option<String>,
    /// The way to top up, where it does not.
    pub(super) top_up: Option<(String, String)>,
    pub(super) asks_password: bool,
    pub(super) pay_path: String,
    pub(super) cancel_path: String,
    pub(super) cancel_title: String,
    pub(super) cancel_text: String,
}

/// An order that was paid: what is active, and what comes next.
#[derive(Clone, Debug)]
pub(super) struct Paid {
    pub(super) text: String,
    pub(super) next: Vec<String>,
}

/// An order that can't be paid any more: what happened, why, and the way to buy again.
#[derive(Clone, Debug)]
pub(super) struct Closed {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) again: String,
}

/// The page's words.
#[derive(Clone, Debug)]
pub(super) struct OrderView {
    pub(super) no: String,
    pub(super) path: String,
    pub(super) tone: &'static str,
    pub(super) status: String,
    pub(super) paid: Option<Paid>,
    pub(super) unpaid: Option<Unpaid>,
    pub(super) closed: Option<Closed>,
    pub(super) app: (String, String),
    pub(super) about: Vec<(String, String)>,
    pub(super) lines: Vec<LineView>,
    pub(super) subtotal: String,
    pub(super) voucher_off: Option<String>,
    pub(super) payable: (String, String),
    /// What was given back since, with the refunds.
    pub(super) refunded: Option<String>,
    pub(super) refunds: Vec<(String, String)>,
}

impl OrderView {
    /// Puts an order into words.
    pub(super) fn of(facts: &Facts, style: Style) -> Self {
        let t = style.t;
        let order = &facts.order;
        let is_unpaid = order.state == OrderState::Unpaid;
        let is_over = is_unpaid && order.is_over(facts.now);
        let (tone, payable) = match order.state {
            OrderState::Paid { .. } => ("ok", t.order_paid_amount()),
            OrderState::Unpaid if !is_over => ("warn", t.order_payable()),
            OrderState::Unpaid | OrderState::Cancelled { .. } => ("", t.order_payable()),
        };
        let app = t.order_to_app(facts.app.profile.name.as_str());
        Self {
            no: order.no.to_string(),
            path: paths::order(&order.no),
            tone,
            status: t.order_status(order.status_at(facts.now)).into_owned(),
            paid: matches!(order.state, OrderState::Paid { .. }).then(|| paid(facts, style)),
            unpaid: (is_unpaid && !is_over).then(|| unpaid(facts, style)),
            closed: closed(facts, style, is_over),
            app: (paths::app(facts.app.id), app.into_owned()),
            about: about(facts, style),
            lines: lines::upgraded(
                style,
                (&order.lines, &order.voided),
                order.catalog_version,
                &periods(facts, style),
            ),
            subtotal: style.money(order.total() - order.given_back()),
            voucher_off: facts.voucher.is_some().then(|| style.money(-order.deducted())),
            payable: (payable.into_owned(), style.money(order.payable())),
            refunded: order.refunded.is_positive().then(|| style.money(order.refunded)),
            refunds: refunds(facts, style),
        }
    }
}

/// For what time the lines are given: as it was given once paid, else from the payment on.
fn period(facts: &Facts, style: Style) -> String {
    let Style { t, f, .. } = style;
    let zoned = |moment| f.date_time_zoned(moment);
    let ends = facts.spans.iter().map(|span| span.ends_at).max();
    let text = match (facts.spans.first(), ends, facts.order.wish.months()) {
        (Some(span), Some(end), _) => t.line_from_until(&zoned(span.starts_at), &zoned(end)),
        (_, _, Some(months)) => t.line_months_from_payment(&t.months(months)),
        (_, _, None) => t.line_from_payment(&facts.app.plan.ends_at().map(zoned).unwrap_or_default()),
    };
    text.into_owned()
}

/// The same line by line: those of an upgrade differ.
fn periods(facts: &Facts, style: Style) -> Vec<String> {
    let Style { t, f, .. } = style;
    let zoned = |moment| f.date_time_zoned(moment);
    if facts.spans.is_empty() {
        return vec![period(facts, style); facts.order.lines.len()];
    }
    let text = |span: &Span| t.line_from_until(&zoned(span.starts_at), &zoned(span.ends_at)).into_owned();
    facts.spans.iter().map(text).collect()
}

/// The refunds that gave something of it back: address and words.
fn refunds(facts: &Facts, style: Style) -> Vec<(String, String)> {
    let words = |at| format!("{} ({})", style.t.refund_show(), style.f.date_long(at));
    facts.refunds.iter().map(|(id, at)| (paths::refund(*id), words(*at))).collect()
}

fn paid(facts: &Facts, style: Style) -> Paid {
    let Style { t, f, .. } = style;
    let order = &facts.order;
    let what = lines::what_of(t, &order.wish, &order.lines);
    let text = t.order_paid_text(&what, facts.app.profile.name.as_str(), &period(facts, style));
    let monthly: Amount = order.lines.iter().map(|line| line.monthly).sum();
    let end = facts.spans.iter().map(|span| span.ends_at).max();
    let ends = end.map(|end| match (order.kind.is_by_month(), order.wish.auto_renew(&facts.app)) {
        (false, _) => t.quote_renewal_with_package(&f.date_long(end)),
        (true, true) => t.quote_renewal_on(&style.money(monthly), &f.date_long(end)),
        (true, false) if !order.has_package() => t.order_pack_end(&f.date_time_zoned(end)),
        (true, false) => t.order_next_end(&f.date_time_zoned(end), facts.catalog.periods.grace_days),
    });
    let next = [t.order_next_reminder()].into_iter().chain(ends);
    Paid { text: text.into_owned(), next: next.map(Cow::into_owned).collect() }
}

fn unpaid(facts: &Facts, style: Style) -> Unpaid {
    let Style { t, f, .. } = style;
    let order = &facts.order;
    let payable = order.payable();
    let missing = payable - facts.balance;
    let is_short = missing.is_positive();
    let (balance, until) = (style.money(facts.balance), f.date_time_zoned(order.expires_at));
    let is_topped_up = facts.is_topped_up && order.is_held_longer(&facts.catalog);
    let held = match (is_topped_up, order.kind.is_by_month()) {
        (true, _) => t.order_top_up_pending(&until),
        (false, true) => t.order_held_until(&until),
        (false, false) => t.order_held_until_within(&until),
    };
    let balance = if is_short {
        t.order_balance_short(&balance, &style.money(missing))
    } else {
        t.order_balance_enough(&balance, &style.money(-missing))
    };
    let top_up = || (paths::top_up_for(&order.no), t.order_top_up(&style.money(missing)).into_owned());
    Unpaid {
        title: t.order_unpaid_title(&style.money(payable)).into_owned(),
        held: held.into_owned(),
        balance: balance.into_owned(),
        pay: (!is_short).then(|| t.quote_pay(&style.money(payable)).into_owned()),
        top_up: (is_short && !facts.is_topped_up).then(top_up),
        asks_password: payable >= facts.catalog.reauth_above,
        pay_path: format!("{}/pay", paths::order(&order.no)),
        cancel_path: format!("{}/cancel", paths::order(&order.no)),
        cancel_title: t.order_cancel_title(order.no.as_str()).into_owned(),
        cancel_text: t.order_cancel_text(&style.money(payable)).into_owned(),
    }
}

fn closed(facts: &Facts, style: Style, is_over: bool) -> Option<Closed> {
    let t = style.t;
    let order = &facts.order;
    let (title, text) = match order.state {
        OrderState::Cancelled { reason, .. } => (t.order_cancelled_title(), t.order_closed_by(reason)),
        OrderState::Unpaid if is_over => (t.order_over_title(), t.order_over_text()),
        OrderState::Unpaid | OrderState::Paid { .. } => return None,
    };
    let again = Origin::of(&facts.app.data_centre, order.app, &order.wish, &order.lines).back;
    Some(Closed { title: title.into_owned(), text: text.into_owned(), again })
}

fn about(facts: &Facts, style: Style) -> Vec<(String, String)> {
    let Style { t, f, .. } = style;
    let order = &facts.order;
    let centre = facts.catalog.data_centre(&facts.app.data_centre);
    let centre = centre.map(|centre| t.catalog_name(&centre.names).to_owned()).unwrap_or_default();
    let app = format!("{} ({})", facts.app.profile.name.as_str(), facts.app.id);
    let ended = match order.state {
        OrderState::Unpaid => None,
        OrderState::Paid { at } => Some((t.order_paid_at(), f.date_time_zoned(at))),
        OrderState::Cancelled { at, .. } => Some((t.order_closed_at(), f.date_time_zoned(at))),
    };
    let voucher = facts.voucher.as_ref().map(|voucher| (t.order_voucher(), voucher.name.clone()));
    let rows =
        [(t.app(), app), (t.data_centre(), centre), (t.order_created(), f.date_time_zoned(order.created_at))];
    let rows = rows.into_iter().chain(ended).chain([(t.line_period(), period(facts, style))]).chain(voucher);
    rows.map(|(term, value)| (term.into_owned(), value)).collect()
}
