//! The purchase page (pages.md 1.4): the whole form in the address, so that reload, Back and sharing keep it; its
//! summary as a fragment for the script; the form sent for a quote; and a new application made on the way (P3).

pub(in crate::web) mod add_ons;
mod apps;
mod counter;
mod desk;
pub(in crate::web) mod form;
mod new_app;
mod plans;
mod spot;
pub(in crate::web) mod summary;
pub(in crate::web) mod term;
pub(in crate::web) mod view;

pub use form::Entered;
pub use new_app::post as post_app;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use self::{
    desk::{Desk, Mode},
    summary::SummaryView,
    view::BuyView,
};
use super::lines::Style;
use crate::{
    domain::{account::Verification, purchase::PurchaseRefused},
    services::purchase::Refused,
    web::{
        Error, State,
        error::see_other,
        extract::{Form, Query},
        form::{Fault, Field},
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

/// The form, whole or as the parts that the script puts in place.
#[derive(Template, WebTemplate)]
#[template(path = "pages/buy.html")]
struct BuyPage {
    page: Page,
    view: BuyView,
    summary: SummaryView,
    new_app: Field,
    new_app_hint: String,
    new_app_button: String,
    key: String,
    faults: Vec<Fault>,
}

/// The parts alone.
#[derive(Template, WebTemplate)]
#[template(path = "pages/buy_parts.html")]
struct BuyParts {
    page: Page,
    view: BuyView,
    summary: SummaryView,
    new_app: Field,
    new_app_hint: String,
    new_app_button: String,
}

/// What an account that is not verified sees (P1).
#[derive(Template, WebTemplate)]
#[template(path = "pages/buy_unverified.html")]
struct UnverifiedPage {
    page: Page,
    text: String,
    action: String,
}

/// The page.
///
/// # Errors
/// When the app in the address is not the account's, or the database fails.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Query(entered): Query<Entered>,
) -> Result<Response, Error> {
    if !visitor.verification().is_approved() {
        return Ok(unverified(page, &visitor).into_response());
    }
    let desk = Desk::open(state.services(), visitor.account(), entered, Mode::Look).await?;
    Ok(show(&state, page, &desk, Field::default()))
}

/// The summary, with the parts of the form that depend on what was chosen.
///
/// # Errors
/// As [`get`]; an account that is not verified is sent to the page.
pub async fn summary(
    state: State,
    visitor: Visitor,
    page: Page,
    Query(entered): Query<Entered>,
) -> Result<Response, Error> {
    if !visitor.verification().is_approved() {
        return Err(Error::SeeOther(paths::BUY.to_owned()));
    }
    let desk = Desk::open(state.services(), visitor.account(), entered, Mode::Look).await?;
    let BuyPage { page, view, summary, new_app, new_app_hint, new_app_button, .. } =
        drawn(&state, page, &desk, Field::default());
    Ok(BuyParts { page, view, summary, new_app, new_app_hint, new_app_button }.into_response())
}

/// Makes a quote of the form (P11).
///
/// # Errors
/// As [`get`]. Everything else that is wrong is told at its field.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Form(entered): Form<Entered>,
) -> Result<Response, Error> {
    if !visitor.verification().is_approved() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, unverified(page, &visitor)).into_response());
    }
    let services = state.services();
    let mut desk = Desk::open(services, visitor.account(), entered, Mode::Send).await?;
    let chosen = desk.chosen().map(|chosen| chosen.app.id).filter(|_| desk.wrong.is_empty());
    if let Some(app) = chosen {
        match services.quote(visitor.account(), app, desk.cart.clone(), &visitor.actor()).await {
            Ok(quote) => return Ok(see_other(&paths::quote(quote.id))),
            Err(Refused::Rule(PurchaseRefused::NotVerified)) => {
                return Ok((StatusCode::UNPROCESSABLE_ENTITY, unverified(page, &visitor)).into_response());
            }
            Err(Refused::Rule(refused)) => desk.refuse(refused),
            Err(Refused::NotFound) => return Err(Error::NotFound),
            Err(Refused::Store(error)) => return Err(error.into()),
            Err(other) => return Err(Error::internal(other)),
        }
    }
    Ok(show(&state, page, &desk, Field::default()))
}

/// The page of a desk; 422 when something on it needs changing.
fn show(state: &State, page: Page, desk: &Desk, new_app: Field) -> Response {
    let page = drawn(state, page, desk, new_app);
    let status = if page.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    (status, page).into_response()
}

fn drawn(state: &State, page: Page, desk: &Desk, new_app: Field) -> BuyPage {
    let page = Page { here: back(&desk.entered), ..page.at(Section::Buy) };
    let style = Style::signs(page.t, page.f);
    let view = BuyView::of(desk, style);
    let new_fault = new_app.error.clone().map(|text| Fault { href: "#new_app".to_owned(), text });
    BuyPage {
        summary: SummaryView::of(desk, style),
        new_app_hint: page.t.buy_new_app_hint(&view.app.centre).into_owned(),
        new_app_button: page.t.buy_new_app_create(&view.app.centre).into_owned(),
        key: state.services().form_key().to_string(),
        faults: new_fault.into_iter().chain(view.faults.clone()).collect(),
        new_app,
        view,
        page,
    }
}

/// The address of the page with these choices.
pub(in crate::web) fn back(entered: &Entered) -> String {
    match entered.query() {
        query if query.is_empty() => paths::BUY.to_owned(),
        query => format!("{}?{query}", paths::BUY),
    }
}

fn unverified(page: Page, visitor: &Visitor) -> UnverifiedPage {
    let page = page.at(Section::Buy);
    let t = page.t;
    let (text, action) = match visitor.verification() {
        Verification::None | Verification::Approved => (t.buy_unverified_none(), t.buy_verify_now()),
        Verification::Submitted => (t.buy_unverified_submitted(), t.buy_verify_progress()),
        Verification::Refused => (t.buy_unverified_refused(), t.buy_verify_now()),
    };
    UnverifiedPage { text: text.into_owned(), action: action.into_owned(), page }
}
