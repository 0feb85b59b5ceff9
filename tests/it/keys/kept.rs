//! What becomes of the keys of an app, on both databases.

use im_console::{
    domain::{
        account::Email,
        app::{AppState, StopCause},
        app_keys::{KeyRefused, OVERLAP},
        ids::SdkAppId,
        legacy::LegacyRow,
        user_sig::{self, Algorithm, Claim, HmacKey, Lifetime, SigRefused},
    },
    services::{Actor, keys::KeyFailed},
    store::{Batch, app_keys},
};
use p256::{
    ecdsa::SigningKey,
    pkcs8::{EncodePublicKey as _, LineEnding},
};
use serde_json::json;

use super::{PRIVATE, confirmed, made, shown, user, verdict, with_app};
use crate::support::{
    customer::Customer,
    tables::text,
    world::{World, on_both_databases},
};

on_both_databases! {
    c3_an_app_has_a_key_of_its_own_from_its_first_moment,
    c3_an_app_without_a_key_gets_one_when_it_is_needed_and_keeps_it,
    c3_both_keys_verify_for_72_hours_after_a_rotation,
    c3_the_overlap_of_a_rotation_is_ended_by_hand,
    c3_an_app_with_a_key_pair_switches_and_both_verify,
    sec45_no_audit_row_message_or_column_holds_a_key,
    l1_deleting_an_app_destroys_its_keys,
    p14_a_rotation_that_is_sent_twice_rotates_once,
}

async fn c3_an_app_has_a_key_of_its_own_from_its_first_moment(world: &World) {
    let (customer, app) = with_app(world).await;
    let rows = world.tables().await;
    let sealed = text(rows.with("app_keys", "sdk_app_id", &json!(app.number()))[0], "sealed");
    let key = shown(&customer, app).await;
    assert!(sealed.len() > 100 && !sealed.contains(key.reveal()));
    assert_eq!(shown(&customer, app).await, key);
    assert_ne!(shown(&customer, customer.trial_app("cn").await).await, key);
    let sig = made(&customer, app, "user1").await;
    assert_eq!(verdict(&customer, app, ("user1", &sig)).await, Ok(()));
    assert_eq!(verdict(&customer, app, ("user2", &sig)).await, Err(SigRefused::OtherUser));
    let other = world.customer_with(0).await;
    let theirs = other.services.reveal_key(other.account, app, &other.actor).await;
    assert!(matches!(theirs, Err(KeyFailed::NotFound)));
}

async fn c3_an_app_without_a_key_gets_one_when_it_is_needed_and_keeps_it(world: &World) {
    let (customer, app) = with_app(world).await;
    let mut tx = world.services.store.write().await.unwrap();
    let mut batch = Batch::new();
    app_keys::destroy(&mut batch, app);
    batch.run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let desk = customer.services.key_desk(customer.account, app).await.unwrap();
    assert_eq!((desk.algorithm, desk.stand.newest), (Algorithm::Hmac, None));
    let key = shown(&customer, app).await;
    assert_eq!(shown(&customer, app).await, key);
}

