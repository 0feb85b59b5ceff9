//! The list of apps in the database: search, filters, order, pages and counts, on both databases.

use im_console::{
    domain::{
        app::{App, AppName, AppState, Origin, Plan, Profile},
        calendar::Timestamp,
        ids::{AccountId, SdkAppId},
        product::Edition,
    },
    store::{
        Batch,
        app_list::{self, Sort, Standing, Tally, Wanted},
        apps,
    },
};

use crate::support::{
    customer::{Customer, package, professional},
    world::{World, at, on_both_databases},
};

on_both_databases! {
    qu8_an_app_is_found_by_part_of_its_name_or_the_beginning_of_its_number,
    qu8_filters_narrow_the_list_and_the_tally_counts_everything,
    qu8_the_three_orders_break_ties_by_number,
    sec29_what_is_typed_never_becomes_part_of_the_statement,
    l2_apps_that_make_room_are_the_owners_own_and_stoppable,
}

/// Everything, newest first, on one page.
fn everything(now: Timestamp) -> Wanted {
    Wanted {
        text: String::new(),
        standing: None,
        edition: None,
        data_centre: None,
        ends_by: None,
        push_ends_before: None,
        tag: None,
        soon: now.plus_seconds(7 * 86_400),
        sort: Sort::Newest,
        skip: 0,
        take: 24,
    }
}

async fn list(customer: &Customer, wanted: &Wanted) -> (Tally, Vec<SdkAppId>) {
    let mut tx = customer.services.store.read().await.unwrap();
    let (tally, listed) = app_list::page(&mut tx, customer.account, wanted).await.unwrap();
    (tally, listed.into_iter().map(|listed| listed.app.id).collect())
}

async fn named(customer: &Customer, name: &str, data_centre: &str) -> SdkAppId {
    let profile = Profile {
        name: AppName::parse(name).unwrap(),
        app_type: "social".to_owned(),
        introduction: String::new(),
    };
    customer.services.create_app(customer.account, profile, data_centre, &customer.actor).await.unwrap()
}

