//! The billing centre's overview: what can be spent and whether it lasts, the running month, what is taken next, which
//! applications cost money, what waits to be paid, what ends next, and the ways to the records (pages.md 1.10).

mod chart;
mod coming;
mod costs;

use std::{borrow::Cow, collections::HashMap};

use askama::Template;
use askama_web::WebTemplate;
use axum::response::IntoResponse;
use serde::Deserialize;

use self::{chart::Chart, coming::Coming, costs::Costs};
use super::budget::StateView;
use super::{
    bills::{Now, now as so_far},
    orders_list::{NEWEST, what},
    overdue::Overdue,
};
use crate::{
    domain::{
        app::App,
        money::Amount,
        order::{Order, OrderStatus},
        product::AddOnKind,
        voucher::Voucher,
    },
    store::{accounts, apps, orders, vouchers},
    web::{
        Error, State,
        extract::Query,
        list::Moment,
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

/// How many unpaid orders the overview shows, and how many ending terms.
const WAITING: u32 = 10;
const ENDS: u32 = 3;

#[derive(Template, WebTemplate)]
#[template(path = "pages/billing.html")]
struct BillingPage {
    page: Page,
    balance: String,
    owed: Option<Cow<'static, str>>,
    now: Now,
    budget: Option<StateView>,
    coming: Coming,
    costs: Costs,
    chart: Chart,
    waiting: Vec<Waiting>,
    vouchers: Usable,
    ends: Vec<End>,
    records: [Record; 7],
    overdue: Option<Overdue>,
}

/// An order that waits to be paid.
struct Waiting {
    what: Cow<'static, str>,
    amount: String,
    held_until: Cow<'static, str>,
    no: String,
    url: String,
}

/// The vouchers that can be used now.
struct Usable {
    count: usize,
    sum: String,
    text: Cow<'static, str>,
}

/// A term that ends.
struct End {
    app: String,
    url: String,
    /// What ends: the package of an edition, or a call pack.
    edition: Cow<'static, str>,
    at: Moment,
}

/// A way to the records.
struct Record {
    url: &'static str,
    label: Cow<'static, str>,
    text: Cow<'static, str>,
}

/// What is asked for: how many months the chart has.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    months: String,
}

/// The overview.
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
    let now = services.now();
    let running = services.month_so_far(account).await?;
    let ahead = services.account_ahead(account).await?;
    let standing = services.budget(account).await?;
    let (months, spent) = services.spent(account, &running, chart::span(&asked.months)).await?;
    let names: HashMap<i64, String> = ahead
        .apps
        .iter()
        .map(|app| (app.app.id.number(), app.app.profile.name.as_str().to_owned()))
        .collect();
    let mut tx = services.store.read().await?;
    let owner = accounts::find(&mut tx, account).await?.ok_or(Error::NotFound)?;
    let unpaid = (Some(OrderStatus::Unpaid), None);
    let unpaid = orders::list(&mut tx, (account, now), unpaid, NEWEST, WAITING).await?;
    let vouchers = vouchers::list(&mut tx, account).await?;
    let ends = apps::next_ends(&mut tx, account, now, ENDS).await?;
    let overdue = Overdue::of(&mut tx, &visitor, (&page, now)).await?;
    let page = page.at(Section::Billing);
    let usable = |voucher: &&Voucher| {
        voucher.remaining.is_positive() && voucher.frozen_by.is_none() && now < voucher.expires_at
    };
    Ok(BillingPage {
        balance: page.f.money(owner.balance),
        owed: owner.owed.is_positive().then(|| page.t.overview_owed(&page.f.money(owner.owed))),
        now: so_far(&page, &running, now),
        budget: standing.budget.map(|_| StateView::of(&page, &standing)),
        coming: Coming::of(&page, &ahead, (owner.balance, owner.owed)),
        costs: Costs::of(&page, &running, &ahead),
        chart: Chart::of(&page, (&months, &spent), &names),
        waiting: unpaid.iter().map(|order| waiting(&page, order)).collect(),
        vouchers: usable_ones(&page, vouchers.iter().filter(usable)),
        ends: ends.iter().filter_map(|app| end(&page, app)).collect(),
        records: records(&page),
        overdue,
        page,
    })
}

fn waiting(page: &Page, order: &Order) -> Waiting {
    Waiting {
        what: what(page.t, order),
        amount: page.f.money(order.payable()),
        held_until: page.t.bill_held_until(&page.f.date_time_zoned(order.expires_at)),
        no: order.no.to_string(),
        url: paths::order(&order.no),
    }
}

fn usable_ones<'a>(page: &Page, vouchers: impl Iterator<Item = &'a Voucher>) -> Usable {
    let (count, sum) =
        vouchers.fold((0, Amount::ZERO), |(count, sum), voucher| (count + 1, sum + voucher.remaining));
    Usable { count, sum: page.f.money(sum), text: page.t.bill_voucher_count(count) }
}

fn end(page: &Page, app: &App) -> Option<End> {
    Some(End {
        app: app.profile.name.as_str().to_owned(),
        url: paths::app(app.id),
        edition: match app.pack {
            Some(_) => page.t.add_on_kind_name(AddOnKind::CallPack),
            None => page.t.edition_label(app.plan.edition(), app.plan.billing_mode()),
        },
        at: Moment::of(page, app.paid_until()?),
    })
}

fn records(page: &Page) -> [Record; 7] {
    let t = page.t;
    [
        Record { url: paths::FORECAST, label: t.ahead_title(), text: t.ahead_text() },
        Record { url: paths::BUDGET, label: t.budget_title(), text: t.budget_text() },
        Record { url: paths::BILLS, label: t.nav_bills(), text: t.bills_text() },
        Record { url: paths::RENEWALS, label: t.upkeep_title(), text: t.upkeep_text() },
        Record { url: paths::ORDERS, label: t.nav_orders(), text: t.bill_orders_text() },
        Record { url: paths::LEDGER, label: t.ledger_title(), text: t.bill_ledger_text() },
        Record { url: paths::TOP_UPS, label: t.top_ups_title(), text: t.bill_top_ups_text() },
    ]
}
