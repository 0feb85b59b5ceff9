//! What an app was from when to when: the recorded course of its editions, postpaid add-ons and stops, from which
//! months are charged and changes are allowed (U1–U6). Knows no price. What was bought in advance is no part of it.

use serde::{Deserialize, Serialize};

use super::{
    calendar::Timestamp,
    product::{AddOn, AddOnKind, BillingMode, Edition},
};

/// What an app is from a moment on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// Its edition.
    pub edition: Edition,
    /// How its package is paid; none for trial and `im`.
    pub mode: Option<BillingMode>,
    /// Its postpaid add-ons, at most one of a kind, in ascending order. Those of a prepaid app are order lines.
    pub add_ons: Vec<AddOn>,
    /// Days for which messages are kept, where more than the edition's own were chosen.
    pub history_days: Option<u32>,
    /// Whether it can be used: neither deactivated nor released nor deleted. The days of grace count as running.
    pub running: bool,
}

impl Setup {
    /// An edition without anything beside it, running.
    #[must_use]
    pub const fn plain(edition: Edition, mode: Option<BillingMode>) -> Self {
        Self { edition, mode, add_ons: Vec::new(), history_days: None, running: true }
    }

    /// The postpaid add-on of a kind.
    #[must_use]
    pub fn add_on(&self, kind: AddOnKind) -> Option<AddOn> {
        self.add_ons.iter().copied().find(|add_on| add_on.kind() == kind)
    }

    /// Whether it can cost anything that is billed: every edition but trial, while it runs (U4–U6).
    #[must_use]
    pub const fn is_chargeable(&self) -> bool {
        self.running && !matches!(self.edition, Edition::Trial)
    }

    /// Whether its package is billed in arrears.
    #[must_use]
    pub fn is_postpaid(&self) -> bool {
        self.mode == Some(BillingMode::Postpaid)
    }
}

/// The moment at which an app became something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// When; the moment belongs to the new setup.
    pub at: Timestamp,
    /// What it has been since.
    pub setup: Setup,
}

/// A stretch of time, from its first second up to but without the last moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// Its first moment.
    pub from: Timestamp,
    /// The moment after it.
    pub to: Timestamp,
}

impl Interval {
    /// Its length in seconds.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.to.seconds_since(self.from)
    }
}

/// One setup with the stretch of time in which it held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// When it held.
    pub interval: Interval,
    /// What held.
    pub setup: &'a Setup,
}

/// Everything an app has been, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Course(Vec<Turn>);

impl Course {
    /// The course with these turns; of several at one moment the last counts.
    #[must_use]
    pub fn new(mut turns: Vec<Turn>) -> Self {
        turns.sort_by_key(|turn| turn.at);
        Self(turns)
    }

    /// The turns, oldest first.
    #[must_use]
    pub fn turns(&self) -> &[Turn] {
        &self.0
    }

    /// This course with another setup from `at` on; what had been planned for later is dropped.
    #[must_use]
    pub fn turned(&self, at: Timestamp, setup: Setup) -> Self {
        let before = self.0.iter().filter(|turn| turn.at <= at).cloned();
        Self(before.chain([Turn { at, setup }]).collect())
    }

    /// What the app is at `moment`; none before it was created.
    #[must_use]
    pub fn at(&self, moment: Timestamp) -> Option<&Setup> {
        self.0.iter().rev().find(|turn| turn.at <= moment).map(|turn| &turn.setup)
    }

    /// What the app was between `from` and `to`, piece by piece, oldest first.
    #[must_use]
    pub fn pieces(&self, from: Timestamp, to: Timestamp) -> impl DoubleEndedIterator<Item = Piece<'_>> {
        self.0.iter().enumerate().filter_map(move |(index, turn)| {
            let end = self.0.get(index + 1).map_or(to, |next| next.at.min(to));
            let interval = Interval { from: turn.at.max(from), to: end };
            (interval.seconds() > 0).then_some(Piece { interval, setup: &turn.setup })
        })
    }

    /// When the app left `im` for a postpaid package: its first postpaid moment (U5).
    #[must_use]
    pub fn turned_postpaid_at(&self) -> Option<Timestamp> {
        self.0.iter().find(|turn| turn.setup.is_postpaid()).map(|turn| turn.at)
    }

    /// Whether the app was downgraded from `im` to trial, after which it can never turn postpaid (U9).
    #[must_use]
    pub fn was_downgraded(&self) -> bool {
        self.0.windows(2).any(|pair| match pair {
            [before, after] => before.setup.edition == Edition::Im && after.setup.edition == Edition::Trial,
            _ => false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(at: i64, edition: Edition) -> Turn {
        let mode = edition.has_billing_mode().then_some(BillingMode::Postpaid);
        Turn { at: Timestamp::from_unix(at), setup: Setup::plain(edition, mode) }
    }

    #[test]
    fn u4_the_pieces_of_a_stretch_cover_it_without_gap_and_the_moment_of_a_change_is_the_new_setups() {
        let course = Course::new(vec![
            turn(50, Edition::Ultimate),
            turn(10, Edition::Im),
            turn(30, Edition::Professional),
            turn(50, Edition::Professional),
        ]);
        let at = Timestamp::from_unix;
        let pieces: Vec<_> = course.pieces(at(20), at(60)).collect();
        let found: Vec<_> = pieces
            .iter()
            .map(|piece| (piece.interval.from.unix(), piece.interval.to.unix(), piece.setup.edition))
            .collect();
        assert_eq!(
            found,
            [(20, 30, Edition::Im), (30, 50, Edition::Professional), (50, 60, Edition::Professional)]
        );
        assert_eq!(course.at(at(9)), None);
        assert_eq!(course.at(at(30)).unwrap().edition, Edition::Professional);
        assert_eq!(course.turned_postpaid_at(), Some(at(30)));
        assert!(!course.was_downgraded());
        assert!(Course::new(vec![turn(0, Edition::Im), turn(5, Edition::Trial)]).was_downgraded());
    }
}
