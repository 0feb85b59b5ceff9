//! The one writing connection of an SQLite database, shared fairly. Each unit of work is a savepoint inside an
//! open transaction; a flusher commits the transaction behind whoever has finished, so that units which arrive
//! together share one fsync. A unit that was not committed is rolled back to its savepoint and harms nobody. Each trip
//! to the connection's thread costs as much as some statements: a unit begins with its first statements, and commits
//! with its last ones where nobody waits to share the fsync.
//!
//! What moves the shared transaction runs in tasks of its own: whoever waits for it may be gone at any moment, and
//! must not take a statement with them whose outcome others depend on.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use sqlx::{Sqlite, SqliteConnection, pool::PoolConnection, sqlite::SqliteRow};
use tokio::sync::{Mutex, Notify, OwnedMutexGuard, oneshot};

use super::{Batch, StoreError};

/// What the open transaction holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// No transaction is open.
    Closed,
    /// A transaction is open and its last unit wants to be kept.
    Clean,
    /// A transaction is open and its last unit is unfinished or given up.
    Dirty,
    /// A control statement failed: nothing since the last commit can be trusted.
    Broken,
}

#[derive(Debug)]
struct Shared {
    connection: PoolConnection<Sqlite>,
    state: State,
    waiting: Vec<oneshot::Sender<()>>,
}

/// A handle to the writing connection.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    shared: Arc<Mutex<Shared>>,
    flush: Arc<Notify>,
    queue: Arc<AtomicUsize>,
}

/// A unit of work in progress; the only one at this moment.
#[derive(Debug)]
pub(super) struct Unit {
    shared: OwnedMutexGuard<Shared>,
    flush: Arc<Notify>,
    queue: Arc<AtomicUsize>,
}

/// A place among those who wait for their turn.
struct Queued<'a>(&'a AtomicUsize);

