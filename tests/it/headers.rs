//! The headers of every answer, the static files, and what errors show.

use axum::{Router, body::Body, http::Method, routing::get};
use im_console::{
    config::Settings,
    store::StoreError,
    web::{self, Audience, Error, headers},
};

use crate::support::{
    app::{Build, PASSWORD, TestApp},
    browser::Browser,
    page::Page,
};

const FROM_HERE: [(&str, &str); 1] = [("sec-fetch-site", "same-origin")];

fn assert_headers(page: &Page, what: &str) {
    for (name, value) in headers::ALWAYS {
        let found: Vec<_> = page.headers.get_all(&name).iter().collect();
        assert_eq!(found, [&value], "{what}: {name}");
    }
    for name in ["server", "x-powered-by", "access-control-allow-origin", "strict-transport-security"] {
        assert!(!page.headers.contains_key(name), "{what}: {name}");
    }
    if !page.bytes.is_empty() {
        assert!(
            page.header("content-type").ends_with("charset=utf-8"),
            "{what}: {}",
            page.header("content-type")
        );
    }
}

#[test]
fn sec24_the_set_is_the_chosen_one_letter_by_letter() {
    let set: Vec<String> =
        headers::ALWAYS.iter().map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect();
    let chosen = "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'
x-content-type-options: nosniff
referrer-policy: same-origin
cross-origin-opener-policy: same-origin
cross-origin-resource-policy: same-origin
cross-origin-embedder-policy: require-corp
permissions-policy: accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()
x-frame-options: DENY";
    assert_eq!(set, chosen.lines().collect::<Vec<_>>());
}

#[tokio::test]
async fn sec24_sec26_every_status_carries_them() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await.browser;
    let big = Body::from("x".repeat(65 * 1_024));
    let twice = Body::from("email=a&email=b");
    let wrong = [("email", "nobody@example.com"), ("password", "some password or other")];
    let mut answers = vec![
        (200, "/help", jane.get("/help").await),
        (303, "/", jane.get("/").await),
        (303, "/help?lang=ja", app.browser().get("/help?lang=ja").await),
        (404, "/nowhere", jane.get("/nowhere").await),
        (404, "/static/none", jane.get("/static/none").await),
        (405, "/sign-out", jane.get("/sign-out").await),
        (403, "cross-site", jane.post_with("/sign-out", &[("sec-fetch-site", "cross-site")], &[]).await),
        (413, "too large", jane.send(Method::POST, "/sign-in", &FROM_HERE, big).await),
        (400, "twice", jane.send(Method::POST, "/sign-in", &FROM_HERE, twice).await),
        (422, "wrong", app.browser().post("/sign-in", &wrong).await),
        (200, "/healthz", jane.get("/healthz").await),
        (200, "/readyz", jane.get("/readyz").await),
    ];
    for _ in 0..5 {
        answers.push((422, "wrong", app.browser().post("/sign-in", &wrong).await));
    }
    answers.pop();
    answers.push((429, "too many", app.browser().post("/sign-in", &wrong).await));
    for (status, what, page) in answers {
        assert_eq!(page.status, status, "{what}");
        assert_headers(&page, what);
        assert_eq!(page.header("cache-control"), "no-store", "{what}");
    }
}

