//! The balance's ledger: every movement with what caused it and the balance after it, and how it adds up.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::response::IntoResponse;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    domain::{
        ids::{OrderNo, RefundId},
        ledger::EntryKind,
        money::Amount,
    },
    store::ledger::{self, BalanceLine},
    web::{
        Error, State,
        extract::Query,
        list::{ListFoot, Moment},
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

/// How many movements a page holds.
const PAGE: usize = 50;

/// What is asked for: the movements before the one with this number. Anything but a number is the newest.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    before: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/ledger.html")]
struct LedgerPage {
    page: Page,
    zone: String,
    rows: Vec<Row>,
    sums: Option<Sums>,
    is_past_end: bool,
    foot: ListFoot,
}

/// A movement.
struct Row {
    at: Moment,
    what: Cow<'static, str>,
    url: String,
    change: String,
    balance: String,
}

/// How the movements of a page add up.
struct Sums {
    before: String,
    added: String,
    taken: String,
    after: String,
}

/// The ledger.
///
/// # Errors
/// When the database fails.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse, Error> {
    let before = asked.before.parse::<i64>().ok();
    let mut tx = state.services().store.read().await?;
    let limit = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    let mut lines = ledger::movements(&mut tx, visitor.account(), before.unwrap_or(i64::MAX), limit).await?;
    let has_older = lines.len() > PAGE;
    lines.truncate(PAGE);
    let older = lines.last().filter(|_| has_older).map(|line| line.seq.to_string());
    let foot = ListFoot {
        newest: before.map(|_| paths::LEDGER.to_owned()),
        older: older.map(|seq| paths::with_query(paths::LEDGER, &[("before", &seq)])),
    };
    let page = page.at(Section::Billing);
    Ok(LedgerPage {
        zone: page.f.offset(state.services().now()),
        rows: lines.iter().map(|line| row(&page, line)).collect(),
        sums: sums(&page, &lines),
        is_past_end: before.is_some(),
        foot,
        page,
    })
}

fn row(page: &Page, line: &BalanceLine) -> Row {
    let (what, url) = match line.kind {
        EntryKind::TopUp => (page.t.ledger_top_up(), format!("{}#top-up-{}", paths::TOP_UPS, line.reference)),
        EntryKind::Bill => (page.t.ledger_bill(&line.reference), paths::BILLS.to_owned()),
        EntryKind::BillPayment => (page.t.ledger_bill_payment(&line.reference), paths::BILLS.to_owned()),
        EntryKind::Order => {
            let url = OrderNo::parse(&line.reference).map(|no| paths::order(&no)).unwrap_or_default();
            (page.t.ledger_order(&line.reference), url)
        }
        EntryKind::Refund => {
            let id = Uuid::try_parse(&line.reference).unwrap_or_default();
            (page.t.ledger_refund(), paths::refund(RefundId(id)))
        }
    };
    Row {
        at: Moment::of(page, line.at),
        what,
        url,
        change: signed(page, line.change),
        balance: page.f.money(line.balance),
    }
}

/// An amount that always shows its sign.
fn signed(page: &Page, amount: Amount) -> String {
    let plus = if amount.is_positive() { "+" } else { "" };
    format!("{plus}{}", page.f.money(amount))
}

fn sums(page: &Page, lines: &[BalanceLine]) -> Option<Sums> {
    let (newest, oldest) = (lines.first()?, lines.last()?);
    let changes = lines.iter().map(|line| line.change);
    let (added, taken): (Vec<Amount>, Vec<Amount>) = changes.partition(|change| change.is_positive());
    Some(Sums {
        before: page.f.money(oldest.balance - oldest.change),
        added: signed(page, added.into_iter().sum()),
        taken: signed(page, taken.into_iter().sum()),
        after: page.f.money(newest.balance),
    })
}
