//! Downgrading an `im` application to a trial, for good (U9): its name and a password given lately, on a page of its own
//! with what is lost and what is still billed.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{
    app::confirm::{Confirm, Ending},
    app_change::{Sent, confirm, desk, refused},
    app_confirm::{Answer, ConfirmPage},
};
use crate::{
    domain::{
        app::confirms,
        change::{ChangeKind, Wish},
    },
    services::apps::{ChangeDesk, ChangeFailed},
    web::{
        Error, State,
        extract::{Form, Path},
        flash::{Notice, see_other_with},
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

const KIND: ChangeKind = ChangeKind::Downgrade;

/// The form, or the reason why there is none.
///
/// # Errors
/// With 404 when the app is not this account's.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
) -> Result<Response, Error> {
    let desk = desk(&state, &visitor, number).await?;
    if let Err(reason) = Wish::Downgrade.decide(&desk.situation()) {
        return Ok(refused(page.at(Section::Apps), &desk.app, KIND, &reason).into_response());
    }
    let confirm = form(&state, &page, &desk);
    Ok(ConfirmPage::new(page, &desk.app, confirm, None).into_response())
}

/// Downgrades it. The password is asked for once the name is right; the form is then confirmed afresh (SEC16).
///
/// # Errors
/// With 404 when the app is not this account's, 400 for a form of another make, and with the way to the password.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(typed): Form<Answer>,
) -> Result<Response, Error> {
    let desk = desk(&state, &visitor, number).await?;
    let (app, path) = (&desk.app, paths::app_change(desk.app.id, KIND));
    if confirms(&typed.typed, &app.profile.name, app.id) {
        visitor.require_fresh(&state, &path)?;
    }
    let sent = Sent { seen: &typed.seen, key: &typed.key, typed: &typed.typed };
    match confirm(&state, &visitor, (&desk, &Wish::Downgrade), sent).await? {
        Ok(()) => Ok(see_other_with(&paths::app(app.id), Notice::AppDowngraded)),
        Err(ChangeFailed::NotConfirmed) => {
            let confirm = form(&state, &page, &desk).mismatched(&page, app, typed.typed);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, ConfirmPage::new(page, app, confirm, None)).into_response())
        }
        Err(ChangeFailed::Moved(why, _)) => {
            let confirm = form(&state, &page, &desk);
            Ok(ConfirmPage::moved(page, app, confirm, why))
        }
        Err(failed) => {
            let page = refused(page.at(Section::Apps), app, KIND, failed);
            Ok((StatusCode::CONFLICT, page).into_response())
        }
    }
}

fn form(state: &State, page: &Page, desk: &ChangeDesk) -> Confirm {
    Confirm::downgrading(page, Ending { desk, key: state.services().form_key() })
}
