//! Filing top-ups: what is taken, what is refused and leaves everything as it was, and what is taken once.

use im_console::domain::product::Edition;

use super::customer;
use crate::support::{
    app::{PASSWORD, Person, TestApp},
    customer::package,
    page::Page,
};

const NEW: &str = "/billing/top-ups/new";

/// Fills in the form and sends it.
async fn files(person: &mut Person, choice: &str, amount: &str, reference: &str) -> Page {
    let key = person.browser.get(NEW).await.value("key");
    let fields = [("key", key.as_str()), ("choice", choice), ("amount", amount), ("reference", reference)];
    person.browser.post(NEW, &fields).await
}

#[tokio::test]
async fn m1_a_filed_top_up_waits_for_an_operator() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await;
    let answer = files(&mut jane, "other", " 1,234.50 ", "Bank slip 7").await;
    assert_eq!((answer.status, answer.location().as_deref()), (303, Some("/billing/top-ups")));
    let page = jane.browser.get("/billing/top-ups").await;
    assert_eq!(
        page.text("[role=status]"),
        "Success The top-up is filed. It is on your balance once an operator has confirmed it."
    );
    assert_eq!(
        (page.text("tbody th").as_str(), page.text("tbody .r").as_str()),
        ("Bank slip 7", "CN¥1,234.50")
    );
    assert_eq!(page.text("tbody .badge"), "Waiting");
    assert_eq!(customer(&app, &jane).balance().await, 0);
}

#[tokio::test]
async fn m1_a_sandbox_confirms_a_top_up_at_once_and_says_so() {
    let app = TestApp::sandbox().await;
    let mut jane = app.customer("jane@example.com").await;
    assert!(jane.browser.get(NEW).await.says("This is a sandbox: a top-up is confirmed at once"));
    assert_eq!(files(&mut jane, "500.00", "", "a").await.status, 303);
    let page = jane.browser.get("/billing/top-ups").await;
    assert!(page.text("[role=status]").contains("The sandbox confirmed the top-up at once"));
    assert_eq!(page.text("tbody .badge"), "Confirmed");
    assert_eq!(page.text("header a[href='/billing'] strong"), "CN¥500.00");
}

#[tokio::test]
async fn m1_every_wrong_top_up_has_its_sentence_and_changes_nothing() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await;
    let range = "Enter an amount from CNY 1.00 to CNY 10,000,000.00";
    let digits = "Enter the amount in digits, for example 1234.50";
    let long = "x".repeat(61);
    let wrong = [
        ("", "", "a", "#choice", "Choose or enter an amount"),
        ("other", "", "a", "#amount", "Choose or enter an amount"),
        ("500.00", "7", "a", "#amount", "You chose one amount and entered another. Keep one of them"),
        ("other", "abc", "a", "#amount", digits),
        ("other", "-5", "a", "#amount", digits),
        ("other", "1e9", "a", "#amount", digits),
        ("nonsense", "", "a", "#choice", digits),
        ("other", "1.005", "a", "#amount", "Enter at most 2 decimals"),
        ("other", "0.99", "a", "#amount", range),
        ("other", "10000000.01", "a", "#amount", range),
        ("other", "99999999999999999999", "a", "#amount", range),
        ("0.50", "", "a", "#choice", range),
        ("500.00", "", " ", "#reference", "Enter the transfer reference"),
        ("500.00", "", long.as_str(), "#reference", "The reference has at most 60 characters"),
        (
            "500.00",
            "",
            "a\0b",
            "#reference",
            "The reference is one line of ordinary text. Remove the control characters",
        ),
    ];
    let before = app.tables().await;
    for (choice, amount, reference, spot, sentence) in wrong {
        let page = files(&mut jane, choice, amount, reference).await;
        assert_eq!(page.status, 422, "{choice} {amount} {reference}");
        assert!(page.text("title").starts_with("Error: "));
        assert_eq!(page.attributes("[role=alert] a", "href"), [spot]);
        assert_eq!(page.text("[role=alert] a"), sentence);
        assert_eq!(page.value("amount"), amount);
    }
    app.tables().await.assert_same_but_sessions(&before);
}

