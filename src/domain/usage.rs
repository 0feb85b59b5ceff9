//! What is charged beside the package, under both policies and from the first month on (U6): longer histories by the
//! whole month, and use above the free quota by the month's highest value and the block begun.

use serde::{Deserialize, Serialize};

use super::{
    calendar::Timestamp,
    catalog::{Releases, UsagePrice},
    charge::{Arithmetic, ChargeLine, Measure, Peak, Subject, begun_blocks},
    course::{Interval, Piece, Setup},
    limits::Limits,
    month::{Month, MonthSpan},
    postpaid::{self, AppCourse, Desk},
};

/// What an app's use was on one day. Of several reports for a day and measure the highest counts (U7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// 00:00 of the day in the catalog's zone.
    pub day: Timestamp,
    /// What was measured.
    pub measure: Measure,
    /// How many.
    pub value: u32,
}

/// Everything an app is billed for in a month: package and add-ons, history, usage, in this order (U4–U6).
#[must_use]
pub fn month_lines(
    releases: &Releases,
    app: AppCourse<'_>,
    span: MonthSpan,
    readings: &[Reading],
) -> Vec<ChargeLine> {
    let mut lines = postpaid::lines(releases, app, span);
    lines.extend(history_line(releases, app, span));
    lines.extend(usage_lines(releases, app, span, readings));
    lines
}

/// What an app is billed for this month and the next, as the dialogs show it before a change is confirmed (U1, U2): for
/// the course as it is and, from [`Course::turned`](super::course::Course::turned), as it will be. This month is taken
/// as if nothing else happened in it; the next has no usage yet.
#[must_use]
pub fn estimates(
    releases: &Releases,
    app: AppCourse<'_>,
    now: Timestamp,
    readings: &[Reading],
) -> [Vec<ChargeLine>; 2] {
    let calendar = releases.current().catalog.calendar();
    let month = Month::of(calendar, now);
    [month, month.next()].map(|month| month_lines(releases, app, month.span(calendar), readings))
}

/// What an app is billed for this month if it is stopped at `now`: what it has cost so far (U10).
#[must_use]
pub fn so_far(
    releases: &Releases,
    app: AppCourse<'_>,
    now: Timestamp,
    readings: &[Reading],
) -> Vec<ChargeLine> {
    let Some(setup) = app.course.at(now) else { return Vec::new() };
    let course = app.course.turned(now, Setup { running: false, ..setup.clone() });
    let calendar = releases.current().catalog.calendar();
    let span = Month::of(calendar, now).span(calendar);
    month_lines(releases, AppCourse { course: &course, ..app }, span, readings)
}

/// The line for a longer history: the dearest configuration of the month once, for the whole month (U6).
#[must_use]
pub fn history_line(releases: &Releases, app: AppCourse<'_>, span: MonthSpan) -> Option<ChargeLine> {
    let desk = Desk::new(releases, app, span);
    let price = |piece: &Piece<'_>| {
        let days = piece.setup.history_days.filter(|_| piece.setup.mode.is_some())?;
        let edition = piece.setup.edition;
        let price = releases.history_monthly(desk.release.version, app.data_centre, edition, days)?;
        Some((price, edition, days))
    };
    let priced = desk.running().filter_map(|piece| price(&piece));
    let dearest = priced.reduce(|best, next| if next.0.monthly > best.0.monthly { next } else { best })?;
    let on = desk.running().filter(|piece| price(piece) == Some(dearest)).map(|piece| piece.interval);
    let (price, edition, days) = dearest;
    let arithmetic = Arithmetic::WholeHistory { monthly: price.monthly, edition, intervals: joined(on) };
    Some(desk.head().line(Subject::History(days), price.version, arithmetic))
}

