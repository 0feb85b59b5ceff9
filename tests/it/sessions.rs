//! Sessions: their ids, their cookies, their ends.

use im_console::store::{
    sessions::{self, Kind, Times},
    users,
};

use crate::support::{
    app::{PASSWORD, TestApp},
    browser::Browser,
    world::{World, mainland},
};

const CREDENTIALS: [(&str, &str); 2] = [("email", "jane@example.com"), ("password", PASSWORD)];
const HOUR: i64 = 3_600;

fn sid(browser: &Browser) -> String {
    browser.cookie("__Host-sid").unwrap().to_owned()
}

#[tokio::test]
async fn sec11_an_id_that_was_planted_is_never_adopted() {
    let app = TestApp::live().await;
    app.customer("jane@example.com").await;
    let planted = "AAAAAAAAAAAAAAAAAAAAAA";
    let mut victim = app.browser();
    victim.set_cookie("__Host-sid", planted);
    victim.post("/sign-in", &CREDENTIALS).await;
    assert_ne!(sid(&victim), planted);
    let mut attacker = app.browser();
    attacker.set_cookie("__Host-sid", planted);
    assert_eq!(attacker.get("/account").await.status, 303);
}

#[tokio::test]
async fn sec11_signing_in_and_re_authentication_give_a_new_id_and_the_old_one_is_dead() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await.browser;
    let mut thief = jane.clone();
    jane.post("/sign-in", &CREDENTIALS).await;
    assert_ne!(sid(&jane), sid(&thief));
    assert_eq!(thief.get("/account").await.status, 303);
    let mut thief = jane.clone();
    let answer = jane.post("/reauth", &[("password", PASSWORD), ("next", "/account")]).await;
    assert_eq!(answer.location().as_deref(), Some("/account"));
    assert_ne!(sid(&jane), sid(&thief));
    assert_eq!(thief.get("/account").await.status, 303);
    assert_eq!(jane.get("/account").await.status, 200);
}

#[tokio::test]
async fn sec12_every_cookie_has_the_prefix_and_every_attribute_and_no_domain() {
    let app = TestApp::live().await;
    let mut browser = app.browser();
    let mut seen = Vec::new();
    for page in [
        browser.post("/sign-up", &CREDENTIALS).await,
        browser.get("/help").await,
        browser.get("/help?lang=ja&theme=dark").await,
        browser.post("/reauth", &[("password", PASSWORD)]).await,
        browser.post("/sign-out", &[]).await,
        browser.get("/signed-out").await,
    ] {
        for cookie in page.headers.get_all("set-cookie") {
            seen.push(cookie.to_str().unwrap().to_owned());
        }
    }
    assert!(seen.len() >= 7, "{seen:?}");
    for cookie in &seen {
        let attributes: Vec<&str> = cookie.split("; ").skip(1).collect();
        for wanted in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(attributes.contains(&wanted), "{cookie} lacks {wanted}");
        }
        assert!(!cookie.to_lowercase().contains("domain"), "{cookie}");
        let name = cookie.split('=').next().unwrap();
        let known = ["__Host-sid", "__Host-flash", "__Host-lang", "__Host-theme", "__Host-out"];
        assert!(known.contains(&name), "{cookie}");
    }
}

#[tokio::test]
async fn sec13_signing_out_ends_the_row_and_the_cookie_with_all_its_attributes() {
    let app = TestApp::live().await;
    let customer = app.customer("jane@example.com").await;
    let mut jane = customer.browser;
    let mut copy = jane.clone();
    let answer = jane.post("/sign-out", &[]).await;
    assert_eq!((answer.status, answer.location().as_deref()), (303, Some("/signed-out")));
    let removal = "__Host-sid=; Secure; HttpOnly; SameSite=Lax; Path=/; Max-Age=0";
    assert_eq!(answer.header("set-cookie"), removal);
    assert_eq!(jane.cookie("__Host-sid"), None);
    assert_eq!(copy.get("/account").await.status, 303);
    let mut tx = app.services.store.read().await.unwrap();
    assert!(sessions::list(&mut tx, Kind::Customer, customer.user.0).await.unwrap().is_empty());
}

