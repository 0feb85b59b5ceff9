//! Answers requests until the program is told to stop, and puts everything away then.

use std::time::Duration;

use tokio::{net::TcpListener, sync::oneshot, time::timeout};

use super::say;
use crate::{
    jobs::runner,
    web::{
        self, State,
        serve::{Limits, stop_signal},
    },
};

/// How long a job may take to finish after the signal to stop.
const PATIENCE: Duration = Duration::from_secs(5);

/// Serves the console until Ctrl-C or SIGTERM; `greeting` is printed when it can be reached. The business time of a
/// live console passes meanwhile, that of a sandbox stands still.
pub(super) async fn run(listener: TcpListener, state: State, greeting: &str) -> anyhow::Result<()> {
    let store = state.services().store.clone();
    let stop = stop_signal();
    let jobs = state.sandbox().is_none().then(|| Jobs::start(&state));
    say(greeting)?;
    web::serve::serve(listener, web::router(state), Limits::default(), stop).await;
    if let Some(jobs) = jobs {
        jobs.stop().await;
    }
    store.close().await;
    Ok(())
}

struct Jobs {
    stop: oneshot::Sender<()>,
    running: tokio::task::JoinHandle<()>,
}

impl Jobs {
    fn start(state: &State) -> Self {
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(runner::run(state.services().clone(), until(stopped)));
        Self { stop, running }
    }

    async fn stop(self) {
        drop(self.stop);
        if timeout(PATIENCE, self.running).await.is_err() {
            tracing::warn!("stopped while a job was running; the next start goes on with it");
        }
    }
}

async fn until(stopped: oneshot::Receiver<()>) {
    let _sent_or_dropped = stopped.await;
}
