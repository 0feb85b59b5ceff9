//! What a handler answers when it cannot do what was asked. The error carries no language: a layer turns it into our
//! page, in the visitor's language, with the signed-in frame where there is one.

use std::{borrow::Cow, error::Error as StdError};

use axum::{
    body::Body,
    extract::Request,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CONTENT_TYPE, LOCATION, RETRY_AFTER},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use thiserror::Error as ThisError;
use tower_sessions::Session;

use super::{
    State, cookies, kept::Asked, locale::Scene, page::Page, pages::error::ErrorPage, paths, session,
    trace::RequestId,
};
use crate::{
    domain::calendar::Timestamp,
    i18n::Words,
    services::{catalogs::CatalogRefused, sign_in::SignInRefused},
    store::StoreError,
};

/// A sentence of the message table, such as `Words::order_already_paid`.
pub type Sentence = fn(Words) -> Cow<'static, str>;

/// Why there is no page.
#[derive(Debug, ThisError)]
pub enum Error {
    /// 303: not a fault, another page comes first.
    #[error("another page comes first")]
    SeeOther(String),
    /// 303: a password comes first, at this door, and then this address. What was sent is kept meanwhile
    /// (`web::kept`).
    #[error("a password comes first")]
    PasswordFirst(&'static str, String),
    /// 400: a form or a query that no page of ours sends.
    #[error("the request cannot be read")]
    BadRequest,
    /// 403: another site caused the request (SEC21).
    #[error("another site caused the request")]
    CrossSite,
    /// 403: the visitor may not, with the reason.
    #[error("the visitor may not do this")]
    Forbidden(Sentence),
    /// 404: not there, or another account's: the two cannot be told apart (SEC17).
    #[error("there is nothing at this address")]
    NotFound,
    /// 408: the body came too slowly or not to its end.
    #[error("the body did not arrive in time")]
    TooSlow,
    /// 409: the state has changed under the visitor, with what to do.
    #[error("the state has changed")]
    Conflict(Sentence),
    /// 413: the body is too large (SEC41).
    #[error("the body is too large")]
    TooLarge,
    /// 429: too many attempts (SEC3, SEC40).
    #[error("too many attempts")]
    TooMany {
        /// When the next attempt is taken, on the system clock.
        until: Timestamp,
        /// The same as a number of seconds from now.
        seconds: u32,
    },
    /// 503: too much to do just now; nothing was changed.
    #[error("too much to do just now")]
    Busy,
    /// 503: the database failed at the end; whether anything was changed is not known.
    #[error("the outcome is not known")]
    Unsure,
    /// 500: a fault of the program. Logged with its causes where it becomes an answer.
    #[error("a fault")]
    Internal(#[source] Box<dyn StdError + Send + Sync>),
}

impl Error {
    /// A fault of the program, from whatever error it shows itself by.
    pub fn internal(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        match error.into().downcast::<CatalogRefused>().map(|refused| *refused) {
            Ok(CatalogRefused::Store(error)) => error.into(),
            Ok(refused) => Self::Internal(refused.into()),
            Err(error) => Self::Internal(error),
        }
    }

    /// What answers an attempt to sign in that was not refused for its password: too many attempts, too much to do,
    /// or a fault.
    #[must_use]
    pub fn not_signed_in(error: SignInRefused, state: &State) -> Self {
        match error {
            SignInRefused::Paused(until) => {
                let seconds = until.seconds_since(state.system_now()).max(1);
                Self::TooMany { until, seconds: u32::try_from(seconds).unwrap_or(u32::MAX) }
            }
            SignInRefused::Busy => Self::Busy,
            SignInRefused::Store(error) => error.into(),
            SignInRefused::Wrong | SignInRefused::Hash(_) => Self::internal(error),
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::SeeOther(_) | Self::PasswordFirst(..) | Self::Internal(_) => Kind::Fault,
            Self::BadRequest => Kind::BadRequest,
            Self::CrossSite => Kind::CrossSite,
            Self::Forbidden(reason) => Kind::Forbidden(*reason),
            Self::NotFound => Kind::NotFound,
            Self::TooSlow => Kind::TooSlow,
            Self::Conflict(reason) => Kind::Conflict(*reason),
            Self::TooLarge => Kind::TooLarge,
            Self::TooMany { until, .. } => Kind::TooMany(*until),
            Self::Busy => Kind::Busy,
            Self::Unsure => Kind::Unsure,
        }
    }
}

/// What the page has to say, on its way from the error to the layer.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    BadRequest,
    CrossSite,
    Forbidden(Sentence),
    NotFound,
    MethodNotAllowed,
    TooSlow,
    Conflict(Sentence),
    TooLarge,
    TooMany(Timestamp),
    Busy,
    Unsure,
    Fault,
}

impl Kind {
    fn status(self) -> StatusCode {
        match self {
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::CrossSite | Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::Unsure => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What a bare answer of a library means: one with an error's status and no page.
    fn of_bare(response: &Response) -> Option<Self> {
        if response.headers().contains_key(CONTENT_TYPE) {
            return None;
        }
        match response.status() {
            StatusCode::METHOD_NOT_ALLOWED => Some(Self::MethodNotAllowed),
            StatusCode::NOT_FOUND => Some(Self::NotFound),
            status if status.is_client_error() => Some(Self::BadRequest),
            status if status.is_server_error() => Some(Self::Fault),
            _ => None,
        }
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy(_) | StoreError::Lost(_) => Self::Busy,
            StoreError::NotCommitted => {
                log(&error);
                Self::Unsure
            }
            other => Self::Internal(other.into()),
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let kind = self.kind();
        let mut response = Response::new(Body::empty());
        *response.status_mut() = kind.status();
        match &self {
            Self::SeeOther(address) => return see_other(address),
            Self::PasswordFirst(door, next) => {
                let mut response = see_other(&paths::with_next(door, next));
                response.extensions_mut().insert(Asked { door, next: next.clone() });
                return response;
            }
            Self::Internal(error) => log(error.as_ref()),
            Self::TooMany { seconds, .. } => {
                response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(*seconds));
            }
            Self::Busy | Self::Unsure => {
                response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
            }
            _ => (),
        }
        response.extensions_mut().insert(kind);
        response
    }
}

/// The answer that sends the browser on to `address` with a GET. An address that no header can hold is the start.
#[must_use]
pub fn see_other(address: &str) -> Response {
    let location = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static(paths::HOME));
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    response.headers_mut().insert(LOCATION, location);
    response
}

/// Writes a fault with all its causes; the span around it holds the reference that the visitor is shown.
fn log(error: &(dyn StdError + Send + Sync + 'static)) {
    let mut causes = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        causes.push_str(": ");
        causes.push_str(&cause.to_string());
        next = cause.source();
    }
    tracing::error!(causes, "a request failed by a fault of the program");
}

/// Where a visitor goes on from a page that does not know who they are: the cookies tell who was signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Door {
    Customer,
    Operator,
    SignIn,
}

