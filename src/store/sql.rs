//! One statement, two databases: each macro writes the same typed call for both, and for the reading connections of
//! SQLite ([`readers`](super::readers)). SQL stays in the subset that both take: `$1` placeholders, no `now()`,
//! `ON CONFLICT DO NOTHING` and the row count instead of a caught error.

/// Runs a statement and gives the number of rows it changed.
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $bind:expr)* $(,)?) => {{
        $crate::store::faults::step();
        match $tx.sides() {
            $crate::store::tx::Sides::Reading(_) => Err($crate::store::StoreError::ReadOnly),
            $crate::store::tx::Sides::Sqlite(connection) =>
                sqlx::query($sql)$(.bind($bind))*.execute(connection).await
                    .map(|done| done.rows_affected()).map_err($crate::store::StoreError::from),
            $crate::store::tx::Sides::Postgres(connection) =>
                sqlx::query($sql)$(.bind($bind))*.execute(connection).await
                    .map(|done| done.rows_affected()).map_err($crate::store::StoreError::from),
        }
    }};
}

/// Writes one of the `fetch_…!` macros.
macro_rules! fetching {
    ($dollar:tt, $(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        macro_rules! $name {
            ($dollar tx:expr, $dollar row:ty, $dollar sql:expr $dollar(, $dollar bind:expr)* $dollar(,)?) => {{
                $crate::store::faults::step();
                match $dollar tx.sides() {
                    $crate::store::tx::Sides::Reading(connection) => {
                        tokio::task::coop::consume_budget().await;
                        let values = rusqlite::params![$dollar($dollar bind),*];
                        $crate::store::readers::$name::<$dollar row>(connection, $dollar sql, values)
                            .map_err($crate::store::StoreError::from)
                    }
                    $crate::store::tx::Sides::Sqlite(connection) =>
                        sqlx::query_as::<_, $dollar row>($dollar sql)$dollar(.bind($dollar bind))*.$name(connection).await
                            .map_err($crate::store::StoreError::from),
                    $crate::store::tx::Sides::Postgres(connection) =>
                        sqlx::query_as::<_, $dollar row>($dollar sql)$dollar(.bind($dollar bind))*.$name(connection).await
                            .map_err($crate::store::StoreError::from),
                }
            }};
        }
    };
}

fetching! { $,
    /// The one row of a query.
    fetch_one
}
fetching! { $,
    /// The row of a query, if there is one.
    fetch_optional
}
fetching! { $,
    /// All rows of a query.
    fetch_all
}
