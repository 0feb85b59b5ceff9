//! Setting a new password with a code (A1, SEC10).

use im_console::{domain::account::Email, jobs::post, services::Actor};

use super::sink::{Sink, text};
use crate::support::{
    app::{Build, PASSWORD, TestApp},
    page::Page,
};

const NEW: &str = "an entirely new phrase";

async fn console() -> TestApp {
    TestApp::build(Build { sends_mail: true, ..Build::default() }).await
}

async fn asks(app: &TestApp, email: &str) -> Page {
    app.browser().post("/reset", &[("email", email)]).await
}

async fn sets(app: &TestApp, code: &str, password: &str) -> Page {
    app.browser().post("/reset/code", &[("code", code), ("new_password", password)]).await
}

async fn signs_in(app: &TestApp, password: &str) -> u16 {
    app.browser().post("/sign-in", &[("email", "jane@example.com"), ("password", password)]).await.status
}

/// The code in a mail.
fn code(mail: &str) -> String {
    let said = text(mail);
    let found = said.lines().find(|line| line.len() == 31 && line.matches('-').count() == 5);
    found.unwrap_or_else(|| panic!("no code in\n{said}")).to_owned()
}

#[tokio::test]
async fn sec10_a_code_by_mail_sets_a_new_password_once_and_ends_every_session() {
    let (app, sink) = (console().await, Sink::start().await);
    let mut jane = app.customer("jane@example.com").await.browser;
    let asked = asks(&app, "Jane@example.com").await;
    assert_eq!((asked.status, asked.location().as_deref()), (303, Some("/reset/code")));
    post::tick(&app.services, &sink.post()).await;
    let mails = sink.taken();
    let [mail] = mails.as_slice() else { panic!("{mails:?}") };
    let code = code(mail);
    assert!(!app.tables().await.mention(&code.replace('-', "")), "it is stored as a digest only");
    let weak = sets(&app, &code, "short").await;
    assert_eq!(weak.status, 422);
    assert!(weak.says("at least 12 characters") && weak.value("code") == code);
    let typed = code.to_lowercase().replace('-', " ");
    let done = sets(&app, &typed, NEW).await;
    assert_eq!((done.status, done.location().as_deref()), (303, Some("/sign-in")));
    assert_eq!(jane.get("/apps").await.status, 303, "every session is over");
    assert_eq!((signs_in(&app, PASSWORD).await, signs_in(&app, NEW).await), (422, 303));
    let again = sets(&app, &code, "yet another new phrase").await;
    assert_eq!(again.status, 422, "once");
    assert!(again.says("This code is wrong, was used or is too old"));
    let tables = app.tables().await;
    for action in ["reset_ask", "reset_issue", "password_reset"] {
        assert_eq!(tables.with("audit_log", "action", &action.into()).len(), 1, "{action}");
    }
}

#[tokio::test]
async fn sec10_known_and_unknown_addresses_get_the_same_answer() {
    let (app, sink) = (console().await, Sink::start().await);
    app.customer("jane@example.com").await;
    let (known, unknown) = (asks(&app, "jane@example.com").await, asks(&app, "nobody@example.com").await);
    assert_eq!((known.status, known.location()), (unknown.status, unknown.location()));
    assert_eq!(known.header("set-cookie"), unknown.header("set-cookie"));
    assert_eq!(app.tables().await.rows("reset_requests").len(), 2, "both leave the same");
    post::tick(&app.services, &sink.post()).await;
    assert_eq!(sink.taken().len(), 1);
    assert_eq!(app.tables().await.rows("reset_requests").len(), 0);
    for email in ["jane@example.com", "nobody@example.com"] {
        let mut statuses = Vec::new();
        for _ in 0..6 {
            statuses.push(asks(&app, email).await.status);
        }
        assert_eq!(statuses, [303, 303, 303, 303, 429, 429], "{email}");
    }
}

#[tokio::test]
async fn sec10_a_code_is_good_for_a_quarter_of_an_hour_and_the_newest_alone() {
    let app = console().await;
    app.customer("jane@example.com").await;
    let email = Email::parse("jane@example.com").unwrap();
    let issue = || async { app.services.issue_reset(&email, &Actor::console()).await.unwrap().unwrap().code };
    let (first, second) = (issue().await.readable(), issue().await.readable());
    assert_eq!(sets(&app, &first, NEW).await.status, 422, "another one was made");
    app.wait(900);
    assert_eq!(sets(&app, &second, NEW).await.status, 422, "it is over");
    assert_eq!(app.services.clear_resets().await.unwrap(), 1);
    let third = issue().await.readable();
    app.wait(899);
    assert_eq!(sets(&app, &third, NEW).await.status, 303);
    assert_eq!(signs_in(&app, NEW).await, 303);
}

#[tokio::test]
async fn sec3_who_is_slowed_down_gets_in_by_a_reset() {
    let app = console().await;
    app.customer("jane@example.com").await;
    for _ in 0..6 {
        signs_in(&app, "not the password at all").await;
    }
    assert_eq!(signs_in(&app, PASSWORD).await, 429);
    let email = Email::parse("jane@example.com").unwrap();
    let issued = app.services.issue_reset(&email, &Actor::console()).await.unwrap().unwrap();
    assert_eq!(sets(&app, &issued.code.readable(), NEW).await.status, 303);
    assert_eq!(signs_in(&app, NEW).await, 303);
}

#[tokio::test]
async fn sec10_without_mail_the_page_says_how_and_nobody_unknown_gets_a_code() {
    let app = TestApp::live().await;
    let page = app.browser().get("/reset").await;
    assert!(page.says("Ask its operators") && page.texts("form[action='/reset']").is_empty());
    assert_eq!(asks(&app, "jane@example.com").await.status, 409);
    assert_eq!(asks(&app, "nonsense").await.status, 422);
    assert_eq!(app.tables().await.rows("reset_requests").len(), 0);
    let nobody = Email::parse("nobody@example.com").unwrap();
    assert_eq!(app.services.issue_reset(&nobody, &Actor::console()).await.unwrap(), None);
    assert!(app.browser().get("/sign-in").await.attributes("main a", "href").contains(&"/reset".to_owned()));
    for (code, password) in [("", ""), ("x", NEW)] {
        let page = sets(&app, code, password).await;
        assert_eq!((page.status, page.texts("#code-error").len()), (422, 1));
        assert_eq!(page.texts("#new_password-error").len(), usize::from(password.is_empty()));
    }
}