async fn c3_both_keys_verify_for_72_hours_after_a_rotation(world: &World) {
    let (customer, app) = with_app(world).await;
    let (services, account) = (&customer.services, customer.account);
    let name = customer.app(app).await.profile.name;
    let (old, before) = (shown(&customer, app).await, made(&customer, app, "user1").await);
    let wrong = services.rotate_key(account, app, confirmed(&customer, "?"), &customer.actor).await;
    assert!(matches!(wrong, Err(KeyFailed::NotConfirmed)));
    services.rotate_key(account, app, confirmed(&customer, name.as_str()), &customer.actor).await.unwrap();
    let new = shown(&customer, app).await;
    assert_ne!(new, old);
    let after = made(&customer, app, "user1").await;
    for sig in [&before, &after] {
        assert_eq!(verdict(&customer, app, ("user1", sig)).await, Ok(()));
    }
    let again = services.rotate_key(account, app, confirmed(&customer, name.as_str()), &customer.actor).await;
    let until = services.system.now().plus_seconds(OVERLAP);
    assert!(matches!(again, Err(KeyFailed::Rule(KeyRefused::Overlap(end))) if end == until));
    let mut tx = services.store.write().await.unwrap();
    assert_eq!(app_keys::clear_before(&mut tx, until.plus_seconds(-1)).await.unwrap(), 0);
    assert_eq!(app_keys::clear_before(&mut tx, until).await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert_eq!(verdict(&customer, app, ("user1", &before)).await, Err(SigRefused::WrongKey));
    assert_eq!(verdict(&customer, app, ("user1", &after)).await, Ok(()));
    assert_eq!(services.clear_keys().await.unwrap(), 0);
}

async fn c3_the_overlap_of_a_rotation_is_ended_by_hand(world: &World) {
    let (customer, app) = with_app(world).await;
    let (services, account) = (&customer.services, customer.account);
    let number = app.to_string();
    let before = made(&customer, app, "user1").await;
    services.rotate_key(account, app, confirmed(&customer, &number), &customer.actor).await.unwrap();
    let wrong = services.end_older_key(account, app, confirmed(&customer, ""), &customer.actor).await;
    assert!(matches!(wrong, Err(KeyFailed::NotConfirmed)));
    services.end_older_key(account, app, confirmed(&customer, &number), &customer.actor).await.unwrap();
    assert_eq!(verdict(&customer, app, ("user1", &before)).await, Err(SigRefused::WrongKey));
    services.end_older_key(account, app, confirmed(&customer, &number), &customer.actor).await.unwrap();
    services.rotate_key(account, app, confirmed(&customer, &number), &customer.actor).await.unwrap();
    let desk = services.key_desk(account, app).await.unwrap();
    assert_eq!((desk.stand.newest.unwrap().number, desk.stand.older.unwrap().number), (3, 2));
}

async fn c3_an_app_with_a_key_pair_switches_and_both_verify(world: &World) {
    let email = Email::parse("old@example.com").unwrap();
    let signed =
        world.services.sign_up(&email, "a password for imports", None, &Actor::console()).await.unwrap();
    let (services, account) = (world.services.clone(), signed.account);
    let customer = Customer { services, account, actor: Actor::console() };
    let newer = customer.trial_app("cn").await;
    let pair = SigningKey::from_slice(&PRIVATE).unwrap();
    let row = LegacyRow {
        sdk_app_id: "1400900001".to_owned(),
        owner: email.as_str().to_owned(),
        name: "Old".to_owned(),
        status: "active".to_owned(),
        created_at: "2019-08-14 23:59:59".to_owned(),
        data_centre: "cn".to_owned(),
        public_key: pair.verifying_key().to_public_key_pem(LineEnding::LF).unwrap(),
        ..LegacyRow::default()
    };
    world.services.import_apps(vec![(2, row)], &Actor::console()).await.unwrap();
    let app = SdkAppId::new(1_400_900_001).unwrap();
    let services = &customer.services;
    let made_at = services.system.now();
    let one = user("user1");
    let claim = Claim { app, user: &one, made_at, lifetime: Lifetime::days(1).unwrap(), userbuf: None };
    let by_pair = user_sig::make_with_pair(&pair, &claim);
    assert_eq!(verdict(&customer, app, ("user1", &by_pair)).await, Ok(()));
    let refused = services.reveal_key(account, app, &customer.actor).await;
    assert!(matches!(refused, Err(KeyFailed::Rule(KeyRefused::KeyPair))));
    let number = app.to_string();
    let refused = services.rotate_key(account, app, confirmed(&customer, &number), &customer.actor).await;
    assert!(matches!(refused, Err(KeyFailed::Rule(KeyRefused::KeyPair))));
    let forged = user_sig::make(&HmacKey::of([1; 32]), &claim);
    assert_eq!(verdict(&customer, app, ("user1", &forged)).await, Err(SigRefused::WrongKey));
    for _ in 0..2 {
        services.switch_to_hmac(account, app, &customer.actor).await.unwrap();
    }
    let by_secret = made(&customer, app, "user1").await;
    for sig in [&by_pair, &by_secret] {
        assert_eq!(verdict(&customer, app, ("user1", sig)).await, Ok(()));
    }
    assert_eq!(services.key_desk(account, app).await.unwrap().algorithm, Algorithm::Hmac);
    let elsewhere = verdict(&customer, newer, ("user1", &by_pair)).await;
    assert_eq!(elsewhere, Err(SigRefused::OtherApp(app.number())));
}

async fn sec45_no_audit_row_message_or_column_holds_a_key(world: &World) {
    let (customer, app) = with_app(world).await;
    let (services, account, number) = (&customer.services, customer.account, app.to_string());
    let mut canaries = vec![shown(&customer, app).await.reveal().to_owned(), made(&customer, app, "u").await];
    services.rotate_key(account, app, confirmed(&customer, &number), &customer.actor).await.unwrap();
    canaries.extend([shown(&customer, app).await.reveal().to_owned(), made(&customer, app, "u").await]);
    services.end_older_key(account, app, confirmed(&customer, &number), &customer.actor).await.unwrap();
    let tables = world.tables().await;
    for canary in &canaries {
        assert!(!tables.mention(canary), "a secret stands in a table");
    }
    let done = |action: &str| tables.with("audit_log", "action", &json!(action)).len();
    let counted = ["app_key_reveal", "app_key_rotate", "app_key_end", "user_sig_make"].map(done);
    assert_eq!(counted, [2, 1, 1, 2], "SEC47");
}

async fn l1_deleting_an_app_destroys_its_keys(world: &World) {
    let (customer, app) = with_app(world).await;
    let (services, account) = (&customer.services, customer.account);
    let number = app.to_string();
    let sig = made(&customer, app, "user1").await;
    services.deactivate_app(account, app, &number, &customer.actor).await.unwrap();
    let stopped = AppState::Deactivated { since: services.now(), cause: StopCause::Owner };
    assert_eq!(customer.app(app).await.state, stopped);
    assert_eq!(verdict(&customer, app, ("user1", &sig)).await, Ok(()));
    services.delete_app(account, app, &number, &customer.actor).await.unwrap();
    assert!(world.tables().await.with("app_keys", "sdk_app_id", &json!(app.number())).is_empty());
    let gone = services.reveal_key(account, app, &customer.actor).await;
    assert!(matches!(gone, Err(KeyFailed::NotFound)));
}

async fn p14_a_rotation_that_is_sent_twice_rotates_once(world: &World) {
    let (customer, app) = with_app(world).await;
    let (services, account, number) = (&customer.services, customer.account, app.to_string());
    let form = confirmed(&customer, &number);
    for _ in 0..2 {
        services.rotate_key(account, app, form, &customer.actor).await.unwrap();
    }
    let desk = services.key_desk(account, app).await.unwrap();
    assert_eq!(desk.stand.newest.unwrap().number, 2);
}
