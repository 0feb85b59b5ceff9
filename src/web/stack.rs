//! The layers around the routes, from the outside in: headers, trace, time for the body, compression, language, error
//! page, panic page, cross-site check, notices; then, for each kind of session, the session and the error page with
//! its frame; then, for pages that ask who is there, forms that are kept, and the guard.

use std::time::Duration;

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::Method,
    middleware::{Next, from_extractor_with_state, from_fn, from_fn_with_state},
    response::Response,
};
use tower::ServiceBuilder;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::DeadlineBody};

use super::{
    Audience, Error, Route, State, csrf, error, flash, headers, kept, limits, locale, session, trace,
    visitor::{OperatorVisitor, Visitor},
};
use crate::store::sessions::Kind;

/// How long a request's body may take (SEC41).
const BODY_TIME: Duration = Duration::from_secs(10);

/// All routes behind all layers.
pub(super) fn build(state: State, table: Vec<Route>, more: Router<State>) -> Router {
    let (mut customers, mut operators, mut machines) = (more, Router::new(), Router::new());
    for route in table {
        let (path, handler) = (route.path, route.handler);
        match route.audience {
            Audience::Everyone => customers = customers.route(path, handler),
            Audience::Customer => {
                let guard = from_extractor_with_state::<Visitor, _>(state.clone());
                let keep = from_fn_with_state(state.clone(), kept::customer);
                let count = from_fn_with_state(state.clone(), limits::layer);
                let handler = handler.route_layer(count).route_layer(guard).route_layer(keep);
                customers = customers.route(path, handler);
            }
            Audience::OperatorDoor => operators = operators.route(path, handler),
            Audience::Operator => {
                let guard = from_extractor_with_state::<OperatorVisitor, _>(state.clone());
                let keep = from_fn_with_state(state.clone(), kept::operator);
                operators = operators.route(path, handler.route_layer(guard).route_layer(keep));
            }
            Audience::Machine => machines = machines.route(path, handler),
        }
    }
    let customers = with_session(customers.fallback(nowhere), &state, Kind::Customer);
    let operators = with_session(operators, &state, Kind::Operator);
    with_layers(customers.merge(operators).merge(machines), state)
}

fn with_session(routes: Router<State>, state: &State, kind: Kind) -> Router<State> {
    routes.layer(
        ServiceBuilder::new()
            .layer(from_fn(session::complete_removals))
            .layer(session::layer(state.services().clone(), kind))
            .layer(from_fn_with_state(state.clone(), error::layer)),
    )
}

fn with_layers(routes: Router<State>, state: State) -> Router {
    let layers = ServiceBuilder::new()
        .layer(from_fn_with_state(state.clone(), headers::layer))
        .layer(from_fn(trace::layer))
        .layer(from_fn(in_time))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(state.clone(), locale::layer))
        .layer(from_fn_with_state(state.clone(), error::layer))
        .layer(CatchPanicLayer::custom(error::panicked))
        .layer(from_fn_with_state(state.clone(), csrf::guard))
        .layer(csrf::layer(state.config()))
        .layer(from_fn(flash::layer));
    routes.layer(layers).with_state(state)
}

/// What answers where there is no route.
async fn nowhere() -> Error {
    Error::NotFound
}

/// Gives a body a deadline: one that drips in is cut off.
async fn in_time(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    next.run(request.map(|body| Body::new(DeadlineBody::new(BODY_TIME, body)))).await
}
