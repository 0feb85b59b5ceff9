//! The fault counter of the crash tests: a process can be told to abort before its n-th statement. It counts in
//! debug builds only; a release build has neither the counter nor a way to set it.

#[cfg(debug_assertions)]
mod counting {
    use std::sync::atomic::{AtomicI64, Ordering};

    static LEFT: AtomicI64 = AtomicI64::new(-1);

    /// Aborts this process, as a power cut would, when `statements` more have been run.
    pub fn abort_after(statements: u32) {
        LEFT.store(i64::from(statements), Ordering::SeqCst);
    }

    /// Stops counting and gives what was left; negative when the counter was not set.
    pub fn disarm() -> i64 {
        LEFT.swap(-1, Ordering::SeqCst)
    }

    pub(in crate::store) fn step() {
        if LEFT.load(Ordering::Relaxed) < 0 {
            return;
        }
        if LEFT.fetch_sub(1, Ordering::SeqCst) == 0 {
            std::process::abort();
        }
    }
}

#[cfg(debug_assertions)]
pub use counting::{abort_after, disarm};

#[cfg(debug_assertions)]
pub(in crate::store) use counting::step;

#[cfg(not(debug_assertions))]
pub(in crate::store) const fn step() {}
