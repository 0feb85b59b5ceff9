//! Making a request: what about, which application, and a message. Where the console says that something is done on
//! request, it leads here with the first two filled in.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::words::{sentence, topic_name};
use crate::{
    domain::{
        ids::SdkAppId,
        ticket::{Against, Ticket, Topic},
    },
    services::{
        once::FormKey,
        tickets::{TicketForm, TicketRefused},
    },
    store::app_names,
    web::{
        Error, State,
        extract::{Form, Query},
        flash::{Notice, see_other_with},
        form::{Fault, Field, faults},
        page::{Page, Section},
        pages::app_refusals::count,
        paths,
        visitor::Visitor,
    },
};

/// What is entered; the address fills in the first two.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entries {
    topic: String,
    app: String,
    text: String,
    key: String,
}

/// Why a right form was not taken, and the request to go on with.
type Trouble = (Cow<'static, str>, Option<String>);

#[derive(Template, WebTemplate)]
#[template(path = "pages/ticket_new.html")]
struct NewPage {
    page: Page,
    faults: Vec<Fault>,
    trouble: Option<Trouble>,
    topics: Vec<Choice>,
    apps: Vec<Choice>,
    fields: Fields,
    hint: Option<Cow<'static, str>>,
    text_hint: Cow<'static, str>,
    key: String,
}

/// An entry of a choice.
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// The fields.
#[derive(Clone, Debug, Default)]
struct Fields {
    topic: Field,
    app: Field,
    text: Field,
}

/// The form.
///
/// # Errors
/// When the database fails.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Query(entries): Query<Entries>,
) -> Result<Response, Error> {
    Ok(show(&state, &visitor, page, (Fields::of(entries), None)).await?.into_response())
}

/// Opens the request: 422 at its fields, 409 when others are open.
///
/// # Errors
/// When the database fails.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Form(entries): Form<Entries>,
) -> Result<Response, Error> {
    let refused = match open(&state, &visitor, &page, &entries).await {
        Ok(id) => return Ok(see_other_with(&paths::ticket(id), Notice::TicketSent)),
        Err(refused) => refused,
    };
    let (t, fields) = (page.t, Fields::of(entries));
    let (status, shown) = match refused {
        NotOpened::Wrong(fields) => (StatusCode::UNPROCESSABLE_ENTITY, (*fields, None)),
        NotOpened::Refused(TicketRefused::Store(error)) => return Err(error.into()),
        NotOpened::Refused(TicketRefused::NotFound) => {
            let app = fields.app.clone().refused(t.ticket_app_unknown());
            (StatusCode::UNPROCESSABLE_ENTITY, (Fields { app, ..fields }, None))
        }
        NotOpened::Refused(TicketRefused::Rule(against @ Against::TooMany)) => {
            (StatusCode::CONFLICT, (fields, Some((sentence(t, against), Some(paths::TICKETS.to_owned())))))
        }
        NotOpened::Refused(TicketRefused::Rule(against)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, (fields.judged(sentence(t, against), against), None))
        }
        NotOpened::Refused(TicketRefused::AlreadyOpen(id)) => {
            (StatusCode::CONFLICT, (fields, Some((t.ticket_already_open(), Some(paths::ticket(id))))))
        }
        NotOpened::Refused(TicketRefused::SentBefore(id)) => {
            (StatusCode::CONFLICT, (fields, Some((t.ticket_sent_before(), Some(paths::ticket(id))))))
        }
        NotOpened::Refused(_) => (StatusCode::CONFLICT, (fields, Some((t.ticket_stale(), None)))),
    };
    Ok((status, show(&state, &visitor, page, shown).await?).into_response())
}

/// Why no request was opened.
enum NotOpened {
    /// Its fields are not right.
    Wrong(Box<Fields>),
    /// It was refused.
    Refused(TicketRefused),
}

async fn open(
    state: &State,
    visitor: &Visitor,
    page: &Page,
    entries: &Entries,
) -> Result<crate::domain::ids::TicketId, NotOpened> {
    let t = page.t;
    let topic = Topic::parse(&entries.topic);
    let app = match entries.app.as_str() {
        "" => Some(None),
        number => number.parse().ok().and_then(SdkAppId::new).map(Some),
    };
    let text = Ticket::text(&entries.text).err().map(|against| sentence(t, against));
    let fields = Fields::of(entries.clone());
    let fields = Fields {
        topic: fields.topic.judged(topic.is_none().then(|| t.ticket_topic_missing())),
        app: fields.app.judged(app.is_none().then(|| t.ticket_app_unknown())),
        text: fields.text.judged(text.clone()),
    };
    let (Some(topic), Some(app), None) = (topic, app, text) else {
        return Err(NotOpened::Wrong(fields.into()));
    };
    let key = FormKey::parse(&entries.key).ok_or(NotOpened::Refused(TicketRefused::Stale))?;
    let form = TicketForm { topic, app, text: entries.text.clone() };
    let opened = state.services().open_ticket(visitor.account(), (&form, key), &visitor.actor()).await;
    opened.map_err(NotOpened::Refused)
}

async fn show(
    state: &State,
    visitor: &Visitor,
    page: Page,
    (fields, trouble): (Fields, Option<Trouble>),
) -> Result<NewPage, Error> {
    let mut tx = state.services().store.read().await?;
    let apps = app_names::living(&mut tx, visitor.account(), (SdkAppId::FIRST, SdkAppId::LAST)).await?;
    drop(tx);
    let t = page.t;
    let topic = |topic: &Topic| Choice {
        value: topic.as_str().to_owned(),
        label: topic_name(t, *topic).into_owned(),
        chosen: fields.topic.value == topic.as_str(),
    };
    let app = |(id, name): (i64, String)| Choice {
        chosen: fields.app.value == id.to_string(),
        value: id.to_string(),
        label: format!("{name} ({id})"),
    };
    Ok(NewPage {
        faults: faults(&[("topic", &fields.topic), ("app", &fields.app), ("text", &fields.text)]),
        trouble,
        topics: Topic::ALL.iter().map(topic).collect(),
        apps: apps.into_iter().map(app).collect(),
        hint: match Topic::parse(&fields.topic.value) {
            Some(Topic::DeleteApp) => Some(t.ticket_delete_hint()),
            Some(Topic::StopApp) => Some(t.ticket_stop_hint()),
            Some(Topic::Question) | None => None,
        },
        text_hint: t.ticket_text_hint(count(Ticket::TEXT_MAX)),
        key: state.services().form_key().to_string(),
        fields,
        page: page.at(Section::Tickets),
    })
}

impl Fields {
    fn of(entries: Entries) -> Self {
        Self {
            topic: Field::holding(entries.topic),
            app: Field::holding(entries.app),
            text: Field::holding(entries.text),
        }
    }

    /// The fields with what is wrong at the one that it is about.
    fn judged(mut self, text: Cow<'static, str>, against: Against) -> Self {
        let field = if matches!(against, Against::Text(_)) { &mut self.text } else { &mut self.app };
        field.error = Some(text);
        self
    }
}
