//! Creating an application (P3), and what to do where an account has all it may have (A3).

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    app_form::{ProfileFields, TypeChoice},
    app_refusals::sentence,
};
use crate::{
    domain::{
        app::{App, AppState},
        catalog::Catalog,
    },
    services::{
        apps::{AppRefused, ProfileForm},
        once::FormKey,
    },
    store::{app_list, apps},
    web::{
        Error, State,
        error::see_other,
        extract::{Form, Query},
        flash::{Notice, see_other_with},
        form::{Fault, Field},
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

/// How many apps of a kind the page of the limit lists.
const ROOM: u32 = 10;

/// What is entered, and the key of the form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entries {
    name: String,
    app_type: String,
    introduction: String,
    data_centre: String,
    key: String,
}

/// A data centre that is chosen beforehand.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    data_centre: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/app_new.html")]
struct NewPage {
    page: Page,
    faults: Vec<Fault>,
    notice: Option<String>,
    fields: ProfileFields,
    types: Vec<TypeChoice>,
    data_centre: Field,
    centres: Vec<TypeChoice>,
    key: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/app_limit.html")]
struct LimitPage {
    page: Page,
    limit: u32,
    deletable: Vec<RoomRow>,
    stoppable: Vec<RoomRow>,
}

/// An application that could make room.
struct RoomRow {
    url: String,
    name: String,
    id: String,
    since: String,
    act: String,
}

/// The form; or what to do where there is no room.
///
/// # Errors
/// When the database fails.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let services = state.services();
    let catalog = services.catalog().catalog;
    let mut tx = services.store.read().await?;
    let held = apps::count(&mut tx, visitor.account()).await?;
    drop(tx);
    if held >= i64::from(catalog.app_limit) {
        return Ok(limit(&state, &visitor, page).await?.into_response());
    }
    let key = services.form_key().to_string();
    let centre = Field::holding(asked.data_centre);
    Ok(NewPage::new(page, &catalog, ProfileFields::empty(), centre, key).into_response())
}

/// Creates it. The same form sent again leads to the same application (SEC38).
///
/// # Errors
/// When the database fails.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Form(entries): Form<Entries>,
) -> Result<Response, Error> {
    let services = state.services();
    let catalog = services.catalog().catalog;
    let Entries { name, app_type, introduction, data_centre, key } = entries;
    let form = ProfileForm { name, app_type, introduction };
    let (profile, known) = (services.parse_profile(&form), catalog.data_centre(&data_centre).is_some());
    let (profile, form_key) = match (profile, FormKey::parse(&key)) {
        (Ok(profile), Some(form_key)) if known => (profile, form_key),
        (Ok(_), None) if known => return Ok(again(&state, page, form, data_centre)),
        (profile, _) => {
            let fields = ProfileFields::refused(page.t, form, &profile.err().unwrap_or_default());
            let error = (!known).then(|| sentence(page.t, &AppRefused::DataCentre));
            let centre = Field::holding(data_centre).judged(error);
            let page = NewPage::new(page, &catalog, fields, centre, key);
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let given = (profile, data_centre.as_str());
    match services.create_app_once(visitor.account(), given, form_key, &visitor.actor()).await {
        Ok(id) => Ok(see_other_with(&paths::app(id), Notice::AppCreated)),
        Err(AppRefused::SentBefore(id)) => Ok(see_other(&paths::app(id))),
        Err(AppRefused::Limit { .. }) => {
            Ok((StatusCode::CONFLICT, limit(&state, &visitor, page).await?).into_response())
        }
        Err(AppRefused::Store(error)) => Err(error.into()),
        Err(_) => Ok(again(&state, page, form, data_centre)),
    }
}

/// The form with its answers and a fresh key: the old one is none or too old.
fn again(state: &State, page: Page, form: ProfileForm, data_centre: String) -> Response {
    let (services, notice) = (state.services(), page.t.app_form_stale().into_owned());
    let (catalog, key) = (services.catalog().catalog, services.form_key().to_string());
    let (fields, centre) = (ProfileFields::entered(form), Field::holding(data_centre));
    let page = NewPage { notice: Some(notice), ..NewPage::new(page, &catalog, fields, centre, key) };
    (StatusCode::CONFLICT, page).into_response()
}

impl NewPage {
    fn new(page: Page, catalog: &Catalog, fields: ProfileFields, centre: Field, key: String) -> Self {
        let mut faults = fields.faults();
        faults.extend(crate::web::form::faults(&[("data_centre", &centre)]));
        let choice = |known: &crate::domain::catalog::DataCentre| TypeChoice {
            value: known.code.clone(),
            label: page.t.catalog_name(&known.names).to_owned(),
            chosen: known.code == centre.value,
        };
        Self {
            faults,
            notice: None,
            types: TypeChoice::all(page.t, catalog, &fields.app_type.value),
            centres: catalog.data_centres.iter().map(choice).collect(),
            fields,
            data_centre: centre,
            key,
            page: page.at(Section::Apps),
        }
    }
}

async fn limit(state: &State, visitor: &Visitor, page: Page) -> Result<LimitPage, Error> {
    let services = state.services();
    let mut tx = services.store.read().await?;
    let room = app_list::making_room(&mut tx, visitor.account(), ROOM).await?;
    let (stoppable, deletable): (Vec<App>, Vec<App>) =
        room.into_iter().partition(|app| app.state == AppState::Active);
    let t = page.t;
    let row = |app: &App, url: String, act: String| RoomRow {
        url,
        name: app.profile.name.as_str().to_owned(),
        id: app.id.to_string(),
        since: page.f.date(app.state.since().unwrap_or(app.created_at)),
        act,
    };
    let deletable =
        deletable.iter().map(|app| row(app, paths::app_delete(app.id), t.app_delete().into_owned()));
    let stoppable =
        stoppable.iter().map(|app| row(app, paths::app_deactivate(app.id), t.app_deactivate().into_owned()));
    Ok(LimitPage {
        limit: services.catalog().catalog.app_limit,
        deletable: deletable.collect(),
        stoppable: stoppable.collect(),
        page: page.at(Section::Apps),
    })
}
