//! Several writes in one round trip: `a; b; c` on SQLite, `WITH a AS (…), b AS (…) SELECT 1` on PostgreSQL, the
//! values of all in one row. It gives no row counts, so what must hold is a CHECK, a key or was locked before; and on
//! PostgreSQL no statement of a batch sees what another one wrote.

use std::{borrow::Cow, collections::VecDeque, fmt::Write as _};

use sqlx::{AssertSqlSafe, Sqlite, SqliteConnection, sqlite::SqliteArguments};
use uuid::Uuid;

use super::{StoreError, Tx, tx::Sides};

/// The rows of one insertion: as many as there are, by the largest of these. So few texts are in use that SQLite
/// keeps all of them prepared, which with this many values costs more than to carry them out.
const BLOCKS: [usize; 5] = [128, 64, 32, 16, 8];

/// A value for a placeholder.
#[derive(Clone, Debug)]
pub enum Bind {
    /// A whole number, or none.
    Int(Option<i64>),
    /// A text, or none.
    Text(Option<String>),
    /// An id, or none.
    Id(Option<Uuid>),
    /// True or false.
    Flag(bool),
}

macro_rules! binds_from {
    ($($kind:ty => $case:ident |$value:ident| $given:expr),* $(,)?) => { $(
        impl From<$kind> for Bind {
            fn from($value: $kind) -> Self {
                Self::$case($given)
            }
        }
    )* };
}

binds_from! {
    i64 => Int |value| Some(value),
    Option<i64> => Int |value| value,
    u32 => Int |value| Some(i64::from(value)),
    &str => Text |value| Some(value.to_owned()),
    String => Text |value| Some(value),
    Option<String> => Text |value| value,
    Uuid => Id |value| Some(value),
    Option<Uuid> => Id |value| value,
    bool => Flag |value| value,
}

/// The values of one statement, each converted to a [`Bind`].
macro_rules! binds {
    ($($value:expr),* $(,)?) => { vec![$($crate::store::Bind::from($value)),*] };
}

/// One statement, with `?` for its values, in order.
#[derive(Debug)]
struct Statement {
    sql: Cow<'static, str>,
    binds: Vec<Bind>,
    /// Whether it goes to SQLite by itself: one of those with many values, which is prepared once for all of them.
    is_block: bool,
}

/// Statements that are sent together. Each is written with `?` for its values, in order.
#[derive(Debug, Default)]
pub struct Batch {
    statements: Vec<Statement>,
}

impl Batch {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a statement; each `?` in `sql` takes the next of `binds`. The text is the program's own: values never
    /// become part of it.
    pub fn add(&mut self, sql: &'static str, binds: Vec<Bind>) {
        self.statements.push(Statement { sql: Cow::Borrowed(sql), binds, is_block: false });
    }

    /// Adds everything that `other` holds.
    pub fn append(&mut self, other: Self) {
        self.statements.extend(other.statements);
    }

    /// Adds the insertion of several rows, in as few statements as is good for both databases; `insert` is the text up to
    /// `VALUES`, and each row has the values of all its columns. No rows are no statement.
    pub fn add_rows(&mut self, insert: &'static str, rows: impl IntoIterator<Item = Vec<Bind>>) {
        let mut rows: VecDeque<Vec<Bind>> = rows.into_iter().collect();
        while !rows.is_empty() {
            let block = BLOCKS.into_iter().find(|block| *block <= rows.len());
            let mut statement =
                Statement { sql: Cow::Borrowed(insert), binds: Vec::new(), is_block: block.is_some() };
            let sql = statement.sql.to_mut();
            for (index, row) in rows.drain(..block.unwrap_or(rows.len())).enumerate() {
                sql.push_str(if index == 0 { " VALUES (" } else { ", (" });
                sql.push_str(&["?"].repeat(row.len()).join(","));
                sql.push(')');
                statement.binds.extend(row);
            }
            self.statements.push(statement);
        }
    }

