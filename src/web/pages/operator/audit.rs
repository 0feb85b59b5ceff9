//! The audit log for operators: of the house, or of the customer that is named, narrowed like the customer's own page;
//! and whether its chain is whole. That it was read is written down (SEC47).

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use uuid::Uuid;

use crate::{
    domain::{
        account::Email,
        ids::{AccountId, SdkAppId},
    },
    services::audit::{Action, Entry, Event},
    store::{
        accounts::{self, HOUSE},
        app_names, users,
    },
    web::{
        Error, State,
        extract::Query,
        list::{ListFoot, Moment},
        page::{Page, Section},
        pages::activity::{
            Asked,
            filters::{Choice, Filters},
            page_of,
            rows::{what, who},
        },
        paths,
        visitor::OperatorVisitor,
    },
};

#[derive(Template, WebTemplate)]
#[template(path = "pages/operator/audit.html")]
struct AuditPage {
    page: Page,
    filters: Filters,
    actions: Vec<Choice>,
    actors: Vec<Choice>,
    /// Whose log this is.
    whose: Cow<'static, str>,
    /// That there is no such customer.
    nobody: Option<Cow<'static, str>>,
    /// Whether the chain is whole, and the sentence.
    checked: Option<(&'static str, Cow<'static, str>)>,
    verify_url: String,
    rows: Vec<Row>,
    foot: ListFoot,
}

/// A row of the log.
struct Row {
    seq: String,
    at: Moment,
    what: Cow<'static, str>,
    is_refused: bool,
    object: String,
    who: Cow<'static, str>,
    actor: Option<String>,
    ip: String,
}

/// The log.
///
/// # Errors
/// When the database fails.
pub async fn get(
    state: State,
    visitor: OperatorVisitor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let filters = Filters::read(&asked, page.f.calendar);
    let account = if filters.of.is_empty() { Some(HOUSE) } else { account(&state, &filters.of).await? };
    let t = page.t;
    let nobody = account.is_none().then(|| t.audit_nobody());
    let account = account.unwrap_or(HOUSE);
    let (found, foot) = page_of(&state, account, &filters, paths::OPERATOR_AUDIT).await?;
    let checked = if asked.verify == "yes" { Some(check(&state, &page, account).await?) } else { None };
    let whose = if account == HOUSE { t.audit_house() } else { t.audit_of(&name(&state, account).await?) };
    let read = Event::done(Action::AuditRead, &account, json!({ "rows": found.len() }));
    state.services().note(account, &visitor.actor(), read).await?;
    let verify = [("of", filters.of.as_str()), ("verify", "yes")];
    let page = page.at(Section::OperatorQueue);
    Ok(AuditPage {
        actions: filters.actions(t, |_| true),
        actors: filters.actors(t),
        whose,
        nobody,
        checked,
        verify_url: paths::with_query(paths::OPERATOR_AUDIT, &verify),
        rows: found.into_iter().map(|entry| row(&page, entry)).collect(),
        foot,
        filters,
        page,
    }
    .into_response())
}

/// The account of the customer with this address, id or app.
async fn account(state: &State, of: &str) -> Result<Option<AccountId>, Error> {
    let mut tx = state.services().store.read().await?;
    if let Ok(id) = Uuid::try_parse(of) {
        return Ok(accounts::find(&mut tx, AccountId(id)).await?.map(|_| AccountId(id)));
    }
    if let Some(app) = of.parse().ok().and_then(SdkAppId::new) {
        return Ok(app_names::owner(&mut tx, app).await?);
    }
    match Email::parse(of) {
        Ok(email) => Ok(users::by_email(&mut tx, &email).await?.map(|found| found.account)),
        Err(_) => Ok(None),
    }
}

async fn name(state: &State, account: AccountId) -> Result<String, Error> {
    let mut tx = state.services().store.read().await?;
    Ok(accounts::find(&mut tx, account).await?.map(|found| found.name).unwrap_or_default())
}

async fn check(
    state: &State,
    page: &Page,
    account: AccountId,
) -> Result<(&'static str, Cow<'static, str>), Error> {
    let (rows, broken) = state.services().check_log(account).await?;
    Ok(match broken {
        Some(row) => ("bad", page.t.audit_broken(&row.to_string())),
        None => ("ok", page.t.audit_whole(&rows.to_string())),
    })
}

fn row(page: &Page, entry: Entry) -> Row {
    Row {
        seq: entry.seq.to_string(),
        at: Moment::of(page, entry.at),
        what: what(page.t, entry.action),
        is_refused: entry.is_refused,
        object: entry.object,
        who: who(page.t, entry.by),
        actor: entry.actor.map(|id| id.to_string()),
        ip: entry.ip,
    }
}
