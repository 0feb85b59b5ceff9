//! What owners change on their apps by themselves: upgrade, reconfigure, history, downgrade, deactivate (U1–U6, U9–U12).

mod making;
mod months;
mod pages;

use im_console::{
    domain::{
        app::{App, AppName, AppState, Origin, Plan, Profile},
        change::{ChangeRefused, Preview, Wanted, Wish},
        ids::SdkAppId,
        product::{AddOn, Edition},
        usage_report::UsageRow,
    },
    services::{
        Actor,
        apps::{ChangeDesk, ChangeFailed, Confirmation},
    },
    store::{Batch, apps as store},
};

use crate::support::customer::Customer;

const PRO: Edition = Edition::Professional;
const ULTIMATE: Edition = Edition::Ultimate;
const LIVE: AddOn = AddOn::LivestreamGroups;
const GROUPS: AddOn = AddOn::GroupsPerUser(1_000);

fn wanted(edition: Edition, add_ons: &[AddOn]) -> Wanted {
    Wanted { edition, add_ons: add_ons.to_vec() }
}

pub(crate) fn upgrade(edition: Edition, add_ons: &[AddOn]) -> Wish {
    Wish::Upgrade(wanted(edition, add_ons))
}

pub(crate) fn reconfigure(edition: Edition, add_ons: &[AddOn]) -> Wish {
    Wish::Reconfigure(wanted(edition, add_ons))
}

/// Puts a legacy app called `Old` into the database as an import would.
pub(crate) async fn legacy(customer: &Customer, number: i64, data_centre: &str) -> SdkAppId {
    let id = SdkAppId::new(number).unwrap();
    let now = customer.services.now();
    let app = App {
        id,
        account: customer.account,
        profile: Profile {
            name: AppName::parse("Old").unwrap(),
            app_type: "social".to_owned(),
            introduction: String::new(),
        },
        data_centre: data_centre.to_owned(),
        origin: Origin::Imported,
        plan: Plan::Im,
        state: AppState::Active,
        pack: None,
        auto_renew: false,
        renewals_tried: 0,
        add_ons: Vec::new(),
        history_days: None,
        created_at: now,
        revision: 0,
    };
    let mut tx = customer.services.store.write().await.unwrap();
    let mut batch = Batch::new();
    store::insert(&mut batch, &app, now);
    batch.run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    id
}

pub(crate) async fn desk(customer: &Customer, id: SdkAppId) -> ChangeDesk {
    customer.services.change_desk(customer.account, id).await.unwrap()
}

async fn preview(customer: &Customer, id: SdkAppId, wish: &Wish) -> Preview {
    desk(customer, id).await.preview(wish).unwrap()
}

/// Confirms as a page would, with the figures of now and a key of its own.
pub(crate) async fn change(customer: &Customer, id: SdkAppId, wish: &Wish) -> Result<(), ChangeFailed> {
    let seen = desk(customer, id).await.preview(wish).map(|preview| preview.seen());
    let confirmed = Confirmation { typed: "Old", seen: Some(seen?), key: Some(customer.services.form_key()) };
    customer.services.change_app(customer.account, (id, wish), &confirmed, &customer.actor).await
}

#[track_caller]
fn rule(outcome: Result<(), ChangeFailed>) -> ChangeRefused {
    match outcome {
        Err(ChangeFailed::Rule(refused)) => refused,
        other => panic!("{other:?}"),
    }
}

/// What this month's lines come to so far, in minor units, each by itself.
async fn so_far(customer: &Customer, id: SdkAppId) -> Vec<i64> {
    let lines = desk(customer, id).await.charged_so_far();
    lines.iter().map(|line| line.amount.as_minor()).collect()
}

async fn counts(customer: &Customer, id: SdkAppId, day: &str, users: u32) {
    let row = UsageRow {
        app: id.to_string(),
        day: day.to_owned(),
        measure: "daily_active_users".to_owned(),
        value: users.to_string(),
    };
    customer.services.import_usage(vec![(2, row)], &Actor::console()).await.unwrap();
}
