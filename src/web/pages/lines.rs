//! Priced lines as the purchase, check and order pages show them, each with the arithmetic of its amount (T3). All of
//! it is written here, from the same values that are charged; nothing is calculated but what is shown beside.

use crate::{
    domain::{
        calendar::TermMonths,
        money::Amount,
        product::{Edition, Item},
        purchase::Cart,
        quote::Line,
        upgrade::Voided,
        wish::Wish,
    },
    i18n::{Words, format::Format},
};

/// How a page writes: its words, its formats, and amounts with a sign or with the ISO code.
#[derive(Clone, Copy, Debug)]
pub(in crate::web) struct Style {
    /// The words.
    pub(in crate::web) t: Words,
    /// The formats.
    pub(in crate::web) f: Format,
    money: fn(Format, Amount) -> String,
}

impl Style {
    /// Amounts with the currency's sign, as on the purchase page.
    pub(in crate::web) const fn signs(t: Words, f: Format) -> Self {
        Self { t, f, money: Format::money }
    }

    /// Amounts with the ISO code, as on check pages and orders.
    pub(in crate::web) const fn codes(t: Words, f: Format) -> Self {
        Self { t, f, money: Format::money_iso }
    }

    /// An amount in this style.
    pub(in crate::web) fn money(self, amount: Amount) -> String {
        (self.money)(self.f, amount)
    }

    /// Hundredths as a percentage.
    pub(in crate::web) fn percent(self, hundredths: u32) -> String {
        self.f.percent(hundredths, 100)
    }
}

/// One line with everything its amount was made from.
#[derive(Clone, Debug)]
pub(in crate::web) struct LineView {
    /// What is bought.
    pub(in crate::web) name: String,
    /// The unit price, by the month.
    pub(in crate::web) unit: String,
    /// The time that is paid for, short.
    pub(in crate::web) time: String,
    /// The amount before the voucher.
    pub(in crate::web) amount: String,
    /// The whole calculation with its result.
    pub(in crate::web) formula: String,
    /// The duration's discount, in words; empty where none is thought of.
    pub(in crate::web) discount: String,
    /// For what time it is given.
    pub(in crate::web) period: String,
    /// The price list and the rounding.
    pub(in crate::web) source: String,
    /// The voucher's share, if it has one.
    pub(in crate::web) voucher: Option<String>,
}

/// The lines of a quote or an order, all of them for `period`, priced with the catalog `version`.
pub(in crate::web) fn views(style: Style, lines: &[Line], version: i64, period: &str) -> Vec<LineView> {
    lines.iter().map(|line| view(style, line, version, period)).collect()
}

/// The lines of an upgrade, each for the period beside it, and after them what becomes void, below zero (R4).
pub(in crate::web) fn upgraded(
    style: Style,
    (lines, voided): (&[Line], &[Voided]),
    version: i64,
    periods: &[String],
) -> Vec<LineView> {
    let periods = periods.iter().map(String::as_str).chain(std::iter::repeat(""));
    let charged = lines.iter().zip(periods).map(|(line, period)| view(style, line, version, period));
    charged.chain(voided.iter().map(|voided| void(style, voided))).collect()
}

fn void(style: Style, voided: &Voided) -> LineView {
    let t = style.t;
    let (cash, amount) = (style.money(-voided.cash), style.money(-voided.amount));
    let parts = format!("({}) ÷ ({})", time(style, voided.left), time(style, voided.of));
    LineView {
        name: t.upgrade_void_line(&t.item_name(voided.item)).into_owned(),
        formula: format!("{cash} × {parts} = {amount}"),
        unit: cash,
        time: parts,
        amount,
        discount: String::new(),
        period: String::new(),
        source: t.upgrade_void_source(voided.order.as_str()).into_owned(),
        voucher: None,
    }
}

fn view(style: Style, line: &Line, version: i64, period: &str) -> LineView {
    let Style { t, f, .. } = style;
    let discount = match line.percent {
        100 => t.line_discount_none(),
        percent => t.line_discount_pays(&style.percent(percent)),
    };
    LineView {
        name: t.item_name(line.item).into_owned(),
        unit: t.per_month(&style.money(line.monthly)).into_owned(),
        time: time(style, line.months),
        amount: style.money(line.amount),
        formula: formula(style, line),
        discount: discount.into_owned(),
        period: period.to_owned(),
        source: t.line_version(&f.number(version)).into_owned(),
        voucher: line.deducted.is_positive().then(|| style.money(-line.deducted)),
    }
}

/// `¥999.00 × 6 months × 88% = ¥5,274.72`, or with the part of a begun month in brackets.
fn formula(style: Style, line: &Line) -> String {
    let price = style.money(line.monthly);
    let time = time(style, line.months);
    let product =
        if line.months.seconds == 0 { format!("{price} × {time}") } else { format!("{price} × ({time})") };
    let discount = match line.percent {
        100 => String::new(),
        percent => format!(" × {}", style.percent(percent)),
    };
    format!("{product}{discount} = {}", style.money(line.amount))
}

/// A length of term months: `2 months + 3 days ÷ 31 days`.
pub(in crate::web) fn time(style: Style, months: TermMonths) -> String {
    let Style { t, f, .. } = style;
    if months.seconds == 0 {
        return t.months(months.whole).into_owned();
    }
    let (part, of) = (f.duration_days(months.seconds), f.duration_days(months.of_seconds));
    if months.whole == 0 {
        return format!("{part} ÷ {of}");
    }
    format!("{} + {part} ÷ {of}", t.months(months.whole))
}

/// What an order is about, in a few words: as its cart says, or as its lines say.
pub(in crate::web) fn what_of(t: Words, wish: &Wish, lines: &[Line]) -> String {
    let add_ons = lines.iter().filter(|line| matches!(line.item, Item::AddOn(_))).count();
    match (wish, lines.first().map(|line| line.item)) {
        (Wish::Buy(cart), _) => what(t, cart),
        (Wish::CallPack(cart), Some(item)) => {
            t.order_what_pack(&t.item_name(item), &t.months(cart.months)).into_owned()
        }
        (Wish::Renew(renewal), Some(Item::Package(edition))) => {
            about(t, package(t, edition, renewal.months), add_ons)
        }
        (Wish::Upgrade(_), Some(item)) => t.order_what_upgrade(&t.item_name(item)).into_owned(),
        (Wish::Renew(renewal), Some(item)) => {
            t.order_what_pack(&t.item_name(item), &t.months(renewal.months)).into_owned()
        }
        (Wish::CallPack(_) | Wish::Renew(_) | Wish::Upgrade(_), None) => {
            t.order_what_add_ons(add_ons).into_owned()
        }
    }
}

/// What is bought, in a few words: `Professional package, 6 months and 2 add-ons`.
pub(in crate::web) fn what(t: Words, cart: &Cart) -> String {
    let count = cart.add_ons.len();
    match cart.package {
        None => t.order_what_add_ons(count).into_owned(),
        Some(edition) => about(t, package(t, edition, cart.months), count),
    }
}

fn about(t: Words, package: String, add_ons: usize) -> String {
    if add_ons == 0 { package } else { t.order_what_more(&package, add_ons).into_owned() }
}

fn package(t: Words, edition: Edition, months: u32) -> String {
    t.order_what_package(&t.edition_name(edition), &t.months(months)).into_owned()
}
