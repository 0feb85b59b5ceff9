//! Changing certificates in place, on both databases (C5).

use im_console::{
    domain::{
        ids::SdkAppId,
        push::{Entered, EntryRefused, Field, Secret, Vendor},
    },
    services::{once::FormKey, push::PushFailed, secrets::Place},
    store::push::PushRow,
};
use serde_json::json;
use tokio::task::JoinSet;

use super::{
    files::{Making, PLAIN, p12},
    huawei,
    kept::{add, held, save},
    other_p8, p8, p12_until,
};
use crate::support::{
    customer::Customer,
    tables::text,
    world::{World, on_both_databases},
};

on_both_databases! {
    c5_a_change_keeps_the_number_and_every_secret_that_is_left_empty,
    c5_fifty_changes_of_one_revision_at_once_make_one,
    c5_a_change_that_is_sent_twice_is_made_once,
    c5_another_file_takes_the_place_of_the_old_one_once_it_is_saved,
    c5_a_file_that_is_for_another_app_is_refused,
    c5_the_settings_of_a_p12_are_changed_without_its_file_and_password,
}

/// What is entered on the form of a certificate of Huawei.
fn fields(package: &str, secret: &str) -> Entered {
    let (_, mut entered) = huawei(package);
    entered.texts.insert(Field::Secret, secret.to_owned());
    entered
}

async fn edit(
    customer: &Customer,
    number: i64,
    (entered, revision, key): (Entered, i64, FormKey),
) -> Result<PushRow, PushFailed> {
    let whose = (customer.account, number);
    customer.services.edit_push_certificate(whose, (entered, revision), key, &customer.actor).await
}

/// Changes it with a new form.
async fn changed(
    customer: &Customer,
    number: i64,
    (entered, revision): (Entered, i64),
) -> Result<PushRow, PushFailed> {
    edit(customer, number, (entered, revision, customer.services.form_key())).await
}

fn secret(customer: &Customer, row: &PushRow) -> Secret {
    let place = Place { table: "push_certificates", row: row.number.to_string(), purpose: "secret" };
    serde_json::from_slice(&customer.services.secrets.open(&place, &row.sealed).unwrap()).unwrap()
}

async fn saved(customer: &Customer, app: SdkAppId, form: (Vendor, Entered)) -> PushRow {
    let draft = add(customer, app, form).await.unwrap();
    save(customer, draft.number).await.unwrap()
}

async fn c5_a_change_keeps_the_number_and_every_secret_that_is_left_empty(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    let first = add(&customer, app, huawei("com.example.chat")).await.unwrap();
    let kept = changed(&customer, first.number, (fields("com.example.other", ""), 0)).await.unwrap();
    assert_eq!((kept.number, kept.revision, kept.shown.app()), (first.number, 1, "com.example.other"));
    assert_eq!((secret(&customer, &kept), &kept.shown.tail), (secret(&customer, &first), &first.shown.tail));
    assert_ne!(kept.sealed, first.sealed, "sealed again");
    let other =
        changed(&customer, first.number, (fields("com.example.other", "another-secret-9876"), 1)).await;
    let other = other.unwrap();
    assert_eq!(
        (secret(&customer, &other).text.as_str(), other.shown.tail.as_str()),
        ("another-secret-9876", "9876")
    );
    assert_eq!(held(&customer, app).await, std::slice::from_ref(&other));
    let before = world.tables().await;
    assert_eq!(before.with("audit_log", "action", &json!("push_edit")).len(), 2);
    assert_eq!(before.with("outbox", "kind", &json!("push_certificates_changed")).len(), 3);
    assert!(!before.mention("another-secret"), "SEC45");
    let same = changed(&customer, first.number, (fields("com.example.other", ""), 2)).await.unwrap();
    assert_eq!(same, other);
    let wrong = changed(&customer, first.number, (fields("nothing", ""), 2)).await;
    assert!(
        matches!(wrong, Err(PushFailed::Entries(faults)) if faults == [(Field::Package, EntryRefused::Form)])
    );
    let stranger = world.customer_with(0).await;
    let theirs = changed(&stranger, first.number, (fields("com.example.x", ""), 2)).await;
    assert!(matches!(theirs, Err(PushFailed::NotFound)));
    assert_eq!(held(&customer, app).await, [other]);
}

async fn c5_fifty_changes_of_one_revision_at_once_make_one(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    let first = add(&customer, app, huawei("com.example.chat")).await.unwrap();
    let mut editing = JoinSet::new();
    for number in 0..50 {
        let customer = customer.clone();
        let entered = fields(&format!("com.example.a{number}"), "");
        editing.spawn(async move { changed(&customer, first.number, (entered, 0)).await });
    }
    let done = editing.join_all().await;
    let now = held(&customer, app).await.remove(0);
    let late =
        done.iter().filter(|done| matches!(done, Err(PushFailed::Changed(row)) if **row == now)).count();
    assert_eq!((done.iter().filter(|done| done.is_ok()).count(), late, now.revision), (1, 49, 1));
}

