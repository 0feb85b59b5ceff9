//! One app's way through the coming months: its renewals and ends first, then the bills of what it is meanwhile.

use super::{BilledMonth, Event, Happening, Horizon, Outlook};
use crate::domain::{
    app::{App, Plan},
    calendar::Timestamp,
    catalog::Releases,
    charge::{ChargeLine, Measure, Subject},
    course::{Course, Setup},
    entitlement::PaidLine,
    ids::OrderNo,
    lifecycle::{self, Effect},
    postpaid::AppCourse,
    quote::{Priced, Span},
    renewal::{self, Prepaid},
    usage::{self, Reading},
};

/// Everything that happens to an app within the horizon, in no particular order.
pub(super) fn events(releases: &Releases, outlook: &Outlook, horizon: &Horizon) -> Vec<Event> {
    let mut walk = Walk {
        releases,
        app: outlook.app.clone(),
        lines: outlook.lines.clone(),
        course: outlook.course.clone(),
        events: Vec::new(),
    };
    while walk.step(horizon) {}
    let Walk { course, mut events, .. } = walk;
    events
        .extend(horizon.months.iter().filter_map(|month| bill(releases, outlook, &course, (horizon, month))));
    events
}

struct Walk<'a> {
    releases: &'a Releases,
    app: App,
    lines: Vec<PaidLine>,
    course: Course,
    events: Vec<Event>,
}

impl Walk<'_> {
    /// Does the next thing that time does to the app; `false` when there is none within the horizon.
    fn step(&mut self, horizon: &Horizon) -> bool {
        let catalog = &self.releases.current().catalog;
        let next = lifecycle::next_change(&self.app, catalog).filter(|(at, _)| *at <= horizon.to);
        let attempt =
            renewal::attempt_due(&self.app, catalog).filter(|at| horizon.from <= *at && *at <= horizon.to);
        match (attempt, next) {
            (Some(at), next) if next.is_none_or(|(due, _)| at <= due) => self.renew(at),
            (_, Some((at, effect))) => self.suffer(at, effect),
            _ => false,
        }
    }

    fn renew(&mut self, at: Timestamp) -> bool {
        let prepaid =
            Prepaid { app: &self.app, lines: &self.lines, releases: self.releases, has_overdue: false };
        let (Ok(priced), Some(list)) = (renewal::automatic(&prepaid), renewal::price_list(&prepaid)) else {
            self.app.auto_renew = false;
            return true;
        };
        let version = list.version;
        let span = priced.start.span(self.releases.current().catalog.calendar(), 1, at);
        give(&mut self.lines, &priced, span, version);
        match self.app.plan {
            Plan::Postpaid { .. } => self.app.hold_pack(span.ends_at),
            _ => self.app.hold_package(priced.edition, span.ends_at),
        }
        self.event(at, Happening::Renewal { lines: priced.lines, version, until: span.ends_at });
        true
    }

    fn suffer(&mut self, at: Timestamp, effect: Effect) -> bool {
        if lifecycle::apply(&mut self.app, effect, at).is_none() {
            return false;
        }
        if let (Effect::Deactivate, Some(setup)) = (effect, self.course.at(at)) {
            let stopped = Setup { running: false, ..setup.clone() };
            self.course = self.course.turned(at, stopped);
        }
        self.event(at, Happening::Effect(effect));
        true
    }

    fn event(&mut self, at: Timestamp, what: Happening) {
        self.events.push(Event { at, app: self.app.id, what });
    }
}

/// Adds what was priced to the paid lines, under the number of the last order: a forecast has no numbers of its own.
pub(super) fn give(lines: &mut Vec<PaidLine>, priced: &Priced, span: Span, version: i64) {
    let Some(order) = lines.last().map(|line| line.order.clone()).or_else(no_order) else { return };
    for (position, line) in (1..).zip(&priced.lines) {
        lines.push(PaidLine {
            order: order.clone(),
            position,
            catalog_version: version,
            line: line.clone(),
            anchor: span.anchor,
            starts_at: span.starts_at,
            ends_at: span.ends_at,
            is_difference: false,
        });
    }
}

/// The order number of what was never ordered.
pub(super) fn no_order() -> Option<OrderNo> {
    OrderNo::parse("000000000000000000")
}

/// What an app has on the bill of a month; nothing where it costs nothing.
fn bill(
    releases: &Releases,
    outlook: &Outlook,
    course: &Course,
    (horizon, month): (&Horizon, &BilledMonth),
) -> Option<Event> {
    let app = AppCourse { app: outlook.app.id, data_centre: &outlook.app.data_centre, course };
    let readings = readings(releases, outlook, course, (horizon, month));
    let lines = usage::month_lines(releases, app, month.span, &readings);
    let (usage, lines): (Vec<ChargeLine>, Vec<ChargeLine>) =
        lines.into_iter().partition(|line| matches!(line.subject, Subject::Usage(_)));
    let what = Happening::Bill { month: month.span.month, lines, usage, assumption: outlook.assumption };
    let is_empty =
        matches!(&what, Happening::Bill { lines, usage, .. } if lines.is_empty() && usage.is_empty());
    (!is_empty).then_some(Event { at: month.times.debit_at, app: outlook.app.id, what })
}

/// What was reported for the month, and what is assumed for the rest of it: one day of each stretch of one setup is
/// enough, since only the highest counts (U6).
fn readings(
    releases: &Releases,
    outlook: &Outlook,
    course: &Course,
    (horizon, month): (&Horizon, &BilledMonth),
) -> Vec<Reading> {
    let calendar = releases.current().catalog.calendar();
    let reported = outlook.readings.iter().filter(|reading| month.span.contains(reading.day)).copied();
    let rest = course.pieces(month.span.from.max(horizon.from), month.span.to);
    let assumed =
        rest.flat_map(|piece| {
            let day = calendar.start_of_day(piece.interval.from);
            let Assumed { users, groups } = Assumed::of(outlook);
            [(Measure::DailyActiveUsers, users), (Measure::PeakGroups, groups)]
                .map(|(measure, value)| Reading { day, measure, value })
        });
    reported.chain(assumed).collect()
}

struct Assumed {
    users: u32,
    groups: u32,
}

impl Assumed {
    const fn of(outlook: &Outlook) -> Self {
        Self { users: outlook.assumption.daily_active_users, groups: outlook.assumption.peak_groups }
    }
}
