//! The keys of apps, what is signed with them, and how they are kept (C3, C8, L1, SEC44–SEC47).

mod asleep;
mod kept;
mod libraries;
mod pages;

use im_console::{
    domain::{
        ids::SdkAppId,
        user_sig::{HmacKey, Identifier, Lifetime, SigRefused},
    },
    services::keys::KeyConfirmation,
};

use crate::support::{customer::Customer, world::World};

/// The private half of the key pair of an older app, which only its owner has.
const PRIVATE: [u8; 32] = [7; 32];

/// A user of an app.
fn user(name: &str) -> Identifier {
    Identifier::parse(name).unwrap()
}

/// What somebody who means it sends.
fn confirmed<'a>(customer: &Customer, typed: &'a str) -> KeyConfirmation<'a> {
    KeyConfirmation { typed, key: customer.services.form_key() }
}

async fn shown(customer: &Customer, app: SdkAppId) -> HmacKey {
    customer.services.reveal_key(customer.account, app, &customer.actor).await.unwrap()
}

async fn made(customer: &Customer, app: SdkAppId, name: &str) -> String {
    let day = Lifetime::days(1).unwrap();
    customer.services.make_user_sig(customer.account, app, (&user(name), day), &customer.actor).await.unwrap()
}

/// What the console says of a `UserSig`.
async fn verdict(customer: &Customer, app: SdkAppId, (name, text): (&str, &str)) -> Result<(), SigRefused> {
    let checked = customer.services.check_user_sig(customer.account, app, (&user(name), text)).await;
    checked.unwrap().verdict
}

/// A customer with an app; the name of the app is its number.
async fn with_app(world: &World) -> (Customer, SdkAppId) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    (customer, app)
}
