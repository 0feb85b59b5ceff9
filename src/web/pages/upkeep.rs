//! The page that manages renewals (pages.md 1.10): by hand, by itself, ended; when each application is charged next, how
//! far the balance goes, the switch of each, and the choice of several to renew together.

pub mod check;

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::response::IntoResponse;
use serde::Deserialize;

use super::{app::renewal::Renewal, buy::term::QUICK_PICKS};
use crate::{
    domain::{
        calendar::Timestamp,
        catalog::Catalog,
        lifecycle,
        product::AddOnKind,
        renewal,
        upkeep::{self, Charge, Upkeep},
    },
    services::purchase::MOST_TOGETHER,
    store::{
        app_page::AppAround,
        upkeep::{self as kept, Kept},
    },
    web::{
        Error, State,
        extract::Query,
        list::Moment,
        page::{Page, Section},
        paths,
        view::Pager,
        visitor::Visitor,
    },
};

/// How many applications a page shows.
const PER_PAGE: usize = 20;

/// What is asked for. Words that no tab of ours has are the first tab.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    tab: String,
    page: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/upkeep.html")]
struct UpkeepPage {
    page: Page,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    months: Vec<(u32, Cow<'static, str>)>,
    most: u32,
    pager: Option<Pager>,
}

/// A tab.
struct Tab {
    label: Cow<'static, str>,
    url: String,
    is_current: bool,
}

/// An application.
struct Row {
    id: String,
    name: String,
    url: String,
    edition: Cow<'static, str>,
    end: Option<Moment>,
    charge: Cow<'static, str>,
    covered: Option<(&'static str, Cow<'static, str>)>,
    switch: Option<Renewal>,
    renew: String,
}

/// The page.
///
/// # Errors
/// When the database fails.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse, Error> {
    let services = state.services();
    let (catalog, now) = (services.catalog().catalog, services.now());
    let mut tx = services.store.read().await?;
    let mut all = kept::list(&mut tx, visitor.account()).await?;
    drop(tx);
    for kept in &mut all {
        lifecycle::catch_up(&mut kept.app, &catalog, now);
    }
    let chosen = Upkeep::parse(&asked.tab).unwrap_or(Upkeep::Manual);
    let page = page.at(Section::Billing);
    let standing = |kept: &Kept| upkeep::of(&kept.app, &catalog);
    let count = |upkeep| all.iter().filter(|kept| standing(kept) == Some(upkeep)).count();
    let tabs = Upkeep::ALL.iter().map(|&upkeep| tab(&page, upkeep, count(upkeep), chosen)).collect();
    let covered = covered(&all, &catalog, (&visitor, now));
    let shown: Vec<_> = all.iter().zip(covered).filter(|(kept, _)| standing(kept) == Some(chosen)).collect();
    let last = u32::try_from(shown.len().div_ceil(PER_PAGE)).unwrap_or(1).max(1);
    let number = asked.page.parse().unwrap_or(1).clamp(1, last);
    let skipped = usize::try_from(number - 1).unwrap_or_default() * PER_PAGE;
    let rows = shown.into_iter().skip(skipped).take(PER_PAGE);
    let range = catalog.months();
    let months = QUICK_PICKS.into_iter().filter(|months| range.contains(months));
    Ok(UpkeepPage {
        tabs,
        rows: rows.map(|(kept, covered)| row(&page, &catalog, (kept, covered), now)).collect(),
        months: months.map(|months| (months, page.t.months(months))).collect(),
        most: u32::try_from(MOST_TOGETHER).unwrap_or(u32::MAX),
        pager: Pager::new(number, last, |number| address(chosen, number)),
        page,
    })
}

fn address(upkeep: Upkeep, number: u32) -> String {
    let number = if number > 1 { number.to_string() } else { String::new() };
    paths::with_query(paths::RENEWALS, &[("tab", upkeep.as_str()), ("page", &number)])
}

fn tab(page: &Page, upkeep: Upkeep, count: usize, chosen: Upkeep) -> Tab {
    let count = page.f.number(i64::try_from(count).unwrap_or(i64::MAX));
    Tab {
        label: page.t.upkeep_tab(&page.t.upkeep_name(upkeep), &count),
        url: address(upkeep, 1),
        is_current: upkeep == chosen,
    }
}

/// The next charge of each application, and whether the balance lasts for it.
fn covered(
    all: &[Kept],
    catalog: &Catalog,
    (visitor, now): (&Visitor, Timestamp),
) -> Vec<Option<(Charge, bool)>> {
    let charge = |kept: &Kept| upkeep::next_charge(catalog, &kept.app, &kept.holdings, now);
    let charges: Vec<Option<Charge>> = all.iter().map(charge).collect();
    let known = charges.iter().zip(all).filter_map(|(charge, kept)| Some(((*charge)?, kept.app.id.number())));
    let known: Vec<(Charge, i64)> = known.collect();
    let mut lasts = upkeep::covered(&known, visitor.balance()).into_iter();
    charges.into_iter().map(|charge| Some((charge?, lasts.next().unwrap_or_default()))).collect()
}

fn row(
    page: &Page,
    catalog: &Catalog,
    (kept, charge): (&Kept, Option<(Charge, bool)>),
    now: Timestamp,
) -> Row {
    let (t, f, app) = (page.t, page.f, &kept.app);
    let monthly = || renewal::monthly(catalog, app, &kept.holdings, now);
    let text = match charge {
        Some((Charge { at, amount: Some(amount) }, _)) => t.upkeep_charge(&f.date_long(at), &f.money(amount)),
        Some((Charge { at, amount: None }, _)) => t.upkeep_unpriced(&f.date_long(at)),
        None => monthly().map_or_else(|| t.upkeep_none(), |price| t.upkeep_by_hand(&f.money(price))),
    };
    let (unpaid, keys, rtc) = Default::default();
    let around = AppAround { app: app.clone(), holdings: kept.holdings.clone(), unpaid, keys, rtc };
    Row {
        id: app.id.to_string(),
        name: app.profile.name.as_str().to_owned(),
        url: paths::app(app.id),
        edition: match app.pack {
            Some(_) => t.add_on_kind_name(AddOnKind::CallPack),
            None => t.edition_label(app.plan.edition(), app.plan.billing_mode()),
        },
        end: app.paid_until().map(|end| Moment::of(page, end)),
        charge: text,
        covered: charge.map(
            |(_, lasts)| {
                if lasts { ("ok", t.upkeep_enough()) } else { ("bad", t.upkeep_short()) }
            },
        ),
        switch: Renewal::of(page, catalog, &around, now),
        renew: paths::app_renew(app.id),
    }
}
