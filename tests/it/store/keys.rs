//! The keys that apps sign with, and which key secrets are sealed with (C3, SEC44).

use im_console::{
    domain::{calendar::Timestamp, ids::SdkAppId},
    store::{
        app_keys::{self, KeyRow},
        secrets, usage,
    },
};

use super::{reading, send, writing};
use crate::support::world::{World, on_both_databases};

on_both_databases! {
    keys_of_an_app_are_found_newest_first_retired_and_removed,
    keys_that_retired_are_cleared,
    keys_are_destroyed_with_the_public_one,
    keys_that_are_sealed_with_another_key_are_found_and_sealed_anew,
    the_key_in_force_is_claimed_once_and_replaced,
}

fn key(app: SdkAppId, number: i64, made_at: Timestamp) -> KeyRow {
    KeyRow { app, number, sealed: format!("0123456789abcdef:{number}"), made_at, retires_at: None }
}

/// A trial app without the key that it was made with.
async fn bare(world: &World) -> SdkAppId {
    let app = world.customer_with(0).await.trial_app("cn").await;
    let mut tx = writing(world).await;
    send(&mut tx, |batch| app_keys::destroy(batch, app)).await;
    tx.commit().await.unwrap();
    app
}

async fn keys_of_an_app_are_found_newest_first_retired_and_removed(world: &World) {
    let (app, other) = (bare(world).await, bare(world).await);
    let now = world.services.now();
    let mut tx = writing(world).await;
    let keys = [key(app, 1, now), key(app, 2, now.plus_seconds(5)), key(other, 1, now)];
    send(&mut tx, |batch| keys.iter().for_each(|key| app_keys::insert(batch, key))).await;
    let end = now.plus_seconds(60);
    send(&mut tx, |batch| app_keys::retire(batch, (app, 1), end)).await;
    let found = app_keys::of_app(&mut tx, app).await.unwrap();
    let retired = KeyRow { retires_at: Some(end), ..keys[0].clone() };
    assert_eq!((found.public.as_deref(), &found.secrets), (None, &vec![keys[1].clone(), retired]));
    let stand = found.stand();
    assert_eq!((stand.newest.unwrap().number, stand.older.unwrap().retires_at), (2, Some(end)));
    send(&mut tx, |batch| app_keys::remove(batch, (app, 1))).await;
    assert_eq!(app_keys::of_app(&mut tx, app).await.unwrap().secrets, [keys[1].clone()]);
    assert_eq!(app_keys::of_app(&mut tx, other).await.unwrap().secrets, [keys[2].clone()]);
}

async fn keys_that_retired_are_cleared(world: &World) {
    let app = bare(world).await;
    let now = world.services.now();
    let mut tx = writing(world).await;
    let keys = [KeyRow { retires_at: Some(now), ..key(app, 1, now) }, key(app, 2, now)];
    send(&mut tx, |batch| keys.iter().for_each(|key| app_keys::insert(batch, key))).await;
    assert_eq!(app_keys::clear_before(&mut tx, now.plus_seconds(-1)).await.unwrap(), 0);
    assert_eq!(app_keys::clear_before(&mut tx, now).await.unwrap(), 1);
    assert_eq!(app_keys::of_app(&mut tx, app).await.unwrap().secrets, [keys[1].clone()]);
}

async fn keys_are_destroyed_with_the_public_one(world: &World) {
    let app = bare(world).await;
    let mut tx = writing(world).await;
    send(&mut tx, |batch| usage::keep_public_key(batch, app, "PEM")).await;
    send(&mut tx, |batch| app_keys::insert(batch, &key(app, 1, world.services.now()))).await;
    let found = app_keys::of_app(&mut tx, app).await.unwrap();
    assert_eq!((found.public.as_deref(), found.secrets.len()), (Some("PEM"), 1));
    send(&mut tx, |batch| app_keys::destroy(batch, app)).await;
    assert_eq!(app_keys::of_app(&mut tx, app).await.unwrap(), app_keys::KeyRows::default());
}

async fn keys_that_are_sealed_with_another_key_are_found_and_sealed_anew(world: &World) {
    let app = bare(world).await;
    let now = world.services.now();
    let mut tx = writing(world).await;
    let keys = [key(app, 1, now), key(app, 2, now)];
    send(&mut tx, |batch| keys.iter().for_each(|key| app_keys::insert(batch, key))).await;
    let (same, new) = ("0123456789abcdef", "fedcba9876543210");
    assert!(app_keys::sealed_otherwise(&mut tx, same, 9).await.unwrap().is_empty());
    assert_eq!(app_keys::sealed_otherwise(&mut tx, new, 1).await.unwrap(), keys[..1]);
    send(&mut tx, |batch| app_keys::reseal(batch, &keys[0], "fedcba9876543210:1")).await;
    let changed = KeyRow { sealed: "what somebody else wrote".to_owned(), ..keys[1].clone() };
    send(&mut tx, |batch| app_keys::reseal(batch, &changed, "fedcba9876543210:2")).await;
    assert_eq!(app_keys::sealed_otherwise(&mut tx, new, 9).await.unwrap(), keys[1..]);
    assert_eq!(app_keys::page(&mut tx, (app.number(), 1), 9).await.unwrap(), keys[1..]);
    assert_eq!(app_keys::page(&mut tx, (app.number() - 1, 9), 1).await.unwrap().len(), 1);
    assert!(app_keys::page(&mut tx, (app.number(), 2), 9).await.unwrap().is_empty());
}

async fn the_key_in_force_is_claimed_once_and_replaced(world: &World) {
    let known = secrets::known(&mut reading(world).await).await.unwrap().unwrap();
    let mut tx = writing(world).await;
    assert_eq!(secrets::claim(&mut tx, "another").await.unwrap(), known);
    secrets::put_in_force(&mut tx, "another").await.unwrap();
    assert_eq!(secrets::in_force(&mut tx).await.unwrap(), "another");
    drop(tx);
    assert_eq!(secrets::known(&mut reading(world).await).await.unwrap(), Some(known));
}
