//! 409: what was shown does not hold any more and nothing was done: the sums that were shown beside those of now, and
//! one way to look at them.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::title;
use crate::{
    domain::{
        app::App,
        change::{ChangeKind, Moved, Seen},
        money::Amount,
    },
    web::{page::Page, pages::lines::Style, paths},
};

#[derive(Template, WebTemplate)]
#[template(path = "pages/app_change_moved.html")]
struct MovedPage {
    page: Page,
    title: Cow<'static, str>,
    name: String,
    why: Cow<'static, str>,
    /// What, as it was shown, now.
    rows: Vec<(Cow<'static, str>, String, String)>,
    again: String,
    back: String,
}

/// The page; `again` is where the figures of now are.
pub(in crate::web::pages) fn moved(
    page: Page,
    (app, kind): (&App, ChangeKind),
    (why, (seen, now)): (Moved, (Option<Seen>, [Amount; 4])),
    again: String,
) -> Response {
    let (t, style) = (page.t, Style::codes(page.t, page.f));
    let names = [t.moved_this_before(), t.moved_this_after(), t.moved_next_before(), t.moved_next_after()];
    let shown = seen.map_or([Amount::ZERO; 4], |seen| seen.totals);
    let rows = names.into_iter().zip(shown.into_iter().zip(now));
    let moved = MovedPage {
        title: title(t, kind, app.profile.name.as_str()),
        name: app.profile.name.as_str().to_owned(),
        why: match why {
            Moved::Expired => t.moved_expired(),
            Moved::Changed => t.moved_changed(),
        },
        rows: rows.map(|(name, (shown, now))| (name, style.money(shown), style.money(now))).collect(),
        back: paths::app(app.id),
        again,
        page,
    };
    (StatusCode::CONFLICT, moved).into_response()
}
