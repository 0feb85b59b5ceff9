//! The top-up form (M1): an amount, the transfer's reference, and the unpaid order that it is for. A form takes effect
//! once however often it is sent; a sandbox confirms at once and says so.

pub(super) mod entries;

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use self::entries::{Choice, Fields, choices, read};
use crate::{
    domain::{
        ids::OrderNo,
        money::Amount,
        order::{Order, OrderState},
        top_up::{TopUp, TopUpState},
    },
    services::{
        once::FormKey,
        top_ups::{TopUpForm, TopUpRefused},
    },
    store::{orders, topups},
    web::{
        Error, State,
        extract::{Form, Query},
        flash::{Notice, see_other_with},
        form::{Fault, faults},
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

/// Which order is to be paid, or how much is missing elsewhere.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    order: String,
    amount: String,
}

/// What is entered.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entries {
    choice: String,
    amount: String,
    reference: String,
    order: String,
    key: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/top_up_new.html")]
struct TopUpPage {
    page: Page,
    faults: Vec<Fault>,
    trouble: Option<Trouble>,
    order: Option<ForOrder>,
    fields: Fields,
    choices: Vec<Choice>,
    limits: Cow<'static, str>,
    other_hint: Cow<'static, str>,
    reference_hint: Cow<'static, str>,
    key: String,
}

/// Why a right form was not taken.
struct Trouble {
    title: Cow<'static, str>,
    text: Cow<'static, str>,
}

/// The order that is to be paid.
struct ForOrder {
    no: String,
    url: String,
    facts: Cow<'static, str>,
    need: Cow<'static, str>,
    hold: Cow<'static, str>,
}

/// The form, with what an order lacks chosen already.
///
/// # Errors
/// With 404 for an order that is not this account's; when the database fails.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let order = order(&state, &visitor, &asked.order).await?;
    let trouble = match &order {
        Some(order) => closed(&state, &page, order).await?,
        None => None,
    };
    let order = order.filter(|_| trouble.is_none());
    let missing = order.as_ref().map(|order| order.payable() - visitor.balance());
    let missing = missing.filter(|missing| missing.is_positive());
    let chosen = missing.map(|missing| entries::plain(&page, missing)).unwrap_or_default();
    let fields = if order.is_none() { Fields::asked(&page, &asked.amount) } else { Fields::default() };
    let shown = Shown { order, trouble, fields, chosen };
    Ok(show(&state, &visitor, page, shown).into_response())
}

