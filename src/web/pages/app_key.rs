//! The key of an application (C3): what kind it is and since when, and, posted with a password given lately, the key
//! itself. It is the one answer of the console that holds a key (SEC45).

pub mod act;

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use self::act::Act;
use super::{app::confirm::Confirm, quote::Told};
use crate::{
    domain::{
        app_keys::KeyRefused,
        ids::SdkAppId,
        user_sig::{Algorithm, HmacKey},
    },
    i18n::Words,
    services::keys::{KeyDesk, KeyFailed},
    web::{
        Error, State,
        extract::Path,
        flash::{Notice, see_other_with},
        form::Fault,
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

#[derive(Template, WebTemplate)]
#[template(path = "pages/app_key.html")]
struct KeyPage {
    page: Page,
    refused: Option<Told>,
    faults: Vec<Fault>,
    title: Cow<'static, str>,
    name: String,
    app_url: String,
    path: String,
    shown: Option<HmacKey>,
    is_pair: bool,
    algorithm: &'static str,
    /// When the key was made, for machines and for people.
    made: Option<(String, String)>,
    older: Option<String>,
    public: Option<String>,
    minutes: u32,
    hours: u32,
    act_url: String,
    confirm: Option<Confirm>,
    switch_url: String,
}

/// Where the key stands.
///
/// # Errors
/// With 404 when the app is not this account's.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
) -> Result<Response, Error> {
    let desk = desk(&state, &visitor, number).await?;
    Ok(KeyPage::new(&state, page, desk).into_response())
}

/// The key itself; 409 with the reason for an app that signs with a key pair.
///
/// # Errors
/// With 404 when the app is not this account's, and with the way to the password.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
) -> Result<Response, Error> {
    let id = desk(&state, &visitor, number).await?.app.id;
    visitor.require_fresh(&state, &paths::app_key(id))?;
    let revealed = state.services().reveal_key(visitor.account(), id, &visitor.actor()).await;
    let desk = desk(&state, &visitor, number).await?;
    match revealed {
        Ok(key) => Ok(KeyPage { shown: Some(key), ..KeyPage::new(&state, page, desk) }.into_response()),
        Err(failed) => {
            let refused = Some((reason(&page, failed)?.into_owned(), None));
            let page = KeyPage { refused, ..KeyPage::new(&state, page, desk) };
            Ok((StatusCode::CONFLICT, page).into_response())
        }
    }
}

/// Switches from the key pair to a secret key; safe, for both verify from then on.
///
/// # Errors
/// With 404 when the app is not this account's, and with the way to the password.
pub async fn post_switch(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
) -> Result<Response, Error> {
    let id = desk(&state, &visitor, number).await?.app.id;
    visitor.require_fresh(&state, &paths::app_key(id))?;
    let switched = state.services().switch_to_hmac(visitor.account(), id, &visitor.actor()).await;
    switched.map_err(|failed| reason(&page, failed).err().unwrap_or(Error::NotFound))?;
    Ok(see_other_with(&paths::app_key(id), Notice::KeySwitched))
}

/// The visitor's app with this number, and its keys.
pub(super) async fn desk(state: &State, visitor: &Visitor, number: i64) -> Result<KeyDesk, Error> {
    let id = SdkAppId::new(number).ok_or(Error::NotFound)?;
    state.services().key_desk(visitor.account(), id).await.map_err(|failed| match failed {
        KeyFailed::Store(error) => error.into(),
        _ => Error::NotFound,
    })
}

/// Why nothing was done, in words.
pub(super) fn reason(page: &Page, failed: KeyFailed) -> Result<Cow<'static, str>, Error> {
    match failed {
        KeyFailed::NotFound => Err(Error::NotFound),
        KeyFailed::Store(error) => Err(error.into()),
        KeyFailed::Rule(refused) => Ok(rule(page, refused)),
        KeyFailed::NotConfirmed => Ok(page.t.confirm_neither()),
        KeyFailed::Stale => Ok(page.t.key_refused_stale()),
    }
}

/// A rule of keys, in words.
fn rule(page: &Page, refused: KeyRefused) -> Cow<'static, str> {
    match refused {
        KeyRefused::KeyPair => page.t.key_refused_pair(),
        KeyRefused::Overlap(until) => page.t.key_refused_overlap(&page.f.date_time_zoned(until)),
    }
}

/// How many hours an older key verifies for.
fn overlap_hours() -> u32 {
    u32::try_from(crate::domain::app_keys::OVERLAP / 3_600).unwrap_or_default()
}

fn words(page: &Page) -> (Words, crate::i18n::format::Format) {
    (page.t, page.f)
}

impl KeyPage {
    fn new(state: &State, page: Page, desk: KeyDesk) -> Self {
        let (t, f) = words(&page);
        let (id, now) = (desk.app.id, state.system_now());
        let older = desk.stand.overlap(now).map(|(_, until)| f.date_time_zoned(until));
        let is_pair = desk.algorithm == Algorithm::Ecdsa;
        let act = if older.is_some() { Act::End } else { Act::Rotate };
        let confirm = (!is_pair).then(|| act.confirm(state, &page, &desk.app));
        Self {
            name: desk.app.profile.name.as_str().to_owned(),
            app_url: paths::app(id),
            path: paths::app_key(id),
            refused: None,
            faults: Vec::new(),
            title: t.key_title(),
            shown: None,
            is_pair,
            algorithm: desk.algorithm.name(),
            made: desk.stand.newest.map(|key| (f.iso(key.made_at), f.date_time_zoned(key.made_at))),
            act_url: act.path(id),
            older: older.map(|until| t.key_older_until(&until).into_owned()),
            public: desk.public,
            minutes: state.services().catalog().catalog.periods.reauth_minutes,
            hours: overlap_hours(),
            confirm: confirm.map(Confirm::in_dialog),
            switch_url: paths::app_key_switch(id),
            page: page.at(Section::Apps),
        }
    }
}
