//! Where time comes from. Two clocks exist: the business clock (frozen in a sandbox) decides terms, quotes,
//! orders and jobs; the system clock decides sessions, throttles and re-authentication.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

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

/// After how many seconds without a run the runner counts as standing still.
pub const LATE: i64 = 60;

/// When the runner last came to the end of a run, on the system clock. Clones share it.
#[derive(Clone, Debug)]
pub struct Pulse(Arc<AtomicI64>);

impl Pulse {
    /// The pulse of a runner that starts now.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(now.unix())))
    }

    /// The runner has come to the end of a run.
    pub fn beat(&self, now: Timestamp) {
        self.0.store(now.unix(), Ordering::Relaxed);
    }

    /// For how many seconds the runner has not run, if that is longer than [`LATE`].
    #[must_use]
    pub fn late_by(&self, now: Timestamp) -> Option<i64> {
        let since = now.unix() - self.0.load(Ordering::Relaxed);
        (since > LATE).then_some(since)
    }
}