impl<'a> Queued<'a> {
    fn at(queue: &'a AtomicUsize) -> Self {
        queue.fetch_add(1, Ordering::Relaxed);
        Self(queue)
    }
}

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Writer {
    /// Takes over `connection` and starts the flusher, which lives as long as the writer.
    pub(super) fn start(connection: PoolConnection<Sqlite>) -> Self {
        let shared = Arc::new(Mutex::new(Shared { connection, state: State::Closed, waiting: Vec::new() }));
        let writer = Self { shared, flush: Arc::new(Notify::new()), queue: Arc::default() };
        let (weak, flush) = (Arc::downgrade(&writer.shared), Arc::clone(&writer.flush));
        tokio::spawn(async move {
            loop {
                flush.notified().await;
                let Some(shared) = weak.upgrade() else { return };
                shared.lock_owned().await.flush().await;
            }
        });
        writer
    }

    /// Waits for its turn and opens a unit. One that nobody waits for any more is opened and given up at once.
    pub(super) async fn begin(&self) -> Result<Unit, StoreError> {
        let mut unit = self.turn().await;
        let opening = tokio::spawn(async move {
            unit.shared.open().await?;
            Ok(unit)
        });
        opening.await.map_err(|_ended| StoreError::NotCommitted)?
    }

    /// The same with the unit's first statements, and the rows that they give.
    pub(super) async fn begin_with(&self, first: Batch) -> Result<(Unit, Vec<SqliteRow>), StoreError> {
        let mut unit = self.turn().await;
        let opening = tokio::spawn(async move {
            let rows = unit.shared.open_with(first).await?;
            Ok((unit, rows))
        });
        opening.await.map_err(|_ended| StoreError::NotCommitted)?
    }

    async fn turn(&self) -> Unit {
        let _queued = Queued::at(&self.queue);
        let shared = Arc::clone(&self.shared).lock_owned().await;
        Unit { shared, flush: Arc::clone(&self.flush), queue: Arc::clone(&self.queue) }
    }

    /// Commits what is finished.
    pub(super) async fn settle(&self) {
        let shared = Arc::clone(&self.shared).lock_owned();
        let settling = tokio::spawn(async move { shared.await.flush().await });
        if let Err(error) = settling.await {
            tracing::error!(%error, "the last units may not be on the disk");
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.flush.notify_one();
    }
}

impl Shared {
    /// Runs control statements that lead from the present state to `next`; the state is broken until they have.
    async fn control(&mut self, sql: &'static str, next: State) -> Result<(), StoreError> {
        self.state = State::Broken;
        super::faults::step();
        sqlx::raw_sql(sql).execute(&mut *self.connection).await?;
        self.state = next;
        Ok(())
    }

    async fn open(&mut self) -> Result<(), StoreError> {
        let sql = self.opening().await;
        self.control(sql, State::Dirty).await
    }

    async fn open_with(&mut self, first: Batch) -> Result<Vec<SqliteRow>, StoreError> {
        let opening = self.opening().await;
        self.state = State::Broken;
        super::faults::step();
        let rows = first.on_sqlite(opening, "").fetch_all(&mut *self.connection).await?;
        self.state = State::Dirty;
        Ok(rows)
    }

    /// The control statements that open a unit.
    async fn opening(&mut self) -> &'static str {
        if self.state == State::Broken {
            self.recover().await;
        }
        match self.state {
            State::Clean => "RELEASE unit; SAVEPOINT unit",
            State::Dirty => "ROLLBACK TO unit",
            State::Closed | State::Broken => "BEGIN IMMEDIATE; SAVEPOINT unit",
        }
    }

    /// Runs the last statements of a unit and commits it, with those who wait for that. When it fails, the unit is given
    /// up and the others are committed.
    async fn close_with(&mut self, last: Batch) -> Result<(), StoreError> {
        super::faults::step();
        match last.on_sqlite("", "COMMIT").execute(&mut *self.connection).await {
            Ok(_) => {
                super::faults::step();
                self.committed();
                Ok(())
            }
            Err(error) => {
                self.flush().await;
                Err(error.into())
            }
        }
    }

    fn committed(&mut self) {
        self.state = State::Closed;
        for waiting in self.waiting.drain(..) {
            let _gone = waiting.send(());
        }
    }

    /// Gives up the transaction and tells everyone who waited for it that it was not committed as far as is known.
    async fn recover(&mut self) {
        self.waiting.clear();
        if let Err(error) = sqlx::raw_sql("ROLLBACK").execute(&mut *self.connection).await {
            tracing::debug!(%error, "no transaction was open to give up");
        }
        self.state = State::Closed;
    }

    async fn flush(&mut self) {
        let sql = match self.state {
            State::Closed => return,
            State::Clean => "COMMIT",
            State::Dirty => "ROLLBACK TO unit; COMMIT",
            State::Broken => return self.recover().await,
        };
        match self.control(sql, State::Closed).await {
            Ok(()) => self.committed(),
            Err(error) => {
                tracing::error!(%error, units = self.waiting.len(), "a commit failed and its units were told so");
                self.waiting.clear();
            }
        }
    }
}

impl Unit {
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.shared.connection
    }

    /// Runs the unit's last statements, keeps it and waits until it is on the disk.
    pub(super) async fn commit_with(mut self, last: Batch) -> Result<(), StoreError> {
        if self.queue.load(Ordering::Relaxed) > 0 {
            super::faults::step();
            last.on_sqlite("", "").execute(self.connection()).await?;
            return self.commit().await;
        }
        let closing = tokio::spawn(async move { self.shared.close_with(last).await });
        closing.await.map_err(|_ended| StoreError::NotCommitted)?
    }

    /// Keeps the unit and waits until it is on the disk. The commit is left to the flusher, who comes after those
    /// that wait for their turn: it is done whether the caller stays for the answer or not.
    pub(super) async fn commit(mut self) -> Result<(), StoreError> {
        let (sender, committed) = oneshot::channel();
        self.shared.state = State::Clean;
        self.shared.waiting.push(sender);
        drop(self);
        committed.await.map_err(|_| StoreError::NotCommitted)
    }
}

impl Drop for Unit {
    fn drop(&mut self) {
        self.flush.notify_one();
    }
}
