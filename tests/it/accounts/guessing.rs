//! Who guesses passwords is told nothing and slowed down (SEC2, SEC3).

use im_console::{config::Settings, store::users};

use super::CREDENTIALS;
use crate::support::app::{Build, PASSWORD, TestApp};

#[tokio::test]
async fn sec2_whatever_is_wrong_has_one_answer() {
    let app = TestApp::live().await;
    let disabled = app.customer("disabled@example.com").await;
    let mut tx = app.services.store.write().await.unwrap();
    users::set_disabled(&mut tx, disabled.user, Some(app.services.now())).await.unwrap();
    tx.commit().await.unwrap();
    app.customer("jane@example.com").await;
    let mut bodies = Vec::new();
    for (email, password) in [
        ("nobody@example.com", PASSWORD),
        ("jane@example.com", "another password"),
        ("disabled@example.com", PASSWORD),
    ] {
        let page = app.browser().post("/sign-in", &[("email", email), ("password", password)]).await;
        assert_eq!(page.status, 422, "{email}");
        assert_eq!(page.value("email"), email);
        bodies.push(page.body.replace(email, "…"));
    }
    assert!(bodies[0].contains("The email or the password is not right"));
    assert_eq!(bodies[0], bodies[1]);
    assert_eq!(bodies[0], bodies[2]);
}

#[tokio::test]
async fn sec3_the_sixth_failure_in_a_row_is_slowed_down_and_others_are_not() {
    let app = TestApp::live().await;
    app.customer("jane@example.com").await;
    app.customer("joe@example.com").await;
    for email in ["jane@example.com", "nobody@example.com"] {
        let wrong = [("email", email), ("password", "another password")];
        for _ in 0..5 {
            assert_eq!(app.browser().post("/sign-in", &wrong).await.status, 422, "{email}");
        }
        let page = app.browser().post("/sign-in", &wrong).await;
        assert_eq!((page.status, page.header("retry-after")), (429, "1"), "{email}");
        assert!(page.says("Try again after 14:06 UTC+8"), "{}", page.body);
        app.wait(1);
        assert_eq!(app.browser().post("/sign-in", &wrong).await.status, 422, "{email}");
        assert_eq!(app.browser().post("/sign-in", &wrong).await.header("retry-after"), "2", "{email}");
    }
    let joe = [("email", "joe@example.com"), ("password", PASSWORD)];
    assert_eq!(app.browser().post("/sign-in", &joe).await.status, 303);
    app.wait(2);
    assert_eq!(app.browser().post("/sign-in", &CREDENTIALS).await.status, 303, "the right password ends it");
    let wrong = [("email", "jane@example.com"), ("password", "another password")];
    assert_eq!(app.browser().post("/sign-in", &wrong).await.status, 422, "and starts the count again");
}

#[tokio::test]
async fn sec3_fifty_guesses_at_once_are_no_way_around_the_pause() {
    let app = TestApp::live().await;
    app.customer("jane@example.com").await;
    let guesses = (0..50).map(|guess| {
        let mut browser = app.browser();
        tokio::spawn(async move {
            let password = format!("guess number {guess}");
            let form = [("email", "jane@example.com"), ("password", password.as_str())];
            browser.post("/sign-in", &form).await.status
        })
    });
    let mut tried = 0;
    for guess in guesses.collect::<Vec<_>>() {
        tried += usize::from(guess.await.unwrap() == 422);
    }
    assert_eq!(tried, 5);
}

#[tokio::test]
async fn sec3_one_address_gets_ten_attempts_and_one_more_every_six_seconds() {
    let app = TestApp::build(Build { settings: Settings::default(), ..Build::default() }).await;
    let mut browser = app.browser();
    for attempt in 0..10 {
        let email = format!("nobody{attempt}@example.com");
        let form = [("email", email.as_str()), ("password", "some password or other")];
        assert_eq!(browser.post("/sign-in", &form).await.status, 422);
    }
    let page = browser.post("/sign-in", &CREDENTIALS).await;
    assert_eq!((page.status, page.header("retry-after")), (429, "6"));
    assert_eq!(browser.post("/sign-up", &CREDENTIALS).await.status, 429);
    app.wait(6);
    assert_eq!(browser.post("/sign-up", &CREDENTIALS).await.status, 303);
    assert_eq!(browser.get("/account").await.status, 200, "who is inside is not concerned");
}
