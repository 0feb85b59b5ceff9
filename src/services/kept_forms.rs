//! Forms that arrived when a password had to come first: a session had ended, or the password was given too long ago.
//! What was entered is kept for a quarter of an hour, and for nobody but whose session it was (WCAG 2.2.1). Nothing of
//! it is done before its owner sends it again.

use serde_json::json;
use uuid::Uuid;

use super::{
    Actor, Services,
    audit::{Action, Event, Who},
    unit::Unit,
};
use crate::{
    domain::{
        calendar::Timestamp,
        ids::{AccountId, OperatorId, UserId},
    },
    store::{
        StoreError,
        accounts::HOUSE,
        kept_forms::{self, Content, KeptForm},
        operators,
        sessions::{self, Kind},
        users,
    },
};

/// For how long a form is kept, in seconds of the system clock.
pub const KEPT_FOR: i64 = 900;
/// Forms that are kept for one person; the oldest goes.
const AT_MOST: i64 = 10;

/// Whose form it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner {
    /// Among whose sessions.
    pub kind: Kind,
    /// The user's or operator's id.
    pub id: Uuid,
}

impl Owner {
    const fn who(self) -> Who {
        match self.kind {
            Kind::Customer => Who::User(UserId(self.id)),
            Kind::Operator => Who::Operator(OperatorId(self.id)),
        }
    }
}

impl Services {
    /// Whose the session with this digest was, if it ended by itself and was not put away yet. One that somebody ended,
    /// or that never was, was nobody's.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn owner_of_session(&self, kind: Kind, id_hash: &str) -> Result<Option<Owner>, StoreError> {
        let owner = sessions::owner(&mut self.store.read().await?, kind, id_hash).await?;
        Ok(owner.map(|id| Owner { kind, id }))
    }

    /// Keeps what was sent to `address`. Gives what it is asked for by; none where the owner is shut out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_form(
        &self,
        owner: Owner,
        (address, content): (&str, Content),
        actor: &Actor,
    ) -> Result<Option<Uuid>, StoreError> {
        let Some(account) = self.account_of(owner).await? else { return Ok(None) };
        let actor = Actor { who: owner.who(), ..actor.clone() };
        let Some(mut unit) = Unit::open(self, account, &actor).await? else { return Ok(None) };
        let now = self.system.now();
        let until = now.plus_seconds(KEPT_FOR);
        let (id, address) = (self.random.uuid(now), address.to_owned());
        let form = KeptForm { id, kind: owner.kind, owner: owner.id, address, content, until };
        kept_forms::insert(&mut unit.batch, &form, AT_MOST - 1)?;
        let path = form.address.split('?').next().unwrap_or_default();
        unit.audit(Event::done(Action::FormKeep, &path, json!({ "until": until })));
        unit.commit().await?;
        Ok(Some(id))
    }

    /// The account in whose log a person's doings stand; none when they are shut out or not there.
    async fn account_of(&self, owner: Owner) -> Result<Option<AccountId>, StoreError> {
        let mut tx = self.store.read().await?;
        Ok(match owner.kind {
            Kind::Customer => {
                let user = users::by_id(&mut tx, UserId(owner.id)).await?;
                user.filter(|user| !user.is_disabled).map(|user| user.account)
            }
            Kind::Operator => {
                let operator = operators::by_id(&mut tx, OperatorId(owner.id)).await?;
                operator.filter(|operator| !operator.is_disabled).map(|_| HOUSE)
            }
        })
    }

    /// The owner's kept form with this id, while its time lasts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn kept_form(&self, owner: Owner, id: Uuid) -> Result<Option<KeptForm>, StoreError> {
        let whose = (owner.kind, owner.id);
        kept_forms::find(&mut self.store.read().await?, whose, id, self.system.now()).await
    }

    /// Until when a form is kept, for the page that asks for the password; nothing else is told of it there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn kept_until(&self, id: Uuid) -> Result<Option<Timestamp>, StoreError> {
        kept_forms::until(&mut self.store.read().await?, id, self.system.now()).await
    }

    /// Forgets a form: its owner has sent it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_form(&self, owner: Owner, id: Uuid) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        kept_forms::forget(&mut tx, (owner.kind, owner.id), id).await?;
        tx.commit().await
    }

    /// Forgets every form whose time is over. Gives how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn clear_kept_forms(&self) -> Result<u64, StoreError> {
        let mut tx = self.store.write().await?;
        let cleared = kept_forms::clear(&mut tx, self.system.now()).await?;
        tx.commit().await?;
        Ok(cleared)
    }
}
