//! The rows of orders without the program around them: read from a database in which the service has placed them,
//! and written into another with one round trip and one commit for each order.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _, Row as _, SqliteConnection, TypeInfo as _,
    ValueRef as _,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteRow, SqliteSynchronous},
};

use crate::Fault;

/// How long a client waits for the others, as in the store.
const BUSY: Duration = Duration::from_secs(10);

/// Tables with what identifies the rows in them that an order adds: `$1` is its number.
const ADDED: [(&str, &str); 7] = [
    ("orders", "no = $1"),
    ("app_turns", "(sdk_app_id, at) = (SELECT sdk_app_id, paid_at FROM orders WHERE no = $1)"),
    ("entitlements", "order_no = $1"),
    ("ledger_postings", "entry_id = (SELECT id FROM ledger_entries WHERE kind = 'order' AND reference = $1)"),
    ("ledger_entries", "kind = 'order' AND reference = $1"),
    ("audit_log", "action = 'order_pay' AND object = $1"),
    ("outbox", "content LIKE '%' || $1 || '%'"),
];

/// Tables with their key, and what identifies the row in them that an order changes.
const CHANGED: [(&str, &str, &str); 2] = [
    ("apps", "sdk_app_id", "sdk_app_id = (SELECT sdk_app_id FROM orders WHERE no = $1)"),
    ("accounts", "id", "id = (SELECT account_id FROM orders WHERE no = $1)"),
];

/// What one order writes.
#[derive(Default)]
pub(crate) struct Rows {
    statements: Arc<str>,
    values: Vec<Value>,
}

enum Value {
    Null,
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Value {
    fn all(row: &SqliteRow) -> Result<Vec<Self>, Fault> {
        (0..row.len())
            .map(|at| {
                let (is_null, kind) = {
                    let value = row.try_get_raw(at)?;
                    (value.is_null(), value.type_info().name().to_owned())
                };
                Ok(match kind.as_str() {
                    _ if is_null => Self::Null,
                    "INTEGER" => Self::Number(row.try_get(at)?),
                    "BLOB" => Self::Bytes(row.try_get(at)?),
                    _ => Self::Text(row.try_get(at)?),
                })
            })
            .collect()
    }
}

/// A connection like the store's writing one.
async fn open(path: &Path) -> Result<SqliteConnection, Fault> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .disable_statement_logging();
    Ok(options.connect().await?)
}

/// Copies a whole database into a new file.
pub(crate) async fn copy(from: &Path, to: &Path) -> Result<(), Fault> {
    let mut connection = open(from).await?;
    let sql = format!("VACUUM INTO '{}'", to.display());
    sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await?;
    Ok(connection.close().await?)
}

/// The rows of every order.
pub(crate) async fn read(from: &Path) -> Result<Vec<Rows>, Fault> {
    let mut connection = open(from).await?;
    let orders: Vec<(String,)> =
        sqlx::query_as("SELECT no FROM orders ORDER BY rowid").fetch_all(&mut connection).await?;
    let mut all = Vec::new();
    for (no,) in &orders {
        all.push(rows_of(&mut connection, no).await?);
    }
    connection.close().await?;
    Ok(all)
}

async fn rows_of(from: &mut SqliteConnection, no: &str) -> Result<Rows, Fault> {
    let (mut statements, mut values) = (vec!["BEGIN IMMEDIATE".to_owned()], Vec::new());
    for (table, condition) in ADDED {
        let sql = format!("SELECT * FROM {table} WHERE {condition}");
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(no).fetch_all(&mut *from).await?;
        if rows.is_empty() {
            return Err(format!("order {no} left nothing in {table}").into());
        }
        for row in rows {
            let places: Vec<_> = (1..=row.len()).map(|place| format!("${}", values.len() + place)).collect();
            statements.push(format!("INSERT INTO {table} VALUES ({})", places.join(", ")));
            values.extend(Value::all(&row)?);
        }
    }
    for (table, key, condition) in CHANGED {
        let sql = format!("SELECT * FROM {table} WHERE {condition}");
        let row = sqlx::query(AssertSqlSafe(sql)).bind(no).fetch_one(&mut *from).await?;
        statements.push(update(table, key, &row, values.len()));
        values.extend(Value::all(&row)?);
    }
    statements.push("COMMIT".to_owned());
    Ok(Rows { statements: statements.join(";\n").into(), values })
}

/// The statement that gives a row all its columns; its values are numbered after the `before` first.
fn update(table: &str, key: &str, row: &SqliteRow, before: usize) -> String {
    let (mut sets, mut own) = (Vec::new(), before);
    for (column, place) in row.columns().iter().zip(before + 1..) {
        match sqlx::Column::name(column) {
            name if name == key => own = place,
            name => sets.push(format!("{name} = ${place}")),
        }
    }
    format!("UPDATE {table} SET {} WHERE {key} = ${own}", sets.join(", "))
}

/// Orders per second when each client writes over a connection of its own.
pub(crate) async fn write_all(to: &Path, all: &Arc<[Rows]>, clients: usize) -> Result<f64, Fault> {
    let mut connections = Vec::new();
    for _ in 0..clients {
        connections.push(open(to).await?);
    }
    let (next, began) = (Arc::new(AtomicUsize::new(0)), Instant::now());
    let mut tasks = Vec::new();
    for mut connection in connections {
        let (all, next) = (Arc::clone(all), Arc::clone(&next));
        tasks.push(tokio::spawn(async move {
            while let Some(rows) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                write(&mut connection, rows).await?;
            }
            Ok::<_, Fault>(connection)
        }));
    }
    let mut connections = Vec::new();
    for task in tasks {
        connections.push(task.await??);
    }
    let rate = rate(all.len(), began);
    for connection in connections {
        connection.close().await?;
    }
    Ok(rate)
}

async fn write(to: &mut SqliteConnection, rows: &Rows) -> Result<(), Fault> {
    let mut query = sqlx::query(AssertSqlSafe(Arc::clone(&rows.statements)));
    for value in &rows.values {
        query = match value {
            Value::Null => query.bind(None::<i64>),
            Value::Number(number) => query.bind(*number),
            Value::Text(text) => query.bind(text.clone()),
            Value::Bytes(bytes) => query.bind(bytes.clone()),
        };
    }
    query.execute(to).await?;
    Ok(())
}

/// How many a second.
#[expect(clippy::cast_precision_loss, reason = "a rate for printing")]
pub(crate) fn rate(count: usize, began: Instant) -> f64 {
    count as f64 / began.elapsed().as_secs_f64()
}
