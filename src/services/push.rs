//! Offline push certificates (C5): uploaded files are opened, looked at as a draft and then saved; everything else is
//! saved at once. Whether a file is good is asked of the system clock, as with keys: the vendors know of no sandbox. What is
//! told of its end goes by the business clock, like everything that time does.

mod change;

use std::time::Duration;

use serde_json::json;
use sha2::{Digest as _, Sha256};
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

use super::{
    Actor, Services,
    audit::{Action, Event},
    catalogs::hex,
    from_store,
    once::{FormKey, Sent},
    secrets::Place,
    unit::Unit,
};
use crate::{
    domain::{
        app::confirms,
        ids::{AccountId, SdkAppId},
        push::{self, Entered, EntryRefused, Field, MOST_PER_PLATFORM, PushCertificate, Vendor},
        reminder,
    },
    store::{
        StoreError, apps,
        push::{self as rows, PushRow},
    },
};

/// How long a draft is kept, in seconds of the system clock: an hour.
pub const DRAFT_LIFE: i64 = 3_600;
/// How many files are opened at a time: the work is chosen by who uploads.
static OPENING: Semaphore = Semaphore::const_new(1);

/// How long an upload waits for those before it.
const OPENING_WAIT: Duration = Duration::from_secs(5);

/// Why something was not done with a push certificate. Nothing was.
#[derive(Debug, thiserror::Error)]
pub enum PushFailed {
    /// There is no such app or certificate in this account.
    #[error("not found")]
    NotFound,
    /// Fields that are not right, in the order of the form.
    #[error("the entries are not right")]
    Entries(Vec<(Field, EntryRefused)>),
    /// The platform has [`MOST_PER_PLATFORM`] certificates.
    #[error("the platform has {MOST_PER_PLATFORM} certificates")]
    Limit,
    /// What was typed is neither the number of the certificate nor the name of its app.
    #[error("neither number nor name matches")]
    NotConfirmed,
    /// The form was sent before, with other answers, or is older than a day.
    #[error("the form is too old, or was sent before with other answers")]
    Stale,
    /// Other files are being opened.
    #[error("other files are being opened")]
    Busy,
    /// Somebody else has changed the certificate since it was shown; this is what it is now.
    #[error("the certificate was changed meanwhile")]
    Changed(Box<PushRow>),
    /// The database failed, or the secret can't be sealed.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(PushFailed);

impl Place {
    /// The place of the secret of a push certificate.
    pub(super) fn of_push_certificate(number: i64) -> Self {
        Self { table: "push_certificates", row: number.to_string(), purpose: "secret" }
    }
}

impl Services {
    /// Judges what was entered; files are opened beside the requests, one at a time.
    ///
    /// # Errors
    /// With every field that is not right.
    async fn judged(&self, vendor: Vendor, entered: Entered) -> Result<PushCertificate, PushFailed> {
        push::judge(vendor, &entered).map_err(PushFailed::Entries)?;
        let now = self.system.now();
        let place = timeout(OPENING_WAIT, OPENING.acquire()).await;
        let permit = place.ok().and_then(Result::ok).ok_or(PushFailed::Busy)?;
        // The place is held until the work ends, also when nobody waits for it any more.
        let opening = spawn_blocking(move || {
            let parsed = push::parse(vendor, &entered, now);
            drop(permit);
            parsed
        })
        .await;
        // A parser that gives up in the middle has not read the file.
        let unread = || Err(vec![(Field::File, EntryRefused::Unreadable)]);
        opening.unwrap_or_else(|_| unread()).map_err(PushFailed::Entries)
    }

    /// Adds a certificate to an app; an uploaded one as a draft, which takes the place of the one before. Sent again with
    /// the same key, it gives the same certificate.
    ///
    /// # Errors
    /// When a field is not right, the platform has all it may have, or the app is not the account's.
    pub async fn add_push_certificate(
        &self,
        (account, app): (AccountId, SdkAppId),
        (vendor, entered): (Vendor, Entered),
        key: FormKey,
        actor: &Actor,
    ) -> Result<PushRow, PushFailed> {
        let request = request(app, vendor, &entered);
        let certificate = self.judged(vendor, entered).await?;
        let is_draft = vendor.extension().is_some();
        let action = if is_draft { Action::PushUpload } else { Action::PushAdd };
        let mut unit = Unit::open(self, account, actor).await?.ok_or(PushFailed::NotFound)?;
        let pending = match unit.sent(key, action.as_str(), &request).await? {
            Sent::New(pending) => pending,
            Sent::Before(number) => return before(&mut unit, &number).await,
            Sent::OtherBefore(_) | Sent::Stale => return Err(PushFailed::Stale),
        };
        unit.push_place(app, vendor).await?;
        let number = rows::next_number(&mut unit.tx).await?;
        let sealed = unit.seal_push(number, &certificate.secret).await?;
        let now = unit.system_now();
        let row = PushRow {
            number,
            app,
            vendor,
            shown: certificate.shown,
            sealed,
            expires_at: certificate.expires_at,
            added_at: now,
            saved_at: (!is_draft).then_some(now),
            revision: 0,
            replaces: None,
        };
        rows::drop_drafts(&mut unit.batch, app);
        rows::insert(&mut unit.batch, &row)?;
        unit.keep(pending, number.to_string());
        unit.note_push(action, &row);
        unit.commit().await?;
        Ok(row)
    }

