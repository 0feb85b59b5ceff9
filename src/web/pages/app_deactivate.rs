//! Deactivating an application for good (U10): the same form as in the dialog, on a page of its own. It carries what was
//! listed, and is refused with the new list once that is another one (QU5).

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
    domain::change::{ChangeKind, Wish, may_deactivate},
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

const KIND: ChangeKind = ChangeKind::Deactivate;

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
    let confirm = form(&state, &page, &desk);
    let reason = may_deactivate(&desk.app).err();
    let reason = reason.map(|refused| page.t.change_refused(&refused, page.f));
    Ok(ConfirmPage::new(page, &desk.app, confirm, reason).into_response())
}

/// Deactivates it. What was typed wrongly is 422, what the state does not allow, or what has changed since it was shown,
/// 409; nothing is changed then.
///
/// # Errors
/// With 404 when the app is not this account's, 400 for a form of another make.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(typed): Form<Answer>,
) -> Result<Response, Error> {
    let desk = desk(&state, &visitor, number).await?;
    let (app, form) = (&desk.app, form(&state, &page, &desk));
    let sent = Sent { seen: &typed.seen, key: &typed.key, typed: &typed.typed };
    let done = match may_deactivate(app) {
        Ok(()) => confirm(&state, &visitor, (&desk, &Wish::Deactivate), sent).await?,
        Err(refused) => Err(refused.into()),
    };
    match done {
        Ok(()) => Ok(see_other_with(&paths::app(app.id), Notice::AppDeactivated)),
        Err(ChangeFailed::NotConfirmed) => {
            let form = form.mismatched(&page, app, typed.typed);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, ConfirmPage::new(page, app, form, None)).into_response())
        }
        Err(ChangeFailed::Rule(refused)) => {
            let reason = page.t.change_refused(&refused, page.f);
            Ok((StatusCode::CONFLICT, ConfirmPage::new(page, app, form, Some(reason))).into_response())
        }
        Err(ChangeFailed::Moved(why, _)) => Ok(ConfirmPage::moved(page, app, form, why)),
        Err(failed) => {
            let page = refused(page.at(Section::Apps), app, KIND, failed);
            Ok((StatusCode::CONFLICT, page).into_response())
        }
    }
}

fn form(state: &State, page: &Page, desk: &ChangeDesk) -> Confirm {
    Confirm::deactivating(page, Ending { desk, key: state.services().form_key() })
}
