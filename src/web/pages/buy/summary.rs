//! The summary of the purchase page: what was priced, each line with its arithmetic, and the three totals. The page
//! and the fragment that the script asks for show the same value, so that they can't differ (QN3).

use super::desk::Desk;
use crate::{
    domain::{
        money::Amount,
        purchase::{Cart, Sellable},
        quote::{Span, Start},
    },
    web::pages::lines::{self, LineView, Style},
};

/// The three totals, always all of them.
#[derive(Clone, Debug)]
pub(in crate::web) struct Totals {
    /// What is paid today.
    pub(in crate::web) today: String,
    /// What this month's bill gains.
    pub(in crate::web) bill: String,
    /// What each month after costs.
    pub(in crate::web) monthly: String,
}

impl Totals {
    /// The totals of something prepaid: nothing of it is on the bill, and later months cost only what renews itself.
    pub(in crate::web) fn prepaid(style: Style, today: Amount, monthly: Amount, renews: bool) -> Self {
        let later = if renews { monthly } else { Amount::ZERO };
        Self { today: style.money(today), bill: style.money(Amount::ZERO), monthly: style.money(later) }
    }
}

/// The summary.
#[derive(Clone, Debug)]
pub(in crate::web) struct SummaryView {
    /// What was priced, for which app, where.
    pub(in crate::web) subject: String,
    /// The time of day of the calculation.
    pub(in crate::web) calculated: String,
    /// The lines.
    pub(in crate::web) lines: Vec<LineView>,
    /// The totals; none without a price.
    pub(in crate::web) totals: Option<Totals>,
    /// What is left out of the totals; or why there is no price.
    pub(in crate::web) note: String,
}

impl SummaryView {
    /// The summary of a desk.
    pub(in crate::web) fn of(desk: &Desk, style: Style) -> Self {
        let t = style.t;
        let calculated = t.buy_calculated(&style.f.time(desk.now)).into_owned();
        let priced = match &desk.priced {
            Ok(priced) => priced,
            Err(refused) => return Self::without(t.purchase_refused(refused).into_owned(), calculated),
        };
        let chosen = desk.subject();
        let calendar = desk.published.catalog.calendar();
        let span = priced.start.span(calendar, desk.cart.months, desk.now);
        let renews = renews(&desk.cart, chosen.app.auto_renew, &chosen.sellable);
        let (what, place) =
            (lines::what_of(t, &desk.wish(), &priced.lines), t.catalog_name(&desk.centre.names));
        let subject = match desk.chosen() {
            Some(chosen) => t.buy_priced(&what, chosen.app.profile.name.as_str(), place),
            None => t.buy_priced_open(&what, place),
        };
        let period = period(style, priced.start, span);
        Self {
            subject: subject.into_owned(),
            calculated,
            lines: lines::views(style, &priced.lines, desk.published.version, &period),
            totals: Some(Totals::prepaid(style, priced.total(), priced.monthly(), renews)),
            note: match (desk.chosen(), renews) {
                (None, _) => t.refused_no_app().into_owned(),
                (Some(_), false) => t.buy_totals_note().into_owned(),
                (Some(_), true) => String::new(),
            },
        }
    }

    fn without(note: String, calculated: String) -> Self {
        Self { subject: String::new(), calculated, lines: Vec::new(), totals: None, note }
    }
}

/// Whether what is bought will renew itself: by the box, or with the package beside which it is bought.
fn renews<E>(cart: &Cart, app_renews: bool, sellable: &Result<Sellable, E>) -> bool {
    match sellable {
        Ok(Sellable::AddOns { .. }) => app_renews,
        _ => cart.auto_renew,
    }
}

/// For what time something is given if it is paid now.
pub(in crate::web) fn period(style: Style, start: Start, span: Span) -> String {
    let Style { t, f, .. } = style;
    let until = f.date_time_zoned(span.ends_at);
    match start {
        Start::AtPayment | Start::Within { .. } => t.line_from_payment(&until).into_owned(),
        Start::Continues { .. } => t.line_from_until(&f.date_time_zoned(span.starts_at), &until).into_owned(),
    }
}
