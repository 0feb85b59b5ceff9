//! What is in an uploaded file, before it is saved (C5).

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::reason;
use crate::{
    domain::push::Vendor,
    store::push::{self, PushRow},
    web::{
        Error, State,
        error::see_other,
        extract::Path,
        flash::{Notice, see_other_with},
        page::{Page, Section},
        pages::app::push_title,
        paths,
        visitor::Visitor,
    },
};

#[derive(Template, WebTemplate)]
#[template(path = "pages/push_check.html")]
struct CheckPage {
    page: Page,
    refused: Option<Cow<'static, str>>,
    title: String,
    app_url: String,
    path: String,
    again_url: String,
    lines: Vec<(Cow<'static, str>, String)>,
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
    Ok(CheckPage::new(page, &row).into_response())
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
) -> Result<Response, Error> {
    let row = find(&state, &visitor, number).await?;
    let saved = state.services().save_push_certificate(visitor.account(), number, &visitor.actor()).await;
    match saved {
        Ok(row) => Ok(see_other_with(&paths::app(row.app), Notice::PushAdded)),
        Err(failed) => {
            let refused = Some(reason(&page, failed)?);
            Ok((StatusCode::CONFLICT, CheckPage { refused, ..CheckPage::new(page, &row) }).into_response())
        }
    }
}

/// The visitor's certificate with this number, saved or not.
pub(super) async fn find(state: &State, visitor: &Visitor, number: i64) -> Result<PushRow, Error> {
    let mut tx = state.services().store.read().await?;
    push::find(&mut tx, visitor.account(), number).await?.ok_or(Error::NotFound)
}

impl CheckPage {
    fn new(page: Page, row: &PushRow) -> Self {
        Self {
            refused: None,
            title: push_title(&page, (row.vendor, row.shown.app())),
            app_url: paths::app(row.app),
            path: paths::push_check(row.number),
            again_url: paths::push_new_of(row.app, row.vendor),
            lines: lines(&page, row),
            page: page.at(Section::Apps),
        }
    }
}

/// What is shown of a certificate, label by label.
fn lines(page: &Page, row: &PushRow) -> Vec<(Cow<'static, str>, String)> {
    let (t, f, shown) = (page.t, page.f, &row.shown);
    let subject = if row.vendor == Vendor::Fcm { t.push_account() } else { t.push_subject() };
    let mut lines = vec![(subject, shown.subject.clone())];
    lines.extend(shown.fields.iter().map(|(field, text)| {
        let words = t.push_choice(text).map_or_else(|| text.clone(), Cow::into_owned);
        (t.push_field(row.vendor, *field), words)
    }));
    lines.push((t.expires_at(), row.expires_at.map(|end| f.date_time_zoned(end)).unwrap_or_default()));
    lines.push((t.push_fingerprint(), shown.fingerprint.clone()));
    lines.retain(|(_, text)| !text.is_empty());
    lines
}
