//! The fault counter of the crash tests: a process can be told to abort before its n-th step. A step is a statement,
//! the sending of a batch, a commit and the answer to it, and on SQLite each row that a statement changes, so that the
//! process is gone in the middle of a batch too. It counts in debug builds only; a release build has neither the
//! counter nor a way to set it.

use sqlx::SqliteConnection;

#[cfg(debug_assertions)]
mod counting {
    use std::sync::atomic::{AtomicI64, Ordering};

    static LEFT: AtomicI64 = AtomicI64::new(-1);

    /// Aborts this process, as a power cut would, when `steps` more have been taken.
    pub fn abort_after(steps: u32) {
        LEFT.store(i64::from(steps), Ordering::SeqCst);
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

/// Makes every row that is changed over this connection a step.
#[cfg(debug_assertions)]
pub(in crate::store) async fn watch(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    connection.lock_handle().await?.set_update_hook(|_row| step());
    Ok(())
}

/// Nothing to watch without a counter.
#[cfg(not(debug_assertions))]
pub(in crate::store) fn watch(
    _connection: &mut SqliteConnection,
) -> std::future::Ready<Result<(), sqlx::Error>> {
    std::future::ready(Ok(()))
}

#[cfg(not(debug_assertions))]
pub(in crate::store) const fn step() {}
