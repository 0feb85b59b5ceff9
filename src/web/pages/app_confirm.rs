//! The page of a form that confirms an irreversible act on an application; without the form where the act is refused.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{app::confirm::Confirm, app_refusals, quote::Told};
use crate::{
    domain::{app::App, change::Moved},
    services::apps::AppRefused,
    web::{
        Error,
        form::{Fault, faults},
        page::{Page, Section},
    },
};

/// What is entered.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answer {
    pub(super) typed: String,
    pub(super) seen: String,
    pub(super) key: String,
}

/// The page.
#[derive(Template, WebTemplate)]
#[template(path = "pages/app_confirm.html")]
pub(super) struct ConfirmPage {
    page: Page,
    faults: Vec<Fault>,
    name: String,
    confirm: Confirm,
    /// Why the act is not allowed; there is no form then.
    refused: Option<Cow<'static, str>>,
    /// Why nothing was done, above the form as it is now.
    told: Option<Told>,
}

impl ConfirmPage {
    /// The page for `app`; with the reason where the act is not allowed.
    pub(super) fn new(page: Page, app: &App, confirm: Confirm, refused: Option<Cow<'static, str>>) -> Self {
        Self {
            page: page.at(Section::Apps),
            faults: faults(&[("typed", &confirm.typed)]),
            name: app.profile.name.as_str().to_owned(),
            confirm,
            refused,
            told: None,
        }
    }

    /// The answer to an act that somebody confirmed by a list that is another one now (QU5): 409 with the new list.
    pub(super) fn moved(page: Page, app: &App, confirm: Confirm, why: Moved) -> Response {
        let told = Some((app_refusals::moved(page.t, why).into_owned(), None));
        (StatusCode::CONFLICT, Self { told, ..Self::new(page, app, confirm, None) }).into_response()
    }

    /// The answer to an act that was refused: 422 with the form when what was typed does not confirm it, 409 with the
    /// reason when the app's state does not allow it.
    ///
    /// # Errors
    /// With 404 when the app is gone; when the database failed.
    pub(super) fn refusal(
        page: Page,
        app: &App,
        confirm: Confirm,
        (refused, typed): (AppRefused, Answer),
    ) -> Result<Response, Error> {
        let (status, page) = match refused {
            AppRefused::NotFound => return Err(Error::NotFound),
            AppRefused::Store(error) => return Err(error.into()),
            AppRefused::NotConfirmed => {
                let confirm = confirm.mismatched(&page, app, typed.typed);
                (StatusCode::UNPROCESSABLE_ENTITY, Self::new(page, app, confirm, None))
            }
            AppRefused::Moved(why) => return Ok(Self::moved(page, app, confirm, why)),
            refused => {
                let reason = app_refusals::sentence(page.t, &refused);
                (StatusCode::CONFLICT, Self::new(page, app, confirm, Some(reason)))
            }
        };
        Ok((status, page).into_response())
    }
}
