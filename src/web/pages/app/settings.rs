//! The sections of the configuration page that show what was set on an application and what was done to it:
//! administrators (C4), tags (C6) and the last entries of the log. Each shows what there is and leads to its own page.

use std::borrow::Cow;

use crate::{
    domain::{
        administrator::{Administrator, may_change},
        app::App,
        tag,
    },
    services::audit::Asked,
    store::app_settings::{self, AppSettings},
    web::{
        Error, State,
        list::Moment,
        page::Page,
        pages::{activity::rows::Row, app_refusals::count},
        paths,
        visitor::Visitor,
    },
};

/// How many entries of the log are shown.
const RECENT: u32 = 5;

/// The sections.
pub(super) struct Sections {
    pub(super) administrators: Administrators,
    pub(super) tags: TagList,
    pub(super) recent: Recent,
}

/// The administrators.
pub(super) struct Administrators {
    pub(super) held: Cow<'static, str>,
    pub(super) rows: Vec<AdministratorRow>,
    pub(super) add_url: Option<String>,
}

/// An administrator beside the default one.
pub(super) struct AdministratorRow {
    pub(super) name: String,
    pub(super) added: Cow<'static, str>,
    pub(super) delete_url: Option<String>,
}

/// The tags, each as one text with the way to the applications that have it.
pub(super) struct TagList {
    pub(super) chips: Vec<(String, String)>,
    pub(super) edit_url: String,
}

/// The last entries of the log.
pub(super) struct Recent {
    pub(super) rows: Vec<Row>,
    pub(super) all_url: String,
}

impl Sections {
    /// The sections of an app.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn load(
        state: &State,
        visitor: &Visitor,
        page: &Page,
        app: &App,
    ) -> Result<Self, Error> {
        let mut tx = state.services().store.read().await?;
        let settings = app_settings::find(&mut tx, app.id).await?;
        drop(tx);
        let log = state.services().log_of(visitor.account(), &Asked::of(&app.id), RECENT).await?;
        let is_sandbox = state.sandbox().is_some();
        Ok(Self {
            administrators: Administrators::of(page, app, &settings),
            tags: TagList::of(app, &settings),
            recent: Recent {
                rows: log.into_iter().map(|entry| Row::of((page, is_sandbox), visitor, entry)).collect(),
                all_url: paths::activity_of(app.id),
            },
        })
    }
}

impl Administrators {
    fn of(page: &Page, app: &App, settings: &AppSettings) -> Self {
        let can_change = may_change(app).is_ok();
        let row = |(name, at): &(Administrator, _)| AdministratorRow {
            name: name.as_str().to_owned(),
            added: page.t.admins_added(&Moment::of(page, *at).text),
            delete_url: can_change.then(|| paths::administrator_delete_for(app.id, name.as_str())),
        };
        let held = count(settings.administrators.len() + 1);
        Self {
            held: page.t.admins_count(&held.to_string(), &Administrator::MOST.to_string()),
            rows: settings.administrators.iter().map(row).collect(),
            add_url: can_change.then(|| paths::app_administrators(app.id)),
        }
    }
}

impl TagList {
    fn of(app: &App, settings: &AppSettings) -> Self {
        let chip = |(key, value): (&str, &str)| {
            let text = tag::joined(key, value);
            (text.clone(), paths::apps_tagged(&text))
        };
        Self { chips: settings.tags.iter().map(chip).collect(), edit_url: paths::app_tags(app.id) }
    }
}
