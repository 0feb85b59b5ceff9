//! Push certificates and their drafts (C5).

use im_console::{
    domain::{
        calendar::Timestamp,
        ids::SdkAppId,
        push::{Field, Shown, Vendor},
    },
    store::push::{self, PushRow},
};

use super::{send, writing};
use crate::support::world::{World, on_both_databases};

on_both_databases! {
    certificates_are_found_saved_changed_and_removed,
    drafts_are_dropped_and_cleared,
    certificates_are_sealed_anew_unless_they_were_changed,
    certificates_that_end_are_found_with_their_apps,
}

fn row(app: SdkAppId, number: i64, saved_at: Option<Timestamp>) -> PushRow {
    let shown = Shown { fields: [(Field::Package, "com.example".to_owned())].into(), ..Shown::default() };
    PushRow {
        number,
        app,
        vendor: Vendor::Honor,
        shown,
        sealed: format!("0123456789abcdef:{number}"),
        expires_at: saved_at,
        added_at: Timestamp::from_unix(1_800_000_000),
        saved_at,
        revision: 0,
        replaces: None,
    }
}

async fn certificates_are_found_saved_changed_and_removed(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    let mut tx = writing(world).await;
    let number = push::next_number(&mut tx).await.unwrap();
    assert_eq!(push::next_number(&mut tx).await.unwrap(), number + 1);
    let now = world.services.now();
    let (draft, saved) = (row(app, number, None), row(app, number + 1, Some(now)));
    send(&mut tx, |batch| [&draft, &saved].into_iter().for_each(|row| push::insert(batch, row).unwrap()))
        .await;
    assert_eq!(push::of_app(&mut tx, app).await.unwrap(), std::slice::from_ref(&saved));
    let find = push::find(&mut tx, customer.account, number).await.unwrap();
    assert_eq!(find, Some(draft.clone()));
    let other = im_console::domain::ids::AccountId(uuid::Uuid::from_u128(1));
    assert_eq!(push::find(&mut tx, other, number).await.unwrap(), None);
    let now_saved = PushRow { saved_at: Some(now), sealed: "x".to_owned(), revision: 3, ..draft };
    send(&mut tx, |batch| push::save(batch, &now_saved).unwrap()).await;
    assert_eq!(push::of_app(&mut tx, app).await.unwrap(), [now_saved, saved.clone()]);
    send(&mut tx, |batch| push::remove(batch, number)).await;
    assert_eq!(push::of_app(&mut tx, app).await.unwrap(), [saved]);
    send(&mut tx, |batch| push::destroy(batch, app)).await;
    assert!(push::of_app(&mut tx, app).await.unwrap().is_empty());
}

async fn drafts_are_dropped_and_cleared(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await;
    let mut tx = writing(world).await;
    let (draft, saved) = (row(app, 1, None), row(app, 2, Some(world.services.now())));
    send(&mut tx, |batch| [&draft, &saved].into_iter().for_each(|row| push::insert(batch, row).unwrap()))
        .await;
    assert_eq!(push::clear_drafts(&mut tx, draft.added_at).await.unwrap(), 0);
    assert_eq!(push::clear_drafts(&mut tx, draft.added_at.plus_seconds(1)).await.unwrap(), 1);
    send(&mut tx, |batch| push::insert(batch, &draft).unwrap()).await;
    send(&mut tx, |batch| push::drop_drafts(batch, app)).await;
    assert_eq!(push::find(&mut tx, customer.account, 1).await.unwrap(), None);
    assert_eq!(push::of_app(&mut tx, app).await.unwrap(), [saved]);
}

async fn certificates_are_sealed_anew_unless_they_were_changed(world: &World) {
    let app = world.customer_with(0).await.trial_app("cn").await;
    let mut tx = writing(world).await;
    let now = world.services.now();
    let rows = [row(app, 1, Some(now)), row(app, 2, Some(now))];
    send(&mut tx, |batch| rows.iter().for_each(|row| push::insert(batch, row).unwrap())).await;
    let new = "fedcba9876543210";
    assert!(push::sealed_otherwise(&mut tx, "0123456789abcdef", 9).await.unwrap().is_empty());
    assert_eq!(push::sealed_otherwise(&mut tx, new, 1).await.unwrap(), rows[..1]);
    send(&mut tx, |batch| push::reseal(batch, &rows[0], "fedcba9876543210:1")).await;
    let changed = PushRow { sealed: "what somebody else wrote".to_owned(), ..rows[1].clone() };
    send(&mut tx, |batch| push::reseal(batch, &changed, "fedcba9876543210:2")).await;
    assert_eq!(push::sealed_otherwise(&mut tx, new, 9).await.unwrap(), rows[1..]);
    assert_eq!(push::page(&mut tx, rows[0].number, 9).await.unwrap(), rows[1..]);
    assert_eq!(push::page(&mut tx, 0, 1).await.unwrap().len(), 1);
    assert!(push::page(&mut tx, rows[1].number, 9).await.unwrap().is_empty());
}

async fn certificates_that_end_are_found_with_their_apps(world: &World) {
    let (customer, other) = (world.customer_with(0).await, world.customer_with(0).await);
    let [one, two, stopped] =
        [customer.trial_app("cn").await, customer.trial_app("cn").await, customer.trial_app("cn").await];
    let theirs = other.trial_app("cn").await;
    let name = customer.app(stopped).await.profile.name;
    customer
        .services
        .deactivate_app(customer.account, stopped, name.as_str(), &customer.actor)
        .await
        .unwrap();
    let mut tx = writing(world).await;
    let now = world.services.now();
    let ends = |app, number, days: i64| PushRow {
        expires_at: Some(now.plus_seconds(days * 86_400)),
        ..row(app, number, Some(now))
    };
    let endless = PushRow { expires_at: None, ..row(one, 5, Some(now)) };
    let draft = PushRow { saved_at: None, ..ends(two, 6, 1) };
    let rows = [
        ends(two, 1, 9),
        ends(one, 2, 9),
        ends(one, 3, -1),
        ends(stopped, 4, 3),
        endless,
        draft,
        ends(theirs, 7, 1),
    ];
    send(&mut tx, |batch| rows.iter().for_each(|row| push::insert(batch, row).unwrap())).await;
    let found = push::ending(&mut tx, customer.account, now).await.unwrap();
    let found: Vec<_> =
        found.iter().map(|ending| (ending.certificate.0, ending.app.id, ending.is_used)).collect();
    assert_eq!(found, [(4, stopped, false), (1, two, true), (2, one, true)]);
    for (days, count) in [(0, 1), (9, 1), (10, 2)] {
        let before = now.plus_seconds(days * 86_400);
        assert_eq!(push::apps_ending(&mut tx, customer.account, before).await.unwrap(), count, "{days}");
    }
}
