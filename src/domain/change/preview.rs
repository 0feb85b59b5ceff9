//! What a dialog shows before a change is confirmed, and whether it still holds when it is (U1, U12): the month's and
//! the next month's charge before and after, and what the change lowers. Everything comes from the functions that bill.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Change, ChangeKind, ChangeRefused, Lowered, Situation, Stake, Wanted, decide, lowered};
use crate::domain::{
    bill::{canonical, sha256},
    calendar::Timestamp,
    charge::ChargeLine,
    course::Course,
    money::Amount,
    postpaid::{AppCourse, total},
    usage::{QuotaUse, Reading, estimates, quota_use, so_far},
};

/// What an owner wants to do to an app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// To a postpaid package (U1).
    Upgrade(Wanted),
    /// To another edition or other add-ons (U2).
    Reconfigure(Wanted),
    /// To another length of the history in days; none is the edition's own (U6).
    History(Option<u32>),
    /// To a trial, for good (U9).
    Downgrade,
    /// Stopped for good (U10).
    Deactivate,
}

impl Wish {
    /// What kind of change it is.
    #[must_use]
    pub const fn kind(&self) -> ChangeKind {
        match self {
            Self::Upgrade(_) => ChangeKind::Upgrade,
            Self::Reconfigure(_) => ChangeKind::Reconfigure,
            Self::History(_) => ChangeKind::History,
            Self::Downgrade => ChangeKind::Downgrade,
            Self::Deactivate => ChangeKind::Deactivate,
        }
    }

    /// The change that it is in `situation`.
    ///
    /// # Errors
    /// The first rule against it.
    pub fn decide(&self, situation: &Situation<'_>) -> Result<Change, ChangeRefused> {
        match self {
            Self::Upgrade(wanted) => decide::upgrade(situation, wanted),
            Self::Reconfigure(wanted) => decide::reconfigure(situation, wanted),
            Self::History(days) => decide::set_history(situation, *days),
            Self::Downgrade => decide::downgrade(situation),
            Self::Deactivate => decide::deactivate(situation),
        }
    }
}

/// A change with what it comes to. Of each pair the first is the month of the change, the second the next one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// The change.
    pub change: Change,
    /// The version of the newest catalog.
    pub version: i64,
    /// What the months cost as things are.
    pub before: [Vec<ChargeLine>; 2],
    /// What they cost with the change.
    pub after: [Vec<ChargeLine>; 2],
    /// What is lost with the app, where the change is for good.
    pub stake: Option<Stake>,
    /// The limits that the change lowers (U11).
    #[serde(skip)]
    pub lowered: Vec<Lowered>,
}

impl Preview {
    /// What `wish` would do and cost.
    ///
    /// # Errors
    /// The first rule against it.
    pub fn of(situation: &Situation<'_>, wish: &Wish, readings: &[Reading]) -> Result<Self, ChangeRefused> {
        let change = wish.decide(situation)?;
        let months = |course: &Course| {
            estimates(situation.releases, charged(situation, course), situation.now, readings)
        };
        Ok(Self {
            version: situation.releases.current().version,
            before: months(situation.course),
            after: months(&situation.course.turned(change.at, change.after.clone())),
            lowered: lowered(situation.catalog(), &change.before, &change.after),
            stake: change.kind.is_final().then(|| situation.stake.clone()),
            change,
        })
    }

    /// The four sums: this month before and after, the next one before and after.
    #[must_use]
    pub fn totals(&self) -> [Amount; 4] {
        let ([this, next], [this_after, next_after]) = (&self.before, &self.after);
        [this, this_after, next, next_after].map(|lines| total(lines))
    }

    /// What the form that confirms it carries.
    #[must_use]
    pub fn seen(&self) -> Seen {
        Seen::of(self.change.at, self, self.totals())
    }
}

/// What an app has cost in the month of `situation` up to its moment, as if it were stopped now (U10).
#[must_use]
pub fn charged_so_far(situation: &Situation<'_>, readings: &[Reading]) -> Vec<ChargeLine> {
    so_far(situation.releases, charged(situation, situation.course), situation.now, readings)
}

