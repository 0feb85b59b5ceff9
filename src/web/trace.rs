//! One log line per request, and the reference by which a visitor's report is found in the log. Addresses of people,
//! bodies, cookies and queries are never logged.

use std::{fmt, time::Instant};

use axum::{extract::Request, middleware::Next, response::Response};
use tracing::Instrument;

/// The reference of one request: ten letters and digits without those that look alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(String);

impl RequestId {
    /// Letters of Crockford's base 32.
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    fn random() -> Self {
        let mut bytes = [0_u8; 10];
        if let Err(error) = getrandom::fill(&mut bytes) {
            tracing::error!(%error, "the system gives no random bytes; requests share one reference");
        }
        let letters = bytes.iter().filter_map(|byte| Self::LETTERS.get(usize::from(byte & 31)));
        Self(letters.map(|&letter| char::from(letter)).collect())
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Gives the request its reference and logs its outcome.
pub(super) async fn layer(mut request: Request, next: Next) -> Response {
    let id = RequestId::random();
    let span = tracing::info_span!("request", %id, method = %request.method(), path = request.uri().path());
    request.extensions_mut().insert(id);
    let started = Instant::now();
    async move {
        let response = next.run(request).await;
        let milliseconds = started.elapsed().as_millis();
        tracing::info!(status = response.status().as_u16(), milliseconds, "answered a request");
        response
    }
    .instrument(span)
    .await
}
