//! An order's page (pages.md 1.6): the receipt of a paid order, the way to pay an unpaid one, and why one was given
//! up. Its lines are frozen; everything here can be looked at again at any time.

mod view;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use self::view::OrderView;
use super::{
    lines::Style,
    quote::{Told, changed, not_shown, told},
};
use crate::{
    domain::{ids::OrderNo, order::OrderState},
    services::purchase::Refused,
    store::{accounts, apps, buying, orders, refunds, topups, vouchers},
    web::{
        Error, State,
        error::see_other,
        extract::Path,
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

#[derive(Template, WebTemplate)]
#[template(path = "pages/order.html")]
struct OrderPage {
    page: Page,
    view: OrderView,
    /// Why nothing was done, with the way on.
    refused: Option<Told>,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/order_cancel.html")]
struct CancelPage {
    page: Page,
    view: OrderView,
}

/// The page.
///
/// # Errors
/// When the order is not the account's, or the database fails.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let no = OrderNo::parse(&no).ok_or(Error::NotFound)?;
    let page = page.at(Section::Orders);
    let view = view(&state, &visitor, &page, &no).await?;
    Ok(OrderPage { page, view, refused: None }.into_response())
}

/// Pays an unpaid order from the balance (P12).
///
/// # Errors
/// When the order is not the account's, the password must be given again first (SEC16), or the database fails.
pub async fn post_pay(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let no = OrderNo::parse(&no).ok_or(Error::NotFound)?;
    let (services, account) = (state.services(), visitor.account());
    let mut tx = services.store.read().await?;
    let order = orders::find(&mut tx, account, &no).await?.ok_or(Error::NotFound)?;
    drop(tx);
    let is_large = order.payable() >= services.catalog().catalog.reauth_above;
    if order.state == OrderState::Unpaid && is_large {
        visitor.require_fresh(&state, &paths::order(&no))?;
    }
    match services.pay(account, &no, &visitor.actor()).await {
        Ok(()) | Err(Refused::BalanceShort { .. }) => Ok(see_other(&paths::order(&no))),
        Err(Refused::Stale { why, old, fresh }) => Ok(changed(page, why, &old, fresh)),
        Err(Refused::NotUnpaid) => conflict(&state, &visitor, page, &no).await,
        Err(Refused::Rule(refused)) => {
            let page = page.at(Section::Orders);
            let view = view(&state, &visitor, &page, &no).await?;
            let refused = Some(told(&page, &refused.into()));
            Ok((StatusCode::CONFLICT, OrderPage { page, view, refused }).into_response())
        }
        Err(other) => Err(not_shown(other)),
    }
}

/// Asks before an order is cancelled.
///
/// # Errors
/// As [`get`].
pub async fn get_cancel(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let no = OrderNo::parse(&no).ok_or(Error::NotFound)?;
    let page = page.at(Section::Orders);
    let view = view(&state, &visitor, &page, &no).await?;
    if view.unpaid.is_none() {
        return Ok(see_other(&paths::order(&no)));
    }
    Ok(CancelPage { page, view }.into_response())
}

/// Cancels an unpaid order and gives its voucher back.
///
/// # Errors
/// When the order is not the account's, or the database fails.
pub async fn post_cancel(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let no = OrderNo::parse(&no).ok_or(Error::NotFound)?;
    match state.services().cancel(visitor.account(), &no, &visitor.actor()).await {
        Ok(()) => Ok(see_other(&paths::order(&no))),
        Err(Refused::NotUnpaid) => conflict(&state, &visitor, page, &no).await,
        Err(other) => Err(not_shown(other)),
    }
}

/// 409: the order's page, saying that it is not unpaid any more.
async fn conflict(state: &State, visitor: &Visitor, page: Page, no: &OrderNo) -> Result<Response, Error> {
    let page = page.at(Section::Orders);
    let view = view(state, visitor, &page, no).await?;
    let refused = Some((page.t.order_not_unpaid().into_owned(), None));
    Ok((StatusCode::CONFLICT, OrderPage { page, view, refused }).into_response())
}

async fn view(state: &State, visitor: &Visitor, page: &Page, no: &OrderNo) -> Result<OrderView, Error> {
    let (services, account) = (state.services(), visitor.account());
    let mut tx = services.store.read().await?;
    let order = orders::find(&mut tx, account, no).await?.ok_or(Error::NotFound)?;
    let app = apps::find(&mut tx, account, order.app).await?.ok_or(Error::NotFound)?;
    let (spans, refunds) = (buying::given_by(&mut tx, no).await?, refunds::of_order(&mut tx, no).await?);
    let voucher = match order.voucher {
        Some(id) => vouchers::find(&mut tx, account, id).await?,
        None => None,
    };
    let is_topped_up = order.state == OrderState::Unpaid && topups::is_filed_for(&mut tx, no).await?;
    let balance = accounts::find(&mut tx, account).await?.ok_or(Error::NotFound)?.balance;
    drop(tx);
    let catalog = services.catalogs.version(&services.store, order.catalog_version).await;
    let catalog = catalog.map_err(Error::internal)?.catalog;
    let facts = view::Facts {
        order,
        app,
        spans,
        refunds,
        voucher,
        is_topped_up,
        balance,
        catalog,
        now: services.now(),
    };
    Ok(OrderView::of(&facts, Style::codes(page.t, page.f)))
}
