//! Deleting a stopped application (L1): its name and a password given lately. The same form as in the dialog, on a page
//! of its own. It carries what was listed, and is refused with the new list once that is another one (QU5).

use axum::response::{IntoResponse, Response};

use super::{
    app::confirm::Confirm,
    app_change::desk,
    app_confirm::{Answer, ConfirmPage},
    app_refusals,
};
use crate::{
    domain::{
        app::{App, confirms},
        change::Seen,
    },
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
    let desk = desk(&state, &visitor, number).await?;
    let confirm = Confirm::deleting(&page, &desk);
    let reason = may_delete(&desk.app).err().map(|refused| app_refusals::sentence(page.t, &refused));
    Ok(ConfirmPage::new(page, &desk.app, confirm, reason).into_response())
}

/// Deletes it. The password is asked for once the name is right; the form is then confirmed afresh (SEC16).
///
/// # Errors
/// With 404 when the app is not this account's, 400 for a form of another make, and with the way to the password.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(answer): Form<Answer>,
) -> Result<Response, Error> {
    let desk = desk(&state, &visitor, number).await?;
    let app = &desk.app;
    let refused = match delete(&state, &visitor, app, &answer).await {
        Ok(()) => return Ok(see_other_with(paths::APPS, Notice::AppDeleted)),
        Err(Stopped::Answered(error)) => return Err(error),
        Err(Stopped::Refused(refused)) => refused,
    };
    let confirm = Confirm::deleting(&page, &desk);
    ConfirmPage::refusal(page, app, confirm, (refused, answer))
}

/// Why it was not deleted.
enum Stopped {
    /// The password comes first, or the form is none of ours.
    Answered(Error),
    /// It was refused.
    Refused(AppRefused),
}

impl From<AppRefused> for Stopped {
    fn from(refused: AppRefused) -> Self {
        Self::Refused(refused)
    }
}

async fn delete(state: &State, visitor: &Visitor, app: &App, answer: &Answer) -> Result<(), Stopped> {
    may_delete(app)?;
    let typed = answer.typed.as_str();
    if !confirms(typed, &app.profile.name, app.id) {
        return Err(AppRefused::NotConfirmed.into());
    }
    visitor.require_fresh(state, &paths::app_delete(app.id)).map_err(Stopped::Answered)?;
    let seen = Seen::parse(&answer.seen).ok_or(Stopped::Answered(Error::BadRequest))?;
    let confirmed = (typed, Some(&seen));
    Ok(state.services().delete_shown_app(visitor.account(), app.id, confirmed, &visitor.actor()).await?)
}
