//! The tables: one folder of migrations per database, the same names in both, embedded in the program.

use sqlx::{PgPool, SqlitePool};

use super::StoreError;

pub(super) async fn sqlite(pool: &SqlitePool) -> Result<(), StoreError> {
    Ok(sqlx::migrate!("migrations/sqlite").run(pool).await?)
}

pub(super) async fn postgres(pool: &PgPool) -> Result<(), StoreError> {
    Ok(sqlx::migrate!("migrations/postgres").run(pool).await?)
}
