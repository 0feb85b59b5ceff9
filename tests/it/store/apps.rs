//! Applications: rows, numbers, and the lists and pages made of them.

use im_console::{
    domain::{
        app::{AppName, AppState, Plan, StopCause},
        ids::{AccountId, OrderNo, SdkAppId},
        lifecycle::Effect,
        product::{AddOn, Edition, Item},
        quote::Span,
        upgrade::UpgradeSpan,
    },
    store::{
        app_list::{self, Sort, Standing, Wanted},
        app_page, apps, buying,
    },
};

use super::{reading, send, writing};
use crate::support::{
    customer::{Customer, package, professional},
    world::{World, at, on_both_databases},
};

on_both_databases! {
    an_app_is_inserted_saved_found_and_counted,
    what_an_order_gave_is_held_from_its_start_to_its_end,
    the_list_finds_filters_sorts_and_counts,
    the_page_of_an_app_has_what_surrounds_it,
    the_purchase_page_reads_the_apps_of_a_data_centre_and_what_an_order_gave,
}

async fn an_app_is_inserted_saved_found_and_counted(world: &World) {
    let customer = world.customer().await;
    let (account, other) = (customer.account, AccountId(world.services.random.uuid(world.services.now())));
    let first = customer.trial_app("cn").await;
    let mut app = customer.app(first).await;
    let mut tx = writing(world).await;
    let number = apps::next_number(&mut tx).await.unwrap();
    assert_eq!(number, first.number() + 1);
    app.id = SdkAppId::new(number + 1).unwrap();
    app.profile.name = AppName::parse("輸入").unwrap();
    send(&mut tx, |batch| apps::insert(batch, &app, app.created_at)).await;
    assert_eq!(apps::next_number(&mut tx).await.unwrap(), number + 2, "an imported number is skipped");
    assert_eq!(apps::count(&mut tx, account).await.unwrap(), 2);
    let names = apps::names(&mut tx, account, (first, app.id)).await.unwrap();
    assert_eq!(names, [(first.number(), "Example".to_owned()), (app.id.number(), "輸入".to_owned())]);
    let ends_at = at("2027-01-01 00:00:00");
    app.plan = Plan::Prepaid { edition: Edition::Ultimate, ends_at };
    send(&mut tx, |batch| apps::save(batch, &app, app.created_at, Some((ends_at, Effect::Expire)))).await;
    let found = apps::find(&mut tx, account, app.id).await.unwrap().unwrap();
    assert_eq!((found.plan, found.revision), (app.plan, app.revision + 1));
    assert!(apps::find(&mut tx, other, app.id).await.unwrap().is_none(), "SEC17");
    let ends = apps::next_ends(&mut tx, account, ends_at.plus_seconds(-1), 9).await.unwrap();
    assert_eq!(ends.iter().map(|app| app.id).collect::<Vec<_>>(), [app.id]);
    assert!(apps::next_ends(&mut tx, account, ends_at, 9).await.unwrap().is_empty());
    app.state = AppState::Deleted { since: ends_at };
    send(&mut tx, |batch| apps::save(batch, &app, ends_at, None)).await;
    assert_eq!(apps::count(&mut tx, account).await.unwrap(), 1);
}

async fn what_an_order_gave_is_held_from_its_start_to_its_end(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    let no = customer.leaves_unpaid(app, professional()).await;
    let (anchor, starts_at, ends_at) =
        (at("2026-11-01 00:00:00"), at("2026-12-01 00:00:00"), at("2027-01-01 00:00:00"));
    let items = [Item::Package(Edition::Professional), Item::AddOn(AddOn::GroupsPerUser(1_000))];
    let mut tx = writing(world).await;
    assert!(apps::holdings(&mut tx, app).await.unwrap().is_empty());
    let span = Span { anchor, starts_at, ends_at };
    send(&mut tx, |batch| {
        for (line, item) in (1..).zip(items) {
            apps::give(batch, (&no, line), app, item, UpgradeSpan { span, is_difference: false });
        }
    })
    .await;
    let held = apps::holdings(&mut tx, app).await.unwrap();
    let given: Vec<Item> = held.iter().map(|holding| holding.item).collect();
    assert!(given.len() == 2 && items.iter().all(|item| given.contains(item)), "{given:?}");
    for holding in held {
        assert_eq!((holding.anchor, holding.starts_at, holding.ends_at), (anchor, starts_at, ends_at));
    }
}

fn wanted(text: &str) -> Wanted {
    Wanted {
        text: text.to_owned(),
        standing: None,
        edition: None,
        data_centre: None,
        ends_by: None,
        push_ends_before: None,
        tag: None,
        soon: at("2026-11-29 10:00:00"),
        sort: Sort::Newest,
        skip: 0,
        take: 9,
    }
}

