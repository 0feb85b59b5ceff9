//! A new application made on the way (P3): a name is enough. It becomes a trial in the data centre that the page
//! shows, and the page comes back with it chosen and everything else kept.

use axum::response::Response;
use serde::Deserialize;

use super::{
    back,
    desk::{Desk, Mode},
    form::Entered,
    show,
};
use crate::{
    domain::{
        app::{AppName, Profile},
        ids::SdkAppId,
    },
    services::{apps::AppRefused, once::FormKey},
    web::{
        Error, State, error::see_other, extract::Form, form::Field, page::Page, pages::app_refusals,
        visitor::Visitor,
    },
};

/// The app type of an app of which only the name is known; it can be changed on its page.
const UNTOLD: &str = "other";

/// What is entered.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entries {
    new_app: String,
    key: String,
    choices: String,
}

/// Makes the app and goes back to the form.
///
/// # Errors
/// When the database fails. Whatever is wrong with the name is told at its field.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Form(entries): Form<Entries>,
) -> Result<Response, Error> {
    let choices: Entered = serde_urlencoded::from_str(&entries.choices).map_err(|_| Error::BadRequest)?;
    let desk = Desk::open(state.services(), visitor.account(), choices.clone(), Mode::Look).await?;
    match create(&state, &visitor, &desk, &entries).await {
        Ok(id) => {
            let choices = Entered { app: id.to_string(), data_centre: desk.centre.code.clone(), ..choices };
            Ok(see_other(&back(&choices)))
        }
        Err(AppRefused::Store(error)) => Err(error.into()),
        Err(refused) => {
            let field = Field::holding(entries.new_app).refused(app_refusals::sentence(page.t, &refused));
            Ok(show(&state, page, &desk, field))
        }
    }
}

async fn create(
    state: &State,
    visitor: &Visitor,
    desk: &Desk,
    entries: &Entries,
) -> Result<SdkAppId, AppRefused> {
    let key = FormKey::parse(&entries.key).ok_or(AppRefused::Stale)?;
    let catalog = &desk.published.catalog;
    let app_type = catalog.app_type(UNTOLD).or(catalog.app_types.first()).ok_or(AppRefused::AppType)?;
    let profile = Profile {
        name: AppName::parse(&entries.new_app)?,
        app_type: app_type.code.clone(),
        introduction: String::new(),
    };
    let place = (profile, desk.centre.code.as_str());
    match state.services().create_app_once(visitor.account(), place, key, &visitor.actor()).await {
        Err(AppRefused::SentBefore(id)) => Ok(id),
        other => other,
    }
}
