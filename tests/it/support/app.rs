//! The console as tests meet it: the real router over a database of its own, clocks that stand still until they are
//! moved, and browsers with a cookie jar. Nothing listens on a port.

use std::sync::Arc;

use axum::Router;
use im_console::{
    clock::{Clock, ManualClock},
    config::{Config, PasswordCost, Settings},
    domain::{
        account::{DocumentNumber, Email, Holder, LegalName},
        calendar::Timestamp,
        catalog::embedded,
        ids::{AccountId, OperatorId, UserId},
    },
    random::{OsRandomness, Randomness},
    services::{
        Actor, Catalogs, Passwords, Services,
        audit::Who,
        sandbox::{self, Sandbox},
        verification::{Verdict, VerificationForm},
    },
    store::{Location, Store, users},
    web::{self, State},
};
use tempfile::TempDir;

use super::{
    browser::Browser,
    customer::Customer,
    tables::Tables,
    world::{new_schema, secrets},
};

/// 3 April 2027, 14:05 in Shanghai: where both clocks of a test begin.
pub(crate) const START: Timestamp = Timestamp::from_unix(1_806_732_300);

/// A password that everybody in the tests may have.
pub(crate) const PASSWORD: &str = "violet kettle on the roof";

/// Hashing that takes no time; what a stored hash must cost is for the tests that name it.
const CHEAP: PasswordCost = PasswordCost { memory_kib: 64, passes: 1 };

/// A console of its own for one test.
pub(crate) struct TestApp {
    /// The router, as it is served.
    pub(crate) router: Router,
    /// What the router was made of.
    pub(crate) state: State,
    /// The use cases behind it.
    pub(crate) services: Services,
    /// The business clock; a sandbox's is moved through its page instead.
    pub(crate) clock: Arc<ManualClock>,
    /// The system clock.
    pub(crate) system: Arc<ManualClock>,
    location: Location,
    folder: Option<Arc<TempDir>>,
}

/// How a [`TestApp`] is to be.
pub(crate) struct Build {
    /// What would stand in the configuration file.
    pub(crate) settings: Settings,
    /// What a password hash costs.
    pub(crate) cost: PasswordCost,
    /// The built-in catalog.
    pub(crate) catalog: &'static str,
    /// Whether the database is a sandbox.
    pub(crate) is_sandbox: bool,
    /// Whether it has a mail server.
    pub(crate) sends_mail: bool,
}

impl Default for Build {
    fn default() -> Self {
        let settings = Settings { sign_in_burst: Some(1_000), ..Settings::default() };
        Self { settings, cost: CHEAP, catalog: "mainland", is_sandbox: false, sends_mail: false }
    }
}

impl TestApp {
    /// A live console with an empty database and the mainland catalog.
    pub(crate) async fn live() -> Self {
        Self::build(Build::default()).await
    }

    /// A sandbox, where top-ups are confirmed at once and the clock has a page.
    pub(crate) async fn sandbox() -> Self {
        Self::build(Build { is_sandbox: true, ..Build::default() }).await
    }

    /// A console as `build` says.
    pub(crate) async fn build(build: Build) -> Self {
        if let Some(location) = new_schema().await {
            return Self::on((location, None), build).await;
        }
        Self::on_sqlite(build).await
    }

    /// The same on SQLite, whatever server there is.
    pub(crate) async fn on_sqlite(build: Build) -> Self {
        let folder = Arc::new(TempDir::new().unwrap());
        let location = Location::Sqlite(folder.path().join("im-console.db"));
        Self::on((location, Some(folder)), build).await
    }

    /// The same database under another console: a restart, or a second server with its own configuration.
    pub(crate) async fn again(&self, build: Build) -> Self {
        let app = Self::on((self.location.clone(), self.folder.clone()), build).await;
        app.clock.advance_to(self.clock.now());
        app.system.advance_to(self.system.now());
        app
    }

    /// A console on a database of which the caller takes care.
    pub(crate) async fn at(location: Location) -> Self {
        Self::on((location, None), Build::default()).await
    }

