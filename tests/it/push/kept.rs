//! What becomes of push certificates, on both databases.

use im_console::{
    domain::{
        ids::SdkAppId,
        push::{Entered, Field, MOST_PER_PLATFORM, Vendor},
    },
    services::{
        Actor, Secrets, Services,
        push::{DRAFT_LIFE, PushFailed},
        secrets::KeyRing,
    },
    store::push::{self as rows, PushRow},
};
use tokio::task::JoinSet;

use super::{SECRET, huawei, p8, p12_until};
use crate::support::{
    canary::{Canary, backup},
    customer::Customer,
    world::{SECRETS_KEY, World, at, on_both_databases},
};

on_both_databases! {
    c5_an_uploaded_certificate_is_a_draft_until_it_is_saved,
    c5_sec36_fifty_certificates_at_once_leave_ten_of_a_platform,
    c5_a_certificate_is_deleted_by_its_number,
    s4_what_no_push_goes_through_is_deleted_without_typing_and_else_the_name_will_do,
    c5_a_form_that_is_sent_twice_adds_one,
    l1_deleting_an_app_destroys_its_certificates,
    sec45_no_row_and_no_backup_holds_a_secret,
    sec44_rotating_the_key_seals_certificates_again,
}

pub(super) async fn add(
    customer: &Customer,
    app: SdkAppId,
    form: (Vendor, Entered),
) -> Result<PushRow, PushFailed> {
    let (services, key) = (&customer.services, customer.services.form_key());
    services.add_push_certificate((customer.account, app), form, key, &customer.actor).await
}

pub(super) async fn held(customer: &Customer, app: SdkAppId) -> Vec<PushRow> {
    rows::of_app(&mut customer.services.store.read().await.unwrap(), app).await.unwrap()
}

/// Saves a draft.
pub(super) async fn save(customer: &Customer, number: i64) -> Result<PushRow, PushFailed> {
    let (services, key) = (&customer.services, customer.services.form_key());
    services.save_push_certificate((customer.account, number), key, &customer.actor).await
}