/// Files a top-up.
///
/// # Errors
/// With 404 for an order that is not this account's; when the database fails.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Form(entries): Form<Entries>,
) -> Result<Response, Error> {
    let order = order(&state, &visitor, &entries.order).await?;
    let (amount, fields) = read(&page, &entries);
    let chosen = entries.choice.clone();
    let shown = |trouble, order| Shown { order, trouble, fields, chosen };
    let Some(amount) = amount else {
        let page = show(&state, &visitor, page, shown(None, order));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let form = TopUpForm {
        amount,
        reference: entries.reference,
        order: order.as_ref().map(|order| order.no.clone()),
    };
    match file(&state, &visitor, form, &entries.key).await {
        Ok(top_up) => Ok(filed(&top_up)),
        Err(refused) => {
            let is_closed = matches!(refused, TopUpRefused::NotFound | TopUpRefused::OrderHasOne);
            let order = order.filter(|order| !is_closed && order.state == OrderState::Unpaid);
            let trouble = trouble(&state, &page, refused).await?;
            Ok((StatusCode::CONFLICT, show(&state, &visitor, page, shown(Some(trouble), order)))
                .into_response())
        }
    }
}

async fn file(state: &State, visitor: &Visitor, form: TopUpForm, key: &str) -> Result<TopUp, TopUpRefused> {
    let key = FormKey::parse(key).ok_or(TopUpRefused::Stale)?;
    let is_sandbox = state.sandbox().is_some();
    state.services().file_top_up_once(visitor.account(), (form, key), is_sandbox, &visitor.actor()).await
}

/// Back to the order that is to be paid, or on to the list.
fn filed(top_up: &TopUp) -> Response {
    let address = top_up.order.as_ref().map_or(paths::TOP_UPS.to_owned(), paths::order);
    let is_there = top_up.state == TopUpState::Confirmed;
    see_other_with(&address, if is_there { Notice::TopUpConfirmed } else { Notice::TopUpFiled })
}

/// What to say when the form was right but not taken. What the form itself checks can't come up here.
async fn trouble(state: &State, page: &Page, refused: TopUpRefused) -> Result<Trouble, Error> {
    match refused {
        TopUpRefused::NotFound => Ok(order_gone(page)),
        TopUpRefused::OrderHasOne => Ok(order_has_one(page)),
        TopUpRefused::TooMany => Ok(Trouble {
            title: page.t.top_up_too_many(TopUp::OPEN_MAX),
            text: page.t.top_up_too_many_text(),
        }),
        TopUpRefused::Stale => Ok(Trouble { title: page.t.top_up_stale(), text: page.t.top_up_stale_text() }),
        TopUpRefused::SentBefore(id) => {
            let mut tx = state.services().store.read().await?;
            let before = topups::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
            let text = page.t.top_up_sent_before_text(&page.f.money_iso(before.amount), &before.reference);
            Ok(Trouble { title: page.t.top_up_sent_before(), text })
        }
        TopUpRefused::Store(error) => Err(error.into()),
        refused => Err(Error::internal(refused)),
    }
}

fn order_gone(page: &Page) -> Trouble {
    Trouble { title: page.t.top_up_order_gone(), text: page.t.top_up_order_gone_text() }
}

fn order_has_one(page: &Page) -> Trouble {
    Trouble { title: page.t.top_up_order_has_one(), text: page.t.top_up_order_has_one_text() }
}

/// Why no top-up can be filed for an order.
async fn closed(state: &State, page: &Page, order: &Order) -> Result<Option<Trouble>, Error> {
    if order.state != OrderState::Unpaid || order.is_over(state.services().now()) {
        return Ok(Some(order_gone(page)));
    }
    let mut tx = state.services().store.read().await?;
    let has_one = topups::is_filed_for(&mut tx, &order.no).await?;
    Ok(has_one.then(|| order_has_one(page)))
}

/// The order that the address or the form names; none when it names none.
async fn order(state: &State, visitor: &Visitor, no: &str) -> Result<Option<Order>, Error> {
    if no.is_empty() {
        return Ok(None);
    }
    let no = OrderNo::parse(no).ok_or(Error::NotFound)?;
    let mut tx = state.services().store.read().await?;
    Ok(Some(orders::find(&mut tx, visitor.account(), &no).await?.ok_or(Error::NotFound)?))
}

/// What a page is drawn from.
struct Shown {
    order: Option<Order>,
    trouble: Option<Trouble>,
    fields: Fields,
    chosen: String,
}

fn show(state: &State, visitor: &Visitor, page: Page, shown: Shown) -> TopUpPage {
    let page = page.at(Section::TopUps);
    let Shown { order, trouble, fields, chosen } = shown;
    let missing = order.as_ref().map(|order| order.payable() - visitor.balance());
    let (t, f) = (page.t, page.f);
    let example = entries::plain(&page, Amount::minor(123_450));
    TopUpPage {
        faults: faults(&[
            ("choice", &fields.choice),
            ("amount", &fields.amount),
            ("reference", &fields.reference),
        ]),
        trouble,
        choices: choices(&page, missing, &chosen),
        order: order.as_ref().map(|order| for_order(&page, order, visitor.balance())),
        fields,
        limits: t.top_up_limits(&f.money_iso(TopUp::LEAST), &f.money_iso(TopUp::MOST)),
        other_hint: t.top_up_other_hint(f.currency.code(), &example),
        reference_hint: t.top_up_reference_hint(TopUp::REFERENCE_MAX),
        key: state.services().form_key().to_string(),
        page,
    }
}

fn for_order(page: &Page, order: &Order, balance: Amount) -> ForOrder {
    let (t, missing) = (page.t, order.payable() - balance);
    ForOrder {
        no: order.no.to_string(),
        url: paths::order(&order.no),
        facts: t.top_up_for_order(order.no.as_str(), &page.f.money_iso(order.payable())),
        need: if missing.is_positive() {
            t.top_up_missing(&page.f.money_iso(missing))
        } else {
            t.top_up_enough()
        },
        hold: if order.kind.is_by_month() {
            t.top_up_hold(Order::AT_MOST_DAYS)
        } else {
            t.top_up_no_hold(&page.f.date_time_zoned(order.expires_at))
        },
    }
}
