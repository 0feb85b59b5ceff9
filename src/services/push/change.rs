//! Changing a push certificate in place, and saving what was uploaded (C5). Its number stays, because clients report it; what
//! is left empty stays; and a new file is looked at as a draft before it takes the place of the old one.

use serde_json::json;

use super::{PushFailed, before, request};
use crate::{
    domain::{
        ids::AccountId,
        push::{self, Entered, EntryRefused, Field, PushCertificate, Secret},
    },
    services::{
        Actor, Services,
        audit::Action,
        once::{FormKey, Sent},
        secrets::Place,
        unit::Unit,
    },
    store::{
        StoreError,
        push::{self as rows, PushRow},
    },
};

impl Services {
    /// Changes a certificate that showed `revision`; with another file it gives a draft, which takes its place once it is
    /// saved. What changes nothing is not written. Sent again with the same key, it gives the same certificate.
    ///
    /// # Errors
    /// When a field is not right, a file is for another app, the certificate was changed meanwhile, or it is not the
    /// account's.
    pub async fn edit_push_certificate(
        &self,
        (account, number): (AccountId, i64),
        (entered, revision): (Entered, i64),
        key: FormKey,
        actor: &Actor,
    ) -> Result<PushRow, PushFailed> {
        let found = saved(rows::find(&mut self.store.read().await?, account, number).await?)?;
        let (vendor, is_upload) = (found.vendor, entered.file.is_some());
        let request = json!([number, revision, request(found.app, vendor, &entered)]).to_string();
        let certificate = self.judged(vendor, entered.over(vendor, &self.push_secret(&found)?)).await?;
        push::stays(vendor, &found.shown, &certificate.shown).map_err(PushFailed::Entries)?;
        let mut unit = Unit::open(self, account, actor).await?.ok_or(PushFailed::NotFound)?;
        let pending = match unit.sent(key, Action::PushEdit.as_str(), &request).await? {
            Sent::New(pending) => pending,
            Sent::Before(number) => return before(&mut unit, &number).await,
            Sent::OtherBefore(_) | Sent::Stale => return Err(PushFailed::Stale),
        };
        let found = saved(rows::find(&mut unit.tx, account, number).await?)?;
        if found.revision != revision {
            return Err(PushFailed::Changed(Box::new(found)));
        }
        if found.shown == certificate.shown && self.push_secret(&found)? == certificate.secret {
            return Ok(found);
        }
        let (action, row) = if is_upload {
            (Action::PushUpload, unit.draft_push(&found, certificate).await?)
        } else {
            (Action::PushEdit, unit.change_push(&found, certificate).await?)
        };
        unit.keep(pending, row.number.to_string());
        unit.note_push(action, &row);
        unit.commit().await?;
        Ok(row)
    }

    /// Saves a draft: as another certificate, or in the place of the one that it replaces. Sent again with the same key,
    /// it gives the same certificate; a draft that is saved stays so.
    ///
    /// # Errors
    /// When the platform has all it may have, the draft is not there any more, or what it replaces was changed since.
    pub async fn save_push_certificate(
        &self,
        (account, number): (AccountId, i64),
        key: FormKey,
        actor: &Actor,
    ) -> Result<PushRow, PushFailed> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(PushFailed::NotFound)?;
        let pending = match unit.sent(key, Action::PushAdd.as_str(), &number.to_string()).await? {
            Sent::New(pending) => pending,
            Sent::Before(number) => return before(&mut unit, &number).await,
            Sent::OtherBefore(_) | Sent::Stale => return Err(PushFailed::Stale),
        };
        let draft = rows::find(&mut unit.tx, account, number).await?.ok_or(PushFailed::NotFound)?;
        if draft.saved_at.is_some() {
            return Ok(draft);
        }
        if let Some(end) = draft.expires_at.filter(|end| *end <= unit.system_now()) {
            return Err(PushFailed::Entries(vec![(Field::File, EntryRefused::Expired(end))]));
        }
        let (action, row) = match draft.replaces {
            Some(number) => (Action::PushEdit, unit.replace_push(number, draft).await?),
            None => (Action::PushAdd, unit.admit_push(draft).await?),
        };
        unit.keep(pending, row.number.to_string());
        unit.note_push(action, &row);
        unit.commit().await?;
        Ok(row)
    }

    /// The secret of a certificate.
    fn push_secret(&self, row: &PushRow) -> Result<Secret, StoreError> {
        let opened = self.secrets.open(&Place::of_push_certificate(row.number), &row.sealed)?;
        let wrong = |_| StoreError::inconsistent("push_certificates", "sealed", row.number);
        serde_json::from_slice(&opened).map_err(wrong)
    }
}

impl Unit<'_> {
    /// A draft of what is to take the place of `found`.
    async fn draft_push(
        &mut self,
        found: &PushRow,
        certificate: PushCertificate,
    ) -> Result<PushRow, StoreError> {
        let number = rows::next_number(&mut self.tx).await?;
        let sealed = self.seal_push(number, &certificate.secret).await?;
        let PushCertificate { shown, expires_at, .. } = certificate;
        let (added_at, replaces, found) = (self.system_now(), Some(found.number), found.clone());
        let row = PushRow { number, shown, sealed, expires_at, added_at, saved_at: None, replaces, ..found };
        rows::drop_drafts(&mut self.batch, row.app);
        rows::insert(&mut self.batch, &row)?;
        Ok(row)
    }

    /// A draft as a certificate of its own.
    async fn admit_push(&mut self, draft: PushRow) -> Result<PushRow, PushFailed> {
        self.push_place(draft.app, draft.vendor).await?;
        let row = PushRow { saved_at: Some(self.system_now()), ..draft };
        rows::save(&mut self.batch, &row)?;
        Ok(row)
    }

    /// The certificate with this number, with what its draft holds.
    async fn replace_push(&mut self, number: i64, draft: PushRow) -> Result<PushRow, PushFailed> {
        let found = saved(rows::find(&mut self.tx, self.account.id, number).await?)?;
        if found.revision != draft.revision {
            return Err(PushFailed::Changed(Box::new(found)));
        }
        let secret = self.services().push_secret(&draft)?;
        rows::remove(&mut self.batch, draft.number);
        let PushRow { vendor, shown, expires_at, .. } = draft;
        Ok(self.change_push(&found, PushCertificate { vendor, shown, expires_at, secret }).await?)
    }

    /// `found` with what it is changed to.
    async fn change_push(
        &mut self,
        found: &PushRow,
        certificate: PushCertificate,
    ) -> Result<PushRow, StoreError> {
        let sealed = self.seal_push(found.number, &certificate.secret).await?;
        let PushCertificate { shown, expires_at, .. } = certificate;
        let row = PushRow { shown, sealed, expires_at, revision: found.revision + 1, ..found.clone() };
        rows::save(&mut self.batch, &row)?;
        Ok(row)
    }
}

/// A certificate that is there and saved: of a draft nothing is changed.
fn saved(found: Option<PushRow>) -> Result<PushRow, PushFailed> {
    found.filter(|row| row.saved_at.is_some()).ok_or(PushFailed::NotFound)
}
