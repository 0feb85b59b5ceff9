//! The list of top-ups with their states: newest first, fifty at a time.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::response::IntoResponse;
use serde::Deserialize;

use crate::{
    domain::{
        calendar::Timestamp,
        ids::TopUpId,
        top_up::{TopUp, TopUpState},
    },
    store::topups,
    web::{
        Error, State,
        extract::Query,
        list::{ListFoot, Moment, Place},
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

/// How many top-ups a page holds.
const PAGE: usize = 50;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    before: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/top_ups.html")]
struct TopUpsPage {
    page: Page,
    zone: String,
    rows: Vec<Row>,
    is_past_end: bool,
    foot: ListFoot,
}

/// A top-up.
struct Row {
    id: String,
    at: Moment,
    amount: String,
    reference: String,
    order: Option<(String, String)>,
    tone: &'static str,
    state: Cow<'static, str>,
    notes: Vec<Cow<'static, str>>,
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
    let place =
        Place::parse(&asked.before).and_then(|place| Some((place.at, TopUpId(place.id.parse().ok()?))));
    let before = place.unwrap_or((Timestamp::from_unix(i64::MAX), TopUpId(uuid::Uuid::nil())));
    let mut tx = state.services().store.read().await?;
    let limit = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    let mut found = topups::list(&mut tx, visitor.account(), before, limit).await?;
    let has_older = found.len() > PAGE;
    found.truncate(PAGE);
    let older = found.last().filter(|_| has_older);
    let older = older.map(|last| Place { at: last.filed_at, id: last.id.to_string() }.to_string());
    let foot = ListFoot {
        newest: place.is_some().then(|| paths::TOP_UPS.to_owned()),
        older: older.map(|place| paths::with_query(paths::TOP_UPS, &[("before", &place)])),
    };
    let page = page.at(Section::TopUps);
    let rows = found.iter().map(|top_up| row(&page, top_up)).collect();
    Ok(TopUpsPage {
        zone: page.f.offset(state.services().now()),
        rows,
        is_past_end: place.is_some(),
        foot,
        page,
    })
}

fn row(page: &Page, top_up: &TopUp) -> Row {
    let t = page.t;
    let decided = top_up.decided_at.map(|at| t.top_up_decided(&page.f.date_time(at)));
    let reason = top_up.reason.as_ref().map(|reason| t.top_up_reason(reason));
    Row {
        id: format!("top-up-{}", top_up.id),
        at: Moment::of(page, top_up.filed_at),
        amount: page.f.money(top_up.amount),
        reference: top_up.reference.clone(),
        order: top_up.order.as_ref().map(|no| (paths::order(no), no.to_string())),
        tone: match top_up.state {
            TopUpState::Filed => "warn",
            TopUpState::Confirmed => "ok",
            TopUpState::Refused => "bad",
        },
        state: t.top_up_state_name(top_up.state),
        notes: decided.into_iter().chain(reason).collect(),
    }
}
