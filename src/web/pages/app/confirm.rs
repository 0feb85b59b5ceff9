//! The form that confirms an irreversible act on an application by its name: in a dialog of the configuration page and
//! as a page of its own, from the same partial.

use std::borrow::Cow;

use crate::{
    domain::{
        app::{App, Plan},
        bill::BillTimes,
        change::{ChangeKind, Wish},
        charge::Peak,
    },
    i18n::Words,
    services::{apps::ChangeDesk, once::FormKey},
    web::{
        form::Field,
        page::Page,
        pages::{app_change::lowered_line, charges::Charges, lines::Style, refund::given_back},
        paths,
    },
};

/// The id of the dialog.
const DIALOG: &str = "confirm";

/// What a form is made of that stops or downgrades an app for good.
#[derive(Clone, Copy, Debug)]
pub(in crate::web::pages) struct Ending<'a> {
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
    pub(in crate::web::pages) fn deactivating(page: &Page, ending: Ending<'_>) -> Self {
        let (t, app) = (page.t, &ending.desk.app);
        let mut consequences = vec![t.deactivate_now(), t.deactivate_final()];
        consequences.extend(lost(page, ending.desk));
        consequences.push(if app.plan == Plan::Trial { t.deactivate_free() } else { t.deactivate_charges() });
        let texts = (t.deactivate_title(app.profile.name.as_str()), t.deactivate_act());
        let form = Self::new(page, app, paths::app_deactivate(app.id), texts, consequences);
        form.changing(page, ending, &Wish::Deactivate)
    }

    /// Downgrading to a trial (U9).
    pub(in crate::web::pages) fn downgrading(page: &Page, ending: Ending<'_>) -> Self {
        let (t, app) = (page.t, &ending.desk.app);
        let mut consequences = vec![t.downgrade_now(), t.downgrade_final()];
        let style = Style::codes(page.t, page.f);
        if let Ok(preview) = ending.desk.preview(&Wish::Downgrade) {
            consequences.extend(preview.lowered.iter().map(|lowered| lowered_line(style, *lowered)));
        }
        consequences.extend(lost(page, ending.desk));
        let texts = (t.downgrade_title(app.profile.name.as_str()), t.downgrade_act());
        let form =
            Self::new(page, app, paths::app_change(app.id, ChangeKind::Downgrade), texts, consequences);
        form.changing(page, ending, &Wish::Downgrade).asking_password(page, ending.desk)
    }

    /// The form of a change with what the app is still billed for; it carries everything that was shown (U12).
    fn changing(self, page: &Page, ending: Ending<'_>, wish: &Wish) -> Self {
        let Ok(preview) = ending.desk.preview(wish) else { return self };
        let mut form = self.billing(page, ending.desk, wish.kind());
        match given_back(Style::codes(page.t, page.f), &preview.change) {
            nothing if nothing.is_empty() => form.consequences.push(page.t.stake_nothing_ahead()),
            returned => form.consequences.extend(returned),
        }
        form.consequences.push(place(page, ending.desk));
        form.hidden = vec![("seen", preview.seen().to_string()), ("key", ending.key.to_string())];
        form
    }

    /// The form with what the app is still billed for, where it costs anything by the month.
    fn billing(mut self, page: &Page, desk: &ChangeDesk, kind: ChangeKind) -> Self {
        let (t, style, situation) = (page.t, Style::codes(page.t, page.f), desk.situation());
        let charges = Charges::of(style, &desk.charged_so_far());
        if charges.lines.is_empty() && desk.app.plan == Plan::Trial {
            return self;
        }
        let drawn_up_at = BillTimes::of(situation.catalog(), situation.month().month).drawn_up_at;
        self.consequences.push(match kind {
            ChangeKind::Downgrade => t.downgrade_charges(&charges.total),
            _ => t.deactivate_last_bill(&charges.total, &page.f.date_long(drawn_up_at)),
        });
        self.charges = Some(charges).filter(|charges| !charges.lines.is_empty());
        self
    }

    /// Deleting (L1).
    pub(in crate::web::pages) fn deleting(page: &Page, desk: &ChangeDesk) -> Self {
        let (t, app) = (page.t, &desk.app);
        let mut consequences = vec![t.delete_data()];
        consequences.extend(used(page, desk));
        consequences.push(counted(page, desk, Words::stake_destroyed));
        consequences.extend([t.delete_number(), t.delete_kept()]);
        let texts = (t.delete_title(app.profile.name.as_str()), t.delete_act());
        let form = Self::new(page, app, paths::app_delete(app.id), texts, consequences);
        let mut form = form.billing(page, desk, ChangeKind::Deactivate).asking_password(page, desk);
        let (held, limit) = places(page, desk);
        form.consequences.extend([t.stake_nothing_ahead(), t.delete_place(&held, &limit)]);
        form.hidden = vec![("seen", desk.deletion_seen().to_string())];
        form
    }

    /// The form that tells that it asks for the password.
    fn asking_password(self, page: &Page, desk: &ChangeDesk) -> Self {
        let minutes = desk.releases.current().catalog.periods.reauth_minutes;
        Self { hint: Some(page.t.delete_reauth(minutes)), ..self }
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

/// What is listed of an app that stops or becomes a trial: its use, what is set on it, and its unpaid order (QU5).
fn lost(page: &Page, desk: &ChangeDesk) -> Vec<Cow<'static, str>> {
    let kept = counted(page, desk, Words::stake_kept);
    let unpaid = desk.stake.unpaid.as_ref().map(|no| page.t.deactivate_unpaid(no.as_str()));
    used(page, desk).chain([kept]).chain(unpaid).collect()
}

/// Users and groups of the latest day that was reported.
fn used(page: &Page, desk: &ChangeDesk) -> impl Iterator<Item = Cow<'static, str>> {
    let (t, f) = (page.t, page.f);
    let words = |peak: Peak| (f.number(i64::from(peak.value)), f.date_long(peak.day));
    let users = desk.stake.users.map(words).map(|(count, day)| t.stake_users(&count, &day));
    let groups = desk.stake.groups.map(words).map(|(count, day)| t.stake_groups(&count, &day));
    users.into_iter().chain(groups)
}

/// The sentence that counts administrators, certificates and tags, in this order.
fn counted(
    page: &Page,
    desk: &ChangeDesk,
    sentence: impl FnOnce(Words, &str, &str, &str) -> Cow<'static, str>,
) -> Cow<'static, str> {
    let stake = &desk.stake;
    let [administrators, certificates, tags] =
        [stake.administrators, stake.certificates, stake.tags].map(|count| page.f.number(count));
    sentence(page.t, &administrators, &certificates, &tags)
}

fn place(page: &Page, desk: &ChangeDesk) -> Cow<'static, str> {
    let (held, limit) = places(page, desk);
    page.t.deactivate_place(&held, &limit)
}

fn places(page: &Page, desk: &ChangeDesk) -> (String, String) {
    let limit = desk.releases.current().catalog.app_limit;
    (page.f.number(desk.stake.held), page.f.number(i64::from(limit)))
}
