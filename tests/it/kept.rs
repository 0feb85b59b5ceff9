//! Forms that arrive when a password has to come first: kept, given back filled in, never sent by themselves (WCAG 2.2.1).

mod edges;

use im_console::store::users;
use serde_json::json;

use crate::{
    apps::fill,
    support::{
        app::{PASSWORD, Person, TestApp},
        browser::Browser,
        page::Page,
    },
};

const MINUTES: i64 = 60;

/// The address that a question for the password leads on to.
fn next_of(asked: &Page) -> String {
    let location = asked.location().unwrap();
    let (_, query) = location.split_once('?').unwrap();
    let next = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "next").unwrap().1;
    next.into_owned()
}

/// Whether a question for the password says that a form is kept.
fn keeps(asked: &Page) -> bool {
    asked.status == 303 && next_of(asked).contains("kept=")
}

/// Gives the password at the door that a form led to, and opens the page behind it.
async fn sign_in(browser: &mut Browser, email: &str, asked: &Page) -> Page {
    let form = [("email", email), ("password", PASSWORD), ("next", &next_of(asked))];
    let inside = browser.post("/sign-in", &form).await;
    browser.visit(&inside.location().unwrap()).await
}

/// A form: where it is sent from and to, what is in it, and what its page is to show again.
struct Form<'a> {
    from: String,
    to: String,
    fields: Vec<(&'a str, String)>,
    shown: Vec<(&'a str, &'a str)>,
}

/// Sends a form when the session has ended, signs in again, and looks that the page has it and nothing was done.
async fn comes_back(app: &TestApp, jane: &mut Browser, form: &Form<'_>) -> Page {
    let fields: Vec<(&str, &str)> = form.fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let referer = format!("http://127.0.0.1:8080{}", form.from);
    let before = app.tables().await;
    app.wait(31 * MINUTES);
    let headers = [("sec-fetch-site", "same-origin"), ("referer", referer.as_str())];
    let asked = jane.post_with(&form.to, &headers, &fields).await;
    assert!(keeps(&asked), "{} {:?}", form.to, asked.location());
    let door = jane.get(&asked.location().unwrap()).await;
    assert!(door.says("Your session had ended when the form arrived, so nothing was done"), "{}", door.body);
    let page = sign_in(jane, "jane@example.com", &asked).await;
    let again = jane.get(&next_of(&asked)).await;
    for page in [&page, &again] {
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.text(".note[role=status]").contains("The form was not sent"), "{}", page.body);
        for (selector, value) in &form.shown {
            assert_eq!(page.attributes(selector, "value"), [*value], "{selector} in {}", page.body);
        }
    }
    let after = app.tables().await;
    let mut changed = after.changed_since(&before);
    changed.retain(|table| !["sessions", "throttles", "kept_forms", "audit_log", "accounts"].contains(table));
    assert!(changed.is_empty(), "nothing is sent by itself: {changed:?}");
    page
}

async fn jane() -> (TestApp, Person) {
    let app = TestApp::live().await;
    let jane = app.verified_customer("jane@example.com").await;
    (app, jane)
}

#[tokio::test]
async fn wcag221_the_form_of_a_profile_comes_back_with_its_revision_and_is_sent_by_its_owner_alone() {
    let (app, person) = jane().await;
    let id = fill(&app.acting(&person), 1).await.remove(0);
    let path = format!("/apps/{id}/profile");
    let mut jane = person.browser.clone();
    let revision = jane.get(&path).await.value("revision");
    let text = "<b>one</b> & \"two\"";
    let fields =
        [("name", "Another"), ("app_type", "games"), ("introduction", text), ("revision", &revision)];
    let fields = fields.map(|(name, text)| (name, text.to_owned())).to_vec();
    let shown = vec![("#name", "Another"), ("[name=revision]", revision.as_str())];
    let form = Form { from: path.clone(), to: path.clone(), fields, shown };
    let page = comes_back(&app, &mut jane, &form).await;
    assert_eq!(page.text("textarea").trim(), text);
    assert_eq!(page.attributes("#app_type option[selected]", "value"), ["games"]);
    assert_eq!(app.tables().await.rows("kept_forms").len(), 1);

    let action = page.attributes("main form", "action").remove(0);
    assert!(action.starts_with(&format!("{path}?kept=")), "{action}");
    let sent: Vec<(&str, &str)> = form.fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
    assert_eq!(jane.post(&action, &sent).await.status, 303);
    assert!(app.tables().await.rows("kept_forms").is_empty(), "it is given back until it is sent");
    assert_eq!(app.acting(&person).app(id).await.profile.introduction, text);
    let gone = jane.get(&action).await;
    assert!(gone.says("Nothing is kept for you here") && gone.value("name") == "Another");
}

