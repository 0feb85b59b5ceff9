//! Signing up: an account and its first user.

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use tower_sessions::Session;

use super::sign_in::begin;
use crate::{
    domain::{
        account::{Email, EmailRefused},
        password::PasswordRefused,
    },
    services::{accounts::SignUpRefused, passwords::HashFailed},
    store::sessions::Kind,
    web::{
        Error, State,
        client::Client,
        error::see_other,
        extract::Form,
        flash::{Notice, see_other_with},
        form::{Fault, Field, faults},
        page::Page,
        paths,
    },
};

/// What is entered.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignUpForm {
    email: String,
    password: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/sign_up.html")]
struct SignUpPage {
    page: Page,
    faults: Vec<Fault>,
    email: Field,
    password: Field,
}

/// What is wrong with an entry, each at its field.
#[derive(Default)]
struct Wrong {
    email: Option<EmailRefused>,
    is_taken: bool,
    password: Option<PasswordRefused>,
}

/// The empty form.
///
/// # Errors
/// Never but by a fault.
pub async fn get(page: Page) -> Result<Response, Error> {
    if page.frame.is_some() {
        return Ok(see_other(paths::APPS));
    }
    let (email, password) = (Field::default(), Field::default());
    Ok(SignUpPage { page, faults: Vec::new(), email, password }.into_response())
}

/// Makes the account and signs in.
///
/// # Errors
/// With 429 after too many attempts, 503 when too many passwords are being hashed.
pub async fn post(
    state: State,
    client: Client,
    (page, session): (Page, axum::Extension<Session>),
    Form(form): Form<SignUpForm>,
) -> Result<Response, Error> {
    client.attempt(&state).await?;
    let email = match Email::parse(&form.email) {
        Ok(email) => email,
        Err(refused) => {
            let password = form.password.is_empty().then_some(PasswordRefused::Missing);
            return Ok(again(
                page,
                form.email,
                &Wrong { email: Some(refused), password, ..Wrong::default() },
            ));
        }
    };
    let locale = page.t.locale.tag();
    match state.services().sign_up(&email, &form.password, Some(locale), &client.visitor()).await {
        Ok(signed_in) => {
            begin(&state, &client, &session, (Kind::Customer, signed_in.user.0), signed_in.proof).await?;
            Ok(see_other_with(paths::APPS, Notice::Welcome))
        }
        Err(SignUpRefused::EmailTaken) => {
            Ok(again(page, form.email, &Wrong { is_taken: true, ..Wrong::default() }))
        }
        Err(SignUpRefused::Password(refused)) => {
            Ok(again(page, form.email, &Wrong { password: Some(refused), ..Wrong::default() }))
        }
        Err(SignUpRefused::Hash(HashFailed::Busy)) => Err(Error::Busy),
        Err(SignUpRefused::Hash(error)) => Err(Error::internal(error)),
        Err(SignUpRefused::Store(error)) => Err(error.into()),
    }
}

fn again(page: Page, email: String, wrong: &Wrong) -> Response {
    let t = page.t;
    let taken = wrong.is_taken.then(|| t.sign_up_email_taken());
    let email = Field::holding(email).judged(wrong.email.map(|refused| t.email_refused(refused)).or(taken));
    let password = Field::default().judged(wrong.password.map(|refused| t.password_refused(refused)));
    let faults = faults(&[("email", &email), ("password", &password)]);
    (StatusCode::UNPROCESSABLE_ENTITY, SignUpPage { page, faults, email, password }).into_response()
}
