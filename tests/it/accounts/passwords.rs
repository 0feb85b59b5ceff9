//! Changing passwords, and what is stored of them (SEC6–SEC8).

use im_console::{
    config::{Config, PasswordCost},
    domain::account::Email,
    services::Actor,
    store::{accounts::HOUSE, audit, users},
};

use super::CREDENTIALS;
use crate::support::app::{Build, PASSWORD, TestApp};

#[tokio::test]
async fn sec6_a_change_asks_for_the_present_password_and_ends_the_other_sessions() {
    let app = TestApp::live().await;
    let mut here = app.customer("jane@example.com").await.browser;
    let mut there = app.browser();
    there.post("/sign-in", &CREDENTIALS).await;
    let box_of = here.get("/account").await.attributes("[name=end_others]", "checked");
    assert_eq!(box_of.len(), 1);
    let change = |current, new| [("current_password", current), ("new_password", new), ("end_others", "yes")];
    let page = here.post("/account/password", &change("not the password", "short")).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.attributes("[role=alert] a", "href"), ["#current_password", "#new_password"]);
    let before = here.cookie("__Host-sid").unwrap().to_owned();
    let page = here.submit("/account/password", &change(PASSWORD, "a quieter kettle of violets")).await;
    assert!(page.text("[role=status]").contains("your other sessions were ended"), "{}", page.body);
    assert_ne!(here.cookie("__Host-sid"), Some(before.as_str()), "SEC11: the id is new");
    assert_eq!(there.get("/account").await.status, 303);
    assert_eq!(app.browser().post("/sign-in", &CREDENTIALS).await.status, 422);
    let new = [CREDENTIALS[0], ("password", "a quieter kettle of violets")];
    assert_eq!(app.browser().post("/sign-in", &new).await.status, 303);
}

#[tokio::test]
async fn sec6_the_other_sessions_stay_where_the_box_is_cleared() {
    let app = TestApp::live().await;
    let mut here = app.customer("jane@example.com").await.browser;
    let mut there = app.browser();
    there.post("/sign-in", &CREDENTIALS).await;
    let change = [("current_password", PASSWORD), ("new_password", "a quieter kettle of violets")];
    assert_eq!(here.post("/account/password", &change).await.status, 303);
    assert_eq!(there.get("/account").await.status, 200);
}

#[tokio::test]
async fn sec7_a_stored_hash_is_argon2id_at_its_floor_and_a_cheaper_one_is_renewed_at_sign_in() {
    let app = TestApp::live().await;
    let jane = app.customer("jane@example.com").await;
    let hash = |app: &TestApp| {
        let store = app.services.store.clone();
        async move {
            let mut tx = store.read().await.unwrap();
            users::by_id(&mut tx, jane.user).await.unwrap().unwrap().password_hash
        }
    };
    assert!(hash(&app).await.starts_with("$argon2id$v=19$m=64,t=1,p=1$"));
    let dear = app.again(Build { cost: Config::LEAST_COST, ..Build::default() }).await;
    assert_eq!(dear.browser().post("/sign-in", &CREDENTIALS).await.status, 303);
    let renewed = hash(&dear).await;
    assert!(renewed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{renewed}");
    assert_eq!(dear.browser().post("/sign-in", &CREDENTIALS).await.status, 303);
    assert_eq!(hash(&dear).await, renewed);
    let cheap = PasswordCost { memory_kib: 64, passes: 1 };
    let cheap = dear.again(Build { cost: cheap, ..Build::default() }).await;
    assert_eq!(cheap.browser().post("/sign-in", &CREDENTIALS).await.status, 303);
    assert_eq!(hash(&cheap).await, renewed, "a dearer hash stays");
}

#[tokio::test]
async fn sec8_an_operator_begins_with_a_secret_that_must_be_changed_and_works_for_a_day() {
    let app = TestApp::live().await;
    let email = Email::parse("ops@example.com").unwrap();
    let secret = app.services.create_operator(&email, &Actor::console()).await.unwrap();
    assert!(app.services.create_operator(&email, &Actor::console()).await.is_err());
    let form = [("email", "ops@example.com"), ("password", secret.as_str())];
    let mut operator = app.browser();
    let answer = operator.post("/operator/sign-in", &form).await;
    assert_eq!((answer.status, answer.location().as_deref()), (303, Some("/operator")));
    assert_eq!(operator.get("/operator/reauth").await.location().as_deref(), Some("/operator/account"));
    assert!(operator.get("/operator/account").await.says("Set a password of your own first"));
    let change = [("current_password", secret.as_str()), ("new_password", PASSWORD)];
    assert_eq!(operator.post("/operator/account", &change).await.status, 303);
    assert_eq!(operator.get("/operator/reauth").await.status, 200);
    assert_eq!(app.browser().post("/operator/sign-in", &form).await.status, 422, "the secret is spent");

    let late = Email::parse("late@example.com").unwrap();
    let secret = app.services.create_operator(&late, &Actor::console()).await.unwrap();
    app.wait(86_400);
    let form = [("email", "late@example.com"), ("password", secret.as_str())];
    assert_eq!(app.browser().post("/operator/sign-in", &form).await.status, 422);
}

#[tokio::test]
async fn sec8_a_new_database_has_nobody_in_it() {
    let app = TestApp::live().await;
    for email in ["admin@example.com", "demo@example.com", "root@localhost.example"] {
        let mut tx = app.services.store.read().await.unwrap();
        assert!(users::by_email(&mut tx, &Email::parse(email).unwrap()).await.unwrap().is_none());
    }
    let mut tx = app.services.store.read().await.unwrap();
    assert!(audit::chain(&mut tx, HOUSE).await.unwrap().is_empty());
}
