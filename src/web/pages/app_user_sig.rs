//! Makes and checks `UserSig`s of an application (C8), for trying things out and finding faults. What is made stands in
//! one answer only; both take a password given lately (SEC16).

mod view;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::app_key;
use crate::{
    domain::{
        app::App,
        user_sig::{Identifier, Lifetime, SigRefused},
    },
    web::{
        Error, State,
        extract::{Form, Path},
        page::Page,
        paths,
        visitor::Visitor,
    },
};
use view::{Made, SigPage, Verdict};

/// What is entered: one of the two forms, each with fields of its own.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entries {
    act: String,
    user: String,
    days: String,
    check_user: String,
    sig: String,
}

/// The two forms.
///
/// # Errors
/// With 404 when the app is not this account's.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
) -> Result<Response, Error> {
    let app = app_key::desk(&state, &visitor, number).await?.app;
    let asks = visitor.require_fresh(&state, &paths::app_user_sig(app.id)).is_err();
    Ok(SigPage { asks, ..SigPage::new(page, &app, Entries::default()) }.into_response())
}

/// What came of it: 422 with every fault of the entries, 409 for an app that signs with a key pair and can't be signed
/// for here.
///
/// # Errors
/// With 404 when the app is not this account's, 400 for a form of another make, and with the way to the password.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(entries): Form<Entries>,
) -> Result<Response, Error> {
    let app = app_key::desk(&state, &visitor, number).await?.app;
    match entries.act.as_str() {
        "make" | "check" => visitor.require_fresh(&state, &paths::app_user_sig(app.id))?,
        _ => return Err(Error::BadRequest),
    }
    if entries.act == "make" {
        return make((&state, &visitor), page, &app, entries).await;
    }
    check((&state, &visitor), page, &app, entries).await
}

/// Makes one.
async fn make(
    (state, visitor): (&State, &Visitor),
    page: Page,
    app: &App,
    entries: Entries,
) -> Result<Response, Error> {
    let (user, days) = (Identifier::parse(&entries.user), days(&entries.days));
    let (Ok(user), Some(lifetime)) = (&user, days) else {
        let page = SigPage::new(page, app, entries).refusing_to_make(user.err(), days.is_none());
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let until = state.system_now().plus_seconds(lifetime.seconds());
    let services = state.services();
    let made = services.make_user_sig(visitor.account(), app.id, (user, lifetime), &visitor.actor()).await;
    match made {
        Ok(text) => {
            let made = Made::new(&page, (user, until), text);
            Ok(SigPage { made: Some(made), ..SigPage::new(page, app, entries) }.into_response())
        }
        Err(failed) => {
            let refused = Some((app_key::reason(&page, failed)?.into_owned(), None));
            let page = SigPage { refused, ..SigPage::new(page, app, entries) };
            Ok((StatusCode::CONFLICT, page).into_response())
        }
    }
}

/// Checks one. What can't be read is a fault of the entry; what can be is answered part by part.
async fn check(
    (state, visitor): (&State, &Visitor),
    page: Page,
    app: &App,
    entries: Entries,
) -> Result<Response, Error> {
    let text = entries.sig.trim().to_owned();
    let user = match Identifier::parse(&entries.check_user) {
        Ok(user) => user,
        Err(refused) => {
            let unread = crate::domain::user_sig::read(&text).err();
            let page = SigPage::new(page, app, entries).refusing_to_check(Some(refused), unread.as_ref());
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let checked = state.services().check_user_sig(visitor.account(), app.id, (&user, &text)).await;
    let checked = match checked {
        Ok(checked) => checked,
        Err(failed) => return Err(app_key::reason(&page, failed).err().unwrap_or(Error::NotFound)),
    };
    if let Err(refused @ (SigRefused::Empty | SigRefused::Malformed(_))) = &checked.verdict {
        let page = SigPage::new(page, app, entries).refusing_to_check(None, Some(refused));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let verdict = Verdict::new(&page, &checked);
    Ok(SigPage { verdict: Some(verdict), ..SigPage::new(page, app, entries) }.into_response())
}

/// The days that were entered: digits alone, plain ones.
fn days(text: &str) -> Option<Lifetime> {
    let text = text.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number).and_then(Lifetime::days)
}
