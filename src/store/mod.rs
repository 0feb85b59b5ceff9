//! The database: SQLite embedded, PostgreSQL for several nodes, every statement written once. `sqlx` lives here
//! and nowhere else. Knows the domain's values; knows no use case, no clock and no page.
//!
//! [`Store::read`] gives a connection that cannot write; [`Store::write`] opens a unit of work that is either
//! committed whole or gone. On SQLite units share one fsync (`writer`); on PostgreSQL each is a transaction.

#[macro_use]
mod sql;
#[macro_use]
mod batch;
#[macro_use]
mod rows;
pub mod accounts;
pub mod app_keys;
pub mod app_list;
pub mod app_names;
pub mod app_page;
pub mod app_settings;
pub mod apps;
pub mod audit;
pub mod bill_steps;
pub mod bills;
pub mod budgets;
pub mod buying;
pub mod catalogs;
pub mod changes;
pub mod courses;
mod error;
#[cfg(debug_assertions)]
pub mod faults;
#[cfg(not(debug_assertions))]
mod faults;
pub mod idempotency;
pub mod invariants;
pub mod kept_forms;
pub mod ledger;
pub mod life;
mod lost;
pub mod mails;
pub mod messages;
pub mod meta;
mod migrate;
pub mod orders;
pub mod outbox;
pub mod outlooks;
pub mod push;
pub mod quotes;
mod readers;
pub mod refunds;
pub mod reminders;
pub mod renewals;
pub mod resets;
pub mod secrets;
pub mod spent;
pub mod stakes;
pub mod tickets;
pub mod topups;
mod tx;
pub mod vouchers;
mod writer;

pub mod operators;
pub mod sessions;
pub mod throttles;
pub mod upkeep;
pub mod usage;
pub mod users;
pub mod verifications;

pub mod rtc;

pub use batch::{Batch, Bind};
pub use error::{SealFailed, StoreError};
pub use tx::Tx;

use std::{
    path::{Path, PathBuf},
    str::FromStr as _,
    time::Duration,
};

use sqlx::{
    ConnectOptions as _,
    pool::PoolOptions,
    postgres::{PgConnectOptions, PgPool},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteRow, SqliteSynchronous},
};

use accounts::LockedAccount;
use readers::Readers;
use writer::Writer;

use crate::domain::ids::AccountId;

/// Reading connections of an SQLite database.
const READERS: usize = 4;
/// Connections to a PostgreSQL database.
const POSTGRES_CONNECTIONS: u32 = 16;
/// How long a request waits for a connection to PostgreSQL, be it that all are in use or that the server is away.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long a writer waits for another process before it gives up.
const BUSY: Duration = Duration::from_secs(10);

/// Where the data is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// An SQLite file.
    Sqlite(PathBuf),
    /// A `postgres://` address.
    Postgres(String),
}

/// An open database, migrated to this program's version. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store(Pools);

#[derive(Clone, Debug)]
enum Pools {
    Sqlite { readers: Readers, writer: Writer },
    Postgres(PgPool),
}

impl Store {
    /// Opens the database, makes it where there is none, and brings its tables up to date.
    ///
    /// # Errors
    /// When the place can't be opened, or was written by a newer program.
    pub async fn open(location: &Location) -> Result<Self, StoreError> {
        match location {
            Location::Sqlite(path) => Self::open_sqlite(path).await,
            Location::Postgres(url) => Self::open_postgres(url).await,
        }
    }

    async fn open_sqlite(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            .disable_statement_logging();
        let writing = PoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .after_connect(|connection, _| Box::pin(faults::watch(connection)))
            .connect_with(options)
            .await?;
        migrate::sqlite(&writing).await?;
        let readers = Readers::open(path, READERS, BUSY)?;
        Ok(Self(Pools::Sqlite { readers, writer: Writer::start(writing.acquire().await?) }))
    }

    async fn open_postgres(url: &str) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(url)?.disable_statement_logging();
        let pool = PoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .test_before_acquire(false)
            .before_acquire(|connection, meta| Box::pin(lost::answers(connection, meta)))
            .connect_with(options)
            .await?;
        migrate::postgres(&pool).await?;
        Ok(Self(Pools::Postgres(pool)))
    }

    /// A connection that reads. Each statement sees the newest committed state.
    ///
    /// # Errors
    /// When no connection can be had.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        match &self.0 {
            Pools::Sqlite { readers, .. } => Ok(Tx::reading_sqlite(readers.acquire().await?)),
            Pools::Postgres(pool) => Ok(Tx::reading_postgres(pool.acquire().await?)),
        }
    }

    /// Opens a unit of work. Dropped without [`Tx::commit`], it leaves nothing behind. Only services call this.
    ///
    /// # Errors
    /// When no connection can be had or another process holds the database too long ([`StoreError::Busy`]).
    pub async fn write(&self) -> Result<Tx, StoreError> {
        match &self.0 {
            Pools::Sqlite { writer, .. } => Ok(Tx::writing_sqlite(writer.begin().await?)),
            Pools::Postgres(pool) => {
                let begun = match pool.begin().await.map_err(StoreError::from) {
                    // Nothing was sent yet, and other connections may be alive.
                    Err(StoreError::Lost(_)) => pool.begin().await?,
                    begun => begun?,
                };
                Ok(Tx::writing_postgres(begun))
            }
        }
    }

    /// Opens a unit of work on an account, locked; none when there is no such account. Only services call this.
    ///
    /// # Errors
    /// The same as of [`Store::write`].
    pub async fn write_on(&self, id: AccountId) -> Result<Option<(Tx, LockedAccount)>, StoreError> {
        let opened = self.write_on_asking(id, Batch::new()).await?;
        Ok(opened.map(|(tx, locked, _)| (tx, locked)))
    }

    /// The same with a question that is answered on SQLite on the way, where a trip to the writing connection costs more
    /// than most statements; on PostgreSQL it is not asked. Gives its row.
    async fn write_on_asking(
        &self,
        id: AccountId,
        question: Batch,
    ) -> Result<Option<(Tx, LockedAccount, Option<SqliteRow>)>, StoreError> {
        match &self.0 {
            Pools::Sqlite { writer, .. } => {
                let mut first = accounts::locking(id);
                first.append(question);
                let (unit, rows) = writer.begin_with(first).await?;
                let mut rows = rows.into_iter();
                let Some(row) = rows.next() else { return Ok(None) };
                Ok(Some((Tx::writing_sqlite(unit), accounts::locked(&row, id)?, rows.next())))
            }
            Pools::Postgres(_) => {
                let mut tx = self.write().await?;
                let locked = accounts::lock(&mut tx, id).await?;
                Ok(locked.map(|locked| (tx, locked, None)))
            }
        }
    }

    /// Waits for the units that are on their way, in other processes on the same SQLite file too: one that comes
    /// after them sees what they did.
    ///
    /// # Errors
    /// The same as of [`Store::write`].
    pub async fn settle(&self) -> Result<(), StoreError> {
        self.write().await?.commit().await
    }

    /// Whether this is the embedded database.
    #[must_use]
    pub const fn is_sqlite(&self) -> bool {
        matches!(self.0, Pools::Sqlite { .. })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let mut tx = self.read().await?;
        let (_one,): (i64,) = fetch_one!(&mut tx, (i64,), "SELECT CAST(1 AS BIGINT)")?;
        Ok(())
    }

    /// Closes every connection, after what is being written.
    pub async fn close(&self) {
        match &self.0 {
            Pools::Sqlite { readers, writer } => {
                writer.settle().await;
                readers.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}
