//! Probes for whoever runs the console: whether the program runs, and whether it can answer.

use std::borrow::Cow;

use axum::http::StatusCode;

use super::State;

/// Always, while the program runs.
pub(super) async fn lives() -> &'static str {
    "ok\n"
}

/// Only while the database answers. A job runner that stands still is told in words: pages are served all the same.
pub(super) async fn is_ready(state: State) -> (StatusCode, Cow<'static, str>) {
    match state.services().store.ping().await {
        Ok(()) => match state.runner_late_by() {
            None => (StatusCode::OK, "ready\n".into()),
            Some(seconds) => {
                tracing::error!(seconds, "the job runner stands still");
                (
                    StatusCode::OK,
                    format!("ready, but the job runner has not run for {seconds} seconds\n").into(),
                )
            }
        },
        Err(error) => {
            tracing::error!(%error, "not ready: the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n".into())
        }
    }
}
