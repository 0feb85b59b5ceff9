//! Changing a push certificate in place (C5): its number stays, and what is secret may be left empty, which keeps it. A change
//! that came in between is shown beside one's own.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{check::find_with_app, done, entered, view::FormPage};
use crate::{
    domain::{app::App, push::Entered},
    services::{once::FormKey, push::PushFailed},
    store::push::PushRow,
    web::{Error, State, extract::Path, flash::Notice, page::Page, upload::Upload, visitor::Visitor},
};

/// The form.
///
/// # Errors
/// With 404 when the certificate is not this account's or not saved.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
) -> Result<Response, Error> {
    let (row, app) = saved(&state, &visitor, number).await?;
    let entered = Entered { texts: row.shown.fields.clone(), file: None };
    Ok(FormPage::editing(&state, page, (&app, &row), (&entered, row.revision)).into_response())
}

/// Saves it, or shows what is in another file first: 422 with every fault, 409 with both versions when it was changed
/// meanwhile.
///
/// # Errors
/// With 404 when the certificate is not this account's or not saved, and 400 for a revision that is none.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    upload: Upload,
) -> Result<Response, Error> {
    let (row, app) = saved(&state, &visitor, number).await?;
    let entered = entered(row.vendor, &upload);
    let revision = upload.text("revision").parse().map_err(|_| Error::BadRequest)?;
    let edited = match FormKey::parse(&upload.text("key")) {
        Some(key) => {
            let (whose, form) = ((visitor.account(), number), (entered.clone(), revision));
            state.services().edit_push_certificate(whose, form, key, &visitor.actor()).await
        }
        None => Err(PushFailed::Stale),
    };
    match edited {
        Ok(row) => Ok(done(&row, Notice::PushChanged)),
        Err(PushFailed::Changed(newest)) => {
            let form = FormPage::editing(&state, page, (&app, &newest), (&entered, newest.revision));
            Ok((StatusCode::CONFLICT, form.beside(&newest, &entered)).into_response())
        }
        Err(failed) => FormPage::editing(&state, page, (&app, &row), (&entered, revision)).answering(failed),
    }
}

/// The visitor's saved certificate with this number, and its app.
async fn saved(state: &State, visitor: &Visitor, number: i64) -> Result<(PushRow, App), Error> {
    let found = find_with_app(state, visitor, number).await?;
    if found.0.saved_at.is_some() { Ok(found) } else { Err(Error::NotFound) }
}
