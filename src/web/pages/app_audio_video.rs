//! Real-time audio/video of an application in detail, and the acts on it (C7): enabling it and starting the free trial.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::app::{self, audio_video::AudioVideo};
use crate::{
    domain::{ids::SdkAppId, renewal},
    services::{once::FormKey, rtc::RtcFailed},
    web::{
        Error, State,
        extract::{Form, Path},
        flash::{Notice, see_other_with},
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

#[derive(Template, WebTemplate)]
#[template(path = "pages/app_audio_video.html")]
struct DetailsPage {
    page: Page,
    name: String,
    app_url: String,
    audio_video: AudioVideo,
    /// Where the pack is renewed, with its package or alone.
    renew: Option<(String, Cow<'static, str>)>,
    /// Where the pack is refunded.
    refund: Option<String>,
}

/// The form that starts the trial.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    key: String,
}

/// The page.
///
/// # Errors
/// With 404 when the app is not this account's.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
) -> Result<Response, Error> {
    let around = app::load(&state, &visitor, number).await?;
    let services = state.services();
    let (catalog, now) = (services.catalog().catalog, services.now());
    let mut tx = services.store.read().await?;
    let used = services.call_minutes(&mut tx, &around).await?;
    drop(tx);
    let app = &around.app;
    let has_pack = used.is_some();
    let runs = renewal::continues(app, now).is_some();
    let audio_video = AudioVideo::of((&state, &page), &catalog, &around, used.as_ref());
    let details = DetailsPage {
        name: app.profile.name.as_str().to_owned(),
        app_url: paths::app(app.id),
        audio_video,
        renew: (has_pack && renewal::is_renewable(app)).then(|| {
            let label = if app.pack.is_some() { page.t.rtc_renew_alone() } else { page.t.rtc_renew() };
            (paths::app_renew(app.id), label)
        }),
        refund: (has_pack && runs).then(|| paths::app_refund_call_pack(app.id)),
        page: page.at(Section::Apps),
    };
    Ok(details.into_response())
}

/// Enables it: 409 with the page as it is now when the app is stopped.
///
/// # Errors
/// With 404 when the app is not this account's.
pub async fn post_enable(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
) -> Result<Response, Error> {
    let id = SdkAppId::new(number).ok_or(Error::NotFound)?;
    let done = state.services().enable_rtc(visitor.account(), id, &visitor.actor()).await;
    answer((&state, &visitor), page, id, (done, Notice::RtcEnabled)).await
}

/// Starts the free trial: 409 with the page as it is now when there is none to be had.
///
/// # Errors
/// With 404 when the app is not this account's.
pub async fn post_trial(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(asked): Form<Asked>,
) -> Result<Response, Error> {
    let id = SdkAppId::new(number).ok_or(Error::NotFound)?;
    let done = match FormKey::parse(&asked.key) {
        Some(key) => state.services().try_calls(visitor.account(), id, key, &visitor.actor()).await,
        None => Err(RtcFailed::Stale),
    };
    answer((&state, &visitor), page, id, (done, Notice::CallTrialStarted)).await
}

async fn answer(
    (state, visitor): (&State, &Visitor),
    page: Page,
    id: SdkAppId,
    (done, notice): (Result<(), RtcFailed>, Notice),
) -> Result<Response, Error> {
    let reason = match done {
        Ok(()) => return Ok(see_other_with(&paths::app(id), notice)),
        Err(RtcFailed::NotFound) => return Err(Error::NotFound),
        Err(RtcFailed::Store(error)) => return Err(error.into()),
        Err(RtcFailed::Stopped) => page.t.rtc_refused_stopped(),
        Err(RtcFailed::Trial(refused)) => page.t.trial_refused(refused, page.f),
        Err(RtcFailed::Stale) => page.t.rtc_refused_stale(),
    };
    app::conflict(state, visitor, page, id.number(), reason).await
}
