//! Secrets at rest (SEC43, SEC44): what is kept sealed in the database, and the ring of keys that opens it. The ring comes
//! from a setting or from a file beside the database; the database names the key that seals, so that several servers
//! agree, and one that does not have it does not start. Whoever keeps a secret seals it in the unit that writes it with
//! `Unit::seal` and opens it with [`Secrets::open`].

mod check;
mod file;
mod ring;
mod rotate;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

pub use check::Closed;
pub use ring::{KeyId, KeyRing, NotKeys, Place};
pub use rotate::Rotated;

use super::unit::Unit;
use crate::{
    random::Randomness,
    store::{SealFailed, Store, StoreError, secrets as rows},
};

/// The ring of this process. Clones share it.
#[derive(Clone, Debug)]
pub struct Secrets {
    ring: Arc<RwLock<Option<KeyRing>>>,
    file: Option<PathBuf>,
}

/// Why the secrets of a database can't be had.
#[derive(Debug, thiserror::Error)]
pub enum SecretsRefused {
    /// The setting or the file does not hold keys.
    #[error("{place} does not hold the keys of secrets: {error}")]
    NotKeys {
        /// Which of them.
        place: String,
        /// What belongs there.
        #[source]
        error: NotKeys,
    },
    /// The database was sealed before, and there is no key.
    #[error(
        "the secrets of this database are sealed with key {id}, and there is no {file}: put the key file back, or give the key in IM_CONSOLE_SECRETS_KEY"
    )]
    Missing {
        /// The key that is needed.
        id: KeyId,
        /// Where a file is looked for.
        file: String,
    },
    /// There are keys, but not the one that is needed.
    #[error(
        "the secrets of this database are sealed with key {id}, which {place} does not hold: every server needs the same keys"
    )]
    Wrong {
        /// The key that is needed.
        id: KeyId,
        /// What was looked into.
        place: String,
    },
    /// Others than its owner can read the file.
    #[error("{0} can be read by others than its owner: chmod 600 it")]
    Open(String),
    /// The file can't be read or written.
    #[error("cannot use {file}: {error}")]
    File {
        /// Which file.
        file: String,
        /// Why.
        #[source]
        error: std::io::Error,
    },
    /// A new key is to be made known to every server first.
    #[error(
        "IM_CONSOLE_SECRETS_KEY begins with the key that is in force: put a new one before it, separated by a comma, restart every server with both, and run this again"
    )]
    NothingNew,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The name of the setting in messages.
const SETTING: &str = "IM_CONSOLE_SECRETS_KEY";

impl Secrets {
    /// A process that neither seals nor opens: commands that need no secret.
    #[must_use]
    pub fn none() -> Self {
        Self { ring: Arc::default(), file: None }
    }

    /// These keys, for a database that is sealed with one of them or was never sealed.
    ///
    /// # Errors
    /// When the database is sealed with another key.
    pub async fn of_ring(store: &Store, ring: KeyRing) -> Result<Self, SecretsRefused> {
        Self::claimed(store, ring, (None, SETTING.to_owned())).await
    }

    async fn claimed(
        store: &Store,
        ring: KeyRing,
        (file, place): (Option<PathBuf>, String),
    ) -> Result<Self, SecretsRefused> {
        if let Some(newest) = ring.newest() {
            let mut tx = store.write().await?;
            let id = KeyId::stored(&rows::claim(&mut tx, newest.as_str()).await?);
            tx.commit().await?;
            if !ring.has(&id) {
                return Err(SecretsRefused::Wrong { id, place });
            }
        }
        Ok(Self { ring: Arc::new(RwLock::new(Some(ring))), file })
    }

    /// The ring of a database: the setting's keys, else those of the file, which is made, for its owner alone, when
    /// nothing was ever sealed.
    ///
    /// # Errors
    /// When there is no key, or not the one that the database is sealed with.
    pub async fn of_database(
        store: &Store,
        (setting, file): (Option<&str>, &Path),
        random: &dyn Randomness,
    ) -> Result<Self, SecretsRefused> {
        let sealed_with = rows::known(&mut store.read().await?).await?.map(|id| KeyId::stored(&id));
        let Some(text) = setting else {
            let ring = file::read_or_make(file, sealed_with, random)?;
            let place = file.display().to_string();
            return Self::claimed(store, ring, (Some(file.to_owned()), place)).await;
        };
        let ring = KeyRing::parse(text)
            .map_err(|error| SecretsRefused::NotKeys { place: SETTING.to_owned(), error })?;
        Self::of_ring(store, ring).await
    }

    /// Opens what was sealed for a place.
    ///
    /// # Errors
    /// When its key is not in the ring, or it was changed or moved.
    pub fn open(&self, place: &Place, sealed: &str) -> Result<Vec<u8>, StoreError> {
        let id = KeyId::stored(sealed.split(':').next().unwrap_or_default());
        Ok(self.ring_with(&id)?.open(place, sealed)?)
    }

    /// The ring; read afresh from its file when a key is asked for that it lacks: it was rotated meanwhile.
    fn ring_with(&self, id: &KeyId) -> Result<KeyRing, SealFailed> {
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner).clone();
        let ring = ring.ok_or_else(|| SealFailed::NoKey(id.to_string()))?;
        let Some(file) = self.file.as_deref().filter(|_| !ring.has(id)) else { return Ok(ring) };
        match file::read(file) {
            Ok(Some(newer)) => {
                *self.ring.write().unwrap_or_else(PoisonError::into_inner) = Some(newer.clone());
                Ok(newer)
            }
            Ok(None) | Err(_) => Ok(ring),
        }
    }
}

impl Unit<'_> {
    /// Seals a secret for its place with the key in force, which stays in force until the unit ends.
    pub(super) async fn seal(&mut self, place: &Place, secret: &[u8]) -> Result<String, StoreError> {
        let id = KeyId::stored(&rows::in_force(&mut self.tx).await?);
        let ring = self.secrets().ring_with(&id)?;
        Ok(ring.seal(&id, place, secret, self.random())?)
    }
}
