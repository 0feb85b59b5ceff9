//! Publishing catalogs and finding the version that an order was quoted with (K4).

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use sha2::{Digest as _, Sha256};

use crate::{
    domain::{
        calendar::Timestamp,
        catalog::{Catalog, CatalogErrors, EMBEDDED, Published, Release, Releases, embedded},
    },
    store::{Store, StoreError, Tx, catalogs as rows},
};

/// Why a catalog could not be taken into use.
#[derive(Debug, thiserror::Error)]
pub enum CatalogRefused {
    /// The file is faulty.
    #[error("{0}")]
    Faulty(#[from] CatalogErrors),
    /// A published version can't be read by this program.
    #[error("catalog version {0} is missing or unreadable")]
    Missing(i64),
    /// The text was published before, and another one after it.
    #[error(
        "the catalog {name} is version {version} of this database, which sells by version {newest} ({newest_name}) now: start with that one, or with a changed text, which becomes the next version"
    )]
    Superseded {
        /// What was given.
        name: String,
        /// The version that its text was published as.
        version: i64,
        /// The newest version.
        newest: i64,
        /// What the newest version was called.
        newest_name: String,
    },
    /// The currency differs from that of the versions before: accounts keep their currency.
    #[error("the catalog charges in another currency than this database's accounts")]
    OtherCurrency,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The published catalogs. Cheap to clone; all clones follow when a newer version is found.
#[derive(Clone, Debug)]
pub struct Catalogs {
    current: Arc<RwLock<Published>>,
    older: Arc<RwLock<HashMap<i64, Arc<Catalog>>>>,
    releases: Arc<RwLock<Option<Releases>>>,
}

impl Catalogs {
    /// Takes the catalog `content` into use: checks it whole (K2) and, when it differs from the newest published
    /// version, publishes it as the next one (K4). A text that was replaced by another is not published again: an
    /// old file somewhere must not bring old prices back.
    ///
    /// # Errors
    /// When it is faulty, charges in another currency, was replaced, or the database fails.
    pub async fn publish(
        store: &Store,
        name: &str,
        content: &str,
        now: Timestamp,
    ) -> Result<Self, CatalogRefused> {
        let catalog = Catalog::parse(name, content)?;
        let digest = hex(&Sha256::digest(content.as_bytes()));
        loop {
            let mut tx = store.write().await?;
            let newest = rows::newest(&mut tx).await?;
            if let Some(newest) = &newest {
                if newest.digest == digest {
                    return Ok(Self::new(newest.version, catalog));
                }
                if let Some(version) = rows::with_digest(&mut tx, &digest).await? {
                    let (name, newest_name) = (name.to_owned(), newest.name.clone());
                    return Err(CatalogRefused::Superseded {
                        name,
                        version,
                        newest: newest.version,
                        newest_name,
                    });
                }
                let before = parsed(newest)?;
                if before.currency != catalog.currency {
                    return Err(CatalogRefused::OtherCurrency);
                }
            }
            let version = newest.map_or(1, |newest| newest.version + 1);
            let row = rows::CatalogRow {
                version,
                name: name.to_owned(),
                content: content.to_owned(),
                digest: digest.clone(),
            };
            if rows::insert(&mut tx, &row, now).await? {
                tx.commit().await?;
                return Ok(Self::new(version, catalog));
            }
        }
    }

    /// The newest published catalog; before the first is published, the default one without a number, for commands
    /// that sell nothing.
    ///
    /// # Errors
    /// When the newest can't be read, or the database fails.
    pub async fn newest(store: &Store) -> Result<Self, CatalogRefused> {
        let mut tx = store.read().await?;
        let newest = rows::newest(&mut tx).await?;
        drop(tx);
        let Some(newest) = newest else {
            let [name, ..] = EMBEDDED;
            return Ok(Self::new(0, Catalog::parse(name, embedded(name).unwrap_or_default())?));
        };
        Ok(Self::new(newest.version, parsed(&newest)?))
    }

    fn new(version: i64, catalog: Catalog) -> Self {
        let current = Published { version, catalog: Arc::new(catalog) };
        Self { current: Arc::new(RwLock::new(current)), older: Arc::default(), releases: Arc::default() }
    }

