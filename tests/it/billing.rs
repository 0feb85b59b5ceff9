//! The billing centre through its pages: overview, orders, ledger, top-ups, vouchers.

mod bills;
mod centre;
mod lists;
mod pdf;
mod top_ups;

use im_console::services::{Actor, audit::Who};

use crate::{
    support::{
        app::{Person, TestApp},
        customer::Customer,
    },
    validity,
};

/// The person as a customer with verbs of their own.
fn customer(app: &TestApp, person: &Person) -> Customer {
    let actor = Actor { who: Who::User(person.user), ..Actor::console() };
    Customer { services: app.services.clone(), account: person.account, actor }
}

/// Fails unless every page is good in all three languages.
pub(crate) async fn assert_good(browser: &crate::support::browser::Browser, paths: &[&str]) {
    let mut pages = Vec::new();
    for tag in ["zh-Hans", "en", "ja"] {
        let mut browser = browser.clone().speaking(tag);
        for path in paths {
            let page = browser.get(path).await;
            assert_eq!(page.status, 200, "{path} in {tag}");
            let faults = validity::dom::check(&page.body);
            assert!(faults.is_empty(), "{path} in {tag}: {faults:#?}");
            pages.push((format!("{path} in {tag}"), page.body));
        }
    }
    validity::vnu::assert_valid(&pages);
}

const PAGES: [&str; 7] = [
    "/billing",
    "/billing/bills",
    "/billing/orders",
    "/billing/ledger",
    "/billing/top-ups",
    "/billing/top-ups/new",
    "/billing/vouchers",
];

#[tokio::test]
async fn sec1_the_billing_centre_is_for_those_who_are_signed_in() {
    let app = TestApp::live().await;
    for path in PAGES {
        let answer = app.browser().get(path).await;
        assert_eq!(answer.status, 303, "{path}");
        assert!(answer.location().unwrap().starts_with("/sign-in?next="), "{path}");
    }
}

#[tokio::test]
async fn qh1_the_billing_centre_is_valid_in_three_languages_when_it_is_empty() {
    let app = TestApp::live().await;
    let jane = app.customer("jane@example.com").await;
    assert_good(&jane.browser, &PAGES).await;
}

#[tokio::test]
async fn qh1_the_billing_centre_is_valid_in_three_languages_when_it_is_full() {
    let app = TestApp::sandbox().await;
    let jane = app.verified_customer("jane@example.com").await;
    let no = lists::lives_a_little(&customer(&app, &jane)).await;
    let paths = ["/billing/orders?status=paid", &format!("/billing/top-ups/new?order={no}")];
    assert_good(&jane.browser, &[PAGES.as_slice(), &paths].concat()).await;
}
