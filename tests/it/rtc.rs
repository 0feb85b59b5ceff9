//! Real-time audio/video of apps: enabling it, the free trial and its end, call packs and their minutes (C7, L2).

mod given;
mod pages;

use im_console::{
    domain::{
        ids::SdkAppId,
        product::{AddOn, CallPack, Edition},
        purchase::Cart,
        rtc::{Standing, standing},
    },
    services::rtc::RtcFailed,
    store::app_page,
};

use crate::support::customer::{Customer, package};

/// A professional package with a call pack.
fn with_pack(months: u32) -> Cart {
    package(Edition::Professional, &[AddOn::CallPack(CallPack::Basic)], months)
}

async fn enabled(customer: &Customer, app: SdkAppId) -> Result<(), RtcFailed> {
    customer.services.enable_rtc(customer.account, app, &customer.actor).await
}

async fn tried(customer: &Customer, app: SdkAppId) -> Result<(), RtcFailed> {
    let key = customer.services.form_key();
    customer.services.try_calls(customer.account, app, key, &customer.actor).await
}

/// Where the audio/video of an app stands at the present business time.
async fn stands(customer: &Customer, app: SdkAppId) -> Standing {
    let now = customer.services.now();
    let mut tx = customer.services.store.read().await.unwrap();
    let around = app_page::find(&mut tx, customer.account, app, now).await.unwrap().unwrap();
    standing(&around.app, around.rtc, &around.holdings, now)
}
