//! Real-time audio/video of an app (C7): whether it is on, the free trial of calls, and the call pack with its minutes.
//! What is kept is when it was enabled and when the trial ends; the pack follows from what the app holds.

use chrono::NaiveDate;

use super::{
    app::{App, AppState, Origin},
    calendar::{Calendar, Timestamp},
    catalog::Releases,
    charge::Measure,
    entitlement::PaidLine,
    product::{AddOn, CallPack, Item},
    purchase::{Holding, add_ons_in_force},
    usage_report::Usage,
};

/// What is kept of an app's audio/video.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// When it was enabled.
    pub enabled_at: Timestamp,
    /// When its trial ends or ended; none while none was taken.
    pub trial_ends_at: Option<Timestamp>,
}

/// Where an app's audio/video stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The app is stopped, and its audio/video with it.
    Stopped,
    /// It was not enabled yet.
    Off,
    /// It is enabled, without calls.
    On,
    /// Calls are being tried.
    Trial {
        /// Until when.
        until: Timestamp,
    },
    /// A call pack is in force.
    Pack(CallPack),
}

/// Why the free trial of calls was not given (C7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrialRefused {
    /// The app is stopped.
    #[error("the app is stopped")]
    Stopped,
    /// A call pack is in force, which holds more than the trial.
    #[error("a call pack is in force")]
    PackInForce,
    /// It runs already.
    #[error("the trial runs")]
    Running {
        /// Until when.
        until: Timestamp,
    },
    /// The app has had it.
    #[error("the trial was used")]
    Used {
        /// When it ended.
        ended_at: Timestamp,
    },
}

/// Where the audio/video of `app` stands at `now`. An app of the audio/video side has it from the first (L2), and a pack
/// switches it on by itself.
#[must_use]
pub fn standing(app: &App, kept: Option<Kept>, holdings: &[Holding], now: Timestamp) -> Standing {
    if !runs(app) {
        return Standing::Stopped;
    }
    if let Some(pack) = pack_in_force(app, holdings, now) {
        return Standing::Pack(pack);
    }
    match kept {
        Some(Kept { trial_ends_at: Some(until), .. }) if now < until => Standing::Trial { until },
        Some(_) => Standing::On,
        None if app.origin == Origin::Rtc => Standing::On,
        None => Standing::Off,
    }
}

/// Whether an app's audio/video can be used and enabled: a stopped one's can't.
#[must_use]
pub const fn runs(app: &App) -> bool {
    matches!(app.state, AppState::Active | AppState::Expired { .. })
}

/// When the free trial would end that begins at `now` and lasts for so many days of the calendar (D1).
///
/// # Errors
/// When the app is stopped, a pack is in force, or the trial was given before.
pub fn try_calls(
    (calendar, days): (Calendar, u32),
    standing: Standing,
    kept: Option<Kept>,
    now: Timestamp,
) -> Result<Timestamp, TrialRefused> {
    match (standing, kept.and_then(|kept| kept.trial_ends_at)) {
        (Standing::Stopped, _) => Err(TrialRefused::Stopped),
        (Standing::Pack(_), _) => Err(TrialRefused::PackInForce),
        (Standing::Trial { until }, _) => Err(TrialRefused::Running { until }),
        (Standing::Off | Standing::On, Some(ended_at)) => Err(TrialRefused::Used { ended_at }),
        (Standing::Off | Standing::On, None) => Ok(calendar.days_later(now, days)),
    }
}

/// The call pack that counts at `now`, that of an expired app to the end of its grace.
#[must_use]
pub fn pack_in_force(app: &App, holdings: &[Holding], now: Timestamp) -> Option<CallPack> {
    add_ons_in_force(app, holdings, now).into_iter().find_map(|add_on| match add_on {
        AddOn::CallPack(pack) => Some(pack),
        _ => None,
    })
}

/// A term month of a call pack: minutes are given by the month and end with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackMonth {
    /// Which pack.
    pub pack: CallPack,
    /// When the pack began and when everything paid for it ends.
    pub term: (Timestamp, Timestamp),
    /// When the month began and when it ends.
    pub month: (Timestamp, Timestamp),
}

impl PackMonth {
    /// The month of the pack in force at `now`; the last one during the grace of an expired app. None without a pack.
    #[must_use]
    pub fn of(app: &App, holdings: &[Holding], calendar: Calendar, now: Timestamp) -> Option<Self> {
        let pack = pack_in_force(app, holdings, now)?;
        let of_pack = || holdings.iter().filter(|holding| holding.item == Item::AddOn(AddOn::CallPack(pack)));
        let current = of_pack().filter(|holding| holding.starts_at <= now).max_by_key(|one| one.ends_at)?;
        let moment = now.min(current.ends_at.plus_seconds(-1));
        let start = |months| calendar.months_later(current.anchor, months);
        let begun = (0_u32..1_200).take_while(|&months| start(months) <= moment).last()?;
        let from = start(begun).max(current.starts_at);
        let term = (of_pack().map(|one| one.starts_at).min()?, of_pack().map(|one| one.ends_at).max()?);
        Some(Self { pack, term, month: (from, start(begun + 1).min(current.ends_at)) })
    }

    /// The days that count for the month, the second one not: a day belongs to the month in which it ends.
    #[must_use]
    pub fn days(&self, calendar: Calendar) -> (NaiveDate, NaiveDate) {
        let day = |moment| calendar.local(moment).date_naive();
        (day(self.month.0), day(self.month.1))
    }

    /// The minutes of the month: what the catalog version that its line was bought with gives (K4). None where no line
    /// or no catalog up to that version tells.
    #[must_use]
    pub fn included(&self, app: &App, lines: &[PaidLine], releases: &Releases) -> Option<u32> {
        let (begun, _) = self.month;
        let gives = |line: &&PaidLine| {
            line.line.item == Item::AddOn(AddOn::CallPack(self.pack))
                && (line.starts_at..line.ends_at).contains(&begun)
        };
        let version = lines.iter().find(gives)?.catalog_version;
        releases.pack_minutes(version, &app.data_centre, app.plan.edition(), self.pack)
    }
}

/// What of a month's call minutes was used (E2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// The minutes of the days that have any, oldest first.
    pub days: Vec<(NaiveDate, u32)>,
    /// All of them.
    pub used: u64,
}

impl Minutes {
    /// The call minutes among what was reported from the day `from` on and before the day `to`.
    #[must_use]
    pub fn of(reports: &[Usage], (from, to): (NaiveDate, NaiveDate)) -> Self {
        let counts = |one: &&Usage| one.measure == Measure::CallMinutes && from <= one.day && one.day < to;
        let days: Vec<_> = reports.iter().filter(counts).map(|one| (one.day, one.value)).collect();
        Self { used: days.iter().map(|(_, value)| u64::from(*value)).sum(), days }
    }

    /// What is left of the minutes that are included; nothing once more was used.
    #[must_use]
    pub fn left(&self, included: u32) -> u64 {
        u64::from(included).saturating_sub(self.used)
    }
}

#[cfg(test)]
#[path = "rtc_tests.rs"]
mod tests;