async fn c5_a_change_that_is_sent_twice_is_made_once(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    let first = add(&customer, app, huawei("com.example.chat")).await.unwrap();
    let key = customer.services.form_key();
    let once = edit(&customer, first.number, (fields("com.example.a", ""), 0, key)).await.unwrap();
    let again = edit(&customer, first.number, (fields("com.example.a", ""), 0, key)).await.unwrap();
    assert_eq!((again, held(&customer, app).await.remove(0).revision), (once, 1));
    let other = edit(&customer, first.number, (fields("com.example.b", ""), 0, key)).await;
    assert!(matches!(other, Err(PushFailed::Stale)));
}

async fn c5_another_file_takes_the_place_of_the_old_one_once_it_is_saved(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    let first = saved(&customer, app, p8()).await;
    let draft = changed(&customer, first.number, (other_p8().1, 0)).await.unwrap();
    assert!(draft.saved_at.is_none() && draft.number != first.number);
    assert_eq!(
        held(&customer, app).await,
        std::slice::from_ref(&first),
        "nothing is changed before it was looked at"
    );
    let key = customer.services.form_key();
    let save_with = async |number, key| {
        let whose = (customer.account, number);
        customer.services.save_push_certificate(whose, key, &customer.actor).await
    };
    let now = save_with(draft.number, key).await.unwrap();
    assert_eq!((now.number, now.revision, now.saved_at), (first.number, 1, first.saved_at));
    assert_ne!(now.shown.fingerprint, first.shown.fingerprint);
    assert_eq!(secret(&customer, &now).file, other_p8().1.file.unwrap().bytes.trim_ascii());
    assert_eq!(save_with(draft.number, key).await.unwrap(), now, "sent again");
    assert_eq!(world.tables().await.rows("push_certificates").len(), 1, "the draft is gone");
    let late = changed(&customer, first.number, (p8().1, 1)).await.unwrap();
    let mut settings = Entered { file: None, ..p8().1 };
    settings.texts.insert(Field::MutableContent, "yes".to_owned());
    let between = changed(&customer, first.number, (settings, 1)).await.unwrap();
    let refused = save(&customer, late.number).await;
    assert!(matches!(refused, Err(PushFailed::Changed(row)) if *row == between));
    assert_eq!(held(&customer, app).await, [between]);
}

async fn c5_a_file_that_is_for_another_app_is_refused(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    let first = saved(&customer, app, p12_until("20281231")).await;
    let (_, mut entered) = p12_until("20291231");
    let renewed = changed(&customer, first.number, (entered.clone(), 0)).await.unwrap();
    assert!(renewed.replaces == Some(first.number) && renewed.expires_at > first.expires_at);
    entered.file.as_mut().unwrap().bytes = p12(&Making { bundle: "com.example.other", ..PLAIN });
    let refused = changed(&customer, first.number, (entered, 0)).await;
    let (is, was) = ("com.example.other".to_owned(), "com.example.chat".to_owned());
    let expected = [(Field::File, EntryRefused::OtherApp { is, was })];
    assert!(matches!(refused, Err(PushFailed::Entries(faults)) if faults == expected));
    assert_eq!(held(&customer, app).await, [first]);
}

async fn c5_the_settings_of_a_p12_are_changed_without_its_file_and_password(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    let first = saved(&customer, app, p12_until("20281231")).await;
    let with = |password: &str, environment: &str| {
        let texts =
            [(Field::Password, password), (Field::Environment, environment), (Field::MutableContent, "yes")];
        Entered { texts: texts.map(|(field, text)| (field, text.to_owned())).into(), file: None }
    };
    let now = changed(&customer, first.number, (with("", "production"), 0)).await.unwrap();
    assert_eq!(now.shown.fields.get(&Field::MutableContent).map(String::as_str), Some("yes"));
    assert_eq!((secret(&customer, &now), now.expires_at), (secret(&customer, &first), first.expires_at));
    for (password, environment, field) in
        [("wrong", "production", Field::Password), ("", "development", Field::Environment)]
    {
        let refused = changed(&customer, first.number, (with(password, environment), 1)).await;
        assert!(matches!(refused, Err(PushFailed::Entries(faults)) if faults[0].0 == field));
    }
    let audited = world.tables().await;
    let row = audited.with("audit_log", "action", &json!("push_edit"))[0].clone();
    assert_eq!(text(&row, "object"), first.number.to_string());
}
