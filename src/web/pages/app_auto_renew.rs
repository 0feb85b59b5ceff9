//! The switch of automatic renewal on the configuration page and on the one that manages renewals (P9).

use axum::response::Response;
use serde::Deserialize;

use super::{app, app_refusals};
use crate::{
    domain::ids::SdkAppId,
    services::apps::AppRefused,
    web::{
        Error, State,
        extract::{Form, Path},
        flash::{Notice, see_other_with},
        page::Page,
        paths,
        visitor::Visitor,
    },
};

/// Which way, and the revision that the page showed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Switched {
    auto_renew: String,
    revision: String,
    /// `list` where the switch stands on the page that manages renewals.
    back: String,
}

/// Switches it: 409 with the page as it is now when no term runs or the app was changed meanwhile.
///
/// # Errors
/// With 404 when the app is not this account's, 400 for a form of another make; when the database fails.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(switched): Form<Switched>,
) -> Result<Response, Error> {
    let id = SdkAppId::new(number).ok_or(Error::NotFound)?;
    let (is_on, notice) = match switched.auto_renew.as_str() {
        "on" => (true, Notice::AutoRenewOn),
        "off" => (false, Notice::AutoRenewOff),
        _ => return Err(Error::BadRequest),
    };
    let Ok(revision) = switched.revision.parse() else { return Err(Error::BadRequest) };
    let done =
        state.services().switch_auto_renew(visitor.account(), id, (is_on, revision), &visitor.actor()).await;
    let reason = match done {
        Ok(()) if switched.back == "list" => return Ok(see_other_with(paths::RENEWALS, notice)),
        Ok(()) => return Ok(see_other_with(&paths::app(id), notice)),
        Err(AppRefused::NotFound) => return Err(Error::NotFound),
        Err(AppRefused::Store(error)) => return Err(error.into()),
        Err(AppRefused::Changed(_)) => page.t.renewal_changed(),
        Err(refused) => app_refusals::sentence(page.t, &refused),
    };
    app::conflict(&state, &visitor, page, number, reason).await
}
