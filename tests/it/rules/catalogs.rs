//! What one process publishes, every process on the database sells by (K4, P15).

use im_console::{
    jobs::runner,
    services::{
        Catalogs,
        catalogs::CatalogRefused,
        purchase::{Placed, Refused, Stale},
    },
};

use crate::support::{
    customer::professional,
    world::{World, mainland, on_both_databases},
};

on_both_databases! {
    k4_a_price_that_another_process_published_is_what_this_one_charges,
    k4_a_process_quotes_and_shows_what_another_one_published,
    k4_a_catalog_that_was_replaced_is_not_published_again,
}

fn dearer() -> String {
    mainland().replace("\"999.00\"", "\"1099.00\"")
}

async fn k4_a_price_that_another_process_published_is_what_this_one_charges(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    let quote = customer.quote(app, professional()).await.unwrap();
    world.reopened_with(&dearer()).await;
    let refused = customer.confirms(quote.id).await;
    let Err(Refused::Stale { why, old, fresh }) = refused else { panic!("stale, but {refused:?}") };
    let fresh = fresh.unwrap();
    assert_eq!(
        (why, old.total().as_minor(), fresh.total().as_minor()),
        (Stale::CatalogChanged, 99_900, 109_900)
    );
    assert_eq!(customer.balance().await, 1_000_000);
    assert!(matches!(customer.confirms(fresh.id).await, Ok(Placed::Paid(_))));
    assert_eq!(customer.balance().await, 1_000_000 - 109_900);
}

async fn k4_a_process_quotes_and_shows_what_another_one_published(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    assert_eq!(world.services.catalog().version, 1);
    world.reopened_with(&dearer()).await;
    let quote = customer.quote(app, professional()).await.unwrap();
    assert_eq!((quote.total().as_minor(), quote.catalog_version), (109_900, 2));
    assert_eq!(world.services.catalog().version, 2);
    world.reopened_with(&mainland().replace("\"999.00\"", "\"1199.00\"")).await;
    assert_eq!(world.services.catalog().version, 2);
    runner::tick(&world.services).await;
    assert_eq!(world.services.catalog().version, 3, "the pages follow within a tick");
    let old = world.services.catalogs.version(&world.services.store, 1).await.unwrap();
    assert_eq!(old.version, 1);
}

async fn k4_a_catalog_that_was_replaced_is_not_published_again(world: &World) {
    let store = &world.services.store;
    world.reopened_with(&dearer()).await;
    let before = world.tables().await;
    let refused = Catalogs::publish(store, "old.toml", mainland(), world.services.now()).await.unwrap_err();
    assert!(matches!(refused, CatalogRefused::Superseded { version: 1, newest: 2, .. }));
    let told = refused.to_string();
    assert!(told.contains("old.toml is version 1") && told.contains("sells by version 2 (test)"), "{told}");
    let same = Catalogs::publish(store, "test", &dearer(), world.services.now()).await.unwrap();
    assert_eq!(same.current().version, 2);
    world.tables().await.assert_same(&before);
}
