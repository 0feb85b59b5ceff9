//! Where a wish came from, for the pages that follow it: the form to go back to with the same choices, and the form
//! that asks for a fresh price. Purchases, renewals and upgrades each have a page of their own.

use super::{
    buy::{
        self,
        form::{Entered, YES},
        summary::{SummaryView, Totals, period},
    },
    lines::{self, Style},
    quote::not_shown,
};
use crate::{
    domain::{
        calendar::Timestamp,
        catalog::Published,
        ids::SdkAppId,
        product::{AddOnKind, CallPack, Item},
        quote::Line,
        upgrade::{Target, UpgradeSpan},
        wish::{Offer, Time, Wish, WishRefused},
    },
    web::{Error, State, error::see_other, paths, visitor::Visitor},
};
use axum::response::Response;

/// The value of the field for the package to go up to.
pub(in crate::web) const ULTIMATE: &str = "ultimate";

/// Makes a quote of a wish and leads to it; or the rule that refuses the wish.
pub(in crate::web) async fn quoted(
    state: &State,
    visitor: &Visitor,
    app: SdkAppId,
    wish: Wish,
) -> Result<Result<Response, WishRefused>, Error> {
    match state.services().quote(visitor.account(), app, wish, &visitor.actor()).await {
        Ok(quote) => Ok(Ok(see_other(&paths::quote(quote.id)))),
        Err(refused) => WishRefused::try_from(refused).map(Err).map_err(not_shown),
    }
}

/// A wish as the form that made it.
#[derive(Clone, Debug)]
pub(in crate::web) struct Origin {
    /// The page with the form, and the same choices.
    pub(in crate::web) back: String,
    /// Where the form is sent.
    pub(in crate::web) path: String,
    /// Its fields, filled in so that it is taken.
    pub(in crate::web) fields: Vec<(String, String)>,
}

impl Origin {
    /// The form that made `wish` for `app`, which came to `lines`.
    pub(in crate::web) fn of(data_centre: &str, app: SdkAppId, wish: &Wish, lines: &[Line]) -> Self {
        match wish {
            Wish::Buy(cart) | Wish::CallPack(cart) => {
                let entered = Entered::of(data_centre, app, cart, wish.months());
                let agreed = Entered { sla: YES.to_owned(), ..entered.clone() };
                Self { back: buy::back(&entered), path: paths::QUOTES.to_owned(), fields: agreed.fields() }
            }
            Wish::Renew(renewal) => {
                let kept = lines.iter().filter_map(|line| kind(line.item));
                let kept = kept.map(|kind| (kind.to_string(), YES.to_owned()));
                let months = ("months".to_owned(), renewal.months.to_string());
                Self::at(paths::app_renew(app), [months].into_iter().chain(kept).collect())
            }
            Wish::Upgrade(target) => {
                let fields = [("target", target_word(*target)), ("call_pack", pack_word(*target))];
                let filled = fields.into_iter().filter(|(_, value)| !value.is_empty());
                let filled = filled.map(|(name, value)| (name.to_owned(), value));
                Self::at(paths::app_upgrade_package(app), filled.collect())
            }
        }
    }

    fn at(path: String, fields: Vec<(String, String)>) -> Self {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
        Self { back: format!("{path}?{query}"), path, fields }
    }
}

/// The kind of an add-on; none for a package.
pub(in crate::web) const fn kind(item: Item) -> Option<AddOnKind> {
    match item {
        Item::Package(_) => None,
        Item::AddOn(add_on) => Some(add_on.kind()),
    }
}

/// What stands in the form for what it goes up to.
pub(in crate::web) fn target_word(target: Target) -> String {
    match target {
        Target::Ultimate(_) => ULTIMATE.to_owned(),
        Target::AddOn(add_on) => add_on.code(),
    }
}

fn pack_word(target: Target) -> String {
    match target {
        Target::Ultimate(Some(pack)) => CallPack::as_str(pack).to_owned(),
        Target::Ultimate(None) | Target::AddOn(_) => String::new(),
    }
}

/// For what time an offer is given if it is paid at `now`: in one text, and line by line.
pub(in crate::web) fn periods(
    style: Style,
    offer: &Offer,
    spans: &[UpgradeSpan],
    now: Timestamp,
) -> (String, Vec<String>) {
    let Style { t, f, .. } = style;
    if let Time::Term(start, _) = &offer.time {
        let text = spans.first().map(|given| period(style, *start, given.span)).unwrap_or_default();
        return (text.clone(), vec![text; spans.len()]);
    }
    let until = |end| t.line_from_payment(&f.date_time_zoned(end)).into_owned();
    let each = spans.iter().map(|given| match given.span {
        span if span.starts_at <= now => until(span.ends_at),
        span => t
            .line_from_until(&f.date_time_zoned(span.starts_at), &f.date_time_zoned(span.ends_at))
            .into_owned(),
    });
    let end = spans.iter().map(|given| given.span.ends_at).max();
    (end.map(until).unwrap_or_default(), each.collect())
}

/// What the summary beside a form is about.
#[derive(Clone, Copy, Debug)]
pub(in crate::web) struct Subject<'a> {
    /// The name of the app.
    pub(in crate::web) app: &'a str,
    /// The code of its data centre.
    pub(in crate::web) data_centre: &'a str,
    /// Whether it renews itself.
    pub(in crate::web) renews: bool,
    /// The catalog in force.
    pub(in crate::web) catalog: &'a Published,
    /// The business time.
    pub(in crate::web) now: Timestamp,
}

impl Subject<'_> {
    /// The summary of a wish that was priced now; or why there is no price.
    pub(in crate::web) fn summary(
        self,
        style: Style,
        wish: &Wish,
        offer: Result<&Offer, String>,
    ) -> SummaryView {
        let Style { t, f, .. } = style;
        let calculated = t.buy_calculated(&f.time(self.now)).into_owned();
        let offer = match offer {
            Ok(offer) => offer,
            Err(note) => {
                return SummaryView {
                    subject: String::new(),
                    calculated,
                    lines: Vec::new(),
                    totals: None,
                    note,
                };
            }
        };
        let catalog = &self.catalog.catalog;
        let spans = offer.spans(catalog.calendar(), self.now);
        let (_, periods) = periods(style, offer, &spans, self.now);
        let place = catalog.data_centre(self.data_centre);
        let place = place.map(|centre| t.catalog_name(&centre.names).to_owned()).unwrap_or_default();
        let returned = Some(offer.returned()).filter(|amount| amount.is_positive());
        SummaryView {
            subject: t.buy_priced(&lines::what_of(t, wish, &offer.lines), self.app, &place).into_owned(),
            calculated,
            lines: lines::upgraded(style, (&offer.lines, &offer.voided), self.catalog.version, &periods),
            totals: Some(Totals::prepaid(style, offer.payable(), offer.monthly(), self.renews)),
            note: match (returned, self.renews) {
                (Some(amount), _) => t.upgrade_returns(&style.money(amount)).into_owned(),
                (None, false) => t.buy_totals_note().into_owned(),
                (None, true) => String::new(),
            },
        }
    }
}
