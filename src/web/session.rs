//! Sessions over HTTP: tower-sessions hands out and reads the cookies, our store answers with who is signed in, from
//! one query. What a session is and how long it lasts is decided by the services.

use std::fmt;

use async_trait::async_trait;
use axum::{
    extract::Request,
    http::{Extensions, HeaderMap, HeaderValue, header::SET_COOKIE},
    middleware::Next,
    response::Response,
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use tower_sessions::{
    Session, SessionManagerLayer, SessionStore,
    cookie::SameSite,
    session::{self, Id, Record},
    session_store::{Error as StoreFailed, Result},
};

use super::{cookies, error::Error};
use crate::{
    services::{
        Services,
        kept_forms::Owner,
        sessions::{Opening, digest},
    },
    store::{
        StoreError,
        sessions::{CustomerSession, Kind, OperatorSession, Times},
    },
};

/// Where the record holds who is signed in, and where a handler puts a session that begins.
const PRINCIPAL: &str = "principal";
const OPENING: &str = "opening";

/// Somebody who is signed in, as the store found them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Principal {
    /// A customer's user.
    Customer(CustomerSession),
    /// An operator.
    Operator(OperatorSession),
}

impl Principal {
    /// Whose session it is.
    pub(super) const fn owner(&self) -> Owner {
        match self {
            Self::Customer(session) => Owner { kind: Kind::Customer, id: session.user.0 },
            Self::Operator(session) => Owner { kind: Kind::Operator, id: session.operator.0 },
        }
    }

    /// When things happened in it.
    pub(super) const fn times(&self) -> Times {
        match self {
            Self::Customer(session) => session.times,
            Self::Operator(session) => session.times,
        }
    }
}

/// The store behind the cookies of one kind of session.
#[derive(Clone)]
pub(super) struct Sessions {
    services: Services,
    kind: Kind,
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sessions").field("kind", &self.kind).finish_non_exhaustive()
    }
}

#[async_trait]
impl SessionStore for Sessions {
    /// A session whose password was changed meanwhile gets an id that opens nothing, like one that ended at once.
    async fn create(&self, record: &mut Record) -> Result<()> {
        let opening = record.data.get(OPENING).cloned().unwrap_or_default();
        let opening: Opening =
            serde_json::from_value(opening).map_err(|error| StoreFailed::Decode(error.to_string()))?;
        let mut id = [0; 16];
        self.services.random.fill(&mut id);
        record.id = Id(i128::from_le_bytes(id));
        self.services.open_session(&hash(record.id), &opening).await.map_err(failed)?;
        Ok(())
    }

    /// Nothing to save: what a session is lies in its columns, which the services write.
    async fn save(&self, _: &Record) -> Result<()> {
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let hash = hash(*id);
        let principal = match self.kind {
            Kind::Customer => {
                self.services.customer_session(&hash).await.map(|found| found.map(Principal::Customer))
            }
            Kind::Operator => {
                self.services.operator_session(&hash).await.map(|found| found.map(Principal::Operator))
            }
        };
        let Some(principal) = principal.map_err(failed)? else { return Ok(None) };
        let principal =
            serde_json::to_value(principal).map_err(|error| StoreFailed::Encode(error.to_string()))?;
        let data = [(PRINCIPAL.to_owned(), principal)].into();
        Ok(Some(Record { id: *id, data, expiry_date: OffsetDateTime::UNIX_EPOCH }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.services.drop_session(&hash(*id)).await.map_err(failed)
    }
}

fn hash(id: Id) -> String {
    digest(&id.to_string())
}

/// The trait takes text only; the database's own words go to the log here.
fn failed(error: StoreError) -> StoreFailed {
    tracing::error!(%error, "a session could not be read or written");
    match error {
        StoreError::Busy(_) | StoreError::Lost(_) => StoreFailed::Backend(BUSY.to_owned()),
        error => StoreFailed::Backend(error.to_string()),
    }
}

/// How a database that is busy or away is told through tower-sessions.
const BUSY: &str = "the database is busy";

/// What a failed session is to the visitor.
fn refused(error: session::Error) -> Error {
    match error {
        session::Error::Store(StoreFailed::Backend(why)) if why == BUSY => Error::Busy,
        error => Error::internal(error),
    }
}

/// The layer that reads and hands out the cookies of `kind`. They live as long as the browser's session; the server
/// decides when they are over.
pub(super) fn layer(services: Services, kind: Kind) -> SessionManagerLayer<Sessions> {
    SessionManagerLayer::new(Sessions { services, kind })
        .with_name(cookie_of(kind))
        .with_same_site(SameSite::Lax)
}

const fn cookie_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Customer => cookies::SESSION,
        Kind::Operator => cookies::OPERATOR_SESSION,
    }
}

/// Gives the removals of tower-sessions the attributes without which browsers ignore them: it drops the cookie of a
/// session that is over with a header that lacks `Secure`.
pub(super) async fn complete_removals(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if headers.contains_key(SET_COOKIE) {
        let fixed: Vec<HeaderValue> = headers.get_all(SET_COOKIE).iter().map(completed).collect();
        headers.remove(SET_COOKIE);
        for cookie in fixed {
            headers.append(SET_COOKIE, cookie);
        }
    }
    response
}

fn completed(cookie: &HeaderValue) -> HeaderValue {
    let removed = [cookies::SESSION, cookies::OPERATOR_SESSION]
        .into_iter()
        .find(|name| cookie.as_bytes().starts_with(format!("{name}=;").as_bytes()));
    removed.and_then(cookies::remove).unwrap_or_else(|| cookie.clone())
}

/// What the first question of a request found, kept on it for the others.
#[derive(Clone)]
struct Known(Option<Principal>);

/// Who is signed in, if anybody. The first question of a request costs one query, the others none.
pub(super) async fn principal(extensions: &mut Extensions) -> std::result::Result<Option<Principal>, Error> {
    if let Some(Known(principal)) = extensions.get() {
        return Ok(principal.clone());
    }
    let Some(session) = extensions.get::<Session>().cloned() else { return Ok(None) };
    let principal = principal_of(&session).await?;
    extensions.insert(Known(principal.clone()));
    Ok(principal)
}

/// The same where the request is gone and only its session is left.
pub(super) async fn principal_of(session: &Session) -> std::result::Result<Option<Principal>, Error> {
    session.get(PRINCIPAL).await.map_err(refused)
}

/// The digest of the session's id.
pub(super) fn hash_of(session: &Session) -> String {
    session.id().map(hash).unwrap_or_default()
}

/// Begins a session under a new id, whatever the browser sent; an old one of this browser ends (SEC11).
pub(super) async fn begin(session: &Session, opening: &Opening) -> std::result::Result<(), Error> {
    if session.id().is_some() {
        session.cycle_id().await.map_err(refused)?;
    }
    session.insert(OPENING, opening).await.map_err(refused)?;
    session.save().await.map_err(refused)
}

/// The header that makes the browser forget its session of this kind.
pub(super) fn removal(kind: Kind) -> HeaderMap {
    cookies::remove(cookie_of(kind)).map(|cookie| (SET_COOKIE, cookie)).into_iter().collect()
}
