//! What apps use, and the keys they came with (U6, C3).

use im_console::{
    domain::{charge::Measure, ids::SdkAppId, usage_report::Usage},
    store::usage,
};

use super::{reading, send, writing};
use crate::support::{
    tables::{int, text},
    world::{World, on_both_databases},
};

on_both_databases! {
    usage_keeps_the_highest_count_of_a_day,
    usage_keeps_a_public_key_and_knows_the_owner_of_an_app,
    usage_of_an_account_is_found_by_day,
}

async fn usage_keeps_the_highest_count_of_a_day(world: &World) {
    let app = world.customer_with(0).await.trial_app("cn").await;
    let day = "2026-11-22".parse().unwrap();
    for value in [7, 9, 8] {
        let mut tx = writing(world).await;
        let count = Usage { app, day, measure: Measure::PeakGroups, value };
        send(&mut tx, |batch| usage::report(batch, &count, world.services.now())).await;
        tx.commit().await.unwrap();
    }
    let tables = world.tables().await;
    let rows = tables.rows("usage_days");
    assert_eq!((rows.len(), int(&rows[0], "value"), text(&rows[0], "day")), (1, 9, "2026-11-22"));
}

async fn usage_keeps_a_public_key_and_knows_the_owner_of_an_app(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    let mut tx = writing(world).await;
    send(&mut tx, |batch| usage::keep_public_key(batch, app, "PEM")).await;
    tx.commit().await.unwrap();
    assert_eq!(text(&world.tables().await.rows("public_keys")[0], "pem"), "PEM");
    let mut tx = reading(world).await;
    assert_eq!(usage::owner_of(&mut tx, app).await.unwrap(), Some(customer.account));
    assert_eq!(usage::owner_of(&mut tx, SdkAppId::LAST).await.unwrap(), None);
}

async fn usage_of_an_account_is_found_by_day(world: &World) {
    let (customer, other) = (world.customer_with(0).await, world.customer_with(0).await);
    let app = customer.trial_app("cn").await;
    let others = other.trial_app("cn").await;
    let count = |app, day: &str, value| Usage {
        app,
        day: day.parse().unwrap(),
        measure: Measure::DailyActiveUsers,
        value,
    };
    let all = [
        count(app, "2026-10-31", 1),
        count(app, "2026-11-01", 2),
        count(app, "2026-11-30", 3),
        count(app, "2026-12-01", 4),
        count(others, "2026-11-15", 5),
    ];
    let mut tx = writing(world).await;
    send(&mut tx, |batch| all.iter().for_each(|one| usage::report(batch, one, world.services.now()))).await;
    tx.commit().await.unwrap();
    let days = ("2026-11-01".parse().unwrap(), "2026-12-01".parse().unwrap());
    let found = usage::of_account(&mut reading(world).await, customer.account, days).await.unwrap();
    assert_eq!(found, all[1..3]);
}
