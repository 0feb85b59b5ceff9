//! Deleting a stopped application (L1): its name and a password given lately. The same form as in the dialog, on a page
//! of its own.

use axum::response::{IntoResponse, Response};

use super::{
    app::{self, confirm::Confirm},
    app_confirm::{Answer, ConfirmPage},
    app_refusals,
};
use crate::{
    domain::app::{App, confirms},
    services::apps::{AppRefused, may_delete},
    web::{
        Error, State,
        extract::{Form, Path},
        flash::{Notice, see_other_with},
        page::Page,
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
    let around = app::load(&state, &visitor, number).await?;
    let confirm = Confirm::deleting(&page, &state.services().catalog().catalog, &around);
    let reason = may_delete(&around.app).err().map(|refused| app_refusals::sentence(page.t, &refused));
    Ok(ConfirmPage::new(page, &around.app, confirm, reason).into_response())
}

/// Deletes it. The password is asked for once the name is right; the form is then confirmed afresh (SEC16).
///
/// # Errors
/// With 404 when the app is not this account's, and with the way to the password.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(form): Form<Answer>,
) -> Result<Response, Error> {
    let around = app::load(&state, &visitor, number).await?;
    let app = &around.app;
    let refused = match delete(&state, &visitor, app, &form.typed).await {
        Ok(()) => return Ok(see_other_with(paths::APPS, Notice::AppDeleted)),
        Err(Stopped::Asking(error)) => return Err(error),
        Err(Stopped::Refused(refused)) => refused,
    };
    let confirm = Confirm::deleting(&page, &state.services().catalog().catalog, &around);
    ConfirmPage::refusal(page, app, confirm, (refused, form))
}

/// Why it was not deleted.
enum Stopped {
    /// The password comes first.
    Asking(Error),
    /// It was refused.
    Refused(AppRefused),
}

impl From<AppRefused> for Stopped {
    fn from(refused: AppRefused) -> Self {
        Self::Refused(refused)
    }
}

async fn delete(state: &State, visitor: &Visitor, app: &App, typed: &str) -> Result<(), Stopped> {
    may_delete(app)?;
    if !confirms(typed, &app.profile.name, app.id) {
        return Err(AppRefused::NotConfirmed.into());
    }
    visitor.require_fresh(state, &paths::app_delete(app.id)).map_err(Stopped::Asking)?;
    Ok(state.services().delete_app(visitor.account(), app.id, typed, &visitor.actor()).await?)
}
