//! The page of a form that confirms an irreversible act on an application; without the form where the act is refused.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use serde::Deserialize;

use super::app::confirm::Confirm;
use crate::{
    domain::app::App,
    web::{
        form::{Fault, faults},
        page::{Page, Section},
    },
};

/// What is entered.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub(super) typed: String,
}

/// The page.
#[derive(Template, WebTemplate)]
#[template(path = "pages/app_confirm.html")]
pub(super) struct ConfirmPage {
    page: Page,
    faults: Vec<Fault>,
    name: String,
    confirm: Confirm,
    refused: Option<Cow<'static, str>>,
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
        }
    }
}