/// What the month of `situation` has used of its free quotas (U6).
#[must_use]
pub fn quotas(situation: &Situation<'_>, readings: &[Reading]) -> Vec<QuotaUse> {
    let app = charged(situation, situation.course);
    quota_use(situation.releases, app, situation.month(), readings)
}

fn charged<'a>(situation: &Situation<'a>, course: &'a Course) -> AppCourse<'a> {
    AppCourse { app: situation.app.id, data_centre: &situation.app.data_centre, course }
}

/// What somebody was shown before confirming. Its text is what the form carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// When the figures were made.
    pub as_of: Timestamp,
    /// A hash of everything that was shown.
    pub mark: String,
    /// The sums as in [`Preview::totals`], for showing them beside those that took their place.
    pub totals: [Amount; 4],
}

/// Why what was seen no longer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It was shown too long ago, or in another month.
    Expired,
    /// The app, its usage or the prices changed.
    Changed,
}

impl Seen {
    fn of(as_of: Timestamp, shown: &impl Serialize, totals: [Amount; 4]) -> Self {
        Self { as_of, mark: canonical(shown).map(|text| sha256(&text)).unwrap_or_default(), totals }
    }

    /// What the form that deletes a stopped app carries (L1): what is lost with it, and what it is still billed for.
    #[must_use]
    pub fn of_deletion(situation: &Situation<'_>, readings: &[Reading]) -> Self {
        let charged = charged_so_far(situation, readings);
        let totals = [total(&charged), Amount::ZERO, Amount::ZERO, Amount::ZERO];
        Self::of(situation.now, &(situation.app.id, situation.stake, &charged), totals)
    }

    /// What the text of a form says; none for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let as_of = Timestamp::from_unix(parts.next()?.parse().ok()?);
        let mark = parts.next()?.to_owned();
        let mut total = || parts.next()?.parse().ok().map(Amount::minor);
        let totals = [total()?, total()?, total()?, total()?];
        let seen = Self { as_of, mark, totals };
        (seen.to_string() == text).then_some(seen)
    }

    /// Whether what was seen still holds at the moment of `situation`: not older than `seconds`, in the same month, and
    /// the same figures come out when they are made again.
    ///
    /// # Errors
    /// Why it does not.
    pub fn holds(
        &self,
        situation: &Situation<'_>,
        (wish, readings): (&Wish, &[Reading]),
        seconds: i64,
    ) -> Result<(), Moved> {
        let again = |then: &Situation<'_>| Preview::of(then, wish, readings).ok().map(|again| again.seen());
        self.comes_out(situation, seconds, again)
    }

    /// Whether what was seen before deleting an app still holds, as in [`Seen::holds`].
    ///
    /// # Errors
    /// Why it does not.
    pub fn holds_for_deletion(
        &self,
        situation: &Situation<'_>,
        readings: &[Reading],
        seconds: i64,
    ) -> Result<(), Moved> {
        self.comes_out(situation, seconds, |then| Some(Self::of_deletion(then, readings)))
    }

    fn comes_out(
        &self,
        situation: &Situation<'_>,
        seconds: i64,
        again: impl FnOnce(&Situation<'_>) -> Option<Self>,
    ) -> Result<(), Moved> {
        let (then, now) = (self.as_of, situation.now);
        let is_fresh = then <= now && now.unix() < then.unix().saturating_add(seconds);
        if !is_fresh || !situation.month().contains(then) {
            return Err(Moved::Expired);
        }
        if situation.course.turns().last().is_some_and(|turn| turn.at > then) {
            return Err(Moved::Changed);
        }
        let again = again(&Situation { now: then, ..*situation });
        if again.as_ref() == Some(self) { Ok(()) } else { Err(Moved::Changed) }
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.as_of.unix(), self.mark)?;
        self.totals.iter().try_for_each(|total| write!(f, ".{}", total.as_minor()))
    }
}