    /// Sends everything; nothing to send is no round trip.
    ///
    /// # Errors
    /// When a statement fails; then the unit can only be dropped.
    pub async fn run(self, tx: &mut Tx) -> Result<(), StoreError> {
        if self.statements.is_empty() {
            return Ok(());
        }
        super::faults::step();
        match tx.sides() {
            Sides::Reading(_) => return Err(StoreError::ReadOnly),
            Sides::Sqlite(connection) => {
                let last = self.up_to_last_block(connection).await?;
                if !last.statements.is_empty() {
                    last.on_sqlite("", "").execute(connection).await?;
                }
            }
            Sides::Postgres(connection) => {
                let query = sqlx::query(AssertSqlSafe(as_one_statement(&self.statements)));
                bound(query, self.binds()).execute(connection).await?;
            }
        }
        super::faults::step();
        Ok(())
    }
}

impl Batch {
    /// Sends everything up to the last block, each block by itself, and gives what is left.
    pub(super) async fn up_to_last_block(
        self,
        connection: &mut SqliteConnection,
    ) -> Result<Self, StoreError> {
        let mut waiting = Self::new();
        for statement in self.statements {
            if !statement.is_block {
                waiting.statements.push(statement);
                continue;
            }
            if !waiting.statements.is_empty() {
                super::faults::step();
                std::mem::take(&mut waiting).on_sqlite("", "").execute(&mut *connection).await?;
            }
            super::faults::step();
            let block = Self { statements: vec![statement] };
            block.on_sqlite("", "").execute(&mut *connection).await?;
        }
        Ok(waiting)
    }

    fn binds(self) -> impl Iterator<Item = Bind> {
        self.statements.into_iter().flat_map(|statement| statement.binds)
    }

    /// Everything as one query to SQLite, between what opens a unit and what closes it.
    pub(super) fn on_sqlite(
        self,
        open: &'static str,
        close: &'static str,
    ) -> sqlx::query::Query<'static, Sqlite, SqliteArguments> {
        let own = self.statements.iter().map(|statement| statement.sql.as_ref());
        let all = [open].into_iter().chain(own).chain([close]);
        let sql: Vec<&str> = all.filter(|sql| !sql.is_empty()).collect();
        bound(sqlx::query(AssertSqlSafe(sql.join(";\n"))), self.binds())
    }
}

/// Everything as one statement of PostgreSQL, which numbers its values.
fn as_one_statement(statements: &[Statement]) -> String {
    let (mut sql, mut number) = (String::from("WITH "), 0);
    for (index, statement) in statements.iter().enumerate() {
        sql.push_str(if index == 0 { "" } else { ",\n" });
        let _infallible = write!(sql, "s{index} AS (");
        for (place, part) in statement.sql.split('?').enumerate() {
            if place > 0 {
                number += 1;
                let _infallible = write!(sql, "${number}");
            }
            sql.push_str(part);
        }
        sql.push(')');
    }
    sql.push_str(" SELECT 1");
    sql
}

fn bound<'q, DB>(
    query: sqlx::query::Query<'q, DB, DB::Arguments>,
    binds: impl Iterator<Item = Bind>,
) -> sqlx::query::Query<'q, DB, DB::Arguments>
where
    DB: sqlx::Database,
    Option<i64>: sqlx::Encode<'q, DB> + sqlx::Type<DB>,
    Option<String>: sqlx::Encode<'q, DB> + sqlx::Type<DB>,
    Option<Uuid>: sqlx::Encode<'q, DB> + sqlx::Type<DB>,
    bool: sqlx::Encode<'q, DB> + sqlx::Type<DB>,
{
    binds.fold(query, |query, bind| match bind {
        Bind::Int(value) => query.bind(value),
        Bind::Text(value) => query.bind(value),
        Bind::Id(value) => query.bind(value),
        Bind::Flag(value) => query.bind(value),
    })
}
