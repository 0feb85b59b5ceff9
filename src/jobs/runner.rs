//! Lets the business time of a live console pass: every few seconds it does what fell due since, oldest first. A
//! sandbox needs none: its time passes when its clock is moved (T1). Once a day of the system clock it puts away the
//! sessions that are over, the failed sign-ins that nobody counts any more (SEC14), the keys of apps that verify nothing
//! any more (C3), and forms that nobody fetched.

use std::{future::Future, pin::pin, time::Duration};

use tokio::time::{Instant, MissedTickBehavior, interval_at};

use crate::{clock::Pulse, domain::calendar::Timestamp, services::Services, store::StoreError};

/// How often the runner looks for what fell due.
pub const EVERY: Duration = Duration::from_secs(10);

/// Seconds of the system clock from one cleaning to the next.
pub const CLEANED_EVERY: i64 = 86_400;

/// Does what fell due, at once and then every [`EVERY`], until `stop` completes. Work that has begun is finished
/// first. A failure, a panic too, is logged and tried again: nothing of it was done, or it counts as done.
pub async fn run(services: Services, pulse: Pulse, stop: impl Future<Output = ()>) {
    let mut stop = pin!(stop);
    let mut ticks = interval_at(Instant::now() + EVERY, EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut cleaning = Cleaning::default();
    loop {
        let (here, mut begun) = (services.clone(), cleaning);
        let ran = tokio::spawn(async move {
            tick(&here).await;
            begun.tick(&here).await;
            begun
        });
        match ran.await {
            Ok(begun) => {
                cleaning = begun;
                pulse.beat(services.system.now());
            }
            Err(error) => tracing::error!(%error, "the job runner panicked; it runs again in a few seconds"),
        }
        tokio::select! {
            () = &mut stop => return,
            _ = ticks.tick() => {}
        }
    }
}

/// Does once what has fallen due by now (R3, P12), by the newest catalog (K4).
pub async fn tick(services: &Services) {
    if let Err(error) = services.look_for_catalog().await {
        tracing::error!(%error, "could not look for a newer catalog; it is tried again in a few seconds");
    }
    match services.run_due(services.now()).await {
        Ok(0) => {}
        Ok(done) => tracing::info!(done, "did what fell due"),
        Err(error) => {
            tracing::error!(%error, "could not do what fell due; it is tried again in a few seconds");
        }
    }
}

/// Puts away what is over, once a day of the system clock: at the start, and then a day after it last could.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cleaning {
    done_at: Option<Timestamp>,
}

impl Cleaning {
    /// Cleans if it is time to; a failure is logged, and tried again at the next tick.
    pub async fn tick(&mut self, services: &Services) {
        let now = services.system.now();
        if self.done_at.is_some_and(|done| now.seconds_since(done) < CLEANED_EVERY) {
            return;
        }
        let cleared = async {
            let (sessions, throttles) = (services.clear_sessions().await?, services.clear_throttles().await?);
            let secrets = services.clear_keys().await? + services.clear_push_drafts().await?;
            let forms = services.clear_kept_forms().await?;
            Ok((sessions, throttles, secrets, services.clear_resets().await?, forms))
        };
        match cleared.await {
            Ok((sessions, throttles, secrets, resets, forms)) => {
                self.done_at = Some(now);
                tracing::info!(sessions, throttles, secrets, resets, forms, "put away what is over");
            }
            Err::<_, StoreError>(error) => {
                tracing::error!(%error, "could not put away what is over; it is tried again in a few seconds");
            }
        }
    }
}
