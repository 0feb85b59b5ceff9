//! Charge lines as pages show them, each with the arithmetic of its amount (T3): written from the lines that bills are
//! made of; nothing is calculated here.

use std::borrow::Cow;

use super::lines::Style;
use crate::domain::{
    charge::{Arithmetic, ChargeLine},
    course::Interval,
    postpaid::total,
};

/// One line.
#[derive(Clone, Debug)]
pub(in crate::web) struct ChargeView {
    /// What is charged.
    pub(in crate::web) name: Cow<'static, str>,
    /// What it comes to.
    pub(in crate::web) amount: String,
    /// The calculation with its result.
    pub(in crate::web) formula: String,
    /// Labels and values of what the amount was made from.
    pub(in crate::web) facts: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    /// When it was in force, stretch by stretch.
    pub(in crate::web) spans: Vec<String>,
}

/// Lines with their sum.
#[derive(Clone, Debug)]
pub(in crate::web) struct Charges {
    /// The lines.
    pub(in crate::web) lines: Vec<ChargeView>,
    /// The sum.
    pub(in crate::web) total: String,
}

impl Charges {
    /// Puts lines into words.
    pub(in crate::web) fn of(style: Style, lines: &[ChargeLine]) -> Self {
        let total = style.money(total(lines));
        Self { lines: lines.iter().map(|line| view(style, line)).collect(), total }
    }
}

fn view(style: Style, line: &ChargeLine) -> ChargeView {
    let Style { t, f, .. } = style;
    let amount = style.money(line.amount);
    let (how, intervals) = explained(style, &line.arithmetic);
    let mut facts = vec![(t.charge_policy(), how)];
    if let Arithmetic::Blocks { peak, free, .. } = &line.arithmetic {
        let day = f.date(peak.day);
        facts.push((t.charge_peak(), t.charge_peak_on(&f.number(peak.value.into()), &day)));
        facts.push((t.charge_free(), f.number((*free).into()).into()));
    }
    facts.push((t.line_source(), t.line_version(&f.number(line.price_version))));
    let span = |interval: &Interval| {
        t.charge_span(&f.date_time(interval.from), &f.date_time(interval.to)).into_owned()
    };
    ChargeView {
        name: t.charge_name(line.subject),
        formula: format!("{} = {amount}", formula(style, &line.arithmetic)),
        facts,
        spans: intervals.iter().map(span).collect(),
        amount,
    }
}

/// By which rule an amount was made, and for which stretches of time.
fn explained(style: Style, arithmetic: &Arithmetic) -> (Cow<'static, str>, &[Interval]) {
    let t = style.t;
    match arithmetic {
        Arithmetic::Prorated { intervals, .. } => (t.charge_prorated(), intervals),
        Arithmetic::WholeMonth { intervals, .. } => (t.charge_whole_month(), intervals),
        Arithmetic::WholeHistory { intervals, .. } => (t.charge_whole_history(), intervals),
        Arithmetic::Blocks { .. } => (t.charge_blocks(), &[]),
        Arithmetic::Correction { .. } => (t.charge_correction(), &[]),
    }
}

/// `CN¥999.00 × 20 days 12 hours ÷ 30 days`, without the result.
fn formula(style: Style, arithmetic: &Arithmetic) -> String {
    let Style { t, f, .. } = style;
    match arithmetic {
        Arithmetic::Prorated { monthly, seconds, of_seconds, .. } => {
            let price = style.money(*monthly);
            format!("{price} × ({}) ÷ ({})", f.duration_days(*seconds), f.duration_days(*of_seconds))
        }
        Arithmetic::WholeMonth { monthly, .. } | Arithmetic::WholeHistory { monthly, .. } => {
            t.charge_one_month(&style.money(*monthly)).into_owned()
        }
        Arithmetic::Blocks { peak, free, block, blocks, price } => {
            let number = |count: &u32| f.number(i64::from(*count));
            let (peak, free, block) = (number(&peak.value), number(free), number(block));
            let begun = t.charge_begun_blocks(&number(blocks));
            format!("⌈({peak} − {free}) ÷ {block}⌉ = {begun}; {begun} × {}", style.money(*price))
        }
        Arithmetic::Correction { billed, now } => {
            format!("{} − {}", formula(style, now), style.money(*billed))
        }
    }
}
