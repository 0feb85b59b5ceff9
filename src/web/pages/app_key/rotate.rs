//! Giving an application another key (C3): its name and a password given lately. The same form as in the dialog, on a page
//! of its own.

use axum::response::{IntoResponse, Response};

use super::{confirmation, desk, refusal};
use crate::{
    domain::{
        app::{App, confirms},
        app_keys::OVERLAP,
    },
    services::keys::KeyFailed,
    web::{
        Error, State,
        extract::{Form, Path},
        flash::{Notice, see_other_with},
        page::Page,
        pages::{
            app::confirm::Confirm,
            app_confirm::{Answer, ConfirmPage},
        },
        paths,
        visitor::Visitor,
    },
};

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
    let confirm = confirm(&state, &page, &desk.app);
    let may = desk.stand.may_rotate(desk.algorithm, state.system_now());
    let reason = may.err().map(|refused| super::rule(&page, refused));
    Ok(ConfirmPage::new(page, &desk.app, confirm, reason).into_response())
}

/// Gives it another key. The password is asked for once the name is right; the form is then confirmed afresh (SEC16).
///
/// # Errors
/// With 404 when the app is not this account's, and with the way to the password.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(answer): Form<Answer>,
) -> Result<Response, Error> {
    let app = desk(&state, &visitor, number).await?.app;
    let form = confirm(&state, &page, &app);
    if !confirms(&answer.typed, &app.profile.name, app.id) {
        return refusal(page, &app, form, (KeyFailed::NotConfirmed, answer));
    }
    visitor.require_fresh(&state, &paths::app_key_rotate(app.id))?;
    let done = match confirmation(&answer) {
        Ok(confirmed) => {
            let services = state.services();
            services.rotate_key(visitor.account(), app.id, confirmed, &visitor.actor()).await
        }
        Err(failed) => Err(failed),
    };
    match done {
        Ok(()) => Ok(see_other_with(&paths::app_key(app.id), Notice::KeyRotated)),
        Err(failed) => refusal(page, &app, form, (failed, answer)),
    }
}

/// The form.
pub(super) fn confirm(state: &State, page: &Page, app: &App) -> Confirm {
    let t = page.t;
    let until = page.f.date_time_zoned(state.system_now().plus_seconds(OVERLAP));
    let consequences =
        vec![t.key_rotate_now(), t.key_rotate_until(&until), t.key_rotate_server(), t.key_rotate_final()];
    let texts = (t.key_rotate_title(app.profile.name.as_str()), t.key_rotate_act(), t.key_keep());
    let minutes = state.services().catalog().catalog.periods.reauth_minutes;
    let rest = (consequences, state.services().form_key(), minutes);
    Confirm::of_keys(page, app, paths::app_key_rotate(app.id), texts, rest)
}
