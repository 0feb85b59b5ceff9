//! The bill of a month as PDF: everything that an invoice names (who sells with the registration number, who buys, the
//! number, the dates, every line with its arithmetic, the total and the tax in it), on numbered pages. One is made at a
//! time: the font is big.

mod sheet;

use std::borrow::Cow;

use tokio::sync::Semaphore;

use self::sheet::Row;
use super::view::BillView;
use crate::{
    config::Invoice,
    domain::{bill::included_tax, money::Amount},
    web::{Error, page::Page, pages::bill_lines::AppLines},
};

/// How many documents are made at once.
static AT_ONCE: Semaphore = Semaphore::const_new(1);

/// The document of a bill.
///
/// # Errors
/// When there is no font; then the page of the bill does not offer it.
pub(super) async fn document(
    page: &Page,
    invoice: &Invoice,
    (view, total, buyer): (&BillView, Amount, &str),
) -> Result<Vec<u8>, Error> {
    let rows = rows(page, invoice, (view, total, buyer));
    let (t, font) = (page.t, invoice.font.clone());
    let _turn = AT_ONCE.acquire().await.map_err(Error::internal)?;
    let below = move |number: usize, count: usize| t.pdf_page(number, count).into_owned();
    let drawn = tokio::task::spawn_blocking(move || sheet::draw((&font, t.locale), &rows, below)).await;
    drawn.map_err(Error::internal)?.map_err(Error::internal)
}

fn rows(page: &Page, invoice: &Invoice, (view, total, buyer): (&BillView, Amount, &str)) -> Vec<Row> {
    let t = page.t;
    let pair = |label: Cow<'_, str>, value: &str| Row::Line(format!("{label}: {value}"), String::new());
    let seller = invoice.seller.clone().unwrap_or_else(|| t.product_name().into_owned());
    let mut rows = vec![Row::Title(view.title.to_string()), pair(t.pdf_seller(), &seller)];
    if let Some(number) = &invoice.registration {
        rows.push(pair(t.pdf_registration(), number));
    }
    rows.push(pair(t.pdf_buyer(), buyer));
    rows.push(pair(t.status(), &view.status.1));
    rows.extend(view.about.iter().map(|(label, value)| pair(label.clone(), value)));
    for app in &view.apps {
        rows.extend(of_app(page, app));
    }
    rows.extend(view.sums.iter().map(|(label, amount)| Row::Line(label.to_string(), amount.clone())));
    rows.push(Row::Total(t.bill_total().into_owned(), view.total.clone()));
    match invoice.tax_percent {
        Some(percent) => {
            let tax = page.f.money_iso(included_tax(total, percent));
            rows.push(Row::Line(t.pdf_tax(percent).into_owned(), tax));
            rows.push(Row::Small(t.pdf_tax_text().into_owned()));
        }
        None => rows.push(Row::Small(t.pdf_no_tax().into_owned())),
    }
    rows.extend(view.settled.iter().map(|(label, amount)| Row::Line(label.to_string(), amount.clone())));
    rows.extend(view.owed.iter().map(|owed| Row::Total(t.bill_owed().into_owned(), owed.clone())));
    rows.extend(view.hash.iter().map(|hash| Row::Small(format!("{}: {hash}", t.bill_hash()))));
    rows
}

fn of_app(page: &Page, app: &AppLines) -> Vec<Row> {
    let t = page.t;
    let mut rows =
        vec![Row::Heading(format!("{} ({} {})", app.name, t.sdk_app_id(), app.id), app.amount.clone())];
    for line in &app.lines {
        rows.push(Row::Line(line.name.clone(), line.amount.clone()));
        rows.push(Row::Small(line.formula.clone()));
        rows.extend(line.remarks.iter().cloned().map(Row::Small));
        let times = line.intervals.iter().map(|time| Row::Small(format!("{}: {time}", t.bill_in_force())));
        rows.extend(times);
        rows.push(Row::Small(format!("{}; {}", line.policy, line.source)));
    }
    rows
}
