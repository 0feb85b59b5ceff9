//! Bills (U6–U8, M1, M2): drawn up, closed and debited, overdue, stopped, paid and restored, on both databases.

mod drawn;
mod failing;
mod overdue;
mod reports;

use std::path::Path;

use im_console::{
    domain::{
        app::{App, AppState, Plan, StopCause},
        bill::{BillStatus, Kept},
        catalog::embedded,
        charge::Subject,
        ids::SdkAppId,
        month::Month,
        product::{AddOn, Edition, Item},
        usage_report::UsageRow,
    },
    services::{Actor, Services},
    store::{Batch, Location, apps, bills},
};

use crate::support::{
    customer::Customer,
    world::{BEGIN, World, at, new_schema},
};

/// A month by its code.
fn month(code: &str) -> Month {
    Month::parse(code).unwrap()
}

/// Writes an app as it is from `moment` on: ways to become so have tests of their own.
async fn is_from(customer: &Customer, app: &App, moment: &str) {
    let mut tx = customer.services.store.write().await.unwrap();
    let mut batch = Batch::new();
    apps::save(&mut batch, app, at(moment), None);
    batch.run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// Makes an app postpaid from `moment` on.
async fn turns(customer: &Customer, id: SdkAppId, (edition, add_ons): (Edition, &[AddOn]), moment: &str) {
    let app = customer.app(id).await;
    let turned = App { plan: Plan::Postpaid { edition }, add_ons: add_ons.to_vec(), ..app };
    is_from(customer, &turned, moment).await;
}

/// Makes an app one of the legacy edition from `moment` on.
async fn turns_im(customer: &Customer, id: SdkAppId, moment: &str) {
    let app = App { plan: Plan::Im, ..customer.app(id).await };
    is_from(customer, &app, moment).await;
}

/// Stops an app for good at `moment`.
async fn stops(customer: &Customer, id: SdkAppId, moment: &str) {
    let state = AppState::Deactivated { since: at(moment), cause: StopCause::Owner };
    is_from(customer, &App { state, ..customer.app(id).await }, moment).await;
}

/// A professional postpaid app since `moment`.
async fn professional_since(customer: &Customer, moment: &str) -> SdkAppId {
    let app = customer.trial_app("cn").await;
    turns(customer, app, (Edition::Professional, &[]), moment).await;
    app
}

/// The bill of a month, if there is one.
async fn bill(customer: &Customer, code: &str) -> Option<Kept> {
    let mut tx = customer.services.store.read().await.unwrap();
    bills::find(&mut tx, customer.account, month(code)).await.unwrap()
}

/// What is on the bill of a month, line by line, in minor units.
async fn lines(customer: &Customer, code: &str) -> Vec<(Subject, i64)> {
    let bill = bill(customer, code).await;
    let lines = bill.map(|kept| kept.bill.lines).unwrap_or_default();
    lines.into_iter().map(|line| (line.subject, line.amount.as_minor())).collect()
}

/// Where the bill of a month stands, and what is owed on it.
async fn standing(customer: &Customer, code: &str) -> (BillStatus, i64) {
    let kept = bill(customer, code).await.unwrap();
    (kept.bill.state.status(), kept.bill.owed().as_minor())
}

/// Reports the daily active users of an app on a day.
async fn reports(services: &Services, app: SdkAppId, day: &str, value: u32) {
    let row = UsageRow {
        app: app.to_string(),
        day: day.to_owned(),
        measure: "daily_active_users".to_owned(),
        value: value.to_string(),
    };
    services.import_usage(vec![(2, row)], &Actor::console()).await.unwrap();
}

const PROFESSIONAL: Subject = Subject::Item(Item::Package(Edition::Professional));
const ULTIMATE: Subject = Subject::Item(Item::Package(Edition::Ultimate));
const LIVESTREAM: Subject = Subject::Item(Item::AddOn(AddOn::LivestreamGroups));

/// A console with the international catalog on a new database of the kind of `world`, in `folder` if it is a file.
pub(crate) async fn international(world: &World, folder: &Path) -> World {
    let is_file = world.services.store.is_sqlite();
    let location =
        if is_file { Location::Sqlite(folder.join("im-console.db")) } else { new_schema().await.unwrap() };
    World::open(location, embedded("international").unwrap(), at(BEGIN)).await
}
