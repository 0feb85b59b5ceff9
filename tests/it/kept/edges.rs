//! What is not kept, and forms that ask for the password in the middle.

use axum::{body::Body, http::Method};
use im_console::store::users;

use super::{MINUTES, jane, keeps, next_of, sign_in};
use crate::{
    apps::fill,
    support::app::{PASSWORD, TestApp},
};

#[tokio::test]
async fn a_session_that_never_was_or_that_somebody_ended_keeps_nothing() {
    let (app, person) = jane().await;
    let form = [("topic", "question"), ("text", "canary")];
    let mut stranger = app.browser();
    assert!(!keeps(&stranger.post("/tickets/new", &form).await));
    stranger.set_cookie("__Host-sid", "AAAAAAAAAAAAAAAAAAAAAA");
    assert!(!keeps(&stranger.post("/tickets/new", &form).await));
    let (mut signed_out, mut shut_out) = (person.browser.clone(), person.browser.clone());
    let sid = person.browser.cookie("__Host-sid").unwrap();
    person.browser.clone().post("/sign-out", &[]).await;
    signed_out.set_cookie("__Host-sid", sid);
    assert!(!keeps(&signed_out.post("/tickets/new", &form).await));
    let joe = app.customer("joe@example.com").await;
    shut_out.set_cookie("__Host-sid", joe.browser.cookie("__Host-sid").unwrap());
    let mut tx = app.services.store.write().await.unwrap();
    users::set_disabled(&mut tx, joe.user, Some(app.services.system.now())).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!keeps(&shut_out.post("/tickets/new", &form).await));
    assert!(app.tables().await.rows("kept_forms").is_empty());
}

#[tokio::test]
async fn passwords_and_secrets_are_never_in_the_table_and_what_is_too_large_is_not_kept() {
    let (app, person) = jane().await;
    app.wait(31 * MINUTES);
    let form = [("current_password", "canary-1"), ("new_password", "canary-2"), ("end_others", "yes")];
    let asked = person.browser.clone().post("/account/password", &form).await;
    assert!(keeps(&asked) && !app.tables().await.mention("canary"));
    let mut jane = app.browser();
    let page = sign_in(&mut jane, "jane@example.com", &asked).await;
    assert!(page.says("Passwords and keys were not kept: enter them again"), "{}", page.body);
    assert!(!page.body.contains("canary"));

    let long = "a".repeat(70_000);
    let asked = person.browser.clone().post("/tickets/new", &[("text", &long)]).await;
    assert!(asked.status == 303 && !keeps(&asked));
    let many: Vec<(String, String)> = (0..101).map(|n| (format!("f{n}"), "1".to_owned())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert!(!keeps(&person.browser.clone().post("/tickets/new", &many).await));
}

#[tokio::test]
async fn of_a_form_with_a_file_the_texts_are_kept_and_it_is_said_that_the_file_is_not() {
    let (app, person) = jane().await;
    let id = fill(&app.acting(&person), 1).await.remove(0);
    let path = format!("/apps/{id}/push/new");
    let body = "--x\r\nContent-Disposition: form-data; name=\"vendor\"\r\n\r\napns\r\n--x\r\n\
        Content-Disposition: form-data; name=\"environment\"\r\n\r\ndevelopment\r\n--x\r\n\
        Content-Disposition: form-data; name=\"file\"; filename=\"a.p12\"\r\n\r\ncanary\r\n--x--\r\n";
    app.wait(31 * MINUTES);
    let headers = [("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=x")];
    let mut jane = person.browser.clone();
    let asked = jane.send(Method::POST, &path, &headers, Body::from(body)).await;
    assert!(keeps(&asked) && !app.tables().await.mention("canary"), "{}", asked.body);
    let page = sign_in(&mut jane, "jane@example.com", &asked).await;
    assert!(page.says("The file was not kept: choose it again"), "{}", page.body);
    assert_eq!(page.value("vendor"), "apns");
    assert_eq!(page.attributes("[name=environment][checked]", "value"), ["development"]);
}

#[tokio::test]
async fn sec16_a_form_that_asks_for_the_password_in_the_middle_comes_back_filled() {
    let (app, person) = jane().await;
    let id = fill(&app.acting(&person), 1).await.remove(0);
    let path = format!("/apps/{id}/usersig");
    app.wait(11 * MINUTES);
    let mut jane = person.browser.clone();
    let before = app.tables().await;
    let asked = jane.post(&path, &[("act", "make"), ("user", "ann"), ("days", "7")]).await;
    assert!(keeps(&asked) && asked.location().unwrap().starts_with("/reauth?next="));
    let door = jane.get(&asked.location().unwrap()).await;
    assert!(door.says("Nothing was done"), "{}", door.body);
    let inside = jane.post("/reauth", &[("password", PASSWORD), ("next", &next_of(&asked))]).await;
    let page = jane.visit(&inside.location().unwrap()).await;
    assert_eq!((page.value("user").as_str(), page.value("days").as_str()), ("ann", "7"), "{}", page.body);
    let after = app.tables().await;
    let mut changed = after.changed_since(&before);
    changed.retain(|table| !["sessions", "throttles", "kept_forms", "audit_log", "accounts"].contains(table));
    assert!(changed.is_empty(), "{changed:?}");
}

#[tokio::test]
async fn an_operator_gets_a_form_back_too_and_a_customer_never_theirs() {
    let app = TestApp::live().await;
    let jane = app.verified_customer("jane@example.com").await;
    let mut operator = app.operator("ops@example.com").await;
    let key = jane.browser.clone().get("/tickets/new").await.value("key");
    let form = [("topic", "question"), ("text", "Why?"), ("key", key.as_str())];
    let ticket = jane.browser.clone().post("/tickets/new", &form).await.location().unwrap();
    let path = format!("/operator{ticket}");
    let seen = operator.get(&path).await.value("seen");
    app.wait(16 * MINUTES);
    let answer = [("text", "Because."), ("seen", seen.as_str())];
    let asked = operator.post(&path, &answer).await;
    assert!(keeps(&asked) && asked.location().unwrap().starts_with("/operator/sign-in?next="));
    let mut customer = app.browser();
    customer.post("/sign-in", &[("email", "jane@example.com"), ("password", PASSWORD)]).await;
    let kept = next_of(&asked);
    let (_, number) = kept.split_once('?').unwrap();
    let page = customer.get(&format!("/tickets/new?{number}")).await;
    assert!(page.says("Nothing is kept for you here"));
    let form = [("email", "ops@example.com"), ("password", PASSWORD), ("next", &kept)];
    let inside = operator.post("/operator/sign-in", &form).await.location().unwrap();
    let page = operator.visit(&inside).await;
    assert_eq!(page.text("textarea").trim(), "Because.", "{}", page.body);
}

#[tokio::test]
async fn at_most_ten_forms_wait_for_one_person() {
    let (app, person) = jane().await;
    app.wait(31 * MINUTES);
    for number in 0..12 {
        app.wait(1);
        let text = format!("text {number}");
        assert!(keeps(&person.browser.clone().post("/tickets/new", &[("text", &text)]).await));
    }
    let tables = app.tables().await;
    assert_eq!(tables.rows("kept_forms").len(), 10);
    assert!(!tables.mention("text 1\\\"") && tables.mention("text 11"));
}
