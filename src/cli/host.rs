//! Answers requests until the program is told to stop, and puts everything away then.

use std::time::Duration;

use tokio::{net::TcpListener, sync::oneshot, time::timeout};

use super::say;
use crate::{
    clock::Pulse,
    jobs::runner,
    web::{
        self, State,
        serve::{Limits, stop_signal},
    },
};

/// How long a job may take to finish after the signal to stop.
const PATIENCE: Duration = Duration::from_secs(5);

/// Serves the console until Ctrl-C or SIGTERM; `greeting` is printed when it can be reached. Jobs run meanwhile: in a
/// sandbox, whose business time stands still, they find what a move of its clock has left.
pub(super) async fn run(listener: TcpListener, state: State, greeting: &str) -> anyhow::Result<()> {
    let store = state.services().store.clone();
    let stop = stop_signal();
    let jobs = Jobs::start(&state);
    say(greeting)?;
    web::serve::serve(listener, web::router(state), Limits::default(), stop).await;
    jobs.stop().await;
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
        let services = state.services().clone();
        let pulse = Pulse::new(services.system.now());
        state.watch(pulse.clone());
        let running = tokio::spawn(runner::run(services, pulse, until(stopped)));
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
