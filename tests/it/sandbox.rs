//! The sandbox's clock through its page, and that a live console has none (T1).

use im_console::{
    domain::calendar::Timestamp,
    services::{
        Actor,
        audit::Who,
        sandbox::{Mode, ModeRefused, open_live, open_sandbox},
    },
    web,
};

use crate::{
    billing::assert_good,
    support::{
        app::{Person, START, TestApp},
        customer::{Customer, professional},
    },
};

const CLOCK: &str = "/sandbox/clock";

fn customer(app: &TestApp, person: &Person) -> Customer {
    let actor = Actor { who: Who::User(person.user), ..Actor::console() };
    Customer { services: app.services.clone(), account: person.account, actor }
}

#[tokio::test]
async fn t1_a_live_console_has_no_route_to_the_sandbox_clock() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await.browser;
    let elsewhere = jane.get("/nowhere").await;
    for page in [jane.get(CLOCK).await, jane.post(CLOCK, &[("to", "2030-01-01 00:00")]).await] {
        assert_eq!((page.status, page.body == elsewhere.body), (404, true));
    }
    assert!(web::table().iter().all(|route| route.path != CLOCK));
    let page = jane.get("/billing").await;
    assert_eq!(page.texts("a[href='/sandbox/clock'], .sandbox").len(), 0);
    assert_eq!(app.services.now(), START);
}

#[tokio::test]
async fn t1_a_database_keeps_its_mode_for_ever() {
    let live = TestApp::live().await.services.store;
    let refused = open_sandbox(&live, START).await.unwrap_err();
    assert!(matches!(refused, ModeRefused::OtherMode { is: Mode::Live, wanted: Mode::Sandbox }));
    let sandbox = TestApp::sandbox().await.services.store;
    let refused = open_live(&sandbox).await.unwrap_err();
    assert!(matches!(refused, ModeRefused::OtherMode { is: Mode::Sandbox, wanted: Mode::Live }));
    open_live(&live).await.unwrap();
    open_sandbox(&sandbox, START).await.unwrap();
}

#[tokio::test]
async fn t1_every_page_of_a_sandbox_tells_its_time() {
    let app = TestApp::sandbox().await;
    let mut jane = app.customer("jane@example.com").await.browser;
    for path in ["/billing", "/account", CLOCK] {
        let page = jane.get(path).await;
        assert!(page.text(".sandbox").contains("3 Apr 2027, 14:05 (UTC+8)"), "{path}");
    }
    assert_eq!(jane.post(CLOCK, &[("to", "2027-04-05 00:00")]).await.status, 303);
    assert!(jane.get("/billing").await.text(".sandbox").contains("5 Apr 2027, 00:00 (UTC+8)"));
    assert!(app.browser().get("/sign-in").await.text(".sandbox").contains("5 Apr 2027, 00:00 (UTC+8)"));
}

#[tokio::test]
async fn t1_moving_the_clock_does_what_falls_due_on_the_way_and_tells_how_much() {
    let app = TestApp::sandbox().await;
    let mut jane = app.verified_customer("jane@example.com").await;
    let verbs = customer(&app, &jane);
    let (paid, unpaid) = (verbs.trial_app("cn").await, verbs.trial_app("cn").await);
    verbs.tops_up(10_000_000).await;
    verbs.buys(paid, professional()).await;
    let order = verbs.leaves_unpaid(unpaid, professional()).await;
    let page = jane.browser.get(CLOCK).await;
    let picks = page.attributes("input[type=hidden]", "value");
    let expected =
        ["2027-04-04T14:05:00", "2027-04-10T14:05:00", "2027-05-03T14:05:00", "2027-05-03T14:05:00"];
    assert_eq!(picks, expected);
    for _ in 0..2 {
        let page = jane.browser.submit(CLOCK, &[("to", &picks[3])]).await;
        assert_eq!(page.status, 200);
        assert_eq!(page.text("h2 + .figure"), "3 May 2027, 14:05 (UTC+8)");
    }
    assert_eq!(verbs.order(&order).await.state.status().as_str(), "cancelled");
    assert_eq!(verbs.app(paid).await.state.status().as_str(), "expired");
}

