//! Signing up and changing the password (A1).

mod common;

pub use common::Common;

use serde_json::json;

use super::{
    Actor, Services,
    audit::{Action, Event, Who},
    from_store,
    passwords::HashFailed,
    sign_in::{Proof, SignInRefused, SignedIn},
    unit::Unit,
};
use crate::{
    domain::{
        account::Email,
        ids::{AccountId, UserId},
        message::Message,
        password::{Password, PasswordRefused},
    },
    store::{StoreError, sessions, users},
};

/// Why nobody was signed up.
#[derive(Debug, thiserror::Error)]
pub enum SignUpRefused {
    /// Another user has the address.
    #[error("the address is taken")]
    EmailTaken,
    /// The password must not be taken.
    #[error("the password is refused")]
    Password(PasswordRefused),
    /// Too many passwords are being hashed just now.
    #[error(transparent)]
    Hash(#[from] HashFailed),
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

/// Why the password stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum ChangeRefused {
    /// The present password is wrong, and perhaps the new one must not be taken either.
    #[error("the present password is wrong")]
    Current(Option<PasswordRefused>),
    /// The new password must not be taken.
    #[error("the new password is refused")]
    New(PasswordRefused),
    /// Another change came first.
    #[error("the password was changed meanwhile")]
    Overtaken,
    /// The attempt was not taken, or something failed.
    #[error(transparent)]
    NotTried(SignInRefused),
    /// Too many passwords are being hashed just now.
    #[error(transparent)]
    Hash(#[from] HashFailed),
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(SignUpRefused, ChangeRefused);

/// A change of password by its owner.
#[derive(Clone, Debug)]
pub struct PasswordChange<'a> {
    /// Whose.
    pub user: UserId,
    /// The account that is worked for.
    pub account: AccountId,
    /// The user's address.
    pub email: &'a Email,
    /// The present password, as entered.
    pub current: &'a str,
    /// The new password, as entered.
    pub new: &'a str,
    /// The digest of the session that goes on; the others end. `None` keeps all.
    pub keep_only: Option<&'a str>,
}

impl Services {
    /// Makes a user and their account, with the tag of the language they chose, if they did. Says so where the
    /// address is taken: nobody could go on otherwise.
    ///
    /// # Errors
    /// When the address is taken or the password must not be.
    pub async fn sign_up(
        &self,
        email: &Email,
        password: &str,
        locale: Option<&str>,
        actor: &Actor,
    ) -> Result<SignedIn, SignUpRefused> {
        let password = Password::chosen(password, email, &Common).map_err(SignUpRefused::Password)?;
        let hash = self.passwords.hash(&password, &*self.random).await?;
        let now = self.now();
        let (user, account) = (UserId(self.random.uuid(now)), AccountId(self.random.uuid(now)));
        let new = users::NewUser { user, account, email, password_hash: &hash, locale, at: now };
        let mut tx = self.store.write().await?;
        if !users::insert(&mut tx, &new).await? {
            return Err(SignUpRefused::EmailTaken);
        }
        let actor = Actor { who: Who::User(user), ..actor.clone() };
        if let Some(mut unit) = Unit::on(self, tx, (account, now), &actor).await? {
            unit.audit(Event::done(Action::SignUp, &account, json!({})));
            unit.commit().await?;
        }
        Ok(SignedIn { user, account, locale: locale.map(str::to_owned), proof: Proof(hash) })
    }

    /// Changes a password (SEC6): the present one is asked for, the other sessions end unless they are to stay, and
    /// the owner is told. Gives what the session that goes on opens with again.
    ///
    /// # Errors
    /// When the present password is wrong or the new one must not be taken.
    pub async fn change_password(
        &self,
        change: &PasswordChange<'_>,
        actor: &Actor,
    ) -> Result<Proof, ChangeRefused> {
        let new = Password::chosen(change.new, change.email, &Common);
        let whose = (change.user, change.email);
        let Proof(verified) = match self.reauthenticate(whose, change.current, actor).await {
            Err(SignInRefused::Wrong) => return Err(ChangeRefused::Current(new.err())),
            Err(error) => return Err(ChangeRefused::NotTried(error)),
            Ok(proof) => proof,
        };
        let hash = self.passwords.hash(&new.map_err(ChangeRefused::New)?, &*self.random).await?;
        let unit = Unit::open(self, change.account, actor).await?;
        let mut unit = unit.ok_or(ChangeRefused::Overtaken)?;
        if !users::set_password(&mut unit.tx, change.user, &verified, &hash).await? {
            return Err(ChangeRefused::Overtaken);
        }
        let ended = match change.keep_only {
            Some(kept) => {
                sessions::delete_others(&mut unit.tx, sessions::Kind::Customer, change.user.0, kept).await?
            }
            None => 0,
        };
        unit.audit(Event::done(Action::PasswordChange, &change.user, json!({ "sessions_ended": ended })));
        unit.tell("password_changed", &json!({ "user": change.user }));
        let id = self.random.uuid(unit.now);
        unit.inform(
            format!("password/{id}"),
            &Message::PasswordChanged { everywhere: change.keep_only.is_some() },
        );
        unit.commit().await?;
        Ok(Proof(hash))
    }
}
