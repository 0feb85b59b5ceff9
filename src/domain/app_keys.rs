//! Which keys an app signs with, and which of them verify (C3): a secret key that can be rotated, with some days in which
//! the older one verifies too; for apps from before 15 August 2019 a key pair, until they switch.

use chrono::NaiveDate;

use super::{
    calendar::{Calendar, Timestamp},
    user_sig::Algorithm,
};

/// For how long after a rotation the older key verifies, in seconds: 72 hours, unless it is ended earlier by hand.
pub const OVERLAP: i64 = 72 * 3_600;

/// When a secret key was made and when it retires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyMoments {
    /// The how manieth key of the app it is, from 1.
    pub number: i64,
    /// When it was made.
    pub made_at: Timestamp,
    /// From when on it verifies nothing; none for the key in force.
    pub retires_at: Option<Timestamp>,
}

/// Where the keys of an app stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeyStand {
    /// Whether it came with the public half of a key pair.
    pub has_public: bool,
    /// The secret key in force.
    pub newest: Option<KeyMoments>,
    /// The one before.
    pub older: Option<KeyMoments>,
}

/// What of the keys of an app its configuration page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeyGlance {
    /// Whether it came with the public half of a key pair.
    pub has_public: bool,
    /// Whether it has a secret key.
    pub has_secret: bool,
    /// Until when an older key verifies, or verified.
    pub older_until: Option<Timestamp>,
}

impl KeyGlance {
    /// How an app that was created then signs: with its key pair when it is from before 00:00 on 15 August 2019, has one
    /// and has not switched.
    #[must_use]
    pub fn algorithm(self, created_at: Timestamp, calendar: Calendar) -> Algorithm {
        let first_day = NaiveDate::from_ymd_opt(2019, 8, 15).and_then(|day| day.and_hms_opt(0, 0, 0));
        let is_early = first_day.is_some_and(|first| created_at < calendar.moment(first));
        if is_early && self.has_public && !self.has_secret { Algorithm::Ecdsa } else { Algorithm::Hmac }
    }
}

/// Why something is not done with the keys of an app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyRefused {
    /// It signs with a key pair, whose private half only its owner has.
    #[error("the app signs with a key pair")]
    KeyPair,
    /// An older key verifies until then; of three keys none is rotated.
    #[error("an older key still verifies")]
    Overlap(Timestamp),
}

impl KeyMoments {
    /// Whether it verifies at `now`.
    #[must_use]
    pub fn verifies(&self, now: Timestamp) -> bool {
        self.retires_at.is_none_or(|end| end > now)
    }
}

impl KeyStand {
    /// How an app that was created then signs, see [`KeyGlance::algorithm`].
    #[must_use]
    pub fn algorithm(&self, created_at: Timestamp, calendar: Calendar) -> Algorithm {
        self.glance().algorithm(created_at, calendar)
    }

    /// What of it the configuration page shows.
    #[must_use]
    pub fn glance(&self) -> KeyGlance {
        KeyGlance {
            has_public: self.has_public,
            has_secret: self.newest.is_some(),
            older_until: self.older.and_then(|older| older.retires_at),
        }
    }

    /// The key that verifies beside the one in force, and until when.
    #[must_use]
    pub fn overlap(&self, now: Timestamp) -> Option<(KeyMoments, Timestamp)> {
        let older = self.older.filter(|older| older.verifies(now))?;
        Some((older, older.retires_at?))
    }

    /// Whether the key may be rotated.
    ///
    /// # Errors
    /// When the app signs with a key pair, or an older key still verifies.
    pub fn may_rotate(&self, algorithm: Algorithm, now: Timestamp) -> Result<(), KeyRefused> {
        match (algorithm, self.overlap(now)) {
            (Algorithm::Ecdsa, _) => Err(KeyRefused::KeyPair),
            (Algorithm::Hmac, Some((_, until))) => Err(KeyRefused::Overlap(until)),
            (Algorithm::Hmac, None) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHANGHAI: Calendar = Calendar::new(chrono_tz::Asia::Shanghai);
    const NOW: Timestamp = Timestamp::from_unix(1_800_000_000);

    fn key(number: i64, retires_at: Option<Timestamp>) -> KeyMoments {
        KeyMoments { number, made_at: NOW, retires_at }
    }

    #[test]
    fn c3_apps_from_before_15_august_2019_sign_with_their_key_pair_until_they_switch() {
        let first = SHANGHAI.moment("2019-08-15T00:00:00".parse().unwrap());
        let before = first.plus_seconds(-1);
        let pair = KeyStand { has_public: true, ..KeyStand::default() };
        assert_eq!(pair.algorithm(before, SHANGHAI), Algorithm::Ecdsa);
        assert_eq!(pair.algorithm(first, SHANGHAI), Algorithm::Hmac);
        assert_eq!(KeyStand::default().algorithm(before, SHANGHAI), Algorithm::Hmac);
        let switched = KeyStand { newest: Some(key(1, None)), ..pair };
        assert_eq!(switched.algorithm(before, SHANGHAI), Algorithm::Hmac);
    }

    #[test]
    fn c3_an_older_key_verifies_to_the_end_of_the_overlap_and_stops_another_rotation() {
        let end = NOW.plus_seconds(OVERLAP);
        let stand =
            KeyStand { newest: Some(key(2, None)), older: Some(key(1, Some(end))), has_public: false };
        assert_eq!(stand.overlap(end.plus_seconds(-1)), Some((key(1, Some(end)), end)));
        assert_eq!(stand.overlap(end), None);
        assert_eq!(stand.may_rotate(Algorithm::Hmac, NOW), Err(KeyRefused::Overlap(end)));
        assert_eq!(stand.may_rotate(Algorithm::Hmac, end), Ok(()));
        assert_eq!(stand.may_rotate(Algorithm::Ecdsa, end), Err(KeyRefused::KeyPair));
        assert!(key(2, None).verifies(end) && !key(1, Some(end)).verifies(end));
    }
}
