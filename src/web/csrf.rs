//! Refuses writes that another site caused (SEC21): tower-http's fetch-metadata check, and a small guard outside it
//! for clients that tell nothing about where a request comes from. No tokens, so nothing in a form expires.

use axum::{
    body::Body,
    extract::{FromRequestParts as _, Request},
    http::{
        HeaderMap, Method,
        header::{COOKIE, HeaderName, ORIGIN},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use tower_http::csrf::{CsrfLayer, ProtectionError};

use super::{
    State,
    client::Client,
    cookies,
    error::{Error, Kind},
};
use crate::config::Config;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What answers a request that the check refuses.
type Refusal = fn(ProtectionError) -> Response<Body>;

/// The fetch-metadata check. Where a proxy changes `Host`, the configured public address is trusted as origin.
pub(super) fn layer(config: &Config) -> CsrfLayer<Refusal> {
    let trusting = config.public_origin().map(|origin| CsrfLayer::new().add_trusted_origin(origin));
    let layer = match trusting {
        Some(Ok(layer)) => layer,
        Some(Err(error)) => {
            tracing::error!(%error, "the public address is not trusted as an origin");
            CsrfLayer::new()
        }
        None => CsrfLayer::new(),
    };
    layer.with_rejection_response(refused as Refusal)
}

fn refused(_: ProtectionError) -> Response<Body> {
    Error::CrossSite.into_response()
}

/// Refuses an unsafe request that carries a session cookie but neither `Sec-Fetch-Site` nor `Origin`, and writes down
/// what this guard or the check inside it refused.
pub(super) async fn guard(state: State, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    let client = match Client::from_request_parts(&mut parts, &state).await {
        Ok(client) => client,
        Err(error) => return error.into_response(),
    };
    let is_silent = !says_where_from(&parts.headers) && carries_a_session(&parts.headers);
    let response = if is_silent {
        Error::CrossSite.into_response()
    } else {
        next.run(Request::from_parts(parts, body)).await
    };
    if matches!(response.extensions().get::<Kind>(), Some(Kind::CrossSite)) {
        client.note_cross_site(&state, &path).await;
    }
    response
}

fn says_where_from(headers: &HeaderMap) -> bool {
    [SEC_FETCH_SITE, ORIGIN].iter().any(|name| headers.get(name).is_some_and(|value| !value.is_empty()))
}

fn carries_a_session(headers: &HeaderMap) -> bool {
    headers.contains_key(COOKIE)
        && [cookies::SESSION, cookies::OPERATOR_SESSION]
            .iter()
            .any(|name| cookies::read(headers, name).is_some())
}
