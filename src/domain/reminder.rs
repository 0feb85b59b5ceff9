//! What an account is reminded of, and on which days (R7): ends of terms and automatic renewals, before they come, on
//! the day and daily in the days of grace, and ends of push certificates (C5); once a day at 00:00, after everything else
//! that falls due then (D2).

use serde::{Deserialize, Serialize};

use super::{
    app::{App, AppState, StopCause},
    calendar::{Calendar, Timestamp},
    catalog::{Catalog, Releases},
    lifecycle,
    message::Named,
    money::Amount,
    purchase::Holding,
    push::Vendor,
    renewal::{self, Hindrance},
    upkeep::{self, Charge},
};

/// The days before an end on which it is told.
const DAYS_BEFORE: [u32; 4] = [7, 5, 3, 1];
/// How many days before its end a push certificate is shown as ending, and told of for the first time.
pub const PUSH_SOON: u32 = 30;
/// The days before the end of a push certificate on which it is told: a new one takes its owner a while to get.
const PUSH_DAYS_BEFORE: [u32; 4] = [PUSH_SOON, 7, 1, 0];

/// A line of a digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// Of which app.
    pub app: Named,
    /// Whether it is of the call pack that the app bought alone (P6).
    #[serde(default, skip_serializing_if = "is_false")]
    pub of_pack: bool,
    /// The end of its term, or of the certificate.
    pub ends_at: Timestamp,
    /// What is told.
    pub what: What,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// What a reminder tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The term will end unless somebody renews it.
    Ends,
    /// It renews itself.
    Renews {
        /// When.
        at: Timestamp,
        /// For how much, where all of it is still sold.
        amount: Option<Amount>,
        /// Whether the balance lasts for it.
        is_covered: bool,
    },
    /// An attempt of the same day to renew it failed (R2).
    NotRenewed {
        /// What was missing; none where something else stood against it.
        missing: Option<Amount>,
        /// What stood against it.
        hindrance: Option<Hindrance>,
        /// The next attempt, if there is one.
        again_at: Option<Timestamp>,
        /// When the app is stopped, once its term has ended.
        stops_at: Option<Timestamp>,
    },
    /// The term has ended.
    Ended {
        /// When the app is stopped.
        stops_at: Timestamp,
    },
    /// A push certificate will end; pushes through it then stop.
    PushEnds {
        /// The number of the certificate.
        number: i64,
        /// Whose push service it opens.
        vendor: Vendor,
    },
}

/// A push certificate that ends (C5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The app that it is for.
    pub app: Named,
    /// Whether the app is in use, so that somebody misses the pushes.
    pub is_used: bool,
    /// Its number, and whose push service it opens.
    pub certificate: (i64, Vendor),
    /// When it ends.
    pub ends_at: Timestamp,
}

/// An attempt to renew that failed on the day of the digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failed {
    /// What was missing.
    pub missing: Option<Amount>,
    /// What else stood against it.
    pub hindrance: Option<Hindrance>,
}

/// An app that paid something in advance, with what its reminder is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// The app as it stands at the moment of the digest.
    pub app: App,
    /// What it holds until its end.
    pub holdings: Vec<Holding>,
    /// The attempt of that day, if it failed.
    pub failed: Option<Failed>,
    /// Whether a covered renewal of this term has been told before.
    pub is_told: bool,
}

/// The first moment at `from` or after it at which something is to be told of `app`, as it stands now.
#[must_use]
pub fn next(app: &App, catalog: &Catalog, from: Timestamp) -> Option<Timestamp> {
    let (calendar, end) = (catalog.calendar(), end(app)?);
    let day = calendar.start_of_day(end);
    let before = DAYS_BEFORE.iter().map(|&days| calendar.days_earlier(day, days));
    let after = (0..=catalog.periods.grace_days).map(|days| calendar.days_later(day, days));
    before.chain(after).find(|moment| *moment >= from)
}

/// The first moment at `from` or after it at which the end of a push certificate is to be told.
#[must_use]
pub fn next_of_push(ends_at: Timestamp, calendar: Calendar, from: Timestamp) -> Option<Timestamp> {
    let day = calendar.start_of_day(ends_at);
    let moments = PUSH_DAYS_BEFORE.iter().map(|&days| calendar.days_earlier(day, days));
    moments.into_iter().find(|moment| *moment >= from)
}

/// A push certificate that ends before this moment ends soon, as seen at `now`: from the day on on which that is first told.
#[must_use]
pub fn push_soon(calendar: Calendar, now: Timestamp) -> Timestamp {
    calendar.days_later(calendar.start_of_day(now), PUSH_SOON + 1)
}

