//! A connection in use, to either database: reading, or a unit of work that waits for its commit.

use sqlx::{PgConnection, Postgres, SqliteConnection, Transaction, pool::PoolConnection};

use super::{Batch, StoreError, readers::Reading, writer::Unit};

/// A reading connection or an open unit of work. What a unit wrote is gone unless [`Tx::commit`] returned `Ok`.
#[derive(Debug)]
pub struct Tx(Kind);

#[derive(Debug)]
enum Kind {
    ReadingSqlite(Reading),
    WritingSqlite(Unit),
    ReadingPostgres(PoolConnection<Postgres>),
    WritingPostgres(Transaction<'static, Postgres>),
}

/// The typed connection under a [`Tx`], for the statement macros.
pub(super) enum Sides<'a> {
    Reading(&'a mut rusqlite::Connection),
    Sqlite(&'a mut SqliteConnection),
    Postgres(&'a mut PgConnection),
}

impl Tx {
    pub(super) const fn reading_sqlite(connection: Reading) -> Self {
        Self(Kind::ReadingSqlite(connection))
    }

    pub(super) const fn writing_sqlite(unit: Unit) -> Self {
        Self(Kind::WritingSqlite(unit))
    }

    pub(super) const fn reading_postgres(connection: PoolConnection<Postgres>) -> Self {
        Self(Kind::ReadingPostgres(connection))
    }

    pub(super) const fn writing_postgres(transaction: Transaction<'static, Postgres>) -> Self {
        Self(Kind::WritingPostgres(transaction))
    }

    pub(super) fn sides(&mut self) -> Sides<'_> {
        match &mut self.0 {
            Kind::ReadingSqlite(reading) => Sides::Reading(reading.connection()),
            Kind::WritingSqlite(unit) => Sides::Sqlite(unit.connection()),
            Kind::ReadingPostgres(connection) => Sides::Postgres(connection),
            Kind::WritingPostgres(transaction) => Sides::Postgres(transaction),
        }
    }

    /// Sends `last` and makes it and all that was written before durable and visible.
    ///
    /// # Errors
    /// The same as of [`Batch::run`] and [`Tx::commit`].
    pub async fn commit_with(mut self, last: Batch) -> Result<(), StoreError> {
        if let Kind::WritingSqlite(mut unit) = self.0 {
            let last = last.up_to_last_block(unit.connection()).await?;
            return unit.commit_with(last).await;
        }
        last.run(&mut self).await?;
        self.commit().await
    }

    /// Makes what was written durable and visible. A reading connection is given back.
    ///
    /// # Errors
    /// When the database could not, or its answer was lost ([`StoreError::NotCommitted`]).
    pub async fn commit(self) -> Result<(), StoreError> {
        super::faults::step();
        let committed = match self.0 {
            Kind::ReadingSqlite(_) | Kind::ReadingPostgres(_) => Ok(()),
            Kind::WritingSqlite(unit) => unit.commit().await,
            Kind::WritingPostgres(transaction) => {
                match transaction.commit().await.map_err(StoreError::from) {
                    Err(StoreError::Lost(error)) => {
                        tracing::error!(%error, "the answer to a commit was lost");
                        Err(StoreError::NotCommitted)
                    }
                    committed => committed,
                }
            }
        };
        super::faults::step();
        committed
    }
}
