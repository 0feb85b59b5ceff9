//! Who is at the other end, as far as it can be known before anybody signs in: the network address, what the browser
//! calls itself, and how often that address may try to sign in (SEC3).

use std::{
    net::{IpAddr, Ipv4Addr},
    num::NonZeroU32,
    sync::Arc,
    time::Duration,
};

use axum::{
    extract::{FromRef, FromRequestParts},
    http::{HeaderMap, HeaderName, header::USER_AGENT, request::Parts},
};
use governor::{
    NotUntil, Quota, RateLimiter, clock, middleware::NoOpMiddleware, nanos::Nanos,
    state::keyed::DefaultKeyedStateStore,
};

use super::{State, error::Error, serve::Peer, trace::RequestId};
use crate::{
    clock::Clock,
    config::SignInRate,
    services::audit::{Action, Actor, Event, Who},
    store::accounts::HOUSE,
};

const FORWARDED: HeaderName = HeaderName::from_static("x-forwarded-for");
/// Addresses that are remembered before the idle ones are forgotten.
pub(super) const REMEMBERED: usize = 10_000;
/// A refused address is written into the audit log this often, in seconds.
pub(super) const NOTED: u32 = 60;
/// The most characters of an address that are kept of a blocked request.
const PATH: usize = 200;

/// The other end of a request.
#[derive(Clone, Debug)]
pub struct Client {
    /// The network address; behind a trusted proxy, the one that the proxy saw (SEC52).
    pub ip: IpAddr,
    /// What the browser calls itself.
    pub agent: String,
    /// The request's reference.
    pub request: String,
}

impl Client {
    /// The client as somebody who acts.
    #[must_use]
    pub fn actor(&self, who: Who, session: Option<String>) -> Actor {
        let (ip, agent) = (self.ip.to_string(), self.agent.clone());
        Actor { who, session, ip, agent, request: self.request.clone() }
    }

    /// The client before anybody signs in.
    #[must_use]
    pub fn visitor(&self) -> Actor {
        self.actor(Who::Visitor, None)
    }

    /// Counts an attempt to sign in or up from this address.
    ///
    /// # Errors
    /// With 429 when there were too many.
    pub async fn attempt(&self, state: &State) -> Result<(), Error> {
        let Some(seconds) = state.rates().refused(self.ip) else { return Ok(()) };
        if state.rates().is_worth_noting(self.ip) {
            let event =
                Event::refused(Action::LimitHit, &"address", serde_json::json!({ "seconds": seconds }));
            state.services().note(HOUSE, &self.visitor(), event).await?;
        }
        let until = state.system_now().plus_seconds(i64::from(seconds));
        Err(Error::TooMany { until, seconds })
    }

    /// Writes down that another site sent a request in this browser's name; once a minute for an address, so that
    /// nobody fills the log.
    pub(super) async fn note_cross_site(&self, state: &State, path: &str) {
        if !state.rates().is_worth_noting(self.ip) {
            return;
        }
        let path: String = path.chars().take(PATH).collect();
        let event = Event::refused(Action::CsrfBlock, &path, serde_json::json!({}));
        if let Err(error) = state.services().note(HOUSE, &self.visitor(), event).await {
            tracing::error!(%error, "a blocked request could not be written down");
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Client
where
    State: FromRef<S>,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let state = State::from_ref(state);
        let peer = parts.extensions.get::<Peer>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.0.ip());
        let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Ok(Self {
            ip: seen_by_proxy(&parts.headers, peer, &state.config().trusted_proxies).unwrap_or(peer),
            agent: text(USER_AGENT).to_owned(),
            request: parts.extensions.get::<RequestId>().map(ToString::to_string).unwrap_or_default(),
        })
    }
}

/// The address that the trusted proxies say they were called from: the last one that is not theirs.
fn seen_by_proxy(headers: &HeaderMap, peer: IpAddr, trusted: &[IpAddr]) -> Option<IpAddr> {
    if !trusted.contains(&peer) {
        return None;
    }
    let lines = headers.get_all(FORWARDED).iter().filter_map(|line| line.to_str().ok());
    let mut hops: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    hops.reverse();
    hops.into_iter().map_while(|hop| hop.parse().ok()).find(|ip| !trusted.contains(ip))
}

