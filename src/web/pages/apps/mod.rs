//! The list of an account's applications: cards, search, filters and what needs attention. One query finds it all.

mod cards;
mod filters;

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::response::{IntoResponse, Response};

use super::overdue::Overdue;
use crate::{
    domain::{app::App, catalog::Catalog, reminder},
    store::{
        app_list::{self, Ending, Listed, Standing, Tally},
        bills, push,
    },
    web::{
        Error, State,
        error::see_other,
        extract::Query,
        page::{Page, Section},
        paths,
        view::Pager,
        visitor::Visitor,
    },
};
use cards::Card;
pub use filters::Asked;
use filters::{Chip, Choices, Filters, PER_PAGE};

#[derive(Template, WebTemplate)]
#[template(path = "pages/apps.html")]
struct AppsPage {
    page: Page,
    held: Cow<'static, str>,
    place: Option<Cow<'static, str>>,
    attention: Option<Attention>,
    overdue: Option<Overdue>,
    has_apps: bool,
    search: String,
    tag: String,
    choices: Choices,
    chips: Vec<Chip>,
    showing: Cow<'static, str>,
    none_found: Cow<'static, str>,
    cards: Vec<Card>,
    pager: Option<Pager>,
}

/// What needs attention, the most severe first.
struct Attention {
    tone: &'static str,
    lines: Vec<AttentionLine>,
}

/// One thing that needs attention, and where to see it.
struct AttentionLine {
    text: Cow<'static, str>,
    url: String,
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
) -> Result<Response, Error> {
    let services = state.services();
    let (catalog, now) = (services.catalog().catalog, services.now());
    let filters = Filters::read(asked, &catalog);
    let mut tx = services.store.read().await?;
    let wanted = filters.wanted(&catalog, now);
    let (tally, listed) = app_list::page(&mut tx, visitor.account(), &wanted).await?;
    let overdue = Overdue::of(&mut tx, &visitor, (&page, now)).await?;
    let owing = match overdue {
        Some(_) => bills::overdue_apps(&mut tx, visitor.account()).await?,
        None => Vec::new(),
    };
    let apps: Vec<&App> = listed.iter().map(|listed| &listed.app).collect();
    let months = services.month_of_apps(&mut tx, (visitor.account(), &apps)).await?;
    let soon = reminder::push_soon(catalog.calendar(), now);
    let push = push::apps_ending(&mut tx, visitor.account(), soon).await?;
    drop(tx);
    let last = u32::try_from(tally.found).unwrap_or(u32::MAX).div_ceil(PER_PAGE).max(1);
    if filters.page > last {
        return Ok(see_other(&filters.on_page(last).url()));
    }
    let page = page.at(Section::Apps);
    let card = |listed: Listed| {
        let id = listed.app.id;
        let beside = (now, months.get(&id), owing.contains(&id.number()));
        Card::new(&page, &catalog, listed, beside)
    };
    let cards = listed.into_iter().map(card).collect();
    let page = AppsPage::new(page, &catalog, &filters, (tally, last), cards);
    let attention = attention(&page.page, &catalog, (tally, push));
    Ok(AppsPage { attention, overdue, ..page }.into_response())
}

impl AppsPage {
    fn new(
        page: Page,
        catalog: &Catalog,
        filters: &Filters,
        (tally, last): (Tally, u32),
        cards: Vec<Card>,
    ) -> Self {
        let (t, f) = (page.t, page.f);
        let first = i64::from((filters.page - 1) * PER_PAGE);
        let shown = i64::try_from(cards.len()).unwrap_or_default();
        let limit = i64::from(catalog.app_limit);
        Self {
            held: t.apps_held(&f.number(tally.held), &f.number(limit)),
            place: (last > 1).then(|| t.page_of(filters.page, last)),
            attention: None,
            overdue: None,
            has_apps: tally.held > 0,
            search: filters.text.clone(),
            tag: filters.tag.clone(),
            choices: filters.choices(t, catalog),
            chips: filters.chips(t, catalog),
            showing: match shown {
                0 => t.no_match(),
                _ => t.showing(&f.number(first + 1), &f.number(first + shown), &f.number(tally.found)),
            },
            none_found: match filters.text.as_str() {
                "" => t.apps_no_match_filters(),
                text => t.apps_no_match(text),
            },
            cards,
            pager: Pager::new(filters.page, last, |page| filters.on_page(page).url()),
            page,
        }
    }
}

fn attention(page: &Page, catalog: &Catalog, (tally, push): (Tally, i64)) -> Option<Attention> {
    let t = page.t;
    let count = |number: i64| u32::try_from(number).ok().filter(|&count| count > 0);
    let apps = |(standing, ends), text| AttentionLine {
        text,
        url: Filters::of(standing, ends).url(),
        link: t.apps_attention_see(),
    };
    let expired = count(tally.expired)
        .map(|count| apps((Some(Standing::Expired), None), t.apps_attention_expired(count)));
    let expiring = count(tally.expiring).map(|count| {
        let text = t.apps_attention_expiring(count, catalog.periods.expiring_days);
        apps((Some(Standing::Expiring), None), text)
    });
    let push = count(push)
        .map(|count| apps((None, Some(Ending::Push)), t.apps_attention_push(count, reminder::PUSH_SOON)));
    let unpaid = count(tally.unpaid).map(|count| AttentionLine {
        text: t.apps_attention_unpaid(count),
        url: paths::orders_unpaid(),
        link: t.apps_attention_orders(),
    });
    let tone = if expired.is_some() { "bad" } else { "warn" };
    let lines: Vec<_> = [expired, expiring, push, unpaid].into_iter().flatten().collect();
    (!lines.is_empty()).then_some(Attention { tone, lines })
}
