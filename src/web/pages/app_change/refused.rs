//! The page that says why an application can't be changed, with the way on.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;

use super::title;
use crate::{
    domain::{
        app::App,
        change::{ChangeKind, ChangeRefused},
    },
    services::apps::ChangeFailed,
    web::{page::Page, paths},
};

/// Why it can't be.
#[derive(Clone, Debug)]
pub(in crate::web::pages) enum Told {
    /// A rule.
    Rule(ChangeRefused),
    /// The form was sent before with other answers.
    SentBefore,
    /// The form is too old, or from nowhere.
    Stale,
}

/// The page.
#[derive(Template, WebTemplate)]
#[template(path = "pages/app_change_refused.html")]
pub(in crate::web::pages) struct RefusedPage {
    page: Page,
    title: Cow<'static, str>,
    name: String,
    reason: Cow<'static, str>,
    way_on: Option<(&'static str, Cow<'static, str>)>,
    back: String,
}

impl From<&ChangeRefused> for Told {
    fn from(refused: &ChangeRefused) -> Self {
        Self::Rule(refused.clone())
    }
}

impl From<ChangeFailed> for Told {
    fn from(failed: ChangeFailed) -> Self {
        match failed {
            ChangeFailed::Rule(refused) => Self::Rule(refused),
            ChangeFailed::SentBefore => Self::SentBefore,
            _ => Self::Stale,
        }
    }
}

/// The page of a refusal.
pub(in crate::web::pages) fn refused(
    page: Page,
    app: &App,
    kind: ChangeKind,
    told: impl Into<Told>,
) -> RefusedPage {
    let t = page.t;
    let (reason, way_on) = match &told.into() {
        Told::Rule(ChangeRefused::NotVerified) => {
            (t.change_not_verified(), Some((paths::VERIFICATION, t.buy_verify_now())))
        }
        Told::Rule(refused) => (t.change_refused(refused, page.f), None),
        Told::SentBefore => (t.change_sent_before(), None),
        Told::Stale => (t.change_form_stale(), None),
    };
    RefusedPage {
        title: title(t, kind, app.profile.name.as_str()),
        name: app.profile.name.as_str().to_owned(),
        back: paths::app(app.id),
        reason,
        way_on,
        page,
    }
}
