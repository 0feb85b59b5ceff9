//! Deactivating an application for good (U10): the same form as in the dialog, on a page of its own. One that is billed
//! by the month carries what was shown of its last bill.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{
    app::{
        self,
        confirm::{Billed, Confirm},
    },
    app_change::{Sent, confirm, moved, refused},
    app_confirm::{Answer, ConfirmPage},
};
use crate::{
    domain::change::{ChangeKind, ChangeRefused, Seen, Wish, may_deactivate},
    services::apps::{ChangeDesk, ChangeFailed},
    store::app_page::AppAround,
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
    let (around, desk) = load(&state, &visitor, number).await?;
    let confirm = form(&state, &page, (&around, &desk));
    let reason = may_deactivate(&around.app).err();
    let reason = reason.map(|refused| page.t.change_refused(&refused, page.f));
    Ok(ConfirmPage::new(page, &around.app, confirm, reason).into_response())
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
    let (around, desk) = load(&state, &visitor, number).await?;
    let app = &around.app;
    let done = if app::is_billed(app) && may_deactivate(app).is_ok() {
        let sent = Sent { seen: &typed.seen, key: &typed.key, typed: &typed.typed };
        confirm(&state, &visitor, (&desk, &Wish::Deactivate), sent).await?
    } else {
        let services = state.services();
        services.deactivate_app(visitor.account(), app.id, &typed.typed, &visitor.actor()).await
    };
    let failed = match done {
        Ok(()) => return Ok(see_other_with(&paths::app(app.id), Notice::AppDeactivated)),
        Err(failed) => failed,
    };
    let form = form(&state, &page, (&around, &desk));
    match failed {
        ChangeFailed::NotFound => Err(Error::NotFound),
        ChangeFailed::Store(error) => Err(error.into()),
        ChangeFailed::NotConfirmed => {
            let form = form.mismatched(&page, app, typed.typed);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, ConfirmPage::new(page, app, form, None)).into_response())
        }
        ChangeFailed::Rule(refused) => Ok(conflict(page, (app, form), &refused)),
        ChangeFailed::Moved(why, now) => {
            let sums = (Seen::parse(&typed.seen), now.totals());
            Ok(moved(page, (app, KIND), (why, sums), paths::app_deactivate(app.id)))
        }
        failed => {
            let page = refused(page.at(Section::Apps), app, KIND, failed);
            Ok((StatusCode::CONFLICT, page).into_response())
        }
    }
}

fn conflict(
    page: Page,
    (app, form): (&crate::domain::app::App, Confirm),
    refused: &ChangeRefused,
) -> Response {
    let reason = page.t.change_refused(refused, page.f);
    (StatusCode::CONFLICT, ConfirmPage::new(page, app, form, Some(reason))).into_response()
}

async fn load(state: &State, visitor: &Visitor, number: i64) -> Result<(AppAround, ChangeDesk), Error> {
    let around = app::load(state, visitor, number).await?;
    Ok((around, super::app_change::desk(state, visitor, number).await?))
}

fn form(state: &State, page: &Page, (around, desk): (&AppAround, &ChangeDesk)) -> Confirm {
    let key = state.services().form_key();
    let billed = app::is_billed(&around.app).then_some(Billed { desk, key });
    Confirm::deactivating(page, &state.services().catalog().catalog, around, billed)
}
