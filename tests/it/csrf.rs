//! Requests that another site causes: refused on every route that writes (SEC21).

use axum::{body::Body, http::Method};
use im_console::{
    store::{accounts::HOUSE, audit},
    web,
};

use crate::support::app::TestApp;

/// The routes that write, with something in their variable parts.
fn writing() -> Vec<String> {
    let routes = web::table().into_iter().filter(|route| route.methods.contains(&"post"));
    routes.map(|route| route.path.replace(['{', '}'], "")).collect()
}

#[tokio::test]
async fn sec21_no_route_writes_for_another_site() {
    let app = TestApp::live().await;
    let jane = app.customer("jane@example.com").await.browser;
    let refused: [&[(&str, &str)]; 6] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:8080")],
        &[("origin", "http://evil.example")],
        &[("origin", "null")],
        &[],
    ];
    let paths = writing();
    assert!(paths.len() >= 10, "{paths:?}");
    for path in &paths {
        for headers in refused {
            let mut jane = jane.clone();
            let page = jane.post_with(path, headers, &[]).await;
            assert_eq!(page.status, 403, "{path} {headers:?}");
            assert_eq!(page.text("h1"), "This request came from another site", "{path}");
        }
    }
    let mut jane = jane;
    assert_eq!(jane.get("/account").await.status, 200, "nobody was signed out");
}

#[tokio::test]
async fn sec21_the_own_pages_and_clients_without_a_session_may_write() {
    let app = TestApp::live().await;
    let form = [("email", "nobody@example.com"), ("password", "some password or other")];
    let taken: [&[(&str, &str)]; 4] = [
        &[("sec-fetch-site", "same-origin")],
        &[("sec-fetch-site", "none")],
        &[("origin", "http://127.0.0.1:8080")],
        &[],
    ];
    for headers in taken {
        assert_eq!(app.browser().post_with("/sign-in", headers, &form).await.status, 422, "{headers:?}");
    }
}

#[tokio::test]
async fn sec21_a_made_up_cookie_counts_as_a_session() {
    let app = TestApp::live().await;
    for name in ["__Host-sid", "__Host-op"] {
        let mut browser = app.browser();
        browser.set_cookie(name, "made-up");
        assert_eq!(browser.post_with("/sign-out", &[], &[]).await.status, 403, "{name}");
    }
}

#[tokio::test]
async fn sec47_a_blocked_request_is_written_down() {
    let app = TestApp::live().await;
    let headers = [("sec-fetch-site", "cross-site")];
    app.browser().post_with("/sign-out", &headers, &[]).await;
    let mut tx = app.services.store.read().await.unwrap();
    let rows = audit::chain(&mut tx, HOUSE).await.unwrap();
    let rows: Vec<_> = rows.iter().map(|row| (row.action.as_str(), row.object.as_str())).collect();
    assert_eq!(rows, [("csrf_block", "/sign-out")]);
}

#[tokio::test]
async fn sec23_methods_that_no_route_has_are_405() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await.browser;
    let from_here = [("sec-fetch-site", "same-origin")];
    for method in [Method::TRACE, Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS] {
        let page = jane.send(method.clone(), "/sign-in", &from_here, Body::empty()).await;
        assert_eq!(page.status, 405, "{method}");
        assert_eq!(page.header("allow"), "GET,HEAD,POST", "{method}");
    }
    let page = jane.get("/sign-out").await;
    assert_eq!((page.status, page.text("h1").as_str()), (405, "This address cannot be used this way"));
}
