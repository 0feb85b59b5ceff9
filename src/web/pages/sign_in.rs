//! Signing in, for customers and for operators: the same page at two doors. Whatever is wrong, the answer is one
//! sentence with one status (SEC2).

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::{HeaderMap, StatusCode, header::SET_COOKIE},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use tower_sessions::Session;
use uuid::Uuid;

use crate::{
    domain::account::Email,
    services::{
        sessions::Opening,
        sign_in::{Proof, SignInRefused},
    },
    store::sessions::Kind,
    web::{
        Error, State,
        client::Client,
        cookies,
        error::see_other,
        extract::{Form, Query},
        form::{Fault, Field, faults},
        kept,
        page::Page,
        paths, session,
    },
};

/// What is entered.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    email: String,
    password: String,
    next: String,
}

/// Where to go afterwards.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Next {
    next: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/sign_in.html")]
struct SignInPage {
    page: Page,
    faults: Vec<Fault>,
    email: Field,
    password: Field,
    next: String,
    /// Until when a form is kept that is waiting for this.
    kept: Option<String>,
    door: Door,
}

/// Which of the two sign-ins a page is.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Door(Kind);

impl Door {
    const CUSTOMER: Self = Self(Kind::Customer);
    const OPERATOR: Self = Self(Kind::Operator);

    const fn path(self) -> &'static str {
        match self.0 {
            Kind::Customer => paths::SIGN_IN,
            Kind::Operator => paths::OPERATOR_SIGN_IN,
        }
    }

    const fn inside(self) -> &'static str {
        match self.0 {
            Kind::Customer => paths::APPS,
            Kind::Operator => paths::OPERATOR,
        }
    }

    fn title(self, page: &Page) -> Cow<'static, str> {
        match self.0 {
            Kind::Customer => page.t.sign_in_title(),
            Kind::Operator => page.t.sign_in_operator_title(),
        }
    }

    const fn is_customers(self) -> bool {
        matches!(self.0, Kind::Customer)
    }

    /// Where to go after signing in: `next` if it leads to this side of this site.
    fn destination(self, next: &str) -> &str {
        let is_operators = next.starts_with(paths::OPERATOR);
        paths::same_site(next).filter(|_| is_operators != self.is_customers()).unwrap_or(self.inside())
    }
}

/// The customers' page.
///
/// # Errors
/// When the database fails.
pub async fn get(state: State, page: Page, Query(query): Query<Next>) -> Result<Response, Error> {
    show(&state, Door::CUSTOMER, page, query.next).await
}

/// The operators' page.
///
/// # Errors
/// When the database fails.
pub async fn get_operator(state: State, page: Page, Query(query): Query<Next>) -> Result<Response, Error> {
    show(&state, Door::OPERATOR, page, query.next).await
}

async fn show(state: &State, door: Door, page: Page, next: String) -> Result<Response, Error> {
    if page.frame.is_some() {
        return Ok(see_other(door.destination(&next)));
    }
    let (email, password) = (Field::default(), Field::default());
    let kept = kept::until(state, &next, page.f).await?;
    Ok(SignInPage { page, faults: Vec::new(), email, password, next, kept, door }.into_response())
}

/// Signs a customer's user in.
///
/// # Errors
/// With 429 after too many attempts, 503 when too many passwords are being checked.
pub async fn post(
    state: State,
    client: Client,
    (page, session, headers): (Page, axum::Extension<Session>, HeaderMap),
    Form(form): Form<SignInForm>,
) -> Result<Response, Error> {
    let Some(email) = attempt(&state, &client, &form).await? else {
        return refused(&state, Door::CUSTOMER, page, form).await;
    };
    match state.services().sign_in(&email, &form.password, &client.visitor()).await {
        Ok(signed_in) => {
            begin(&state, &client, &session, (Kind::Customer, signed_in.user.0), signed_in.proof).await?;
            let mut response = see_other(Door::CUSTOMER.destination(&form.next));
            if cookies::read(&headers, cookies::LANGUAGE).is_none() {
                let cookie = signed_in
                    .locale
                    .and_then(|tag| cookies::set(cookies::LANGUAGE, &tag, Some(cookies::YEAR)));
                response.headers_mut().extend(cookie.map(|cookie| (SET_COOKIE, cookie)));
            }
            Ok(response)
        }
        Err(SignInRefused::Wrong) => refused(&state, Door::CUSTOMER, page, form).await,
        Err(error) => Err(Error::not_signed_in(error, &state)),
    }
}

/// Signs an operator in.
///
/// # Errors
/// With 429 after too many attempts, 503 when too many passwords are being checked.
pub async fn post_operator(
    state: State,
    client: Client,
    (page, session): (Page, axum::Extension<Session>),
    Form(form): Form<SignInForm>,
) -> Result<Response, Error> {
    let Some(email) = attempt(&state, &client, &form).await? else {
        return refused(&state, Door::OPERATOR, page, form).await;
    };
    match state.services().sign_in_operator(&email, &form.password, &client.visitor()).await {
        Ok((operator, proof)) => {
            begin(&state, &client, &session, (Kind::Operator, operator.0), proof).await?;
            Ok(see_other(Door::OPERATOR.destination(&form.next)))
        }
        Err(SignInRefused::Wrong) => refused(&state, Door::OPERATOR, page, form).await,
        Err(error) => Err(Error::not_signed_in(error, &state)),
    }
}

/// The address to try, when the form can be right at all.
async fn attempt(state: &State, client: &Client, form: &SignInForm) -> Result<Option<Email>, Error> {
    client.attempt(state).await?;
    Ok(Email::parse(&form.email).ok().filter(|_| !form.password.is_empty()))
}

/// Begins the session of somebody who has just shown who they are.
pub(super) async fn begin(
    state: &State,
    client: &Client,
    session: &Session,
    (kind, owner): (Kind, Uuid),
    proof: Proof,
) -> Result<(), Error> {
    let now = state.system_now();
    let (ip, agent) = (client.ip.to_string(), client.agent.clone());
    session::begin(session, &Opening { kind, owner, created_at: now, auth_at: now, ip, agent, proof }).await
}

/// The page again: what is missing at its field, else the one sentence for whatever is wrong.
async fn refused(state: &State, door: Door, page: Page, form: SignInForm) -> Result<Response, Error> {
    let t = page.t;
    let no_email = form.email.trim().is_empty().then(|| t.error_email_missing());
    let no_password = form.password.is_empty().then(|| t.error_password_missing());
    let wrong = (no_email.is_none() && no_password.is_none()).then(|| t.sign_in_wrong());
    let email = Field::holding(form.email).judged(no_email);
    let password = Field::default().judged(no_password.or(wrong));
    let faults = faults(&[("email", &email), ("password", &password)]);
    let kept = kept::until(state, &form.next, page.f).await?;
    let page = SignInPage { page, faults, email, password, next: form.next, kept, door };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
