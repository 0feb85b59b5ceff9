//! Making and checking `UserSig`s with the keys of an app (C8).

use serde_json::json;

use super::KeyFailed;
use crate::{
    domain::{
        ids::{AccountId, SdkAppId},
        user_sig::{self, Claim, Expected, Identifier, Lifetime, PublicKey, SigRefused, Signed, Verifiers},
    },
    services::{
        Actor, Services,
        audit::{Action, Event},
        unit::Unit,
    },
};

/// What came of checking a `UserSig`.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What stands in it, where it can be read.
    pub signed: Option<Signed>,
    /// The first part that is wrong, if any is.
    pub verdict: Result<(), SigRefused>,
}

impl Services {
    /// A `UserSig` for a user of an app, made now; that it was made is written down, it itself is not.
    ///
    /// # Errors
    /// When the app signs with a key pair, or is not the account's.
    pub async fn make_user_sig(
        &self,
        account: AccountId,
        id: SdkAppId,
        (user, lifetime): (&Identifier, Lifetime),
        actor: &Actor,
    ) -> Result<String, KeyFailed> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(KeyFailed::NotFound)?;
        let (number, key) = self.key_in_force(&mut unit, id).await?;
        let made_at = unit.system_now();
        let detail = json!({ "user": user.as_str(), "seconds": lifetime.seconds(), "key": number });
        unit.audit(Event::done(Action::UserSigMake, &id, detail));
        unit.commit().await?;
        Ok(user_sig::make(&key, &Claim { app: id, user, made_at, lifetime, userbuf: None }))
    }

    /// Checks a `UserSig` against the keys that verify now.
    ///
    /// # Errors
    /// When the app is not the account's, or a key can't be opened.
    pub async fn check_user_sig(
        &self,
        account: AccountId,
        id: SdkAppId,
        (user, text): (&Identifier, &str),
    ) -> Result<Checked, KeyFailed> {
        let mut tx = self.store.read().await?;
        let (_, rows) = self.keys_of(&mut tx, account, id).await?;
        drop(tx);
        let signed = match user_sig::read(text) {
            Ok(signed) => signed,
            Err(refused) => return Ok(Checked { signed: None, verdict: Err(refused) }),
        };
        let now = self.system.now();
        let secrets = rows.secrets.iter().filter(|row| row.retires_at.is_none_or(|end| end > now));
        let verifiers = Verifiers {
            secrets: secrets.map(|row| self.opened(row)).collect::<Result<_, _>>()?,
            public: rows.public.as_deref().and_then(PublicKey::parse),
        };
        let verdict = signed.check(&Expected { app: id, user, now }, &verifiers);
        Ok(Checked { signed: Some(signed), verdict })
    }
}
