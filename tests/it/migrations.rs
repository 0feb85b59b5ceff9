//! Databases that an older program has filled, brought up to date by this one.

use std::path::Path;

use im_console::{
    domain::{bill::BillStatus, ids::AccountId, month::Month},
    store::{Location, bills},
};
use serde_json::json;
use sqlx::{PgPool, SqlitePool, migrate::Migrator, sqlite::SqliteConnectOptions};

use crate::support::{
    tables::{Tables, execute, int, text},
    world::{World, at, mainland, new_schema},
};

/// The migrations of a database up to number `last`, in a folder of their own.
fn older(side: &str, last: u32) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(side);
    for file in std::fs::read_dir(all).unwrap().map(|file| file.unwrap()) {
        let name = file.file_name().into_string().unwrap();
        if name.get(..4).unwrap().parse::<u32>().unwrap() <= last {
            std::fs::copy(file.path(), folder.path().join(name)).unwrap();
        }
    }
    folder
}

/// A database as the program with migration number `last` made it.
async fn made_by(location: &Location, last: u32) {
    match location {
        Location::Sqlite(file) => {
            let migrations = Migrator::new(older("sqlite", last).path()).await.unwrap();
            let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
            let pool = SqlitePool::connect_with(options).await.unwrap();
            migrations.run(&pool).await.unwrap();
            pool.close().await;
        }
        Location::Postgres(url) => {
            let migrations = Migrator::new(older("postgres", last).path()).await.unwrap();
            let pool = PgPool::connect(url).await.unwrap();
            migrations.run(&pool).await.unwrap();
            pool.close().await;
        }
    }
}

/// The id of the account with a number, and how a statement writes it.
fn account(location: &Location, number: u8) -> (AccountId, String) {
    let id = format!("0190000000007000800000000000{number:04}");
    let written = match location {
        Location::Sqlite(_) => format!("x'{id}'"),
        Location::Postgres(_) => format!("'{id}'"),
    };
    (AccountId(id.parse().unwrap()), written)
}

/// Fills the tables of version 0007: an application that costs something, a trial, and one that was stopped.
async fn fill(location: &Location) {
    let apps = [
        (1, "professional", "'postpaid'", "active", "NULL", "NULL"),
        (2, "trial", "NULL", "active", "NULL", "NULL"),
        (3, "professional", "'postpaid'", "deactivated", "'owner'", "1792000000"),
    ];
    for (number, edition, mode, status, reason, stopped) in apps {
        let (_, owner) = account(location, number);
        let (app, since) = (1_400_000_000 + i64::from(number), at("2026-11-05 00:00:00").unix());
        let (made, running) = (since - 40 * 86_400, status == "active");
        for sql in [
            format!("INSERT INTO accounts (id, name, created_at) VALUES ({owner}, 'older{number}', {made})"),
            format!(
                "INSERT INTO apps (sdk_app_id, account_id, name, name_key, app_type, introduction, data_centre, origin,
                     edition, billing_mode, status, stop_reason, stopped_at, created_at)
                 VALUES ({app}, {owner}, 'Older', 'older', 'social', '', 'cn', 'created', '{edition}', {mode},
                     '{status}', {reason}, {stopped}, {made})"
            ),
            format!("INSERT INTO app_turns VALUES ({app}, {made}, 'im', NULL, '', NULL, true)"),
            format!("INSERT INTO app_turns VALUES ({app}, {since}, '{edition}', {mode}, '', NULL, {running})"),
        ] {
            execute(location, &sql).await.unwrap();
        }
    }
}

/// Opens the database of an older program, and lets a month end.
async fn is_billed_from_then_on(location: Location) {
    made_by(&location, 7).await;
    fill(&location).await;
    let world = World::open(location.clone(), mainland(), at("2026-11-22 10:00:00")).await;
    let (id, _) = account(&location, 1);
    let tables = Tables::read(&location).await;
    let [step] = tables.rows("bill_steps") else { panic!("{:?}", tables.rows("bill_steps")) };
    assert_eq!(text(step, "step"), "enrol");
    assert_eq!(text(step, "account_id").replace('-', ""), id.to_string().replace('-', ""));
    assert_eq!(int(step, "due_at"), at("2026-11-05 00:00:00").unix());
    assert_eq!(world.advance_to(at("2026-12-03 00:00:00")).await, 2, "one bill is drawn up and debited");
    let mut tx = world.services.store.read().await.unwrap();
    let kept = bills::find(&mut tx, id, Month::parse("2026-11").unwrap()).await.unwrap().unwrap();
    drop(tx);
    // 999.00 × 26 ÷ 30, which nobody has the money for.
    assert_eq!((kept.bill.total().as_minor(), kept.bill.state.status()), (86_580, BillStatus::Overdue));
    assert_eq!(kept.seal.unwrap().no.0, 1);
    let tables = world.tables().await;
    assert_eq!(tables.with("counters", "name", &json!("bill")).len(), 1);
    let broken = world.services.broken_invariants().await.unwrap();
    let others = broken.iter().map(ToString::to_string).filter(|line| !line.starts_with("I8: 140000000"));
    // Nobody wrote down how the applications came to be: the rows were put there by hand.
    assert_eq!(others.collect::<Vec<_>>(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn u7_accounts_in_a_file_from_before_bills_are_billed_from_the_last_month_that_is_known() {
    let folder = tempfile::tempdir().unwrap();
    is_billed_from_then_on(Location::Sqlite(folder.path().join("im-console.db"))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn u7_accounts_on_a_server_from_before_bills_are_billed_from_the_last_month_that_is_known() {
    if let Some(location) = new_schema().await {
        is_billed_from_then_on(location).await;
    }
}
