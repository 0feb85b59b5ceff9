//! Signing up, in and out, changing the password, verification: through the pages.

use im_console::{
    config::{Config, PasswordCost, Settings},
    domain::account::Email,
    services::{Actor, audit::first_broken},
    store::{accounts::HOUSE, audit, users},
};

use crate::support::app::{Build, PASSWORD, TestApp};

const CREDENTIALS: [(&str, &str); 2] = [("email", "jane@example.com"), ("password", PASSWORD)];

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