#[tokio::test]
async fn qu12_the_page_after_signing_out_sets_a_cookie_that_changes() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await.browser;
    let page = jane.get("/account").await;
    assert_eq!(page.header("cache-control"), "no-store");
    jane.submit("/sign-out", &[]).await;
    let first = jane.cookie("__Host-out").unwrap().to_owned();
    jane.get("/signed-out").await;
    assert_ne!(jane.cookie("__Host-out"), Some(first.as_str()));
}

#[tokio::test]
async fn sec13_a_session_that_is_over_is_removed_from_the_browser_too() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await.browser;
    app.wait(9 * HOUR);
    let page = jane.get("/account").await;
    assert_eq!(page.status, 303);
    assert_eq!(jane.cookie("__Host-sid"), None, "{:?}", page.headers);
}

#[tokio::test]
async fn sec14_reading_keeps_a_session_for_half_an_hour_and_nothing_for_more_than_eight() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await.browser;
    for _ in 0..15 {
        app.wait(HOUR / 2 - 1);
        assert_eq!(jane.get("/account").await.status, 200);
    }
    app.wait(HOUR / 2 - 1);
    assert_eq!(jane.get("/account").await.status, 200, "seven hours and 59 minutes");
    app.wait(HOUR / 2 - 1);
    assert_eq!(jane.get("/account").await.status, 303);

    jane.post("/sign-in", &CREDENTIALS).await;
    app.wait(HOUR / 2);
    assert_eq!(jane.get("/account").await.status, 303);
}

#[tokio::test]
async fn sec14_re_authentication_does_not_move_the_end() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await.browser;
    for _ in 0..15 {
        app.wait(HOUR / 2 - 1);
        assert_eq!(jane.post("/reauth", &[("password", PASSWORD)]).await.status, 303);
    }
    app.wait(HOUR / 2 - 1);
    assert_eq!(jane.get("/account").await.status, 200);
    app.wait(60);
    assert_eq!(jane.get("/account").await.status, 303);
}

#[tokio::test]
async fn sec14_operators_have_a_quarter_of_an_hour_and_four_hours() {
    let app = TestApp::live().await;
    let mut operator = app.operator("ops@example.com").await;
    for _ in 0..16 {
        app.wait(HOUR / 4 - 1);
        assert_eq!(operator.get("/operator/account").await.status, 200);
    }
    app.wait(16);
    assert_eq!(operator.get("/operator/account").await.status, 303);
}

#[tokio::test]
async fn sec15_shutting_a_user_out_stops_the_next_request() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await;
    assert_eq!(jane.browser.get("/account").await.status, 200);
    let mut tx = app.services.store.write().await.unwrap();
    users::set_disabled(&mut tx, jane.user, Some(app.services.now())).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(jane.browser.get("/account").await.status, 303);
}

#[tokio::test]
async fn sec15_a_user_sees_and_ends_the_own_sessions_after_re_authentication() {
    let app = TestApp::live().await;
    let mut here = app.customer("jane@example.com").await.browser;
    app.wait(60);
    let mut there = app.browser();
    there.post("/sign-in", &CREDENTIALS).await;
    let page = here.get("/account").await;
    assert_eq!(page.texts("tbody tr").len(), 2);
    let other = page.value("session");
    app.wait(601);
    let answer = here.post("/account/sessions/end", &[("session", &other)]).await;
    assert!(answer.location().unwrap().starts_with("/reauth?next=%2Faccount%3Fkept"));
    assert_eq!(there.get("/account").await.status, 200, "nothing is done before");
    here.post("/reauth", &[("password", PASSWORD), ("next", "/account")]).await;
    assert_eq!(there.get("/account").await.status, 200, "nor by re-authentication itself");
    let page = here.submit("/account/sessions/end", &[("session", &other)]).await;
    assert!(page.text("[role=status]").contains("The session was ended"));
    assert_eq!(page.texts("tbody tr").len(), 1);
    assert_eq!(there.get("/account").await.status, 303);
    assert_eq!(here.get("/account").await.status, 200);
}

