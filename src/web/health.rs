//! Probes for whoever runs the console: whether the program runs, and whether it can answer.

use axum::http::StatusCode;

use super::State;

/// Always, while the program runs.
pub(super) async fn lives() -> &'static str {
    "ok\n"
}

/// Only while the database answers.
pub(super) async fn is_ready(state: State) -> (StatusCode, &'static str) {
    match state.services().store.ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::error!(%error, "not ready: the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
