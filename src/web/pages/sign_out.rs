//! Signing out, and the page that follows it. The session's row goes, the browser's cookie goes, and the page after it
//! sets a throw-away cookie, which makes the browser drop the private pages it keeps for Back (QU12).

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::header::SET_COOKIE,
    response::{IntoResponse, Response},
};

use crate::{
    store::{accounts::HOUSE, sessions::Kind},
    web::{
        Error, State, cookies,
        error::see_other,
        page::Page,
        paths, session,
        visitor::{OperatorVisitor, Visitor},
    },
};

#[derive(Template, WebTemplate)]
#[template(path = "pages/signed_out.html")]
struct SignedOutPage {
    page: Page,
}

/// Ends a customer's session; without one it leads to the same page.
///
/// # Errors
/// When the database fails; then nothing has ended.
pub async fn post(state: State, visitor: Result<Visitor, Error>) -> Result<Response, Error> {
    if let Ok(visitor) = visitor {
        let (hash, actor) = (visitor.session_hash(), visitor.actor());
        state.services().sign_out(visitor.account(), &hash, &actor).await?;
    }
    Ok(gone(Kind::Customer))
}

/// Ends an operator's session.
///
/// # Errors
/// When the database fails; then nothing has ended.
pub async fn post_operator(state: State, visitor: Result<OperatorVisitor, Error>) -> Result<Response, Error> {
    if let Ok(visitor) = visitor {
        state.services().sign_out(HOUSE, &visitor.session_hash(), &visitor.actor()).await?;
    }
    Ok(gone(Kind::Operator))
}

fn gone(kind: Kind) -> Response {
    let mut response = see_other(paths::SIGNED_OUT);
    response.headers_mut().extend(session::removal(kind));
    response
}

/// The page after signing out.
///
/// # Errors
/// Never but by a fault.
pub async fn get(state: State, page: Page) -> Result<Response, Error> {
    let changing = state.services().random.digits(8);
    let cookie = cookies::set(cookies::SIGNED_OUT, &changing, Some(60));
    let mut response = SignedOutPage { page }.into_response();
    response.headers_mut().extend(cookie.map(|cookie| (SET_COOKIE, cookie)));
    Ok(response)
}
