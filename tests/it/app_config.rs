//! The configuration page of an app and what can be done there, through HTTP.

mod ending;
mod leaving;
mod package;
mod profile;

use std::borrow::Cow;

use im_console::{
    domain::{
        app::{App, AppName, AppState, Origin, Plan, Profile},
        calendar::Timestamp,
        ids::SdkAppId,
    },
    store::{Batch, apps as store},
};

use crate::{
    apps::{customer, fill},
    support::{
        app::{PASSWORD, Person, TestApp},
        browser::Browser,
        customer::Customer,
        page::Page,
    },
};

/// A verified customer with money and one trial app called `App_1`.
async fn jane(app: &TestApp) -> (Browser, Customer, SdkAppId) {
    let Person { browser, user, account } = app.verified_customer("jane@example.com").await;
    let customer = customer(app, &Person { browser: browser.clone(), user, account });
    customer.tops_up(10_000_000).await;
    let id = fill(&customer, 1).await[0];
    (browser, customer, id)
}

async fn signed_in(app: &TestApp) -> Browser {
    let mut browser = app.browser();
    browser.post("/sign-in", &[("email", "jane@example.com"), ("password", PASSWORD)]).await;
    browser
}

/// Puts an app into the database as an import would.
async fn brought_in(customer: &Customer, number: i64, plan: Plan, state: AppState) -> SdkAppId {
    let id = SdkAppId::new(number).unwrap();
    let name = AppName::parse(&format!("Old_{}", number % 100)).unwrap();
    let app = App {
        id,
        account: customer.account,
        profile: Profile { name, app_type: "social".to_owned(), introduction: String::new() },
        data_centre: "cn".to_owned(),
        origin: if plan == Plan::Trial { Origin::Rtc } else { Origin::Imported },
        plan,
        state,
        pack: None,
        auto_renew: false,
        renewals_tried: 0,
        add_ons: Vec::new(),
        history_days: None,
        created_at: Timestamp::from_unix(1_546_272_000),
        revision: 0,
    };
    let mut tx = customer.services.store.write().await.unwrap();
    let mut batch = Batch::new();
    store::insert(&mut batch, &app, app.created_at);
    batch.run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// A trial of the audio/video side, in use.
pub(crate) async fn rtc(customer: &Customer) -> SdkAppId {
    brought_in(customer, 1_400_000_901, Plan::Trial, AppState::Active).await
}

/// The labels of what can be done, and of what cannot.
fn actions(page: &Page) -> (Vec<String>, Vec<String>) {
    let allowed = page.texts("section:has(#package-title) header .actions > :is(a, button)");
    (allowed, page.texts("section:has(#package-title) .body:last-child h3 + dl dt"))
}

/// The answers of a form that does something for good, with what its page shows now.
pub(crate) async fn confirming<'a>(
    browser: &mut Browser,
    address: &str,
    typed: &'a str,
) -> [(&'static str, Cow<'a, str>); 3] {
    let page = browser.get(address).await;
    let hidden = |name: &str| Cow::from(page.attributes(&format!("[name={name}]"), "value").concat());
    [("typed", typed.into()), ("seen", hidden("seen")), ("key", hidden("key"))]
}

pub(crate) fn pairs<'a>(form: &'a [(&'static str, Cow<'_, str>); 3]) -> Vec<(&'static str, &'a str)> {
    form.iter().map(|(name, value)| (*name, value.as_ref())).collect()
}

fn path(id: SdkAppId) -> String {
    format!("/apps/{id}")
}
