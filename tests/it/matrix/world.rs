//! A console on a copy of the seed, and a browser for everybody in it.

use std::{fs, sync::Arc};

use im_console::{
    cli::demo::STUDIO,
    clock::ManualClock,
    config::PasswordCost,
    domain::{
        account::Email,
        calendar::Timestamp,
        catalog::{EMBEDDED, embedded},
        ids::AccountId,
    },
    random::OsRandomness,
    services::{Catalogs, Passwords, Services, sandbox},
    store::{Location, Store, users},
    web::{self, Audience, Route, State},
};
use tempfile::TempDir;

use super::{
    known::Known,
    seed::{Who, config, seed},
};
use crate::support::{app::START, browser::Browser, tables::Tables, world::secrets};

/// A console of its own with the demo in it.
pub(crate) struct World {
    pub(crate) router: axum::Router,
    pub(crate) services: Services,
    pub(crate) known: &'static Known,
    location: Location,
    _folder: TempDir,
}

impl World {
    /// Opens a copy of the seed.
    pub(crate) async fn open() -> Self {
        let seed = seed();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("world.db");
        fs::copy(&seed.file, &file).unwrap();
        let location = Location::Sqlite(file);
        let store = Store::open(&location).await.unwrap();
        let sandbox = sandbox::open_sandbox(&store, START).await.unwrap();
        let catalog = embedded(EMBEDDED[0]).unwrap();
        let services = Services {
            catalogs: Catalogs::publish(&store, EMBEDDED[0], catalog, Timestamp::from_unix(0)).await.unwrap(),
            clock: sandbox.clock(),
            system: Arc::new(ManualClock::at(START)),
            random: Arc::new(OsRandomness),
            passwords: Passwords::new(PasswordCost { memory_kib: 64, passes: 1 }),
            secrets: secrets(&store).await,
            sends_mail: true,
            store,
        };
        let state = State::new(config(), services.clone(), Some(sandbox));
        let router = web::router(state);
        Self { router, services, known: &seed.known, location, _folder: folder }
    }

    /// Somebody's browser; it asks for English pages.
    pub(crate) fn browser(&self, who: Who) -> Browser {
        self.speaking(who, "en")
    }

    /// Somebody's browser with a language chosen.
    pub(crate) fn speaking(&self, who: Who, tag: &str) -> Browser {
        let mut browser = Browser::new(self.router.clone());
        browser.set_cookie("__Host-lang", tag);
        if let Some((name, value)) = seed().cookies.get(&who) {
            browser.set_cookie(name, value);
        }
        browser
    }

    /// The key of a form that was just shown.
    pub(crate) fn key(&self) -> String {
        self.services.form_key().to_string()
    }

    /// The account of the owner.
    pub(crate) async fn owner(&self) -> AccountId {
        let email = Email::parse(STUDIO.email).unwrap();
        let mut tx = self.services.store.read().await.unwrap();
        users::by_email(&mut tx, &email).await.unwrap().unwrap().account
    }

    /// Where its database is.
    pub(crate) const fn location(&self) -> &Location {
        &self.location
    }

    /// Everything that is committed now.
    pub(crate) async fn tables(&self) -> Tables {
        Tables::read(&self.location).await
    }
}

/// Every route of a sandbox: what a live console has, and the clock.
pub(crate) fn routes() -> Vec<Route> {
    web::table().into_iter().chain(web::sandbox_table()).collect()
}

/// Who may use the routes of an audience.
pub(crate) fn user_of(audience: Audience) -> Who {
    match audience {
        Audience::Customer => Who::Owner,
        Audience::Operator => Who::Operator,
        Audience::Everyone | Audience::OperatorDoor | Audience::Machine => Who::Nobody,
    }
}

/// Tables whose rows reading pages may change: who was seen when, and what was refused.
pub(crate) const SEEN: [&str; 3] = ["sessions", "audit_log", "throttles"];
