//! An operator's own password; the first thing an operator does is to change the one-time secret (SEC8).

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::password::{Chosen, PasswordForm, PasswordPart, refused};
use crate::{
    services::operators::OperatorPasswordChange,
    web::{
        Error, State,
        extract::Form,
        flash::{Notice, see_other_with},
        form::Fault,
        page::{Page, Section},
        paths,
        visitor::OperatorVisitor,
    },
};

#[derive(Template, WebTemplate)]
#[template(path = "pages/operator_account.html")]
struct OperatorAccountPage {
    page: Page,
    faults: Vec<Fault>,
    password: PasswordPart,
    must_change: bool,
}

/// The page.
///
/// # Errors
/// Never but by a fault.
pub async fn get(visitor: OperatorVisitor, page: Page) -> Result<Response, Error> {
    Ok(show(&visitor, page, PasswordPart::blank(paths::OPERATOR_ACCOUNT)).into_response())
}

fn show(visitor: &OperatorVisitor, page: Page, password: PasswordPart) -> OperatorAccountPage {
    let (page, faults) = (page.at(Section::OperatorAccount), password.faults());
    OperatorAccountPage { page, faults, password, must_change: visitor.must_change() }
}

/// Changes the password; all other sessions end.
///
/// # Errors
/// With 429 after too many attempts, 409 when another change came first.
pub async fn post(
    state: State,
    visitor: OperatorVisitor,
    page: Page,
    Form(form): Form<PasswordForm>,
) -> Result<Response, Error> {
    let change = OperatorPasswordChange {
        operator: visitor.operator(),
        email: visitor.email(),
        current: &form.current_password,
        new: &form.new_password,
        keep_only: &visitor.session_hash(),
    };
    match state.services().change_operator_password(&change, &visitor.actor()).await {
        Ok(proof) => visitor.renew(&state, proof).await?,
        Err(error) => {
            let chosen = Chosen { path: paths::OPERATOR_ACCOUNT, ends_others: true };
            let part = refused(error, &page, chosen, &state)?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&visitor, page, part)).into_response());
        }
    }
    Ok(see_other_with(paths::OPERATOR_ACCOUNT, Notice::PasswordChangedEverywhere))
}
