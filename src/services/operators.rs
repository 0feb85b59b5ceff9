//! Operators: made on the command line with a one-time secret that works for a day and must be changed (SEC8).
//! No operator exists that was not made this way.

use serde_json::json;

use super::{
    Actor, Services,
    accounts::{ChangeRefused, Common},
    audit::{Action, Event},
    from_store,
    passwords::HashFailed,
    sign_in::{Proof, SignInRefused},
    unit::Unit,
};
use crate::{
    domain::{account::Email, ids::OperatorId, password::Password},
    store::{
        StoreError,
        accounts::HOUSE,
        operators,
        sessions::{self, Kind},
    },
};

/// How long a one-time secret works, in seconds.
const SECRET: i64 = 24 * 3_600;

/// Why no operator was made.
#[derive(Debug, thiserror::Error)]
pub enum OperatorRefused {
    /// Another operator has the address.
    #[error("there is an operator with this address already")]
    EmailTaken,
    /// Too many passwords are being hashed just now.
    #[error(transparent)]
    Hash(#[from] HashFailed),
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(OperatorRefused);

/// An operator's change of password.
#[derive(Clone, Debug)]
pub struct OperatorPasswordChange<'a> {
    /// Whose.
    pub operator: OperatorId,
    /// The operator's address.
    pub email: &'a Email,
    /// The present password or one-time secret, as entered.
    pub current: &'a str,
    /// The new password, as entered.
    pub new: &'a str,
    /// The digest of the session that goes on; the others end.
    pub keep_only: &'a str,
}

impl Services {
    /// Makes an operator and gives their one-time secret, which is stored nowhere else.
    ///
    /// # Errors
    /// When the address is taken.
    pub async fn create_operator(&self, email: &Email, actor: &Actor) -> Result<String, OperatorRefused> {
        let secret = self.random.secret();
        let entered = Password::entered(&secret).ok_or(HashFailed::Unusable)?;
        let hash = self.passwords.hash(&entered, &*self.random).await?;
        let now = self.system.now();
        let operator = OperatorId(self.random.uuid(now));
        let mut tx = self.store.write().await?;
        let times = (now, now.plus_seconds(SECRET));
        if !operators::insert(&mut tx, operator, email, &hash, times).await? {
            return Err(OperatorRefused::EmailTaken);
        }
        if let Some(mut unit) = Unit::on(self, tx, (HOUSE, self.now()), actor).await? {
            unit.audit(Event::done(Action::OperatorCreate, &operator, json!({})));
            unit.commit().await?;
        }
        Ok(secret)
    }

    /// Gives an operator a password of their own; all their other sessions end. Gives what the session that goes on
    /// opens with again.
    ///
    /// # Errors
    /// When the present password is wrong or the new one must not be taken.
    pub async fn change_operator_password(
        &self,
        change: &OperatorPasswordChange<'_>,
        actor: &Actor,
    ) -> Result<Proof, ChangeRefused> {
        let new = Password::chosen(change.new, change.email, &Common);
        let whose = (change.operator, change.email);
        let Proof(verified) = match self.reauthenticate_operator(whose, change.current, actor).await {
            Err(SignInRefused::Wrong) => return Err(ChangeRefused::Current(new.err())),
            Err(error) => return Err(ChangeRefused::NotTried(error)),
            Ok(proof) => proof,
        };
        let hash = self.passwords.hash(&new.map_err(ChangeRefused::New)?, &*self.random).await?;
        let mut unit = Unit::open(self, HOUSE, actor).await?.ok_or(ChangeRefused::Overtaken)?;
        if !operators::set_password(&mut unit.tx, change.operator, &verified, &hash).await? {
            return Err(ChangeRefused::Overtaken);
        }
        sessions::delete_others(&mut unit.tx, Kind::Operator, change.operator.0, change.keep_only).await?;
        unit.audit(Event::done(Action::PasswordChange, &change.operator, json!({})));
        unit.commit().await?;
        Ok(Proof(hash))
    }
}
