//! What the page of `UserSig`s shows: the two forms with what is wrong in them, what was made, and what came of checking.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;

use super::Entries;
use crate::{
    domain::{
        app::App,
        calendar::Timestamp,
        user_sig::{Identifier, IdentifierRefused, MOST_DAYS, SigRefused, Signed, USUAL_DAYS},
    },
    i18n::Words,
    services::keys::Checked,
    web::{
        form::{Fault, Field, faults},
        page::{Page, Section},
        pages::quote::Told,
        paths,
    },
};

/// The last second of the year 9999: later ones are not written.
const LAST: i64 = 253_402_300_799;

#[derive(Template, WebTemplate)]
#[template(path = "pages/app_user_sig.html")]
pub(super) struct SigPage {
    pub(super) page: Page,
    pub(super) faults: Vec<Fault>,
    pub(super) title: Cow<'static, str>,
    pub(super) name: String,
    pub(super) app_url: String,
    pub(super) path: String,
    pub(super) reauth_url: String,
    /// Whether the password comes first.
    pub(super) asks: bool,
    /// Why none was made.
    pub(super) refused: Option<Told>,
    pub(super) made: Option<Made>,
    pub(super) verdict: Option<Verdict>,
    pub(super) user: Field,
    pub(super) days: Field,
    pub(super) most_days: u32,
    pub(super) check_user: Field,
    pub(super) sig: Field,
}

/// What was made.
pub(super) struct Made {
    said: Cow<'static, str>,
    text: String,
}

/// What came of checking.
pub(super) struct Verdict {
    tone: &'static str,
    title: Cow<'static, str>,
    reason: Option<Cow<'static, str>>,
    /// Label and value of what stands in it.
    content: Vec<(Cow<'static, str>, String)>,
}

impl SigPage {
    pub(super) fn new(page: Page, app: &App, entries: Entries) -> Self {
        let path = paths::app_user_sig(app.id);
        let days = if entries.act == "make" { entries.days } else { USUAL_DAYS.to_string() };
        Self {
            faults: Vec::new(),
            title: page.t.sig_title(),
            page: page.at(Section::Apps),
            name: app.profile.name.as_str().to_owned(),
            app_url: paths::app(app.id),
            reauth_url: paths::with_next(paths::REAUTH, &path),
            path,
            asks: false,
            refused: None,
            made: None,
            verdict: None,
            user: Field::holding(entries.user),
            days: Field::holding(days),
            most_days: MOST_DAYS,
            check_user: Field::holding(entries.check_user),
            sig: Field::holding(entries.sig),
        }
    }

    /// The same with what is wrong in the form that makes one.
    pub(super) fn refusing_to_make(mut self, user: Option<IdentifierRefused>, days_wrong: bool) -> Self {
        let t = self.page.t;
        self.user = self.user.judged(user.map(|refused| user_refused(t, refused)));
        self.days = self.days.judged(days_wrong.then(|| t.sig_days_wrong(MOST_DAYS)));
        self.summed_up()
    }

    /// The same with what is wrong in the form that checks one.
    pub(super) fn refusing_to_check(
        mut self,
        user: Option<IdentifierRefused>,
        sig: Option<&SigRefused>,
    ) -> Self {
        let (t, f) = (self.page.t, self.page.f);
        self.check_user = self.check_user.judged(user.map(|refused| user_refused(t, refused)));
        self.sig = self.sig.judged(sig.map(|refused| t.sig_refused(refused, f)));
        self.summed_up()
    }

    fn summed_up(mut self) -> Self {
        let (make, check) = ([("user", &self.user), ("days", &self.days)], &self.check_user);
        self.faults = faults(&[&make[..], &[("check_user", check), ("sig", &self.sig)]].concat());
        self
    }
}

fn user_refused(t: Words, refused: IdentifierRefused) -> Cow<'static, str> {
    match refused {
        IdentifierRefused::Missing => t.sig_user_missing(),
        IdentifierRefused::TooLong => t.sig_user_long(),
        IdentifierRefused::Letters => t.sig_user_letters(),
    }
}

impl Made {
    pub(super) fn new(page: &Page, (user, until): (&Identifier, Timestamp), text: String) -> Self {
        Self { said: page.t.sig_made(user.as_str(), &page.f.date_time_zoned(until)), text }
    }
}

impl Verdict {
    pub(super) fn new(page: &Page, checked: &Checked) -> Self {
        let t = page.t;
        let (tone, title, reason) = match &checked.verdict {
            Ok(()) => ("ok", t.sig_right(), None),
            Err(refused) => {
                let title = t.sig_wrong(&refused.code().to_string());
                ("bad", title, Some(t.sig_refused(refused, page.f)))
            }
        };
        let content = checked.signed.as_ref().map(|signed| content(page, signed)).unwrap_or_default();
        Self { tone, title, reason, content }
    }
}

/// What stands in a `UserSig`, line by line.
fn content(page: &Page, signed: &Signed) -> Vec<(Cow<'static, str>, String)> {
    let (t, f) = (page.t, page.f);
    let moment = |moment: Timestamp| {
        if moment.unix() > LAST { t.sig_never().into_owned() } else { f.date_time_zoned(moment) }
    };
    let mut lines = vec![
        (t.base_algorithm(), signed.algorithm().name().to_owned()),
        (t.sdk_app_id(), signed.app.to_string()),
        (t.sig_user(), signed.identifier.clone()),
        (t.sig_made_at(), moment(signed.made_at)),
        (t.sig_until(), moment(signed.valid_until())),
    ];
    if let Some(userbuf) = &signed.userbuf {
        let length = i64::try_from(userbuf.len()).unwrap_or(i64::MAX);
        lines.push((t.sig_userbuf(), t.sig_bytes(&f.number(length)).into_owned()));
    }
    lines
}
