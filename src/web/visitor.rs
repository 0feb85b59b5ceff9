//! Who is signed in, as an argument of a handler. A handler that takes one of these cannot be reached by anybody else:
//! whoever is not signed in is sent to sign in and comes back.

use axum::{
    extract::{FromRef, FromRequestParts},
    http::{
        HeaderMap, Method,
        header::{HOST, REFERER},
        request::Parts,
    },
};
use tower_sessions::Session;

use super::{
    State,
    client::Client,
    error::Error,
    is_page,
    locale::Scene,
    paths,
    session::{self, Principal},
};
use crate::{
    domain::{
        account::{Email, Verification},
        ids::{AccountId, OperatorId, UserId},
        money::Amount,
    },
    services::{
        audit::{Actor, Who},
        sessions::Opening,
        sign_in::Proof,
    },
    store::sessions::{CustomerSession, Kind, OperatorSession, Times},
};

/// A customer's user who is signed in.
#[derive(Clone, Debug)]
pub struct Visitor {
    found: CustomerSession,
    seat: Seat,
}

/// An operator who is signed in and has a password of their own.
#[derive(Clone, Debug)]
pub struct OperatorVisitor {
    found: OperatorSession,
    seat: Seat,
}

/// The browser's end of a session.
#[derive(Clone, Debug)]
struct Seat {
    session: Session,
    client: Client,
    here: String,
}

impl Visitor {
    /// Who it is.
    #[must_use]
    pub const fn user(&self) -> UserId {
        self.found.user
    }

    /// The account that is worked for. Everything a handler reads or writes is asked for with it.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.found.account
    }

    /// The user's address.
    #[must_use]
    pub const fn email(&self) -> &Email {
        &self.found.email
    }

    /// The account's balance when the request came.
    #[must_use]
    pub const fn balance(&self) -> Amount {
        self.found.balance
    }

    /// Whether the account owed something on overdue bills when the request came.
    #[must_use]
    pub const fn has_overdue(&self) -> bool {
        self.found.owed.is_positive()
    }

    /// How far the account's verification had come when the request came.
    #[must_use]
    pub const fn verification(&self) -> Verification {
        self.found.verification
    }

    /// The digest of the session's id.
    #[must_use]
    pub fn session_hash(&self) -> String {
        session::hash_of(&self.seat.session)
    }

    /// The visitor as somebody who acts, for the services.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.seat.client.actor(Who::User(self.user()), Some(self.session_hash()))
    }

    /// Asks for the password again unless it was given lately, and goes on to `next` after that (SEC16). Call it
    /// before anything sensitive is done: `visitor.require_fresh(&state, &next)?`.
    ///
    /// # Errors
    /// With the way to the page that asks.
    pub fn require_fresh(&self, state: &State, next: &str) -> Result<(), Error> {
        fresh(self.found.times, state, (paths::REAUTH, next))
    }

    /// Puts the session under a new id, with the password just given (SEC11).
    pub(super) async fn renew(&self, state: &State, proof: Proof) -> Result<(), Error> {
        self.seat.renew((Kind::Customer, self.user().0), self.found.times, (state, proof)).await
    }
}

impl OperatorVisitor {
    /// Who it is.
    #[must_use]
    pub const fn operator(&self) -> OperatorId {
        self.found.operator
    }

    /// The operator's address.
    #[must_use]
    pub const fn email(&self) -> &Email {
        &self.found.email
    }

    /// Whether the one-time secret is still to be changed (SEC8).
    #[must_use]
    pub const fn must_change(&self) -> bool {
        self.found.must_change
    }

    /// The digest of the session's id.
    #[must_use]
    pub fn session_hash(&self) -> String {
        session::hash_of(&self.seat.session)
    }

