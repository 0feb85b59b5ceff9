//! What can go wrong with a database, as far as a caller can tell the cases apart.

use std::{error::Error, fmt::Display};

use super::lost;

/// Why a secret was not sealed or opened (SEC44).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealFailed {
    /// The key with this id is not at hand.
    #[error("the key {0} of secrets is not at hand")]
    NoKey(String),
    /// The sealed text was changed, or belongs in another place.
    #[error("a sealed secret was changed or moved")]
    Changed,
}

/// A database failed, or holds what this program can't read.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else holds what this unit needs: nothing was done, the same call may work at once.
    #[error("the database is busy")]
    Busy(#[source] Box<dyn Error + Send + Sync>),
    /// The connection to the database was lost, or none could be had: nothing of the unit was kept.
    #[error("the database does not answer")]
    Lost(#[source] sqlx::Error),
    /// The commit failed, or its answer was lost, after the unit had finished: whether it was written is not known.
    #[error("the unit of work may not have been committed")]
    NotCommitted,
    /// A row that can't become a value of the domain.
    #[error("{table}.{column} of {id} holds an unreadable value")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's key.
        id: String,
    },
    /// The work in a unit ended in a panic; nothing of the unit was kept.
    #[error("{0}")]
    Panicked(String),
    /// A secret could not be sealed or opened.
    #[error(transparent)]
    Sealed(#[from] SealFailed),
    /// The tables could not be brought up to date.
    #[error("the tables could not be brought up to date: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A connection that reads was asked to write.
    #[error("a reading connection writes nothing")]
    ReadOnly,
    /// Anything else the database says.
    #[error(transparent)]
    Database(Box<dyn Error + Send + Sync>),
}

impl StoreError {
    /// Whether the fault lies with what was read or written, so that work on other rows may go on.
    #[must_use]
    pub const fn is_of_one_row(&self) -> bool {
        matches!(self, Self::Inconsistent { .. } | Self::Panicked(_) | Self::Database(_))
    }

    /// A value in `table.column` of the row `id` that the domain does not know.
    #[must_use]
    pub fn inconsistent(table: &'static str, column: &'static str, id: impl Display) -> Self {
        Self::Inconsistent { table, column, id: id.to_string() }
    }
}

/// Codes of a deadlock, a serialisation failure (PostgreSQL) and a busy database (SQLite).
const BUSY: [&str; 5] = ["40P01", "40001", "5", "517", "261"];

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
        if code.is_some_and(|code| BUSY.contains(&code.as_ref()))
            || matches!(error, sqlx::Error::PoolTimedOut)
        {
            return Self::Busy(error.into());
        }
        if lost::is_lost(&error) {
            lost::note();
            return Self::Lost(error);
        }
        Self::Database(error.into())
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy) => Self::Busy(error.into()),
            _ => Self::Database(error.into()),
        }
    }
}
