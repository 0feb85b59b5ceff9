//! The bill of a month (U7, U8): what each application costs and how it was calculated, what paid it, and what to do
//! when it is overdue; and the same as a table and as a document. The running month is shown as it stands now.

pub(super) mod csv;
mod groups;
mod pdf;
mod view;

use std::collections::HashMap;

use askama::Template;
use askama_web::WebTemplate;
use axum::response::{IntoResponse, Response};

pub use self::groups::Asked;
pub(super) use self::view::tone;
use self::{
    groups::Grouping,
    view::{BillView, Facts},
};
use super::{lines::Style, overdue::Overdue};
use crate::{
    domain::{
        bill::Kept, calendar::Timestamp, charge::ChargeLine, ids::AccountId, money::Amount, month::Month,
    },
    store::{StoreError, Tx, accounts, apps, bills},
    web::{
        Error, State,
        download::download,
        extract::{Path, Query},
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

#[derive(Template, WebTemplate)]
#[template(path = "pages/bill.html")]
struct BillPage {
    page: Page,
    view: BillView,
    /// The address of the PDF; none where the server has no font for it.
    pdf: Option<String>,
    grouping: Grouping,
    overdue: Option<Overdue>,
}

/// The page.
///
/// # Errors
/// When the account has no bill of that month, or the database fails.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(month): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let month = Month::parse(&month).ok_or(Error::NotFound)?;
    let (services, account) = (state.services(), visitor.account());
    let page = page.at(Section::Billing);
    let style = Style::codes(page.t, page.f);
    let now = services.now();
    if month == Month::of(page.f.calendar, now) {
        let running = services.month_so_far(account).await?;
        let mut tx = services.store.read().await?;
        let names = names(&mut tx, account, &running.lines).await?;
        let overdue = Overdue::of(&mut tx, &visitor, (&page, now)).await?;
        let grouping =
            Grouping::of(&mut tx, account, (month, &asked), (style, &running.lines, &names)).await?;
        let view = BillView::running(style, &running, &names, now);
        return Ok(BillPage { page, view, pdf: None, grouping, overdue }.into_response());
    }
    let mut tx = services.store.read().await?;
    let (facts, names) = facts(&mut tx, account, month).await?;
    let grouping =
        Grouping::of(&mut tx, account, (month, &asked), (style, &facts.kept.bill.lines, &names)).await?;
    let is_owed = facts.kept.bill.owed().is_positive();
    let overdue = if is_owed { Overdue::of(&mut tx, &visitor, (&page, now)).await? } else { None };
    let view = BillView::of(style, &facts, &names).map_err(Error::internal)?;
    let pdf = state.config().invoice.font.exists().then(|| format!("{}/pdf", paths::bill(month)));
    Ok(BillPage { page, view, pdf, grouping, overdue }.into_response())
}

/// A stored bill with everything that its page shows, and the names of its apps.
async fn facts(
    tx: &mut Tx,
    account: AccountId,
    month: Month,
) -> Result<(Facts, HashMap<i64, String>), Error> {
    let kept = found(tx, account, month).await?;
    let names = names(tx, account, &kept.bill.lines).await?;
    let vouchers = bills::vouchers(tx, account, month).await?;
    let payments = payments(tx, account, month).await?;
    Ok((Facts { kept, vouchers, payments }, names))
}

/// The bill as PDF.
///
/// # Errors
/// As [`get`]; with 404 where the server has no font for it.
pub async fn get_pdf(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(month): Path<String>,
) -> Result<Response, Error> {
    let month = Month::parse(&month).ok_or(Error::NotFound)?;
    let invoice = &state.config().invoice;
    let mut tx = state.services().store.read().await?;
    let (facts, names) = facts(&mut tx, visitor.account(), month).await?;
    let buyer = accounts::find(&mut tx, visitor.account()).await?.ok_or(Error::NotFound)?.name;
    drop(tx);
    if !invoice.font.exists() {
        return Err(Error::NotFound);
    }
    let view = BillView::of(Style::codes(page.t, page.f), &facts, &names).map_err(Error::internal)?;
    let total = facts.kept.bill.total();
    let document = pdf::document(&page, invoice, (&view, total, &buyer)).await?;
    Ok(download(&format!("bill-{month}.pdf"), "application/pdf", document))
}

/// The bill as a table, in the words of the catalog and with plain numbers.
///
/// # Errors
/// As [`get`].
pub async fn get_csv(state: State, visitor: Visitor, Path(month): Path<String>) -> Result<Response, Error> {
    let month = Month::parse(&month).ok_or(Error::NotFound)?;
    let mut tx = state.services().store.read().await?;
    let kept = found(&mut tx, visitor.account(), month).await?;
    let names = names(&mut tx, visitor.account(), &kept.bill.lines).await?;
    Ok(csv::table(&kept, &names).download(&format!("bill-{month}.csv")))
}

/// The bill as a document that `im-console bill verify` recomputes (T3).
///
/// # Errors
/// As [`get`].
pub async fn get_json(state: State, visitor: Visitor, Path(month): Path<String>) -> Result<Response, Error> {
    let month = Month::parse(&month).ok_or(Error::NotFound)?;
    let mut tx = state.services().store.read().await?;
    let kept = found(&mut tx, visitor.account(), month).await?;
    let document = kept.document().map_err(Error::internal)?;
    let text = serde_json::to_string_pretty(&document).map_err(Error::internal)?;
    Ok(download(&format!("bill-{month}.json"), "application/json; charset=utf-8", text))
}

async fn found(tx: &mut Tx, account: AccountId, month: Month) -> Result<Kept, Error> {
    bills::find(tx, account, month).await?.ok_or(Error::NotFound)
}

async fn payments(
    tx: &mut Tx,
    account: AccountId,
    month: Month,
) -> Result<Vec<(Amount, Timestamp)>, StoreError> {
    let paid = bills::payments(tx, account, month).await?;
    Ok(paid.into_iter().map(|(_, amount, at)| (amount, at)).collect())
}

/// The names of the apps with a line, by number.
async fn names(
    tx: &mut Tx,
    account: AccountId,
    lines: &[ChargeLine],
) -> Result<HashMap<i64, String>, StoreError> {
    let ids = lines.iter().map(|line| line.app);
    match (ids.clone().min(), ids.max()) {
        (Some(first), Some(last)) => Ok(apps::names(tx, account, (first, last)).await?.into_iter().collect()),
        _ => Ok(HashMap::new()),
    }
}