    /// The catalog in force, as far as this process knows.
    #[must_use]
    pub fn current(&self) -> Published {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The catalog in force when `newest` is the newest number in the database: this process sells by it from now on,
    /// whichever process has published it.
    ///
    /// # Errors
    /// When it can't be read, or the database fails.
    pub async fn follow(&self, tx: &mut Tx, newest: i64) -> Result<Published, CatalogRefused> {
        let known = self.current();
        if newest <= known.version {
            return Ok(known);
        }
        let found = self.version_in(tx, newest).await?;
        self.older.write().unwrap_or_else(PoisonError::into_inner).insert(known.version, known.catalog);
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        if current.version < found.version {
            tracing::info!(version = found.version, "sells by a newer catalog");
            *current = found;
        }
        Ok(current.clone())
    }

    /// The catalog in force, after a look into the database.
    ///
    /// # Errors
    /// When it can't be read, or the database fails.
    pub async fn look(&self, tx: &mut Tx) -> Result<Published, CatalogRefused> {
        let newest = rows::newest_version(tx).await?;
        self.follow(tx, newest).await
    }

    /// The version with this number.
    ///
    /// # Errors
    /// When there is none, or the database fails.
    pub async fn version(&self, store: &Store, version: i64) -> Result<Published, CatalogRefused> {
        if let Some(known) = self.known(version) {
            return Ok(known);
        }
        self.version_in(&mut store.read().await?, version).await
    }

    /// The version with this number, for a unit of work: a unit that waited for a second connection could wait for
    /// others that do the same.
    ///
    /// # Errors
    /// When there is none, or the database fails.
    pub async fn version_in(&self, tx: &mut Tx, version: i64) -> Result<Published, CatalogRefused> {
        if let Some(known) = self.known(version) {
            return Ok(known);
        }
        let row = rows::find(tx, version).await?.ok_or(CatalogRefused::Missing(version))?;
        let catalog = Arc::new(parsed(&row)?);
        self.older.write().unwrap_or_else(PoisonError::into_inner).insert(version, Arc::clone(&catalog));
        Ok(Published { version, catalog })
    }

    /// All published catalogs with the moments since which they are in force (K4).
    ///
    /// # Errors
    /// When one can't be read, or the database fails.
    pub async fn releases(&self, tx: &mut Tx) -> Result<Releases, StoreError> {
        let mut releases = Vec::new();
        for (version, at) in rows::published(tx).await? {
            let published = self.version_in(tx, version).await.map_err(|refused| match refused {
                CatalogRefused::Store(error) => error,
                _ => StoreError::inconsistent("catalog_versions", "content", version),
            })?;
            releases.push(Release { published, at });
        }
        let mut releases = releases.into_iter();
        let first = releases.next();
        let first = first.ok_or_else(|| StoreError::inconsistent("catalog_versions", "version", "none"))?;
        Ok(Releases::new(first, releases.collect()))
    }

    /// The published catalogs up to the one in force as far as this process knows: what a page goes by, which sells
    /// nothing. They are looked up once a version, since none ever changes.
    ///
    /// # Errors
    /// When one can't be read, or the database fails.
    pub async fn known_releases(&self, tx: &mut Tx) -> Result<Releases, StoreError> {
        let version = self.current().version;
        let known = self.releases.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = known.filter(|known| known.current().version >= version) {
            return Ok(known);
        }
        let releases = self.releases(tx).await?;
        *self.releases.write().unwrap_or_else(PoisonError::into_inner) = Some(releases.clone());
        Ok(releases)
    }

    fn known(&self, version: i64) -> Option<Published> {
        let current = self.current();
        if version == current.version {
            return Some(current);
        }
        let catalog = self.older.read().unwrap_or_else(PoisonError::into_inner).get(&version).cloned()?;
        Some(Published { version, catalog })
    }
}

fn parsed(row: &rows::CatalogRow) -> Result<Catalog, CatalogRefused> {
    Catalog::parse(&row.name, &row.content).map_err(|_| CatalogRefused::Missing(row.version))
}

/// Bytes in lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}
