//! Deleting an administrator of an application (C4), after asking.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::sentence;
use crate::{
    domain::{
        administrator::{Administrator, may_delete},
        app::App,
    },
    services::apps::AdministratorRefused,
    store::app_settings,
    web::{
        Error, State,
        extract::{Form, Path, Query},
        flash::{Notice, see_other_with},
        page::{Page, Section},
        pages::app,
        paths,
        visitor::Visitor,
    },
};

/// Which one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    name: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/administrator_delete.html")]
struct DeletePage {
    page: Page,
    app_name: String,
    back: String,
    path: String,
    name: String,
    title: Cow<'static, str>,
    text: Cow<'static, str>,
    refused: Option<Cow<'static, str>>,
}

/// The question, or the reason why it can't be deleted.
///
/// # Errors
/// With 404 when the app is not this account's or has no such administrator.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Query(which): Query<Which>,
) -> Result<Response, Error> {
    let app = app::load(&state, &visitor, number).await?.app;
    let name = Administrator::parse(&which.name).map_err(|_| Error::NotFound)?;
    let mut tx = state.services().store.read().await?;
    let is_there = app_settings::find(&mut tx, app.id).await?.names().contains(&name);
    if !is_there && !name.is_default() {
        return Err(Error::NotFound);
    }
    let refused = may_delete(&app, &name).err().map(|refused| sentence(page.t, refused));
    Ok(DeletePage::new(page, &app, &name, refused).into_response())
}

/// Deletes it; 409 when it can't be deleted.
///
/// # Errors
/// With 404 when the app is not this account's, or for a name that none can have; when the database fails.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(which): Form<Which>,
) -> Result<Response, Error> {
    let app = app::load(&state, &visitor, number).await?.app;
    let name = Administrator::parse(&which.name).map_err(|_| Error::NotFound)?;
    let actor = visitor.actor();
    match state.services().delete_administrator(visitor.account(), app.id, &name, &actor).await {
        Ok(()) => Ok(see_other_with(&paths::app(app.id), Notice::AdministratorDeleted)),
        Err(AdministratorRefused::Store(error)) => Err(error.into()),
        Err(AdministratorRefused::Rule(refused)) => {
            let reason = sentence(page.t, refused);
            Ok((StatusCode::CONFLICT, DeletePage::new(page, &app, &name, Some(reason))).into_response())
        }
        Err(_) => Err(Error::NotFound),
    }
}

impl DeletePage {
    fn new(page: Page, app: &App, name: &Administrator, refused: Option<Cow<'static, str>>) -> Self {
        Self {
            app_name: app.profile.name.as_str().to_owned(),
            back: paths::app(app.id),
            path: paths::app_administrator_delete(app.id),
            name: name.as_str().to_owned(),
            title: page.t.admins_delete_title(name.as_str()),
            text: page.t.admins_delete_text(name.as_str()),
            refused,
            page: page.at(Section::Apps),
        }
    }
}
