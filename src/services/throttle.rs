//! Slowing down who guesses passwords (SEC3): after five failures a pause of one second, doubling to a quarter of an
//! hour, forgotten with time. Every attempt is counted before the password is looked at, so that many at once are no
//! way around; unknown accounts are counted like known ones.

use sha2::{Digest as _, Sha256};

use super::{Services, catalogs::hex};
use crate::{
    domain::calendar::Timestamp,
    store::{
        StoreError, Tx,
        throttles::{self, Failures},
    },
};

/// Failures without a pause.
const FREE: u32 = 5;
/// The longest pause, in seconds.
const LONGEST: i64 = 900;
/// One failure is forgotten in this many seconds.
const DECAY: i64 = 900;

/// Whose attempts are counted together: a digest, so that the table names nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// The key of signing in as `name` on `side` (customers or operators).
    #[must_use]
    pub fn sign_in(side: &str, name: &str) -> Self {
        Self(hex(&Sha256::digest(format!("sign-in:{side}:{name}"))))
    }
}

/// What was decided about an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// It may be made; it counts as a failure until it turns out right.
    Granted,
    /// No attempt is taken before this moment.
    Paused(Timestamp),
}

/// The failures after one more at `now`.
fn after_failure(before: Failures, now: Timestamp) -> Failures {
    let count = remembered(before, now).saturating_add(1);
    let pause = match count.checked_sub(FREE) {
        None => 0,
        Some(over) => {
            1_i64.checked_shl(over).filter(|&pause| over < 10 && pause < LONGEST).unwrap_or(LONGEST)
        }
    };
    Failures { count, last_at: now, until_at: now.plus_seconds(pause) }
}

/// How many failures still count at `now`.
fn remembered(before: Failures, now: Timestamp) -> u32 {
    let forgotten = now.seconds_since(before.last_at).max(0) / DECAY;
    before.count.saturating_sub(u32::try_from(forgotten).unwrap_or(u32::MAX))
}

/// Takes back what [`Services::admit`] counted: the attempt turned out right.
pub(super) async fn forgive(tx: &mut Tx, key: &Key) -> Result<(), StoreError> {
    throttles::clear(tx, &key.0).await
}

impl Services {
    /// Counts an attempt, or says until when none is taken.
    pub(super) async fn admit(&self, key: &Key) -> Result<Admission, StoreError> {
        let now = self.system.now();
        let mut tx = self.store.write().await?;
        let before = throttles::lock(&mut tx, &key.0, now).await?;
        if now < before.until_at {
            return Ok(Admission::Paused(before.until_at));
        }
        throttles::put(&mut tx, &key.0, after_failure(before, now)).await?;
        tx.commit().await?;
        Ok(Admission::Granted)
    }
}

impl Services {
    /// Deletes what was counted more than a day ago: with pauses that long, no count lasts a day. Gives how many keys.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn clear_throttles(&self) -> Result<u64, StoreError> {
        let mut tx = self.store.write().await?;
        let cleared = throttles::clear_before(&mut tx, self.system.now().plus_seconds(-86_400)).await?;
        tx.commit().await?;
        Ok(cleared)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp::from_unix(1_800_000_000);

    /// The pause after each of `count` failures that follow each other as fast as they may.
    fn pauses(count: usize) -> Vec<i64> {
        let (mut now, mut pauses) = (NOON, Vec::new());
        let mut failures = Failures { count: 0, last_at: NOON, until_at: NOON };
        for _ in 0..count {
            let next = after_failure(failures, now);
            pauses.push(next.until_at.seconds_since(now));
            now = next.until_at;
            failures = next;
        }
        pauses
    }

    #[test]
    fn sec3_after_five_failures_the_pause_is_a_second_and_doubles_to_a_quarter_of_an_hour() {
        assert_eq!(pauses(14), [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512]);
        assert_eq!(pauses(40).last(), Some(&900));
    }

    #[test]
    fn sec3_a_failure_is_forgotten_in_a_quarter_of_an_hour() {
        let eight = Failures { count: 8, last_at: NOON, until_at: NOON };
        assert_eq!(remembered(eight, NOON.plus_seconds(899)), 8);
        assert_eq!(remembered(eight, NOON.plus_seconds(900)), 7);
        assert_eq!(remembered(eight, NOON.plus_seconds(86_400)), 0);
        assert_eq!(after_failure(eight, NOON.plus_seconds(4 * 900)).until_at, NOON.plus_seconds(4 * 900 + 1));
    }

    #[test]
    fn keys_name_nobody_and_keep_the_two_sides_apart() {
        let key = Key::sign_in("customer", "demo@example.com");
        assert_eq!(key.0.len(), 64);
        assert_ne!(key, Key::sign_in("operator", "demo@example.com"));
    }
}
