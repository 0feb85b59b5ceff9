//! Every row of every table as plain values, read past the store: for comparing before with after, and for
//! invariants that must hold whatever the services believe.

use std::collections::{BTreeMap, BTreeSet};

use im_console::store::Location;
use serde_json::{Map, Value};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};

/// One row by the names of its columns. Ids are texts.
pub(crate) type Row = Map<String, Value>;

/// The tables with their rows, in an order that does not depend on when they were written.
#[derive(Clone)]
pub(crate) struct Tables(BTreeMap<String, Vec<Row>>);

impl Tables {
    /// Everything that is committed now.
    pub(crate) async fn read(location: &Location) -> Self {
        match location {
            Location::Sqlite(path) => {
                let url = format!("sqlite://{}", path.display());
                let mut connection = SqliteConnection::connect(&url).await.unwrap();
                Self::of_sqlite(&mut connection).await
            }
            Location::Postgres(url) => {
                let mut connection = PgConnection::connect(url).await.unwrap();
                Self::of_postgres(&mut connection).await
            }
        }
    }

    async fn of_sqlite(connection: &mut SqliteConnection) -> Self {
        let names: Vec<(String, String)> = sqlx::query_as(
            "SELECT m.name, 'json_object(' || group_concat('''' || i.name || ''', CASE typeof(\"' || i.name
                 || '\") WHEN ''blob'' THEN lower(hex(\"' || i.name || '\")) ELSE \"' || i.name || '\" END') || ')'
             FROM sqlite_master m, pragma_table_info(m.name) i
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '_sqlx%' GROUP BY m.name",
        )
        .fetch_all(&mut *connection)
        .await
        .unwrap();
        let mut tables = BTreeMap::new();
        for (name, object) in names {
            let sql = format!("SELECT {object} AS row FROM \"{name}\" ORDER BY row");
            let rows: Vec<(String,)> =
                sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut *connection).await.unwrap();
            tables.insert(name, rows.iter().map(|(row,)| serde_json::from_str(row).unwrap()).collect());
        }
        Self(tables)
    }

    async fn of_postgres(connection: &mut PgConnection) -> Self {
        let names: Vec<(String,)> = sqlx::query_as(
            "SELECT table_name::text FROM information_schema.tables
             WHERE table_schema = current_schema() AND table_name NOT LIKE '\\_sqlx%'",
        )
        .fetch_all(&mut *connection)
        .await
        .unwrap();
        let mut tables = BTreeMap::new();
        for (name,) in names {
            let sql = format!("SELECT row_to_json(t)::text AS row FROM \"{name}\" t ORDER BY row");
            let rows: Vec<(String,)> =
                sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut *connection).await.unwrap();
            tables.insert(name, rows.iter().map(|(row,)| serde_json::from_str(row).unwrap()).collect());
        }
        Self(tables)
    }

    /// The rows of one table.
    pub(crate) fn rows(&self, table: &str) -> &[Row] {
        &self.0[table]
    }

    /// The rows of one table in which `column` has this value.
    pub(crate) fn with(&self, table: &str, column: &str, value: &Value) -> Vec<&Row> {
        self.rows(table).iter().filter(|row| &row[column] == value).collect()
    }

    /// Fails unless everything is as `before`, but for what a request by itself leaves behind: when a session was
    /// seen, and how often somebody failed.
    #[track_caller]
    pub(crate) fn assert_same_but_sessions(&self, before: &Self) {
        let mut changed = self.changed_since(before);
        changed.retain(|table| !["sessions", "throttles"].contains(table));
        assert!(changed.is_empty(), "changed: {changed:?}");
    }

    /// Whether any value of any row contains this text.
    pub(crate) fn mention(&self, text: &str) -> bool {
        self.0.values().flatten().flat_map(|row| row.values()).any(|value| value.to_string().contains(text))
    }

    /// The names of all columns of the tables that have rows.
    pub(crate) fn columns(&self) -> BTreeSet<String> {
        self.0.values().filter_map(|rows| rows.first()).flat_map(|row| row.keys().cloned()).collect()
    }

    /// The tables whose rows differ from what they were.
    pub(crate) fn changed_since(&self, before: &Self) -> BTreeSet<&str> {
        let changed = |(name, rows): &(&String, &Vec<Row>)| before.0.get(*name) != Some(*rows);
        self.0.iter().filter(changed).map(|(name, _)| name.as_str()).collect()
    }

    /// Fails with the rows that differ, if any do.
    #[track_caller]
    pub(crate) fn assert_same(&self, before: &Self) {
        let mut faults: Vec<String> = Vec::new();
        for table in self.changed_since(before) {
            let (old, new) = (before.rows(table), self.rows(table));
            for (sign, rows, others) in [('-', old, new), ('+', new, old)] {
                for row in rows.iter().filter(|row| !others.contains(row)) {
                    faults.push(format!("{sign} {table} {row:?}"));
                }
            }
        }
        assert!(faults.is_empty() && self.changed_since(before).is_empty(), "\n{}", faults.join("\n"));
    }

    /// The same without some columns, such as ids that are drawn at random.
    pub(crate) fn without_columns(mut self, columns: &[&str]) -> Self {
        for rows in self.0.values_mut() {
            for row in rows.iter_mut() {
                row.retain(|column, _| !columns.contains(&column.as_str()));
            }
            rows.sort_by_key(|row| serde_json::to_string(row).unwrap());
        }
        self
    }
}

/// A whole number in a row.
#[track_caller]
pub(crate) fn int(row: &Row, column: &str) -> i64 {
    row[column].as_i64().unwrap_or_else(|| panic!("{column} of {row:?} is no number"))
}

/// A text in a row.
#[track_caller]
pub(crate) fn text<'a>(row: &'a Row, column: &str) -> &'a str {
    row[column].as_str().unwrap_or_else(|| panic!("{column} of {row:?} is no text"))
}

/// Runs one statement past the store and gives what the database says about it.
pub(crate) async fn execute(location: &Location, sql: &str) -> Result<u64, String> {
    match location {
        Location::Sqlite(path) => {
            let url = format!("sqlite://{}", path.display());
            let mut connection = SqliteConnection::connect(&url).await.unwrap();
            let done = sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await;
            done.map(|done| done.rows_affected()).map_err(|error| error.to_string())
        }
        Location::Postgres(url) => {
            let mut connection = PgConnection::connect(url).await.unwrap();
            let done = sqlx::query(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await;
            done.map(|done| done.rows_affected()).map_err(|error| error.to_string())
        }
    }
}
