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
