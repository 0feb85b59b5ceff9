//! How often one person may do what costs the console much or tells a thief much (SEC40). Everything that is limited
//! stands here; reading pages is not. Each server counts for itself, on the system clock.

use std::collections::BTreeMap;

use axum::{
    extract::{FromRequestParts as _, MatchedPath, Request},
    http::{Method, request::Parts},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use governor::{RateLimiter, middleware::NoOpMiddleware, nanos::Nanos, state::keyed::DefaultKeyedStateStore};
use serde_json::json;
use uuid::Uuid;

use super::{
    State,
    client::{Client, NOTED, REMEMBERED, Ticks, quota, seconds_until},
    error::Error,
    paths,
    session::{self, Principal},
};
use crate::{
    services::audit::{Action, Event, Who},
    store::accounts::HOUSE,
};

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Limit {
    /// Pricing something for sale.
    Quote,
    /// Looking for applications by a text.
    Search,
    /// Taking away a table or a document.
    Export,
    /// Showing, making and checking what opens an application.
    Reveal,
    /// Sending a file.
    Upload,
}

impl Limit {
    const ALL: [Self; 5] = [Self::Quote, Self::Search, Self::Export, Self::Reveal, Self::Upload];

    /// The name in the log.
    const fn as_str(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Search => "search",
            Self::Export => "export",
            Self::Reveal => "reveal",
            Self::Upload => "upload",
        }
    }

    /// How many at once, and the seconds after which there is one more.
    const fn rate(self) -> (u32, u32) {
        match self {
            Self::Quote | Self::Search => (120, 1),
            Self::Export => (60, 2),
            Self::Reveal | Self::Upload => (30, 10),
        }
    }

    /// What a request to this route counts as.
    fn of(route: &str, request: &Request) -> Option<Self> {
        let is_sent = *request.method() == Method::POST;
        match route {
            paths::QUOTES | paths::QUOTE_VOUCHER | paths::APP_RENEW | paths::APP_UPGRADE_PACKAGE
                if is_sent =>
            {
                Some(Self::Quote)
            }
            paths::APP_KEY | paths::APP_KEY_ROTATE | paths::APP_USER_SIG if is_sent => Some(Self::Reveal),
            paths::PUSH_NEW if is_sent => Some(Self::Upload),
            paths::FORECAST_CSV | paths::BILL_CSV | paths::BILL_PDF | paths::BILL_JSON => Some(Self::Export),
            paths::APPS => {
                let mut query = form_urlencoded::parse(request.uri().query()?.as_bytes());
                query.any(|(name, text)| name == "q" && !text.is_empty()).then_some(Self::Search)
            }
            _ => None,
        }
    }
}

type Limiter<K> = RateLimiter<K, DefaultKeyedStateStore<K>, Ticks, NoOpMiddleware<Nanos>>;

/// What everybody has left: a bucket for each limit that fills up again.
pub(super) struct Allowances {
    left: BTreeMap<Limit, Limiter<Uuid>>,
    notes: Limiter<(Limit, Uuid)>,
    ticks: Ticks,
}

impl Allowances {
    pub(super) fn new(ticks: &Ticks) -> Self {
        let limiter = |limit: Limit| {
            let (burst, seconds) = limit.rate();
            let store = DefaultKeyedStateStore::default();
            (limit, RateLimiter::new(quota(seconds, burst), store, ticks.clone()))
        };
        Self {
            left: Limit::ALL.into_iter().map(limiter).collect(),
            notes: RateLimiter::new(quota(NOTED, 1), DefaultKeyedStateStore::default(), ticks.clone()),
            ticks: ticks.clone(),
        }
    }

    /// Takes one; the seconds until there is one again, when there is none.
    fn refused(&self, limit: Limit, owner: Uuid) -> Option<u32> {
        let limiter = self.left.get(&limit)?;
        if limiter.len() > REMEMBERED {
            limiter.retain_recent();
            self.notes.retain_recent();
        }
        let wait = limiter.check_key(&owner).err()?;
        Some(seconds_until(&wait, &self.ticks))
    }
}

/// Around a route: refuses with 429 what is too much, and writes that down, once a minute for a person.
pub(super) async fn layer(state: State, route: MatchedPath, request: Request, next: Next) -> Response {
    let Some(limit) = Limit::of(route.as_str(), &request) else { return next.run(request).await };
    let (mut parts, body) = request.into_parts();
    match counted(&state, limit, &mut parts).await {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(error) => error.into_response(),
    }
}

async fn counted(state: &State, limit: Limit, parts: &mut Parts) -> Result<(), Error> {
    let Some(principal) = session::principal(&mut parts.extensions).await? else { return Ok(()) };
    let owner = principal.owner().id;
    let Some(seconds) = state.allowances().refused(limit, owner) else { return Ok(()) };
    if state.allowances().notes.check_key(&(limit, owner)).is_ok() {
        let client = Client::from_request_parts(parts, state).await?;
        let (account, who) = match principal {
            Principal::Customer(found) => (found.account, Who::User(found.user)),
            Principal::Operator(found) => (HOUSE, Who::Operator(found.operator)),
        };
        let event = Event::refused(Action::LimitHit, &limit.as_str(), json!({ "seconds": seconds }));
        state.services().note(account, &client.actor(who, None), event).await?;
    }
    let until = state.system_now().plus_seconds(i64::from(seconds));
    Err(Error::TooMany { until, seconds })
}
