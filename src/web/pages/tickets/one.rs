//! One request: its messages, where it stands, writing again and closing it.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use uuid::Uuid;

use super::words::{Line, lines, sentence, state_name, tone, topic_name};
use crate::{
    domain::{
        ids::TicketId,
        ticket::{Against, Message, Ticket},
    },
    services::{once::FormKey, tickets::TicketRefused},
    store::{apps, tickets},
    web::{
        Error, State,
        extract::{Form, Path},
        flash::{Notice, see_other_with},
        form::{Fault, Field, faults},
        list::Moment,
        page::{Page, Section},
        pages::app_refusals::count,
        paths,
        visitor::Visitor,
    },
};

/// What is entered.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entries {
    text: String,
    key: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/ticket.html")]
struct TicketPage {
    page: Page,
    faults: Vec<Fault>,
    trouble: Option<Cow<'static, str>>,
    title: Cow<'static, str>,
    tone: &'static str,
    state: Cow<'static, str>,
    since: Moment,
    app: Option<(String, Option<String>)>,
    lines: Vec<Line>,
    /// Why nothing can be written now.
    closed: Option<Cow<'static, str>>,
    can_close: bool,
    text: Field,
    text_hint: Cow<'static, str>,
    write_path: String,
    close_path: String,
    key: String,
}

/// The page.
///
/// # Errors
/// With 404 when it is not this account's.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(id): Path<Uuid>,
) -> Result<Response, Error> {
    Ok(show(&state, &visitor, page, (TicketId(id), Field::default(), None)).await?.into_response())
}

/// Adds a message: 422 at the field, 409 when it can't take one.
///
/// # Errors
/// With 404 when it is not this account's; when the database fails.
pub async fn post_message(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(id): Path<Uuid>,
    Form(entries): Form<Entries>,
) -> Result<Response, Error> {
    let (id, t) = (TicketId(id), page.t);
    let refused = match write(&state, &visitor, id, &entries).await {
        Ok(()) => return Ok(see_other_with(&paths::ticket(id), Notice::TicketWritten)),
        Err(refused) => refused,
    };
    let text = Field::holding(entries.text);
    let (status, text, trouble) = match refused {
        TicketRefused::NotFound => return Err(Error::NotFound),
        TicketRefused::Store(error) => return Err(error.into()),
        TicketRefused::Rule(against @ Against::Text(_)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, text.refused(sentence(t, against)), None)
        }
        TicketRefused::Rule(against) => (StatusCode::CONFLICT, text, Some(sentence(t, against))),
        TicketRefused::SentBefore(_) => (StatusCode::CONFLICT, text, Some(t.ticket_sent_before())),
        _ => (StatusCode::CONFLICT, text, Some(t.ticket_stale())),
    };
    Ok((status, show(&state, &visitor, page, (id, text, trouble)).await?).into_response())
}

async fn write(
    state: &State,
    visitor: &Visitor,
    id: TicketId,
    entries: &Entries,
) -> Result<(), TicketRefused> {
    found(state, visitor, id).await?;
    Ticket::text(&entries.text)?;
    let key = FormKey::parse(&entries.key).ok_or(TicketRefused::Stale)?;
    let form = (entries.text.as_str(), key);
    state.services().write_to_ticket(visitor.account(), id, form, &visitor.actor()).await
}

/// Closes it.
///
/// # Errors
/// With 404 when it is not this account's; when the database fails.
pub async fn post_close(state: State, visitor: Visitor, Path(id): Path<Uuid>) -> Result<Response, Error> {
    let id = TicketId(id);
    match state.services().close_ticket(visitor.account(), id, &visitor.actor()).await {
        Ok(()) => Ok(see_other_with(&paths::ticket(id), Notice::TicketClosed)),
        Err(TicketRefused::Store(error)) => Err(error.into()),
        Err(_) => Err(Error::NotFound),
    }
}

/// The visitor's ticket with this id, and its messages.
async fn found(
    state: &State,
    visitor: &Visitor,
    id: TicketId,
) -> Result<(Ticket, Vec<Message>), TicketRefused> {
    let mut tx = state.services().store.read().await?;
    let ticket = tickets::find(&mut tx, id).await?.filter(|ticket| ticket.account == visitor.account());
    let ticket = ticket.ok_or(TicketRefused::NotFound)?;
    let messages = tickets::messages(&mut tx, id).await?;
    Ok((ticket, messages))
}

async fn show(
    state: &State,
    visitor: &Visitor,
    page: Page,
    (id, text, trouble): (TicketId, Field, Option<Cow<'static, str>>),
) -> Result<TicketPage, Error> {
    let (ticket, messages) = match found(state, visitor, id).await {
        Ok(found) => found,
        Err(TicketRefused::Store(error)) => return Err(error.into()),
        Err(_) => return Err(Error::NotFound),
    };
    let t = page.t;
    let mut app = None;
    if let Some(number) = ticket.app {
        let mut tx = state.services().store.read().await?;
        let found = apps::find(&mut tx, visitor.account(), number).await?;
        let is_there = found.is_some_and(|app| !app.is_deleted());
        app = Some((number.to_string(), is_there.then(|| paths::app(number))));
    }
    Ok(TicketPage {
        faults: faults(&[("text", &text)]),
        trouble,
        title: t.ticket_title(&topic_name(t, ticket.topic)),
        tone: tone(ticket.state),
        state: state_name(t, ticket.state),
        since: Moment::of(&page, ticket.since),
        app,
        closed: ticket.may_write(&messages).err().map(|against| sentence(t, against)),
        can_close: !ticket.is_closed(),
        lines: lines(&page, messages, &t.ticket_you()),
        text,
        text_hint: t.ticket_text_hint(count(Ticket::TEXT_MAX)),
        write_path: paths::ticket_messages(id),
        close_path: paths::ticket_close(id),
        key: state.services().form_key().to_string(),
        page: page.at(Section::Tickets),
    })
}
