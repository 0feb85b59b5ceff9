//! Where time comes from. Two clocks exist: the business clock (frozen in a sandbox) decides terms, quotes,
//! orders and jobs; the system clock decides sessions, throttles and re-authentication.

use std::sync::atomic::{AtomicI64, Ordering};

use crate::domain::calendar::Timestamp;

/// A source of the present moment, in whole seconds (rule D2).
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> Timestamp {
        Timestamp::from_unix(chrono::Utc::now().timestamp())
    }
}

/// A clock that stands still until it is moved: the business clock of a sandbox (T1) and of tests.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// A clock that shows `start`.
    #[must_use]
    pub fn at(start: Timestamp) -> Self {
        Self(AtomicI64::new(start.unix()))
    }

    /// Shows `to` from now on. Never moves backwards: an earlier `to` changes nothing.
    pub fn advance_to(&self, to: Timestamp) {
        self.0.fetch_max(to.unix(), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix(self.0.load(Ordering::SeqCst))
    }
}
