//! The cards and creating an app, through HTTP.

mod creating;
mod listing;

use im_console::{
    domain::{
        app::{AppName, Profile},
        ids::SdkAppId,
    },
    services::{Actor, audit::Who},
    store::apps,
};

use crate::support::{
    app::{Person, TestApp},
    browser::Browser,
    customer::Customer,
    page::Page,
};

/// Texts that would change a statement if they became part of it.
pub(crate) const INJECTIONS: &[&str] = &[
    "' OR '1'='1",
    "'; DROP TABLE apps; --",
    "\" OR \"\"=\"",
    "1400000001 OR 1=1",
    "%' ESCAPE '' --",
    "_\\_",
    "newest; DELETE FROM apps",
    "name DESC, (SELECT 1)",
    "\0",
    "$1",
    "{{7*7}}",
    "<script>alert(1)</script>",
];

/// The person as the services know them.
pub(crate) fn customer(app: &TestApp, person: &Person) -> Customer {
    let actor = Actor { who: Who::User(person.user), ..Actor::console() };
    Customer { services: app.services.clone(), account: person.account, actor }
}

/// Creates `count` trial apps past the pages.
pub(crate) async fn fill(customer: &Customer, count: u32) -> Vec<SdkAppId> {
    let mut ids = Vec::new();
    for number in 1..=count {
        let name = AppName::parse(&format!("App_{number}")).unwrap();
        let profile = Profile { name, app_type: "social".to_owned(), introduction: String::new() };
        ids.push(
            customer.services.create_app(customer.account, profile, "cn", &customer.actor).await.unwrap(),
        );
    }
    ids
}

async fn held(customer: &Customer) -> i64 {
    let mut tx = customer.services.store.read().await.unwrap();
    apps::count(&mut tx, customer.account).await.unwrap()
}

fn names(page: &Page) -> Vec<String> {
    page.texts(".app h2")
}

/// The answers of a form that creates an app, with the form's own key.
async fn form(browser: &mut Browser, name: &str) -> [(&'static str, String); 5] {
    let key = browser.get("/apps/new").await.value("key");
    let (name, app_type, centre) = (name.to_owned(), "social".to_owned(), "cn".to_owned());
    [
        ("name", name),
        ("app_type", app_type),
        ("introduction", String::new()),
        ("data_centre", centre),
        ("key", key),
    ]
}

fn fields<'a>(form: &'a [(&'static str, String); 5]) -> Vec<(&'static str, &'a str)> {
    form.iter().map(|(name, value)| (*name, value.as_str())).collect()
}
