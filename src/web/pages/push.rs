//! Adding an offline push certificate (C5): first the vendor, then what it asks for. An uploaded file leads to a page that
//! shows what is in it; everything else is saved at once. Nothing that is secret comes back (SEC45).

pub mod check;
pub mod delete;
pub mod edit;
mod view;

use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::app_key;
use crate::{
    domain::push::{Entered, Field, File, Vendor},
    services::{once::FormKey, push::PushFailed},
    store::push::PushRow,
    web::{
        Error, State,
        error::see_other,
        extract::{Path, Query},
        flash::{Notice, see_other_with},
        page::Page,
        paths,
        upload::Upload,
        visitor::Visitor,
    },
};
use view::{FormPage, VendorsPage};

/// Whose certificate it is to be.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    vendor: String,
}

/// The vendors to choose from, or the form of the one that was chosen.
///
/// # Errors
/// With 404 when the app is not this account's.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Error> {
    let app = app_key::desk(&state, &visitor, number).await?.app;
    Ok(match Vendor::parse(&chosen.vendor) {
        Some(vendor) => FormPage::adding(&state, page, &app, (vendor, &Entered::default())).into_response(),
        None => VendorsPage::new(page, &app).into_response(),
    })
}

/// Adds it: 422 with every fault of the form, 409 when the platform has all it may have.
///
/// # Errors
/// With 404 when the app is not this account's, and 400 for a vendor that nothing is known of.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    upload: Upload,
) -> Result<Response, Error> {
    let app = app_key::desk(&state, &visitor, number).await?.app;
    let vendor = Vendor::parse(&upload.text("vendor")).ok_or(Error::BadRequest)?;
    let entered = entered(vendor, &upload);
    let services = state.services();
    let added = match FormKey::parse(&upload.text("key")) {
        Some(key) => {
            let form = (vendor, entered.clone());
            services.add_push_certificate((visitor.account(), app.id), form, key, &visitor.actor()).await
        }
        None => Err(PushFailed::Stale),
    };
    match added {
        Ok(row) => Ok(done(&row, Notice::PushAdded)),
        Err(failed) => FormPage::adding(&state, page, &app, (vendor, &entered)).answering(failed),
    }
}

/// On from a form: a draft is looked at first, everything else is on the page of its app.
fn done(row: &PushRow, notice: Notice) -> Response {
    if row.saved_at.is_none() {
        return see_other(&paths::push_check(row.number));
    }
    see_other_with(&paths::app(row.app), notice)
}

/// What was sent of the vendor's fields; blanks around a text are not part of it, but for passwords.
fn entered(vendor: Vendor, upload: &Upload) -> Entered {
    let texts = vendor.fields().iter().filter(|field| **field != Field::File).map(|field| {
        let text = upload.text(field.as_str());
        (
            *field,
            if *field == Field::Password { text } else { text.trim_matches([' ', '\u{3000}']).to_owned() },
        )
    });
    let file = upload.file(Field::File.as_str());
    Entered {
        texts: texts.collect(),
        file: file.map(|(name, bytes)| File { name: name.to_owned(), bytes: bytes.to_vec() }),
    }
}

/// Why nothing was done, in words.
fn reason(page: &Page, failed: PushFailed) -> Result<std::borrow::Cow<'static, str>, Error> {
    match failed {
        PushFailed::NotFound => Err(Error::NotFound),
        PushFailed::Store(error) => Err(error.into()),
        PushFailed::Busy => Err(Error::Busy),
        PushFailed::Limit => Ok(page.t.push_refused_limit()),
        PushFailed::NotConfirmed => Ok(page.t.push_refused_number()),
        PushFailed::Stale => Ok(page.t.key_refused_stale()),
        PushFailed::Changed(_) => Ok(page.t.push_refused_changed()),
        PushFailed::Entries(faults) => {
            let first = faults.first().ok_or(Error::BadRequest)?;
            Ok(page.t.push_wrong(page.f, first.0, &first.1))
        }
    }
}
