//! The list of orders: newest first, fifty at a time, by state and application.

use std::{borrow::Cow, collections::HashMap};

use askama::Template;
use askama_web::WebTemplate;
use axum::response::IntoResponse;
use serde::Deserialize;

use crate::{
    domain::{
        calendar::Timestamp,
        ids::{OrderNo, SdkAppId},
        money::Amount,
        order::{Order, OrderStatus},
    },
    i18n::Words,
    store::{StoreError, Tx, apps, orders},
    web::{
        Error, State,
        extract::Query,
        list::{ListFoot, Moment, Place},
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

/// How many orders a page holds.
const PAGE: usize = 50;

/// Before this, everything is older.
pub(super) const NEWEST: (Timestamp, &str) = (Timestamp::from_unix(i64::MAX), "");

/// What is asked for. Words that no filter of ours has are no filter.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    status: String,
    app: String,
    before: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/orders_list.html")]
struct OrdersPage {
    page: Page,
    zone: String,
    filters: Vec<Choice>,
    of_app: Option<OfApp>,
    rows: Vec<Row>,
    empty: Option<Empty>,
    foot: ListFoot,
}

/// A state to filter by.
struct Choice {
    value: &'static str,
    label: Cow<'static, str>,
    is_chosen: bool,
}

/// The application that the list is narrowed to, and the way back to all.
struct OfApp {
    id: String,
    label: Cow<'static, str>,
    all: String,
}

/// What the list is narrowed to.
#[derive(Clone, Copy)]
struct Filter {
    status: Option<OrderStatus>,
    app: Option<SdkAppId>,
}

/// An order.
struct Row {
    no: String,
    url: String,
    at: Moment,
    app: String,
    app_id: String,
    what: Cow<'static, str>,
    total: String,
    deducted: Option<String>,
    payable: String,
    tone: &'static str,
    state: Cow<'static, str>,
}

/// Why there is no order to show, and the way on.
struct Empty {
    title: Cow<'static, str>,
    text: Cow<'static, str>,
    url: &'static str,
    link: Cow<'static, str>,
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
    let app = asked.app.parse().ok().and_then(SdkAppId::new);
    let filter = Filter { status: OrderStatus::parse(&asked.status), app };
    let place = Place::parse(&asked.before).filter(|place| OrderNo::parse(&place.id).is_some());
    let before = place.as_ref().map_or(NEWEST, |place| (place.at, place.id.as_str()));
    let now = state.services().now();
    let mut tx = state.services().store.read().await?;
    let limit = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    let whose = (visitor.account(), now);
    let mut found = orders::list(&mut tx, whose, (filter.status, app), before, limit).await?;
    let has_older = found.len() > PAGE;
    found.truncate(PAGE);
    let names = names(&mut tx, &visitor, found.iter().map(|order| order.app).chain(app)).await?;
    let page = page.at(Section::Orders);
    let last = found.last().filter(|_| has_older);
    let older = last.map(|order| Place { at: order.created_at, id: order.no.to_string() });
    let foot = ListFoot {
        newest: place.is_some().then(|| filter.address(None)),
        older: older.as_ref().map(|place| filter.address(Some(place))),
    };
    let rows: Vec<Row> = found.iter().map(|order| row((&page, now), order, &names)).collect();
    let may_buy = visitor.verification().is_approved();
    Ok(OrdersPage {
        zone: page.f.offset(now),
        filters: filters(page.t, filter.status),
        of_app: app.map(|app| filter.of_app(page.t, app, &names)),
        empty: rows.is_empty().then(|| empty(page.t, filter, place.is_some(), may_buy)),
        rows,
        foot,
        page,
    })
}

impl Filter {
    /// The list narrowed so, from `place` on.
    fn address(self, place: Option<&Place>) -> String {
        let before = place.map(ToString::to_string).unwrap_or_default();
        let app = self.app.map(|app| app.to_string()).unwrap_or_default();
        let status = self.status.map(OrderStatus::as_str).unwrap_or_default();
        paths::with_query(paths::ORDERS, &[("status", status), ("app", &app), ("before", &before)])
    }

    /// The chip of the application, by its name where it is the visitor's.
    fn of_app(self, t: Words, app: SdkAppId, names: &HashMap<i64, String>) -> OfApp {
        let id = app.to_string();
        let name = names.get(&app.number()).map_or_else(|| id.clone(), |name| format!("{name} ({id})"));
        let all = Self { app: None, ..self }.address(None);
        OfApp { label: t.apps_chip(&t.app(), &name), id, all }
    }
}

async fn names(
    tx: &mut Tx,
    visitor: &Visitor,
    ids: impl Iterator<Item = SdkAppId> + Clone,
) -> Result<HashMap<i64, String>, StoreError> {
    match (ids.clone().min(), ids.max()) {
        (Some(first), Some(last)) => {
            Ok(apps::names(tx, visitor.account(), (first, last)).await?.into_iter().collect())
        }
        _ => Ok(HashMap::new()),
    }
}

fn filters(t: Words, status: Option<OrderStatus>) -> Vec<Choice> {
    let all = Choice { value: "", label: t.all(), is_chosen: status.is_none() };
    let each = OrderStatus::ALL.iter().map(|&state| Choice {
        value: state.as_str(),
        label: t.order_status_name(state),
        is_chosen: status == Some(state),
    });
    std::iter::once(all).chain(each).collect()
}

fn row((page, now): (&Page, Timestamp), order: &Order, names: &HashMap<i64, String>) -> Row {
    let status = order.status_at(now);
    Row {
        no: order.no.to_string(),
        url: paths::order(&order.no),
        at: Moment::of(page, order.created_at),
        app: names.get(&order.app.number()).cloned().unwrap_or_default(),
        app_id: order.app.to_string(),
        what: what(page.t, order),
        total: page.f.money(order.total()),
        deducted: Some(-order.deducted())
            .filter(|amount| *amount < Amount::ZERO)
            .map(|amount| page.f.money(amount)),
        payable: page.f.money(order.payable()),
        tone: match status {
            OrderStatus::Unpaid => "warn",
            OrderStatus::Paid => "ok",
            OrderStatus::PartlyRefunded | OrderStatus::Refunded => "info",
            OrderStatus::Cancelled => "",
        },
        state: page.t.order_status_name(status),
    }
}

/// What an order is about in a few words: its first line, and how many more there are.
pub(super) fn what(t: Words, order: &Order) -> Cow<'static, str> {
    let mut items = order.lines.iter().map(|line| line.item);
    let first = items.next().map(|item| t.item_name(item)).unwrap_or_default();
    match items.count() {
        0 => first,
        more => t.orders_and_more(&first, more),
    }
}

fn empty(t: Words, filter: Filter, is_past_end: bool, may_buy: bool) -> Empty {
    match (is_past_end, filter, may_buy) {
        (true, ..) => Empty {
            title: t.list_past_end(),
            text: t.list_past_end_text(),
            url: paths::ORDERS,
            link: t.list_newest(),
        },
        (_, Filter { app: Some(_), .. }, _) => Empty {
            title: t.orders_no_match_app(),
            text: t.no_match_hint(),
            url: paths::ORDERS,
            link: t.clear_filters(),
        },
        (_, Filter { status: Some(status), .. }, _) => Empty {
            title: t.orders_no_match(&t.order_status_name(status)),
            text: t.no_match_hint(),
            url: paths::ORDERS,
            link: t.clear_filters(),
        },
        (_, _, true) => {
            Empty { title: t.orders_none(), text: t.orders_none_text(), url: paths::BUY, link: t.nav_buy() }
        }
        (_, _, false) => Empty {
            title: t.orders_not_allowed(),
            text: t.orders_not_allowed_text(),
            url: paths::VERIFICATION,
            link: t.orders_verify(),
        },
    }
}
