//! Refunding a prepaid package or an add-on (R5, R6): every line with its rule before anything is confirmed, both legs of
//! going to a lower package, and the form. The amounts hold as long as a quote.

mod view;

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use self::view::{Asked, RefundView};
use super::{app_renew::load, quote::Told, refund::LinesView};
use crate::{
    domain::{calendar::Timestamp, money::Amount, product::AddOnKind, refund::RefundScope},
    services::{
        once::FormKey,
        prepaid::PaidApp,
        refunds::{NotRefunded, RefundForm},
    },
    store::orders,
    web::{
        Error, State,
        extract::{Form, Path, Query},
        flash::{Notice, see_other_with},
        form::{Fault, faults},
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

/// The word of the package in the address and the form.
pub(super) const PACKAGE: &str = "package";

/// What is asked for: the package, or the kind of an add-on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    what: String,
}

/// What is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    what: String,
    total: String,
    as_of: String,
    typed: String,
    key: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/app_refund.html")]
struct RefundPage {
    page: Page,
    title: Cow<'static, str>,
    name: String,
    app_url: String,
    faults: Vec<Fault>,
    refused: Option<Told>,
    view: Option<RefundView>,
    nothing: Cow<'static, str>,
}

/// The page.
///
/// # Errors
/// With 404 when the app is not this account's; when the database fails.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    let paid = load(&state, &visitor, number).await?;
    let whole = match paid.app.pack {
        Some(_) => RefundScope::AddOn(AddOnKind::CallPack),
        None => RefundScope::Package,
    };
    let scope = scope(&wanted.what).unwrap_or(whole);
    Ok(show(&state, page, &paid, (scope, None)).await?.into_response())
}

/// Refunds. The password is asked for first; the page is then confirmed afresh (SEC16).
///
/// # Errors
/// With 404 when the app is not this account's, 400 for a form of another make, and with the way to the password.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let paid = load(&state, &visitor, number).await?;
    let (scope, form) = form(&sent)?;
    let address = paths::with_query(&paths::app_refund(paid.app.id), &[("what", &sent.what)]);
    visitor.require_fresh(&state, &address)?;
    let done = match FormKey::parse(&sent.key) {
        Some(key) => {
            state.services().refund(visitor.account(), paid.app.id, (&form, key), &visitor.actor()).await
        }
        None => Err(NotRefunded::Stale),
    };
    let refused = match done {
        Ok(id) => return Ok(see_other_with(&paths::refund(id), Notice::Refunded)),
        Err(NotRefunded::NotFound) => return Err(Error::NotFound),
        Err(NotRefunded::Store(error)) => return Err(error.into()),
        Err(NotRefunded::NotConfirmed) => {
            let page = show(&state, page, &paid, (scope, Some(sent.typed))).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
        Err(refused) => told(&page, &refused),
    };
    let shown = RefundPage { refused: Some(refused), ..show(&state, page, &paid, (scope, None)).await? };
    Ok((StatusCode::CONFLICT, shown).into_response())
}

fn told(page: &Page, refused: &NotRefunded) -> Told {
    let t = page.t;
    match refused {
        NotRefunded::Rule(refused) => (t.refund_refused(refused).into_owned(), None),
        NotRefunded::SentBefore(id) => {
            let link = (paths::refund(*id), t.refund_show().into_owned());
            (t.refund_sent_before().into_owned(), Some(link))
        }
        NotRefunded::Stale => (t.refund_stale().into_owned(), None),
        _ => (t.refund_changed().into_owned(), None),
    }
}

/// What a word of the address means.
pub(super) fn scope(what: &str) -> Option<RefundScope> {
    match what {
        PACKAGE => Some(RefundScope::Package),
        kind => AddOnKind::parse(kind).map(RefundScope::AddOn),
    }
}

/// What was sent; only our own page makes its hidden fields.
fn form(sent: &Sent) -> Result<(RefundScope, RefundForm), Error> {
    let scope = scope(&sent.what).ok_or(Error::BadRequest)?;
    let (Ok(total), Ok(as_of)) = (sent.total.parse(), sent.as_of.parse()) else {
        return Err(Error::BadRequest);
    };
    let form = RefundForm {
        scope,
        total: Amount::minor(total),
        as_of: Timestamp::from_unix(as_of),
        typed: sent.typed.clone(),
    };
    Ok((scope, form))
}

async fn show(
    state: &State,
    page: Page,
    paid: &PaidApp,
    (scope, mistyped): (RefundScope, Option<String>),
) -> Result<RefundPage, Error> {
    let page = page.at(Section::Apps);
    let services = state.services();
    let mut tx = services.store.read().await?;
    let unpaid = orders::unpaid_of_app(&mut tx, paid.app.id).await?.map(|order| order.no);
    drop(tx);
    let asked = Asked {
        scope,
        unpaid,
        mistyped,
        key: services.form_key().to_string(),
        now: services.now(),
        catalog: services.catalog(),
    };
    let view = RefundView::of(&page, paid, &asked);
    let nothing = view.as_ref().err().map(|refused| page.t.refund_refused(refused)).unwrap_or_default();
    let view = view.ok();
    let typed = view.as_ref().and_then(|view| view.confirm.as_ref()).map(|confirm| &confirm.typed);
    Ok(RefundPage {
        title: page.t.refund_title(),
        name: paid.app.profile.name.as_str().to_owned(),
        app_url: paths::app(paid.app.id),
        faults: typed.map(|typed| faults(&[("typed", typed)])).unwrap_or_default(),
        refused: None,
        view,
        nothing,
        page,
    })
}