    async fn on((location, folder): (Location, Option<Arc<TempDir>>), build: Build) -> Self {
        let store = Store::open(&location).await.unwrap();
        let (clock, system) = (Arc::new(ManualClock::at(START)), Arc::new(ManualClock::at(START)));
        let sandbox = if build.is_sandbox {
            Some(sandbox::open_sandbox(&store, START).await.unwrap())
        } else {
            sandbox::open_live(&store).await.unwrap();
            None
        };
        let content = embedded(build.catalog).unwrap();
        let services = Services {
            catalogs: Catalogs::publish(&store, build.catalog, content, START).await.unwrap(),
            clock: sandbox.as_ref().map_or_else(|| Arc::clone(&clock) as Arc<dyn Clock>, Sandbox::clock),
            system: Arc::clone(&system) as Arc<dyn Clock>,
            random: Arc::new(OsRandomness) as Arc<dyn Randomness>,
            passwords: Passwords::new(build.cost),
            secrets: secrets(&store).await,
            sends_mail: build.sends_mail,
            store,
        };
        let config = Config::new(build.settings).unwrap();
        let state = State::new(config, services.clone(), sandbox);
        Self { router: web::router(state.clone()), state, services, clock, system, location, folder }
    }

    /// A browser without cookies that asks for English pages.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// Moves both clocks on.
    pub(crate) fn wait(&self, seconds: i64) {
        self.clock.advance_to(self.clock.now().plus_seconds(seconds));
        self.system.advance_to(self.system.now().plus_seconds(seconds));
    }

    /// Signs somebody up through the page: a customer who is signed in and not verified.
    pub(crate) async fn customer(&self, email: &str) -> Person {
        let mut browser = self.browser();
        let answer = browser.post("/sign-up", &[("email", email), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let mut tx = self.services.store.read().await.unwrap();
        let found = users::by_email(&mut tx, &Email::parse(email).unwrap()).await.unwrap().unwrap();
        Person { browser, user: found.user, account: found.account }
    }

    /// A customer who is signed in and verified.
    pub(crate) async fn verified_customer(&self, email: &str) -> Person {
        let customer = self.customer(email).await;
        let form = VerificationForm {
            holder: Holder::Enterprise,
            legal_name: LegalName::parse("Example Ltd").unwrap(),
            document_no: DocumentNumber::parse("91310000MA1FL0000X").unwrap(),
        };
        let actor = Actor { who: Who::User(customer.user), ..Actor::console() };
        let id = self.services.submit_verification(customer.account, &form, &actor).await.unwrap();
        let operator = OperatorId(self.services.random.uuid(START));
        let actor = Actor { who: Who::Operator(operator), ..Actor::console() };
        self.services.decide_verification(id, Verdict::Approve, &actor).await.unwrap();
        customer
    }

    /// The verbs of a person, past the pages.
    pub(crate) fn acting(&self, person: &Person) -> Customer {
        let actor = Actor { who: Who::User(person.user), ..Actor::console() };
        Customer { services: self.services.clone(), account: person.account, actor }
    }

    /// Runs one statement past the store, which the database must take.
    pub(crate) async fn execute(&self, sql: &str) {
        super::tables::execute(&self.location, sql).await.unwrap();
    }

    /// Every row of every table.
    pub(crate) async fn tables(&self) -> Tables {
        Tables::read(&self.location).await
    }

    /// An operator who is signed in and has changed the one-time secret.
    pub(crate) async fn operator(&self, email: &str) -> Browser {
        let address = Email::parse(email).unwrap();
        let secret = self.services.create_operator(&address, &Actor::console()).await.unwrap();
        let mut browser = self.browser();
        let signed_in = browser.post("/operator/sign-in", &[("email", email), ("password", &secret)]).await;
        assert_eq!(signed_in.status, 303, "{}", signed_in.body);
        let change = [("current_password", secret.as_str()), ("new_password", PASSWORD)];
        let changed = browser.post("/operator/account", &change).await;
        assert_eq!(changed.status, 303, "{}", changed.body);
        browser
    }
}

/// Somebody who is signed in, with the browser they sit at.
pub(crate) struct Person {
    /// Signed in.
    pub(crate) browser: Browser,
    /// Who it is.
    pub(crate) user: UserId,
    /// The account that is worked for.
    pub(crate) account: AccountId,
}
