//! Changes of apps and what they used up (U3), and the usage of one app.

use im_console::{
    domain::{
        change::{Change, ChangeKind, Use, Value},
        charge::Measure,
        course::Setup,
        product::{AddOn, AddOnKind, BillingMode, Edition},
        usage_report::Usage,
    },
    store::{changes, usage},
};

use super::{reading, send, writing};
use crate::support::world::{World, at, on_both_databases};

on_both_databases! {
    changes_come_back_whole_and_in_order_though_they_were_made_in_one_second,
    usage_of_an_app_is_found_by_day,
}

fn change(at_text: &str, is: Option<AddOn>) -> Change {
    let kind = AddOnKind::LivestreamGroups;
    let setup = Setup::plain(Edition::Professional, Some(BillingMode::Postpaid));
    let used = Use {
        at: at(at_text),
        was: Value::AddOn(kind, None),
        is: Value::AddOn(kind, is),
        moved: vec![AddOn::GroupsPerUser(1_000)],
        moved_history: Some(90),
        set_back: is.is_none(),
    };
    Change {
        kind: ChangeKind::Reconfigure,
        at: at(at_text),
        before: setup.clone(),
        after: Setup { add_ons: is.into_iter().collect(), ..setup },
        uses: vec![used],
        voided: vec![AddOn::LivestreamGroups],
        restored: Vec::new(),
        given_back: Vec::new(),
    }
}

async fn changes_come_back_whole_and_in_order_though_they_were_made_in_one_second(world: &World) {
    let customer = world.customer().await;
    let mut app = customer.app(customer.trial_app("cn").await).await;
    let made = [
        change("2026-11-30 23:59:59", Some(AddOn::LivestreamGroups)),
        change("2026-12-01 00:00:00", Some(AddOn::LivestreamGroups)),
        change("2026-12-01 00:00:00", None),
    ];
    let mut tx = writing(world).await;
    for change in &made {
        send(&mut tx, |batch| changes::record(batch, &app, change)).await;
        app.revision += 1;
    }
    tx.commit().await.unwrap();
    let mut tx = reading(world).await;
    let from = at("2026-12-01 00:00:00");
    assert_eq!(changes::since(&mut tx, app.id, from).await.unwrap(), made[1..]);
    let uses: Vec<Use> = made[1..].iter().flat_map(|change| change.uses.clone()).collect();
    assert_eq!(changes::uses(&mut tx, app.id, from).await.unwrap(), uses);
    let other = customer.trial_app("cn").await;
    assert_eq!(changes::uses(&mut tx, other, from).await.unwrap(), []);
}

async fn usage_of_an_app_is_found_by_day(world: &World) {
    let customer = world.customer().await;
    let (app, other) = (customer.trial_app("cn").await, customer.trial_app("cn").await);
    let count =
        |app, day: &str, value| Usage { app, day: day.parse().unwrap(), measure: Measure::PeakGroups, value };
    let all = [
        count(app, "2026-10-31", 1),
        count(app, "2026-11-01", 2),
        count(app, "2026-11-30", 3),
        count(app, "2026-12-01", 4),
        count(other, "2026-11-15", 5),
    ];
    let mut tx = writing(world).await;
    send(&mut tx, |batch| all.iter().for_each(|one| usage::report(batch, one, world.services.now()))).await;
    let days = ("2026-11-01".parse().unwrap(), "2026-12-01".parse().unwrap());
    assert_eq!(usage::of_app(&mut tx, app, days).await.unwrap(), all[1..3]);
}
