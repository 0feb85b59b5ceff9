//! Secrets at rest: where the key of secrets is kept, what happens without it, and how it is rotated (SEC43, SEC44).

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use im_console::{
    random::OsRandomness,
    services::{
        Actor, Secrets, Services,
        secrets::{KeyRing, SecretsRefused},
    },
    store::{SealFailed, Store, StoreError},
};
use serde_json::json;

use super::{shown, with_app};
use crate::support::{
    tables::{execute, text},
    world::{SECRETS_KEY, World, on_both_databases},
};

on_both_databases! {
    sec44_the_key_file_is_made_once_for_its_owner_alone,
    sec44_a_wrong_or_missing_key_is_told_at_the_start,
    sec44_a_sealed_key_that_is_moved_to_another_row_does_not_open,
    sec44_a_rotation_seals_everything_again_and_another_server_follows,
    sec44_a_rotation_that_was_broken_off_goes_on,
    sec44_a_rotation_by_the_setting_needs_a_new_key_first,
}

/// The store on its own, not sealed yet.
async fn never_sealed(world: &World) -> Store {
    execute(&world.location, "DELETE FROM meta WHERE key = 'secrets_key'").await.unwrap();
    world.services.store.clone()
}

async fn with_file(store: &Store, file: &Path) -> Result<Secrets, SecretsRefused> {
    Secrets::of_database(store, (None, file), &OsRandomness).await
}

/// The same console with another ring.
fn with(world: &World, secrets: Secrets) -> Services {
    Services { secrets, ..world.services.clone() }
}

async fn sec44_the_key_file_is_made_once_for_its_owner_alone(world: &World) {
    let store = never_sealed(world).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secrets.key");
    with_file(&store, &file).await.unwrap();
    let made = fs::read_to_string(&file).unwrap();
    assert_eq!((made.len(), fs::metadata(&file).unwrap().permissions().mode() & 0o777), (65, 0o600));
    with_file(&store, &file).await.unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), made);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    let told = with_file(&store, &file).await.unwrap_err().to_string();
    assert!(told.ends_with("secrets.key can be read by others than its owner: chmod 600 it"), "{told}");
}

async fn sec44_a_wrong_or_missing_key_is_told_at_the_start(world: &World) {
    let store = world.services.store.clone();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secrets.key");
    let ring = KeyRing::parse(SECRETS_KEY).unwrap();
    let id = ring.newest().unwrap();
    let told = with_file(&store, &file).await.unwrap_err().to_string();
    assert!(
        told.starts_with(&format!("the secrets of this database are sealed with key {id}, and there is no"))
    );
    assert!(!file.exists(), "no key is made up where one is missing");
    let other = "ab".repeat(32);
    let by_setting = |text: String| async move {
        Secrets::of_database(&world.services.store, (Some(&text), Path::new("")), &OsRandomness).await
    };
    let told = by_setting(other.clone()).await.unwrap_err().to_string();
    assert!(told.contains("which IM_CONSOLE_SECRETS_KEY does not hold: every server needs"), "{told}");
    let told = by_setting("key".to_owned()).await.unwrap_err().to_string();
    assert!(told.contains("each key is 64 hexadecimal digits"), "{told}");
    by_setting(format!("{other},{SECRETS_KEY}")).await.unwrap();
    fs::write(&file, format!("{other}\n")).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let told = with_file(&store, &file).await.unwrap_err().to_string();
    assert!(told.contains("secrets.key does not hold: every server needs the same keys"), "{told}");
    assert!(!told.contains(&other) && !told.contains(SECRETS_KEY), "SEC45: {told}");
}

async fn sec44_a_sealed_key_that_is_moved_to_another_row_does_not_open(world: &World) {
    let (customer, one) = with_app(world).await;
    let two = customer.trial_app("cn").await;
    let moved = format!(
        "UPDATE app_keys SET sealed = (SELECT sealed FROM app_keys WHERE sdk_app_id = {one})
         WHERE sdk_app_id = {two}"
    );
    execute(&world.location, &moved).await.unwrap();
    let opened = customer.services.reveal_key(customer.account, two, &customer.actor).await;
    let told = opened.unwrap_err().to_string();
    assert_eq!(told, SealFailed::Changed.to_string());
    shown(&customer, one).await;
}