#[tokio::test]
async fn m1_the_amounts_at_both_limits_are_taken_in_full_width_digits_too() {
    let app = TestApp::sandbox().await;
    let mut jane = app.customer("jane@example.com").await;
    for amount in ["1", "１０，０００，０００．００"] {
        assert_eq!(files(&mut jane, "other", amount, "a").await.status, 303, "{amount}");
    }
    assert_eq!(customer(&app, &jane).balance().await, 1_000_000_100);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sec38_the_same_form_sent_ten_times_at_once_files_one_top_up() {
    let app = TestApp::sandbox().await;
    let mut jane = app.customer("jane@example.com").await;
    let key = jane.browser.get(NEW).await.value("key");
    let mut sending = tokio::task::JoinSet::new();
    for _ in 0..10 {
        let (mut browser, key) = (jane.browser.clone(), key.clone());
        sending.spawn(async move {
            let fields = [("key", key.as_str()), ("choice", "500.00"), ("reference", "a")];
            browser.post(NEW, &fields).await.status
        });
    }
    assert_eq!(sending.join_all().await, [303; 10]);
    assert_eq!(customer(&app, &jane).balance().await, 50_000);
    assert_eq!(app.tables().await.rows("topups").len(), 1);
}

#[tokio::test]
async fn sec22_a_form_sent_before_with_other_answers_is_409_and_tells_what_it_filed() {
    let app = TestApp::sandbox().await;
    let mut jane = app.customer("jane@example.com").await;
    let key = jane.browser.get(NEW).await.value("key");
    let send = |amount| [("key", key.as_str()), ("choice", "other"), ("amount", amount), ("reference", "a")];
    assert_eq!(jane.browser.post(NEW, &send("500")).await.status, 303);
    let before = app.tables().await;
    let page = jane.browser.post(NEW, &send("700")).await;
    assert_eq!(page.status, 409);
    assert!(page.text("[role=alert]").contains("It filed a top-up of CNY 500.00 with the reference “a”."));
    assert_eq!(page.value("amount"), "700");
    assert_ne!(page.value("key"), key);
    app.tables().await.assert_same_but_sessions(&before);
}

#[tokio::test]
async fn sec22_a_stale_or_invented_key_is_409_and_files_nothing() {
    let app = TestApp::sandbox().await;
    let mut jane = app.customer("jane@example.com").await;
    let key = jane.browser.get(NEW).await.value("key");
    app.wait(86_400);
    let back = [("email", "jane@example.com"), ("password", PASSWORD)];
    assert_eq!(jane.browser.post("/sign-in", &back).await.status, 303);
    let before = app.tables().await;
    for key in [key.as_str(), "", "nonsense", "00000000-0000-0000-0000-000000000000"] {
        let fields = [("key", key), ("choice", "500.00"), ("reference", "a")];
        let page = jane.browser.post(NEW, &fields).await;
        assert_eq!(page.status, 409, "{key}");
        assert!(page.says("This form is more than a day old"));
    }
    app.tables().await.assert_same_but_sessions(&before);
}

#[tokio::test]
async fn p12_a_top_up_for_an_order_offers_what_it_lacks_holds_it_and_returns_to_it() {
    let app = TestApp::live().await;
    let mut jane = app.verified_customer("jane@example.com").await;
    let verbs = customer(&app, &jane);
    let id = verbs.trial_app("cn").await;
    let no = verbs.leaves_unpaid(id, package(Edition::Ultimate, &[], 1)).await;
    let page = jane.browser.get(&format!("{NEW}?order={no}")).await;
    assert!(page.says("the order keeps its price, for 7 days at most"));
    let (exact, key) = (page.attributes("[name=choice]", "value")[0].clone(), page.value("key"));
    assert_eq!(page.value("order"), no.as_str());
    let fields =
        [("key", key.as_str()), ("choice", exact.as_str()), ("reference", "a"), ("order", no.as_str())];
    let answer = jane.browser.post(NEW, &fields).await;
    assert_eq!((answer.status, answer.location()), (303, Some(format!("/orders/{no}"))));
    let order = verbs.order(&no).await;
    let filed = app.tables().await.rows("topups")[0]["amount"].as_i64().unwrap();
    assert_eq!(filed, order.payable().as_minor());
    app.services.run_due(order.created_at.plus_seconds(3 * 86_400)).await.unwrap();
    assert_eq!(verbs.order(&no).await.state.status().as_str(), "unpaid");
    let page = jane.browser.get(&format!("/orders/{no}")).await;
    assert!(page.says("Your top-up for this order is being confirmed"));
    assert!(!page.body.contains("/billing/top-ups/new?order"), "one waits already");
    let page = jane.browser.get(&format!("{NEW}?order={no}")).await;
    assert!(page.says("A top-up for this order is waiting already"));
    let fields =
        [("key", &*page.value("key")), ("choice", "500.00"), ("reference", "a"), ("order", no.as_str())];
    let page = jane.browser.post(NEW, &fields).await;
    assert_eq!((page.status, page.attributes("[name=order]", "value").len()), (409, 0));
    assert!(page.text("[role=alert]").contains("A top-up for this order is waiting already"));
}

#[tokio::test]
async fn m1_five_top_ups_of_an_account_wait_and_the_sixth_is_409_with_what_to_do() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await;
    for number in 0..5 {
        assert_eq!(files(&mut jane, "500.00", "", &format!("slip {number}")).await.status, 303);
    }
    let before = app.tables().await;
    let page = files(&mut jane, "500.00", "", "slip 6").await;
    assert_eq!((page.status, page.value("reference").as_str()), (409, "slip 6"));
    let alert = page.text("[role=alert]");
    assert!(alert.contains("5 of your top-ups are waiting already"), "{alert}");
    assert!(alert.contains("Wait until one of them is confirmed"), "{alert}");
    app.tables().await.assert_same_but_sessions(&before);
}

