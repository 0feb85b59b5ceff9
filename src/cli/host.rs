//! Answers requests until the program is told to stop, and puts everything away then.

use std::time::Duration;

use tokio::{net::TcpListener, sync::oneshot, time::timeout};

use super::say;
use crate::{
    clock::Pulse,
    jobs::{
        post::{self, Post},
        runner,
    },
    web::{
        self, State,
        serve::{Limits, stop_signal},
    },
};

/// How long a job may take to finish after the signal to stop.
const PATIENCE: Duration = Duration::from_secs(5);

/// Serves the console until Ctrl-C or SIGTERM; `greeting` is printed when it can be reached. Jobs run meanwhile: in a
/// sandbox, whose business time stands still, they find what a move of its clock has left. Mail is carried by `post`.
pub(super) async fn run(
    listener: TcpListener,
    state: State,
    post: Option<Post>,
    greeting: &str,
) -> anyhow::Result<()> {
    let store = state.services().store.clone();
    let stop = stop_signal();
    let jobs = Jobs::start(&state, post);
    say(greeting)?;
    web::serve::serve(listener, web::router(state), Limits::default(), stop).await;
    jobs.stop().await;
    store.close().await;
    Ok(())
}

struct Jobs {
    stops: Vec<oneshot::Sender<()>>,
    running: Vec<tokio::task::JoinHandle<()>>,
}

impl Jobs {
    fn start(state: &State, carrier: Option<Post>) -> Self {
        let (stop, stopped) = oneshot::channel();
        let services = state.services().clone();
        let pulse = Pulse::new(services.system.now());
        state.watch(pulse.clone());
        let running = tokio::spawn(runner::run(services.clone(), pulse, until(stopped)));
        let mut jobs = Self { stops: vec![stop], running: vec![running] };
        if let Some(carrier) = carrier {
            let (stop, stopped) = oneshot::channel();
            jobs.running.push(tokio::spawn(post::run(services, carrier, until(stopped))));
            jobs.stops.push(stop);
        }
        jobs
    }

    async fn stop(self) {
        drop(self.stops);
        for running in self.running {
            if timeout(PATIENCE, running).await.is_err() {
                tracing::warn!("stopped while a job was running; the next start goes on with it");
            }
        }
    }
}

async fn until(stopped: oneshot::Receiver<()>) {
    let _sent_or_dropped = stopped.await;
}
