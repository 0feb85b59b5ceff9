//! What was done in an account: every entry of its log, newest first, by application, kind, actor and day. The log is
//! the one that nobody can change; this page only reads it.

pub(super) mod filters;
pub(super) mod rows;

use std::collections::HashMap;

use askama::Template;
use askama_web::WebTemplate;
use axum::response::{IntoResponse, Response};

pub use self::filters::Query as Asked;
use self::filters::{Choice, Filters};
use self::rows::Row;
use crate::{
    domain::ids::{AccountId, SdkAppId},
    services::audit::Entry,
    store::app_names,
    web::{
        Error, State,
        extract::Query,
        list::ListFoot,
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

/// How many entries a page holds.
const PAGE: usize = 50;

#[derive(Template, WebTemplate)]
#[template(path = "pages/activity.html")]
struct ActivityPage {
    page: Page,
    filters: Filters,
    actions: Vec<Choice>,
    actors: Vec<Choice>,
    rows: Vec<Row>,
    is_narrowed: bool,
    is_past_end: bool,
    foot: ListFoot,
}

/// The log.
///
/// # Errors
/// When the database fails.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let filters = Filters::read(&asked, page.f.calendar);
    let account = visitor.account();
    let (found, foot) = page_of(&state, account, &filters, paths::ACTIVITY).await?;
    let names = names(&state, account, &found).await?;
    let is_sandbox = state.sandbox().is_some();
    let page = page.at(Section::Account);
    let row = |entry: Entry| {
        let name = entry.object.parse().ok().and_then(|number: i64| names.get(&number)).cloned();
        Row { app: name, ..Row::of((&page, is_sandbox), &visitor, entry) }
    };
    Ok(ActivityPage {
        rows: found.into_iter().map(row).collect(),
        actions: filters.actions(page.t, filters::CUSTOMERS),
        actors: filters.actors(page.t),
        is_narrowed: filters.asked.narrows(),
        is_past_end: filters.asked.before.is_some(),
        filters,
        foot,
        page,
    }
    .into_response())
}

/// A page of the log and the links below it.
pub(super) async fn page_of(
    state: &State,
    account: AccountId,
    filters: &Filters,
    path: &str,
) -> Result<(Vec<Entry>, ListFoot), Error> {
    let limit = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    let mut found = state.services().log_of(account, &filters.asked, limit).await?;
    let has_older = found.len() > PAGE;
    found.truncate(PAGE);
    let older = found.last().filter(|_| has_older).map(|last| filters.url(path, Some(last.seq)));
    let newest = filters.asked.before.map(|_| filters.url(path, None));
    Ok((found, ListFoot { newest, older }))
}

/// The names of the applications that entries are about, without those that are deleted.
async fn names(state: &State, account: AccountId, found: &[Entry]) -> Result<HashMap<i64, String>, Error> {
    let ids = found.iter().filter_map(|entry| SdkAppId::new(entry.object.parse().ok()?));
    let (Some(first), Some(last)) = (ids.clone().min(), ids.max()) else { return Ok(HashMap::new()) };
    let mut tx = state.services().store.read().await?;
    Ok(app_names::living(&mut tx, account, (first, last)).await?.into_iter().collect())
}
