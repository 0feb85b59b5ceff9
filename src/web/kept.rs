//! Forms outlive the session: one that arrives when a password has to come first (the session has ended, or the password
//! was given too long ago) is kept, and comes back filled in once its owner has given the password. It is never sent by
//! the console.
//!
//! No page knows of this. [`customer`] and [`operator`] stand around every page for somebody who is signed in:
//!
//! * A POST that is answered with a question for the password is kept, and its number goes along in the address to come
//!   back to: `?kept=…`.
//! * A GET with that number finds the kept fields in its query, so that the page takes the shape that the form had, and
//!   the form in the finished page is filled in: [`fill`]. It changes nothing and can be repeated.
//! * The filled form is sent to its address with the number, which is then forgotten.

mod addresses;
mod entries;
mod fill;
mod markup;

use askama::Template;
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{
        HeaderValue, Method, StatusCode,
        header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION},
        request::Parts,
    },
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use tower_sessions::Session;
use uuid::Uuid;

use self::{
    addresses::{number, with_fields, with_number, without_number},
    fill::{Filled, fill},
};
use super::{
    Error, State,
    client::Client,
    error, extract,
    locale::Scene,
    paths,
    session::{self, Principal},
    upload,
};
use crate::{
    i18n::{Words, format::Format},
    services::kept_forms::Owner,
    store::{
        kept_forms::{Content, KeptForm},
        sessions::Kind,
    },
};

/// Where in a page the sentence about a kept form is put, as `base.html` writes it.
const PLACE: &str = "<div id=\"kept\"></div>";
/// The largest page that is filled in, in bytes.
const PAGE_BYTES: usize = 8 * 1_024 * 1_024;

/// What a question for the password leaves on its answer: where it is asked, and where to go on to.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) door: &'static str,
    pub(super) next: String,
}

/// That a page was asked for with the number of a kept form, and has to leave a [`PLACE`].
#[derive(Clone, Copy)]
pub(super) struct IsAsked;

/// What the page says of a kept form.
#[derive(Template)]
#[template(path = "partials/kept.html")]
struct Note<'a> {
    t: Words,
    until: Option<String>,
    filled: Filled,
    content: &'a Content,
}

/// Around the pages of customers.
pub(super) async fn customer(
    state: State,
    client: Client,
    session: axum::Extension<Session>,
    request: Request,
    next: Next,
) -> Response {
    around(Desk { state, client, session: session.0, kind: Kind::Customer }, request, next).await
}

/// Around the pages of operators.
pub(super) async fn operator(
    state: State,
    client: Client,
    session: axum::Extension<Session>,
    request: Request,
    next: Next,
) -> Response {
    around(Desk { state, client, session: session.0, kind: Kind::Operator }, request, next).await
}

/// Until when the form is kept that `next` leads back to, as the page tells it that asks for the password.
pub(super) async fn until(state: &State, next: &str, format: Format) -> Result<Option<String>, Error> {
    let Some(id) = next.parse().ok().and_then(|uri| number(&uri)) else { return Ok(None) };
    let until = state.services().kept_until(id).await?;
    Ok(until.map(|until| format!("{} {}", format.time(until), format.offset(until))))
}

async fn around(desk: Desk, request: Request, next: Next) -> Response {
    let answer = match *request.method() {
        Method::GET => desk.give_back(request, next).await,
        Method::HEAD => Ok(next.run(request).await),
        _ => desk.keep(request, next).await,
    };
    answer.unwrap_or_else(Error::into_response)
}

/// Where kept forms are taken in and given out.
struct Desk {
    state: State,
    client: Client,
    session: Session,
    kind: Kind,
}

/// Somebody whose form may have to be kept, and whether they are signed in.
struct Sender {
    owner: Owner,
    is_inside: bool,
}

impl Desk {
    /// Lets a form pass, and keeps it when its answer asks for the password.
    async fn keep(&self, mut request: Request, next: Next) -> Result<Response, Error> {
        let given_back = number(request.uri());
        let hash = session::hash_of(&self.session);
        let principal = session::principal(request.extensions_mut()).await?;
        let is_fresh = |found: &&Principal| self.state.services().is_fresh(found.times());
        if let Some(principal) = principal.as_ref().filter(is_fresh) {
            let answer = next.run(request).await;
            self.forget(principal, given_back, answer.status()).await?;
            return Ok(answer);
        }
        let Some(sender) = self.sender(principal.as_ref(), &hash).await? else {
            return Ok(next.run(request).await);
        };
        let (parts, body) = request.into_parts();
        let read = read(&parts, body).await;
        let bytes = match read {
            Err(error) if sender.is_inside => return Err(error),
            read => read.unwrap_or_default(),
        };
        let content = entries::read(&parts.headers, bytes.clone()).await;
        let address = without_number(&parts.uri);
        let answer = next.run(Request::from_parts(parts, Body::from(bytes))).await;
        let Some(asked) = answer.extensions().get::<Asked>().cloned() else {
            if let Some(principal) = principal {
                self.forget(&principal, given_back, answer.status()).await?;
            }
            return Ok(answer);
        };
        match content.filter(|content| !content.fields.is_empty()) {
            Some(content) => self.keep_content(sender.owner, (&address, content), (asked, answer)).await,
            None => Ok(answer),
        }
    }

