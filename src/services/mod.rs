//! The use cases. Each opens one unit of work, loads, asks the domain, saves and commits; each that can be refused
//! has an enum that says why. Knows no page; knows the database only through `store`.

pub mod accounts;
pub mod apps;
pub mod audit;
pub mod bills;
pub mod budgets;
pub mod catalogs;
pub mod forecast;
pub mod imports;
pub mod invariants;
pub mod kept_forms;
pub mod keys;
mod life;
pub mod mails;
pub mod messages;
pub mod once;
pub mod operators;
pub mod passwords;
pub mod prepaid;
pub mod purchase;
pub mod push;
pub mod reauth;
pub mod refunds;
mod renewals;
pub mod resets;
pub mod sandbox;
pub mod secrets;
pub mod sessions;
pub mod sign_in;
pub mod spent;
pub mod throttle;
pub mod tickets;
pub mod top_ups;
mod unit;
pub mod verification;
pub mod vouchers;

pub mod rtc;

use std::sync::Arc;

use crate::{
    clock::Clock,
    domain::{calendar::Timestamp, catalog::Published},
    random::Randomness,
    store::Store,
};

pub use audit::Actor;
pub use catalogs::Catalogs;
pub use passwords::Passwords;
pub use secrets::Secrets;

/// Everything a use case needs. Cheap to clone.
#[derive(Clone)]
pub struct Services {
    /// The database.
    pub store: Store,
    /// The business clock: terms, quotes, orders, jobs.
    pub clock: Arc<dyn Clock>,
    /// The system clock: sessions, throttles, audit.
    pub system: Arc<dyn Clock>,
    /// Ids, order numbers, secrets.
    pub random: Arc<dyn Randomness>,
    /// The published catalogs.
    pub catalogs: Catalogs,
    /// Hashing and comparing passwords.
    pub passwords: Passwords,
    /// What seals and opens secrets at rest.
    pub secrets: Secrets,
    /// Whether messages are mailed too: without a mail server they are in the message centre alone.
    pub sends_mail: bool,
}

impl Services {
    /// The business time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The catalog in force, as far as this process knows.
    #[must_use]
    pub fn catalog(&self) -> Published {
        self.catalogs.current()
    }

    /// Takes up the newest catalog that any process has published (K4).
    ///
    /// # Errors
    /// When it can't be read, or the database fails.
    pub async fn look_for_catalog(&self) -> Result<Published, catalogs::CatalogRefused> {
        self.catalogs.look(&mut self.store.read().await?).await
    }
}

/// Every use case can fail with its database; a refusal enum carries it as a case of its own.
macro_rules! from_store {
    ($($refused:ident),* $(,)?) => { $(
        impl From<$crate::store::StoreError> for $refused {
            fn from(error: $crate::store::StoreError) -> Self {
                Self::Store(error)
            }
        }
    )* };
}
use from_store;
