//! The configuration page of one application (C1, C2): its package, what may be done with it, its profile. What later
//! parts of the product add has no place here before it works.

pub(in crate::web::pages) mod actions;
pub(super) mod audio_video;
pub(in crate::web) mod badge;
mod base;
mod charged;
pub(super) mod confirm;
pub(super) mod limits;
mod package;
mod push;
pub(super) mod renewal;
mod settings;
mod standing;

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::overdue::Overdue;
use crate::{
    domain::{app::App, catalog::Catalog, ids::SdkAppId, lifecycle, renewal::Attempt},
    i18n::Words,
    services::{apps::ChangeDesk, rtc::CallMinutes},
    store::app_page::{self, AppAround},
    web::{
        Error, State,
        extract::Path,
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};
use actions::{Actions, Stop};
use audio_video::AudioVideo;
use badge::Badge;
use base::Base;
use charged::Charged;
use confirm::{Confirm, Ending};
use package::Package;
use push::Push;
pub(super) use push::title as push_title;
use renewal::{Renewal, Tried};
use settings::Sections;
use standing::{Notice, Step};

#[derive(Template, WebTemplate)]
#[template(path = "pages/app.html")]
struct AppPage {
    page: Page,
    refused: Option<Cow<'static, str>>,
    overdue: Option<Overdue>,
    name: String,
    id: String,
    badge: Badge,
    notice: Option<Notice>,
    steps: Vec<Step>,
    package: Package,
    charged: Option<Charged>,
    renewal: Option<Renewal>,
    tried: Vec<Tried>,
    actions: Actions,
    confirm: Option<Confirm>,
    stop_label: String,
    stop_url: String,
    profile: Profile,
    base: Base,
    push: Push,
    audio_video: AudioVideo,
    links: Links,
    sections: Sections,
}

/// What was loaded for the page: the app, its attempts to renew, its sections, and the minutes of its call pack.
type Around<'a> = (&'a AppAround, &'a [Attempt], Sections, Option<&'a CallMinutes>);

/// The ways on from the page.
struct Links {
    profile: String,
    orders: String,
    forecast: String,
    what_if: String,
}

impl Links {
    fn of(app: SdkAppId) -> Self {
        Self {
            profile: paths::app_profile(app),
            orders: paths::orders_of(app),
            forecast: paths::app_forecast(app),
            what_if: paths::app_what_if(app),
        }
    }
}

/// What its owner says of the app.
struct Profile {
    app_type: String,
    introduction: String,
}

/// The page.
///
/// # Errors
/// With 404 when the app is not this account's, is deleted, or never was.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
) -> Result<Response, Error> {
    Ok(AppPage::load((&state, &visitor), page, number).await?.into_response())
}

/// The page after something that its state does not allow, or that somebody else has changed meanwhile: 409 with the
/// reason above what is there now.
pub(super) async fn conflict(
    state: &State,
    visitor: &Visitor,
    page: Page,
    number: i64,
    reason: Cow<'static, str>,
) -> Result<Response, Error> {
    let page = AppPage::load((state, visitor), page, number).await?;
    Ok((StatusCode::CONFLICT, AppPage { refused: Some(reason), ..page }).into_response())
}

/// The visitor's app with this number, and what surrounds it.
pub(super) async fn load(state: &State, visitor: &Visitor, number: i64) -> Result<AppAround, Error> {
    let id = SdkAppId::new(number).ok_or(Error::NotFound)?;
    let services = state.services();
    let mut tx = services.store.read().await?;
    let now = services.now();
    let mut around = app_page::find(&mut tx, visitor.account(), id, now).await?.ok_or(Error::NotFound)?;
    lifecycle::catch_up(&mut around.app, &services.catalog().catalog, now);
    Ok(around)
}

impl AppPage {
    async fn load((state, visitor): (&State, &Visitor), page: Page, number: i64) -> Result<Self, Error> {
        let around = load(state, visitor, number).await?;
        let services = state.services();
        let mut tx = services.store.read().await?;
        let attempts = renewal::attempts(&mut tx, &around.app).await?;
        let desk = if charged::is_charged(&around.app) || Stop::of(&around.app).is_some() {
            Some(services.change_desk_of(&mut tx, around.app.clone(), visitor.verification()).await?)
        } else {
            None
        };
        let used = services.call_minutes(&mut tx, &around).await?;
        let overdue = Overdue::of(&mut tx, visitor, (&page, services.now())).await?;
        let push = Push::load((state, &page), &mut tx, around.app.id).await?;
        drop(tx);
        let sections = Sections::load(state, visitor, &page, &around.app).await?;
        let page = page.at(Section::Apps);
        let around = (&around, &attempts[..], sections, used.as_ref());
        Ok(Self { overdue, push, ..Self::new((state, visitor), page, around, desk.as_ref()) })
    }

    fn new(
        (state, visitor): (&State, &Visitor),
        page: Page,
        (around, attempts, sections, used): Around<'_>,
        desk: Option<&ChangeDesk>,
    ) -> Self {
        let (catalog, now) = (state.services().catalog().catalog, state.services().now());
        let (t, app) = (page.t, &around.app);
        let charged = desk.filter(|_| charged::is_charged(app));
        let actions = Actions::of((t, page.f), app, charged, now);
        let (stop_label, stop_url) = stop(t, app.id, actions.stop);
        let confirm = desk.zip(actions.stop).map(|(desk, stop)| confirm(state, &page, desk, stop));
        Self {
            refused: None,
            overdue: None,
            name: app.profile.name.as_str().to_owned(),
            id: app.id.to_string(),
            badge: Badge::of(t, &catalog, app, now),
            notice: Notice::of(&page, &catalog, app, now),
            steps: standing::steps(t, app, visitor.verification()),
            package: Package::new(&page, &catalog, around, now),
            charged: charged.map(|desk| Charged::of(&page, desk)),
            renewal: Renewal::of(&page, &catalog, around, now),
            tried: attempts.iter().map(|attempt| Tried::of(&page, attempt)).collect(),
            confirm: confirm.map(Confirm::in_dialog),
            stop_label: stop_label.into_owned(),
            stop_url,
            profile: Profile::new(&page, &catalog, app),
            base: Base::new((state, &page), &catalog, around),
            push: Push::default(),
            audio_video: AudioVideo::of((state, &page), &catalog, around, used),
            links: Links::of(app.id),
            sections,
            actions,
            page,
        }
    }
}

/// The form that stops the app, or deletes it.
fn confirm(state: &State, page: &Page, desk: &ChangeDesk, stop: Stop) -> Confirm {
    match stop {
        Stop::Deactivate => Confirm::deactivating(page, Ending { desk, key: state.services().form_key() }),
        Stop::Delete => Confirm::deleting(page, desk),
    }
}

/// What the final act is called, and where it is done.
fn stop(t: Words, id: SdkAppId, stop: Option<Stop>) -> (Cow<'static, str>, String) {
    match stop {
        Some(Stop::Deactivate) => (t.app_deactivate(), paths::app_deactivate(id)),
        Some(Stop::Delete) => (t.app_delete(), paths::app_delete(id)),
        None => Default::default(),
    }
}

impl Profile {
    fn new(page: &Page, catalog: &Catalog, app: &App) -> Self {
        let kind = catalog.app_type(&app.profile.app_type);
        Self {
            app_type: kind
                .map_or(app.profile.app_type.as_str(), |kind| page.t.catalog_name(&kind.names))
                .to_owned(),
            introduction: app.profile.introduction.clone(),
        }
    }
}