#[tokio::test]
async fn t1_the_page_tells_what_the_last_move_did() {
    let app = TestApp::sandbox().await;
    let mut jane = app.verified_customer("jane@example.com").await;
    let verbs = customer(&app, &jane);
    let id = verbs.trial_app("cn").await;
    verbs.leaves_unpaid(id, professional()).await;
    let page = jane.browser.submit(CLOCK, &[("to", "2027-04-04 14:05")]).await;
    assert_eq!(page.text("[role=status]"), "Success The sandbox clock has moved.");
    let told = "The last move From 3 Apr 2027, 14:05 (UTC+8) to 4 Apr 2027, 14:05 (UTC+8). \
                1 thing fell due on the way and was done.";
    assert_eq!(page.text(".note.info"), told);
}

#[tokio::test]
async fn t1_a_moment_in_the_past_too_far_ahead_or_none_at_all_is_422_and_moves_nothing() {
    let app = TestApp::sandbox().await;
    let mut jane = app.customer("jane@example.com").await.browser;
    let before = app.tables().await;
    let form = "Enter date and time like 2027-04-03 14:05";
    for (to, sentence) in [
        ("", "Enter the date and time to advance to"),
        ("tomorrow", form),
        ("2027-13-01T00:00", form),
        ("2027-04-31 00:00", form),
        ("1e9", form),
        (
            "2027-04-03T14:04:59",
            "The clock only moves forward. Enter a moment after 3 Apr 2027, 14:05 (UTC+8)",
        ),
        ("1970-01-01 00:00", "The clock only moves forward. Enter a moment after 3 Apr 2027, 14:05 (UTC+8)"),
        ("2037-06-01T00:00", "The clock moves by ten years at most at once. Enter an earlier moment"),
        ("9999-12-31T23:59", "The clock moves by ten years at most at once. Enter an earlier moment"),
    ] {
        let page = jane.post(CLOCK, &[("to", to)]).await;
        assert_eq!((page.status, page.text("[role=alert] a").as_str()), (422, sentence), "{to}");
        assert_eq!(page.attributes("#to", "value"), [to]);
    }
    app.tables().await.assert_same_but_sessions(&before);
    assert_eq!(app.services.now(), START);
}

#[tokio::test]
async fn sec18_only_customers_who_are_signed_in_move_the_clock() {
    let app = TestApp::sandbox().await;
    for browser in [&mut app.browser(), &mut app.operator("op@example.com").await] {
        for answer in [browser.get(CLOCK).await, browser.post(CLOCK, &[("to", "2028-01-01 00:00")]).await] {
            assert_eq!(answer.status, 303);
            assert!(answer.location().unwrap().starts_with("/sign-in"));
        }
    }
    assert_eq!(app.services.now(), START);
}

#[tokio::test]
async fn sessions_keep_real_time_when_the_clock_moves() {
    let app = TestApp::sandbox().await;
    let mut jane = app.customer("jane@example.com").await.browser;
    assert_eq!(jane.post(CLOCK, &[("to", "2036-01-01 00:00")]).await.status, 303);
    assert_eq!(jane.get("/billing").await.status, 200);
    assert!(app.services.now() > Timestamp::from_unix(START.unix() + 200_000_000));
}

#[tokio::test]
async fn qh1_the_clock_is_valid_in_three_languages() {
    let app = TestApp::sandbox().await;
    let mut jane = app.verified_customer("jane@example.com").await;
    assert_good(&jane.browser, &[CLOCK]).await;
    let verbs = customer(&app, &jane);
    let id = verbs.trial_app("cn").await;
    verbs.tops_up(10_000_000).await;
    verbs.buys(id, professional()).await;
    jane.browser.post(CLOCK, &[("to", "2027-04-05 00:00")]).await;
    assert_good(&jane.browser, &[CLOCK]).await;
    for tag in ["zh-Hans", "en", "ja"] {
        let page = jane.browser.clone().speaking(tag).post(CLOCK, &[("to", "gestern")]).await;
        assert_eq!(crate::validity::dom::check(&page.body), [""; 0]);
        crate::validity::vnu::assert_valid(&[(tag.to_owned(), page.body)]);
    }
}
