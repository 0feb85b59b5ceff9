//! How far a balance goes: whether it covers what is taken within some days, what exactly is missing, and when
//! something stops if nothing is topped up (T4, R2, R3, U8).

use super::{Charge, ChargeOf, Event, Forecast, Happening, Outlook};
use crate::domain::{
    bill::BillTimes, calendar::Timestamp, catalog::Releases, ids::SdkAppId, money::Amount, month::Month,
};

/// The days that a balance is held against.
pub const REACH_DAYS: u32 = 30;

/// What a balance is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The end of the days.
    pub until: Timestamp,
    /// What is taken until then.
    pub needed: Amount,
    /// What the balance does not cover; none where it covers everything.
    pub short: Option<Short>,
}

/// What a balance does not cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Short {
    /// What is missing for everything until the end of the days.
    pub missing: Amount,
    /// The first charge that it does not last for.
    pub charge: Charge,
    /// When applications are deactivated for want of it.
    pub stops_at: Timestamp,
}

/// Holds `balance` against what `forecast` takes within [`REACH_DAYS`] after `now`, in its order. Vouchers are left out,
/// as in the forecast itself.
#[must_use]
pub fn reach(
    releases: &Releases,
    (forecast, apps): (&Forecast, &[Outlook]),
    balance: Amount,
    now: Timestamp,
) -> Reach {
    let until = releases.current().catalog.calendar().days_later(now, REACH_DAYS);
    let mut needed = Amount::ZERO;
    let mut first = None;
    for charge in forecast.charges().into_iter().take_while(|charge| charge.at <= until) {
        needed += charge.amount;
        if needed > balance && first.is_none() {
            first = Some(charge);
        }
    }
    let short = first.map(|charge| Short {
        missing: needed - balance,
        charge,
        stops_at: stops_at(releases, (forecast, apps), charge),
    });
    Reach { until, needed, short }
}

/// When applications are deactivated if a charge is not covered: of a bill some days after the debit, of a renewal after
/// the days of grace. A call pack that was bought alone has none: it ends, and nothing else.
fn stops_at(releases: &Releases, (forecast, apps): (&Forecast, &[Outlook]), charge: Charge) -> Timestamp {
    let catalog = &releases.current().catalog;
    match charge.of {
        ChargeOf::Bill(month) => {
            let span = Month::span(month, catalog.calendar());
            BillTimes::of(&releases.at(span.to).catalog, month).deactivate_at
        }
        ChargeOf::Renewal(app) => {
            let renewed = apps.iter().find(|other| other.app.id == app).map(|outlook| &outlook.app);
            let end = end_before(forecast, app, charge.at).or_else(|| renewed?.paid_until());
            let is_pack = renewed.is_some_and(|app| app.pack.is_some());
            let grace = if is_pack { 0 } else { catalog.periods.grace_days };
            catalog.calendar().days_later(end.unwrap_or(charge.at), grace)
        }
        ChargeOf::Plan(_) => charge.at,
    }
}

/// The end of the term that a renewal before `moment` gave an app.
fn end_before(forecast: &Forecast, app: SdkAppId, moment: Timestamp) -> Option<Timestamp> {
    let renewed = forecast.events.iter().rev().filter(|event| event.app == app && event.at < moment);
    renewed.into_iter().find_map(|Event { what, .. }| match what {
        Happening::Renewal { until, .. } => Some(*until),
        _ => None,
    })
}
