//! Whether what is sealed in a database opens: for whoever examines one with its keys at hand. Makes no key and puts none
//! in force.

use std::path::Path;

use super::{KeyRing, Place, SETTING, Secrets, SecretsRefused, file};
use crate::store::{SealFailed, Store, StoreError, Tx, app_keys, push, secrets as rows};

/// How many secrets are looked at together.
const PAGE: i64 = 500;

/// A secret that does not open: what it is, and why.
pub type Closed = (String, SealFailed);

impl Secrets {
    /// The keys of the setting, else of the file; none where there is neither.
    ///
    /// # Errors
    /// When they are no keys, or others than its owner can read the file.
    pub fn at_hand(setting: Option<&str>, file: &Path) -> Result<Self, SecretsRefused> {
        let ring = match setting {
            Some(text) => Some(KeyRing::parse(text).map_err(|error| {
                let place = SETTING.to_owned();
                SecretsRefused::NotKeys { place, error }
            })?),
            None => file::read(file)?,
        };
        Ok(Self { ring: std::sync::Arc::new(std::sync::RwLock::new(ring)), file: None })
    }

    /// Whether anything was ever sealed in a database.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn are_kept(store: &Store) -> Result<bool, StoreError> {
        Ok(rows::known(&mut store.read().await?).await?.is_some())
    }

    /// Whether there are keys to open anything with.
    #[must_use]
    pub fn are_at_hand(&self) -> bool {
        self.ring.read().unwrap_or_else(std::sync::PoisonError::into_inner).is_some()
    }

    /// Every secret of a database that does not open; none where no keys are at hand.
    pub(in crate::services) async fn closed(&self, tx: &mut Tx) -> Result<Vec<Closed>, StoreError> {
        let mut closed = Vec::new();
        if !self.are_at_hand() {
            return Ok(closed);
        }
        let mut after = (0, 0);
        while let Some(last) = self.closed_keys(tx, after, &mut closed).await? {
            after = last;
        }
        let mut after = 0;
        while let Some(last) = self.closed_certificates(tx, after, &mut closed).await? {
            after = last;
        }
        Ok(closed)
    }

    /// Looks at the keys of apps that come next, and gives the last of them.
    async fn closed_keys(
        &self,
        tx: &mut Tx,
        after: (i64, i64),
        closed: &mut Vec<Closed>,
    ) -> Result<Option<(i64, i64)>, StoreError> {
        let page = app_keys::page(tx, after, PAGE).await?;
        for row in &page {
            let what = || format!("key {} of app {}", row.number, row.app);
            self.look(&Place::of_app_key(row.app, row.number), &row.sealed, what, closed)?;
        }
        Ok(page.last().map(|row| (row.app.number(), row.number)))
    }

    /// The same with push certificates.
    async fn closed_certificates(
        &self,
        tx: &mut Tx,
        after: i64,
        closed: &mut Vec<Closed>,
    ) -> Result<Option<i64>, StoreError> {
        let page = push::page(tx, after, PAGE).await?;
        for row in &page {
            let what = || format!("push certificate {} of app {}", row.number, row.app);
            self.look(&Place::of_push_certificate(row.number), &row.sealed, what, closed)?;
        }
        Ok(page.last().map(|row| row.number))
    }

    fn look(
        &self,
        place: &Place,
        sealed: &str,
        what: impl Fn() -> String,
        closed: &mut Vec<Closed>,
    ) -> Result<(), StoreError> {
        match self.open(place, sealed) {
            Ok(_) => Ok(()),
            Err(StoreError::Sealed(why)) => {
                closed.push((what(), why));
                Ok(())
            }
            Err(error) => Err(error),
        }
    }
}
