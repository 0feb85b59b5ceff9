//! Editing what an application's owner says of it (C2). A change that came in between is shown beside one's own.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    app,
    app_form::{ProfileFields, TypeChoice},
};
use crate::{
    domain::app::App,
    services::apps::{AppRefused, ProfileForm},
    web::{
        Error, State,
        extract::{Form, Path},
        flash::{Notice, see_other_with},
        form::Fault,
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

/// What is entered, and the revision that the form showed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entries {
    name: String,
    app_type: String,
    introduction: String,
    revision: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/app_profile.html")]
struct ProfilePage {
    page: Page,
    faults: Vec<Fault>,
    app_name: String,
    path: String,
    back: String,
    fields: ProfileFields,
    types: Vec<TypeChoice>,
    revision: i64,
    versions: Option<Versions>,
}

/// Name, type and introduction: what is there now beside what was entered.
struct Versions {
    rows: Vec<[String; 3]>,
}

/// The form.
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
    let fields = ProfileFields::of(&app.profile);
    Ok(ProfilePage::new(&state, page, &app, fields).into_response())
}

/// Saves it: 422 with every fault, 409 with both versions when it was changed meanwhile.
///
/// # Errors
/// With 404 when the app is not this account's.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(entries): Form<Entries>,
) -> Result<Response, Error> {
    let app = app::load(&state, &visitor, number).await?.app;
    let services = state.services();
    let Entries { name, app_type, introduction, revision } = entries;
    let form = ProfileForm { name, app_type, introduction };
    let Ok(revision) = revision.parse() else { return Err(Error::BadRequest) };
    let profile = match services.parse_profile(&form) {
        Ok(profile) => profile,
        Err(refusals) => {
            let fields = ProfileFields::refused(page.t, form, &refusals);
            let page = ProfilePage { revision, ..ProfilePage::new(&state, page, &app, fields) };
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let edited = services.edit_app(visitor.account(), app.id, (profile, revision), &visitor.actor()).await;
    match edited {
        Ok(()) => Ok(see_other_with(&paths::app(app.id), Notice::AppSaved)),
        Err(AppRefused::Changed(newest)) => Ok(ProfilePage::changed(&state, page, &newest, form)),
        Err(AppRefused::Store(error)) => Err(error.into()),
        Err(_) => Err(Error::NotFound),
    }
}

impl ProfilePage {
    fn new(state: &State, page: Page, app: &App, fields: ProfileFields) -> Self {
        let catalog = state.services().catalog().catalog;
        Self {
            faults: fields.faults(),
            app_name: app.profile.name.as_str().to_owned(),
            path: paths::app_profile(app.id),
            back: paths::app(app.id),
            types: TypeChoice::all(page.t, &catalog, &fields.app_type.value),
            fields,
            revision: app.revision,
            versions: None,
            page: page.at(Section::Apps),
        }
    }

    /// The page of a change that came in between; sent again, the form replaces it.
    fn changed(state: &State, page: Page, newest: &App, form: ProfileForm) -> Response {
        let (catalog, t) = (state.services().catalog().catalog, page.t);
        let type_name =
            |code: &str| catalog.app_type(code).map_or(code, |kind| t.catalog_name(&kind.names)).to_owned();
        let profile = &newest.profile;
        let row = |label: Cow<'static, str>, now: String, yours: String| [label.into_owned(), now, yours];
        let rows = vec![
            row(t.app_name(), profile.name.as_str().to_owned(), form.name.clone()),
            row(t.app_type(), type_name(&profile.app_type), type_name(&form.app_type)),
            row(t.app_intro(), profile.introduction.clone(), form.introduction.clone()),
        ];
        let fields = ProfileFields::entered(form);
        let page = Self { versions: Some(Versions { rows }), ..Self::new(state, page, newest, fields) };
        (StatusCode::CONFLICT, page).into_response()
    }
}
