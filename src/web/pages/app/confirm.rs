//! The form that confirms an irreversible act on an application by its name: in a dialog of the configuration page and
//! as a page of its own, from the same partial.

use std::borrow::Cow;

use crate::{
    domain::{
        app::{App, Plan},
        catalog::Catalog,
    },
    store::app_page::AppAround,
    web::{form::Field, page::Page, paths},
};

/// The id of the dialog.
const DIALOG: &str = "confirm";

/// The form.
pub(in crate::web::pages) struct Confirm {
    /// The id of the dialog around it; empty on a page.
    pub(in crate::web::pages) dialog: &'static str,
    /// The question.
    pub(in crate::web::pages) title: Cow<'static, str>,
    /// What will happen, from what the app is now.
    pub(in crate::web::pages) consequences: Vec<Cow<'static, str>>,
    /// What else there is to know.
    pub(in crate::web::pages) hint: Option<Cow<'static, str>>,
    /// Where it is sent.
    pub(in crate::web::pages) path: String,
    /// The page that it is left for.
    pub(in crate::web::pages) back: String,
    /// What is to be typed, and the other text that will do.
    pub(in crate::web::pages) label: Cow<'static, str>,
    /// The other text that will do.
    pub(in crate::web::pages) also: Cow<'static, str>,
    /// What was typed.
    pub(in crate::web::pages) typed: Field,
    /// The act.
    pub(in crate::web::pages) act: Cow<'static, str>,
    /// What else is sent.
    pub(in crate::web::pages) hidden: Vec<(&'static str, String)>,
}

impl Confirm {
    /// Deactivating (U10).
    pub(in crate::web::pages) fn deactivating(page: &Page, catalog: &Catalog, around: &AppAround) -> Self {
        let (t, app) = (page.t, &around.app);
        let mut consequences = vec![t.deactivate_now(), t.deactivate_final()];
        if let Some(no) = &around.unpaid {
            consequences.push(t.deactivate_unpaid(no.as_str()));
        }
        consequences.push(if app.plan == Plan::Trial { t.deactivate_free() } else { t.deactivate_charges() });
        if around.held > 0 {
            let (held, limit) = places(page, catalog, around);
            consequences.push(t.deactivate_place(&held, &limit));
        }
        let texts = (t.deactivate_title(app.profile.name.as_str()), t.deactivate_act());
        Self::new(page, app, paths::app_deactivate(app.id), texts, consequences)
    }

    /// Deleting (L1).
    pub(in crate::web::pages) fn deleting(page: &Page, catalog: &Catalog, around: &AppAround) -> Self {
        let (t, app) = (page.t, &around.app);
        let (held, limit) = places(page, catalog, around);
        let consequences =
            vec![t.delete_data(), t.delete_number(), t.delete_kept(), t.delete_place(&held, &limit)];
        let texts = (t.delete_title(app.profile.name.as_str()), t.delete_act());
        let form = Self::new(page, app, paths::app_delete(app.id), texts, consequences);
        Self { hint: Some(t.delete_reauth(catalog.periods.reauth_minutes)), ..form }
    }

    /// Refunding the package (R6); `hidden` says which amounts were shown.
    pub(in crate::web::pages) fn refunding(
        page: &Page,
        app: &App,
        texts: (Cow<'static, str>, Cow<'static, str>),
        (consequences, hidden): (Vec<Cow<'static, str>>, Vec<(&'static str, String)>),
        reauth_minutes: u32,
    ) -> Self {
        let form = Self::new(page, app, paths::app_refund(app.id), texts, consequences);
        Self { hidden, hint: Some(page.t.delete_reauth(reauth_minutes)), ..form }
    }

    fn new(
        page: &Page,
        app: &App,
        path: String,
        (title, act): (Cow<'static, str>, Cow<'static, str>),
        consequences: Vec<Cow<'static, str>>,
    ) -> Self {
        Self {
            dialog: "",
            title,
            consequences,
            hint: None,
            path,
            back: paths::app(app.id),
            label: page.t.confirm_label(app.profile.name.as_str()),
            also: page.t.confirm_hint(&app.id.to_string()),
            typed: Field::default(),
            act,
            hidden: Vec::new(),
        }
    }

    /// The same form inside the dialog of the configuration page.
    pub(super) fn in_dialog(self) -> Self {
        Self { dialog: DIALOG, ..self }
    }

    /// The form with what was typed, which does not match.
    pub(in crate::web::pages) fn mismatched(self, page: &Page, app: &App, typed: String) -> Self {
        let error = page.t.confirm_mismatch(app.profile.name.as_str());
        Self { typed: Field::holding(typed).refused(error), ..self }
    }
}

fn places(page: &Page, catalog: &Catalog, around: &AppAround) -> (String, String) {
    (page.f.number(around.held), page.f.number(i64::from(catalog.app_limit)))
}
