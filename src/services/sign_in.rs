//! Signing in. Whatever is wrong (no such user, another password, a user who is shut out) has one answer, which takes
//! the same time and leaves the same traces (SEC2).

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Actor, Services,
    audit::{Action, Event, Who},
    from_store,
    passwords::{HashFailed, Verdict},
    throttle::{self, Admission, Key},
    unit::Unit,
};
use crate::{
    domain::{
        account::Email,
        calendar::Timestamp,
        ids::{AccountId, OperatorId, UserId},
        password::Password,
    },
    store::{StoreError, Tx, accounts::HOUSE, operators, users},
};

/// Why nobody is signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInRefused {
    /// Address and password do not belong together; nothing more is said.
    #[error("the address or the password is wrong")]
    Wrong,
    /// Too many failures: no attempt is taken before this moment of the system clock (SEC3).
    #[error("too many attempts")]
    Paused(Timestamp),
    /// Too many passwords are being checked just now.
    #[error("too many passwords are being checked")]
    Busy,
    /// A stored hash cannot be read.
    #[error(transparent)]
    Hash(HashFailed),
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(SignInRefused);

impl From<HashFailed> for SignInRefused {
    fn from(error: HashFailed) -> Self {
        match error {
            HashFailed::Busy => Self::Busy,
            HashFailed::Unusable => Self::Hash(error),
        }
    }
}

/// That a password was given which was right for this stored hash. A session opens with it only while the hash is the
/// stored one, so that none outlives the change of the password (SEC6).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof(pub(super) String);

impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Proof")
    }
}

/// A user who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Who.
    pub user: UserId,
    /// The account that is worked for.
    pub account: AccountId,
    /// The tag of the language that the user chose.
    pub locale: Option<String>,
    /// What their session opens with.
    pub proof: Proof,
}

/// Somebody whose password is stored here.
pub(super) struct Known {
    pub(super) who: Who,
    pub(super) account: AccountId,
    pub(super) password_hash: String,
    pub(super) may_enter: bool,
}

impl Services {
    /// Signs a customer's user in.
    ///
    /// # Errors
    /// When the address and the password do not belong together, or too many attempts were made.
    pub async fn sign_in(
        &self,
        email: &Email,
        password: &str,
        actor: &Actor,
    ) -> Result<SignedIn, SignInRefused> {
        let key = Key::sign_in("customer", email.as_str());
        self.admitted(&key, actor).await?;
        let mut tx = self.store.read().await?;
        let user = users::by_email(&mut tx, email).await?;
        drop(tx);
        let known = user.as_ref().map(|user| Known {
            who: Who::User(user.user),
            account: user.account,
            password_hash: user.password_hash.clone(),
            may_enter: !user.is_disabled,
        });
        let proof = self.enter(known, (&key, password), Action::SignIn, actor).await?;
        let user = user.ok_or(SignInRefused::Wrong)?;
        Ok(SignedIn { user: user.user, account: user.account, locale: user.locale, proof })
    }

    /// Signs an operator in. A one-time secret works until it expires (SEC8).
    ///
    /// # Errors
    /// When the address and the password do not belong together, or too many attempts were made.
    pub async fn sign_in_operator(
        &self,
        email: &Email,
        password: &str,
        actor: &Actor,
    ) -> Result<(OperatorId, Proof), SignInRefused> {
        let key = Key::sign_in("operator", email.as_str());
        self.admitted(&key, actor).await?;
        let mut tx = self.store.read().await?;
        let operator = operators::by_email(&mut tx, email).await?;
        drop(tx);
        let now = self.system.now();
        let known = operator.as_ref().map(|operator| Known {
            who: Who::Operator(operator.operator),
            account: HOUSE,
            password_hash: operator.password_hash.clone(),
            may_enter: !operator.is_disabled && operator.secret_expires_at.is_none_or(|end| now < end),
        });
        let proof = self.enter(known, (&key, password), Action::SignIn, actor).await?;
        let operator = operator.ok_or(SignInRefused::Wrong)?;
        Ok((operator.operator, proof))
    }

    /// Counts an attempt, or refuses it and writes that down.
    pub(super) async fn admitted(&self, key: &Key, actor: &Actor) -> Result<(), SignInRefused> {
        match self.admit(key).await? {
            Admission::Granted => Ok(()),
            Admission::Paused(until) => {
                let event = Event::refused(Action::LimitHit, &"sign-in", json!({ "until": until }));
                self.note(HOUSE, actor, event).await?;
                Err(SignInRefused::Paused(until))
            }
        }
    }

    /// Compares the password and writes down how it went; a right one is taken off the count of failures, and its
    /// hash is renewed where it has become too cheap (SEC7). What was compared is compared again under the lock: a
    /// password that was changed meanwhile opens nothing (SEC6).
    pub(super) async fn enter(
        &self,
        known: Option<Known>,
        (key, password): (&Key, &str),
        action: Action,
        actor: &Actor,
    ) -> Result<Proof, SignInRefused> {
        let entered = Password::entered(password);
        let stored = known.as_ref().map(|known| known.password_hash.as_str());
        let verdict = self.passwords.verify(entered.clone(), stored).await?;
        let Some(known) = known.filter(|known| known.may_enter && verdict != Verdict::Wrong) else {
            return self.wrong(action, actor).await;
        };
        let renewed = match (verdict, entered) {
            (Verdict::RightButWeak, Some(entered)) => {
                Some(self.passwords.hash(&entered, &*self.random).await?)
            }
            _ => None,
        };
        let known_actor = Actor { who: known.who, ..actor.clone() };
        let mut unit = Unit::open(self, known.account, &known_actor).await?.ok_or(SignInRefused::Wrong)?;
        if !holds(&mut unit.tx, known.who, &known.password_hash).await? {
            drop(unit);
            return self.wrong(action, actor).await;
        }
        throttle::forgive(&mut unit.tx, key).await?;
        let hash = renew(&mut unit.tx, known, renewed).await?;
        unit.audit(Event::done(action, &"password", json!({})));
        unit.commit().await?;
        Ok(Proof(hash))
    }

    async fn wrong(&self, action: Action, actor: &Actor) -> Result<Proof, SignInRefused> {
        self.note(HOUSE, actor, Event::refused(action, &"password", json!({}))).await?;
        Err(SignInRefused::Wrong)
    }
}

/// Whether `hash` is what is stored for somebody who may enter; it stays so until the unit ends.
pub(super) async fn holds(tx: &mut Tx, who: Who, hash: &str) -> Result<bool, StoreError> {
    match who {
        Who::User(user) => users::hold_password(tx, user, hash).await,
        Who::Operator(operator) => operators::hold_password(tx, operator, hash).await,
        Who::Visitor | Who::Console => Ok(false),
    }
}

/// Replaces the stored hash by a dearer one of the same password, if there is one. Gives what is stored then.
async fn renew(tx: &mut Tx, known: Known, renewed: Option<String>) -> Result<String, StoreError> {
    let Some(hash) = renewed else { return Ok(known.password_hash) };
    match known.who {
        Who::User(user) => {
            users::set_password(tx, user, &known.password_hash, &hash).await?;
        }
        Who::Operator(operator) => operators::renew_hash(tx, operator, &known.password_hash, &hash).await?,
        Who::Visitor | Who::Console => (),
    }
    Ok(hash)
}
