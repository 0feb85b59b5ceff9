//! Setting a new password without the old one (A1, SEC10): the address is given, a code comes by mail, the code is typed
//! in. No code stands in an address, so none stays in a history or a log.

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::{
    domain::{account::Email, password::PasswordRefused},
    services::{passwords::HashFailed, resets::ResetRefused},
    web::{
        Error, State,
        client::Client,
        extract::Form,
        flash::{Notice, see_other_with},
        form::{Fault, Field, faults},
        page::Page,
        paths,
    },
};

/// Whose password is to be reset.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ResetForm {
    email: String,
}

/// The code and the new password.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CodeForm {
    code: String,
    new_password: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/reset.html")]
struct ResetPage {
    page: Page,
    faults: Vec<Fault>,
    email: Field,
    sends_mail: bool,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/reset_code.html")]
struct CodePage {
    page: Page,
    faults: Vec<Fault>,
    code: Field,
    password: Field,
}

/// The form for the address; without a mail server, how a code can be had.
///
/// # Errors
/// Never but by a fault.
pub async fn get(state: State, page: Page) -> Result<Response, Error> {
    Ok(show(&state, page, Field::default()).into_response())
}

fn show(state: &State, page: Page, email: Field) -> ResetPage {
    let faults = faults(&[("email", &email)]);
    ResetPage { page, faults, email, sends_mail: state.services().sends_mail }
}

/// Asks for a code. The answer is the same whether there is such a user or not.
///
/// # Errors
/// With 429 after too many attempts.
pub async fn post(
    state: State,
    client: Client,
    page: Page,
    Form(form): Form<ResetForm>,
) -> Result<Response, Error> {
    client.attempt(&state).await?;
    let services = state.services();
    let email = match Email::parse(&form.email) {
        Ok(email) if services.sends_mail => email,
        Ok(_) => {
            let email = Field::holding(form.email);
            return Ok((StatusCode::CONFLICT, show(&state, page, email)).into_response());
        }
        Err(refused) => {
            let email = Field::holding(form.email).refused(page.t.email_refused(refused));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&state, page, email)).into_response());
        }
    };
    match services.ask_reset(&email, &client.visitor()).await {
        Ok(()) => Ok(see_other_with(paths::RESET_CODE, Notice::ResetSent)),
        Err(error) => Err(Error::not_signed_in(error, &state)),
    }
}

/// The form for the code.
///
/// # Errors
/// Never but by a fault.
pub async fn get_code(page: Page) -> Result<Response, Error> {
    let (code, password) = (Field::default(), Field::default());
    Ok(CodePage { page, faults: Vec::new(), code, password }.into_response())
}

/// Sets the new password and ends every session of its user.
///
/// # Errors
/// With 429 after too many attempts, 503 when too many passwords are being hashed.
pub async fn post_code(
    state: State,
    client: Client,
    page: Page,
    Form(form): Form<CodeForm>,
) -> Result<Response, Error> {
    client.attempt(&state).await?;
    let (wrong_code, wrong_password) =
        match state.services().reset_password(&form.code, &form.new_password, &client.visitor()).await {
            Ok(()) => return Ok(see_other_with(paths::SIGN_IN, Notice::ResetDone)),
            Err(ResetRefused::Code) => {
                (true, form.new_password.is_empty().then_some(PasswordRefused::Missing))
            }
            Err(ResetRefused::Password(refused)) => (false, Some(refused)),
            Err(ResetRefused::Hash(HashFailed::Busy)) => return Err(Error::Busy),
            Err(ResetRefused::Hash(error)) => return Err(Error::internal(error)),
            Err(ResetRefused::Store(error)) => return Err(error.into()),
        };
    let t = page.t;
    let missing = form.code.trim().is_empty();
    let sentence = if missing { t.reset_code_missing() } else { t.reset_code_wrong() };
    let code = Field::holding(form.code).judged(wrong_code.then_some(sentence));
    let password = Field::default().judged(wrong_password.map(|refused| t.password_refused(refused)));
    let faults = faults(&[("code", &code), ("new_password", &password)]);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, CodePage { page, faults, code, password }).into_response())
}
