//! How long an application keeps messages (U6): the choice, what it comes to, and the confirmation; prepaid and
//! postpaid alike, once a calendar month.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{Sent, check, check::CheckPage, confirm, desk, is_of_the_app, is_unknown, moved, refused, title};
use crate::{
    domain::{
        app::App,
        change::{Allowed, ChangeKind, ChangeRefused, Changeable, Seen, Value, Wish},
    },
    services::apps::{ChangeDesk, ChangeFailed},
    web::{
        Error, State,
        extract::{Form, Path, Query},
        flash::{Notice, see_other_with},
        form::Fault,
        page::{Page, Section},
        pages::lines::Style,
        paths,
        visitor::Visitor,
    },
};

/// The word for the length that the edition brings.
const OWN: &str = "own";

/// The fields as they came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entered {
    /// A number of days, or `own`.
    pub days: String,
    /// The key of the confirming form.
    pub key: String,
    /// What the confirming form showed.
    pub seen: String,
}

/// A length that can be chosen.
#[derive(Clone, Debug)]
pub(in crate::web::pages) struct Length {
    /// What the form sends.
    pub(in crate::web::pages) value: String,
    /// What it is.
    pub(in crate::web::pages) label: Cow<'static, str>,
    /// What it costs by the month.
    pub(in crate::web::pages) price: String,
    /// Whether it is in force.
    pub(in crate::web::pages) checked: bool,
    /// Whether the month does not allow it.
    pub(in crate::web::pages) disabled: bool,
}

/// The form, on the configuration page and on a page of its own.
#[derive(Clone, Debug)]
pub(in crate::web::pages) struct HistoryForm {
    /// Where it leads.
    pub(in crate::web::pages) path: String,
    /// What is in force.
    pub(in crate::web::pages) current: Cow<'static, str>,
    /// What may be chosen.
    pub(in crate::web::pages) lengths: Vec<Length>,
    /// What the month still allows.
    pub(in crate::web::pages) hint: Cow<'static, str>,
    /// Whether another length can be chosen now.
    pub(in crate::web::pages) is_open: bool,
    /// What is wrong.
    pub(in crate::web::pages) error: Option<Cow<'static, str>>,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/app_history.html")]
struct HistoryPage {
    page: Page,
    faults: Vec<Fault>,
    title: Cow<'static, str>,
    name: String,
    back: String,
    history: HistoryForm,
}

impl HistoryForm {
    /// The form of an app; none where it has no package in force.
    pub(in crate::web::pages) fn of(style: Style, desk: &ChangeDesk) -> Option<Self> {
        let Style { t, f, .. } = style;
        let situation = desk.situation();
        let refused = Wish::History(None).decide(&situation).err();
        if refused.is_some_and(|refused| is_of_the_app(&refused)) {
            return None;
        }
        let setup = situation.setup().ok()?;
        let own = situation.catalog().edition(setup.edition).limits.history_days;
        let offers = situation.offers(setup.edition).ok();
        let can = situation.allowed(Changeable::History);
        let length = |days: Option<u32>, price: String| {
            let shown = f.number(i64::from(days.unwrap_or(own)));
            let checked = setup.history_days == days;
            let is_allowed = match can {
                Allowed::Freely => true,
                Allowed::OnlyBackTo(value, _) => value == Value::History(days),
                Allowed::From(_) => false,
            };
            Length {
                value: days.map_or_else(|| OWN.to_owned(), |days| days.to_string()),
                label: if days.is_some() { t.history_longer(&shown) } else { t.history_own(&shown) },
                price,
                checked,
                disabled: !checked && !is_allowed,
            }
        };
        let longer = offers.into_iter().flat_map(|offers| &offers.history).map(|offer| {
            let price = t.per_month(&style.money(offer.monthly)).into_owned();
            length(Some(offer.days), price)
        });
        let lengths: Vec<Length> = [length(None, String::new())].into_iter().chain(longer).collect();
        let current = lengths.iter().find(|length| length.checked).map(|length| length.label.clone());
        Some(Self {
            path: paths::app_change(desk.app.id, ChangeKind::History),
            current: current.unwrap_or_else(|| t.change_value(Value::History(setup.history_days))),
            is_open: lengths.iter().any(|length| !length.checked && !length.disabled),
            hint: check::allowed(style, &situation, can),
            error: None,
            lengths,
        })
    }
}

/// The choice, or what it comes to.
///
/// # Errors
/// With 404 when the app is not this account's.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Query(entered): Query<Entered>,
) -> Result<Response, Error> {
    let desk = desk(&state, &visitor, number).await?;
    let page = page.at(Section::Apps);
    if entered.days.is_empty() {
        return Ok(choose(page, &desk, None));
    }
    let Some(wish) = wish(&entered.days) else {
        let reason = page.t.change_history_not_offered();
        return Ok(choose(page, &desk, Some((StatusCode::UNPROCESSABLE_ENTITY, reason))));
    };
    Ok(match desk.preview(&wish) {
        Ok(preview) => {
            let style = Style::codes(page.t, page.f);
            let form = (state.services().form_key(), vec![("days", entered.days)]);
            CheckPage::new(page, (&desk, &wish), &preview, form, style).into_response()
        }
        Err(reason) => not_chosen(page, &desk, &reason, StatusCode::UNPROCESSABLE_ENTITY),
    })
}

