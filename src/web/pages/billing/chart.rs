//! What was spent month by month, stacked by application: a drawing that names every value, and a table with the same
//! figures (pages.md 1.10, QA12). Everything is placed in whole units; text is never scaled.

use std::{borrow::Cow, collections::HashMap};

use crate::{
    domain::{
        ids::SdkAppId,
        money::Amount,
        month::Month,
        spent::{Series, Spent, stacked},
    },
    web::{page::Page, paths},
};

/// How many months can be shown; the first is shown unless another is asked for.
const SPANS: [usize; 2] = [6, 12];
/// The most applications with a colour of their own.
const MOST: usize = 5;
/// The colours, in order; the last is that of all other applications, which come after [`MOST`]. Each stands out from the surface by 3:1 at least.
const FILLS: [&str; MOST + 1] =
    ["var(--brand-t)", "var(--warn)", "var(--ok)", "var(--info)", "var(--text-2)", "var(--control)"];
/// The highest bar, the room above it for its value and the room below for its month.
const HIGHEST: i64 = 120;
const ABOVE: i64 = 20;
const BELOW: i64 = 20;
/// How wide a bar is.
const BAR: i64 = 28;

/// The chart.
pub(super) struct Chart {
    pub(super) spans: Vec<Span>,
    pub(super) drawing: Option<Drawing>,
}

/// A choice of how many months are shown.
pub(super) struct Span {
    pub(super) label: Cow<'static, str>,
    pub(super) url: String,
    pub(super) is_chosen: bool,
}

/// The drawing with its table; none where nothing was spent.
pub(super) struct Drawing {
    pub(super) title: Cow<'static, str>,
    pub(super) description: String,
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) columns: Vec<Column>,
    /// Colours with names, in the order of the table.
    pub(super) series: Vec<(&'static str, Cow<'static, str>)>,
}

/// A month: its bar, its label, and its row of the table.
pub(super) struct Column {
    pub(super) middle: i64,
    pub(super) value_at: i64,
    pub(super) month: String,
    pub(super) total: String,
    pub(super) amounts: Vec<String>,
    pub(super) parts: Vec<Part>,
}

/// An application's part of a bar.
pub(super) struct Part {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) height: i64,
    pub(super) fill: &'static str,
}

/// How many months are meant by what stands in the address.
pub(super) fn span(asked: &str) -> usize {
    let [usual, _] = SPANS;
    asked.parse().ok().filter(|count| SPANS.contains(count)).unwrap_or(usual)
}

impl Chart {
    /// The chart of these months; `names` are those of the applications.
    pub(super) fn of(
        page: &Page,
        (months, spent): (&[Month], &[Spent]),
        names: &HashMap<i64, String>,
    ) -> Self {
        let choice = |count: usize| Span {
            label: page.t.spent_months(count),
            url: format!("{}#chart", paths::with_query(paths::BILLING, &[("months", &count.to_string())])),
            is_chosen: count == months.len(),
        };
        Self {
            spans: SPANS.into_iter().map(choice).collect(),
            drawing: Drawing::of(page, months, &stacked(months, spent, MOST), names),
        }
    }
}

impl Drawing {
    fn of(page: &Page, months: &[Month], series: &[Series], names: &HashMap<i64, String>) -> Option<Self> {
        let (first, last) = (months.first()?, months.last()?);
        let called: Vec<Cow<'static, str>> =
            series.iter().map(|series| name(page, series.app, names)).collect();
        let by_month: Vec<Vec<Amount>> = (0..months.len())
            .map(|place| series.iter().filter_map(|series| series.amounts.get(place).copied()).collect())
            .collect();
        let most = by_month.iter().map(|amounts| drawn(amounts)).max().filter(|most| *most > 0)?;
        let words: Vec<(String, String)> = months
            .iter()
            .zip(&by_month)
            .map(|(month, amounts)| {
                (page.f.calendar_month(*month), page.f.money(amounts.iter().copied().sum()))
            })
            .collect();
        let step = words.iter().flat_map(|(month, total)| [width(month), width(total)]).max()?.max(BAR + 12);
        let columns = (0..).zip(words).zip(&by_month).map(|((place, (month, total)), amounts)| {
            let middle = place * step + step / 2;
            let (parts, value_at) = parts(amounts, most, middle - BAR / 2);
            let amounts = amounts.iter().map(|amount| page.f.money(*amount)).collect();
            Column { middle, value_at, month, total, amounts, parts }
        });
        let columns: Vec<Column> = columns.collect();
        let stretch = (page.f.calendar_month(*first), page.f.calendar_month(*last));
        Some(Self {
            title: page.t.spent_title(&stretch.0, &stretch.1),
            description: columns.iter().map(|column| told(column, &called)).collect::<Vec<_>>().join("; "),
            width: step * i64::try_from(months.len()).unwrap_or_default(),
            height: ABOVE + HIGHEST + BELOW,
            series: FILLS.into_iter().zip(called).collect(),
            columns,
        })
    }
}

fn name(page: &Page, app: Option<SdkAppId>, names: &HashMap<i64, String>) -> Cow<'static, str> {
    match app {
        None => page.t.spent_others(),
        Some(app) => names.get(&app.number()).cloned().unwrap_or_else(|| app.to_string()).into(),
    }
}

/// `June 2027: CN¥30.00 (App_1 CN¥10.00, App_2 CN¥20.00)`.
fn told(column: &Column, called: &[Cow<'static, str>]) -> String {
    let parts = called.iter().zip(&column.amounts).map(|(name, amount)| format!("{name} {amount}"));
    format!("{}: {} ({})", column.month, column.total, parts.collect::<Vec<_>>().join(", "))
}

/// What of a month can be drawn, in minor units: what more was given back than spent has no bar.
fn drawn(amounts: &[Amount]) -> i64 {
    amounts.iter().map(|amount| amount.as_minor().max(0)).sum()
}

/// The parts of a bar from below, and where its value stands. What is not nothing has a part.
fn parts(amounts: &[Amount], most: i64, x: i64) -> (Vec<Part>, i64) {
    let height =
        |sum: i64| i64::try_from(i128::from(sum) * i128::from(HIGHEST) / i128::from(most)).unwrap_or(HIGHEST);
    let (mut sum, mut parts, mut top) = (0, Vec::new(), ABOVE + HIGHEST);
    for (amount, fill) in amounts.iter().zip(FILLS).filter(|(amount, _)| amount.is_positive()) {
        sum += amount.as_minor();
        let y = (ABOVE + HIGHEST - height(sum)).min(top - 1);
        // A line of the surface parts what lies on one another.
        let gap = i64::from(top - y > 2 && !parts.is_empty());
        parts.push(Part { x, y, height: top - y - gap, fill });
        top = y;
    }
    (parts, top - 6)
}

/// How wide a text is at most, with room beside it: letters of China and Japan are twice as wide as others.
fn width(text: &str) -> i64 {
    let cells: i64 = text.chars().map(|letter| if letter > '\u{2e80}' { 2 } else { 1 }).sum();
    cells * 13 / 2 + 12
}
