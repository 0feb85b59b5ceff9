//! The own password and the own sessions, for customers and for operators.

mod agent;

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    messages::mailed,
    password::{Chosen, PasswordForm, PasswordPart, refused},
};
use crate::{
    services::accounts::PasswordChange,
    store::sessions::{Kind, ListedSession},
    web::{
        Error, State,
        error::see_other,
        extract::Form,
        flash::{Notice, see_other_with},
        form::Fault,
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

#[derive(Template, WebTemplate)]
#[template(path = "pages/account.html")]
struct AccountPage {
    page: Page,
    faults: Vec<Fault>,
    password: PasswordPart,
    sessions: Vec<SessionLine>,
    mail: Cow<'static, str>,
}

/// A line of the list of sessions.
struct SessionLine {
    id: String,
    agent: String,
    ip: String,
    since: String,
    seen: String,
    is_this: bool,
}

/// Which session to end.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EndForm {
    session: String,
}

/// The page.
///
/// # Errors
/// When the database fails.
pub async fn get(state: State, visitor: Visitor, page: Page) -> Result<Response, Error> {
    let page = page.at(Section::Account);
    Ok(show(&state, &visitor, page, PasswordPart::blank(paths::ACCOUNT_PASSWORD)).await?.into_response())
}

async fn show(
    state: &State,
    visitor: &Visitor,
    page: Page,
    password: PasswordPart,
) -> Result<AccountPage, Error> {
    let this = visitor.session_hash();
    let listed = state.services().sessions_of(Kind::Customer, visitor.user().0).await?;
    let sessions = listed.into_iter().map(|session| line(&page, session, &this)).collect();
    let faults = password.faults();
    let mail = mailed(state, visitor, page.t);
    Ok(AccountPage { page, faults, password, sessions, mail })
}

fn line(page: &Page, session: ListedSession, this: &str) -> SessionLine {
    let agent = match agent::name(&session.agent) {
        Some(name) => name,
        None if session.agent.is_empty() => page.t.account_unknown_agent().into_owned(),
        None => session.agent,
    };
    SessionLine {
        is_this: session.id_hash == this,
        id: session.id_hash,
        agent,
        ip: session.ip,
        since: page.f.date_time(session.times.created_at),
        seen: page.f.date_time(session.times.seen_at),
    }
}

/// The form for a new password is on the page of the account.
///
/// # Errors
/// Never but by a fault.
pub async fn get_password() -> Result<Response, Error> {
    Ok(see_other(paths::ACCOUNT))
}

/// Changes the password (SEC6).
///
/// # Errors
/// With 429 after too many attempts, 409 when another change came first.
pub async fn post_password(
    state: State,
    visitor: Visitor,
    page: Page,
    Form(form): Form<PasswordForm>,
) -> Result<Response, Error> {
    let hash = visitor.session_hash();
    let ends_others = form.end_others.is_some();
    let change = PasswordChange {
        user: visitor.user(),
        account: visitor.account(),
        email: visitor.email(),
        current: &form.current_password,
        new: &form.new_password,
        keep_only: ends_others.then_some(hash.as_str()),
    };
    match state.services().change_password(&change, &visitor.actor()).await {
        Ok(proof) => visitor.renew(&state, proof).await?,
        Err(error) => {
            let page = page.at(Section::Account);
            let chosen = Chosen { path: paths::ACCOUNT_PASSWORD, ends_others };
            let part = refused(error, &page, chosen, &state)?;
            let page = show(&state, &visitor, page, part).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    }
    let notice = if ends_others { Notice::PasswordChangedEverywhere } else { Notice::PasswordChanged };
    Ok(see_other_with(paths::ACCOUNT, notice))
}

/// Ends one of the user's own sessions, after re-authentication (SEC15).
///
/// # Errors
/// With 404 when it is not theirs.
pub async fn post_end(state: State, visitor: Visitor, Form(form): Form<EndForm>) -> Result<Response, Error> {
    visitor.require_fresh(&state, paths::ACCOUNT)?;
    if form.session.len() != 64 || !form.session.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Error::NotFound);
    }
    let whose = (visitor.account(), visitor.user().0);
    let ended = state.services().end_session(whose, Kind::Customer, &form.session, &visitor.actor()).await?;
    if ended { Ok(see_other_with(paths::ACCOUNT, Notice::SessionEnded)) } else { Err(Error::NotFound) }
}

/// Ends all of the user's other sessions, after re-authentication (SEC15).
///
/// # Errors
/// When the database fails.
pub async fn post_end_others(state: State, visitor: Visitor) -> Result<Response, Error> {
    visitor.require_fresh(&state, paths::ACCOUNT)?;
    let whose = (visitor.account(), visitor.user().0);
    let (kept, actor) = (visitor.session_hash(), visitor.actor());
    state.services().end_other_sessions(whose, Kind::Customer, &kept, &actor).await?;
    Ok(see_other_with(paths::ACCOUNT, Notice::SessionsEnded))
}