#[tokio::test]
async fn wcag221_a_purchase_comes_back_with_every_choice() {
    let (app, person) = jane().await;
    let id = fill(&app.acting(&person), 1).await.remove(0).to_string();
    let fields = [
        ("data_centre", "cn"),
        ("app", &id),
        ("package", "ultimate"),
        ("months", "12"),
        ("auto_renew", "yes"),
        ("sla", "yes"),
    ];
    let fields = fields.map(|(name, text)| (name, text.to_owned())).to_vec();
    let shown = vec![
        ("[name=months][checked]", "12"),
        ("[name=package][checked]", "ultimate"),
        ("[name=sla][checked]", "yes"),
        ("#app option[selected]", id.as_str()),
    ];
    for from in ["/buy", "/quotes"] {
        let (fields, shown) = (fields.clone(), shown.clone());
        let form = Form { from: from.to_owned(), to: "/quotes".to_owned(), fields, shown };
        let page = comes_back(&app, &mut person.browser.clone(), &form).await;
        assert!(page.says("What you entered is in the form again"), "{}", page.body);
    }
    assert!(app.tables().await.rows("quotes").is_empty());
}

#[tokio::test]
async fn wcag221_tags_come_back_with_rows_that_the_page_would_not_have() {
    let (app, person) = jane().await;
    let id = fill(&app.acting(&person), 1).await.remove(0);
    let path = format!("/apps/{id}/tags");
    let mut jane = person.browser.clone();
    let to = jane.get(&path).await.attributes("main form", "action").remove(0);
    let mut fields = Vec::new();
    for name in ["key_1", "value_1", "key_2", "key_3", "key_4", "key_5", "value_5"] {
        fields.push((name, format!("of_{name}")));
    }
    let shown = vec![("#key_1", "of_key_1"), ("#value_5", "of_value_5")];
    let form = Form { from: path, to: to.clone(), fields, shown };
    let page = comes_back(&app, &mut jane, &form).await;
    let action = page.attributes("main form", "action").remove(0);
    assert!(action.starts_with(&format!("{to}&kept=")), "sent with what it showed at first: {action}");
}

#[tokio::test]
async fn wcag221_a_ticket_and_a_top_up_come_back_and_take_effect_once() {
    let (app, person) = jane().await;
    let mut jane = person.browser.clone();
    let key = jane.get("/tickets/new").await.value("key");
    let fields =
        vec![("topic", "question".to_owned()), ("text", "Why?\r\nHow?".to_owned()), ("key", key.clone())];
    let shown = vec![("#topic option[selected]", "question"), ("[name=key]", key.as_str())];
    let form = Form { from: "/tickets/new".into(), to: "/tickets/new".into(), fields, shown };
    let page = comes_back(&app, &mut jane, &form).await;
    assert_eq!(page.text("textarea"), "Why? How?");

    let path = "/billing/top-ups/new";
    let fields =
        [("choice", "other"), ("amount", "123.45"), ("reference", "Transfer 7"), ("key", key.as_str())];
    let fields = fields.map(|(name, text)| (name, text.to_owned())).to_vec();
    let shown =
        vec![("[name=choice][checked]", "other"), ("#amount", "123.45"), ("#reference", "Transfer 7")];
    let form = Form { from: path.into(), to: path.into(), fields, shown };
    comes_back(&app, &mut jane, &form).await;
    assert!(app.tables().await.rows("topups").is_empty());
}

#[tokio::test]
async fn wcag221_nobody_but_the_owner_gets_a_form_and_they_for_fifteen_minutes() {
    let (app, person) = jane().await;
    app.verified_customer("joe@example.com").await;
    let mut jane = person.browser.clone();
    app.wait(31 * MINUTES);
    let form = [("topic", "question"), ("text", "canary of jane"), ("key", "x")];
    let asked = jane.post("/tickets/new", &form).await;
    assert!(keeps(&asked));
    let page = sign_in(&mut app.browser(), "joe@example.com", &asked).await;
    assert!(page.status == 200 && !page.body.contains("canary"));
    assert!(page.says("Nothing is kept for you here"));

    app.wait(15 * MINUTES - 1);
    let mut later = app.browser();
    assert!(sign_in(&mut later, "jane@example.com", &asked).await.body.contains("canary"));
    app.wait(1);
    let page = sign_in(&mut later, "jane@example.com", &asked).await;
    assert!(!page.body.contains("canary") && page.says("Nothing is kept for you here"));
    let door = app.browser().get(&asked.location().unwrap()).await;
    assert!(!door.says("Your session had ended"), "nothing is promised any more");
    assert_eq!(app.services.clear_kept_forms().await.unwrap(), 1);
    assert!(app.tables().await.rows("kept_forms").is_empty());
}

#[tokio::test]
async fn sec47_a_kept_form_stands_in_the_log_without_what_was_entered() {
    let (app, person) = jane().await;
    app.wait(31 * MINUTES);
    person.browser.clone().post("/tickets/new", &[("topic", "question"), ("text", "canary")]).await;
    let tables = app.tables().await;
    let rows = tables.with("audit_log", "action", &json!("form_keep"));
    let [row] = rows.as_slice() else { panic!("{rows:?}") };
    let row = json!(row).to_string();
    assert!(
        row.contains("/tickets/new") && row.contains(&person.user.to_string()) && !row.contains("canary")
    );
    let mut jane = app.browser();
    jane.post("/sign-in", &[("email", "jane@example.com"), ("password", PASSWORD)]).await;
    assert!(jane.get("/account/activity").await.says("Kept what was entered in a form"));
    let mut tx = app.services.store.read().await.unwrap();
    assert!(users::by_id(&mut tx, person.user).await.unwrap().is_some());
}
