//! Hashing passwords: argon2id, two at a time in memory that is used again, so that a hundred sign-ins at once
//! neither hold up other work nor keep gigabytes. Knows no user and no database.

use std::sync::{Arc, Mutex, PoisonError};

use argon2::{Algorithm, Argon2, Block, Params, Version, password_hash::phc::PasswordHash};
use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use subtle::ConstantTimeEq as _;
use tokio::sync::Semaphore;

use crate::{config::PasswordCost, domain::password::Password, random::Randomness};

/// Hashes computed at once.
const AT_ONCE: usize = 2;
/// Hashes that may wait; further ones are turned away.
const WAITING: usize = 256;
/// Bytes of a salt and of a hash.
const SALT: usize = 16;
const HASH: usize = 32;

/// Why no hash was computed.
#[derive(Debug, thiserror::Error)]
pub enum HashFailed {
    /// Too many wait already: nothing was done, trying again soon helps.
    #[error("too many passwords are being checked")]
    Busy,
    /// A stored hash is not one of ours, or the costs cannot be met.
    #[error("a password hash cannot be computed or read")]
    Unusable,
}

/// How a password compares with a stored hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Another password.
    Wrong,
    /// The password.
    Right,
    /// The password; its hash is cheaper than hashes are made now and should be replaced (SEC7).
    RightButWeak,
}

/// Computes and compares password hashes. Cheap to clone.
#[derive(Clone)]
pub struct Passwords(Arc<Inner>);

struct Inner {
    cost: PasswordCost,
    seats: Arc<Semaphore>,
    queue: Semaphore,
    memory: Mutex<Vec<Vec<Block>>>,
}

/// What a stored hash says of itself.
struct Stored {
    params: Params,
    salt: Vec<u8>,
    hash: Vec<u8>,
}

impl Passwords {
    /// Hashes at this cost from now on; older hashes are still compared at their own.
    #[must_use]
    pub fn new(cost: PasswordCost) -> Self {
        Self(Arc::new(Inner {
            cost,
            seats: Arc::new(Semaphore::new(AT_ONCE)),
            queue: Semaphore::new(AT_ONCE + WAITING),
            memory: Mutex::default(),
        }))
    }

    /// The hash of a new password with a salt of its own, as a PHC string.
    ///
    /// # Errors
    /// When too many wait already.
    pub async fn hash(&self, password: &Password, random: &dyn Randomness) -> Result<String, HashFailed> {
        let mut salt = vec![0; SALT];
        random.fill(&mut salt);
        let PasswordCost { memory_kib, passes } = self.0.cost;
        let readable = STANDARD_NO_PAD.encode(&salt);
        let hash = self.compute(password.clone(), salt, self.params()?).await?;
        let hash = STANDARD_NO_PAD.encode(hash);
        Ok(format!("$argon2id$v=19$m={memory_kib},t={passes},p=1${readable}${hash}"))
    }

    /// Compares a password with a stored hash. Without one, or without a password that could be stored, it takes
    /// the same time and says [`Verdict::Wrong`], so that nobody learns who has an account (SEC2).
    ///
    /// # Errors
    /// When too many wait already, or the stored hash cannot be read.
    pub async fn verify(
        &self,
        password: Option<Password>,
        stored: Option<&str>,
    ) -> Result<Verdict, HashFailed> {
        let (Some(password), Some(stored)) = (password, stored) else {
            let nobody = Password::entered("nobody").ok_or(HashFailed::Unusable)?;
            self.compute(nobody, vec![0; SALT], self.params()?).await?;
            return Ok(Verdict::Wrong);
        };
        let stored = Stored::read(stored)?;
        let is_weak =
            stored.params.m_cost() < self.0.cost.memory_kib || stored.params.t_cost() < self.0.cost.passes;
        let hash = self.compute(password, stored.salt, stored.params).await?;
        match (bool::from(hash.ct_eq(&stored.hash)), is_weak) {
            (false, _) => Ok(Verdict::Wrong),
            (true, false) => Ok(Verdict::Right),
            (true, true) => Ok(Verdict::RightButWeak),
        }
    }

    fn params(&self) -> Result<Params, HashFailed> {
        let PasswordCost { memory_kib, passes } = self.0.cost;
        Params::new(memory_kib, passes, 1, Some(HASH)).map_err(|_| HashFailed::Unusable)
    }

    /// Computes one hash on a blocking thread, in memory that is given back. The seat goes with the thread: giving
    /// up the request does not let a third hash start.
    async fn compute(
        &self,
        password: Password,
        salt: Vec<u8>,
        params: Params,
    ) -> Result<Vec<u8>, HashFailed> {
        let _place = self.0.queue.try_acquire().map_err(|_| HashFailed::Busy)?;
        let seat = Arc::clone(&self.0.seats).acquire_owned().await.map_err(|_| HashFailed::Busy)?;
        let inner = Arc::clone(&self.0);
        let computed = tokio::task::spawn_blocking(move || {
            let _seat = seat;
            inner.fill(&password, &salt, params)
        });
        computed.await.map_err(|_| HashFailed::Unusable)?
    }
}

