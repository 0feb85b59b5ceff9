//! Deactivating an application for good (U10): the same form as in the dialog, on a page of its own.

use axum::response::{IntoResponse, Response};

use super::{
    app::{self, confirm::Confirm},
    app_confirm::{ConfirmPage, Typed},
    app_refusals,
};
use crate::{
    services::apps::may_deactivate,
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
    let confirm = Confirm::deactivating(&page, &state.services().catalog().catalog, &around);
    let refused = may_deactivate(&around.app).err();
    let reason = refused.map(|refused| app_refusals::sentence(page.t, &refused));
    Ok(ConfirmPage::new(page, &around.app, confirm, reason).into_response())
}

/// Deactivates it. What was typed wrongly is 422, what the state does not allow 409; nothing is changed then.
///
/// # Errors
/// With 404 when the app is not this account's.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(form): Form<Typed>,
) -> Result<Response, Error> {
    let around = app::load(&state, &visitor, number).await?;
    let (services, app) = (state.services(), &around.app);
    let done = services.deactivate_app(visitor.account(), app.id, &form.typed, &visitor.actor()).await;
    let Err(refused) = done else { return Ok(see_other_with(&paths::app(app.id), Notice::AppDeactivated)) };
    let confirm = Confirm::deactivating(&page, &services.catalog().catalog, &around);
    ConfirmPage::refusal(page, app, confirm, (refused, form))
}
