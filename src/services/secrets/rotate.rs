//! Rotating the key of secrets: everything is sealed again with a new key, some rows at a time, while the console runs.
//! Broken off, it goes on where it was the next time. Older keys stay in the ring: backups from before need them.

use serde_json::json;

use super::{KeyId, KeyRing, Place, Secrets, SecretsRefused, file};
use crate::{
    services::{
        Actor, Services,
        audit::{Action, Event},
    },
    store::{Batch, SealFailed, StoreError, accounts::HOUSE, app_keys, push, secrets as rows},
};

/// How many rows are sealed again in one transaction.
const CHUNK: i64 = 100;

/// What a rotation has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotated {
    /// The key that seals from now on.
    pub id: KeyId,
    /// How many secrets were sealed again.
    pub secrets: u64,
}

impl Services {
    /// Seals every secret again: with a new key, which the key file then holds before the others, or with the key that
    /// the setting begins with.
    ///
    /// # Errors
    /// When there is no new key, or a secret can't be opened; what was sealed again stays so.
    pub async fn rotate_secrets(&self, actor: &Actor) -> Result<Rotated, SecretsRefused> {
        let mut tx = self.store.read().await?;
        let in_force = rows::known(&mut tx).await?.unwrap_or_default();
        let is_unfinished = !app_keys::sealed_otherwise(&mut tx, &in_force, 1).await?.is_empty()
            || !push::sealed_otherwise(&mut tx, &in_force, 1).await?.is_empty();
        drop(tx);
        let ring = self.secrets.for_rotation(&KeyId::stored(&in_force), is_unfinished, self)?;
        let id = ring.newest().cloned().ok_or(SecretsRefused::NothingNew)?;
        let mut tx = self.store.write().await?;
        rows::put_in_force(&mut tx, id.as_str()).await?;
        tx.commit().await?;
        let mut secrets = 0;
        while let count @ 1.. = self.seal_some_again(&ring, &id).await? {
            secrets += count;
        }
        let event = Event::done(Action::SecretsRotate, &id, json!({ "secrets": secrets }));
        self.note(HOUSE, actor, event).await?;
        Ok(Rotated { id, secrets })
    }

    async fn seal_some_again(&self, ring: &KeyRing, id: &KeyId) -> Result<u64, StoreError> {
        let mut tx = self.store.write().await?;
        let (mut batch, mut count) = (Batch::new(), 0);
        for row in app_keys::sealed_otherwise(&mut tx, id.as_str(), CHUNK).await? {
            let place = Place::of_app_key(row.app, row.number);
            let secret = ring.open(&place, &row.sealed)?;
            let sealed = ring.seal(id, &place, &secret, self.random.as_ref())?;
            app_keys::reseal(&mut batch, &row, &sealed);
            count += 1;
        }
        for row in push::sealed_otherwise(&mut tx, id.as_str(), CHUNK).await? {
            let place = Place::of_push_certificate(row.number);
            let secret = ring.open(&place, &row.sealed)?;
            let sealed = ring.seal(id, &place, &secret, self.random.as_ref())?;
            push::reseal(&mut batch, &row, &sealed);
            count += 1;
        }
        tx.commit_with(batch).await?;
        Ok(count)
    }
}

impl Secrets {
    /// The ring to seal with: the one at hand when a rotation was broken off, or its first key is not in force yet; else
    /// one with a new key, in the file.
    fn for_rotation(
        &self,
        needed: &KeyId,
        is_unfinished: bool,
        services: &Services,
    ) -> Result<KeyRing, SecretsRefused> {
        let ring = self.ring_with(needed).map_err(|error| SecretsRefused::Store(error.into()))?;
        if !ring.has(needed) {
            return Err(SecretsRefused::Store(SealFailed::NoKey(needed.to_string()).into()));
        }
        if is_unfinished || ring.newest() != Some(needed) {
            return Ok(ring);
        }
        let file = self.file.as_deref().ok_or(SecretsRefused::NothingNew)?;
        let ring = ring.with_another(services.random.as_ref());
        file::write(file, &ring)?;
        Ok(ring)
    }
}
