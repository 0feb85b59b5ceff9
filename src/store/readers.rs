//! The reading connections of an SQLite database. Each is a thread of this program, and a walk to it costs as much as
//! a small query: unlike a pool for connections over a network, this one does not go there once more to ask whether a
//! connection that is given back still lives. It lives as long as the store.

use std::sync::Arc;

use sqlx::{ConnectOptions as _, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::sync::{Mutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

use super::StoreError;

/// The connections, and as many seats. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Readers {
    seats: Arc<Semaphore>,
    connections: Arc<[Arc<Mutex<SqliteConnection>>]>,
}

/// A connection in use. It is free again before its seat is.
#[derive(Debug)]
pub(super) struct Reading {
    connection: OwnedMutexGuard<SqliteConnection>,
    _seat: OwnedSemaphorePermit,
}

impl Readers {
    /// Opens `count` connections.
    pub(super) async fn open(options: &SqliteConnectOptions, count: u32) -> Result<Self, StoreError> {
        let mut connections = Vec::new();
        for _ in 0..count {
            connections.push(Arc::new(Mutex::new(options.connect().await?)));
        }
        Ok(Self { seats: Arc::new(Semaphore::new(connections.len())), connections: connections.into() })
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
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }
}
