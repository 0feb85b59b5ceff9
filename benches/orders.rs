//! An order, confirmed and paid through the service, beside the very same rows written raw: one round trip and one
//! commit each. Durable on both sides (`synchronous=FULL`). Prints orders per second and the ratio.

use std::{
    io::Write as _,
    path::Path,
    sync::{Arc, atomic::AtomicUsize, atomic::Ordering},
    time::Instant,
};

use im_console::{
    clock::{Clock, ManualClock, SystemClock},
    config::Config,
    domain::{
        app::{AppName, Profile},
        calendar::Timestamp,
        catalog,
        ids::{AccountId, QuoteId},
        money::Amount,
        product::{AddOn, Edition},
        purchase::Cart,
    },
    random::{OsRandomness, Randomness},
    services::{
        Actor, Catalogs, Passwords, Services,
        purchase::{Payment, Placed},
        top_ups::TopUpForm,
    },
    store::{Location, Store},
};
use sqlx::{
    Row as _, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous},
};

const ORDERS: usize = 2_000;
const CLIENTS: [usize; 2] = [1, 32];

type Fault = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Fault> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    for clients in CLIENTS {
        let folder = tempfile::tempdir()?;
        let (service, raw) = runtime.block_on(measure(folder.path(), clients))?;
        let ratio = service / raw;
        writeln!(
            std::io::stdout(),
            "orders, {clients:2} clients: service {service:7.0}/s, raw {raw:7.0}/s, ratio {ratio:.2}"
        )?;
    }
    Ok(())
}

/// Orders per second through the service and raw.
async fn measure(folder: &Path, clients: usize) -> Result<(f64, f64), Fault> {
    let (served, template) = (folder.join("served.db"), folder.join("raw.db"));
    let services = open(&served).await?;
    let quotes = prepare(&services, clients).await?;
    services.store.close().await;
    drop(services);
    let copying = pool(&served).await?;
    let copy = format!("VACUUM INTO '{}'", template.display());
    sqlx::query(sqlx::AssertSqlSafe(copy)).execute(&copying).await?;
    copying.close().await;
    let services = open(&served).await?;
    let service = through_service(&services, quotes, clients).await?;
    services.store.close().await;
    let raw = raw(&served, &template, clients).await?;
    Ok((service, raw))
}

async fn open(path: &Path) -> Result<Services, Fault> {
    let store = Store::open(&Location::Sqlite(path.to_path_buf())).await?;
    let clock: Arc<dyn Clock> = Arc::new(ManualClock::at(Timestamp::from_unix(1_790_000_000)));
    let content = catalog::embedded("mainland").ok_or("the mainland catalog is embedded")?;
    let catalogs = Catalogs::publish(&store, "mainland.toml", content, clock.now()).await?;
    let passwords = Passwords::new(Config::LEAST_COST);
    let (system, random) = (Arc::new(SystemClock), Arc::new(OsRandomness));
    Ok(Services { store, clock, system, random, catalogs, passwords })
}

/// One account per client, with money and a quote for each of its orders.
async fn prepare(services: &Services, clients: usize) -> Result<Vec<(AccountId, Vec<QuoteId>)>, Fault> {
    let random: &dyn Randomness = &OsRandomness;
    let actor = Actor::console();
    let mut all = Vec::new();
    for _ in 0..clients {
        let id = AccountId(random.uuid(services.now()));
        let mut tx = services.store.write().await?;
        im_console::store::accounts::insert(&mut tx, id, "bench", services.now()).await?;
        let account = im_console::store::accounts::lock(&mut tx, id).await?.ok_or("the account is there")?;
        let approved =
            im_console::store::accounts::LockedAccount { verification: "approved".to_owned(), ..account };
        let mut batch = im_console::store::Batch::new();
        im_console::store::accounts::save(&mut batch, &approved);
        batch.run(&mut tx).await?;
        tx.commit().await?;
        for _ in 0..10 {
            let form =
                TopUpForm { amount: Amount::minor(1_000_000_000), reference: "bench".into(), order: None };
            services.file_top_up(id, form, true, &actor).await?;
        }
        let mut quotes = Vec::new();
        for _ in 0..ORDERS / clients {
            quotes.push(quote(services, id, &actor).await?);
        }
        all.push((id, quotes));
    }
    Ok(all)
}

async fn quote(services: &Services, account: AccountId, actor: &Actor) -> Result<QuoteId, Fault> {
    let now = services.now();
    let mut tx = services.store.write().await?;
    let number = im_console::store::apps::next_number(&mut tx).await?;
    let app = im_console::domain::app::App {
        id: im_console::domain::ids::SdkAppId::new(number).ok_or("a number")?,
        account,
        profile: Profile {
            name: AppName::parse("bench")?,
            app_type: "social".into(),
            introduction: String::new(),
        },
        data_centre: "cn".into(),
        origin: im_console::domain::app::Origin::Created,
        plan: im_console::domain::app::Plan::Trial,
        state: im_console::domain::app::AppState::Active,
        auto_renew: false,
        renewals_tried: 0,
        created_at: now,
        revision: 0,
    };
    let mut batch = im_console::store::Batch::new();
    im_console::store::apps::insert(&mut batch, &app);
    batch.run(&mut tx).await?;
    tx.commit().await?;
    let cart = Cart {
        package: Some(Edition::Professional),
        add_ons: vec![AddOn::LivestreamGroups, AddOn::GroupsPerUser(1_000)],
        months: 6,
        auto_renew: false,
    };
    Ok(services.quote(account, app.id, cart, actor).await?.id)
}