impl Inner {
    fn fill(&self, password: &Password, salt: &[u8], params: Params) -> Result<Vec<u8>, HashFailed> {
        let mut memory = self.memory().pop().unwrap_or_default();
        if memory.len() < params.block_count() {
            memory.resize(params.block_count(), Block::new());
        }
        let mut hash = vec![0; params.output_len().unwrap_or(HASH)];
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let done = argon2.hash_password_into_with_memory(password.as_bytes(), salt, &mut hash, &mut memory);
        self.memory().push(memory);
        done.map(|()| hash).map_err(|_| HashFailed::Unusable)
    }

    fn memory(&self) -> std::sync::MutexGuard<'_, Vec<Vec<Block>>> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stored {
    fn read(text: &str) -> Result<Self, HashFailed> {
        let parsed = PasswordHash::new(text).map_err(|_| HashFailed::Unusable)?;
        let number = |name| parsed.params.get_decimal(name);
        let (salt, hash) = parsed.salt.zip(parsed.hash).ok_or(HashFailed::Unusable)?;
        let is_ours = parsed.algorithm.as_str() == "argon2id" && parsed.version == Some(19);
        let costs = number("m").zip(number("t")).zip(number("p")).filter(|_| is_ours);
        let ((memory, passes), lanes) = costs.ok_or(HashFailed::Unusable)?;
        let length = Some(hash.as_bytes().len());
        let params = Params::new(memory, passes, lanes, length).map_err(|_| HashFailed::Unusable)?;
        Ok(Self { params, salt: salt.as_ref().to_vec(), hash: hash.as_bytes().to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::OsRandomness;

    const CHEAP: PasswordCost = PasswordCost { memory_kib: 64, passes: 1 };
    const DEAR: PasswordCost = PasswordCost { memory_kib: 128, passes: 2 };

    fn entered(text: &str) -> Option<Password> {
        Password::entered(text)
    }

    #[tokio::test]
    async fn sec7_a_hash_names_its_costs_and_has_a_salt_of_its_own() {
        let passwords = Passwords::new(crate::config::Config::LEAST_COST);
        let password = entered("correct horse battery").unwrap();
        let hash = passwords.hash(&password, &OsRandomness).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_ne!(hash, passwords.hash(&password, &OsRandomness).await.unwrap());
        assert_eq!(passwords.verify(Some(password), Some(&hash)).await.unwrap(), Verdict::Right);
        assert_eq!(passwords.verify(entered("correct horse"), Some(&hash)).await.unwrap(), Verdict::Wrong);
    }

    #[tokio::test]
    async fn sec7_a_hash_cheaper_than_today_is_told() {
        let password = entered("correct horse battery").unwrap();
        let hash = Passwords::new(CHEAP).hash(&password, &OsRandomness).await.unwrap();
        let verdict = Passwords::new(DEAR).verify(Some(password), Some(&hash)).await.unwrap();
        assert_eq!(verdict, Verdict::RightButWeak);
    }

    #[tokio::test]
    async fn sec2_nobody_is_computed_like_somebody_and_is_wrong() {
        let passwords = Passwords::new(CHEAP);
        assert_eq!(passwords.verify(entered("nobody"), None).await.unwrap(), Verdict::Wrong);
        assert_eq!(passwords.verify(None, None).await.unwrap(), Verdict::Wrong);
    }

    #[tokio::test]
    async fn sec7_fifty_at_once_use_the_memory_of_two() {
        let passwords = Passwords::new(CHEAP);
        let checks = (0..50).map(|_| {
            let passwords = passwords.clone();
            tokio::spawn(async move { passwords.verify(entered("anything at all"), None).await.unwrap() })
        });
        for check in checks.collect::<Vec<_>>() {
            assert_eq!(check.await.unwrap(), Verdict::Wrong);
        }
        assert!(passwords.0.memory().len() <= AT_ONCE);
    }

    #[tokio::test]
    async fn what_no_longer_fits_the_queue_is_turned_away() {
        let passwords = Passwords::new(CHEAP);
        let all = u32::try_from(AT_ONCE + WAITING).unwrap();
        let _full = passwords.0.queue.acquire_many(all).await.unwrap();
        assert!(matches!(passwords.verify(entered("x"), None).await, Err(HashFailed::Busy)));
    }

    #[test]
    fn a_hash_of_another_kind_is_not_read() {
        for text in ["", "plain", "$argon2i$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo", "$2b$10$abc"] {
            assert!(Stored::read(text).is_err(), "{text}");
        }
    }
}
