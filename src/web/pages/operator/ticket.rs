//! One request: what the customer wrote, answering it, and doing what was asked for (L1, L2).

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::{
    domain::{
        app::App,
        ids::TicketId,
        lifecycle,
        ticket::{self, Act, Message, Ticket},
    },
    services::{
        audit::{Action, Event},
        tickets::{Answer, TicketRefused},
    },
    store::{accounts, apps, tickets},
    web::{
        Error, State,
        extract::{Form, Path},
        flash::{Notice, see_other_with},
        form::{Fault, Field, faults},
        list::Moment,
        page::{Page, Section},
        pages::{
            app::badge::Badge,
            app_refusals::count,
            tickets::words::{Line, lines, sentence, state_name, tone, topic_name},
        },
        paths,
        visitor::OperatorVisitor,
    },
};

/// What an operator sends: which button, the answer or the name that confirms, and how many messages were shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entries {
    decision: String,
    text: String,
    typed: String,
    seen: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/operator/ticket.html")]
struct CasePage {
    page: Page,
    faults: Vec<Fault>,
    trouble: Option<Cow<'static, str>>,
    account: String,
    topic: Cow<'static, str>,
    tone: &'static str,
    state: Cow<'static, str>,
    opened: Moment,
    app: Option<AppLine>,
    lines: Vec<Line>,
    seen: u32,
    is_closed: bool,
    path: String,
    reauth: Option<String>,
    text: Field,
    text_hint: Cow<'static, str>,
    act: Option<ActForm>,
}

/// The app that it is about.
struct AppLine {
    name: String,
    id: String,
    badge: Badge,
}

/// The form that does what was asked for.
struct ActForm {
    path: String,
    value: &'static str,
    title: Cow<'static, str>,
    text: Cow<'static, str>,
    label: Cow<'static, str>,
    also: Cow<'static, str>,
    typed: Field,
}

/// What the page is drawn from besides the request.
#[derive(Default)]
struct Shown {
    text: Field,
    typed: Field,
    trouble: Option<Cow<'static, str>>,
}

/// The case. That it was read is written down (SEC47).
///
/// # Errors
/// With 404 when there is none; when the database fails.
pub async fn get(
    state: State,
    visitor: OperatorVisitor,
    page: Page,
    Path(id): Path<Uuid>,
) -> Result<Response, Error> {
    let case = Case::load(&state, TicketId(id)).await?;
    let read = Event::done(Action::CaseRead, &case.ticket.id, json!({ "kind": "ticket" }));
    state.services().note(case.ticket.account, &visitor.actor(), read).await?;
    Ok(show(&state, &visitor, page, (case, Shown::default())).into_response())
}

/// Answers it, for an operator who has entered the password lately (SEC16).
///
/// # Errors
/// With 404 when there is none, 400 for a form of another make; when the database fails.
pub async fn post(
    state: State,
    visitor: OperatorVisitor,
    page: Page,
    Path(id): Path<Uuid>,
    Form(entries): Form<Entries>,
) -> Result<Response, Error> {
    let id = TicketId(id);
    visitor.require_fresh(&state, &paths::operator_ticket(id))?;
    let answer = match entries.decision.as_str() {
        "reply" => Answer::Reply,
        "done" => Answer::Done,
        "refuse" => Answer::Refuse,
        _ => return Err(Error::BadRequest),
    };
    let Ok(seen) = entries.seen.parse() else { return Err(Error::BadRequest) };
    let sent = state.services().answer_ticket(id, (answer, &entries.text), seen, &visitor.actor()).await;
    match sent {
        Ok(()) => Ok(see_other_with(paths::OPERATOR, Notice::TicketAnswered)),
        Err(refused) => again(&state, &visitor, page, (id, refused, entries)).await,
    }
}

/// Does what was asked for: stops the app or deletes it, for an operator who has entered the password lately (SEC16).
///
/// # Errors
/// With 404 when there is none, 400 for a form of another make; when the database fails.
pub async fn post_act(
    state: State,
    visitor: OperatorVisitor,
    page: Page,
    Path(id): Path<Uuid>,
    Form(entries): Form<Entries>,
) -> Result<Response, Error> {
    let id = TicketId(id);
    visitor.require_fresh(&state, &paths::operator_ticket(id))?;
    let (Some(act), Ok(seen)) = (Act::parse(&entries.decision), entries.seen.parse()) else {
        return Err(Error::BadRequest);
    };
    let done = state.services().carry_out_ticket(id, (act, &entries.typed), seen, &visitor.actor()).await;
    match done {
        Ok(()) => Ok(see_other_with(&paths::operator_ticket(id), Notice::TicketCarriedOut)),
        Err(refused) => again(&state, &visitor, page, (id, refused, entries)).await,
    }
}