/// A trial, one of a month, one of two months, one deactivated.
async fn four_apps(customer: &Customer) -> [SdkAppId; 4] {
    let [trial, one, two, stopped] = [
        customer.trial_app("cn").await,
        customer.trial_app("cn").await,
        customer.trial_app("sgp").await,
        customer.trial_app("cn").await,
    ];
    customer.buys(one, professional()).await;
    customer.buys(two, package(Edition::Ultimate, &[], 2)).await;
    customer.services.deactivate_app(customer.account, stopped, "Example", &customer.actor).await.unwrap();
    [trial, one, two, stopped]
}

async fn the_list_finds_filters_sorts_and_counts(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let [trial, one, two, stopped] = four_apps(&customer).await;
    let mut tx = reading(world).await;
    let mut ids = async |wanted: Wanted| {
        let (tally, listed) = app_list::page(&mut tx, customer.account, &wanted).await.unwrap();
        (tally.held, tally.found, listed.iter().map(|listed| listed.app.id).collect::<Vec<_>>())
    };
    assert_eq!(ids(wanted("")).await, (4, 4, vec![stopped, two, one, trial]));
    assert_eq!(ids(Wanted { skip: 1, take: 1, ..wanted("EXAMPLE") }).await, (4, 4, vec![two]));
    assert_eq!(ids(wanted(&one.to_string())).await, (4, 1, vec![one]));
    assert_eq!(ids(wanted("%")).await, (4, 0, vec![]));
    let standing = |standing| Wanted { standing: Some(standing), ..wanted("") };
    assert_eq!(ids(standing(Standing::Stopped)).await, (4, 1, vec![stopped]));
    assert_eq!(ids(standing(Standing::Expired)).await, (4, 0, vec![]));
    let edition = Wanted { edition: Some(Edition::Ultimate), ..wanted("") };
    assert_eq!(ids(edition).await, (4, 1, vec![two]));
    let centre = Wanted { data_centre: Some("sgp".to_owned()), sort: Sort::Name, ..wanted("") };
    assert_eq!(ids(centre).await, (4, 1, vec![two]));
    let ending = Wanted { ends_by: Some(at("2026-12-22 10:00:00")), sort: Sort::Expiry, ..wanted("") };
    assert_eq!(ids(ending).await, (4, 1, vec![one]));
    let room = app_list::making_room(&mut tx, customer.account, 5).await.unwrap();
    let room: Vec<SdkAppId> = room.iter().map(|app| app.id).collect();
    assert_eq!(room, [stopped, trial], "A3: what can be deleted, then what could be deactivated");
}

async fn the_page_of_an_app_has_what_surrounds_it(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let [trial, one, _, _] = four_apps(&customer).await;
    let no = customer.leaves_unpaid(trial, professional()).await;
    let other = world.customer().await.account;
    let now = world.services.now();
    let mut tx = reading(world).await;
    let around = app_page::find(&mut tx, customer.account, trial, now).await.unwrap().unwrap();
    assert_eq!((around.unpaid, around.holdings), (Some(no), vec![]));
    let around = app_page::find(&mut tx, customer.account, one, now).await.unwrap().unwrap();
    assert_eq!((around.unpaid, around.holdings), (None, customer.holdings(one).await));
    assert!(app_page::find(&mut tx, other, one, now).await.unwrap().is_none(), "SEC17");
}

async fn the_purchase_page_reads_the_apps_of_a_data_centre_and_what_an_order_gave(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let [trial, one, two, stopped] = four_apps(&customer).await;
    let cause = StopCause::Owner;
    let mut tx = reading(world).await;
    let there = buying::apps_in(&mut tx, customer.account, "cn").await.unwrap();
    assert_eq!(there.iter().map(|app| app.id).collect::<Vec<_>>(), [stopped, one, trial], "the newest first");
    assert_eq!(there.first().unwrap().state, AppState::Deactivated { since: world.services.now(), cause });
    assert_eq!(buying::apps_in(&mut tx, customer.account, "sgp").await.unwrap().first().unwrap().id, two);
    assert!(buying::apps_in(&mut tx, customer.account, "mars").await.unwrap().is_empty());
    let tables = world.tables().await;
    let orders = tables.with("orders", "sdk_app_id", &serde_json::json!(one.number()));
    let no = OrderNo::parse(crate::support::tables::text(orders.first().unwrap(), "no")).unwrap();
    let given = buying::given_by(&mut tx, &no).await.unwrap();
    let [span] = given.as_slice() else { panic!("{given:?}") };
    let paid = world.services.now();
    assert_eq!((span.anchor, span.starts_at, span.ends_at), (paid, paid, at("2026-12-22 10:00:00")));
    let none = OrderNo::parse("202611220000000000").unwrap();
    assert!(buying::given_by(&mut tx, &none).await.unwrap().is_empty());
}
