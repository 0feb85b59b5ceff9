//! What every handler can reach: the configuration, the use cases, and a sandbox's clock. Cheap to clone, one per
//! router.

use std::{
    convert::Infallible,
    sync::{Arc, OnceLock},
};

use axum::{
    extract::{FromRef, FromRequestParts},
    http::request::Parts,
};

use super::{
    client::{Rates, Ticks},
    limits::Allowances,
};
use crate::{
    clock::Pulse,
    config::Config,
    domain::calendar::Timestamp,
    i18n::{Locale, Words, format::Format},
    services::{Services, sandbox::Sandbox},
};

/// The router's state. As an argument of a handler it is an extractor of its own.
#[derive(Clone)]
pub struct State(Arc<Inner>);

struct Inner {
    config: Config,
    services: Services,
    sandbox: Option<Sandbox>,
    rates: Rates,
    allowances: Allowances,
    pulse: OnceLock<Pulse>,
}

impl State {
    /// The state of a router; with a `sandbox` where the database is one (T1).
    #[must_use]
    pub fn new(config: Config, services: Services, sandbox: Option<Sandbox>) -> Self {
        let rates = Rates::new(config.sign_in_rate, &services.system);
        let allowances = Allowances::new(&Ticks::of(&services.system));
        Self(Arc::new(Inner { config, services, sandbox, rates, allowances, pulse: OnceLock::new() }))
    }

    /// Has the probe for readiness tell when the job runner with this pulse stands still.
    pub fn watch(&self, pulse: Pulse) {
        let _watched_before = self.0.pulse.set(pulse);
    }

    /// For how many seconds the job runner has stood still, if it is one to be watched and does.
    pub(super) fn runner_late_by(&self) -> Option<i64> {
        self.0.pulse.get()?.late_by(self.system_now())
    }

    /// The checked configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// The use cases.
    #[must_use]
    pub fn services(&self) -> &Services {
        &self.0.services
    }

    /// The hand on the sandbox's clock; none in a live console.
    #[must_use]
    pub fn sandbox(&self) -> Option<&Sandbox> {
        self.0.sandbox.as_ref()
    }

    /// How often network addresses may try to sign in.
    pub(super) fn rates(&self) -> &Rates {
        &self.0.rates
    }

    /// How much of what is limited everybody has left.
    pub(super) fn allowances(&self) -> &Allowances {
        &self.0.allowances
    }

    /// The system clock's time: sessions, pauses, re-authentication.
    #[must_use]
    pub fn system_now(&self) -> Timestamp {
        self.0.services.system.now()
    }

    /// How values are written in `locale`: the catalog's calendar and currency.
    #[must_use]
    pub fn format(&self, locale: Locale) -> Format {
        let catalog = self.0.services.catalog().catalog;
        Format { locale, calendar: catalog.calendar(), currency: catalog.currency }
    }

    /// The language of last resort: the catalog's.
    #[must_use]
    pub fn default_locale(&self) -> Locale {
        Locale::from_tag(&self.0.services.catalog().catalog.default_locale).unwrap_or(Locale::ZhHans)
    }

    /// What a sandbox says of itself on every page, with its time (T1).
    pub(super) fn sandbox_line(&self, locale: Locale) -> Option<String> {
        self.0.sandbox.as_ref()?;
        let now = self.format(locale).date_time_zoned(self.0.services.now());
        Some(Words::of(locale).sandbox_at(&now).into_owned())
    }
}

impl<S: Sync> FromRequestParts<S> for State
where
    Self: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self::from_ref(state))
    }
}
