//! The reading connections of an SQLite database. A statement runs in the thread that asks for it: a walk to a thread of
//! the connection and back costs more than most queries, and every value would be copied for it. So a statement must
//! not take long; between two of them others get their turn.

use std::{path::Path, sync::Arc, time::Duration};

use rusqlite::{Connection, Error, OpenFlags, Statement, ToSql};
use tokio::sync::{Mutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

use super::{StoreError, rows::FromColumns};

/// How many statements a connection keeps compiled.
const STATEMENTS: usize = 100;

/// The connections, and as many seats. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Readers {
    seats: Arc<Semaphore>,
    connections: Arc<[Arc<Mutex<Connection>>]>,
}

/// A connection in use. It is free again before its seat is.
#[derive(Debug)]
pub(super) struct Reading {
    connection: OwnedMutexGuard<Connection>,
    _seat: OwnedSemaphorePermit,
}

impl Readers {
    /// Opens `count` connections to a database that is there, each of which waits for a lock for as long as `busy`.
    pub(super) fn open(path: &Path, count: usize, busy: Duration) -> Result<Self, StoreError> {
        let connections = (0..count).map(|_| {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(path, flags)?;
            connection.busy_timeout(busy)?;
            connection.set_prepared_statement_cache_capacity(STATEMENTS);
            Ok(Arc::new(Mutex::new(connection)))
        });
        let connections = connections.collect::<Result<Arc<[_]>, Error>>()?;
        Ok(Self { seats: Arc::new(Semaphore::new(count)), connections })
    }

    /// Waits for a seat, and takes the first connection that is free: the one whose statements and pages are warm.
    pub(super) async fn acquire(&self) -> Result<Reading, StoreError> {
        let seat = Arc::clone(&self.seats).acquire_owned().await.map_err(|_| sqlx::Error::PoolClosed)?;
        let free = self.connections.iter().find_map(|one| Arc::clone(one).try_lock_owned().ok());
        Ok(Reading { connection: free.ok_or(sqlx::Error::PoolTimedOut)?, _seat: seat })
    }

    /// Lends nothing any more, and waits for what is lent.
    pub(super) async fn close(&self) {
        self.seats.close();
        for connection in &*self.connections {
            drop(connection.lock().await);
        }
    }
}

impl Reading {
    pub(super) fn connection(&mut self) -> &mut Connection {
        &mut self.connection
    }
}

/// All rows of a query.
pub(super) fn fetch_all<R: FromColumns>(
    connection: &Connection,
    sql: &str,
    values: &[&dyn ToSql],
) -> Result<Vec<R>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, values)?;
    let (mut rows, mut taken) = (statement.raw_query(), Vec::new());
    while let Some(row) = rows.next()? {
        taken.push(R::of(row, taken.is_empty())?);
    }
    Ok(taken)
}

/// The row of a query, if there is one.
pub(super) fn fetch_optional<R: FromColumns>(
    connection: &Connection,
    sql: &str,
    values: &[&dyn ToSql],
) -> Result<Option<R>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, values)?;
    statement.raw_query().next()?.map(|row| R::of(row, true)).transpose()
}

/// The one row of a query.
pub(super) fn fetch_one<R: FromColumns>(
    connection: &Connection,
    sql: &str,
    values: &[&dyn ToSql],
) -> Result<R, Error> {
    fetch_optional(connection, sql, values)?.ok_or(Error::QueryReturnedNoRows)
}

/// Binds the value `n` to `$n`, which SQLite takes for a name.
fn bind(statement: &mut Statement<'_>, values: &[&dyn ToSql]) -> Result<(), Error> {
    for place in 1..=statement.parameter_count() {
        let number = statement.parameter_name(place).and_then(|name| name.strip_prefix('$')?.parse().ok());
        let value = number.and_then(|number: usize| values.get(number.checked_sub(1)?));
        statement
            .raw_bind_parameter(place, value.ok_or(Error::InvalidParameterCount(place, values.len()))?)?;
    }
    Ok(())
}
