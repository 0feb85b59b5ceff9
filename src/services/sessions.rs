//! Sessions: how long they last, when they end, and who may end them. Times are the system clock's. A session's id is
//! never stored and never logged; its digest names it.

use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    Actor, Services,
    audit::{Action, Event, Who},
    catalogs::hex,
    sign_in::{self, Proof},
    unit::Unit,
};
use crate::{
    domain::{
        calendar::Timestamp,
        ids::{AccountId, OperatorId, UserId},
    },
    store::{
        StoreError,
        sessions::{self, CustomerSession, Kind, ListedSession, NewSession, OperatorSession, Times},
    },
};

/// Sessions that one person may have; the oldest end.
const AT_MOST: usize = 10;
/// `seen_at` is written when it is older than this, in seconds.
const TOUCH: i64 = 60;
/// For how long it is remembered whose an ended session was, in seconds: what was entered in a form overnight is still
/// known to be theirs ([`super::kept_forms`]).
const REMEMBERED: i64 = 86_400;
/// The longest name of a browser that is kept, in characters.
const AGENT: usize = 200;

/// How long sessions last, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// Without a request.
    pub idle: i64,
    /// In all; nothing extends it.
    pub absolute: i64,
}

/// How long the sessions of a kind last (SEC14).
#[must_use]
pub const fn lifetime(kind: Kind) -> Lifetime {
    match kind {
        Kind::Customer => Lifetime { idle: 30 * 60, absolute: 8 * 3_600 },
        Kind::Operator => Lifetime { idle: 15 * 60, absolute: 4 * 3_600 },
    }
}

/// The digest under which the session with this id is stored.
#[must_use]
pub fn digest(id: &str) -> String {
    hex(&Sha256::digest(id))
}

/// A session that begins, or goes on under a new id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// Whose sessions it is among.
    pub kind: Kind,
    /// The user's or operator's id.
    pub owner: Uuid,
    /// When it began; a new id does not change it.
    pub created_at: Timestamp,
    /// When the password was last given.
    pub auth_at: Timestamp,
    /// The client's network address.
    pub ip: String,
    /// What the browser calls itself.
    pub agent: String,
    /// The password that opens it.
    pub proof: Proof,
}

impl Opening {
    const fn who(&self) -> Who {
        match self.kind {
            Kind::Customer => Who::User(UserId(self.owner)),
            Kind::Operator => Who::Operator(OperatorId(self.owner)),
        }
    }
}

impl Services {
    /// Whether the password was given within the minutes that the catalog says (SEC16).
    #[must_use]
    pub fn is_fresh(&self, times: Times) -> bool {
        let minutes = i64::from(self.catalog().catalog.periods.reauth_minutes);
        self.system.now().seconds_since(times.auth_at) <= minutes * 60
    }

    /// Stores a session under the digest of its id, and ends the owner's oldest where there are too many. `false`,
    /// and nothing stored, when its password was changed meanwhile (SEC6).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_session(&self, id_hash: &str, opening: &Opening) -> Result<bool, StoreError> {
        let agent: String = opening.agent.chars().filter(|letter| !letter.is_control()).take(AGENT).collect();
        let new = NewSession {
            id_hash,
            kind: opening.kind,
            owner: opening.owner,
            times: Times {
                created_at: opening.created_at,
                seen_at: self.system.now(),
                expires_at: opening.created_at.plus_seconds(lifetime(opening.kind).absolute),
                auth_at: opening.auth_at,
            },
            ip: &opening.ip,
            agent: &agent,
        };
        let mut tx = self.store.write().await?;
        if !sign_in::holds(&mut tx, opening.who(), &opening.proof.0).await? {
            return Ok(false);
        }
        sessions::insert(&mut tx, &new).await?;
        let listed = sessions::list(&mut tx, opening.kind, opening.owner).await?;
        for oldest in listed.iter().filter(|listed| listed.id_hash != id_hash).skip(AT_MOST - 1) {
            sessions::delete(&mut tx, &oldest.id_hash).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// The customer's session with this digest, if it is still good; noted as seen, once a minute.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn customer_session(&self, id_hash: &str) -> Result<Option<CustomerSession>, StoreError> {
        let mut tx = self.store.read().await?;
        let found = sessions::find_customer(&mut tx, id_hash).await?;
        drop(tx);
        let Some(session) = found else { return Ok(None) };
        Ok(self.still_good(id_hash, Kind::Customer, session.times).await?.then_some(session))
    }

