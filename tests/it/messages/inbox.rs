//! The message centre through HTTP.

use crate::support::{
    app::{Person, TestApp},
    customer::professional,
    page::Page,
};

/// What the top of a page says of messages.
fn top(page: &Page) -> String {
    page.text("header a[href='/messages']")
}

/// A customer with a digest, and the end of a term.
async fn told(app: &TestApp) -> Person {
    let person = app.verified_customer("jane@example.com").await;
    let jane = app.acting(&person);
    jane.tops_up(1_000_000).await;
    jane.buys(jane.trial_app("cn").await, professional()).await;
    let month = im_console::domain::calendar::Calendar::new(chrono_tz::Asia::Shanghai);
    let end = month.months_later(app.services.now(), 1);
    app.clock.advance_to(end);
    app.services.run_due(end).await.unwrap();
    person
}

#[tokio::test]
async fn r7_the_message_centre_shows_what_was_told_and_what_is_unread() {
    let app = TestApp::live().await;
    let mut browser = told(&app).await.browser;
    let page = browser.get("/messages").await;
    assert_eq!(page.text("h1"), "Messages");
    let rows = page.texts("main li.card");
    let unread = page.texts("main li.card form").len();
    assert_eq!(rows.len(), unread, "everything is unread at first");
    assert_eq!(top(&page), format!("Messages {unread} {unread} unread"));
    assert_eq!(top(&browser.get("/apps").await), top(&page), "the same on every page");
    let has = |text: &str| rows.iter().any(|row| row.contains(text));
    assert!(has("Ends and renewals: 1 application"), "{rows:?}");
    assert!(
        has("does not renew itself") && has("has ended") && has("Your top-up of CN¥10,000.00 was confirmed")
    );
    assert!(page.attributes("main li.card h2 a", "href").contains(&"/billing/renewals".to_owned()));
    let before = app.tables().await;
    browser.get("/messages").await;
    app.tables().await.assert_same_but_sessions(&before);
}

#[tokio::test]
async fn r7_messages_are_read_one_by_one_or_all_that_were_shown() {
    let app = TestApp::live().await;
    let mut browser = told(&app).await.browser;
    let page = browser.get("/messages?show=unread").await;
    let count = page.texts("main li.card").len();
    let id = page.attributes("[name=message]", "value").remove(0);
    let read = browser.submit("/messages/read", &[("message", &id), ("show", "unread")]).await;
    assert!(read.says("The message is marked as read."));
    assert_eq!(read.texts("main li.card").len(), count - 1);
    let again = browser.post("/messages/read", &[("message", &id)]).await;
    assert_eq!(
        (again.status, again.location().as_deref()),
        (303, Some("/messages")),
        "once more changes nothing"
    );
    let newest = read.value("up_to");
    let all = browser.submit("/messages/read", &[("up_to", &newest), ("show", "unread")]).await;
    assert!(all.says("All messages that were shown are marked as read.") && all.says("Everything is read"));
    assert_eq!(top(&all), "Messages");
    let full = browser.get("/messages").await;
    assert_eq!((full.texts("main li.card").len(), full.texts("[name=up_to]").len()), (count, 0));
    let past = browser.get("/messages?before=1.00000000-0000-0000-0000-000000000000").await;
    assert_eq!(past.texts("main li.card").len(), 0);
}

#[tokio::test]
async fn sec17_messages_of_others_are_not_there() {
    let app = TestApp::live().await;
    let mut owner = told(&app).await.browser;
    let id = owner.get("/messages").await.attributes("[name=message]", "value").remove(0);
    let mut other = app.customer("other@example.com").await.browser;
    let page = other.get("/messages").await;
    assert!(page.says("There are no messages yet"));
    let before = app.tables().await;
    for id in [id.as_str(), "00000000-0000-0000-0000-000000000000", "", "x"] {
        assert_eq!(other.post("/messages/read", &[("message", id)]).await.status, 404, "{id}");
    }
    app.tables().await.assert_same_but_sessions(&before);
}

#[tokio::test]
async fn ql1_messages_are_told_in_the_language_of_the_reader() {
    let app = TestApp::live().await;
    let mut browser = told(&app).await.browser;
    assert!(browser.visit("/messages?lang=zh-Hans").await.says("到期与续费提醒：1 个应用"));
    assert!(browser.visit("/messages?lang=ja").await.says("期限と更新のお知らせ：アプリ 1 件"));
}