    /// The operator as somebody who acts, for the services.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.seat.client.actor(Who::Operator(self.operator()), Some(self.session_hash()))
    }

    /// Asks for the password again unless it was given lately; every write of an operator needs it (SEC16).
    ///
    /// # Errors
    /// With the way to the page that asks.
    pub fn require_fresh(&self, state: &State, next: &str) -> Result<(), Error> {
        fresh(self.found.times, state, (paths::OPERATOR_REAUTH, next))
    }

    /// Puts the session under a new id, with the password just given (SEC11).
    pub(super) async fn renew(&self, state: &State, proof: Proof) -> Result<(), Error> {
        self.seat.renew((Kind::Operator, self.operator().0), self.found.times, (state, proof)).await
    }
}

fn fresh(times: Times, state: &State, (door, next): (&'static str, &str)) -> Result<(), Error> {
    if state.services().is_fresh(times) { Ok(()) } else { Err(Error::PasswordFirst(door, next.to_owned())) }
}

impl Seat {
    async fn renew(
        &self,
        (kind, owner): (Kind, uuid::Uuid),
        times: Times,
        (state, proof): (&State, Proof),
    ) -> Result<(), Error> {
        let (ip, agent) = (self.client.ip.to_string(), self.client.agent.clone());
        let auth_at = state.system_now();
        let opening = Opening { kind, owner, created_at: times.created_at, auth_at, ip, agent, proof };
        session::begin(&self.session, &opening).await
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor
where
    State: FromRef<S>,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        match found(parts, state).await? {
            (Some(Principal::Customer(found)), seat) => Ok(Self { found, seat }),
            (_, seat) => Err(Error::PasswordFirst(paths::SIGN_IN, seat.here)),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for OperatorVisitor
where
    State: FromRef<S>,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let may_wait = [paths::OPERATOR_ACCOUNT, paths::OPERATOR_SIGN_OUT].contains(&parts.uri.path());
        match found(parts, state).await? {
            (Some(Principal::Operator(found)), _) if found.must_change && !may_wait => {
                Err(Error::SeeOther(paths::OPERATOR_ACCOUNT.to_owned()))
            }
            (Some(Principal::Operator(found)), seat) => Ok(Self { found, seat }),
            (_, seat) => Err(Error::PasswordFirst(paths::OPERATOR_SIGN_IN, seat.here)),
        }
    }
}

async fn found<S: Send + Sync>(parts: &mut Parts, state: &S) -> Result<(Option<Principal>, Seat), Error>
where
    State: FromRef<S>,
{
    let client = Client::from_request_parts(parts, state).await?;
    let session = parts.extensions.get::<Session>().cloned().ok_or(Error::NotFound)?;
    let principal = session::principal(&mut parts.extensions).await?;
    Ok((principal, Seat { session, client, here: way_back(parts) }))
}

/// Where to come back to after signing in: the page that was asked for; for a form its own page where there is one, else
/// the page that it was sent from, else the nearest page above its address.
fn way_back(parts: &Parts) -> String {
    let asked = parts.uri.path();
    if parts.method == Method::GET {
        return Scene::of(&parts.extensions).here;
    }
    let from = from_own_page(&parts.headers).map(|from| (from, from.split('?').next().unwrap_or_default()));
    let page = match from {
        Some((from, path)) if is_page(path) && (path == asked || !is_page(asked)) => Some(from),
        _ if BUYING.contains(&asked) => Some(paths::BUY),
        _ => paths::upwards(asked).find(|path| is_page(path)),
    };
    page.unwrap_or(paths::HOME).to_owned()
}

/// Forms that no page is above of: those of the purchase page and its quotes.
const BUYING: [&str; 2] = [paths::QUOTES, paths::PLACE_ORDER];

/// The path and query of the page that sent the request, if it is one of ours.
fn from_own_page(headers: &HeaderMap) -> Option<&str> {
    let referer = headers.get(REFERER)?.to_str().ok()?;
    let host = headers.get(HOST)?.to_str().ok()?;
    let (_, rest) = referer.split_once("://")?;
    rest.strip_prefix(host).and_then(paths::same_site)
}