async fn c5_an_uploaded_certificate_is_a_draft_until_it_is_saved(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    let first = add(&customer, app, p8()).await.unwrap();
    let draft = add(&customer, app, p8()).await.unwrap();
    assert!(draft.saved_at.is_none() && held(&customer, app).await.is_empty());
    let services = &customer.services;
    let gone = save(&customer, first.number).await;
    assert!(matches!(gone, Err(PushFailed::NotFound)), "another upload takes its place");
    let other = world.customer_with(0).await;
    let theirs = save(&other, draft.number).await;
    assert!(matches!(theirs, Err(PushFailed::NotFound)));
    for _ in 0..2 {
        let saved = save(&customer, draft.number).await.unwrap();
        assert_eq!(held(&customer, app).await, [saved]);
    }
    let late = add(&customer, app, p8()).await.unwrap();
    let mut tx = services.store.write().await.unwrap();
    let end = late.added_at.plus_seconds(DRAFT_LIFE);
    assert_eq!(rows::clear_drafts(&mut tx, late.added_at).await.unwrap(), 0);
    assert_eq!(rows::clear_drafts(&mut tx, end).await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert_eq!(services.clear_push_drafts().await.unwrap(), 0);
    assert_eq!(held(&customer, app).await.len(), 1);
}

async fn c5_sec36_fifty_certificates_at_once_leave_ten_of_a_platform(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    let mut adding = JoinSet::new();
    for number in 0..50 {
        let customer = customer.clone();
        adding.spawn(async move { add(&customer, app, huawei(&format!("com.example.a{number}"))).await });
    }
    let done = adding.join_all().await;
    let refused = done.iter().filter(|added| matches!(added, Err(PushFailed::Limit))).count();
    assert_eq!((refused, held(&customer, app).await.len()), (50 - MOST_PER_PLATFORM, MOST_PER_PLATFORM));
    let (_, entered) = huawei("com.example.chat");
    add(&customer, app, (Vendor::Meizu, entered)).await.unwrap();
}

async fn c5_a_certificate_is_deleted_by_its_number(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    let row = add(&customer, app, huawei("com.example.chat")).await.unwrap();
    let (services, account) = (&customer.services, customer.account);
    for wrong in ["", "com.example.chat", "1", "App_9"] {
        let kept = services.delete_push_certificate(account, row.number, wrong, &customer.actor).await;
        assert!(matches!(kept, Err(PushFailed::NotConfirmed)));
    }
    let typed = format!(" {} ", row.number);
    services.delete_push_certificate(account, row.number, &typed, &customer.actor).await.unwrap();
    assert!(held(&customer, app).await.is_empty());
    let next = add(&customer, app, huawei("com.example.chat")).await.unwrap();
    assert!(next.number > row.number, "a number is never given out again");
}

async fn s4_what_no_push_goes_through_is_deleted_without_typing_and_else_the_name_will_do(world: &World) {
    let customer = world.customer_with(0).await;
    let (services, account) = (&customer.services, customer.account);
    let app = customer.trial_app("cn").await;
    let name = customer.app(app).await.profile.name;
    let [used, unused] = [
        add(&customer, app, huawei("a.b")).await.unwrap(),
        add(&customer, app, huawei("a.c")).await.unwrap(),
    ];
    let delete =
        async |number, typed| services.delete_push_certificate(account, number, typed, &customer.actor).await;
    delete(used.number, name.as_str()).await.unwrap();
    let ending = add(&customer, app, p12_until("20261201")).await.unwrap();
    save(&customer, ending.number).await.unwrap();
    assert!(matches!(delete(ending.number, "").await, Err(PushFailed::NotConfirmed)));
    world.advance_to(at("2026-12-01 09:00:00")).await;
    delete(ending.number, "").await.unwrap();
    assert!(matches!(delete(unused.number, "").await, Err(PushFailed::NotConfirmed)));
    services.deactivate_app(account, app, name.as_str(), &customer.actor).await.unwrap();
    delete(unused.number, "").await.unwrap();
    assert!(held(&customer, app).await.is_empty());
}

async fn c5_a_form_that_is_sent_twice_adds_one(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    let (services, place, key) = (&customer.services, (customer.account, app), customer.services.form_key());
    let form = huawei("com.example.chat");
    let first = services.add_push_certificate(place, form.clone(), key, &customer.actor).await.unwrap();
    let again = services.add_push_certificate(place, form.clone(), key, &customer.actor).await.unwrap();
    assert_eq!((first.number, held(&customer, app).await.len()), (again.number, 1));
    let mut other = form;
    other.1.texts.insert(Field::Secret, "another-secret".to_owned());
    let refused = services.add_push_certificate(place, other, key, &customer.actor).await;
    assert!(matches!(refused, Err(PushFailed::Stale)));
}

async fn l1_deleting_an_app_destroys_its_certificates(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    let row = add(&customer, app, huawei("com.example.chat")).await.unwrap();
    add(&customer, app, p8()).await.unwrap();
    let name = customer.app(app).await.profile.name;
    let (services, account) = (&customer.services, customer.account);
    let mut tx = services.store.read().await.unwrap();
    assert_eq!(rows::find(&mut tx, account, row.number).await.unwrap(), Some(row));
    drop(tx);
    services.deactivate_app(account, app, name.as_str(), &customer.actor).await.unwrap();
    services.delete_app(account, app, name.as_str(), &customer.actor).await.unwrap();
    assert!(world.tables().await.rows("push_certificates").is_empty());
    assert!(matches!(add(&customer, app, p8()).await, Err(PushFailed::NotFound)));
}

async fn sec45_no_row_and_no_backup_holds_a_secret(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    add(&customer, app, huawei("com.example.chat")).await.unwrap();
    add(&customer, app, p8()).await.unwrap();
    let tables = world.tables().await;
    assert!(!tables.mention(SECRET) && !tables.mention("PRIVATE KEY"));
    assert!(tables.mention("com.example.chat"));
    let key = customer.services.reveal_key(customer.account, app, &customer.actor).await.unwrap();
    let kept = backup(&world.location).await;
    assert!(Canary::of(b"com.example.chat").is_in(&kept), "the backup is one");
    for secret in [SECRET, "PRIVATE KEY", key.reveal()] {
        assert!(!Canary::of(secret.as_bytes()).is_in(&kept), "a secret is in a backup");
    }
}

async fn sec44_rotating_the_key_seals_certificates_again(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    add(&customer, app, huawei("com.example.chat")).await.unwrap();
    let (first, second) = ("ab".repeat(32), "cd".repeat(32));
    for new in [first.clone(), format!("{second},{first}")] {
        let ring = KeyRing::parse(&format!("{new},{SECRETS_KEY}")).unwrap();
        let secrets = Secrets::of_ring(&world.services.store, ring).await.unwrap();
        let server = Services { secrets, ..world.services.clone() };
        let rotated = server.rotate_secrets(&Actor::console()).await.unwrap();
        assert_eq!(rotated.secrets, 2, "the key of the app and the certificate");
        let row = held(&customer, app).await.remove(0);
        assert!(row.sealed.starts_with(rotated.id.as_str()));
    }
}
