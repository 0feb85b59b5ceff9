//! The sandbox's clock (T1): shows its time and moves it forward, which does everything that falls due on the way. A
//! live console has no such page.

mod last;

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use chrono::NaiveDateTime;
use serde::Deserialize;

use self::last::LastMove;
use crate::{
    domain::{
        app::App,
        calendar::{Calendar, Timestamp},
    },
    services::sandbox::ModeRefused,
    store::apps,
    web::{
        Error, State,
        extract::Form,
        flash::{Notice, see_other_with},
        form::{Fault, Field, faults},
        list::Moment,
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

/// How a moment is written in the field, the first for values of ours.
const FORMS: [&str; 4] = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"];

/// What is entered: the moment to move to, on the clocks of the catalog's zone.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entries {
    to: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/sandbox.html")]
struct ClockPage {
    page: Page,
    faults: Vec<Fault>,
    now: Moment,
    picks: Vec<Pick>,
    label: Cow<'static, str>,
    hint: Cow<'static, str>,
    to: Field,
    kind: &'static str,
    last: Option<LastMove>,
}

/// A moment to move to with one press. It is a fixed moment, so that a second press moves nothing.
struct Pick {
    label: Cow<'static, str>,
    value: String,
    at: Moment,
}

/// The page.
///
/// # Errors
/// With 404 in a live console; when the database fails.
pub async fn get(state: State, visitor: Visitor, page: Page) -> Result<Response, Error> {
    let to = Field::holding(written(page.f.calendar, state.services().now()));
    Ok(show(&state, &visitor, page, to).await?.into_response())
}

/// Moves the clock.
///
/// # Errors
/// With 404 in a live console; when the database fails.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Form(entries): Form<Entries>,
) -> Result<Response, Error> {
    let sandbox = state.sandbox().ok_or(Error::NotFound)?;
    let wrong = match read(&page, &entries.to) {
        Ok(to) => match sandbox.advance(state.services(), to, &visitor.actor()).await {
            Ok(_) => return Ok(see_other_with(paths::SANDBOX_CLOCK, Notice::ClockAdvanced)),
            Err(ModeRefused::Backwards) => {
                page.t.clock_wrong_back(&page.f.date_time_zoned(state.services().now()))
            }
            Err(ModeRefused::TooFar) => page.t.clock_wrong_far(),
            Err(ModeRefused::AfterLast) => page.t.clock_wrong_last(),
            Err(ModeRefused::Store(error)) => return Err(error.into()),
            Err(error @ ModeRefused::OtherMode { .. }) => return Err(Error::internal(error)),
        },
        Err(wrong) => wrong,
    };
    let to = Field::holding(entries.to).refused(wrong);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&state, &visitor, page, to).await?).into_response())
}

fn read(page: &Page, text: &str) -> Result<Timestamp, Cow<'static, str>> {
    match text.trim() {
        "" => Err(page.t.clock_wrong_missing()),
        text => {
            let local = parsed(text).ok_or_else(|| page.t.clock_wrong_form(EXAMPLE))?;
            Ok(page.f.calendar.moment(local))
        }
    }
}

/// A moment as the field takes it.
const EXAMPLE: &str = "2027-04-03 14:05";

fn parsed(text: &str) -> Option<NaiveDateTime> {
    FORMS.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
}

fn written(calendar: Calendar, at: Timestamp) -> String {
    calendar.local(at).format(FORMS[0]).to_string()
}

async fn show(state: &State, visitor: &Visitor, page: Page, to: Field) -> Result<ClockPage, Error> {
    if state.sandbox().is_none() {
        return Err(Error::NotFound);
    }
    let now = state.services().now();
    let mut tx = state.services().store.read().await?;
    let next = apps::next_ends(&mut tx, visitor.account(), now, 1).await?;
    let last = last::find(&mut tx, &page).await?;
    let page = page.at(Section::SandboxClock);
    Ok(ClockPage {
        faults: faults(&[("to", &to)]),
        now: Moment::of(&page, now),
        picks: picks(&page, now, next.first()),
        label: page.t.clock_to(&page.f.offset(now)),
        hint: page.t.clock_to_hint(EXAMPLE),
        kind: if parsed(&to.value).is_some() { "datetime-local" } else { "text" },
        to,
        last,
        page,
    })
}

fn picks(page: &Page, now: Timestamp, next: Option<&App>) -> Vec<Pick> {
    let (t, calendar) = (page.t, page.f.calendar);
    let next = next.and_then(|app| Some((t.clock_next_end(app.profile.name.as_str()), app.paid_until()?)));
    let fixed = [
        (t.clock_day(), calendar.days_later(now, 1)),
        (t.clock_week(), calendar.days_later(now, 7)),
        (t.clock_month(), calendar.months_later(now, 1)),
    ];
    fixed
        .into_iter()
        .chain(next)
        .map(|(label, at)| Pick { label, value: written(calendar, at), at: Moment::of(page, at) })
        .collect()
}
