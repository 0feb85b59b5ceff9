//! The editor of an application's tags (C6): rows of a key and a value, one more at the press of a button, everything
//! saved at once. What is wrong is said at its row.

mod rows;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use self::rows::{Entered, RowView, hint};
use super::{app, app_refusals::count};
use crate::{
    domain::{
        app::App,
        tag::{self, Tags, Wrong},
    },
    services::apps::TagsRefused,
    store::app_settings,
    web::{
        Error, State,
        extract::{LongForm, Path, Query},
        flash::{Notice, see_other_with},
        form::Fault,
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

/// Which tags the form showed. It stands in the address, because the rows take all the fields that a form may have.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    seen: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/tags.html")]
struct TagsPage {
    page: Page,
    faults: Vec<Fault>,
    app_name: String,
    back: String,
    path: String,
    rows: Vec<RowView>,
    hint: std::borrow::Cow<'static, str>,
    /// The tags that are there now, when they were changed since they were shown.
    present: Option<Vec<String>>,
    has_room: bool,
    most: u32,
}

/// The editor with the tags that are there.
///
/// # Errors
/// With 404 when the app is not this account's.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let app = app::load(&state, &visitor, number).await?.app;
    let mut tx = state.services().store.read().await?;
    let tags = app_settings::find(&mut tx, app.id).await?.tags;
    let entered = Entered::of(&tags).or_as_many_as(&Entered::read(fields));
    Ok(TagsPage::new(page, &app, &tags.digest(), entered.rows(&[])).into_response())
}

/// Saves them, or gives the same form with one more row. 422 with every fault, 409 with the present tags when they were
/// changed since they were shown.
///
/// # Errors
/// With 404 when the app is not this account's; when the database fails.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    (Query(shown), LongForm(fields)): (Query<Shown>, LongForm<Vec<(String, String)>>),
) -> Result<Response, Error> {
    let app = app::load(&state, &visitor, number).await?.app;
    let entered = Entered::read(fields);
    if entered.wants_row {
        return Ok(TagsPage::new(page, &app, &shown.seen, entered.rows(&[])).into_response());
    }
    let (pairs, actor) = (entered.pairs(), visitor.actor());
    let set = state.services().set_tags(visitor.account(), app.id, (&pairs, &shown.seen), &actor).await;
    let (status, page) = match set {
        Ok(()) => return Ok(see_other_with(&paths::app(app.id), Notice::TagsSaved)),
        Err(TagsRefused::NotFound) => return Err(Error::NotFound),
        Err(TagsRefused::Store(error)) => return Err(error.into()),
        Err(TagsRefused::Wrong(Wrong::Rows(faults))) => {
            let page = TagsPage::new(page, &app, &shown.seen, entered.rows(&faults));
            (StatusCode::UNPROCESSABLE_ENTITY, page)
        }
        Err(TagsRefused::Wrong(wrong @ (Wrong::TooMany | Wrong::TooManyKeys))) => {
            let text = match wrong {
                Wrong::TooManyKeys => page.t.tags_keys_full(count(Tags::MOST_KEYS)),
                _ => page.t.tags_full(count(Tags::MOST)),
            };
            let page = TagsPage::new(page, &app, &shown.seen, entered.rows(&[]));
            let faults = vec![Fault { href: "#key_1".to_owned(), text }];
            (StatusCode::UNPROCESSABLE_ENTITY, TagsPage { faults, ..page })
        }
        Err(TagsRefused::Changed(now)) => {
            let page = TagsPage::new(page, &app, &now.digest(), entered.rows(&[]));
            let present = now.iter().map(|(key, value)| tag::joined(key, value)).collect();
            (StatusCode::CONFLICT, TagsPage { present: Some(present), ..page })
        }
    };
    Ok((status, page).into_response())
}

impl TagsPage {
    /// The page of rows that were made from what was entered; `seen` tells which tags they take the place of.
    fn new(page: Page, app: &App, seen: &str, rows: rows::Rows) -> Self {
        let rows = rows.views(page.t);
        Self {
            faults: rows.iter().flat_map(RowView::faults).collect(),
            app_name: app.profile.name.as_str().to_owned(),
            back: paths::app(app.id),
            path: paths::with_query(&paths::app_tags(app.id), &[("seen", seen)]),
            hint: hint(page.t),
            present: None,
            has_room: rows.len() < Tags::MOST,
            most: count(Tags::MOST),
            rows,
            page: page.at(Section::Apps),
        }
    }
}
