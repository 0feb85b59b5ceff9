//! What is set on apps: administrators and tags, the names of apps, and pages of the audit log.

use im_console::{
    domain::{
        administrator::Administrator,
        ids::{AccountId, SdkAppId},
        tag::Tags,
    },
    store::{
        accounts, app_names, app_settings,
        audit::{self, AuditRow, Wanted},
    },
};

use super::{reading, send, writing};
use crate::support::world::{World, on_both_databases};

on_both_databases! {
    administrators_and_tags_are_written_found_and_cleared,
    tags_are_found_by_account_and_key,
    the_names_of_living_apps_are_found,
    a_page_of_the_log_is_narrowed_and_begins_where_the_last_one_ended,
}

fn tags(pairs: &[(&str, &str)]) -> Tags {
    Tags::stored(pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())))
}

async fn administrators_and_tags_are_written_found_and_cleared(world: &World) {
    let customer = world.customer().await;
    let (app, other) = (customer.trial_app("cn").await, customer.trial_app("cn").await);
    let (one, two) = (Administrator::parse("one").unwrap(), Administrator::parse("two").unwrap());
    let now = world.services.now();
    let (before, after) = (tags(&[]), tags(&[("team", "a"), ("部门", "教育"), ("old", "x")]));
    let stored = customer.app(app).await;
    let mut tx = writing(world).await;
    assert_eq!(app_settings::find(&mut tx, app).await.unwrap(), app_settings::AppSettings::default());
    send(&mut tx, |batch| {
        app_settings::add_administrator(batch, app, &two, now);
        app_settings::add_administrator(batch, app, &one, now.plus_seconds(1));
        app_settings::add_administrator(batch, other, &one, now);
        app_settings::set_tags(batch, &stored, (&before, &after));
    })
    .await;
    let found = app_settings::find(&mut tx, app).await.unwrap();
    assert_eq!((found.names(), &found.tags), (vec![two.clone(), one.clone()], &after));
    let changed = tags(&[("team", "b"), ("部门", "教育"), ("new", "y")]);
    send(&mut tx, |batch| app_settings::set_tags(batch, &stored, (&after, &changed))).await;
    send(&mut tx, |batch| app_settings::delete_administrator(batch, app, &two)).await;
    let found = app_settings::find(&mut tx, app).await.unwrap();
    assert_eq!((found.names(), &found.tags), (vec![one], &changed));
    send(&mut tx, |batch| app_settings::clear(batch, app)).await;
    assert_eq!(app_settings::find(&mut tx, app).await.unwrap(), app_settings::AppSettings::default());
    assert_eq!(app_settings::find(&mut tx, other).await.unwrap().administrators.len(), 1);
}

async fn tags_are_found_by_account_and_key(world: &World) {
    let (customer, stranger) = (world.customer().await, world.customer().await);
    let (app, other) = (customer.trial_app("cn").await, customer.trial_app("cn").await);
    let theirs = stranger.trial_app("cn").await;
    let none = tags(&[]);
    let (first, second) = (customer.app(app).await, customer.app(other).await);
    let third = stranger.app(theirs).await;
    let mut tx = writing(world).await;
    send(&mut tx, |batch| {
        app_settings::set_tags(batch, &first, (&none, &tags(&[("team", "a"), ("zone", "1")])));
        app_settings::set_tags(batch, &second, (&none, &tags(&[("team", "b")])));
        app_settings::set_tags(batch, &third, (&none, &tags(&[("secret", "s")])));
    })
    .await;
    assert_eq!(app_settings::tag_keys(&mut tx, customer.account).await.unwrap(), ["team", "zone"]);
    let others = app_settings::other_keys(&mut tx, customer.account, app).await.unwrap();
    assert_eq!(others.into_iter().collect::<Vec<_>>(), ["team"]);
    let values = app_settings::tag_values(&mut tx, customer.account, "team").await.unwrap();
    assert_eq!(values, [(app.number(), "a".to_owned()), (other.number(), "b".to_owned())]);
    assert!(app_settings::tag_values(&mut tx, customer.account, "secret").await.unwrap().is_empty());
}

async fn the_names_of_living_apps_are_found(world: &World) {
    let customer = world.customer().await;
    let (app, gone) = (customer.trial_app("cn").await, customer.trial_app("cn").await);
    let services = &customer.services;
    services.deactivate_app(customer.account, gone, "Example", &customer.actor).await.unwrap();
    services.delete_app(customer.account, gone, "Example", &customer.actor).await.unwrap();
    let all = (SdkAppId::FIRST, SdkAppId::LAST);
    let mut tx = reading(world).await;
    let found = app_names::living(&mut tx, customer.account, all).await.unwrap();
    assert_eq!(found, [(app.number(), "Example".to_owned())]);
    for id in [app, gone] {
        assert_eq!(app_names::owner(&mut tx, id).await.unwrap(), Some(customer.account));
    }
    assert_eq!(app_names::owner(&mut tx, SdkAppId::LAST).await.unwrap(), None);
    let stranger = AccountId(uuid::Uuid::nil());
    assert!(app_names::living(&mut tx, stranger, all).await.unwrap().is_empty());
}

async fn a_page_of_the_log_is_narrowed_and_begins_where_the_last_one_ended(world: &World) {
    let (random, at) = (&world.services.random, world.services.now());
    let account = AccountId(random.uuid(at));
    let row = |seq: i64| AuditRow {
        account,
        seq,
        at: at.plus_seconds(seq),
        action: if seq % 2 == 0 { "look" } else { "leave" }.to_owned(),
        object: if seq < 4 { "one" } else { "two" }.to_owned(),
        result: "done".to_owned(),
        content: format!("{{\"kind\":\"{}\"}}", if seq == 3 { "user" } else { "operator" }),
        row_hash: String::new(),
    };
    let mut tx = writing(world).await;
    accounts::insert(&mut tx, account, "Example", at).await.unwrap();
    send(&mut tx, |batch| (1..=6).for_each(|seq| audit::insert(batch, &row(seq)))).await;
    let mut seqs = async |object: Option<&str>, wanted: Wanted| {
        let rows = audit::page(&mut tx, account, object, &wanted).await.unwrap();
        rows.iter().map(|row| row.seq).collect::<Vec<_>>()
    };
    let newest = Wanted::newest(3);
    assert_eq!(seqs(None, newest.clone()).await, [6, 5, 4]);
    assert_eq!(seqs(None, Wanted { before: 4, ..newest.clone() }).await, [3, 2, 1]);
    assert_eq!(seqs(Some("one"), newest.clone()).await, [3, 2, 1]);
    assert_eq!(seqs(Some("two"), Wanted { action: Some("leave"), ..newest.clone() }).await, [5]);
    let by = Wanted { content: Some("%\"kind\":\"user\"%".to_owned()), ..newest.clone() };
    assert_eq!(seqs(None, by).await, [3]);
    let span = Wanted { from: Some(at.plus_seconds(2)), until: Some(at.plus_seconds(4)), ..newest };
    assert_eq!(seqs(None, span).await, [3, 2]);
}