/// The lines for use above the free quota (U6): on the highest value of the days with a charged edition, above the
/// largest free quota of the month's charged editions, by the block begun. Without one there is no line.
#[must_use]
pub fn usage_lines(
    releases: &Releases,
    app: AppCourse<'_>,
    span: MonthSpan,
    readings: &[Reading],
) -> Vec<ChargeLine> {
    let desk = Desk::new(releases, app, span);
    let charged = charged_pieces(&desk);
    let Some(book) = desk.catalog().book_of(app.data_centre) else { return Vec::new() };
    let prices = [
        (Measure::DailyActiveUsers, book.usage.daily_active_users),
        (Measure::PeakGroups, book.usage.peak_groups),
    ];
    let line = |(measure, price)| usage_line(&desk, &charged, readings, measure, price);
    prices.into_iter().filter_map(line).collect()
}

fn usage_line(
    desk: &Desk<'_>,
    charged: &[Piece<'_>],
    readings: &[Reading],
    measure: Measure,
    UsagePrice { block, price }: UsagePrice,
) -> Option<ChargeLine> {
    let (free, peak) = quota_and_peak(desk, charged, readings, measure)?;
    let peak = peak?;
    let blocks = begun_blocks(peak.value, free, block);
    let arithmetic = Arithmetic::Blocks { peak, free, block, blocks, price };
    let version = desk.release.version;
    (blocks > 0).then(|| desk.head().line(Subject::Usage(measure), version, arithmetic))
}

/// The largest free quota of the charged editions and the highest value of their days; none without such an edition.
fn quota_and_peak(
    desk: &Desk<'_>,
    charged: &[Piece<'_>],
    readings: &[Reading],
    measure: Measure,
) -> Option<(u32, Option<Peak>)> {
    let quota = |piece: &Piece<'_>| free(measure, &desk.catalog().edition(piece.setup.edition).limits);
    let free = charged.iter().filter_map(quota).max()?;
    let of_month =
        readings.iter().filter(|reading| reading.measure == measure && desk.span.contains(reading.day));
    let counted = of_month.filter(|reading| {
        let end = desk.catalog().calendar().days_later(reading.day, 1);
        charged.iter().any(|piece| piece.interval.from < end && reading.day < piece.interval.to)
    });
    let peaks = counted.map(|reading| Peak { value: reading.value, day: reading.day });
    Some((free, peaks.max_by_key(|peak| (peak.value, std::cmp::Reverse(peak.day)))))
}

/// How much of a free quota a month has used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaUse {
    /// Of what.
    pub measure: Measure,
    /// The highest value that counts.
    pub used: u32,
    /// What is free.
    pub free: u32,
}

/// What the month of `span` has used of its free quotas (U6); nothing without a charged edition.
#[must_use]
pub fn quota_use(
    releases: &Releases,
    app: AppCourse<'_>,
    span: MonthSpan,
    readings: &[Reading],
) -> Vec<QuotaUse> {
    let desk = Desk::new(releases, app, span);
    let charged = charged_pieces(&desk);
    let of = |&measure: &Measure| {
        let (free, peak) = quota_and_peak(&desk, &charged, readings, measure)?;
        Some(QuotaUse { measure, used: peak.map_or(0, |peak| peak.value), free })
    };
    Measure::ALL.iter().filter_map(of).collect()
}

/// The pieces of the month in which use is charged.
fn charged_pieces<'a>(desk: &Desk<'a>) -> Vec<Piece<'a>> {
    desk.running().filter(|piece| desk.catalog().edition(piece.setup.edition).usage_charged).collect()
}

/// The free quota of an edition; call minutes have none, for no bill charges them.
const fn free(measure: Measure, limits: &Limits) -> Option<u32> {
    match measure {
        Measure::DailyActiveUsers => Some(limits.free_daily_active_users),
        Measure::PeakGroups => Some(limits.free_peak_groups),
        Measure::CallMinutes => None,
    }
}

/// Intervals with those that touch made one.
fn joined(intervals: impl Iterator<Item = Interval>) -> Vec<Interval> {
    let mut joined: Vec<Interval> = Vec::new();
    for interval in intervals {
        match joined.last_mut() {
            Some(last) if last.to == interval.from => last.to = interval.to,
            _ => joined.push(interval),
        }
    }
    joined
}

#[cfg(test)]
#[path = "usage_tests.rs"]
mod tests;
