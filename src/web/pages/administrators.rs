//! Adding an administrator to an application (C4), and deleting one.

pub mod delete;

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{app, app_refusals::count};
use crate::{
    domain::{
        administrator::{Administrator, NameFault, NotChanged, may_change},
        app::App,
        text::is_line,
    },
    i18n::Words,
    services::{apps::AdministratorRefused, once::FormKey},
    store::app_settings,
    web::{
        Error, State,
        extract::{Form, Path},
        flash::{Notice, see_other_with},
        form::{Fault, Field, faults},
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

/// What is entered.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entries {
    administrator: String,
    key: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/administrators.html")]
struct AddPage {
    page: Page,
    faults: Vec<Fault>,
    app_name: String,
    back: String,
    path: String,
    /// Why there is no form, or why the form was not taken.
    trouble: Option<Cow<'static, str>>,
    has_form: bool,
    field: Field,
    hint: Cow<'static, str>,
    key: String,
}

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
    let app = app::load(&state, &visitor, number).await?.app;
    let mut tx = state.services().store.read().await?;
    let held = app_settings::find(&mut tx, app.id).await?.administrators.len() + 1;
    drop(tx);
    let is_full = if held >= Administrator::MOST { Err(NotChanged::Full) } else { Ok(()) };
    let closed = may_change(&app).and(is_full).err().map(|refused| sentence(page.t, refused));
    Ok(AddPage::new(&state, page, &app, (Field::default(), closed, false)).into_response())
}

/// Adds it: 422 at the field, 409 when the application's state or number is against it.
///
/// # Errors
/// With 404 when the app is not this account's; when the database fails.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(entries): Form<Entries>,
) -> Result<Response, Error> {
    let app = app::load(&state, &visitor, number).await?.app;
    let refused = match add(&state, &visitor, &app, &entries).await {
        Ok(()) => return Ok(see_other_with(&paths::app(app.id), Notice::AdministratorAdded)),
        Err(refused) => refused,
    };
    let (t, field) = (page.t, Field::holding(entries.administrator));
    let (status, shown) = match refused {
        AdministratorRefused::NotFound => return Err(Error::NotFound),
        AdministratorRefused::Store(error) => return Err(error.into()),
        AdministratorRefused::Rule(refused @ (NotChanged::Name(_) | NotChanged::Taken)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, (field.refused(sentence(t, refused)), None, true))
        }
        AdministratorRefused::Rule(refused) => {
            (StatusCode::CONFLICT, (field, Some(sentence(t, refused)), refused != NotChanged::Stopped))
        }
        AdministratorRefused::SentBefore => {
            (StatusCode::CONFLICT, (field, Some(t.admins_sent_before()), true))
        }
        AdministratorRefused::Stale => (StatusCode::CONFLICT, (field, Some(t.admins_stale()), true)),
    };
    Ok((status, AddPage::new(&state, page, &app, shown)).into_response())
}

async fn add(
    state: &State,
    visitor: &Visitor,
    app: &App,
    entries: &Entries,
) -> Result<(), AdministratorRefused> {
    let name = Administrator::parse(&entries.administrator).map_err(NotChanged::Name)?;
    let key = FormKey::parse(&entries.key).ok_or(AdministratorRefused::Stale)?;
    state.services().add_administrator(visitor.account(), app.id, (&name, key), &visitor.actor()).await
}

impl AddPage {
    /// The page with the field, with what is to be said above it, and whether the form is there all the same.
    fn new(
        state: &State,
        page: Page,
        app: &App,
        (field, trouble, keeps_form): (Field, Option<Cow<'static, str>>, bool),
    ) -> Self {
        Self {
            faults: faults(&[("administrator", &field)]),
            app_name: app.profile.name.as_str().to_owned(),
            back: paths::app(app.id),
            path: paths::app_administrators(app.id),
            has_form: trouble.is_none() || keeps_form,
            trouble,
            field,
            hint: page.t.admins_name_hint(count(Administrator::MAX_BYTES)),
            key: state.services().form_key().to_string(),
            page: page.at(Section::Apps),
        }
    }
}

/// Why the administrators were not changed, in words.
fn sentence(t: Words, refused: NotChanged) -> Cow<'static, str> {
    match refused {
        NotChanged::Name(NameFault::Missing) => t.admins_name_missing(),
        NotChanged::Name(NameFault::TooLong) => t.admins_name_long(count(Administrator::MAX_BYTES)),
        NotChanged::Name(NameFault::Character(found)) => t.admins_name_character(&shown(found)),
        NotChanged::Stopped => t.admins_stopped(),
        NotChanged::Taken => t.admins_taken(),
        NotChanged::Full => t.admins_full(count(Administrator::MOST)),
        NotChanged::Default => t.admins_default_stays(),
    }
}

/// A character as it can be seen: itself, or its number where it shows nothing.
pub(super) fn shown(found: char) -> String {
    if is_line(&found.to_string()) { found.to_string() } else { format!("U+{:04X}", u32::from(found)) }
}
