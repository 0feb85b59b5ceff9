//! Steps 5 and 6 of the purchase page: the duration with its discounts and end (P9, D4), and automatic renewal.

use super::{
    desk::Desk,
    form::{OTHER, Spot, Wrong},
    view::Choice,
};
use crate::{
    domain::{catalog::Catalog, purchase::Sellable, quote::Start},
    web::pages::lines::Style,
};

/// The durations that one click picks.
pub(in crate::web) const QUICK_PICKS: [u32; 5] = [1, 3, 6, 12, 24];

/// Step 5.
#[derive(Clone, Debug)]
pub(in crate::web) struct DurationBlock {
    /// The quick picks and the free number; none where there is nothing to choose.
    pub(in crate::web) choices: Vec<Choice>,
    /// What stands in the free number.
    pub(in crate::web) other: String,
    /// Its label.
    pub(in crate::web) label: String,
    /// When the term ends; may be empty.
    pub(in crate::web) end: String,
}

/// Step 6.
#[derive(Clone, Debug)]
pub(in crate::web) struct Renewal {
    /// Amount, interval and first date.
    pub(in crate::web) label: String,
    /// Whether it was ticked.
    pub(in crate::web) checked: bool,
}

/// Step 5 in words.
pub(super) fn duration(desk: &Desk, style: Style) -> DurationBlock {
    let t = style.t;
    let range = desk.published.catalog.months();
    let quick = QUICK_PICKS.into_iter().filter(|months| range.contains(months));
    let entered = desk.entered.months_entered();
    let is_known = desk.wrong_at(Spot::Months).is_none();
    let is_quick = is_known && QUICK_PICKS.contains(&desk.cart.months) && desk.entered.months != OTHER;
    let is_blank = desk.wrong_at(Spot::Months) == Some(&Wrong::NoDuration);
    let is_twofold = desk.wrong_at(Spot::Months) == Some(&Wrong::TwoDurations);
    let pick = |months: u32| Choice {
        value: months.to_string(),
        title: t.months(months).into_owned(),
        price: if desk.sells_packages() {
            off(&desk.published.catalog, style, months)
        } else {
            String::new()
        },
        checked: (is_quick && months == desk.cart.months) || (is_twofold && months.to_string() == entered),
        ..Choice::default()
    };
    let other = Choice {
        value: OTHER.to_owned(),
        title: t.buy_duration_other().into_owned(),
        checked: !(is_quick || is_blank || is_twofold),
        ..Choice::default()
    };
    DurationBlock {
        choices: if desk.has_months() { quick.map(pick).chain([other]).collect() } else { Vec::new() },
        other: match (is_quick, is_twofold) {
            (true, _) => String::new(),
            (false, true) => desk.entered.other_months.clone(),
            (false, false) => entered.to_owned(),
        },
        label: t.buy_duration_months(*range.start(), *range.end()).into_owned(),
        end: end(desk, style),
    }
}

/// The discount of a duration in words; empty where there is none (D4).
pub(in crate::web) fn off(catalog: &Catalog, style: Style, months: u32) -> String {
    match catalog.discount_percent(months) {
        percent if percent < 100 => style.t.buy_duration_off(&style.percent(100 - percent)).into_owned(),
        _ => String::new(),
    }
}

fn end(desk: &Desk, style: Style) -> String {
    let Style { t, f, .. } = style;
    let Ok(priced) = &desk.priced else { return unpriced_end(desk, style) };
    let span = priced.start.span(desk.published.catalog.calendar(), desk.cart.months, desk.now);
    let until = f.date_time_zoned(span.ends_at);
    match priced.start {
        Start::AtPayment => t.buy_duration_ends(&until).into_owned(),
        Start::Continues { .. } => {
            t.buy_duration_continues(&f.date_long(span.starts_at), &until).into_owned()
        }
        Start::Within { .. } => t.buy_duration_within(&until).into_owned(),
    }
}

/// Without a price: add-ons end with their package even before one is chosen, and who may not buy is told where the
/// reason stands.
fn unpriced_end(desk: &Desk, Style { t, f, .. }: Style) -> String {
    match desk.subject().sellable {
        Ok(Sellable::AddOns { ends_at, .. }) => {
            t.buy_duration_within(&f.date_time_zoned(ends_at)).into_owned()
        }
        Ok(_) => String::new(),
        Err(_) => t.buy_package_not_here().into_owned(),
    }
}

/// The opt-in box with the amount, the interval and the first date (P9); the first attempt is at 00:00 of the day on
/// which the term ends (R2).
pub(super) fn renewal(desk: &Desk, style: Style) -> Option<Renewal> {
    let Style { t, f, .. } = style;
    let priced = desk.priced.as_ref().ok().filter(|_| desk.has_months())?;
    let span = priced.start.span(desk.published.catalog.calendar(), desk.cart.months, desk.now);
    let label = t.buy_renewal_label(&style.money(priced.monthly()), &f.date_long(span.ends_at));
    Some(Renewal { label: label.into_owned(), checked: desk.cart.auto_renew })
}
