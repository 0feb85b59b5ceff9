//! What waits for an operator: verifications and top-ups, the longest waiting first.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::response::IntoResponse;
use serde::Deserialize;
use serde_json::json;

use super::parked::ParkedRow;
use crate::{
    domain::{account::Holder, calendar::Timestamp, ids::TopUpId, ticket::Ticket, top_up::TopUp},
    services::audit::{Action, Event},
    store::{
        accounts::HOUSE,
        tickets, topups,
        verifications::{self, StoredVerification},
    },
    web::{
        Error, State,
        extract::Query,
        list::Place,
        page::{Page, Section},
        pages::tickets::words::topic_name,
        paths,
        visitor::OperatorVisitor,
    },
};

/// The most verifications that are listed; deciding them brings the rest up.
const MOST: u32 = 200;
/// The top-ups on a page.
const PAGE: usize = 50;

/// Where the page of top-ups begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/operator/queue.html")]
struct QueuePage {
    page: Page,
    verifications: Vec<VerificationRow>,
    verification_count: i64,
    more_verifications: Option<Cow<'static, str>>,
    top_ups: Vec<TopUpRow>,
    top_up_count: i64,
    foot: Foot,
    parked: Vec<ParkedRow>,
    tickets: Vec<TicketRow>,
    ticket_count: i64,
    more_tickets: Option<Cow<'static, str>>,
}

/// A request that waits for an answer.
struct TicketRow {
    age: Cow<'static, str>,
    account: String,
    topic: Cow<'static, str>,
    app: Option<String>,
    url: String,
}

/// The links below the top-ups.
struct Foot {
    first: Option<&'static str>,
    next: Option<(String, Cow<'static, str>)>,
}

/// A verification that waits.
struct VerificationRow {
    age: Cow<'static, str>,
    account: String,
    holder: Cow<'static, str>,
    legal_name: String,
    document_no: String,
    url: String,
}

/// A top-up that waits.
struct TopUpRow {
    age: Cow<'static, str>,
    account: String,
    amount: String,
    reference: String,
    order: Option<String>,
    url: String,
}

/// The queue. That it was read is written down (SEC47).
///
/// # Errors
/// When the database fails.
pub async fn get(
    state: State,
    visitor: OperatorVisitor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse, Error> {
    let now = state.services().now();
    let place =
        Place::parse(&asked.after).and_then(|place| Some((place.at, TopUpId(place.id.parse().ok()?))));
    let after = place.unwrap_or((Timestamp::from_unix(i64::MIN), TopUpId(uuid::Uuid::nil())));
    let mut tx = state.services().store.read().await?;
    let verifications = verifications::waiting(&mut tx, MOST).await?;
    let verification_count = verifications::count_waiting(&mut tx).await?;
    let limit = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    let mut top_ups = topups::open(&mut tx, after, limit).await?;
    let top_up_count = topups::count_open(&mut tx).await?;
    let tickets = tickets::waiting(&mut tx, MOST).await?;
    let ticket_count = tickets::count_waiting(&mut tx).await?;
    drop(tx);
    let parked = state.services().parked_accounts().await?;
    let has_more = top_ups.len() > PAGE;
    top_ups.truncate(PAGE);
    let last = top_ups.last().filter(|_| has_more).map(|(top_up, _)| top_up);
    let foot = Foot { first: place.map(|_| paths::OPERATOR), next: last.map(|last| next(&page, last)) };
    let detail =
        json!({ "verifications": verifications.len(), "top_ups": top_ups.len(), "tickets": tickets.len() });
    let read = Event::done(Action::QueueRead, &"queue", detail);
    state.services().note(HOUSE, &visitor.actor(), read).await?;
    let page = page.at(Section::OperatorQueue);
    Ok(QueuePage {
        more_verifications: unlisted(&page, verification_count, verifications.len()),
        more_tickets: unlisted(&page, ticket_count, tickets.len()),
        tickets: tickets.into_iter().map(|waiting| ticket(&page, waiting, now)).collect(),
        ticket_count,
        verification_count,
        top_up_count,
        foot,
        parked: parked.into_iter().map(|parked| ParkedRow::of(&page, parked)).collect(),
        verifications: verifications.into_iter().map(|waiting| verification(&page, waiting, now)).collect(),
        top_ups: top_ups.into_iter().map(|waiting| top_up(&page, waiting, now)).collect(),
        page,
    })
}

/// What waits beyond the list.
fn unlisted(page: &Page, count: i64, listed: usize) -> Option<Cow<'static, str>> {
    let rest = usize::try_from(count).unwrap_or_default().saturating_sub(listed);
    (rest > 0).then(|| page.t.ops_more(u32::try_from(rest).unwrap_or(u32::MAX)))
}

fn ticket(page: &Page, (found, account): (Ticket, String), now: Timestamp) -> TicketRow {
    TicketRow {
        age: age(page, now.seconds_since(found.since)),
        account,
        topic: topic_name(page.t, found.topic),
        app: found.app.map(|app| app.to_string()),
        url: paths::operator_ticket(found.id),
    }
}

/// The way to the top-ups that were filed after `last`.
fn next(page: &Page, last: &TopUp) -> (String, Cow<'static, str>) {
    let place = Place { at: last.filed_at, id: last.id.to_string() }.to_string();
    (paths::with_query(paths::OPERATOR, &[("after", &place)]), page.t.ops_next())
}

fn verification(
    page: &Page,
    (found, account): (StoredVerification, String),
    now: Timestamp,
) -> VerificationRow {
    VerificationRow {
        age: age(page, now.seconds_since(found.submitted_at)),
        account,
        holder: Holder::parse(&found.holder).map(|holder| page.t.holder_name(holder)).unwrap_or_default(),
        legal_name: found.legal_name,
        document_no: found.document_no,
        url: paths::operator_verification(found.id),
    }
}

fn top_up(page: &Page, (found, account): (TopUp, String), now: Timestamp) -> TopUpRow {
    TopUpRow {
        age: age(page, now.seconds_since(found.filed_at)),
        account,
        amount: page.f.money_iso(found.amount),
        reference: found.reference,
        order: found.order.map(|no| no.to_string()),
        url: paths::operator_top_up(found.id),
    }
}

/// A time of waiting in its largest unit: days, else hours, else minutes.
fn age(page: &Page, seconds: i64) -> Cow<'static, str> {
    let unit = [86_400, 3_600, 60].into_iter().find(|unit| seconds >= *unit);
    match unit {
        Some(unit) => page.f.duration_days(seconds - seconds % unit).into(),
        None => page.t.ops_just_now(),
    }
}