/// The digest of the day that begins at `at`: what is to be told of these apps of one account with `balance`, and of their
/// push certificates, by the end. Of a renewal that the balance covers only what was not told before.
#[must_use]
pub fn digest(
    (watched, ending): (&[Watched], &[Ending]),
    releases: &Releases,
    balance: Amount,
    at: Timestamp,
) -> Vec<Reminder> {
    let charges = charges(watched, releases, at);
    let known: Vec<(Charge, i64)> = watched
        .iter()
        .zip(&charges)
        .filter_map(|(watched, charge)| Some(((*charge)?, watched.app.id.number())))
        .collect();
    let mut covered = upkeep::covered(&known, balance).into_iter();
    let mut reminders = Vec::new();
    for (watched, charge) in watched.iter().zip(charges) {
        let charge = charge.map(|charge| (charge, covered.next().unwrap_or_default()));
        let catalog = &releases.current().catalog;
        reminders.extend(of(watched, charge, catalog, at));
    }
    let calendar = releases.current().catalog.calendar();
    reminders.extend(ending.iter().filter_map(|ending| of_push(ending, calendar, at)));
    reminders.sort_by_key(|reminder: &Reminder| (reminder.ends_at, reminder.app.id));
    reminders
}

/// The next automatic charge of each app, at the price that it will have as far as that is known at `at`: the price some
/// days before the end is the one that holds (R2).
fn charges(watched: &[Watched], releases: &Releases, at: Timestamp) -> Vec<Option<Charge>> {
    let charge = |watched: &Watched| {
        let newest = &releases.current().catalog;
        let end = end(&watched.app)?;
        let priced_at = newest.calendar().days_earlier(end, newest.renewals.price_days);
        let catalog = &releases.at(at.min(priced_at)).catalog;
        upkeep::next_charge(catalog, &watched.app, &watched.holdings, at)
    };
    watched.iter().map(charge).collect()
}

fn of(
    watched: &Watched,
    charge: Option<(Charge, bool)>,
    catalog: &Catalog,
    at: Timestamp,
) -> Option<Reminder> {
    let app = &watched.app;
    let ends_at = end(app).filter(|end| is_day(catalog, *end, at))?;
    let stops_at = match app.state {
        AppState::Expired { .. } => lifecycle::next_change(app, catalog).map(|(at, _)| at),
        _ => None,
    };
    let what = match (watched.failed, stops_at, charge) {
        (Some(Failed { missing, hindrance }), ..) => {
            let again_at = renewal::attempt_due(app, catalog);
            What::NotRenewed { missing, hindrance, again_at, stops_at }
        }
        (None, Some(stops_at), _) => What::Ended { stops_at },
        (None, None, _) if app.pack.is_some_and(|pack| pack.is_over) => return None,
        (None, None, Some((_, true))) if watched.is_told => return None,
        (None, None, Some((Charge { at, amount }, is_covered))) => What::Renews { at, amount, is_covered },
        (None, None, None) => What::Ends,
    };
    Some(Reminder { app: Named::of(app), of_pack: app.pack.is_some(), ends_at, what })
}

fn of_push(ending: &Ending, calendar: Calendar, at: Timestamp) -> Option<Reminder> {
    let Ending { app, certificate: (number, vendor), ends_at, .. } = ending;
    let days = days_between(calendar, at, *ends_at);
    let is_day = PUSH_DAYS_BEFORE.iter().any(|&before| i64::from(before) == days);
    let what = What::PushEnds { number: *number, vendor: *vendor };
    (ending.is_used && is_day).then(|| Reminder { app: app.clone(), of_pack: false, ends_at: *ends_at, what })
}

/// The end that an app is reminded of: of its running term, or of one that ended by itself and is in its days of grace. A
/// package that was refunded was given up by its owner. Of a call pack that has ended, only failed attempts are told.
fn end(app: &App) -> Option<Timestamp> {
    match app.state {
        AppState::Active => app.paid_until(),
        AppState::Expired { since, cause: StopCause::Expiry } => Some(since),
        _ => None,
    }
}

/// Whether the day of `at` is one on which a term that ends at `end` is told of.
fn is_day(catalog: &Catalog, end: Timestamp, at: Timestamp) -> bool {
    let days = days_between(catalog.calendar(), at, end);
    let before = DAYS_BEFORE.iter().any(|&before| i64::from(before) == days);
    before || (-i64::from(catalog.periods.grace_days)..=0).contains(&days)
}

/// Days of the calendar from one moment to another.
fn days_between(calendar: Calendar, from: Timestamp, to: Timestamp) -> i64 {
    let day = |moment| calendar.local(moment).date_naive();
    day(to).signed_duration_since(day(from)).num_days()
}

#[cfg(test)]
#[path = "reminder_tests.rs"]
mod tests;
