//! Administrators (C4).

use im_console::{
    domain::{
        administrator::{Administrator, NotChanged},
        ids::SdkAppId,
    },
    services::apps::AdministratorRefused,
    store::app_settings,
};
use tokio::task::JoinSet;

use crate::{
    apps::{customer, fill},
    support::{
        app::{Person, TestApp},
        browser::Browser,
        customer::Customer,
        world::{World, on_both_databases},
    },
};

on_both_databases! {
    c4_sec36_fifty_administrators_at_once_leave_ten_in_all,
    c4_the_same_form_sent_again_adds_nothing_more,
    l1_deleting_an_app_destroys_its_administrators_and_tags,
}

fn named(name: &str) -> Administrator {
    Administrator::parse(name).unwrap()
}

async fn names(customer: &Customer, app: SdkAppId) -> Vec<String> {
    let mut tx = customer.services.store.read().await.unwrap();
    let found = app_settings::find(&mut tx, app).await.unwrap().names();
    found.iter().map(|name| name.as_str().to_owned()).collect()
}

async fn c4_sec36_fifty_administrators_at_once_leave_ten_in_all(world: &World) {
    let customer = world.customer().await;
    let app = customer.trial_app("cn").await;
    let mut tasks = JoinSet::new();
    for number in 0..50 {
        let customer = customer.clone();
        tasks.spawn(async move {
            let (name, key) = (named(&format!("admin_{number}")), customer.services.form_key());
            customer.services.add_administrator(customer.account, app, (&name, key), &customer.actor).await
        });
    }
    let outcomes = tasks.join_all().await;
    let full = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Err(AdministratorRefused::Rule(NotChanged::Full))));
    assert_eq!((outcomes.iter().filter(|outcome| outcome.is_ok()).count(), full.count()), (9, 41));
    assert_eq!(names(&customer, app).await.len(), 9, "and the default one");
}

async fn c4_the_same_form_sent_again_adds_nothing_more(world: &World) {
    let customer = world.customer().await;
    let app = customer.trial_app("cn").await;
    let (services, key) = (&customer.services, customer.services.form_key());
    let add = async |name: &str| {
        let name = named(name);
        services.add_administrator(customer.account, app, (&name, key), &customer.actor).await
    };
    add("ops").await.unwrap();
    let before = world.tables().await;
    add("ops").await.unwrap();
    assert!(matches!(add("other").await, Err(AdministratorRefused::SentBefore)));
    assert_eq!(names(&customer, app).await, ["ops"]);
    assert!(world.tables().await.changed_since(&before).is_empty());
    for _ in 0..2 {
        services.delete_administrator(customer.account, app, &named("ops"), &customer.actor).await.unwrap();
    }
    assert!(names(&customer, app).await.is_empty());
    assert_eq!(world.tables().await.with("outbox", "kind", &"app_administrators".into()).len(), 2);
}

async fn l1_deleting_an_app_destroys_its_administrators_and_tags(world: &World) {
    let customer = world.customer().await;
    let app = customer.trial_app("cn").await;
    let (services, account, actor) = (&customer.services, customer.account, &customer.actor);
    services.add_administrator(account, app, (&named("ops"), services.form_key()), actor).await.unwrap();
    let rows = [("team".to_owned(), "a".to_owned())];
    let seen = im_console::domain::tag::Tags::default().digest();
    services.set_tags(account, app, (&rows, &seen), actor).await.unwrap();
    services.deactivate_app(account, app, "Example", actor).await.unwrap();
    let stopped = services.delete_administrator(account, app, &named("ops"), actor).await;
    assert!(matches!(stopped, Err(AdministratorRefused::Rule(NotChanged::Stopped))));
    services.delete_app(account, app, "Example", actor).await.unwrap();
    let tables = world.tables().await;
    assert!(tables.rows("app_administrators").is_empty() && tables.rows("app_tags").is_empty());
}

async fn jane(app: &TestApp) -> (Browser, Customer, SdkAppId) {
    let Person { browser, user, account } = app.verified_customer("jane@example.com").await;
    let customer = customer(app, &Person { browser: browser.clone(), user, account });
    let id = fill(&customer, 1).await[0];
    (browser, customer, id)
}

#[tokio::test]
async fn c4_administrators_are_added_counted_and_deleted_after_asking() {
    let app = TestApp::live().await;
    let (mut browser, customer, id) = jane(&app).await;
    let page = browser.get(&format!("/apps/{id}")).await;
    assert!(page.says("1 of 10 added") && page.says("System default"));
    let form = browser.get(&format!("/apps/{id}/administrators")).await;
    let fields = [("administrator", " ops & co "), ("key", &form.value("key"))];
    let page = browser.submit(&format!("/apps/{id}/administrators"), &fields).await;
    assert!(page.says("The administrator has been added.") && page.says("2 of 10 added"));
    let links = page.attributes("section:has(#administrators-title) dd a", "href");
    assert_eq!(links, [format!("/apps/{id}/administrators/delete?name=ops+%26+co")]);
    let asked = browser.get(&links[0]).await;
    assert!(asked.text("h1").contains("ops & co"));
    let page = browser.submit(&format!("/apps/{id}/administrators/delete"), &[("name", "ops & co")]).await;
    assert!(page.says("The administrator has been deleted.") && page.says("1 of 10 added"));
    assert!(names(&customer, id).await.is_empty());
    assert_eq!(browser.get(&links[0]).await.status, 404, "it is gone");
}

#[tokio::test]
async fn c4_each_refusal_has_its_sentence_and_keeps_what_was_entered() {
    let app = TestApp::live().await;
    let (mut browser, customer, id) = jane(&app).await;
    let address = format!("/apps/{id}/administrators");
    let before = app.tables().await;
    let long = "x".repeat(33);
    for (name, said) in [
        ("", "Enter the administrator’s UserID"),
        ("管理", "remove “管”"),
        ("a\u{202e}b", "remove “U+202E”"),
        (long.as_str(), "at most 32 bytes"),
        ("administrator", "has this administrator already"),
    ] {
        let key = browser.get(&address).await.value("key");
        let page = browser.post(&address, &[("administrator", name), ("key", &key)]).await;
        assert_eq!(page.status, 422, "{name:?}");
        assert!(page.says(said), "{name:?}: {}", page.text("main"));
        assert_eq!(page.attributes("[role=alert] a", "href"), ["#administrator"]);
    }
    assert_eq!(browser.post(&address, &[("administrator", "ops")]).await.status, 409, "no key");
    let refused = browser.post(&format!("{address}/delete"), &[("name", "administrator")]).await;
    assert_eq!((refused.status, refused.says("cannot be deleted")), (409, true));
    assert!(app.tables().await.changed_since(&before).iter().all(|name| name == &"sessions"));
    for number in 0..9 {
        let (name, key) = (named(&format!("a{number}")), customer.services.form_key());
        customer
            .services
            .add_administrator(customer.account, id, (&name, key), &customer.actor)
            .await
            .unwrap();
    }
    let full = browser.get(&address).await;
    assert!(full.says("at most 10 administrators") && full.texts("[name=administrator]").is_empty());
    let key = customer.services.form_key().to_string();
    let page = browser.post(&address, &[("administrator", "tenth"), ("key", &key)]).await;
    assert_eq!((page.status, page.value("administrator").as_str()), (409, "tenth"));
    customer.services.deactivate_app(customer.account, id, "App_1", &customer.actor).await.unwrap();
    assert!(browser.get(&address).await.says("is deactivated, so its administrators"));
}
