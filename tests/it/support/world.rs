//! A console without its web: a database of its own, a clock that stands still until it is moved, repeatable
//! randomness, and verbs for what customers and operators do.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use chrono::NaiveDateTime;
use im_console::{
    clock::ManualClock,
    config::Config,
    domain::{
        calendar::{Calendar, Timestamp},
        catalog::embedded,
        ids::AccountId,
    },
    random::SeededRandomness,
    services::{Catalogs, Passwords, Secrets, Services, audit::first_broken, secrets::KeyRing},
    store::{Location, Store, audit},
};

use super::{
    customer::{Customer, NewCustomer},
    invariants,
    tables::{Tables, text},
};

/// Writes each test once for SQLite and once for PostgreSQL. The test gets a fresh [`World`], and every invariant is
/// checked after it.
macro_rules! on_both_databases {
    ($($name:ident),* $(,)?) => {
        mod sqlite { $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let world = $crate::support::world::World::sqlite().await;
                super::$name(&world).await;
                world.assert_whole().await;
            }
        )* }
        mod postgres { $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                if let Some(world) = $crate::support::world::World::postgres().await {
                    super::$name(&world).await;
                    world.assert_whole().await;
                }
            }
        )* }
    };
}
pub(crate) use on_both_databases;

/// The moment at which every world begins: 22 November 2026, 10:00 in Shanghai and Singapore.
pub(crate) const BEGIN: &str = "2026-11-22 10:00:00";
/// The calendar of both shipped catalogs.
pub(crate) const SHANGHAI: Calendar = Calendar::new(chrono_tz::Asia::Shanghai);

/// The moment at which the clocks of Shanghai show `text`.
pub(crate) fn at(text: &str) -> Timestamp {
    SHANGHAI.moment(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap())
}

/// The key that secrets are sealed with in every database of the tests: copies of one open each other's.
pub(crate) const SECRETS_KEY: &str = "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00";

/// What seals and opens the secrets of a database of the tests.
pub(crate) async fn secrets(store: &Store) -> Secrets {
    Secrets::of_ring(store, KeyRing::parse(SECRETS_KEY).unwrap()).await.unwrap()
}

/// A console with its own database.
pub(crate) struct World {
    pub(crate) services: Services,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) location: Location,
    _folder: Option<tempfile::TempDir>,
}

impl World {
    /// On a new SQLite file, with the catalog `mainland`.
    pub(crate) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let location = Location::Sqlite(folder.path().join("im-console.db"));
        Self { _folder: Some(folder), ..Self::open(location, mainland(), at(BEGIN)).await }
    }

    /// On a new schema of the PostgreSQL of `TEST_DATABASE_URL`; none where there is no such server.
    pub(crate) async fn postgres() -> Option<Self> {
        let location = new_schema().await?;
        Some(Self::open(location, mainland(), at(BEGIN)).await)
    }

    /// On a database that is there, as another process would open it.
    pub(crate) async fn open(location: Location, catalog: &str, now: Timestamp) -> Self {
        static SEED: AtomicU64 = AtomicU64::new(1);
        let store = Store::open(&location).await.unwrap();
        let catalogs = Catalogs::publish(&store, "test", catalog, now).await.unwrap();
        let clock = Arc::new(ManualClock::at(now));
        let seed = u64::from(std::process::id()) << 32 | SEED.fetch_add(1, Ordering::Relaxed);
        let services = Services {
            secrets: secrets(&store).await,
            store,
            clock: Arc::clone(&clock) as Arc<_>,
            system: Arc::new(ManualClock::at(at(BEGIN))),
            random: Arc::new(SeededRandomness::new(seed)),
            catalogs,
            passwords: Passwords::new(Config::LEAST_COST),
            sends_mail: false,
        };
        Self { services, clock, location, _folder: None }
    }

    /// The same database opened once more, with another catalog.
    pub(crate) async fn reopened_with(&self, catalog: &str) -> Self {
        Self::open(self.location.clone(), catalog, self.services.now()).await
    }

    /// Every row of every table.
    pub(crate) async fn tables(&self) -> Tables {
        Tables::read(&self.location).await
    }

    /// Moves the clock without letting anything fall due: a job runner that is late.
    pub(crate) fn wait_until(&self, moment: Timestamp) {
        self.clock.advance_to(moment);
    }

    /// Moves the clock by `seconds` without letting anything fall due.
    pub(crate) fn wait(&self, seconds: i64) {
        self.wait_until(self.services.now().plus_seconds(seconds));
    }

    /// Moves the clock and does what fell due.
    pub(crate) async fn advance_to(&self, moment: Timestamp) -> u32 {
        self.wait_until(moment);
        self.services.run_due(moment).await.unwrap()
    }

    /// A new customer: unverified and without money until told otherwise.
    pub(crate) const fn customer(&self) -> NewCustomer<'_> {
        NewCustomer::of(&self.services)
    }

    /// A verified customer with a balance in minor units.
    pub(crate) async fn customer_with(&self, balance: i64) -> Customer {
        self.customer().verified().with_balance(balance).await
    }

    /// The invariants, and every audit chain with its head (I8).
    pub(crate) async fn assert_whole(&self) {
        let tables = self.tables().await;
        invariants::assert_hold(&tables);
        // What is sealed is asked of the keys of one moment; tests that rotate them, or move what is sealed, ask `doctor`.
        let mut broken = self.services.broken_invariants().await.unwrap();
        broken.retain(|broken| broken.invariant != im_console::services::invariants::Invariant::Secrets);
        assert_eq!(broken, []);
        let mut tx = self.services.store.read().await.unwrap();
        for row in tables.rows("accounts") {
            let id = AccountId(text(row, "id").parse().unwrap());
            let chain = audit::chain(&mut tx, id).await.unwrap();
            assert_eq!(first_broken(&chain), None, "I8: the audit chain of {id} is broken");
            let head = chain.last().map_or("", |row| row.row_hash.as_str());
            assert_eq!(text(row, "audit_hash"), head, "I8: {id}");
        }
    }
}

/// The text of the catalog `mainland`.
pub(crate) fn mainland() -> &'static str {
    embedded("mainland").unwrap()
}

/// A schema of its own on the server of `TEST_DATABASE_URL`.
pub(crate) async fn new_schema() -> Option<Location> {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let url = std::env::var("TEST_DATABASE_URL").ok()?;
    let schema = format!("t{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let created = format!("CREATE SCHEMA {schema}");
    super::tables::execute(&Location::Postgres(url.clone()), &created).await.unwrap();
    let sign = if url.contains('?') { '&' } else { '?' };
    Some(Location::Postgres(format!("{url}{sign}options[search_path]={schema}")))
}
