//! The lines of a bill, app by app, each with everything that its amount was made from (T3, U7). All of it is read from
//! the line; nothing is calculated but what is shown beside.

use std::collections::HashMap;

use super::lines::Style;
use crate::{
    domain::{
        charge::{Arithmetic, ChargeLine},
        course::Interval,
        ids::SdkAppId,
        money::Amount,
        month::Month,
    },
    web::paths,
};

/// The lines of one app.
#[derive(Clone, Debug)]
pub(in crate::web) struct AppLines {
    /// The SDKAppID.
    pub(in crate::web) id: String,
    /// The name.
    pub(in crate::web) name: String,
    /// The app's page.
    pub(in crate::web) url: String,
    /// What its lines come to.
    pub(in crate::web) amount: String,
    /// The lines.
    pub(in crate::web) lines: Vec<ChargeView>,
}

/// One line.
#[derive(Clone, Debug)]
pub(in crate::web) struct ChargeView {
    /// What for.
    pub(in crate::web) name: String,
    /// The amount before vouchers.
    pub(in crate::web) amount: String,
    /// The whole calculation with its result.
    pub(in crate::web) formula: String,
    /// The charged month where it is an earlier one, and the day of the highest value.
    pub(in crate::web) remarks: Vec<String>,
    /// When it was in force.
    pub(in crate::web) intervals: Vec<String>,
    /// How months are charged.
    pub(in crate::web) policy: String,
    /// The price list and the rounding.
    pub(in crate::web) source: String,
    /// The vouchers' share, if they have one.
    pub(in crate::web) voucher: Option<String>,
}

/// The lines by app, in their order. `names` are the names by number.
pub(in crate::web) fn by_app(
    style: Style,
    lines: &[ChargeLine],
    month: Month,
    names: &HashMap<i64, String>,
) -> Vec<AppLines> {
    let of_app = |lines: &[ChargeLine]| {
        let app: SdkAppId = lines.first()?.app;
        Some(AppLines {
            id: app.to_string(),
            name: names.get(&app.number()).cloned().unwrap_or_else(|| app.to_string()),
            url: paths::app(app),
            amount: style.money(lines.iter().map(|line| line.amount).sum()),
            lines: lines.iter().map(|line| view(style, line, month)).collect(),
        })
    };
    lines.chunk_by(|one, next| one.app == next.app).filter_map(of_app).collect()
}

fn view(style: Style, line: &ChargeLine, month: Month) -> ChargeView {
    let Style { t, f, .. } = style;
    let (terms, _) = terms(style, &line.arithmetic);
    let mut remarks = Vec::new();
    if line.month != month {
        remarks.push(t.bill_correction(&f.calendar_month(line.month)).into_owned());
    }
    remarks.extend(peak(style, &line.arithmetic));
    ChargeView {
        name: t.charge_name(line.subject).into_owned(),
        amount: style.money(line.amount),
        formula: format!("{terms} = {}", style.money(line.amount)),
        remarks,
        intervals: intervals(&line.arithmetic).iter().map(|interval| stretch(style, *interval)).collect(),
        policy: t.policy_name(line.policy).into_owned(),
        source: t.line_version(&f.number(line.price_version)).into_owned(),
        voucher: line.deducted.is_positive().then(|| style.money(-line.deducted)),
    }
}

/// The calculation without its result, and the unit price.
pub(in crate::web) fn terms(style: Style, arithmetic: &Arithmetic) -> (String, Amount) {
    let Style { t, f, .. } = style;
    match arithmetic {
        Arithmetic::Prorated { monthly, seconds, of_seconds, .. } => {
            let (part, of) = (f.duration_days(*seconds), f.duration_days(*of_seconds));
            (format!("{} × {part} ÷ {of}", style.money(*monthly)), *monthly)
        }
        Arithmetic::WholeMonth { monthly, .. } | Arithmetic::WholeHistory { monthly, .. } => {
            (format!("{} × {}", style.money(*monthly), t.months(1)), *monthly)
        }
        Arithmetic::Blocks { peak, free, block, blocks, price } => {
            let number = |value: u32| f.number(i64::from(value));
            let counted =
                t.bill_blocks(&number(peak.value), &number(*free), &number(*block), &number(*blocks));
            (format!("{counted}; {} × {}", style.money(*price), number(*blocks)), *price)
        }
        Arithmetic::Correction { billed, now } => {
            let (inner, unit) = terms(style, now);
            (format!("{inner} − {}", t.bill_billed(&style.money(*billed))), unit)
        }
    }
}

fn peak(style: Style, arithmetic: &Arithmetic) -> Option<String> {
    match arithmetic {
        Arithmetic::Blocks { peak, .. } => Some(style.t.bill_peak(&style.f.date_long(peak.day)).into_owned()),
        Arithmetic::Correction { now, .. } => peak(style, now),
        Arithmetic::Prorated { .. } | Arithmetic::WholeMonth { .. } | Arithmetic::WholeHistory { .. } => None,
    }
}

/// When a line was in force; use has no such times.
pub(in crate::web) fn intervals(arithmetic: &Arithmetic) -> &[Interval] {
    match arithmetic {
        Arithmetic::Prorated { intervals, .. }
        | Arithmetic::WholeMonth { intervals, .. }
        | Arithmetic::WholeHistory { intervals, .. } => intervals,
        Arithmetic::Blocks { .. } => &[],
        Arithmetic::Correction { now, .. } => self::intervals(now),
    }
}

fn stretch(style: Style, Interval { from, to }: Interval) -> String {
    let f = style.f;
    let length = f.duration_days(to.seconds_since(from));
    format!("{} – {} · {length}", f.date_time(from), f.date_time_zoned(to))
}
