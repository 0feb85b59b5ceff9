//! The coming twelve months of an account: the applications by what they come to, each month a column, a page of them at
//! a time with what the others come to below.

use std::{borrow::Cow, collections::HashMap, num::NonZeroUsize};

use askama::Template;
use askama_web::WebTemplate;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{csv, view::Totals};
use crate::{
    domain::{
        forecast::{self, AppSums, Forecast},
        ids::SdkAppId,
        money::Amount,
        month::Month,
    },
    services::forecast::Ahead,
    web::{
        Error, State,
        error::see_other,
        extract::Query,
        page::{Page, Section},
        pages::overdue::Overdue,
        paths,
        view::Pager,
        visitor::Visitor,
    },
};

/// How many applications a page shows.
const PAGE: NonZeroUsize = NonZeroUsize::new(20).expect("more than nothing");

/// Which page is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    page: String,
}

/// Whose lines are asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Whose {
    app: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/billing_forecast.html")]
struct AccountPage {
    page: Page,
    overdue: Option<Overdue>,
    lead: Cow<'static, str>,
    totals: Totals,
    months: Vec<String>,
    rows: Vec<Row>,
    others: Option<Row>,
    all: Row,
    shown: Cow<'static, str>,
    pager: Option<Pager>,
}

/// An application, or several together.
struct Row {
    name: Cow<'static, str>,
    url: String,
    by_month: Vec<String>,
    total: String,
}

/// The applications that cost something, the dearest first.
type Ranked = Vec<(SdkAppId, AppSums)>;

/// The page.
///
/// # Errors
/// When the database fails.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let ahead = state.services().account_ahead(visitor.account()).await?;
    let overdue = Overdue::for_visitor(&state, &visitor, &page).await?;
    let page = page.at(Section::Billing);
    let ranked = ranked(&ahead);
    let last = u32::try_from(ranked.len().div_ceil(PAGE.get())).unwrap_or(u32::MAX).max(1);
    let address = |number: u32| match number {
        1 => paths::FORECAST.to_owned(),
        _ => paths::with_query(paths::FORECAST, &[("page", &number.to_string())]),
    };
    let current: u32 = if asked.page.is_empty() { 1 } else { asked.page.parse().unwrap_or(1).max(1) };
    if current > last {
        return Ok(see_other(&address(last)));
    }
    let shown = AccountPage::new(page, &ahead, (&ranked, current), Pager::new(current, last, address));
    Ok(AccountPage { overdue, ..shown }.into_response())
}

/// The lines of an account or of one of its apps as a table.
///
/// # Errors
/// With 404 when the app is not this account's; when the database fails.
pub async fn get_csv(state: State, visitor: Visitor, Query(whose): Query<Whose>) -> Result<Response, Error> {
    let (services, account) = (state.services(), visitor.account());
    let ahead = if whose.app.is_empty() {
        services.account_ahead(account).await?
    } else {
        let id = whose.app.parse().ok().and_then(SdkAppId::new).ok_or(Error::NotFound)?;
        services.app_ahead(account, id).await?.ok_or(Error::NotFound)?
    };
    Ok(csv::table(&ahead).download("forecast.csv"))
}

fn ranked(ahead: &Ahead) -> Ranked {
    let mut apps: Ranked = ahead.forecast.by_app(ahead.calendar()).into_iter().collect();
    apps.sort_by_key(|(id, sums)| (std::cmp::Reverse(sums.total), *id));
    apps
}

impl AccountPage {
    fn new(page: Page, ahead: &Ahead, (ranked, current): (&Ranked, u32), pager: Option<Pager>) -> Self {
        let (t, f) = (page.t, page.f);
        let months = forecast::months(ahead.calendar(), ahead.now);
        let names: HashMap<SdkAppId, &str> =
            ahead.apps.iter().map(|app| (app.app.id, app.app.profile.name.as_str())).collect();
        let skipped = usize::try_from(current - 1).unwrap_or_default() * PAGE.get();
        let shown: Vec<&(SdkAppId, AppSums)> = ranked.iter().skip(skipped).take(PAGE.get()).collect();
        let row = |(id, sums): &&(SdkAppId, AppSums)| {
            let name = names.get(id).copied().unwrap_or_default().to_owned();
            let in_month = |month: &Month| sums.by_month.get(month).copied().unwrap_or_default();
            Row::of(&page, name.into(), &months, (in_month, sums.total)).to(paths::app_forecast(*id))
        };
        let others = ranked.len() - shown.len();
        let here = |month: Option<Month>| {
            let amount = |sums: &AppSums| match month {
                Some(month) => sums.by_month.get(&month).copied().unwrap_or_default(),
                None => sums.total,
            };
            shown.iter().map(|(_, sums)| amount(sums)).sum::<Amount>()
        };
        let all: &Forecast = &ahead.forecast;
        let rest = |month: &Month| all.in_month(*month) - here(Some(*month));
        let (first, count) = (skipped + 1, skipped + shown.len());
        let place = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        Self {
            overdue: None,
            lead: t.ahead_lead(&f.date_time_zoned(ahead.now)),
            totals: Totals::of(&page, all),
            rows: shown.iter().map(row).collect(),
            others: (others > 0)
                .then(|| Row::of(&page, t.ahead_others(others), &months, (rest, all.total() - here(None)))),
            all: Row::of(&page, t.ahead_all(), &months, (|month: &Month| all.in_month(*month), all.total())),
            months: months.iter().map(|month| f.calendar_month(*month)).collect(),
            shown: t.ahead_shown(place(first), place(count), ranked.len()),
            pager,
            page,
        }
    }
}

impl Row {
    fn of(
        page: &Page,
        name: Cow<'static, str>,
        months: &[Month],
        (in_month, total): (impl Fn(&Month) -> Amount, Amount),
    ) -> Self {
        let money = |amount: Amount| if amount.is_zero() { "–".to_owned() } else { page.f.money(amount) };
        let by_month = months.iter().map(|month| money(in_month(month))).collect();
        Self { name, url: String::new(), by_month, total: page.f.money(total) }
    }

    fn to(self, url: String) -> Self {
        Self { url, ..self }
    }
}