    /// Deletes a certificate for good: pushes through it stop (S4). One that may be in use is confirmed by its number or the
    /// name of its app.
    ///
    /// # Errors
    /// When it is not confirmed, or is not the account's.
    pub async fn delete_push_certificate(
        &self,
        account: AccountId,
        number: i64,
        typed: &str,
        actor: &Actor,
    ) -> Result<PushRow, PushFailed> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(PushFailed::NotFound)?;
        let row = rows::find(&mut unit.tx, account, number).await?.ok_or(PushFailed::NotFound)?;
        let app = apps::find(&mut unit.tx, account, row.app).await?.ok_or(PushFailed::NotFound)?;
        let is_named = typed.trim() == number.to_string() || confirms(typed, &app.profile.name, app.id);
        if push::is_in_use(&app, row.expires_at, unit.now) && !is_named {
            return Err(PushFailed::NotConfirmed);
        }
        rows::remove(&mut unit.batch, number);
        unit.note_push(Action::PushDelete, &row);
        unit.commit().await?;
        Ok(row)
    }

    /// Removes the drafts that nobody saved within [`DRAFT_LIFE`]; gives how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn clear_push_drafts(&self) -> Result<u64, StoreError> {
        let mut tx = self.store.write().await?;
        let cleared = rows::clear_drafts(&mut tx, self.system.now().plus_seconds(-DRAFT_LIFE)).await?;
        tx.commit().await?;
        Ok(cleared)
    }
}

impl Unit<'_> {
    /// Whether the app is there and its platform has a place for one more certificate; the account is locked by the unit.
    async fn push_place(&mut self, app: SdkAppId, vendor: Vendor) -> Result<(), PushFailed> {
        let found = apps::find(&mut self.tx, self.account.id, app).await?;
        if found.is_none_or(|app| app.is_deleted()) {
            return Err(PushFailed::NotFound);
        }
        let held = rows::of_app(&mut self.tx, app).await?;
        let count = held.iter().filter(|row| row.vendor.is_with(vendor)).count();
        if count >= MOST_PER_PLATFORM { Err(PushFailed::Limit) } else { Ok(()) }
    }

    /// Seals the secret of the certificate with this number.
    async fn seal_push(&mut self, number: i64, secret: &push::Secret) -> Result<String, StoreError> {
        let secret = serde_json::to_vec(secret)
            .map_err(|_| StoreError::inconsistent("push_certificates", "sealed", number))?;
        self.seal(&Place::of_push_certificate(number), &secret).await
    }

    /// Writes down what became of a certificate, without its secret (SEC45), tells the servers, and has the account
    /// reminded of its end.
    fn note_push(&mut self, action: Action, row: &PushRow) {
        let detail = json!({ "app": row.app, "vendor": row.vendor, "of": row.shown.app(), "expires_at": row.expires_at });
        self.audit(Event::done(action, &row.number, detail));
        if row.saved_at.is_none() {
            return;
        }
        self.tell("push_certificates_changed", &json!({ "app": row.app, "certificate": row.number }));
        if action == Action::PushDelete {
            return;
        }
        let calendar = self.services().catalog().catalog.calendar();
        let next = row.expires_at.and_then(|end| reminder::next_of_push(end, calendar, self.now));
        self.account.remind(next);
    }
}

/// The certificate that a form's key stands for.
async fn before(unit: &mut Unit<'_>, number: &str) -> Result<PushRow, PushFailed> {
    let number = number.parse().map_err(|_| PushFailed::NotFound)?;
    rows::find(&mut unit.tx, unit.account.id, number).await?.ok_or(PushFailed::NotFound)
}

/// What a form is compared by when it is sent again. It is kept as a hash only; secrets go in as hashes besides.
fn request(app: SdkAppId, vendor: Vendor, entered: &Entered) -> String {
    let file = entered.file.as_ref().map(|file| hex(&Sha256::digest(&file.bytes)));
    json!([app, vendor, entered.texts, file]).to_string()
}
