//! The message centre: what the account was told, newest first, and what of it the user has read. Showing a message does
//! not take it as read: a GET changes nothing.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    domain::{
        calendar::Timestamp,
        message::Message,
        reminder::{Reminder, What},
    },
    i18n::{Words, letter::Letter},
    store::{
        app_list::Ending,
        messages::{self, Kept},
    },
    web::{
        Error, State,
        extract::{Form, Query},
        flash::{Notice, see_other_with},
        list::{ListFoot, Moment, Place},
        page::Page,
        paths,
        visitor::Visitor,
    },
};

/// How many messages a page holds.
const PAGE: usize = 20;
/// How many paragraphs of a message are shown at once; the others are unfolded.
const SHOWN: usize = 5;
/// The word of the filter.
const UNREAD: &str = "unread";
/// Before this, everything is older.
const NEWEST: (Timestamp, Uuid) = (Timestamp::from_unix(i64::MAX), Uuid::max());

/// What is asked for. Any other word is no filter.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    show: String,
    before: String,
}

/// What was read: one message, or all up to a place.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReadForm {
    message: String,
    up_to: String,
    show: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/messages.html")]
struct MessagesPage {
    page: Page,
    tabs: [Tab; 2],
    show: &'static str,
    mail: Cow<'static, str>,
    rows: Vec<Row>,
    newest: Option<String>,
    empty: Option<Empty>,
    foot: ListFoot,
}

/// All messages, or the unread ones.
struct Tab {
    label: Cow<'static, str>,
    url: String,
    is_current: bool,
}

/// A message.
struct Row {
    id: String,
    at: Moment,
    title: Cow<'static, str>,
    url: Option<String>,
    paragraphs: Vec<String>,
    more: Option<(Cow<'static, str>, Vec<String>)>,
    is_unread: bool,
}

/// Why there is no message to show, and the way on.
struct Empty {
    title: Cow<'static, str>,
    text: Cow<'static, str>,
    link: Cow<'static, str>,
    url: &'static str,
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
    let only_unread = asked.show == UNREAD;
    let before = place(&asked.before);
    let limit = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    let whose = (visitor.account(), visitor.user());
    let mut tx = state.services().store.read().await?;
    let mut found = messages::list(&mut tx, whose, only_unread, before.unwrap_or(NEWEST), limit).await?;
    drop(tx);
    let has_older = found.len() > PAGE;
    found.truncate(PAGE);
    let last = found.last().filter(|_| has_older).map(place_of);
    let has_unread = found.iter().any(|kept| kept.is_unread);
    let rows: Vec<Row> = found.iter().map(|kept| row(&page, kept)).collect();
    let show = if only_unread { UNREAD } else { "" };
    Ok(MessagesPage {
        tabs: [false, true].map(|unread| tab(page.t, unread, only_unread)),
        show,
        mail: mailed(&state, &visitor, page.t),
        newest: found.first().filter(|_| has_unread).map(|kept| place_of(kept).to_string()),
        empty: rows.is_empty().then(|| empty(page.t, only_unread, before.is_some())),
        foot: ListFoot {
            newest: before.map(|_| address(only_unread, "")),
            older: last.map(|place| address(only_unread, &place.to_string())),
        },
        rows,
        page,
    })
}

/// Takes one message as read, or all that were shown and what is older. Done again, it changes nothing.
///
/// # Errors
/// With 404 when the account has no such message.
pub async fn post(state: State, visitor: Visitor, Form(form): Form<ReadForm>) -> Result<Response, Error> {
    let (whose, actor) = ((visitor.account(), visitor.user()), visitor.actor());
    let back = address(form.show == UNREAD, "");
    if let Some(newest) = place(&form.up_to) {
        state.services().read_messages(whose, newest, &actor).await?;
        return Ok(see_other_with(&back, Notice::MessagesRead));
    }
    let id = Uuid::try_parse(&form.message).map_err(|_| Error::NotFound)?;
    let is_there = state.services().read_message(whose, id, &actor).await?;
    if is_there { Ok(see_other_with(&back, Notice::MessageRead)) } else { Err(Error::NotFound) }
}

/// Whether messages are mailed too, and where to.
pub(super) fn mailed(state: &State, visitor: &Visitor, t: Words) -> Cow<'static, str> {
    if state.services().sends_mail { t.inbox_mail(visitor.email().as_str()) } else { t.inbox_no_mail() }
}

