//! The keys of apps (C3) and what is signed with them (C8). A key is made with its app; an app that was there before
//! keys were, or was taken over from an older platform, gets its own when it is first needed. Keys live by the system
//! clock, as sessions do: signatures are made and checked by servers that know no sandbox.

mod sign;

pub use sign::Checked;

use serde_json::json;

use super::{
    Actor, Services,
    audit::{Action, Event},
    from_store,
    once::{FormKey, Sent},
    secrets::Place,
    unit::Unit,
};
use crate::{
    domain::{
        app::{self, App},
        app_keys::{KeyRefused, KeyStand, OVERLAP},
        ids::{AccountId, SdkAppId},
        user_sig::{Algorithm, HmacKey},
    },
    store::{
        StoreError, Tx,
        app_keys::{self, KeyRow, KeyRows},
        apps,
    },
};

/// Why something was not done with the keys of an app. Nothing was.
#[derive(Debug, thiserror::Error)]
pub enum KeyFailed {
    /// There is no such app in this account.
    #[error("not found")]
    NotFound,
    /// A rule of keys (C3).
    #[error(transparent)]
    Rule(#[from] KeyRefused),
    /// What was typed is neither its name nor its SDKAppID.
    #[error("the name does not match")]
    NotConfirmed,
    /// The form was sent before, with other answers, or is older than a day.
    #[error("the form is too old, or was sent before with other answers")]
    Stale,
    /// The database failed, or a key can't be opened.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(KeyFailed);

/// An app with where its keys stand, for its pages.
#[derive(Clone, Debug)]
pub struct KeyDesk {
    /// The app.
    pub app: App,
    /// Where its keys stand.
    pub stand: KeyStand,
    /// How it signs.
    pub algorithm: Algorithm,
    /// The public half of its key pair, as PEM.
    pub public: Option<String>,
}

/// How a rotation, or the end of one, is confirmed.
#[derive(Clone, Copy, Debug)]
pub struct KeyConfirmation<'a> {
    /// What was typed: the name of the app.
    pub typed: &'a str,
    /// The key of the form, under which it takes effect once.
    pub key: FormKey,
}

impl Place {
    /// The place of a secret key of an app.
    pub(super) fn of_app_key(app: SdkAppId, number: i64) -> Self {
        Self { table: "app_keys", row: format!("{app}/{number}"), purpose: "hmac" }
    }
}

impl Services {
    /// An app and where its keys stand.
    ///
    /// # Errors
    /// When the app is not the account's or is deleted.
    pub async fn key_desk(&self, account: AccountId, id: SdkAppId) -> Result<KeyDesk, KeyFailed> {
        let mut tx = self.store.read().await?;
        Ok(self.keys_of(&mut tx, account, id).await?.0)
    }

    async fn keys_of(
        &self,
        tx: &mut Tx,
        account: AccountId,
        id: SdkAppId,
    ) -> Result<(KeyDesk, KeyRows), KeyFailed> {
        let app = apps::find(tx, account, id).await?;
        let app = app.filter(|app| !app.is_deleted()).ok_or(KeyFailed::NotFound)?;
        let rows = app_keys::of_app(tx, id).await?;
        let stand = rows.stand();
        let algorithm = stand.algorithm(app.created_at, self.catalog().catalog.calendar());
        Ok((KeyDesk { app, stand, algorithm, public: rows.public.clone() }, rows))
    }

    /// The secret key of an app, for the one page that shows it; written down every time (SEC47).
    ///
    /// # Errors
    /// When the app signs with a key pair, or is not the account's.
    pub async fn reveal_key(
        &self,
        account: AccountId,
        id: SdkAppId,
        actor: &Actor,
    ) -> Result<HmacKey, KeyFailed> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(KeyFailed::NotFound)?;
        let (number, key) = self.key_in_force(&mut unit, id).await?;
        unit.audit(Event::done(Action::AppKeyReveal, &id, json!({ "key": number })));
        unit.commit().await?;
        Ok(key)
    }

