//! Passwords that are changed while somebody signs in with them (SEC6, SEC11).

use im_console::{
    domain::account::Email,
    services::{
        Actor,
        accounts::{ChangeRefused, PasswordChange},
        audit::Who,
        sessions::Opening,
        sign_in::Proof,
    },
    store::sessions::Kind,
};
use tokio::task::JoinSet;

use super::CREDENTIALS;
use crate::support::app::{PASSWORD, Person, TestApp};

const NEW: &str = "a quieter kettle of violets";

/// What signing in as `jane` with `proof` would open.
fn opening(app: &TestApp, jane: &Person, proof: Proof) -> Opening {
    let now = app.state.system_now();
    let (ip, agent) = ("127.0.0.1".to_owned(), "test".to_owned());
    Opening { kind: Kind::Customer, owner: jane.user.0, created_at: now, auth_at: now, ip, agent, proof }
}

/// How often `jane` may change her password to one of `new` at once, with the same present one.
async fn changes(app: &TestApp, jane: &Person, new: [&'static str; 2]) -> Vec<Result<Proof, ChangeRefused>> {
    let mut running = JoinSet::new();
    for new in new {
        let (services, user, account) = (app.services.clone(), jane.user, jane.account);
        running.spawn(async move {
            let email = Email::parse("jane@example.com").unwrap();
            let change =
                PasswordChange { user, account, email: &email, current: PASSWORD, new, keep_only: Some("") };
            let actor = Actor { who: Who::User(user), ..Actor::console() };
            services.change_password(&change, &actor).await
        });
    }
    running.join_all().await
}

#[tokio::test]
async fn sec6_a_session_opens_only_with_the_password_that_is_stored_then() {
    let app = TestApp::live().await;
    let jane = app.customer("jane@example.com").await;
    let email = Email::parse("jane@example.com").unwrap();
    let old = app.services.sign_in(&email, PASSWORD, &Actor::console()).await.unwrap().proof;
    assert!(app.services.open_session("in time", &opening(&app, &jane, old.clone())).await.unwrap());
    let mut here = jane.browser.clone();
    let change = [("current_password", PASSWORD), ("new_password", NEW), ("end_others", "yes")];
    assert_eq!(here.post("/account/password", &change).await.status, 303);
    assert!(!app.services.open_session("too late", &opening(&app, &jane, old)).await.unwrap());
    assert_eq!(app.services.sessions_of(Kind::Customer, jane.user.0).await.unwrap().len(), 1);
    assert_eq!(here.get("/account").await.status, 200, "the session that changed it goes on");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sec6_no_sign_in_with_the_old_password_survives_its_change() {
    for _ in 0..6 {
        let app = TestApp::live().await;
        let jane = app.customer("jane@example.com").await;
        let mut running = JoinSet::new();
        for _ in 0..4 {
            let mut browser = app.browser();
            running.spawn(async move {
                browser.post("/sign-in", &CREDENTIALS).await;
                browser
            });
        }
        let mut here = jane.browser.clone();
        let change = [("current_password", PASSWORD), ("new_password", NEW), ("end_others", "yes")];
        assert_eq!(here.post("/account/password", &change).await.status, 303);
        for mut browser in running.join_all().await {
            assert_eq!(browser.get("/account").await.status, 303, "in with the old password");
        }
        assert_eq!(here.get("/account").await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sec6_of_two_changes_with_the_same_present_password_one_wins() {
    for _ in 0..6 {
        let app = TestApp::live().await;
        let jane = app.customer("jane@example.com").await;
        let done = changes(&app, &jane, [NEW, "another kettle of violets"]).await;
        assert_eq!(done.iter().filter(|result| result.is_ok()).count(), 1, "{done:?}");
        let lost = done.into_iter().find_map(Result::err).unwrap();
        assert!(matches!(lost, ChangeRefused::Overtaken | ChangeRefused::Current(None)), "{lost:?}");
    }
}