fn place(text: &str) -> Option<(Timestamp, Uuid)> {
    let place = Place::parse(text)?;
    Some((place.at, Uuid::try_parse(&place.id).ok()?))
}

fn place_of(kept: &Kept) -> Place {
    Place { at: kept.at, id: kept.id.to_string() }
}

fn address(only_unread: bool, before: &str) -> String {
    let show = if only_unread { UNREAD } else { "" };
    paths::with_query(paths::MESSAGES, &[("show", show), ("before", before)])
}

fn tab(t: Words, unread: bool, only_unread: bool) -> Tab {
    let label = if unread { t.inbox_unread() } else { t.inbox_all() };
    Tab { label, url: address(unread, ""), is_current: unread == only_unread }
}

fn row(page: &Page, kept: &Kept) -> Row {
    let Letter { title, mut paragraphs } = Letter::of(page.t, page.f, &kept.message);
    let rest = paragraphs.split_off(SHOWN.min(paragraphs.len()));
    Row {
        id: kept.id.to_string(),
        at: Moment::of(page, kept.at),
        title,
        url: concerns(&kept.message),
        paragraphs,
        more: (!rest.is_empty()).then(|| (page.t.inbox_more(rest.len()), rest)),
        is_unread: kept.is_unread,
    }
}

/// The page of what a message is about.
fn concerns(message: &Message) -> Option<String> {
    match message {
        Message::Digest { reminders, .. } => Some(remembered(reminders)),
        Message::BillPushed { month, .. } | Message::BillOverdue { month, .. } => Some(paths::bill(*month)),
        Message::AppExpired { app, .. } | Message::AppStopped { app, .. } | Message::AppRestored { app } => {
            Some(paths::app(app.id))
        }
        Message::AppReleased { .. } => None,
        Message::CallTrialEnded { app } | Message::CallPackEnded { app } => {
            Some(paths::app_audio_video(app.id))
        }
        Message::VerificationDecided { .. } => Some(paths::VERIFICATION.to_owned()),
        Message::PasswordChanged { .. } | Message::PasswordReset => Some(paths::ACCOUNT.to_owned()),
        Message::TopUpDecided { .. } => Some(paths::TOP_UPS.to_owned()),
    }
}

/// The page of a digest: the renewals, unless all of it is about push certificates.
fn remembered(reminders: &[Reminder]) -> String {
    let is_push = |reminder: &Reminder| matches!(reminder.what, What::PushEnds { .. });
    match reminders {
        [one] if is_push(one) => paths::app(one.app.id),
        all if all.iter().all(is_push) => paths::with_query(paths::APPS, &[("ends", Ending::Push.as_str())]),
        _ => paths::RENEWALS.to_owned(),
    }
}

fn empty(t: Words, only_unread: bool, is_past_end: bool) -> Empty {
    match (is_past_end, only_unread) {
        (true, _) => Empty {
            title: t.list_past_end(),
            text: t.list_past_end_text(),
            link: t.list_newest(),
            url: paths::MESSAGES,
        },
        (false, true) => Empty {
            title: t.inbox_none_unread(),
            text: t.inbox_none_unread_text(),
            link: t.inbox_all(),
            url: paths::MESSAGES,
        },
        (false, false) => {
            Empty { title: t.inbox_none(), text: t.inbox_none_text(), link: t.nav_apps(), url: paths::APPS }
        }
    }
}
