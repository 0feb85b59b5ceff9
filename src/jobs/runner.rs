//! Lets the business time of a live console pass: every few seconds it does what fell due since, oldest first. A
//! sandbox needs none: its time passes when its clock is moved (T1).

use std::{future::Future, pin::pin, time::Duration};

use tokio::time::{Instant, MissedTickBehavior, interval_at};

use crate::services::Services;

/// How often the runner looks for what fell due.
pub const EVERY: Duration = Duration::from_secs(10);

/// Does what fell due, at once and then every [`EVERY`], until `stop` completes. Work that has begun is finished
/// first. A failure is logged and tried again: nothing of it was done, or it counts as done.
pub async fn run(services: Services, stop: impl Future<Output = ()>) {
    let mut stop = pin!(stop);
    let mut ticks = interval_at(Instant::now() + EVERY, EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick(&services).await;
        tokio::select! {
            () = &mut stop => return,
            _ = ticks.tick() => {}
        }
    }
}

/// Does once what has fallen due by now (R3, P12).
pub async fn tick(services: &Services) {
    match services.run_due(services.now()).await {
        Ok(0) => {}
        Ok(done) => tracing::info!(done, "did what fell due"),
        Err(error) => {
            tracing::error!(%error, "could not do what fell due; it is tried again in a few seconds");
        }
    }
}
