//! Call packs that postpaid applications buy alone (P6): their whole life, beside an application that is billed by the
//! month and runs on whatever becomes of them.

mod ending;
mod held;
mod pages;

use im_console::{
    domain::{
        app::PackTerm,
        calendar::Timestamp,
        ids::SdkAppId,
        product::{AddOn, CallPack, Edition},
        purchase::Cart,
        refund::{self, RefundScope},
        rtc::{Standing, standing},
    },
    services::refunds::RefundForm,
    store::app_page,
};

use crate::{
    changes::{change, legacy, upgrade},
    support::customer::Customer,
};

/// What the basic pack costs a month, in minor units.
const MONTH: i64 = 50_000;

/// A call pack alone.
fn alone(pack: CallPack, months: u32, auto_renew: bool) -> Cart {
    Cart { package: None, add_ons: vec![AddOn::CallPack(pack)], months, auto_renew }
}

/// The basic pack alone for some months.
fn basic(months: u32) -> Cart {
    alone(CallPack::Basic, months, false)
}

/// An app called `Old` that turns professional, postpaid, now.
async fn postpaid(customer: &Customer, number: i64) -> SdkAppId {
    let app = legacy(customer, number, "cn").await;
    change(customer, app, &upgrade(Edition::Professional, &[])).await.unwrap();
    app
}

/// The term of the pack that an app bought alone.
async fn term(customer: &Customer, app: SdkAppId) -> Option<PackTerm> {
    customer.app(app).await.pack
}

async fn runs_until(customer: &Customer, app: SdkAppId) -> Option<Timestamp> {
    customer.app(app).await.pack_runs_until()
}

/// Where the audio/video of an app stands now.
async fn stands(customer: &Customer, app: SdkAppId) -> Standing {
    let now = customer.services.now();
    let mut tx = customer.services.store.read().await.unwrap();
    let around = app_page::find(&mut tx, customer.account, app, now).await.unwrap().unwrap();
    standing(&around.app, around.rtc, &around.holdings, now)
}

/// Refunds the pack as its page shows it, and gives what came onto the balance.
async fn refunds(customer: &Customer, app: SdkAppId) -> i64 {
    let (before, as_of) = (customer.balance().await, customer.services.now());
    let scope = RefundScope::AddOn(im_console::domain::product::AddOnKind::CallPack);
    let paid = customer.services.paid_app(customer.account, app).await.unwrap().unwrap();
    let total = refund::price(&paid.prepaid(), scope, paid.first.as_ref(), as_of).unwrap().total();
    let form = RefundForm { scope, total, as_of, typed: String::new() };
    let key = customer.services.form_key();
    customer.services.refund(customer.account, app, (&form, key), &customer.actor).await.unwrap();
    customer.balance().await - before
}
