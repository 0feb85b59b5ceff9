//! The small tables: settings, catalogs, throttles, keys of forms, audit rows and messages.

use im_console::{
    domain::ids::AccountId,
    store::{
        accounts,
        audit::{self, AuditRow},
        catalogs::{self, CatalogRow},
        idempotency::{self, Outcome},
        meta,
        outbox::{self, Message},
        throttles::{self, Failures},
    },
};
use serde_json::json;

use super::{reading, send, writing};
use crate::support::{
    tables::text,
    world::{World, on_both_databases},
};

on_both_databases! {
    a_setting_is_claimed_once_and_then_set,
    a_catalog_version_is_written_once_and_the_newest_is_the_highest,
    a_throttle_is_counted_and_forgotten,
    the_outcome_of_a_form_is_found_by_its_account_alone,
    audit_rows_come_back_in_order,
    a_message_is_kept_for_the_outside,
}

async fn a_setting_is_claimed_once_and_then_set(world: &World) {
    let mut tx = writing(world).await;
    assert_eq!(meta::get(&mut tx, "colour").await.unwrap(), None);
    assert!(meta::claim(&mut tx, "colour", "green").await.unwrap());
    assert!(!meta::claim(&mut tx, "colour", "red").await.unwrap());
    assert_eq!(meta::get(&mut tx, "colour").await.unwrap().as_deref(), Some("green"));
    meta::set(&mut tx, "colour", "blue").await.unwrap();
    assert_eq!(meta::get(&mut tx, "colour").await.unwrap().as_deref(), Some("blue"));
}

async fn a_catalog_version_is_written_once_and_the_newest_is_the_highest(world: &World) {
    let now = world.services.now();
    let mut tx = writing(world).await;
    let first = catalogs::newest(&mut tx).await.unwrap().unwrap();
    assert_eq!(catalogs::newest_version(&mut tx).await.unwrap(), first.version);
    assert_eq!(catalogs::with_digest(&mut tx, &first.digest).await.unwrap(), Some(first.version));
    assert_eq!(catalogs::with_digest(&mut tx, "two").await.unwrap(), None);
    assert_eq!(catalogs::find(&mut tx, first.version).await.unwrap().as_ref(), Some(&first));
    let row = |version, content: &str| CatalogRow {
        version,
        name: "other".to_owned(),
        content: content.to_owned(),
        digest: content.to_owned(),
    };
    assert!(catalogs::insert(&mut tx, &row(first.version + 1, "two"), now).await.unwrap());
    assert!(
        !catalogs::insert(&mut tx, &row(first.version + 1, "three"), now).await.unwrap(),
        "K4: immutable"
    );
    assert_eq!(catalogs::newest(&mut tx).await.unwrap(), Some(row(first.version + 1, "two")));
    assert_eq!(catalogs::newest_version(&mut tx).await.unwrap(), first.version + 1);
    assert_eq!(catalogs::with_digest(&mut tx, "two").await.unwrap(), Some(first.version + 1));
    assert_eq!(catalogs::find(&mut tx, first.version + 2).await.unwrap(), None);
}

async fn a_throttle_is_counted_and_forgotten(world: &World) {
    let now = world.services.now();
    let later = now.plus_seconds(60);
    let mut tx = writing(world).await;
    let fresh = throttles::lock(&mut tx, "key", now).await.unwrap();
    assert_eq!((fresh.count, fresh.last_at), (0, now));
    for key in ["key", "other"] {
        throttles::lock(&mut tx, key, now).await.unwrap();
        throttles::put(&mut tx, key, Failures { count: 6, last_at: now, until_at: later }).await.unwrap();
    }
    let kept = throttles::lock(&mut tx, "key", later).await.unwrap();
    assert_eq!((kept.count, kept.last_at, kept.until_at), (6, now, later));
    assert_eq!(throttles::clear_before(&mut tx, later).await.unwrap(), 0, "its pause is not over");
    throttles::clear(&mut tx, "key").await.unwrap();
    assert_eq!(throttles::clear_before(&mut tx, later.plus_seconds(1)).await.unwrap(), 1);
    assert_eq!(throttles::lock(&mut tx, "other", later).await.unwrap().count, 0);
}

async fn the_outcome_of_a_form_is_found_by_its_account_alone(world: &World) {
    let (one, other) = (world.customer().await.account, world.customer().await.account);
    let outcome = Outcome { request_hash: "hash".to_owned(), location: "there".to_owned() };
    let mut tx = writing(world).await;
    assert_eq!(idempotency::find(&mut tx, one, "key").await.unwrap(), None);
    let now = world.services.now();
    send(&mut tx, |batch| idempotency::insert(batch, (one, "key"), "act", outcome.clone(), now)).await;
    assert_eq!(idempotency::find(&mut tx, one, "key").await.unwrap(), Some(outcome));
    assert_eq!(idempotency::find(&mut tx, other, "key").await.unwrap(), None);
}

async fn audit_rows_come_back_in_order(world: &World) {
    let (random, at) = (&world.services.random, world.services.now());
    let account = AccountId(random.uuid(at));
    let row = |seq: i64, action: &str| AuditRow {
        account,
        seq,
        at,
        action: action.to_owned(),
        object: "示例".to_owned(),
        result: "done".to_owned(),
        content: format!("row {seq}"),
        row_hash: seq.to_string(),
    };
    let rows = [row(1, "look"), row(2, "look"), row(3, "leave")];
    let mut tx = writing(world).await;
    accounts::insert(&mut tx, account, "Example", at).await.unwrap();
    send(&mut tx, |batch| rows.iter().for_each(|row| audit::insert(batch, row))).await;
    assert_eq!(audit::chain(&mut tx, account).await.unwrap(), rows);
    assert_eq!(audit::newest_of(&mut tx, account, "look").await.unwrap().as_deref(), Some("row 2"));
    assert_eq!(audit::newest_of(&mut tx, account, "pay").await.unwrap(), None);
    drop(tx);
    assert!(audit::chain(&mut reading(world).await, account).await.unwrap().is_empty());
}

async fn a_message_is_kept_for_the_outside(world: &World) {
    let account = world.customer().await.account;
    let (random, at) = (&world.services.random, world.services.now());
    let message = Message {
        id: random.uuid(at),
        account,
        kind: "greeting",
        content: "{\"to\":\"世界\"}".to_owned(),
        at,
    };
    let mut tx = writing(world).await;
    send(&mut tx, |batch| outbox::insert(batch, message)).await;
    tx.commit().await.unwrap();
    let tables = world.tables().await;
    let kept = tables.with("outbox", "kind", &json!("greeting"));
    assert_eq!(kept.iter().map(|row| text(row, "content")).collect::<Vec<_>>(), ["{\"to\":\"世界\"}"]);
}
