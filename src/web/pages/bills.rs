//! The bills, month by month: the running month as far as it has come, and the bills themselves, newest first.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::response::IntoResponse;
use serde::Deserialize;

use super::{bill::tone, overdue::Overdue};
use crate::{
    domain::{bill::Bill, money::Amount, month::Month},
    services::bills::SoFar,
    store::bills::{self, Head},
    web::{
        Error, State,
        extract::Query,
        list::ListFoot,
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

/// How many bills a page holds: two years.
const PAGE: usize = 24;

/// Where the list begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    before: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/bills.html")]
struct BillsPage {
    page: Page,
    now: Now,
    rows: Vec<Row>,
    foot: ListFoot,
    overdue: Option<Overdue>,
}

/// The running month.
pub(in crate::web) struct Now {
    /// What has come about.
    pub(in crate::web) amount: String,
    /// Until when.
    pub(in crate::web) until: Cow<'static, str>,
    /// What is to be expected.
    pub(in crate::web) expected: Cow<'static, str>,
    /// When the bill comes.
    pub(in crate::web) dates: Cow<'static, str>,
    /// The page of the month.
    pub(in crate::web) url: String,
}

/// A bill.
struct Row {
    month: String,
    url: String,
    no: String,
    total: String,
    deducted: Option<String>,
    owed: Option<String>,
    status: (&'static str, Cow<'static, str>),
}

/// The list.
///
/// # Errors
/// When the database fails.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse, Error> {
    let (services, account) = (state.services(), visitor.account());
    let running = services.month_so_far(account).await?;
    let asked = Month::parse(&asked.before);
    let before = asked.unwrap_or(running.month);
    let mut tx = services.store.read().await?;
    let limit = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    let mut heads = bills::heads(&mut tx, account, before, limit).await?;
    let page = page.at(Section::Billing);
    let overdue = Overdue::of(&mut tx, &visitor, (&page, services.now())).await?;
    let has_older = heads.len() > PAGE;
    heads.truncate(PAGE);
    let last = heads.last().filter(|_| has_older).map(|head| head.kept.bill.month.to_string());
    let foot = ListFoot {
        newest: asked.is_some().then(|| paths::BILLS.to_owned()),
        older: last.map(|month| paths::with_query(paths::BILLS, &[("before", &month)])),
    };
    Ok(BillsPage {
        now: now(&page, &running, services.now()),
        rows: heads.iter().map(|head| row(&page, head)).collect(),
        foot,
        overdue,
        page,
    })
}

/// The running month in words.
pub(super) fn now(page: &Page, running: &SoFar, now: crate::domain::calendar::Timestamp) -> Now {
    let (t, f) = (page.t, page.f);
    let expected = running.expected.as_ref().map_or(Amount::ZERO, Bill::total);
    Now {
        amount: f.money(running.total()),
        until: t.bills_until(&f.date_time_zoned(now)),
        expected: t.bills_expected(&f.money(expected)),
        dates: t.bills_dates(&f.date_long(running.times.drawn_up_at), &f.date_long(running.times.debit_at)),
        url: paths::bill(running.month),
    }
}

fn row(page: &Page, Head { kept, total, deducted }: &Head) -> Row {
    let (t, f) = (page.t, page.f);
    let status = kept.bill.state.status();
    let owed = kept.bill.owed();
    Row {
        month: f.calendar_month(kept.bill.month),
        url: paths::bill(kept.bill.month),
        no: kept.seal.as_ref().map(|seal| seal.no.to_string()).unwrap_or_default(),
        total: f.money(*total),
        deducted: deducted.is_positive().then(|| f.money(-*deducted)),
        owed: owed.is_positive().then(|| f.money(owed)),
        status: (tone(status), t.bill_status_name(status)),
    }
}
