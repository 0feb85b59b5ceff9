//! Asking for the password again before something sensitive (SEC16). It leads on to an address of this site only, and
//! never does there what is to be done: that takes another press of its button.

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::{
    services::sign_in::SignInRefused,
    web::{
        Error, State,
        error::see_other,
        extract::{Form, Query},
        form::{Fault, Field, faults},
        kept,
        page::Page,
        paths,
        visitor::{OperatorVisitor, Visitor},
    },
};

/// What is entered.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReauthForm {
    password: String,
    next: String,
}

/// Where to go on to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Next {
    next: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/reauth.html")]
struct ReauthPage {
    page: Page,
    faults: Vec<Fault>,
    password: Field,
    next: String,
    /// Until when a form is kept that is waiting for this.
    kept: Option<String>,
    path: &'static str,
    email: String,
    minutes: u32,
}

/// Asks a customer's user.
///
/// # Errors
/// When the database fails.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Query(query): Query<Next>,
) -> Result<Response, Error> {
    ask(&state, page, visitor.email().as_str(), paths::REAUTH, query.next).await
}

/// Asks an operator.
///
/// # Errors
/// When the database fails.
pub async fn get_operator(
    state: State,
    visitor: OperatorVisitor,
    page: Page,
    Query(query): Query<Next>,
) -> Result<Response, Error> {
    ask(&state, page, visitor.email().as_str(), paths::OPERATOR_REAUTH, query.next).await
}

/// Takes a customer's user's password.
///
/// # Errors
/// With 429 after too many attempts.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Form(form): Form<ReauthForm>,
) -> Result<Response, Error> {
    let who = (visitor.user(), visitor.email());
    match state.services().reauthenticate(who, &form.password, &visitor.actor()).await {
        Ok(proof) => visitor.renew(&state, proof).await?,
        Err(SignInRefused::Wrong) => {
            return again(&state, page, visitor.email().as_str(), paths::REAUTH, form).await;
        }
        Err(error) => return Err(Error::not_signed_in(error, &state)),
    }
    Ok(see_other(paths::same_site(&form.next).unwrap_or(paths::HOME)))
}

/// Takes an operator's password.
///
/// # Errors
/// With 429 after too many attempts.
pub async fn post_operator(
    state: State,
    visitor: OperatorVisitor,
    page: Page,
    Form(form): Form<ReauthForm>,
) -> Result<Response, Error> {
    let who = (visitor.operator(), visitor.email());
    match state.services().reauthenticate_operator(who, &form.password, &visitor.actor()).await {
        Ok(proof) => visitor.renew(&state, proof).await?,
        Err(SignInRefused::Wrong) => {
            return again(&state, page, visitor.email().as_str(), paths::OPERATOR_REAUTH, form).await;
        }
        Err(error) => return Err(Error::not_signed_in(error, &state)),
    }
    Ok(see_other(paths::same_site(&form.next).unwrap_or(paths::OPERATOR)))
}

async fn ask(
    state: &State,
    page: Page,
    email: &str,
    path: &'static str,
    next: String,
) -> Result<Response, Error> {
    Ok(draw(state, page, (email, path), (Field::default(), next)).await?.into_response())
}

async fn again(
    state: &State,
    page: Page,
    email: &str,
    path: &'static str,
    form: ReauthForm,
) -> Result<Response, Error> {
    let t = page.t;
    let error = if form.password.is_empty() { t.error_password_missing() } else { t.reauth_wrong() };
    let password = Field::default().refused(error);
    let page = draw(state, page, (email, path), (password, form.next)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn draw(
    state: &State,
    page: Page,
    (email, path): (&str, &'static str),
    (password, next): (Field, String),
) -> Result<ReauthPage, Error> {
    let minutes = state.services().catalog().catalog.periods.reauth_minutes;
    let faults = faults(&[("password", &password)]);
    let kept = kept::until(state, &next, page.f).await?;
    Ok(ReauthPage { page, faults, password, next, kept, path, email: email.to_owned(), minutes })
}
