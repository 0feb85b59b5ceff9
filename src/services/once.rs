//! Forms that take effect once: the page carries a key, and the same key sent again by the same user gives the stored
//! outcome instead of a second effect (P14, SEC22, SEC38). Bound to user and account, not to the session.

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{Actor, Services, audit::Who, catalogs::hex, unit::Unit};
use crate::{
    domain::{calendar::Timestamp, ids::AccountId},
    store::{
        StoreError,
        idempotency::{self, Outcome},
    },
};

/// For how long a key is taken, in seconds of the system clock: a day.
const LIFE: i64 = 86_400;
/// How far the clocks of two servers may lie apart, in seconds.
const SKEW: i64 = 60;

/// The key of one rendered form. It tells when it was minted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormKey(Uuid);

impl FormKey {
    /// The key that a form sent back; anything else is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let id = Uuid::try_parse(text).ok()?;
        (id.get_version_num() == 7 && id.to_string() == text).then_some(Self(id))
    }

    fn is_stale(self, now: Timestamp) -> bool {
        let minted = self.0.get_timestamp().and_then(|at| i64::try_from(at.to_unix().0).ok());
        minted.is_none_or(|at| !(at.saturating_sub(SKEW)..at.saturating_add(LIFE)).contains(&now.unix()))
    }

    /// What the key is stored under: the same text sent by somebody else, or with another form, is another key.
    fn stored(self, account: AccountId, actor: &Actor, action: &str) -> String {
        let who = match actor.who {
            Who::User(id) => id.to_string(),
            Who::Operator(id) => id.to_string(),
            Who::Visitor | Who::Console => String::new(),
        };
        hex(&Sha256::digest(format!("{account} {who} {action} {}", self.0)))
    }
}

impl std::fmt::Display for FormKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// What is known of a form that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// It is new; its outcome is to be kept under this.
    New(Pending),
    /// It was sent before and led here.
    Before(String),
    /// Its key was sent before with other answers, which led here.
    OtherBefore(String),
    /// Its key is older than a day, or from the future.
    Stale,
}

/// The outcome of a new form, before it is known where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pending {
    key: String,
    action: &'static str,
    request_hash: String,
}

impl Services {
    /// A key for a form that is about to be shown.
    #[must_use]
    pub fn form_key(&self) -> FormKey {
        FormKey(self.random.uuid(self.system.now()))
    }
}

impl Unit<'_> {
    /// Looks up what `key` led to. The account is locked by the unit, so of two equal forms the second sees the
    /// outcome of the first.
    pub(super) async fn sent(
        &mut self,
        key: FormKey,
        action: &'static str,
        request: &str,
    ) -> Result<Sent, StoreError> {
        let request_hash = hex(&Sha256::digest(request));
        let stored = key.stored(self.account.id, self.actor, action);
        match idempotency::find(&mut self.tx, self.account.id, &stored).await? {
            Some(before) if before.request_hash == request_hash => Ok(Sent::Before(before.location)),
            Some(before) => Ok(Sent::OtherBefore(before.location)),
            None if key.is_stale(self.system_now()) => Ok(Sent::Stale),
            None => Ok(Sent::New(Pending { key: stored, action, request_hash })),
        }
    }

    /// Keeps where a new form led.
    pub(super) fn keep(&mut self, pending: Pending, location: String) {
        let at = self.system_now();
        let Pending { key, action, request_hash } = pending;
        let outcome = Outcome { request_hash, location };
        idempotency::insert(&mut self.batch, (self.account.id, &key), action, outcome, at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::ids::UserId,
        random::{Randomness, SeededRandomness},
    };

    const NOW: Timestamp = Timestamp::from_unix(1_800_000_000);

    fn key() -> FormKey {
        FormKey((&SeededRandomness::new(1) as &dyn Randomness).uuid(NOW))
    }

    #[test]
    fn sec38_a_key_is_taken_for_a_day_and_not_long_before_it_was_minted() {
        assert!(!key().is_stale(NOW));
        assert!(!key().is_stale(NOW.plus_seconds(LIFE - 1)));
        assert!(key().is_stale(NOW.plus_seconds(LIFE)));
        assert!(key().is_stale(NOW.plus_seconds(-SKEW - 1)));
    }

    #[test]
    fn sec22_only_the_text_of_a_key_is_one() {
        assert_eq!(FormKey::parse(&key().to_string()), Some(key()));
        for text in ["", "1", "00000000-0000-0000-0000-000000000000", &key().to_string().to_uppercase()] {
            assert_eq!(FormKey::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn sec38_a_key_is_bound_to_account_user_and_form() {
        let user = |id: u128| Actor { who: Who::User(UserId(Uuid::from_u128(id))), ..Actor::console() };
        let (one, two) = (AccountId(Uuid::from_u128(1)), AccountId(Uuid::from_u128(2)));
        let stored = key().stored(one, &user(1), "top_up");
        assert_ne!(stored, key().stored(two, &user(1), "top_up"));
        assert_ne!(stored, key().stored(one, &user(2), "top_up"));
        assert_ne!(stored, key().stored(one, &user(1), "other"));
        let elsewhere = Actor { session: Some("another".into()), ..user(1) };
        assert_eq!(stored, key().stored(one, &elsewhere, "top_up"));
    }
}
