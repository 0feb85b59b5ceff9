//! Giving the password again before something sensitive (SEC16). It is counted with signing in, so that it is no
//! second way to guess.

use super::{
    Actor, Services,
    audit::{Action, Who},
    sign_in::{Known, Proof, SignInRefused},
    throttle::Key,
};
use crate::{
    domain::{
        account::Email,
        ids::{OperatorId, UserId},
    },
    store::{accounts::HOUSE, operators, users},
};

impl Services {
    /// Compares the password of a user who is signed in.
    ///
    /// # Errors
    /// When it is wrong or too many attempts were made.
    pub async fn reauthenticate(
        &self,
        (user, email): (UserId, &Email),
        password: &str,
        actor: &Actor,
    ) -> Result<Proof, SignInRefused> {
        let key = Key::sign_in("customer", email.as_str());
        self.admitted(&key, actor).await?;
        let mut tx = self.store.read().await?;
        let known = users::by_id(&mut tx, user).await?;
        drop(tx);
        let known = known.map(|found| Known {
            who: Who::User(user),
            account: found.account,
            password_hash: found.password_hash,
            may_enter: !found.is_disabled,
        });
        self.enter(known, (&key, password), Action::Reauthenticate, actor).await
    }

    /// Compares the password of an operator who is signed in.
    ///
    /// # Errors
    /// When it is wrong or too many attempts were made.
    pub async fn reauthenticate_operator(
        &self,
        (operator, email): (OperatorId, &Email),
        password: &str,
        actor: &Actor,
    ) -> Result<Proof, SignInRefused> {
        let key = Key::sign_in("operator", email.as_str());
        self.admitted(&key, actor).await?;
        let mut tx = self.store.read().await?;
        let known = operators::by_id(&mut tx, operator).await?;
        drop(tx);
        let known = known.map(|found| Known {
            who: Who::Operator(operator),
            account: HOUSE,
            password_hash: found.password_hash,
            may_enter: !found.is_disabled,
        });
        self.enter(known, (&key, password), Action::Reauthenticate, actor).await
    }
}