async fn through_service(
    services: &Services,
    quotes: Vec<(AccountId, Vec<QuoteId>)>,
    clients: usize,
) -> Result<f64, Fault> {
    let began = Instant::now();
    let mut tasks = Vec::new();
    for (account, quotes) in quotes {
        let services = services.clone();
        tasks.push(tokio::spawn(async move {
            for quote in quotes {
                match services.confirm(account, quote, Payment::Now, &Actor::console()).await? {
                    Placed::Paid(_) => {}
                    other => return Err(Fault::from(format!("not paid: {other:?}"))),
                }
            }
            Ok::<(), Fault>(())
        }));
    }
    for task in tasks {
        task.await??;
    }
    Ok(rate(ORDERS / clients * clients, began))
}

#[expect(clippy::cast_precision_loss, reason = "a rate for printing")]
fn rate(count: usize, began: Instant) -> f64 {
    count as f64 / began.elapsed().as_secs_f64()
}

/// The rows of one order, as the service wrote them.
struct Rows {
    statements: String,
    binds: Vec<SqliteRow>,
}

/// Tables with what identifies an order's rows in them: `$1` is its number, `$2` its app.
const TABLES: [(&str, &str); 6] = [
    ("orders", "no = $1"),
    ("entitlements", "order_no = $1"),
    ("ledger_postings", "entry_id = (SELECT id FROM ledger_entries WHERE kind = 'order' AND reference = $1)"),
    ("ledger_entries", "kind = 'order' AND reference = $1"),
    ("audit_log", "action = 'order_pay' AND object = $1"),
    ("outbox", "content LIKE '%' || $1 || '%'"),
];

async fn raw(served: &Path, target: &Path, clients: usize) -> Result<f64, Fault> {
    let from = pool(served).await?;
    let orders: Vec<(String, i64)> =
        sqlx::query_as("SELECT no, sdk_app_id FROM orders ORDER BY rowid").fetch_all(&from).await?;
    let mut prepared = Vec::new();
    for (no, _app) in &orders {
        prepared.push(rows_of(&from, no).await?);
    }
    let to = pool(target).await?;
    let prepared = Arc::new(prepared);
    let next = Arc::new(AtomicUsize::new(0));
    let began = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..clients {
        let (to, prepared, next) = (to.clone(), Arc::clone(&prepared), Arc::clone(&next));
        tasks.push(tokio::spawn(async move {
            while let Some(rows) = prepared.get(next.fetch_add(1, Ordering::SeqCst)) {
                write(&to, rows).await?;
            }
            Ok::<(), Fault>(())
        }));
    }
    for task in tasks {
        task.await??;
    }
    Ok(rate(prepared.len(), began))
}

async fn pool(path: &Path) -> Result<SqlitePool, Fault> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true);
    Ok(SqlitePoolOptions::new().max_connections(1).connect_with(options).await?)
}

async fn rows_of(from: &SqlitePool, no: &str) -> Result<Rows, Fault> {
    let mut statements = vec!["BEGIN IMMEDIATE".to_owned()];
    let mut binds = Vec::new();
    let mut number = 0;
    for (table, condition) in TABLES {
        let sql = format!("SELECT * FROM {table} WHERE {condition}");
        for row in sqlx::query(sqlx::AssertSqlSafe(sql)).bind(no).fetch_all(from).await? {
            let places: Vec<String> = (0..row.len())
                .map(|_| {
                    number += 1;
                    format!("${number}")
                })
                .collect();
            statements.push(format!("INSERT INTO {table} VALUES ({})", places.join(", ")));
            binds.push(row);
        }
    }
    for (table, key, condition) in [
        ("apps", "sdk_app_id", "sdk_app_id = (SELECT sdk_app_id FROM orders WHERE no = $1)"),
        ("accounts", "id", "id = (SELECT account_id FROM orders WHERE no = $1)"),
    ] {
        let sql = format!("SELECT * FROM {table} WHERE {condition}");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(no).fetch_one(from).await?;
        let mut places = Vec::new();
        let mut own = 0;
        for column in row.columns() {
            number += 1;
            let name = sqlx::Column::name(column);
            if name == key {
                own = number;
            } else {
                places.push(format!("{name} = ${number}"));
            }
        }
        statements.push(format!("UPDATE {table} SET {} WHERE {key} = ${own}", places.join(", ")));
        binds.push(row);
    }
    statements.push("COMMIT".to_owned());
    Ok(Rows { statements: statements.join(";\n"), binds })
}

async fn write(to: &SqlitePool, rows: &Rows) -> Result<(), Fault> {
    use sqlx::{TypeInfo as _, ValueRef as _};
    let mut query = sqlx::query(sqlx::AssertSqlSafe(rows.statements.clone()));
    for row in &rows.binds {
        for index in 0..row.len() {
            let value = row.try_get_raw(index)?;
            let (null, kind) = (value.is_null(), value.type_info().name().to_owned());
            query = match kind.as_str() {
                _ if null => query.bind(None::<i64>),
                "INTEGER" => query.bind(row.try_get::<i64, _>(index)?),
                "BLOB" => query.bind(row.try_get::<Vec<u8>, _>(index)?),
                _ => query.bind(row.try_get::<String, _>(index)?),
            };
        }
    }
    query.execute(to).await?;
    Ok(())
}