/// The system clock as the limiter reads it.
#[derive(Clone)]
pub(super) struct Ticks(Arc<dyn Clock>);

impl Ticks {
    pub(super) fn of(system: &Arc<dyn Clock>) -> Self {
        Self(Arc::clone(system))
    }
}

/// A bucket of `burst` that gets one more every `seconds`.
pub(super) fn quota(seconds: u32, burst: u32) -> Quota {
    let period = Duration::from_secs(u64::from(seconds.max(1)));
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(period).unwrap_or(Quota::per_second(NonZeroU32::MIN)).allow_burst(burst)
}

/// The whole seconds, one at least, until an empty bucket has one again.
pub(super) fn seconds_until(wait: &NotUntil<Nanos>, ticks: &Ticks) -> u32 {
    let wait = wait.wait_time_from(clock::Clock::now(ticks));
    u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).max(1)
}

impl clock::Clock for Ticks {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let seconds = u64::try_from(self.0.now().unix()).unwrap_or_default();
        Nanos::from(Duration::from_secs(seconds))
    }
}

type Limiter = RateLimiter<IpAddr, DefaultKeyedStateStore<IpAddr>, Ticks, NoOpMiddleware<Nanos>>;

/// Attempts per network address: a bucket that fills up again.
pub(super) struct Rates {
    attempts: Limiter,
    notes: Limiter,
    ticks: Ticks,
}

impl Rates {
    pub(super) fn new(rate: SignInRate, system: &Arc<dyn Clock>) -> Self {
        let ticks = Ticks::of(system);
        let limiter = |quota| RateLimiter::new(quota, DefaultKeyedStateStore::default(), ticks.clone());
        Self {
            attempts: limiter(quota(rate.seconds, rate.burst)),
            notes: limiter(quota(NOTED, 1)),
            ticks: ticks.clone(),
        }
    }

    /// Takes one attempt of `ip`; the seconds until there is one again, when there is none.
    fn refused(&self, ip: IpAddr) -> Option<u32> {
        for limiter in [&self.attempts, &self.notes] {
            if limiter.len() > REMEMBERED {
                limiter.retain_recent();
            }
        }
        let wait = self.attempts.check_key(&whole_network(ip)).err()?;
        Some(seconds_until(&wait, &self.ticks))
    }

    fn is_worth_noting(&self, ip: IpAddr) -> bool {
        self.notes.check_key(&whole_network(ip)).is_ok()
    }
}

/// The addresses that one client has as many of as it likes count as one: an IPv6 network of 64 bits.
fn whole_network(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V4(_) => ip,
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn seen(forwarded: &'static str, peer: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(FORWARDED, HeaderValue::from_static(forwarded));
        let trusted = ["10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap()];
        seen_by_proxy(&headers, peer.parse().unwrap(), &trusted).map(|ip| ip.to_string())
    }

    #[test]
    fn sec52_forwarded_addresses_are_believed_from_trusted_proxies_only() {
        assert_eq!(seen("203.0.113.9", "198.51.100.1"), None);
        assert_eq!(seen("203.0.113.9", "10.0.0.1").as_deref(), Some("203.0.113.9"));
        assert_eq!(seen("1.1.1.1, 203.0.113.9, 10.0.0.2", "10.0.0.1").as_deref(), Some("203.0.113.9"));
        assert_eq!(seen("203.0.113.9, nonsense", "10.0.0.1"), None);
    }

    #[test]
    fn an_ipv6_network_counts_as_one() {
        let one = whole_network("2001:db8:1:2:3:4:5:6".parse().unwrap());
        assert_eq!(one, whole_network("2001:db8:1:2:ffff::".parse().unwrap()));
        assert_ne!(one, whole_network("2001:db8:1:3::".parse().unwrap()));
    }
}
