//! Setting a new password without the old one (A1, SEC10): with a code that a mail brings to the user's address, good once
//! and for a quarter of an hour. Asking for one looks the same whether there is such a user or not, since nobody looks
//! before the answer is given.

use std::fmt;

use serde_json::json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    Actor, Services,
    accounts::Common,
    audit::{Action, Event, Who},
    catalogs::hex,
    from_store,
    passwords::HashFailed,
    sign_in::SignInRefused,
    throttle::{self, Key},
    unit::Unit,
};
use crate::{
    domain::{
        account::Email,
        calendar::Timestamp,
        ids::UserId,
        message::Message,
        password::{Password, PasswordRefused},
    },
    store::{
        StoreError,
        accounts::HOUSE,
        resets::{self, Asked},
        sessions, users,
    },
};

/// For how long a code is good, in seconds of the system clock.
const LIFE: i64 = 900;
/// Seconds until an address is looked at again whose mail could not be sent.
const PAUSE: i64 = 60;
/// Addresses that are looked at in one go.
const AT_ONCE: u32 = 50;
/// The letters of a code: none that are taken for others.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A code that sets a new password. It is stored as a digest only, and never shown in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// The code with these 128 bits, as 26 letters.
    fn new(bits: u128) -> Self {
        let letter = |place: u32| {
            let index = usize::try_from((bits >> (5 * place)) & 31).unwrap_or_default();
            char::from(LETTERS.get(index).copied().unwrap_or(b'0'))
        };
        Self((0..26).rev().map(letter).collect())
    }

    /// What was typed, as a code: blanks and dashes do not count, nor does the case of letters.
    #[must_use]
    pub fn typed(text: &str) -> Option<Self> {
        let letters = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-');
        let code: String = letters
            .map(|letter| match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                letter => letter,
            })
            .collect();
        let is_one = code.len() == 26 && code.bytes().all(|letter| LETTERS.contains(&letter));
        is_one.then_some(Self(code))
    }

    /// The code in groups, for a person to read.
    #[must_use]
    pub fn readable(&self) -> String {
        let letters: Vec<char> = self.0.chars().collect();
        letters.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }

    fn digest(&self) -> String {
        hex(&Sha256::digest(format!("reset:{}", self.0)))
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

/// A code that was made, for its user to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// The code.
    pub code: Code,
    /// The tag of the language that the user chose.
    pub locale: Option<String>,
    /// Until when it is good, on the system clock.
    pub expires_at: Timestamp,
}

/// Why no new password was set.
#[derive(Debug, thiserror::Error)]
pub enum ResetRefused {
    /// The code is wrong, was used, or is over.
    #[error("the code is wrong, was used or is over")]
    Code,
    /// The new password must not be taken.
    #[error("the new password is refused")]
    Password(PasswordRefused),
    /// No hash was computed.
    #[error(transparent)]
    Hash(#[from] HashFailed),
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(ResetRefused);

impl Services {
    /// Writes down that somebody asks for a new password for an address. Known and unknown addresses are the same here.
    ///
    /// # Errors
    /// When it was asked too often.
    pub async fn ask_reset(&self, email: &Email, actor: &Actor) -> Result<(), SignInRefused> {
        self.admitted(&Key::sign_in("reset", email.as_str()), actor).await?;
        let Some(mut unit) = Unit::open(self, HOUSE, actor).await? else { return Ok(()) };
        let now = unit.system_now();
        resets::ask(&mut unit.tx, email, now).await?;
        unit.audit(Event::done(Action::ResetAsk, &"password", json!({})));
        Ok(unit.commit().await?)
    }

    /// The addresses that are to be looked at.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_resets(&self) -> Result<Vec<Asked>, StoreError> {
        resets::asked(&mut self.store.read().await?, self.system.now(), AT_ONCE).await
    }

    /// Takes an address for one attempt, and makes a code if it is a user's. `None` when another process took it, and when
    /// there is nobody to be told: then it is forgotten.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_reset(&self, asked: &Asked) -> Result<Option<Issued>, StoreError> {
        let now = self.system.now();
        let mut tx = self.store.write().await?;
        if !resets::take(&mut tx, asked, now.plus_seconds(PAUSE)).await? {
            return Ok(None);
        }
        tx.commit().await?;
        let is_late = now.seconds_since(asked.asked_at) > LIFE;
        let issued = if is_late { None } else { self.issue_reset(&asked.email, &Actor::console()).await? };
        if issued.is_none() {
            self.reset_told(&asked.email).await?;
        }
        Ok(issued)
    }

