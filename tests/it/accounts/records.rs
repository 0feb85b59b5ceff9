//! Verification, what no field takes, and what is written down of it all (A2, SEC31, SEC47).

use im_console::{
    services::audit::first_broken,
    store::{accounts::HOUSE, audit},
};

use super::CREDENTIALS;
use crate::support::app::{PASSWORD, TestApp};

#[tokio::test]
async fn a2_a_verification_is_submitted_once_and_its_number_is_masked() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await.browser;
    let page = jane.get("/verification").await;
    assert_eq!(page.text("h1 + .badge"), "Not verified");
    let empty = jane.post("/verification", &[("holder", "company")]).await;
    assert_eq!(empty.status, 422);
    assert_eq!(empty.attributes("[role=alert] a", "href"), ["#holder", "#legal_name", "#document_no"]);
    let form = [("holder", "enterprise"), ("legal_name", "示例科技"), ("document_no", "91310000ma1fl0000x")];
    let page = jane.submit("/verification", &form).await;
    assert!(page.text("[role=status]").contains("wait for review"));
    assert_eq!(page.text("h1 + .badge"), "Under review");
    assert!(page.says("示例科技") && page.says("••••000X") && !page.body.contains("91310000"));
    assert!(page.texts("form [name=legal_name]").is_empty());
    let again = jane.post("/verification", &form).await;
    assert_eq!(again.status, 409);
    assert!(again.says("under review already"));
}

#[tokio::test]
async fn sec31_what_no_field_takes_is_refused_and_never_breaks() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await.browser;
    let long = "x".repeat(5_000);
    for text in ["a\0b", "a\u{202e}b", "line\nbreak", "\u{fffd}", long.as_str(), "\u{2028}"] {
        let sign_up = [("email", text), ("password", text)];
        assert_eq!(app.browser().post("/sign-up", &sign_up).await.status, 422, "{text:?}");
        let sign_in = app.browser().post("/sign-in", &sign_up).await.status;
        assert_eq!(sign_in, 422, "{text:?}");
        let papers = [("holder", "individual"), ("legal_name", text), ("document_no", text)];
        assert_eq!(jane.post("/verification", &papers).await.status, 422, "{text:?}");
    }
}

#[tokio::test]
async fn sec47_what_was_tried_is_in_the_audit_log_and_its_chain_holds() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await;
    let wrong = [("email", "jane@example.com"), ("password", "another password")];
    app.browser().post("/sign-in", &wrong).await;
    app.browser().post("/sign-in", &CREDENTIALS).await;
    jane.browser.post("/reauth", &[("password", PASSWORD)]).await;
    jane.browser.post("/account/sessions/end-others", &[]).await;
    let change = [("current_password", PASSWORD), ("new_password", "a quieter kettle of violets")];
    jane.browser.post("/account/password", &change).await;
    jane.browser.post("/sign-out", &[]).await;
    let mut tx = app.services.store.read().await.unwrap();
    let chain = audit::chain(&mut tx, jane.account).await.unwrap();
    let told: Vec<&str> = chain.iter().map(|row| row.action.as_str()).collect();
    let expected = [
        "sign_up",
        "sign_in",
        "reauthenticate",
        "session_end",
        "reauthenticate",
        "password_change",
        "sign_out",
    ];
    assert_eq!(told, expected);
    assert_eq!(first_broken(&chain), None);
    let house = audit::chain(&mut tx, HOUSE).await.unwrap();
    let told: Vec<_> = house.iter().map(|row| (row.action.as_str(), row.result.as_str())).collect();
    assert_eq!(told, [("sign_in", "refused")]);
    for row in chain.iter().chain(&house) {
        assert!(
            !row.content.contains("kettle") && !row.content.contains("another password"),
            "{}",
            row.content
        );
    }
}

#[tokio::test]
async fn a2_a_verified_account_has_nothing_more_to_submit() {
    let app = TestApp::live().await;
    let mut jane = app.verified_customer("jane@example.com").await.browser;
    let page = jane.get("/verification").await;
    assert_eq!(page.text("h1 + .badge"), "Verified");
    assert!(page.texts("main form").is_empty());
    let form = [("holder", "individual"), ("legal_name", "Jane Doe"), ("document_no", "A1234567")];
    let refused = jane.post("/verification", &form).await;
    assert_eq!(refused.status, 409);
    assert!(refused.says("nothing more is needed"));
}
