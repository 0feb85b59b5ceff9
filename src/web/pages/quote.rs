//! The check page (pages.md 1.5): a stored quote with everything that Japan asks for on a last screen, the choice of a
//! voucher, and the confirmation. What is posted is the quote's id; every amount is the server's own (SEC34).

mod changed;
mod view;
mod vouchers;

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use uuid::Uuid;

pub(in crate::web) use self::changed::changed;
use self::view::QuoteView;
use super::lines::Style;
use crate::{
    domain::{
        ids::{QuoteId, VoucherId},
        purchase::PurchaseRefused,
        wish::WishRefused,
    },
    services::purchase::{self, Payment, Placed, Refused},
    web::{
        Error, State,
        error::see_other,
        extract::{Form, Path},
        form::Fault,
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

/// A refusal in words, with the way on: address and words.
pub(in crate::web) type Told = (String, Option<(String, String)>);

#[derive(Template, WebTemplate)]
#[template(path = "pages/quote.html")]
struct QuotePage {
    page: Page,
    view: QuoteView,
    faults: Vec<Fault>,
    voucher_error: Option<Cow<'static, str>>,
    /// Why nothing was done, with the way on.
    refused: Option<Told>,
}

/// The choice of a voucher.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Choice {
    voucher: String,
}

/// A confirmation.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Confirmation {
    quote: String,
    pay: String,
}

/// What else the page has to say.
#[derive(Default)]
struct Trouble {
    faults: Vec<Fault>,
    refused: Option<Told>,
}

/// The page. A quote that has become an order leads there.
///
/// # Errors
/// When the quote is not the account's, or the database fails.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(id): Path<Uuid>,
) -> Result<Response, Error> {
    let found = state.services().quote_view(visitor.account(), QuoteId(id)).await.map_err(not_shown)?;
    match &found.order {
        Some(no) => Ok(see_other(&paths::order(no))),
        None => Ok(draw(&state, page, &found, Trouble::default()).into_response()),
    }
}

/// Chooses a voucher, or none: a new quote with the same end.
///
/// # Errors
/// When the quote or the voucher is not the account's, or the database fails.
pub async fn post_voucher(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(id): Path<Uuid>,
    Form(choice): Form<Choice>,
) -> Result<Response, Error> {
    let voucher = match choice.voucher.as_str() {
        "" => None,
        text => Some(VoucherId(Uuid::try_parse(text).map_err(|_| Error::NotFound)?)),
    };
    let (services, account) = (state.services(), visitor.account());
    match services.choose_voucher(account, QuoteId(id), voucher, &visitor.actor()).await {
        Ok(quote) => Ok(see_other(&paths::quote(quote.id))),
        Err(Refused::Voucher(refused)) => {
            let reason = page.t.voucher_refused(&refused, page.f);
            let text = page.t.voucher_choose_another(&reason);
            let faults = vec![Fault { href: "#voucher".to_owned(), text }];
            let found = services.quote_view(account, QuoteId(id)).await.map_err(not_shown)?;
            let page = draw(&state, page, &found, Trouble { faults, refused: None });
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Refused::Rule(refused)) => {
            refused_page(&state, &visitor, page, (QuoteId(id), &refused.into())).await
        }
        Err(Refused::Stale { why, old, fresh }) => Ok(changed(page, why, &old, fresh)),
        Err(other) => Err(not_shown(other)),
    }
}

/// Confirms a quote: pays it, or leaves the order unpaid (P12). The same quote leads to the same order (P14).
///
/// # Errors
/// When the quote is not the account's, the password must be given again first (SEC16), or the database fails.
pub async fn post_order(
    state: State,
    visitor: Visitor,
    page: Page,
    Form(confirmation): Form<Confirmation>,
) -> Result<Response, Error> {
    let id = QuoteId(Uuid::try_parse(&confirmation.quote).map_err(|_| Error::NotFound)?);
    let payment = match confirmation.pay.as_str() {
        "" | "now" => Payment::Now,
        "later" => Payment::Later,
        _ => return Err(Error::BadRequest),
    };
    let (services, account) = (state.services(), visitor.account());
    if payment == Payment::Now {
        let mut tx = services.store.read().await?;
        let quote = crate::store::quotes::find(&mut tx, account, id).await?.ok_or(Error::NotFound)?;
        drop(tx);
        if quote.payable() >= services.catalog().catalog.reauth_above {
            visitor.require_fresh(&state, &paths::quote(id))?;
        }
    }
    match services.confirm(account, id, payment, &visitor.actor()).await {
        Ok(Placed::Paid(no) | Placed::Before(no) | Placed::Unpaid { no, .. }) => {
            Ok(see_other(&paths::order(&no)))
        }
        Err(Refused::Stale { why, old, fresh }) => Ok(changed(page, why, &old, fresh)),
        Err(Refused::Rule(refused)) => refused_page(&state, &visitor, page, (id, &refused.into())).await,
        Err(other) => Err(not_shown(other)),
    }
}

/// 409: the quote's page with the rule that refuses it.
async fn refused_page(
    state: &State,
    visitor: &Visitor,
    page: Page,
    (id, refused): (QuoteId, &WishRefused),
) -> Result<Response, Error> {
    let found = state.services().quote_view(visitor.account(), id).await.map_err(not_shown)?;
    let trouble = Trouble { faults: Vec::new(), refused: Some(told(&page, refused)) };
    Ok((StatusCode::CONFLICT, draw(state, page, &found, trouble)).into_response())
}

fn draw(state: &State, page: Page, found: &purchase::QuoteView, trouble: Trouble) -> QuotePage {
    let page = Page { here: paths::quote(found.quote.id), ..page.at(Section::Buy) };
    let services = state.services();
    let moment = view::Moment { now: services.now(), version: services.catalog().version };
    let view = QuoteView::of(found, Style::codes(page.t, page.f), moment);
    let voucher_error = trouble.faults.first().map(|fault| fault.text.clone());
    QuotePage { page, view, voucher_error, faults: trouble.faults, refused: trouble.refused }
}

/// A rule as a sentence with the way on.
pub(in crate::web) fn told(page: &Page, refused: &WishRefused) -> Told {
    let way_on = match refused {
        WishRefused::Buy(PurchaseRefused::UnpaidOrder { no }) => {
            Some((paths::order(no), page.t.order_title(no.as_str()).into_owned()))
        }
        WishRefused::Buy(PurchaseRefused::NotVerified) => {
            Some((paths::VERIFICATION.to_owned(), page.t.buy_verify_now().into_owned()))
        }
        WishRefused::Buy(PurchaseRefused::Overdue) => {
            Some((paths::BILLS.to_owned(), page.t.nav_bills().into_owned()))
        }
        WishRefused::Buy(PurchaseRefused::OverBudget) => {
            Some((paths::BUDGET.to_owned(), page.t.budget_title().into_owned()))
        }
        _ => None,
    };
    (page.t.wish_refused(refused).into_owned(), way_on)
}

/// What answers when a use case gave neither a result nor a refusal that has a page.
pub(in crate::web) fn not_shown(refused: Refused) -> Error {
    match refused {
        Refused::NotFound => Error::NotFound,
        Refused::Store(error) => error.into(),
        other => Error::internal(other),
    }
}