    async fn sender(&self, principal: Option<&Principal>, hash: &str) -> Result<Option<Sender>, Error> {
        if let Some(principal) = principal {
            return Ok(Some(Sender { owner: principal.owner(), is_inside: true }));
        }
        let owner = self.state.services().owner_of_session(self.kind, hash).await?;
        Ok(owner.map(|owner| Sender { owner, is_inside: false }))
    }

    async fn keep_content(
        &self,
        owner: Owner,
        form: (&str, Content),
        (asked, mut answer): (Asked, Response),
    ) -> Result<Response, Error> {
        let kept = self.state.services().keep_form(owner, form, &self.client.visitor()).await?;
        let to = kept.map(|id| paths::with_next(asked.door, &with_number(&asked.next, id)));
        if let Some(to) = to.and_then(|to| HeaderValue::from_str(&to).ok()) {
            answer.headers_mut().insert(LOCATION, to);
        }
        Ok(answer)
    }

    /// Forgets a form that was given back and has now been sent, unless it could not be taken for the moment.
    async fn forget(&self, who: &Principal, id: Option<Uuid>, answer: StatusCode) -> Result<(), Error> {
        let again = answer.is_server_error() || answer == StatusCode::TOO_MANY_REQUESTS;
        match id.filter(|_| !again) {
            Some(id) => Ok(self.state.services().forget_form(who.owner(), id).await?),
            None => Ok(()),
        }
    }

    /// Shows a page with the kept form filled in.
    async fn give_back(&self, mut request: Request, next: Next) -> Result<Response, Error> {
        let Some(id) = number(request.uri()) else { return Ok(next.run(request).await) };
        let Some(principal) = session::principal(request.extensions_mut()).await? else {
            return Ok(next.run(request).await);
        };
        let kept = self.state.services().kept_form(principal.owner(), id).await?;
        request.extensions_mut().insert(IsAsked);
        let scene = Scene::of(request.extensions());
        let (parts, _) = request.into_parts();
        let answer = match kept.as_ref().and_then(|form| with_fields(&parts.uri, &form.content)) {
            Some(uri) => {
                let mut shaped = parts.clone();
                shaped.uri = uri;
                let answer = next.clone().run(Request::from_parts(shaped, Body::empty())).await;
                if error::is_page_of(&answer) {
                    next.run(Request::from_parts(parts, Body::empty())).await
                } else {
                    answer
                }
            }
            None => next.run(Request::from_parts(parts, Body::empty())).await,
        };
        let (t, f) = (Words::of(scene.locale), self.state.format(scene.locale));
        finish(answer, (id, kept.as_ref()), (t, f)).await
    }
}

/// The answer with the form filled in; one that leads on takes the number along.
async fn finish(
    mut answer: Response,
    (id, kept): (Uuid, Option<&KeptForm>),
    (t, f): (Words, Format),
) -> Result<Response, Error> {
    let on = answer.headers().get(LOCATION).and_then(|to| to.to_str().ok()).and_then(paths::same_site);
    if let Some(to) = on.and_then(|to| HeaderValue::from_str(&with_number(to, id)).ok()) {
        answer.headers_mut().insert(LOCATION, to);
        return Ok(answer);
    }
    let is_page =
        answer.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return Ok(answer);
    }
    let (mut parts, body) = answer.into_parts();
    let page = to_bytes(body, PAGE_BYTES).await.map_err(Error::internal)?;
    let page = String::from_utf8_lossy(&page);
    let (page, filled) = match kept {
        Some(form) => fill(&page, form, &with_number(&form.address, id)),
        None => (page.into_owned(), Filled::default()),
    };
    let nothing = Content::default();
    let note = Note {
        t,
        until: kept.map(|form| format!("{} {}", f.time(form.until), f.offset(form.until))),
        filled,
        content: kept.map_or(&nothing, |form| &form.content),
    };
    let note = note.render().map_err(Error::internal)?;
    parts.headers.remove(CONTENT_LENGTH);
    Ok(Response::from_parts(parts, Body::from(page.replacen(PLACE, &note, 1))))
}

/// A body that may be kept: as much as the longest form has; each page holds its own form to a limit of its own.
async fn read(parts: &Parts, body: Body) -> Result<Bytes, Error> {
    let most = extract::LONG_FORM_BYTES.max(upload::UPLOAD_BYTES);
    Ok(extract::read_body(&parts.headers, body, most).await?.into())
}