/// The page again after something was refused, with what was entered.
async fn again(
    state: &State,
    visitor: &OperatorVisitor,
    page: Page,
    (id, refused, entries): (TicketId, TicketRefused, Entries),
) -> Result<Response, Error> {
    let t = page.t;
    let case = Case::load(state, id).await?;
    let (text, typed) = (Field::holding(entries.text), Field::holding(entries.typed));
    let (status, shown) = match refused {
        TicketRefused::NotFound => return Err(Error::NotFound),
        TicketRefused::Store(error) => return Err(error.into()),
        TicketRefused::Rule(against) => {
            let text = text.refused(sentence(t, against));
            (StatusCode::UNPROCESSABLE_ENTITY, Shown { text, typed, trouble: None })
        }
        TicketRefused::NotConfirmed => {
            let name = case.app.as_ref().map_or("", |app| app.profile.name.as_str());
            let typed = typed.refused(t.confirm_mismatch(name));
            (StatusCode::UNPROCESSABLE_ENTITY, Shown { text, typed, trouble: None })
        }
        TicketRefused::NothingToDo => {
            (StatusCode::CONFLICT, Shown { text, typed, trouble: Some(t.ops_ticket_nothing()) })
        }
        _ => (StatusCode::CONFLICT, Shown { text, typed, trouble: Some(t.ops_ticket_changed()) }),
    };
    Ok((status, show(state, visitor, page, (case, shown))).into_response())
}

/// A request with everything around it.
struct Case {
    ticket: Ticket,
    messages: Vec<Message>,
    account: String,
    app: Option<App>,
}

impl Case {
    async fn load(state: &State, id: TicketId) -> Result<Self, Error> {
        let services = state.services();
        let mut tx = services.store.read().await?;
        let ticket = tickets::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
        let messages = tickets::messages(&mut tx, id).await?;
        let account = accounts::find(&mut tx, ticket.account).await?.ok_or(Error::NotFound)?;
        let mut app = match ticket.app {
            Some(number) => apps::find(&mut tx, ticket.account, number).await?,
            None => None,
        };
        if let Some(app) = app.as_mut().filter(|app| !app.is_deleted()) {
            lifecycle::catch_up(app, &services.catalog().catalog, services.now());
        }
        Ok(Self { ticket, messages, account: account.name, app })
    }
}

fn show(state: &State, visitor: &OperatorVisitor, page: Page, (case, shown): (Case, Shown)) -> CasePage {
    let Case { ticket, messages, account, app } = case;
    let (t, path) = (page.t, paths::operator_ticket(ticket.id));
    let reauth = paths::with_next(paths::OPERATOR_REAUTH, &path);
    let (catalog, now) = (state.services().catalog().catalog, state.services().now());
    let act = app.as_ref().filter(|_| !ticket.is_closed()).and_then(|app| {
        ticket::act(ticket.topic, app).map(|act| act_form(&page, (&ticket, app), act, &shown.typed))
    });
    CasePage {
        faults: faults(&[("text", &shown.text), ("typed", &shown.typed)]),
        trouble: shown.trouble,
        topic: topic_name(t, ticket.topic),
        tone: tone(ticket.state),
        state: state_name(t, ticket.state),
        opened: Moment::of(&page, ticket.opened_at),
        app: app.map(|app| AppLine {
            badge: Badge::of(t, &catalog, &app, now),
            name: app.profile.name.as_str().to_owned(),
            id: app.id.to_string(),
        }),
        lines: lines(&page, messages, &account),
        account,
        seen: ticket.messages,
        is_closed: ticket.is_closed(),
        reauth: visitor.require_fresh(state, &path).is_err().then_some(reauth),
        path,
        text: shown.text,
        text_hint: t.ticket_text_hint(count(Ticket::TEXT_MAX)),
        act,
        page: page.at(Section::OperatorQueue),
    }
}

fn act_form(page: &Page, (ticket, app): (&Ticket, &App), act: Act, typed: &Field) -> ActForm {
    let t = page.t;
    let (title, text) = match act {
        Act::Stop => (t.ops_ticket_stop(), t.ops_ticket_stop_text()),
        Act::Delete => (t.ops_ticket_delete(), t.ops_ticket_delete_text()),
    };
    ActForm {
        path: paths::operator_ticket_act(ticket.id),
        value: act.as_str(),
        title,
        text,
        label: t.confirm_label(app.profile.name.as_str()),
        also: t.confirm_hint(&app.id.to_string()),
        typed: typed.clone(),
    }
}