impl Door {
    fn of(headers: &HeaderMap) -> Self {
        if cookies::read(headers, cookies::SESSION).is_some() {
            return Self::Customer;
        }
        let operator = cookies::read(headers, cookies::OPERATOR_SESSION).is_some();
        if operator { Self::Operator } else { Self::SignIn }
    }
}

/// Whether the page of an error will take the place of this answer.
pub(super) fn is_page_of(response: &Response) -> bool {
    response.extensions().get::<Kind>().is_some()
}

/// Gives every error its page. It stands twice in the stack: inside the session, so that a page has its frame, and
/// outside of everything, for what never reached the session.
pub(super) async fn layer(state: State, request: Request, next: Next) -> Response {
    let extensions = request.extensions();
    let (scene, id) = (Scene::of(extensions), extensions.get::<RequestId>().cloned());
    let session = extensions.get::<Session>().cloned();
    let known = Door::of(request.headers());
    let response = next.run(request).await;
    let kind = response.extensions().get::<Kind>().copied().or_else(|| Kind::of_bare(&response));
    let Some(kind) = kind else { return response };
    let principal = match session.filter(|_| !matches!(kind, Kind::Fault)) {
        Some(session) => session::principal_of(&session).await.ok().flatten(),
        None => None,
    };
    let page = Page::of_error(&state, &scene, principal.as_ref());
    let reference = id.filter(|_| matches!(kind, Kind::Fault)).map(|id| id.to_string());
    let headers = response.into_parts().0.headers;
    let mut response = ErrorPage::new(page, kind, reference, known).into_response();
    *response.status_mut() = kind.status();
    response.headers_mut().extend(headers);
    response
}

/// What answers for a handler that panicked. The panic itself is logged with the request's reference.
#[expect(clippy::needless_pass_by_value, reason = "tower-http calls it with the panic's payload")]
pub(super) fn panicked(cause: Box<dyn std::any::Any + Send>) -> Response {
    let said = cause.downcast_ref::<String>().map(String::as_str);
    let said = said.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("no message");
    tracing::error!(said, "a handler panicked");
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response.extensions_mut().insert(Kind::Fault);
    response
}
