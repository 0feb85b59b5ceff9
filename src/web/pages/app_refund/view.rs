//! The refund page as its template sees it: what can be refunded, every line in words, what it leads to, and the form.

use std::borrow::Cow;

use super::{LinesView, PACKAGE};
use crate::{
    domain::{
        calendar::Timestamp,
        catalog::Published,
        entitlement::add_ons_at,
        ids::OrderNo,
        money::Amount,
        product::Edition,
        purchase::Cart,
        refund::{self, Lowering, Refund, RefundRefused, RefundScope},
    },
    services::prepaid::PaidApp,
    web::{
        page::Page,
        pages::{
            app::confirm::Confirm,
            lines::{self, Style},
        },
        paths,
    },
};

/// What the page is to show.
pub(super) struct Asked {
    pub(super) scope: RefundScope,
    pub(super) unpaid: Option<OrderNo>,
    /// What was typed and does not confirm it.
    pub(super) mistyped: Option<String>,
    pub(super) key: String,
    pub(super) now: Timestamp,
    pub(super) catalog: Published,
}

/// Something that can be refunded: its words, its address, and whether it is shown.
pub(super) struct Choice {
    pub(super) label: Cow<'static, str>,
    pub(super) url: String,
    pub(super) is_chosen: bool,
}

/// Both legs of going to a lower package.
pub(super) struct LoweringView {
    pub(super) title: Cow<'static, str>,
    pub(super) rows: [(Cow<'static, str>, String); 3],
    pub(super) between: Cow<'static, str>,
}

/// The page's words.
pub(super) struct RefundView {
    pub(super) choices: Vec<Choice>,
    pub(super) lines: LinesView,
    pub(super) held: Cow<'static, str>,
    pub(super) full: Option<Cow<'static, str>>,
    pub(super) title: Cow<'static, str>,
    pub(super) act: Cow<'static, str>,
    pub(super) path: String,
    pub(super) hidden: Vec<(&'static str, String)>,
    pub(super) consequences: Vec<Cow<'static, str>>,
    /// The form that asks for the app's name: for the package.
    pub(super) confirm: Option<Confirm>,
    pub(super) lowering: Option<LoweringView>,
}

impl RefundView {
    /// The page of an app.
    ///
    /// # Errors
    /// When there is nothing to refund.
    pub(super) fn of(page: &Page, paid: &PaidApp, asked: &Asked) -> Result<Self, RefundRefused> {
        let (t, f, style) = (page.t, page.f, Style::codes(page.t, page.f));
        let (app, catalog) = (&paid.app, &asked.catalog.catalog);
        let refund = refund::price(&paid.prepaid(), asked.scope, paid.first.as_ref(), asked.now)?;
        let total = style.money(refund.total());
        let consequences = consequences(page, paid, &refund, asked);
        let hidden = vec![
            ("what", word(asked.scope)),
            ("total", refund.total().as_minor().to_string()),
            ("as_of", asked.now.unix().to_string()),
            ("key", asked.key.clone()),
        ];
        let texts = (t.refund_confirm_title(&total), t.refund_act(&total));
        let confirm = (asked.scope == RefundScope::Package).then(|| {
            let reauth = catalog.periods.reauth_minutes;
            let form =
                Confirm::refunding(page, app, texts.clone(), (consequences.clone(), hidden.clone()), reauth);
            match asked.mistyped.clone() {
                Some(typed) => form.mismatched(page, app, typed),
                None => form,
            }
        });
        let held = asked.now.plus_seconds(60 * i64::from(catalog.periods.quote_minutes));
        let (title, act) = texts;
        Ok(Self {
            choices: choices(page, paid, asked),
            lines: LinesView::of(style, &refund.lines, catalog.refunds.full_days),
            held: t.refund_held(&f.date_time_zoned(held)),
            full: refund.uses_full.then(|| t.refund_uses_full()),
            title,
            act,
            path: paths::app_refund(app.id),
            hidden,
            consequences,
            confirm,
            lowering: lowering(style, paid, asked),
        })
    }
}

fn word(scope: RefundScope) -> String {
    match scope {
        RefundScope::Package => PACKAGE.to_owned(),
        RefundScope::AddOn(kind) => kind.to_string(),
    }
}

fn choices(page: &Page, paid: &PaidApp, asked: &Asked) -> Vec<Choice> {
    let t = page.t;
    let held = add_ons_at(paid.prepaid().lines, asked.now);
    let package = (RefundScope::Package, t.refund_package());
    let package = Some(package).filter(|_| paid.app.pack.is_none());
    let add_ons = held.into_iter().map(|add_on| (RefundScope::AddOn(add_on.kind()), t.add_on_name(add_on)));
    let choice = |(scope, label): (RefundScope, Cow<'static, str>)| Choice {
        label,
        url: paths::with_query(&paths::app_refund(paid.app.id), &[("what", &word(scope))]),
        is_chosen: scope == asked.scope,
    };
    package.into_iter().chain(add_ons).map(choice).collect()
}

fn consequences(page: &Page, paid: &PaidApp, refund: &Refund, asked: &Asked) -> Vec<Cow<'static, str>> {
    let (t, f, catalog) = (page.t, page.f, &asked.catalog.catalog);
    let RefundScope::Package = refund.scope else {
        if paid.app.pack.is_some() {
            return vec![t.refund_pack_ends(), t.refund_final()];
        }
        return vec![t.refund_lowers(&t.edition_name(paid.app.plan.edition())), t.refund_final()];
    };
    let until = catalog.calendar().days_later(asked.now, catalog.periods.grace_days);
    let mut all = vec![t.refund_expires(&f.date_time_zoned(until)), t.refund_takes_along()];
    all.extend(asked.unpaid.as_ref().map(|no| t.refund_unpaid(no.as_str())));
    all.push(t.refund_final());
    all
}

/// Refund and purchase of the professional package for a month, for an ultimate app (R6).
fn lowering(style: Style, paid: &PaidApp, asked: &Asked) -> Option<LoweringView> {
    let Style { t, f, .. } = style;
    if asked.scope != RefundScope::Package || paid.app.plan.edition() != Edition::Ultimate {
        return None;
    }
    let catalog = &asked.catalog.catalog;
    let edition = Edition::Professional;
    let months = *catalog.months().start();
    let cart = Cart { package: Some(edition), add_ons: Vec::new(), months, auto_renew: false };
    let Lowering { refund, purchase, usable_until } =
        refund::lowering(&paid.prepaid(), &cart, paid.first.as_ref(), asked.now).ok()?;
    let net = refund.total() - purchase.total();
    let sign = if net > Amount::ZERO { "+" } else { "" };
    Some(LoweringView {
        title: t.lowering_title(&t.edition_name(edition)),
        rows: [
            (t.lowering_refund(), style.money(refund.total())),
            (t.lowering_purchase(&lines::what(t, &cart)), style.money(-purchase.total())),
            (t.lowering_net(), format!("{sign}{}", style.money(net))),
        ],
        between: t.lowering_between(catalog.periods.grace_days, &f.date_time_zoned(usable_until)),
    })
}
