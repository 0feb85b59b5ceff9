//! Files of the older platform: taken whole or not at all, at the services and at the terminal.

use im_console::{
    domain::{
        account::Email,
        app::{AppState, Origin, Plan, StopCause},
        ids::SdkAppId,
        legacy::LegacyRow,
        usage_report::UsageRow,
    },
    services::{
        Actor,
        imports::{ImportRefused, Line, RowRefused},
    },
};
use serde_json::json;

use crate::support::{
    customer::Customer,
    tables::{int, text},
    world::{World, on_both_databases},
};

on_both_databases! {
    c3_imported_apps_belong_to_their_owner_with_state_key_and_usage,
    c3_a_file_with_a_bad_row_imports_nothing_and_names_every_bad_row,
    c3_a_new_app_never_gets_the_number_of_an_imported_one,
    a3_an_import_stops_at_the_limit_of_apps,
    u6_the_highest_count_of_a_day_stays_however_often_it_is_reported,
    u6_counts_of_unknown_apps_import_nothing,
}

/// A customer who signs in with this address.
async fn signed_up(world: &World, address: &str) -> Customer {
    let services = &world.services;
    let email = Email::parse(address).unwrap();
    let user = services.sign_up(&email, "a password for imports", None, &Actor::console()).await.unwrap();
    Customer { services: services.clone(), account: user.account, actor: Actor::console() }
}

fn legacy(number: i64, owner: &str) -> LegacyRow {
    LegacyRow {
        sdk_app_id: number.to_string(),
        owner: owner.to_owned(),
        name: format!("Old{number}"),
        status: "active".to_owned(),
        created_at: "2018-03-01".to_owned(),
        data_centre: "cn".to_owned(),
        ..LegacyRow::default()
    }
}

fn usage(app: i64, day: &str, value: &str) -> UsageRow {
    let [day, value] = [day, value].map(str::to_owned);
    UsageRow { app: app.to_string(), day, measure: "daily_active_users".to_owned(), value }
}

fn lines<T>(rows: impl IntoIterator<Item = T>) -> Vec<Line<T>> {
    (2..).zip(rows).collect()
}

fn refused(outcome: Result<usize, ImportRefused>) -> Vec<Line<RowRefused>> {
    let Err(ImportRefused::Rows(faults)) = outcome else { panic!("{outcome:?}") };
    faults
}

async fn c3_imported_apps_belong_to_their_owner_with_state_key_and_usage(world: &World) {
    let [owner, second] = ["owner@example.com", "second@example.com"];
    let (customer, other) = (signed_up(world, owner).await, signed_up(world, second).await);
    let stopped = LegacyRow { status: "deactivated".to_owned(), ..legacy(1_400_900_002, owner) };
    let counted = LegacyRow { daily_active_users: "12000".to_owned(), ..legacy(1_400_900_001, owner) };
    let rtc = LegacyRow { origin: "rtc".to_owned(), ..legacy(1_400_900_003, second) };
    let services = &customer.services;

    let taken = services.import_apps(lines([counted, stopped, rtc]), &Actor::console()).await.unwrap();

    assert_eq!(taken, 3);
    let app = customer.app(SdkAppId::new(1_400_900_001).unwrap()).await;
    assert_eq!((app.plan, app.origin, app.state), (Plan::Im, Origin::Imported, AppState::Active));
    let app = customer.app(SdkAppId::new(1_400_900_002).unwrap()).await;
    assert!(matches!(app.state, AppState::Deactivated { cause: StopCause::Owner, .. }));
    let app = other.app(SdkAppId::new(1_400_900_003).unwrap()).await;
    assert_eq!((app.plan, app.origin), (Plan::Trial, Origin::Rtc));
    let tables = world.tables().await;
    let counts = tables.rows("usage_days");
    assert_eq!((counts.len(), int(&counts[0], "value")), (1, 12_000));
    let written = tables.with("audit_log", "action", &json!("app_import"));
    assert_eq!(written.len(), 3);
}

