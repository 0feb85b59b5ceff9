//! What is in an uploaded file, before it is saved (C5): beside what it takes the place of, where it does.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    reason,
    view::{Line, lines},
};
use crate::{
    domain::app::App,
    services::{once::FormKey, push::PushFailed},
    store::push::{self, PushRow},
    web::{
        Error, State,
        error::see_other,
        extract::{Form, Path},
        flash::{Notice, see_other_with},
        form::Fault,
        page::{Page, Section},
        pages::{app::push_title, app_key, quote::Told},
        paths,
        visitor::Visitor,
    },
};

#[derive(Template, WebTemplate)]
#[template(path = "pages/push_check.html")]
struct CheckPage {
    page: Page,
    refused: Option<Told>,
    faults: Vec<Fault>,
    title: Cow<'static, str>,
    name: String,
    app_url: String,
    heading: String,
    path: String,
    again_url: String,
    lines: Vec<Line>,
    /// What is there now beside what is in the file, where that is to take its place.
    versions: Option<Vec<[String; 3]>>,
    key: String,
}

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answer {
    key: String,
}

/// What is in the file. One that is saved already leads to its app.
///
/// # Errors
/// With 404 when the certificate is not this account's.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
) -> Result<Response, Error> {
    let row = find(&state, &visitor, number).await?;
    if row.saved_at.is_some() {
        return Ok(see_other(&paths::app(row.app)));
    }
    Ok(CheckPage::load((&state, &visitor), page, &row).await?.into_response())
}

/// Saves it; 409 with the reason when that can't be any more.
///
/// # Errors
/// With 404 when the certificate is not this account's.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(answer): Form<Answer>,
) -> Result<Response, Error> {
    let saved = match FormKey::parse(&answer.key) {
        Some(key) => {
            let whose = (visitor.account(), number);
            state.services().save_push_certificate(whose, key, &visitor.actor()).await
        }
        None => Err(PushFailed::Stale),
    };
    match saved {
        Ok(row) if row.revision > 0 => Ok(see_other_with(&paths::app(row.app), Notice::PushChanged)),
        Ok(row) => Ok(see_other_with(&paths::app(row.app), Notice::PushAdded)),
        Err(failed) => {
            let row = find(&state, &visitor, number).await?;
            let refused = Some((reason(&page, failed)?.into_owned(), None));
            let page = CheckPage::load((&state, &visitor), page, &row).await?;
            Ok((StatusCode::CONFLICT, CheckPage { refused, ..page }).into_response())
        }
    }
}

/// The visitor's certificate with this number, saved or not.
pub(super) async fn find(state: &State, visitor: &Visitor, number: i64) -> Result<PushRow, Error> {
    let mut tx = state.services().store.read().await?;
    push::find(&mut tx, visitor.account(), number).await?.ok_or(Error::NotFound)
}

/// The same with its app.
pub(super) async fn find_with_app(
    state: &State,
    visitor: &Visitor,
    number: i64,
) -> Result<(PushRow, App), Error> {
    let row = find(state, visitor, number).await?;
    let app = app_key::desk(state, visitor, row.app.number()).await?.app;
    Ok((row, app))
}

impl CheckPage {
    async fn load((state, visitor): (&State, &Visitor), page: Page, row: &PushRow) -> Result<Self, Error> {
        let app = app_key::desk(state, visitor, row.app.number()).await?.app;
        let replaced = match row.replaces {
            Some(number) => Some(find(state, visitor, number).await?),
            None => None,
        };
        Ok(Self::new(state, page, &app, (row, replaced.as_ref())))
    }

    fn new(state: &State, page: Page, app: &App, (row, replaced): (&PushRow, Option<&PushRow>)) -> Self {
        Self {
            refused: None,
            faults: Vec::new(),
            title: page.t.push_check(),
            name: app.profile.name.as_str().to_owned(),
            app_url: paths::app(row.app),
            heading: push_title(&page, (row.vendor, row.shown.app())),
            path: paths::push_check(row.number),
            again_url: row.replaces.map_or_else(|| paths::push_new_of(row.app, row.vendor), paths::push_edit),
            lines: lines(&page, row),
            versions: replaced.map(|before| beside(lines(&page, before), lines(&page, row))),
            key: state.services().form_key().to_string(),
            page: page.at(Section::Apps),
        }
    }
}

/// Every label of either, with what stands behind it before and after.
fn beside(before: Vec<Line>, mut after: Vec<Line>) -> Vec<[String; 3]> {
    let mut rows = Vec::new();
    for (label, text) in before {
        let place = after.iter().position(|(other, _)| *other == label);
        let other = place.map(|place| after.remove(place).1).unwrap_or_default();
        rows.push([label.into_owned(), text, other]);
    }
    rows.extend(after.into_iter().map(|(label, text)| [label.into_owned(), String::new(), text]));
    rows
}