#[tokio::test]
async fn sec17_nobody_ends_the_session_of_somebody_else() {
    let app = TestApp::live().await;
    let jane = app.customer("jane@example.com").await;
    let mut joe = app.customer("joe@example.com").await.browser;
    let mut tx = app.services.store.read().await.unwrap();
    let janes = sessions::list(&mut tx, Kind::Customer, jane.user.0).await.unwrap().remove(0).id_hash;
    drop(tx);
    let foreign = joe.post("/account/sessions/end", &[("session", &janes)]).await;
    let random = joe.post("/account/sessions/end", &[("session", &"0".repeat(64))]).await;
    for none in ["\0", "", &format!("{}\0", "0".repeat(63)), &"z".repeat(64), &"0".repeat(65)] {
        assert_eq!(joe.post("/account/sessions/end", &[("session", none)]).await.status, 404, "{none:?}");
    }
    assert_eq!((foreign.status, random.status), (404, 404));
    assert_eq!(foreign.body, random.body);
    let mut jane = jane.browser;
    assert_eq!(jane.get("/account").await.status, 200);
}

#[tokio::test]
async fn the_eleventh_session_ends_the_oldest() {
    let app = TestApp::live().await;
    let customer = app.customer("jane@example.com").await;
    let mut first = customer.browser;
    let mut second = app.browser();
    app.wait(1);
    second.post("/sign-in", &CREDENTIALS).await;
    for _ in 0..9 {
        app.wait(1);
        app.browser().post("/sign-in", &CREDENTIALS).await;
    }
    assert_eq!(first.get("/account").await.status, 303);
    assert_eq!(second.get("/account").await.status, 200);
    let mut tx = app.services.store.read().await.unwrap();
    assert_eq!(sessions::list(&mut tx, Kind::Customer, customer.user.0).await.unwrap().len(), 10);
}

#[tokio::test]
async fn sec46_the_table_of_sessions_opens_no_session() {
    let app = TestApp::live().await;
    let customer = app.customer("jane@example.com").await;
    let mut tx = app.services.store.read().await.unwrap();
    let row = sessions::list(&mut tx, Kind::Customer, customer.user.0).await.unwrap().remove(0);
    drop(tx);
    let id = sid(&customer.browser);
    assert_eq!(id.len(), 22, "128 bits");
    assert_ne!(row.id_hash, id);
    let mut thief = app.browser();
    thief.set_cookie("__Host-sid", &row.id_hash);
    assert_eq!(thief.get("/account").await.status, 303);
}

#[tokio::test]
async fn sec18_the_two_sides_do_not_know_each_others_sessions() {
    let app = TestApp::live().await;
    let jane = app.customer("jane@example.com").await.browser;
    let mut intruder = app.browser();
    intruder.set_cookie("__Host-op", &sid(&jane));
    let answer = intruder.get("/operator/account").await;
    assert_eq!(answer.location().as_deref(), Some("/operator/sign-in?next=%2Foperator%2Faccount"));
    let operator = app.operator("ops@example.com").await;
    intruder.set_cookie("__Host-sid", operator.cookie("__Host-op").unwrap());
    assert_eq!(intruder.get("/account").await.status, 303);
}

#[tokio::test]
async fn sessions_that_have_been_over_for_a_day_are_cleared_away() {
    let app = TestApp::live().await;
    app.customer("jane@example.com").await;
    app.operator("ops@example.com").await;
    app.wait(24 * HOUR);
    assert_eq!(app.services.clear_sessions().await.unwrap(), 0);
    app.wait(HOUR / 4);
    assert_eq!(app.services.clear_sessions().await.unwrap(), 1);
    app.wait(HOUR / 4);
    assert_eq!(app.services.clear_sessions().await.unwrap(), 1);
}

#[tokio::test]
async fn sec16_a_password_opens_what_asks_for_it_for_the_minutes_of_the_catalog() {
    let world = World::sqlite().await;
    let shorter = mainland().replace("reauth_minutes = 10", "reauth_minutes = 2");
    let shorter = world.reopened_with(&shorter).await;
    for (services, minutes) in [(&world.services, 10), (&shorter.services, 2)] {
        let now = services.system.now();
        let given = |ago: i64| {
            let (created_at, seen_at, expires_at) = (now, now, now);
            services.is_fresh(Times { created_at, seen_at, expires_at, auth_at: now.plus_seconds(-ago) })
        };
        assert!(given(minutes * 60 - 1));
        assert!(!given(minutes * 60 + 2));
    }
}
