//! The addresses of an application's real-time audio/video.

use super::{BUY, with_query};
use crate::domain::{
    app::App,
    ids::SdkAppId,
    product::{AddOnKind, CallPack, Edition},
};

/// The audio/video of an application in detail.
pub const APP_AUDIO_VIDEO: &str = "/apps/{id}/audio-video";
/// Enables the audio/video of an application (POST only).
pub const APP_AUDIO_VIDEO_ENABLE: &str = "/apps/{id}/audio-video/enable";
/// Starts the free trial of calls (POST only).
pub const APP_CALL_TRIAL: &str = "/apps/{id}/audio-video/trial";

/// The audio/video of an application in detail.
#[must_use]
pub fn app_audio_video(id: SdkAppId) -> String {
    format!("/apps/{id}/audio-video")
}

/// Enables the audio/video of an application.
#[must_use]
pub fn app_audio_video_enable(id: SdkAppId) -> String {
    format!("/apps/{id}/audio-video/enable")
}

/// Starts the free trial of calls.
#[must_use]
pub fn app_call_trial(id: SdkAppId) -> String {
    format!("/apps/{id}/audio-video/trial")
}

/// The purchase page with an application and a call pack chosen, and with the package that an application without one
/// needs beside it.
#[must_use]
pub fn buy_call_pack(app: &App, package: Option<Edition>, pack: CallPack) -> String {
    let (id, package) = (app.id.to_string(), package.map(|edition| edition.to_string()));
    let chosen = [("data_centre", app.data_centre.as_str()), ("app", &id), ("call_pack", pack.as_str())];
    let with_package = package.as_deref().map(|edition| ("package", edition));
    with_query(BUY, &chosen.into_iter().chain(with_package).collect::<Vec<_>>())
}

/// Refunds the call pack of an application.
#[must_use]
pub fn app_refund_call_pack(id: SdkAppId) -> String {
    with_query(&super::app_refund(id), &[("what", AddOnKind::CallPack.as_str())])
}
