//! Serves a router to the browser from inside the test, and stands between them where a test wants a fault.

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Request,
    http::{StatusCode, Uri, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use std::time::Duration;

/// A running server; it ends with the test.
pub(crate) struct TestServer {
    origin: String,
}

impl TestServer {
    /// The full address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

/// Serves on a free loopback port.
pub(crate) async fn serve(router: Router) -> TestServer {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    TestServer { origin }
}

/// The same router for a browser that does not know `command` and `commandfor`: they are taken out of every page.
pub(crate) fn without_commands(router: Router) -> Router {
    async fn strip(mut request: Request, next: Next) -> Response {
        request.headers_mut().remove(header::ACCEPT_ENCODING);
        let (mut parts, body) = next.run(request).await.into_parts();
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("text/html")) {
            return Response::from_parts(parts, body);
        }
        parts.headers.remove(header::CONTENT_LENGTH);
        let html = to_bytes(body, usize::MAX).await.unwrap();
        let html = String::from_utf8(html.to_vec()).expect("a compressed page cannot be changed");
        let html =
            html.replace(" commandfor=", " data-was-commandfor=").replace(" command=", " data-was-command=");
        Response::from_parts(parts, Body::from(html))
    }
    router.layer(middleware::from_fn(strip))
}

/// What happens to the script on its way.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ScriptFault {
    Missing,
    ServerError,
    /// Arrives, and throws at once.
    Throws,
    /// Arrives after this time.
    Slow(Duration),
}

/// The same router with a fault on every address that ends in `.js`.
pub(crate) fn with_script_fault(router: Router, fault: ScriptFault) -> Router {
    let faulty = move |uri: Uri, request: Request, next: Next| async move {
        if !uri.path().to_ascii_lowercase().ends_with(".js") {
            return next.run(request).await;
        }
        match fault {
            ScriptFault::Missing => StatusCode::NOT_FOUND.into_response(),
            ScriptFault::ServerError => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            ScriptFault::Throws => {
                ([(header::CONTENT_TYPE, "text/javascript")], "throw new Error('planted')").into_response()
            }
            ScriptFault::Slow(time) => {
                tokio::time::sleep(time).await;
                next.run(request).await
            }
        }
    };
    router.layer(middleware::from_fn(faulty))
}