/// Sets it: 409 with both figures when what was shown does not hold any more.
///
/// # Errors
/// With 404 when the app is not this account's, 400 for a form of another make.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(entered): Form<Entered>,
) -> Result<Response, Error> {
    let desk = desk(&state, &visitor, number).await?;
    let page = page.at(Section::Apps);
    let Some(wish) = wish(&entered.days) else {
        let reason = page.t.change_history_not_offered();
        return Ok(choose(page, &desk, Some((StatusCode::UNPROCESSABLE_ENTITY, reason))));
    };
    let (app, kind) = (&desk.app, ChangeKind::History);
    let sent = Sent { seen: &entered.seen, key: &entered.key, typed: "" };
    match confirm(&state, &visitor, (&desk, &wish), sent).await? {
        Ok(()) => Ok(see_other_with(&paths::app(app.id), Notice::AppHistory)),
        Err(ChangeFailed::Rule(reason)) => {
            let is_unknown = is_unknown(&reason);
            let status = if is_unknown { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::CONFLICT };
            Ok(not_chosen(page, &desk, &reason, status))
        }
        Err(ChangeFailed::Moved(why, now)) => {
            let again = paths::with_query(&paths::app_change(app.id, kind), &[("days", &entered.days)]);
            Ok(moved(page, (app, kind), (why, (Seen::parse(&entered.seen), now.totals())), again))
        }
        Err(failed) => Ok((StatusCode::CONFLICT, refused(page, app, kind, failed)).into_response()),
    }
}

/// The wish that a field means; none where it means none.
pub(in crate::web::pages) fn wish(days: &str) -> Option<Wish> {
    if days == OWN {
        return Some(Wish::History(None));
    }
    let number: u32 = days.parse().ok()?;
    (number.to_string() == days).then_some(Wish::History(Some(number)))
}

/// The page after a refusal: without a choice where nothing can be chosen.
fn not_chosen(page: Page, desk: &ChangeDesk, reason: &ChangeRefused, status: StatusCode) -> Response {
    let text = page.t.change_refused(reason, page.f);
    choose(page, desk, Some((status, text)))
}

fn choose(page: Page, desk: &ChangeDesk, wrong: Option<(StatusCode, Cow<'static, str>)>) -> Response {
    let app: &App = &desk.app;
    let Some(history) = HistoryForm::of(Style::codes(page.t, page.f), desk) else {
        let reason = Wish::History(None).decide(&desk.situation()).err();
        let reason = reason.unwrap_or(ChangeRefused::HistoryNeedsPackage);
        let status = wrong.map_or(StatusCode::OK, |_| StatusCode::CONFLICT);
        return (status, refused(page, app, ChangeKind::History, &reason)).into_response();
    };
    let (status, error) = wrong.map_or((StatusCode::OK, None), |(status, text)| (status, Some(text)));
    let fault = |text: &Cow<'static, str>| Fault { href: "#days".to_owned(), text: text.clone() };
    let page = HistoryPage {
        faults: error.iter().map(fault).collect(),
        title: title(page.t, ChangeKind::History, app.profile.name.as_str()),
        name: app.profile.name.as_str().to_owned(),
        back: paths::app(app.id),
        history: HistoryForm { error, ..history },
        page,
    };
    (status, page).into_response()
}