#[tokio::test]
async fn sec24_sec50_a_panic_is_a_page_with_a_reference_and_nothing_of_the_inside() {
    let app = TestApp::live().await;
    let broken = Router::new().route("/broken", get(async || -> &'static str { panic!("secret detail") }));
    let router = web::router_with(app.state.clone(), broken);
    let mut browser = Browser::new(router);
    let page = browser.get("/broken").await;
    assert_eq!(page.status, 500);
    assert_headers(&page, "panic");
    assert_eq!(page.text("main code").len(), 10);
    assert!(page.says("Please look whether it was done"));
    for inside in ["secret detail", "panicked", "src/", ".rs", "SELECT"] {
        assert!(!page.body.contains(inside), "{inside}");
    }
    assert_eq!(browser.get("/help").await.status, 200, "others go on");
}

#[tokio::test]
async fn an_unknown_outcome_is_503_and_claims_nothing_and_nobody_signed_in_is_sent_to_sign_in() {
    let app = TestApp::live().await;
    let unsure = async || -> Result<(), Error> { Err(StoreError::NotCommitted.into()) };
    let more = Router::new()
        .route("/unsure", get(unsure))
        .route("/broken", get(async || -> &'static str { panic!() }));
    let router = web::router_with(app.state.clone(), more);
    let mut stranger = Browser::new(router.clone());
    let mut jane = Browser::new(router.clone());
    let form = [("email", "jane@example.com"), ("password", PASSWORD)];
    assert_eq!(jane.post("/sign-up", &form).await.status, 303);
    for tag in ["zh-Hans", "en", "ja"] {
        let page = jane.clone().speaking(tag).get("/unsure").await;
        assert_eq!((page.status, page.header("retry-after")), (503, "1"), "{tag}");
        for claim in ["nothing was", "没有扣款", "請求されていません"] {
            assert!(!page.body.contains(claim), "{tag}");
        }
    }
    for (path, status) in [("/unsure", 503), ("/broken", 500)] {
        let page = jane.get(path).await;
        assert_eq!(
            (page.status, page.attributes("main a.btn", "href")),
            (status, vec!["/apps".to_owned()]),
            "{path}"
        );
        assert!(page.says("Please look whether it was done before you try again"), "{path}");
        let page = stranger.get(path).await;
        assert_eq!(page.attributes("main a.btn", "href"), ["/sign-in"], "{path}");
    }
}

#[tokio::test]
async fn hsts_is_sent_behind_tls_only() {
    let settings = Settings { public_url: Some("https://console.example.com".into()), ..Settings::default() };
    let app = TestApp::build(Build { settings, ..Build::default() }).await;
    let page = app.browser().get("/help").await;
    assert_eq!(page.header("strict-transport-security"), "max-age=63072000; includeSubDomains");
    let origin = [("origin", "https://console.example.com"), ("host", "10.0.0.7:8080")];
    let mut jane = app.customer("jane@example.com").await.browser;
    assert_eq!(jane.post_with("/sign-out", &origin, &[]).await.status, 303, "the public origin is ours");
}

#[tokio::test]
async fn qp6_static_files_have_hashed_names_and_are_kept_for_good() {
    let app = TestApp::live().await;
    let mut browser = app.browser();
    let page = browser.get("/sign-in").await;
    let mut urls = page.attributes("link[rel=stylesheet], link[rel=icon]", "href");
    urls.extend(page.attributes("script", "src"));
    assert_eq!(urls.len(), 3, "{urls:?}");
    for url in urls {
        let plain = browser.get(&url).await;
        assert_eq!(plain.status, 200, "{url}");
        assert_headers(&plain, &url);
        assert_eq!(plain.header("cache-control"), "public, max-age=31536000, immutable", "{url}");
        assert_eq!(plain.header("content-encoding"), "");
        let gzip = browser.send(Method::GET, &url, &[("accept-encoding", "br, gzip")], Body::empty()).await;
        assert_eq!(gzip.header("content-encoding"), "gzip", "{url}");
        assert_eq!(gzip.header("vary"), "accept-encoding", "{url}");
        assert!(gzip.bytes.len() < plain.bytes.len(), "{url}");
        let refused =
            browser.send(Method::GET, &url, &[("accept-encoding", "gzip;q=0")], Body::empty()).await;
        assert_eq!(refused.header("content-encoding"), "");
    }
}

#[tokio::test]
async fn sec17_what_is_not_there_looks_the_same_everywhere() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await.browser;
    let one = jane.get("/nowhere/1?a=b").await;
    let other = jane.get("/elsewhere/2").await;
    assert_eq!((one.status, other.status), (404, 404));
    assert_eq!(one.body, other.body);
    assert!(one.text("header .who").contains("jane@example.com"), "the frame is there");
}

#[tokio::test]
async fn sec1_without_a_session_only_the_open_pages_work() {
    let app = TestApp::live().await;
    for route in web::table() {
        let path = route.path.replace(['{', '}'], "");
        for method in route.methods {
            let mut browser = app.browser();
            let page = match *method {
                "get" => browser.get(&path).await,
                _ => browser.post(&path, &[]).await,
            };
            let to = page.location().unwrap_or_default();
            let what = format!("{method} {path}: {} {to}", page.status);
            let door = match route.audience {
                Audience::Customer => "/sign-in?next=",
                Audience::Operator => "/operator/sign-in?next=",
                Audience::Everyone | Audience::OperatorDoor | Audience::Machine => "",
            };
            let is_closed = page.status == 303 && to.starts_with(door);
            assert!(if door.is_empty() { page.status < 500 } else { is_closed }, "{what}");
        }
    }
}

#[tokio::test]
async fn sec18_a_customer_is_nobody_on_the_operators_side() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await.browser;
    for route in web::table().into_iter().filter(|route| route.audience == Audience::Operator) {
        let path = route.path.replace(['{', '}'], "");
        let page =
            if route.methods.contains(&"get") { jane.get(&path).await } else { jane.post(&path, &[]).await };
        assert!(page.location().unwrap().starts_with("/operator/sign-in"), "{path}");
    }
}

#[tokio::test]
async fn sec41_forms_have_a_size_and_a_number_of_fields() {
    let app = TestApp::live().await;
    let mut browser = app.browser();
    let exactly = format!("email={}", "x".repeat(64 * 1_024 - 6));
    let page = browser.send(Method::POST, "/sign-in", &FROM_HERE, Body::from(exactly)).await;
    assert_eq!(page.status, 422);
    let over = format!("email={}", "x".repeat(64 * 1_024 - 5));
    let page = browser.send(Method::POST, "/sign-in", &FROM_HERE, Body::from(over)).await;
    assert_eq!(page.status, 413);
    let fields = (0..9_000).map(|field| format!("{field}=1")).collect::<Vec<_>>().join("&");
    let page = browser.send(Method::POST, "/sign-in", &FROM_HERE, Body::from(fields)).await;
    assert_eq!(page.status, 400);
    let json = [("sec-fetch-site", "same-origin"), ("content-type", "application/json")];
    let page = browser.send(Method::POST, "/sign-in", &json, Body::from("{}")).await;
    assert_eq!(page.status, 400);
}

#[tokio::test]
async fn sec20_a_query_never_fills_a_form_and_a_double_field_is_refused() {
    let app = TestApp::live().await;
    app.customer("jane@example.com").await;
    let mut browser = app.browser();
    let path = format!(
        "/sign-in?email=jane@example.com&password={}",
        crate::support::app::PASSWORD.replace(' ', "+")
    );
    let page = browser.post(&path, &[]).await;
    assert_eq!((page.status, page.value("email").as_str()), (422, ""));
    let page = browser.post("/sign-in", &[("email", "a@b.example"), ("email", "c@d.example")]).await;
    assert_eq!(page.status, 400);
    assert_eq!(browser.get("/sign-in?next=%2Fa&next=%2Fb").await.status, 400);
}