    /// The operator's session with this digest, if it is still good; noted as seen, once a minute.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn operator_session(&self, id_hash: &str) -> Result<Option<OperatorSession>, StoreError> {
        let mut tx = self.store.read().await?;
        let found = sessions::find_operator(&mut tx, id_hash).await?;
        drop(tx);
        let Some(session) = found else { return Ok(None) };
        Ok(self.still_good(id_hash, Kind::Operator, session.times).await?.then_some(session))
    }

    async fn still_good(&self, id_hash: &str, kind: Kind, times: Times) -> Result<bool, StoreError> {
        let now = self.system.now();
        if !is_good(kind, times, now) {
            return Ok(false);
        }
        if now.seconds_since(times.seen_at) >= TOUCH {
            let mut tx = self.store.write().await?;
            sessions::touch(&mut tx, id_hash, now).await?;
            tx.commit().await?;
        }
        Ok(true)
    }

    /// Ends the session with this digest without a word: it goes on under a new id, or was never good.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drop_session(&self, id_hash: &str) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        sessions::delete(&mut tx, id_hash).await?;
        tx.commit().await
    }

    /// The owner's good sessions, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sessions_of(&self, kind: Kind, owner: Uuid) -> Result<Vec<ListedSession>, StoreError> {
        let now = self.system.now();
        let mut tx = self.store.read().await?;
        let mut listed = sessions::list(&mut tx, kind, owner).await?;
        listed.retain(|session| is_good(kind, session.times, now));
        Ok(listed)
    }

    /// Signs the owner of a session out: ends it. `account` is whose audit chain it stands in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sign_out(&self, account: AccountId, id_hash: &str, actor: &Actor) -> Result<(), StoreError> {
        let Some(mut unit) = Unit::open(self, account, actor).await? else { return Ok(()) };
        sessions::delete(&mut unit.tx, id_hash).await?;
        unit.audit(Event::done(Action::SignOut, &"session", json!({})));
        unit.commit().await
    }

    /// Ends one of the user's own sessions. `false` when there is none of theirs with this digest (SEC15).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_session(
        &self,
        (account, owner): (AccountId, Uuid),
        kind: Kind,
        id_hash: &str,
        actor: &Actor,
    ) -> Result<bool, StoreError> {
        let Some(mut unit) = Unit::open(self, account, actor).await? else { return Ok(false) };
        if !sessions::delete_of(&mut unit.tx, kind, owner, id_hash).await? {
            return Ok(false);
        }
        unit.audit(Event::done(Action::SessionEnd, &"session", json!({ "ended": 1 })));
        unit.commit().await?;
        Ok(true)
    }

    /// Ends all of the user's sessions but the one with the digest `kept`. Gives how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_other_sessions(
        &self,
        (account, owner): (AccountId, Uuid),
        kind: Kind,
        kept: &str,
        actor: &Actor,
    ) -> Result<u64, StoreError> {
        let Some(mut unit) = Unit::open(self, account, actor).await? else { return Ok(0) };
        let ended = sessions::delete_others(&mut unit.tx, kind, owner, kept).await?;
        unit.audit(Event::done(Action::SessionEnd, &"session", json!({ "ended": ended })));
        unit.commit().await?;
        Ok(ended)
    }

    /// Puts away every session that has been over for a day. Gives how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn clear_sessions(&self) -> Result<u64, StoreError> {
        let long_ago = self.system.now().plus_seconds(-REMEMBERED);
        let mut tx = self.store.write().await?;
        let mut ended = 0;
        for kind in [Kind::Customer, Kind::Operator] {
            let idle_since = long_ago.plus_seconds(-lifetime(kind).idle);
            ended += sessions::delete_over(&mut tx, kind, long_ago, idle_since).await?;
        }
        tx.commit().await?;
        Ok(ended)
    }
}

const fn is_good(kind: Kind, times: Times, now: Timestamp) -> bool {
    now.unix() < times.expires_at.unix() && now.seconds_since(times.seen_at) < lifetime(kind).idle
}