    /// Forgets that it was asked for an address: its mail was sent, or never can be.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reset_told(&self, email: &Email) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        resets::forget(&mut tx, email).await?;
        tx.commit().await
    }

    /// Makes a code for the user with this address, in place of the one they had; none when there is no such user, or they
    /// are shut out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn issue_reset(&self, email: &Email, actor: &Actor) -> Result<Option<Issued>, StoreError> {
        let found = users::by_email(&mut self.store.read().await?, email).await?;
        let Some(user) = found.filter(|user| !user.is_disabled) else { return Ok(None) };
        let Some(mut unit) = Unit::open(self, user.account, actor).await? else { return Ok(None) };
        let mut bits = [0; 16];
        self.random.fill(&mut bits);
        let code = Code::new(u128::from_le_bytes(bits));
        let expires_at = unit.system_now().plus_seconds(LIFE);
        resets::issue(&mut unit.tx, &code.digest(), user.user, expires_at).await?;
        unit.audit(Event::done(Action::ResetIssue, &user.user, json!({})));
        unit.commit().await?;
        Ok(Some(Issued { code, locale: user.locale, expires_at }))
    }

    /// Sets a new password with a code, which is used up, and ends every session of its user. Who is slowed down for
    /// wrong passwords is free again.
    ///
    /// # Errors
    /// When the code is not good, or the password must not be taken: then the code stays good.
    pub async fn reset_password(&self, typed: &str, new: &str, actor: &Actor) -> Result<(), ResetRefused> {
        let digest = Code::typed(typed).ok_or(ResetRefused::Code)?.digest();
        let mut tx = self.store.read().await?;
        let found = resets::find(&mut tx, &digest, self.system.now()).await?;
        let (user, email) = found.ok_or(ResetRefused::Code)?;
        let before = users::by_id(&mut tx, user).await?.ok_or(ResetRefused::Code)?;
        drop(tx);
        let new = Password::chosen(new, &email, &Common).map_err(ResetRefused::Password)?;
        let hash = self.passwords.hash(&new, &*self.random).await?;
        let actor = Actor { who: Who::User(user), ..actor.clone() };
        let unit = Unit::open(self, before.account, &actor).await?;
        let mut unit = unit.ok_or(ResetRefused::Code)?;
        let now = unit.system_now();
        let is_good = resets::redeem(&mut unit.tx, &digest, now).await?;
        if !is_good || !users::set_password(&mut unit.tx, user, &before.password_hash, &hash).await? {
            return Err(ResetRefused::Code);
        }
        throttle::forgive(&mut unit.tx, &Key::sign_in("customer", email.as_str())).await?;
        let id = self.random.uuid(unit.now);
        let ended = end_everything(&mut unit, user, id).await?;
        unit.audit(Event::done(Action::PasswordReset, &user, json!({ "sessions_ended": ended })));
        Ok(unit.commit().await?)
    }

    /// Clears the codes that are over and the addresses that nobody could be told at. Gives how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn clear_resets(&self) -> Result<u64, StoreError> {
        let now = self.system.now();
        let mut tx = self.store.write().await?;
        let cleared = resets::clear(&mut tx, now, now.plus_seconds(-LIFE)).await?;
        tx.commit().await?;
        Ok(cleared)
    }
}

/// Ends every session of a user, takes every code back, and tells the account that the password is another.
async fn end_everything(unit: &mut Unit<'_>, user: UserId, id: Uuid) -> Result<u64, StoreError> {
    resets::withdraw(&mut unit.tx, user).await?;
    let ended = sessions::delete_others(&mut unit.tx, sessions::Kind::Customer, user.0, "").await?;
    unit.tell("password_changed", &json!({ "user": user }));
    unit.inform(format!("password/{id}"), &Message::PasswordReset);
    Ok(ended)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec10_a_code_has_128_bits_and_is_read_as_it_is_typed() {
        let code = Code::new(u128::MAX);
        assert_eq!(code.readable(), "7ZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-Z");
        let code = Code::new(0x0123_4567_89ab_cdef_0011_2233_4455_6677);
        let readable = code.readable();
        for typed in
            [readable.clone(), readable.to_lowercase(), readable.replace('-', " "), format!(" {readable}\n")]
        {
            assert_eq!(Code::typed(&typed), Some(code.clone()), "{typed}");
        }
        assert_eq!(Code::typed(&readable.replace('1', "l").replace('0', "o")), Some(code.clone()));
        for wrong in
            ["", "x", "00000", &readable.replace('-', "U"), &format!("{readable}0"), "一二三四五六七八九"]
        {
            assert_eq!(Code::typed(wrong), None, "{wrong}");
        }
        assert_eq!(format!("{code:?}"), "Code(…)");
    }

    #[test]
    fn sec10_every_bit_of_a_code_counts() {
        let all: std::collections::BTreeSet<String> = (0..128).map(|bit| Code::new(1 << bit).0).collect();
        assert_eq!(all.len(), 128);
    }
}