    /// Gives an app another secret key; the one before verifies for [`OVERLAP`] more.
    ///
    /// # Errors
    /// When it is not confirmed, the app signs with a key pair, or an older key still verifies.
    pub async fn rotate_key(
        &self,
        account: AccountId,
        id: SdkAppId,
        confirmed: KeyConfirmation<'_>,
        actor: &Actor,
    ) -> Result<(), KeyFailed> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(KeyFailed::NotFound)?;
        let (desk, _) = self.keys_of(&mut unit.tx, account, id).await?;
        if unit.was_sent(&desk.app, confirmed, Action::AppKeyRotate).await? {
            return Ok(());
        }
        let now = unit.system_now();
        desk.stand.may_rotate(desk.algorithm, now)?;
        let before = desk.stand.newest.map_or(0, |newest| newest.number);
        let until = now.plus_seconds(OVERLAP);
        if before > 0 {
            app_keys::retire(&mut unit.batch, (id, before), until);
        }
        if let Some(older) = desk.stand.older {
            app_keys::remove(&mut unit.batch, (id, older.number));
        }
        unit.give_key(id, before + 1).await?;
        let detail = json!({ "key": before + 1, "older_until": (before > 0).then_some(until) });
        unit.audit(Event::done(Action::AppKeyRotate, &id, detail));
        unit.tell("app_keys_changed", &json!({ "app": id, "key": before + 1 }));
        Ok(unit.commit().await?)
    }

    /// Ends the overlap of a rotation: the older key is destroyed and verifies nothing any more. One that has ended
    /// already stays so.
    ///
    /// # Errors
    /// When it is not confirmed, or the app is not the account's.
    pub async fn end_older_key(
        &self,
        account: AccountId,
        id: SdkAppId,
        confirmed: KeyConfirmation<'_>,
        actor: &Actor,
    ) -> Result<(), KeyFailed> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(KeyFailed::NotFound)?;
        let (desk, _) = self.keys_of(&mut unit.tx, account, id).await?;
        let is_done = unit.was_sent(&desk.app, confirmed, Action::AppKeyEnd).await?;
        let Some((older, _)) = desk.stand.overlap(unit.system_now()).filter(|_| !is_done) else {
            return Ok(());
        };
        app_keys::remove(&mut unit.batch, (id, older.number));
        unit.audit(Event::done(Action::AppKeyEnd, &id, json!({ "key": older.number })));
        unit.tell("app_keys_changed", &json!({ "app": id, "ended": older.number }));
        Ok(unit.commit().await?)
    }

    /// Gives an app that signs with a key pair a secret key to sign with instead; both verify from then on. One that has
    /// switched already stays as it is.
    ///
    /// # Errors
    /// When the app is not the account's.
    pub async fn switch_to_hmac(
        &self,
        account: AccountId,
        id: SdkAppId,
        actor: &Actor,
    ) -> Result<(), KeyFailed> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(KeyFailed::NotFound)?;
        let (desk, _) = self.keys_of(&mut unit.tx, account, id).await?;
        if desk.algorithm == Algorithm::Hmac {
            return Ok(());
        }
        unit.give_key(id, 1).await?;
        unit.audit(Event::done(Action::AppKeySwitch, &id, json!({ "key": 1 })));
        unit.tell("app_keys_changed", &json!({ "app": id, "key": 1 }));
        Ok(unit.commit().await?)
    }

    /// Destroys the keys that have verified nothing since their overlap ended; gives how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn clear_keys(&self) -> Result<u64, StoreError> {
        let mut tx = self.store.write().await?;
        let cleared = app_keys::clear_before(&mut tx, self.system.now()).await?;
        tx.commit().await?;
        Ok(cleared)
    }

    /// Number and text of the key that an app signs with; made in the unit where there is none yet.
    async fn key_in_force(&self, unit: &mut Unit<'_>, id: SdkAppId) -> Result<(i64, HmacKey), KeyFailed> {
        let (desk, rows) = self.keys_of(&mut unit.tx, unit.account.id, id).await?;
        if desk.algorithm == Algorithm::Ecdsa {
            return Err(KeyRefused::KeyPair.into());
        }
        match rows.secrets.first() {
            Some(row) => Ok((row.number, self.opened(row)?)),
            None => Ok((1, unit.give_key(id, 1).await?)),
        }
    }

    fn opened(&self, row: &KeyRow) -> Result<HmacKey, StoreError> {
        let bytes = self.secrets.open(&Place::of_app_key(row.app, row.number), &row.sealed)?;
        let key = String::from_utf8(bytes).ok().and_then(|text| HmacKey::parse(&text));
        key.ok_or_else(|| StoreError::inconsistent("app_keys", "sealed", row.app))
    }
}

impl Unit<'_> {
    /// Makes a key for an app: 32 random bytes (SEC46), sealed in its place.
    pub(super) async fn give_key(&mut self, app: SdkAppId, number: i64) -> Result<HmacKey, StoreError> {
        let mut bytes = [0; 32];
        self.random().fill(&mut bytes);
        let key = HmacKey::of(bytes);
        let sealed = self.seal(&Place::of_app_key(app, number), key.reveal().as_bytes()).await?;
        let made_at = self.system_now();
        app_keys::insert(&mut self.batch, &KeyRow { app, number, sealed, made_at, retires_at: None });
        Ok(key)
    }

    /// Whether a confirming form has taken effect before; where it has not, it is kept that it does now.
    async fn was_sent(
        &mut self,
        app: &App,
        KeyConfirmation { typed, key }: KeyConfirmation<'_>,
        action: Action,
    ) -> Result<bool, KeyFailed> {
        match self.sent(key, action.as_str(), &app.id.to_string()).await? {
            Sent::Before(_) => Ok(true),
            Sent::OtherBefore(_) | Sent::Stale => Err(KeyFailed::Stale),
            Sent::New(_) if !app::confirms(typed, &app.profile.name, app.id) => Err(KeyFailed::NotConfirmed),
            Sent::New(pending) => {
                self.keep(pending, app.id.to_string());
                Ok(false)
            }
        }
    }
}
