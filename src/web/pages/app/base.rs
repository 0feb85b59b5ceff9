//! The base information of an application: its number, when and where it was made, and its key, which is not shown here
//! (C3). The key itself is on a page of its own.

use std::borrow::Cow;

use crate::{
    domain::{app::App, catalog::Catalog, user_sig::Algorithm},
    store::app_page::AppAround,
    web::{State, page::Page, paths},
};

/// The section.
pub(super) struct Base {
    pub(super) created: String,
    pub(super) created_iso: String,
    pub(super) data_centre: String,
    pub(super) algorithm: &'static str,
    /// What stands in place of the key.
    pub(super) key: Cow<'static, str>,
    /// Whether that is dots, because there is one.
    pub(super) is_hidden: bool,
    /// Until when an older key verifies.
    pub(super) older: Option<Cow<'static, str>>,
    /// Where the form that shows the key is sent; none where there is nothing to show.
    pub(super) show: Option<String>,
    pub(super) key_url: String,
    pub(super) sig_url: String,
}

impl Base {
    pub(super) fn new((state, page): (&State, &Page), catalog: &Catalog, around: &AppAround) -> Self {
        let (t, f, app, keys) = (page.t, page.f, &around.app, around.keys);
        let algorithm = keys.algorithm(app.created_at, catalog.calendar());
        let is_secret = algorithm == Algorithm::Hmac;
        let older = keys.older_until.filter(|until| *until > state.system_now());
        Self {
            created: f.date_time_zoned(app.created_at),
            created_iso: f.iso(app.created_at),
            data_centre: data_centre(page, catalog, app),
            algorithm: algorithm.name(),
            key: match (is_secret, keys.has_secret) {
                (false, _) => t.key_pair(),
                (true, true) => t.key_hidden(),
                (true, false) => t.key_none_yet(),
            },
            is_hidden: is_secret && keys.has_secret,
            older: older.map(|until| t.key_older_until(&f.date_time_zoned(until))),
            show: is_secret.then(|| paths::app_key(app.id)),
            key_url: paths::app_key(app.id),
            sig_url: paths::app_user_sig(app.id),
        }
    }
}

/// The name of the app's data centre; its code where the catalog has it no more.
fn data_centre(page: &Page, catalog: &Catalog, app: &App) -> String {
    let centre = catalog.data_centre(&app.data_centre);
    centre.map_or(app.data_centre.as_str(), |centre| page.t.catalog_name(&centre.names)).to_owned()
}