async fn brought_in(customer: &Customer, number: i64, origin: Origin, state: AppState) -> SdkAppId {
    let id = SdkAppId::new(number).unwrap();
    let app = App {
        id,
        account: customer.account,
        profile: Profile {
            name: AppName::parse("Old").unwrap(),
            app_type: "social".to_owned(),
            introduction: String::new(),
        },
        data_centre: "cn".to_owned(),
        origin,
        plan: if origin == Origin::Rtc { Plan::Trial } else { Plan::Im },
        state,
        pack: None,
        auto_renew: false,
        renewals_tried: 0,
        add_ons: Vec::new(),
        history_days: None,
        created_at: at("2019-01-01 00:00:00"),
        revision: 0,
    };
    let mut tx = customer.services.store.write().await.unwrap();
    let mut batch = Batch::new();
    apps::insert(&mut batch, &app, app.created_at);
    batch.run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn qu8_an_app_is_found_by_part_of_its_name_or_the_beginning_of_its_number(world: &World) {
    let customer = world.customer_with(0).await;
    let shop = named(&customer, "Blue_Shop", "cn").await;
    let clinic = named(&customer, "掌上诊所", "cn").await;
    let other = world.customer_with(0).await;
    named(&other, "Blue_Bird", "cn").await;
    let search = |text: &str| Wanted { text: text.to_owned(), ..everything(world.services.now()) };
    for (text, found) in [
        ("blue", vec![shop]),
        ("ＳＨＯＰ", vec![shop]),
        ("e_s", vec![shop]),
        ("上诊", vec![clinic]),
        ("%", vec![]),
        ("lue shop", vec![]),
        ("14000000", vec![clinic, shop]),
    ] {
        assert_eq!(list(&customer, &search(text)).await.1, found, "{text}");
    }
    assert_eq!(list(&customer, &search(&clinic.to_string())).await.1, [clinic]);
    assert_eq!(list(&customer, &search(&clinic.to_string()[1..])).await.1, []);
}

async fn qu8_filters_narrow_the_list_and_the_tally_counts_everything(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let expiring = customer.trial_app("cn").await;
    customer.buys(expiring, professional()).await;
    let trial = named(&customer, "Trial", "sgp").await;
    let expired = named(&customer, "Expired", "cn").await;
    customer.buys(expired, package(Edition::Ultimate, &[], 1)).await;
    customer.leaves_unpaid(trial, professional()).await;
    let stopped = named(&customer, "Stopped", "cn").await;
    customer.services.deactivate_app(customer.account, stopped, "Stopped", &customer.actor).await.unwrap();
    world.wait_until(at("2026-12-20 10:00:00"));
    let now = world.services.now();
    let all = everything(now);
    let (tally, found) = list(&customer, &all).await;
    assert_eq!(found, [stopped, expired, trial, expiring]);
    let expected = Tally { held: 4, found: 4, expiring: 2, expired: 0, unpaid: 1 };
    assert_eq!(tally, expected);
    let standing = |standing| Wanted { standing: Some(standing), ..all.clone() };
    assert_eq!(list(&customer, &standing(Standing::Active)).await.1, [expired, trial, expiring]);
    assert_eq!(list(&customer, &standing(Standing::Expiring)).await.1, [expired, expiring]);
    assert_eq!(list(&customer, &standing(Standing::Stopped)).await.1, [stopped]);
    let (tally, found) = list(&customer, &standing(Standing::Expired)).await;
    assert_eq!((tally, found), (Tally { found: 0, ..expected }, vec![]));
    let edition = Wanted { edition: Some(Edition::Ultimate), ..all.clone() };
    assert_eq!(list(&customer, &edition).await.1, [expired]);
    let centre = Wanted { data_centre: Some("sgp".to_owned()), ..all.clone() };
    assert_eq!(list(&customer, &centre).await.1, [trial]);
    let ends_by = Wanted { ends_by: Some(now.plus_seconds(60)), ..all.clone() };
    assert_eq!(list(&customer, &ends_by).await.1, []);
    let page = Wanted { skip: 3, take: 2, ..all.clone() };
    assert_eq!(list(&customer, &page).await, (expected, vec![expiring]));
    world.advance_to(at("2026-12-23 10:00:00")).await;
    let (tally, found) = list(&customer, &standing(Standing::Expired)).await;
    assert_eq!((tally.expired, tally.expiring, found), (2, 0, vec![expired, expiring]));
}

async fn qu8_the_three_orders_break_ties_by_number(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let (b, a, c) = (
        named(&customer, "b", "cn").await,
        named(&customer, "A", "cn").await,
        named(&customer, "a", "cn").await,
    );
    customer.buys(b, package(Edition::Professional, &[], 2)).await;
    customer.buys(c, package(Edition::Professional, &[], 1)).await;
    let sorted = |sort| Wanted { sort, ..everything(world.services.now()) };
    assert_eq!(list(&customer, &sorted(Sort::Newest)).await.1, [c, a, b]);
    assert_eq!(list(&customer, &sorted(Sort::Name)).await.1, [c, a, b]);
    assert_eq!(list(&customer, &sorted(Sort::Expiry)).await.1, [c, b, a]);
}

async fn sec29_what_is_typed_never_becomes_part_of_the_statement(world: &World) {
    let customer = world.customer_with(0).await;
    customer.trial_app("cn").await;
    let before = world.tables().await;
    for text in crate::apps::INJECTIONS {
        let wanted = Wanted {
            text: (*text).to_owned(),
            data_centre: Some(text.replace('\0', "")),
            ..everything(world.services.now())
        };
        let (tally, found) = list(&customer, &wanted).await;
        assert_eq!((tally.held, found.len()), (1, 0), "{text:?}");
    }
    assert!(world.tables().await.changed_since(&before).is_empty());
}

async fn l2_apps_that_make_room_are_the_owners_own_and_stoppable(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let (trial, paid, stopped) = (
        named(&customer, "Trial", "cn").await,
        named(&customer, "Paid", "cn").await,
        named(&customer, "Stopped", "cn").await,
    );
    customer.buys(paid, professional()).await;
    customer.services.deactivate_app(customer.account, stopped, "Stopped", &customer.actor).await.unwrap();
    let since = world.services.now();
    let cause = im_console::domain::app::StopCause::Owner;
    brought_in(&customer, 1_500_000_001, Origin::Rtc, AppState::Active).await;
    brought_in(&customer, 1_500_000_002, Origin::Rtc, AppState::Deactivated { since, cause }).await;
    brought_in(&customer, 1_500_000_003, Origin::Imported, AppState::Active).await;
    let old =
        brought_in(&customer, 1_500_000_004, Origin::Imported, AppState::Deactivated { since, cause }).await;
    let room = |account: AccountId, take| {
        let services = world.services.clone();
        async move {
            let mut tx = services.store.read().await.unwrap();
            let room = app_list::making_room(&mut tx, account, take).await.unwrap();
            room.into_iter().map(|app| app.id).collect::<Vec<_>>()
        }
    };
    assert_eq!(room(customer.account, 10).await, [old, stopped, trial]);
    assert_eq!(room(customer.account, 1).await, [old, trial]);
}
