//! Signing up, in and out, where that leads, and in which language (A1, SEC28, T1).

use super::CREDENTIALS;
use crate::support::app::{PASSWORD, TestApp};

#[tokio::test]
async fn a1_who_signs_up_is_signed_in_and_can_sign_out_and_in_again() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await.browser;
    let page = jane.visit("/account").await;
    assert_eq!((page.status, page.text("h1").as_str()), (200, "Account security"));
    assert_eq!(page.text("header .who"), "jane@example.com");
    let page = jane.submit("/sign-out", &[]).await;
    assert_eq!(page.text("h1"), "You are signed out");
    assert_eq!(jane.get("/account").await.location().as_deref(), Some("/sign-in?next=%2Faccount"));
    let answer = jane.post("/sign-in", &[CREDENTIALS[0], CREDENTIALS[1], ("next", "/account")]).await;
    assert_eq!((answer.status, answer.location().as_deref()), (303, Some("/account")));
    assert_eq!(jane.get("/account").await.status, 200);
}

#[tokio::test]
async fn a1_addresses_are_the_same_in_every_spelling() {
    let app = TestApp::live().await;
    app.customer("jane@example.com").await;
    let mut browser = app.browser();
    let again = browser.post("/sign-up", &[("email", " JANE@Example.com "), ("password", PASSWORD)]).await;
    assert_eq!(again.status, 422);
    assert!(again.says("This email has an account"));
    let answer = browser.post("/sign-in", &[("email", "JANE@example.com"), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 303);
}

#[tokio::test]
async fn a_form_with_faults_comes_back_whole_without_its_password() {
    let app = TestApp::live().await;
    let page = app.browser().post("/sign-up", &[("email", "jane@"), ("password", "")]).await;
    assert_eq!(page.status, 422);
    assert!(page.text("title").starts_with("Error: "));
    let summary = page.attributes("[role=alert] a", "href");
    assert_eq!(summary, ["#email", "#password"]);
    assert_eq!(page.texts("[role=alert] a")[0], "Enter a whole email, such as name@example.com");
    assert_eq!(page.value("email"), "jane@");
    assert_eq!(page.attributes("#password", "value"), [""]);
    assert_eq!(page.attributes("#email", "aria-invalid"), ["true"]);
    assert!(page.text("#email-error").ends_with("Enter a whole email, such as name@example.com"));
}

#[tokio::test]
async fn sec28_signing_in_leads_only_to_this_site() {
    let app = TestApp::live().await;
    app.customer("jane@example.com").await;
    for next in
        ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", "/operator"]
    {
        let form = [CREDENTIALS[0], CREDENTIALS[1], ("next", next)];
        let answer = app.browser().post("/sign-in", &form).await;
        assert_eq!(answer.location().as_deref(), Some("/apps"), "{next}");
    }
    let mut jane = app.browser();
    jane.post("/sign-in", &CREDENTIALS).await;
    let form = [("password", PASSWORD), ("next", "//evil.example")];
    assert_eq!(jane.post("/reauth", &form).await.location().as_deref(), Some("/"));
    let switched = jane.get("//evil.example/?lang=ja").await;
    assert_eq!(switched.location().as_deref(), Some("/"));
}

#[tokio::test]
async fn pages_speak_three_languages_and_remember_the_choice() {
    let app = TestApp::live().await;
    for (tag, title) in [("zh-CN", "登录"), ("en-GB", "Sign in"), ("ja", "サインイン"), ("fr", "登录")]
    {
        let page = app.browser().speaking(tag).get("/sign-in").await;
        assert_eq!(page.text("h1"), title, "{tag}");
    }
    let mut browser = app.browser();
    let answer = browser.get("/sign-in?next=%2Faccount&lang=ja&theme=dark").await;
    assert_eq!((answer.status, answer.location().as_deref()), (303, Some("/sign-in?next=%2Faccount")));
    let page = browser.get("/sign-in?next=%2Faccount").await;
    assert_eq!(page.attributes("html", "lang"), ["ja"]);
    assert_eq!(page.attributes("html", "data-theme"), ["dark"]);
    let links = page.attributes("#menu-language a", "href");
    assert_eq!(links[1], "/sign-in?next=%2Faccount&lang=en");
    assert_eq!(browser.get("/sign-in?lang=xx").await.location().as_deref(), Some("/sign-in"));
    assert_eq!(browser.cookie("__Host-lang"), Some("ja"));
}

#[tokio::test]
async fn t1_a_sandbox_says_so_on_every_page_and_a_live_console_has_no_clock() {
    let app = TestApp::sandbox().await;
    let page = app.browser().get("/sign-in").await;
    assert_eq!(page.text(".sandbox"), "Sandbox · 3 Apr 2027, 14:05 (UTC+8)");
    let mut jane = app.customer("jane@example.com").await.browser;
    let links = jane.get("/account").await.attributes("nav.side a", "href");
    assert!(links.contains(&"/sandbox/clock".to_owned()), "{links:?}");
    let live = TestApp::live().await;
    let page = live.customer("jane@example.com").await.browser.get("/account").await;
    assert!(page.texts(".sandbox").is_empty());
    assert!(!page.body.contains("/sandbox/clock"));
}