async fn sec44_a_rotation_seals_everything_again_and_another_server_follows(world: &World) {
    let store = never_sealed(world).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secrets.key");
    let server = with(world, with_file(&store, &file).await.unwrap());
    let mut customer = world.customer_with(0).await;
    customer.services = server.clone();
    let app = customer.trial_app("cn").await;
    let key = shown(&customer, app).await;
    let first = fs::read_to_string(&file).unwrap();
    let rotating = with(world, with_file(&store, &file).await.unwrap());
    let rotated = rotating.rotate_secrets(&Actor::console()).await.unwrap();
    assert_eq!(rotated.secrets, 1);
    let both = fs::read_to_string(&file).unwrap();
    assert!(both.len() == 130 && both.ends_with(&first), "the older key stays for older backups");
    let tables = world.tables().await;
    let sealed = text(tables.with("app_keys", "sdk_app_id", &json!(app.number()))[0], "sealed");
    assert!(sealed.starts_with(rotated.id.as_str()));
    assert_eq!(shown(&customer, app).await, key, "a server that runs reads the file again");
    shown(&customer, customer.trial_app("cn").await).await;
    let alone = with(world, Secrets::none());
    let refused = alone.reveal_key(customer.account, app, &customer.actor).await.unwrap_err();
    assert!(refused.to_string().contains("is not at hand"), "{refused}");
    assert_eq!(tables.with("audit_log", "action", &json!("secrets_rotate")).len(), 1);
    assert!(!tables.mention(first.trim()), "SEC45");
}

async fn sec44_a_rotation_that_was_broken_off_goes_on(world: &World) {
    let (customer, app) = with_app(world).await;
    let key = shown(&customer, app).await;
    let both = KeyRing::parse(&format!("{},{SECRETS_KEY}", "ab".repeat(32))).unwrap();
    let id = both.newest().unwrap().clone();
    let put = format!("UPDATE meta SET value = '{id}' WHERE key = 'secrets_key'");
    execute(&world.location, &put).await.unwrap();
    let server = with(world, Secrets::of_ring(&world.services.store, both).await.unwrap());
    let mut again = world.customer_with(0).await;
    (again.services, again.account) = (server.clone(), customer.account);
    assert_eq!(shown(&again, app).await, key, "rows of both keys open meanwhile");
    again.trial_app("cn").await;
    assert_eq!(server.rotate_secrets(&Actor::console()).await.unwrap().secrets, 1);
    let tables = world.tables().await;
    let sealed: Vec<_> = tables.rows("app_keys").iter().map(|row| text(row, "sealed")).collect();
    assert!(sealed.len() == 2 && sealed.iter().all(|sealed| sealed.starts_with(id.as_str())));
    let refused = server.rotate_secrets(&Actor::console()).await;
    assert!(matches!(refused, Err(SecretsRefused::NothingNew)), "{refused:?}");
}

async fn sec44_a_rotation_by_the_setting_needs_a_new_key_first(world: &World) {
    let (customer, app) = with_app(world).await;
    let key = shown(&customer, app).await;
    let refused = world.services.rotate_secrets(&Actor::console()).await;
    assert!(matches!(refused, Err(SecretsRefused::NothingNew)));
    let both = KeyRing::parse(&format!("{},{SECRETS_KEY}", "ab".repeat(32))).unwrap();
    let server = with(world, Secrets::of_ring(&world.services.store, both.clone()).await.unwrap());
    assert_eq!(server.rotate_secrets(&Actor::console()).await.unwrap().secrets, 1);
    let refused = customer.services.reveal_key(customer.account, app, &customer.actor).await;
    assert!(matches!(
        refused,
        Err(im_console::services::keys::KeyFailed::Store(StoreError::Sealed(SealFailed::NoKey(_))))
    ));
    let opened = server.reveal_key(customer.account, app, &customer.actor).await.unwrap();
    assert_eq!(opened, key);
}
