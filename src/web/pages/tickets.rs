//! Requests to the staff (section 6): what was asked for and where it stands, newest first.

pub mod new;
pub mod one;
pub(super) mod words;

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use self::words::{state_name, tone, topic_name};
use crate::{
    domain::{calendar::Timestamp, ids::TicketId, ticket::Ticket},
    store::tickets,
    web::{
        Error, State,
        extract::Query,
        list::{ListFoot, Moment, Place},
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

/// How many requests a page holds.
const PAGE: usize = 50;

/// Where the page begins; anything but a place is the newest.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    before: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/tickets.html")]
struct TicketsPage {
    page: Page,
    rows: Vec<Row>,
    is_past_end: bool,
    foot: ListFoot,
}

/// A request.
struct Row {
    url: String,
    topic: Cow<'static, str>,
    app: Option<String>,
    tone: &'static str,
    state: Cow<'static, str>,
    since: Moment,
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
    let place = Place::parse(&asked.before)
        .and_then(|place| Some((place.at, TicketId(uuid::Uuid::try_parse(&place.id).ok()?))));
    let before = place.unwrap_or((Timestamp::from_unix(i64::MAX), TicketId(uuid::Uuid::max())));
    let mut tx = state.services().store.read().await?;
    let limit = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    let mut found = tickets::list(&mut tx, visitor.account(), before, limit).await?;
    drop(tx);
    let has_older = found.len() > PAGE;
    found.truncate(PAGE);
    let older = found.last().filter(|_| has_older).map(|last| {
        let place = Place { at: last.since, id: last.id.to_string() };
        paths::with_query(paths::TICKETS, &[("before", &place.to_string())])
    });
    let page = page.at(Section::Tickets);
    Ok(TicketsPage {
        rows: found.iter().map(|ticket| row(&page, ticket)).collect(),
        is_past_end: place.is_some(),
        foot: ListFoot { newest: place.map(|_| paths::TICKETS.to_owned()), older },
        page,
    }
    .into_response())
}

fn row(page: &Page, ticket: &Ticket) -> Row {
    Row {
        url: paths::ticket(ticket.id),
        topic: topic_name(page.t, ticket.topic),
        app: ticket.app.map(|app| app.to_string()),
        tone: tone(ticket.state),
        state: state_name(page.t, ticket.state),
        since: Moment::of(page, ticket.since),
    }
}
