//! The headers of every answer, whatever its status: one outermost layer, so that errors, refused bodies and static
//! files carry them too (SEC24). It knows nothing of pages.

use axum::{
    extract::Request,
    http::{
        HeaderMap, HeaderName, HeaderValue,
        header::{
            CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
            X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
        },
    },
    middleware::Next,
    response::Response,
};

use super::State;

/// What every answer carries, in this wording.
pub const ALWAYS: [(HeaderName, HeaderValue); 8] = [
    (
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
             connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'",
        ),
    ),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-embedder-policy"), HeaderValue::from_static("require-corp")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), \
             payment=(), usb=()",
        ),
    ),
    (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
];

/// Tells browsers to come back over TLS only; sent when the public address is https.
pub const HSTS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// What may be kept of an answer that does not say so itself: nothing.
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// Adds the headers to what the inner layers answer.
pub(super) async fn layer(state: State, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    put(response.headers_mut(), state.config().is_behind_tls());
    response
}

fn put(headers: &mut HeaderMap, behind_tls: bool) {
    for (name, value) in ALWAYS {
        headers.insert(name, value);
    }
    if behind_tls {
        headers.insert(STRICT_TRANSPORT_SECURITY, HSTS);
    }
    headers.entry(CACHE_CONTROL).or_insert(NO_STORE);
}