#[tokio::test]
async fn p12_a_top_up_for_an_order_that_no_longer_waits_is_refused_and_changes_nothing() {
    let app = TestApp::live().await;
    let mut jane = app.verified_customer("jane@example.com").await;
    let verbs = customer(&app, &jane);
    let id = verbs.trial_app("cn").await;
    let no = verbs.leaves_unpaid(id, package(Edition::Ultimate, &[], 1)).await;
    let key = jane.browser.get(NEW).await.value("key");
    verbs.cancels(&no).await.unwrap();
    let before = app.tables().await;
    let fields = [("key", key.as_str()), ("choice", "500.00"), ("reference", "a"), ("order", no.as_str())];
    let page = jane.browser.post(NEW, &fields).await;
    assert_eq!((page.status, page.attributes("[name=order]", "value").len()), (409, 0));
    assert!(page.text("[role=alert]").contains("The order no longer waits for payment"));
    assert!(
        jane.browser.get(&format!("{NEW}?order={no}")).await.says("The order no longer waits for payment")
    );
    app.tables().await.assert_same_but_sessions(&before);
}

#[tokio::test]
async fn sec17_an_order_of_somebody_else_is_not_found_like_one_that_never_was() {
    let app = TestApp::live().await;
    let jane = app.verified_customer("jane@example.com").await;
    let verbs = customer(&app, &jane);
    let id = verbs.trial_app("cn").await;
    let theirs = verbs.leaves_unpaid(id, package(Edition::Ultimate, &[], 1)).await;
    let mut other = app.verified_customer("other@example.com").await.browser;
    let before = app.tables().await;
    let mut answers = Vec::new();
    for no in [theirs.as_str(), "202611220123456789", "nonsense"] {
        let page = other.get(&format!("{NEW}?order={no}")).await;
        assert_eq!(page.status, 404, "{no}");
        answers.push(page.body);
        let key = other.get(NEW).await.value("key");
        let fields = [("key", key.as_str()), ("choice", "500.00"), ("reference", "a"), ("order", no)];
        let page = other.post(NEW, &fields).await;
        assert_eq!(page.status, 404, "{no}");
        answers.push(page.body);
    }
    answers.dedup();
    assert_eq!(answers.len(), 1);
    app.tables().await.assert_same_but_sessions(&before);
}

#[tokio::test]
async fn sec34_fields_that_the_form_does_not_have_change_nothing() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await;
    let other = app.customer("other@example.com").await;
    let key = jane.browser.get(NEW).await.value("key");
    let (account, amount) = (other.account.to_string(), "999999");
    let fields = [
        ("key", key.as_str()),
        ("choice", "500.00"),
        ("reference", "a"),
        ("state", "confirmed"),
        ("account_id", account.as_str()),
        ("decided_at", "1"),
        ("minor", amount),
    ];
    assert_eq!(jane.browser.post(NEW, &fields).await.status, 303);
    let tables = app.tables().await;
    let row = &tables.rows("topups")[0];
    assert_eq!((row["state"].as_str(), row["amount"].as_i64()), (Some("filed"), Some(50_000)));
    assert_eq!(customer(&app, &other).balance().await, 0);
}
