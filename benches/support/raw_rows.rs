//! The rows of a database, counted, and written once more by SQLite alone; and the memory of this process.

use std::{path::Path, time::Instant};

use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};

use im_console::store::{Location, Store};

use crate::Fault;

/// The tables that a billing run writes to.
const TABLES: [&str; 8] = [
    "bills",
    "bill_lines",
    "bill_payments",
    "bill_steps",
    "ledger_entries",
    "ledger_postings",
    "audit_log",
    "outbox",
];

async fn connect(file: &Path) -> Result<SqliteConnection, Fault> {
    let options = SqliteConnectOptions::new().filename(file).foreign_keys(false);
    Ok(options.synchronous(sqlx::sqlite::SqliteSynchronous::Full).connect().await?)
}

/// How many rows the tables of a run have.
pub(crate) async fn count(file: &Path) -> Result<f64, Fault> {
    let mut connection = connect(file).await?;
    let mut rows = 0.0;
    for table in TABLES {
        let sql = format!("SELECT COUNT(*) FROM {table}");
        let (count,): (i64,) = sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_one(&mut connection).await?;
        rows += f64::from(u32::try_from(count)?);
    }
    connection.close().await?;
    Ok(rows)
}

/// Rows per second at which SQLite writes the rows of `from` into `to`, a new database of the same tables; `which` ends
/// the statement that selects them.
pub(crate) async fn write_again(from: &Path, to: &Path, which: &str) -> Result<f64, Fault> {
    Store::open(&Location::Sqlite(to.to_path_buf())).await?.close().await;
    let rows = count(from).await?;
    let mut connection = connect(to).await?;
    sqlx::query("ATTACH $1 AS billed")
        .bind(from.to_string_lossy().into_owned())
        .execute(&mut connection)
        .await?;
    drop_triggers(&mut connection).await?;
    let began = Instant::now();
    sqlx::query("BEGIN IMMEDIATE").execute(&mut connection).await?;
    for table in TABLES {
        let sql = format!("INSERT INTO main.{table} SELECT * FROM billed.{table} {which}");
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await?;
    }
    sqlx::query("COMMIT").execute(&mut connection).await?;
    let rate = rows / began.elapsed().as_secs_f64();
    connection.close().await?;
    Ok(rate)
}

/// Takes the rules away that rows of closed bills are held to: they were kept when the rows came to be.
async fn drop_triggers(connection: &mut SqliteConnection) -> Result<(), Fault> {
    let names: Vec<(String,)> = sqlx::query_as("SELECT name FROM main.sqlite_master WHERE type = 'trigger'")
        .fetch_all(&mut *connection)
        .await?;
    for (name,) in names {
        sqlx::query(sqlx::AssertSqlSafe(format!("DROP TRIGGER main.{name}")))
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Lets the peak of this process's memory begin anew.
pub(crate) fn forget_peak() -> Result<(), Fault> {
    Ok(std::fs::write("/proc/self/clear_refs", "5")?)
}

/// The most memory that this process has taken, in megabytes.
pub(crate) fn peak() -> Result<f64, Fault> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes / 1_000.0)
}