async fn c3_a_file_with_a_bad_row_imports_nothing_and_names_every_bad_row(world: &World) {
    let owner = "owner@example.com";
    let customer = signed_up(world, owner).await;
    let there = customer.trial_app("cn").await;
    let before = world.tables().await;
    let rows = [
        legacy(1_400_900_001, owner),
        LegacyRow { data_centre: "mars".to_owned(), ..legacy(1_400_900_002, owner) },
        legacy(1_400_900_003, "nobody@example.com"),
        legacy(1_400_900_001, owner),
        legacy(there.number(), owner),
    ];
    let faults = refused(customer.services.import_apps(lines(rows), &Actor::console()).await);
    let told: Vec<String> = faults.iter().map(|(line, why)| format!("{line} {why}")).collect();
    assert_eq!(
        told,
        [
            "3 data_centre: unknown".to_owned(),
            "4 owner: nobody signs in as nobody@example.com".to_owned(),
            "5 sdk_app_id: 1400900001 stands in the file twice".to_owned(),
            format!("6 sdk_app_id: {there} is there already"),
        ]
    );
    world.tables().await.assert_same(&before);
}

async fn c3_a_new_app_never_gets_the_number_of_an_imported_one(world: &World) {
    let owner = "owner@example.com";
    let customer = signed_up(world, owner).await;
    let last = customer.trial_app("cn").await.number();
    let rows = [legacy(last + 1, owner), legacy(last + 2, owner)];
    customer.services.import_apps(lines(rows), &Actor::console()).await.unwrap();
    assert_eq!(customer.trial_app("cn").await.number(), last + 3);
}

async fn a3_an_import_stops_at_the_limit_of_apps(world: &World) {
    let owner = "owner@example.com";
    let customer = signed_up(world, owner).await;
    let rows = (0..301).map(|number| legacy(1_400_900_000 + number, owner));
    let faults = refused(customer.services.import_apps(lines(rows), &Actor::console()).await);
    assert_eq!(faults, [(302, RowRefused::Limit(300))]);
    let rows = (0..300).map(|number| legacy(1_400_900_000 + number, owner));
    assert_eq!(customer.services.import_apps(lines(rows), &Actor::console()).await.unwrap(), 300);
}

async fn u6_the_highest_count_of_a_day_stays_however_often_it_is_reported(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await.number();
    let services = &customer.services;
    let first =
        [usage(app, "2026-11-01", "70"), usage(app, "2026-11-01", "90"), usage(app, "2026-11-02", "5")];
    services.import_usage(lines(first.clone()), &Actor::console()).await.unwrap();
    services.import_usage(lines(first), &Actor::console()).await.unwrap();
    services.import_usage(lines([usage(app, "2026-11-01", "80")]), &Actor::console()).await.unwrap();
    services.import_usage(lines([usage(app, "2026-11-02", "6")]), &Actor::console()).await.unwrap();
    let tables = world.tables().await;
    let mut counts: Vec<(&str, i64)> =
        tables.rows("usage_days").iter().map(|row| (text(row, "day"), int(row, "value"))).collect();
    counts.sort_unstable();
    assert_eq!(counts, [("2026-11-01", 90), ("2026-11-02", 6)]);
}

async fn u6_counts_of_unknown_apps_import_nothing(world: &World) {
    let customer = world.customer_with(0).await;
    let app = customer.trial_app("cn").await.number();
    let before = world.tables().await;
    let rows = [usage(app, "2026-11-01", "1"), usage(app + 1, "2026-11-01", "1"), usage(app, "today", "1")];
    let faults = refused(customer.services.import_usage(lines(rows), &Actor::console()).await);
    let told: Vec<u64> = faults.iter().map(|(line, _)| *line).collect();
    assert_eq!(told, [3, 4]);
    assert_eq!(faults[0].1.to_string(), format!("app: there is no {}", app + 1));
    world.tables().await.assert_same(&before);
}
