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

use super::{SECRET, huawei, p8};
use crate::support::{
    customer::Customer,
    world::{SECRETS_KEY, World, on_both_databases},
};

on_both_databases! {
    c5_an_uploaded_certificate_is_a_draft_until_it_is_saved,
    c5_a_platform_has_ten_certificates_also_at_the_same_time,
    c5_a_certificate_is_deleted_by_its_number,
    c5_a_form_that_is_sent_twice_adds_one,
    l1_deleting_an_app_destroys_its_certificates,
    sec45_no_row_holds_a_secret_of_a_certificate,
    sec44_rotating_the_key_seals_certificates_again,
}

async fn add(customer: &Customer, app: SdkAppId, form: (Vendor, Entered)) -> Result<PushRow, PushFailed> {
    let (services, key) = (&customer.services, customer.services.form_key());
    services.add_push_certificate((customer.account, app), form, key, &customer.actor).await
}

async fn held(customer: &Customer, app: SdkAppId) -> Vec<PushRow> {
    rows::of_app(&mut customer.services.store.read().await.unwrap(), app).await.unwrap()
}

async fn c5_an_uploaded_certificate_is_a_draft_until_it_is_saved(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    let first = add(&customer, app, p8()).await.unwrap();
    let draft = add(&customer, app, p8()).await.unwrap();
    assert!(draft.saved_at.is_none() && held(&customer, app).await.is_empty());
    let (services, account) = (&customer.services, customer.account);
    let gone = services.save_push_certificate(account, first.number, &customer.actor).await;
    assert!(matches!(gone, Err(PushFailed::NotFound)), "another upload takes its place");
    let other = world.customer_with(0).await;
    let theirs = services.save_push_certificate(other.account, draft.number, &other.actor).await;
    assert!(matches!(theirs, Err(PushFailed::NotFound)));
    for _ in 0..2 {
        let saved = services.save_push_certificate(account, draft.number, &customer.actor).await.unwrap();
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

async fn c5_a_platform_has_ten_certificates_also_at_the_same_time(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    let mut adding = JoinSet::new();
    for number in 0..MOST_PER_PLATFORM + 3 {
        let customer = customer.clone();
        adding.spawn(async move { add(&customer, app, huawei(&format!("com.example.a{number}"))).await });
    }
    let done = adding.join_all().await;
    let refused = done.iter().filter(|added| matches!(added, Err(PushFailed::Limit))).count();
    assert_eq!((refused, held(&customer, app).await.len()), (3, MOST_PER_PLATFORM));
    let (_, entered) = huawei("com.example.chat");
    add(&customer, app, (Vendor::Meizu, entered)).await.unwrap();
}

async fn c5_a_certificate_is_deleted_by_its_number(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    let row = add(&customer, app, huawei("com.example.chat")).await.unwrap();
    let (services, account) = (&customer.services, customer.account);
    for wrong in ["", "com.example.chat", "1"] {
        let kept = services.delete_push_certificate(account, row.number, wrong, &customer.actor).await;
        assert!(matches!(kept, Err(PushFailed::NotConfirmed)));
    }
    let typed = format!(" {} ", row.number);
    services.delete_push_certificate(account, row.number, &typed, &customer.actor).await.unwrap();
    assert!(held(&customer, app).await.is_empty());
    let next = add(&customer, app, huawei("com.example.chat")).await.unwrap();
    assert!(next.number > row.number, "a number is never given out again");
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

async fn sec45_no_row_holds_a_secret_of_a_certificate(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    add(&customer, app, huawei("com.example.chat")).await.unwrap();
    add(&customer, app, p8()).await.unwrap();
    let tables = world.tables().await;
    assert!(!tables.mention(SECRET) && !tables.mention("PRIVATE KEY"));
    assert!(tables.mention("com.example.chat"));
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
