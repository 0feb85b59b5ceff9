//! What happens in the coming months, month by month, each amount with its arithmetic (T3, T4). Written from the events
//! of a forecast; nothing is calculated here.

use std::borrow::Cow;

use crate::{
    domain::{
        calendar::Calendar,
        forecast::{Assumption, Event, Forecast, Happening},
        month::Month,
    },
    web::{
        list::Moment,
        page::Page,
        pages::{
            charges::Charges,
            lines::{self, LineView, Style},
        },
    },
};

/// A month in which something happens.
#[derive(Clone, Debug)]
pub(in crate::web) struct MonthView {
    /// The id of its heading.
    pub(in crate::web) id: String,
    /// The month.
    pub(in crate::web) title: String,
    /// What is to be paid.
    pub(in crate::web) total: String,
    /// What happens.
    pub(in crate::web) events: Vec<EventView>,
}

/// Something that happens.
#[derive(Clone, Debug)]
pub(in crate::web) struct EventView {
    /// What.
    pub(in crate::web) title: Cow<'static, str>,
    /// When.
    pub(in crate::web) at: Moment,
    /// What it costs; none of what costs nothing by its nature.
    pub(in crate::web) amount: Option<String>,
    /// The lines of a renewal or of the plan.
    pub(in crate::web) lines: Vec<LineView>,
    /// The lines of a bill that do not depend on use.
    pub(in crate::web) charges: Option<Charges>,
    /// Those that do, and what was assumed.
    pub(in crate::web) usage: Option<(Charges, Cow<'static, str>)>,
    /// What is given back.
    pub(in crate::web) given_back: Option<Cow<'static, str>>,
}

/// The months of a forecast in which something happens.
pub(in crate::web) fn months(page: &Page, calendar: Calendar, forecast: &Forecast) -> Vec<MonthView> {
    let style = Style::signs(page.t, page.f);
    let month_of = |event: &Event| Month::of(calendar, event.at);
    let chunks = forecast.events.chunk_by(|one, next| month_of(one) == month_of(next));
    let view = |events: &[Event]| {
        let month = month_of(events.first()?);
        Some(MonthView {
            id: format!("m{month}"),
            title: page.f.calendar_month(month),
            total: style.money(forecast.in_month(month)),
            events: events.iter().map(|event| happens(page, style, event)).collect(),
        })
    };
    chunks.filter_map(view).collect()
}

fn happens(page: &Page, style: Style, Event { at, what, .. }: &Event) -> EventView {
    let (t, f) = (page.t, page.f);
    let plain = EventView {
        title: Cow::default(),
        at: Moment::of(page, *at),
        amount: Some(style.money(what.amount())),
        lines: Vec::new(),
        charges: None,
        usage: None,
        given_back: None,
    };
    match what {
        Happening::Bill { month, lines, usage, assumption } => EventView {
            title: t.ahead_bill(&f.calendar_month(*month)),
            charges: (!lines.is_empty()).then(|| Charges::of(style, lines)),
            usage: (!usage.is_empty()).then(|| (Charges::of(style, usage), assumed(page, *assumption))),
            ..plain
        },
        Happening::Renewal { lines, version, until } => EventView {
            title: t.ahead_renewal(&f.date_long(*until)),
            lines: lines::views(style, lines, *version, ""),
            ..plain
        },
        Happening::Planned { lines, version, given_back } => EventView {
            title: t.ahead_plan(),
            lines: lines::views(style, lines, *version, ""),
            given_back: given_back.is_positive().then(|| t.ahead_given_back(&style.money(*given_back))),
            ..plain
        },
        Happening::Effect(effect) => EventView { title: t.effect_name(*effect), amount: None, ..plain },
    }
}

/// The use that was assumed, in words.
pub(in crate::web) fn assumed(page: &Page, assumption: Assumption) -> Cow<'static, str> {
    let number = |count: u32| page.f.number(i64::from(count));
    page.t.ahead_assumed(&number(assumption.daily_active_users), &number(assumption.peak_groups))
}

/// A sum by month.
#[derive(Clone, Debug)]
pub(in crate::web) struct Totals {
    /// Twelve months together.
    pub(in crate::web) total: String,
    /// The part that follows from assumed use; none where there is no such part.
    pub(in crate::web) usage: Option<String>,
    /// What is taken next.
    pub(in crate::web) next: Cow<'static, str>,
}

impl Totals {
    /// The sums of a forecast.
    pub(in crate::web) fn of(page: &Page, forecast: &Forecast) -> Self {
        let (t, f) = (page.t, page.f);
        let usage = Some(forecast.usage()).filter(|usage| !usage.is_zero());
        let next = forecast.charges().into_iter().next();
        Self {
            total: f.money(forecast.total()),
            usage: usage.map(|usage| f.money(usage)),
            next: next.map_or_else(
                || t.ahead_no_next(),
                |next| t.ahead_amount_at(&f.money(next.amount), &f.date_time_zoned(next.at)),
            ),
        }
    }
}
