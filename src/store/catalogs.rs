//! Published catalogs: numbered, immutable (K4).

use super::{StoreError, Tx};
use crate::domain::calendar::Timestamp;

row! {
    /// A published catalog as it is stored.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CatalogRow {
        /// Its number, from 1.
        pub version: i64,
        /// The name of its source.
        pub name: String,
        /// The file.
        pub content: String,
        /// The SHA-256 of the file, in hexadecimal.
        pub digest: String,
    }
}

/// The newest version.
///
/// # Errors
/// When the database fails.
pub async fn newest(tx: &mut Tx) -> Result<Option<CatalogRow>, StoreError> {
    fetch_optional!(
        tx,
        CatalogRow,
        "SELECT version, name, content, digest FROM catalog_versions ORDER BY version DESC LIMIT 1"
    )
}

/// The number of the newest version; 0 before the first.
///
/// # Errors
/// When the database fails.
pub async fn newest_version(tx: &mut Tx) -> Result<i64, StoreError> {
    let (newest,) = fetch_one!(tx, (i64,), "SELECT COALESCE(MAX(version), 0) FROM catalog_versions")?;
    Ok(newest)
}

/// The number of the latest version whose file has this digest.
///
/// # Errors
/// When the database fails.
pub async fn with_digest(tx: &mut Tx, digest: &str) -> Result<Option<i64>, StoreError> {
    let row = fetch_optional!(
        tx,
        (i64,),
        "SELECT version FROM catalog_versions WHERE digest = $1 ORDER BY version DESC LIMIT 1",
        digest
    )?;
    Ok(row.map(|(version,)| version))
}

/// The version with this number.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, version: i64) -> Result<Option<CatalogRow>, StoreError> {
    fetch_optional!(
        tx,
        CatalogRow,
        "SELECT version, name, content, digest FROM catalog_versions WHERE version = $1",
        version
    )
}

/// The numbers of all versions with the moments at which they were published, the first one first.
///
/// # Errors
/// When the database fails.
pub async fn published(tx: &mut Tx) -> Result<Vec<(i64, Timestamp)>, StoreError> {
    let rows =
        fetch_all!(tx, (i64, i64), "SELECT version, published_at FROM catalog_versions ORDER BY version")?;
    Ok(rows.into_iter().map(|(version, at)| (version, Timestamp::from_unix(at))).collect())
}

/// Publishes a version; `false` when its number was taken meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, row: &CatalogRow, now: Timestamp) -> Result<bool, StoreError> {
    let inserted = execute!(
        tx,
        "INSERT INTO catalog_versions (version, name, content, digest, published_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
        row.version,
        row.name.as_str(),
        row.content.as_str(),
        row.digest.as_str(),
        now.unix()
    )?;
    Ok(inserted == 1)
}
