//! The form that confirms an irreversible act on an application by its name: in a dialog of the configuration page and
//! as a page of its own, from the same partial.

use std::borrow::Cow;

use crate::{
    domain::{
        app::{App, Plan},
        bill::BillTimes,
        catalog::Catalog,
        change::{ChangeKind, Wish},
    },
    services::{apps::ChangeDesk, once::FormKey},
    store::app_page::AppAround,
    web::{
        form::Field,
        page::Page,
        pages::{app_change::lowered_line, charges::Charges, lines::Style, refund::given_back},
        paths,
    },
};

/// The id of the dialog.
const DIALOG: &str = "confirm";

/// What a form about an app that is billed by the month carries besides.
#[derive(Clone, Copy, Debug)]
pub(in crate::web::pages) struct Billed<'a> {
    /// What the decision looks at.
    pub(in crate::web::pages) desk: &'a ChangeDesk,
    /// The key of the form.
    pub(in crate::web::pages) key: FormKey,
}

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
    /// What the app is still billed for.
    pub(in crate::web::pages) charges: Option<Charges>,
    /// Fields of the form that nobody sees: what was shown, and the key under which it takes effect once.
    pub(in crate::web::pages) hidden: Vec<(&'static str, String)>,
    /// Where it is sent.
    pub(in crate::web::pages) path: String,
    /// The page that it is left for.
    pub(in crate::web::pages) back: String,
    /// What is to be typed; empty where nothing is.
    pub(in crate::web::pages) label: Cow<'static, str>,
    /// The other text that will do.
    pub(in crate::web::pages) also: Cow<'static, str>,
    /// What was typed.
    pub(in crate::web::pages) typed: Field,
    /// The act.
    pub(in crate::web::pages) act: Cow<'static, str>,
    /// What the safe button says.
    pub(in crate::web::pages) keep: Cow<'static, str>,
}

impl Confirm {
    /// Deactivating (U10).
    pub(in crate::web::pages) fn deactivating(
        page: &Page,
        catalog: &Catalog,
        around: &AppAround,
        billed: Option<Billed<'_>>,
    ) -> Self {
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
        let form = Self::new(page, app, paths::app_deactivate(app.id), texts, consequences);
        match billed {
            Some(billed) => form.billing(page, billed, &Wish::Deactivate),
            None => form,
        }
    }

    /// Downgrading to a trial (U9).
    pub(in crate::web::pages) fn downgrading(page: &Page, catalog: &Catalog, billed: Billed<'_>) -> Self {
        let (t, app) = (page.t, &billed.desk.app);
        let mut consequences = vec![t.downgrade_now(), t.downgrade_final()];
        let style = Style::codes(page.t, page.f);
        if let Ok(preview) = billed.desk.preview(&Wish::Downgrade) {
            consequences.extend(preview.lowered.iter().map(|lowered| lowered_line(style, *lowered)));
        }
        let texts = (t.downgrade_title(app.profile.name.as_str()), t.downgrade_act());
        let form =
            Self::new(page, app, paths::app_change(app.id, ChangeKind::Downgrade), texts, consequences);
        let form = Self { hint: Some(t.delete_reauth(catalog.periods.reauth_minutes)), ..form };
        form.billing(page, billed, &Wish::Downgrade)
    }

    /// The form with what the app is still billed for, which is frozen with it.
    fn billing(mut self, page: &Page, Billed { desk, key }: Billed<'_>, wish: &Wish) -> Self {
        let Ok(preview) = desk.preview(wish) else { return self };
        let (t, style) = (page.t, Style::codes(page.t, page.f));
        let situation = desk.situation();
        self.consequences.extend(given_back(style, &preview.change));
        let charges = Charges::of(style, &desk.charged_so_far());
        let drawn_up_at = BillTimes::of(situation.catalog(), situation.month().month).drawn_up_at;
        self.consequences.push(match wish {
            Wish::Downgrade => t.downgrade_charges(&charges.total),
            _ => t.deactivate_last_bill(&charges.total, &page.f.date_long(drawn_up_at)),
        });
        self.charges = Some(charges).filter(|charges| !charges.lines.is_empty());
        self.hidden = vec![("seen", preview.seen().to_string()), ("key", key.to_string())];
        self
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
            charges: None,
            hidden: Vec::new(),
            path,
            back: paths::app(app.id),
            label: page.t.confirm_label(app.profile.name.as_str()),
            also: page.t.confirm_hint(&app.id.to_string()),
            typed: Field::default(),
            act,
            keep: page.t.keep_app(),
        }
    }

    /// An act on the keys (C3), which is left for their page; `keep` is what the safe button says.
    pub(in crate::web::pages) fn of_keys(
        page: &Page,
        app: &App,
        path: String,
        (title, act, keep): (Cow<'static, str>, Cow<'static, str>, Cow<'static, str>),
        (consequences, key, reauth_minutes): (Vec<Cow<'static, str>>, FormKey, u32),
    ) -> Self {
        let form = Self::new(page, app, path, (title, act), consequences);
        let hint = Some(page.t.delete_reauth(reauth_minutes));
        Self { keep, hint, hidden: vec![("key", key.to_string())], back: paths::app_key(app.id), ..form }
    }

    /// The same form inside the dialog of the configuration page.
    pub(in crate::web::pages) fn in_dialog(self) -> Self {
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
