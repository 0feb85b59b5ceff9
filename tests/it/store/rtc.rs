//! Audio/video and free trials of calls (C7).

use im_console::store::{app_page, rtc};

use super::{reading, send, writing};
use crate::support::{
    tables::int,
    world::{World, on_both_databases},
};

on_both_databases! {
    audio_video_is_enabled_once_tried_once_ended_once_and_forgotten,
}

async fn audio_video_is_enabled_once_tried_once_ended_once_and_forgotten(world: &World) {
    let customer = world.customer().await;
    let app = customer.trial_app("cn").await;
    let now = world.services.now();
    let [later, end] = [now.plus_seconds(60), now.plus_seconds(600)];
    let mut tx = writing(world).await;
    send(&mut tx, |batch| rtc::enable(batch, app, now)).await;
    send(&mut tx, |batch| rtc::enable(batch, app, later)).await;
    send(&mut tx, |batch| rtc::start_trial(batch, app, (later, end))).await;
    send(&mut tx, |batch| rtc::start_trial(batch, app, (later, end.plus_seconds(9)))).await;
    assert!(!rtc::end_trial(&mut tx, app, later).await.unwrap(), "not before it is due");
    assert!(rtc::end_trial(&mut tx, app, end).await.unwrap());
    assert!(!rtc::end_trial(&mut tx, app, end).await.unwrap(), "once");
    tx.commit().await.unwrap();
    let tables = world.tables().await;
    let row = &tables.rows("rtc_apps")[0];
    assert_eq!((int(row, "enabled_at"), int(row, "trial_ends_at")), (now.unix(), end.unix()));
    let around =
        app_page::find(&mut reading(world).await, customer.account, app, now).await.unwrap().unwrap();
    let kept = around.rtc.unwrap();
    assert_eq!((kept.enabled_at, kept.trial_ends_at), (now, Some(end)));
    let mut tx = writing(world).await;
    send(&mut tx, |batch| rtc::forget(batch, app)).await;
    tx.commit().await.unwrap();
    assert!(world.tables().await.rows("rtc_apps").is_empty());
}
