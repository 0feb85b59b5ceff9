//! The form of a vendor as it is drawn, and what is shown of a certificate.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::reason;
use crate::{
    domain::{
        app::App,
        push::{ClickAction, Entered, EntryRefused, Environment, Field, MOST_FILE_BYTES, Vendor},
    },
    i18n::Words,
    services::push::PushFailed,
    store::push::PushRow,
    web::{
        Error, State,
        form::{self, Fault},
        page::{Page, Section},
        pages::{app::push_title, quote::Told},
        paths,
    },
};

/// The vendors to choose from.
#[derive(Template, WebTemplate)]
#[template(path = "pages/push_new.html")]
pub(super) struct VendorsPage {
    page: Page,
    refused: Option<Told>,
    faults: Vec<Fault>,
    title: Cow<'static, str>,
    name: String,
    app_url: String,
    vendors: Vec<(Cow<'static, str>, String)>,
}

/// The form of a vendor, for another certificate or one that is there.
#[derive(Template, WebTemplate)]
#[template(path = "pages/push_form.html")]
pub(super) struct FormPage {
    page: Page,
    refused: Option<Told>,
    faults: Vec<Fault>,
    title: Cow<'static, str>,
    name: String,
    app_url: String,
    lead: Cow<'static, str>,
    heading: String,
    other_url: Option<String>,
    /// What the certificate is now.
    lines: Vec<Line>,
    /// What is there now beside what was entered, where somebody else was faster.
    versions: Vec<[String; 3]>,
    path: String,
    has_file: bool,
    inputs: Vec<Input>,
    hidden: Vec<(&'static str, String)>,
    act: Cow<'static, str>,
}

/// A label, and what stands behind it.
pub(super) type Line = (Cow<'static, str>, String);

/// One control of the form.
pub(super) struct Input {
    field: Field,
    id: &'static str,
    kind: &'static str,
    label: Cow<'static, str>,
    hint: Cow<'static, str>,
    accept: String,
    is_optional: bool,
    entry: form::Field,
    choices: Vec<Choice>,
}

/// A radio button.
struct Choice {
    value: &'static str,
    label: Cow<'static, str>,
    checked: bool,
}

impl VendorsPage {
    pub(super) fn new(page: Page, app: &App) -> Self {
        let vendor = |vendor: &Vendor| (page.t.push_vendor(*vendor), paths::push_new_of(app.id, *vendor));
        Self {
            refused: None,
            faults: Vec::new(),
            title: page.t.push_add(),
            name: app.profile.name.as_str().to_owned(),
            app_url: paths::app(app.id),
            vendors: Vendor::ALL.iter().map(vendor).collect(),
            page: page.at(Section::Apps),
        }
    }
}

impl FormPage {
    /// The form of another certificate.
    pub(super) fn adding(
        state: &State,
        page: Page,
        app: &App,
        (vendor, entered): (Vendor, &Entered),
    ) -> Self {
        let t = page.t;
        let key = state.services().form_key().to_string();
        Self {
            refused: None,
            faults: Vec::new(),
            title: t.push_add(),
            name: app.profile.name.as_str().to_owned(),
            app_url: paths::app(app.id),
            lead: t.push_text(),
            heading: t.push_vendor(vendor).into_owned(),
            other_url: Some(paths::push_new(app.id)),
            lines: Vec::new(),
            versions: Vec::new(),
            path: paths::push_new(app.id),
            has_file: vendor.extension().is_some(),
            inputs: vendor.fields().iter().map(|field| Input::new(&page, vendor, *field, entered)).collect(),
            hidden: vec![("vendor", vendor.to_string()), ("key", key)],
            act: if vendor.extension().is_some() { t.push_upload() } else { t.push_save() },
            page: page.at(Section::Apps),
        }
    }

    /// The form of a certificate that is there, with what was entered; its secrets may stay as they are.
    pub(super) fn editing(
        state: &State,
        page: Page,
        (app, row): (&App, &PushRow),
        (entered, revision): (&Entered, i64),
    ) -> Self {
        let t = page.t;
        let form = Self::adding(state, page, app, (row.vendor, entered));
        let mut hidden = form.hidden;
        hidden.retain(|(name, _)| *name == "key");
        hidden.push(("revision", revision.to_string()));
        Self {
            title: t.push_edit(),
            lead: t.push_edit_text(),
            heading: push_title(&form.page, (row.vendor, row.shown.app())),
            other_url: None,
            lines: lines(&form.page, row),
            path: paths::push_edit(row.number),
            inputs: form.inputs.into_iter().map(|input| input.kept(t)).collect(),
            hidden,
            act: t.save_changes(),
            ..form
        }
    }

    /// The same page with what is there now beside what was entered.
    pub(super) fn beside(self, row: &PushRow, entered: &Entered) -> Self {
        let t = self.page.t;
        let words = |text: Option<&String>| {
            let text = text.map(String::as_str).unwrap_or_default();
            t.push_choice(text).map_or_else(|| text.to_owned(), Cow::into_owned)
        };
        let version = |field: &Field| {
            let label = t.push_field(row.vendor, *field).into_owned();
            [label, words(row.shown.fields.get(field)), words(entered.texts.get(field))]
        };
        let public = row.vendor.fields().iter().filter(|field| !field.is_hidden());
        let versions = public.map(version).collect();
        let refused = Some((t.push_refused_changed().into_owned(), None));
        Self { versions, refused, act: t.profile_replace(), ..self }
    }

    /// The answer to a form that was refused: 422 with every fault, else 409 with the reason.
    ///
    /// # Errors
    /// With 404 when the certificate or its app is not this account's.
    pub(super) fn answering(self, failed: PushFailed) -> Result<Response, Error> {
        if let PushFailed::Entries(faults) = failed {
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, self.with_faults(&faults)).into_response());
        }
        let refused = Some((reason(&self.page, failed)?.into_owned(), None));
        Ok((StatusCode::CONFLICT, Self { refused, ..self }).into_response())
    }

    /// The same page with what is wrong with the fields.
    fn with_faults(mut self, faults: &[(Field, EntryRefused)]) -> Self {
        let (t, f) = (self.page.t, self.page.f);
        for input in &mut self.inputs {
            let fault = faults.iter().find(|(field, _)| *field == input.field);
            input.entry.error = fault.map(|(field, refused)| t.push_wrong(f, *field, refused));
        }
        let fields: Vec<_> = self.inputs.iter().map(|input| (input.id, &input.entry)).collect();
        self.faults = form::faults(&fields);
        self
    }
}

/// What is shown of a certificate, label by label.
pub(super) fn lines(page: &Page, row: &PushRow) -> Vec<Line> {
    let (t, f, shown) = (page.t, page.f, &row.shown);
    let subject = if row.vendor == Vendor::Fcm { t.push_account() } else { t.push_subject() };
    let mut lines = vec![(subject, shown.subject.clone())];
    lines.extend(shown.fields.iter().map(|(field, text)| {
        let words = t.push_choice(text).map_or_else(|| text.clone(), Cow::into_owned);
        (t.push_field(row.vendor, *field), words)
    }));
    lines.push((t.expires_at(), row.expires_at.map(|end| f.date_time_zoned(end)).unwrap_or_default()));
    lines.push((t.push_fingerprint(), shown.fingerprint.clone()));
    lines.retain(|(_, text)| !text.is_empty());
    lines
}

impl Input {
    fn new(page: &Page, vendor: Vendor, field: Field, entered: &Entered) -> Self {
        let t = page.t;
        let text = entered.texts.get(&field).map_or("", String::as_str);
        let words: Vec<&'static str> = match field {
            Field::Click => ClickAction::ALL.iter().map(|action| action.as_str()).collect(),
            Field::Environment => Environment::ALL.iter().map(|one| one.as_str()).collect(),
            Field::MutableContent => vec!["yes"],
            _ => Vec::new(),
        };
        let choice = |value: &'static str| Choice {
            value,
            label: t.push_choice(value).unwrap_or_default(),
            checked: text == value || (text.is_empty() && value == ClickAction::App.as_str()),
        };
        Self {
            field,
            id: field.as_str(),
            kind: match field {
                Field::File => "file",
                Field::Password | Field::Secret => "password",
                Field::Click | Field::Environment => "radio",
                Field::MutableContent => "checkbox",
                _ => "text",
            },
            label: t.push_field(vendor, field),
            hint: match field {
                Field::File => {
                    t.push_file_hint(vendor.extension().unwrap_or_default(), MOST_FILE_BYTES / 1_024)
                }
                _ => t.push_hint(vendor, field),
            },
            accept: vendor.extension().map(|ending| format!(".{ending}")).unwrap_or_default(),
            is_optional: matches!(field, Field::Badge | Field::Target),
            entry: form::Field::holding(if field.is_hidden() { "" } else { text }),
            choices: words.into_iter().map(choice).collect(),
        }
    }

    /// The attribute of a control that has to be filled in.
    const fn required(&self) -> &'static str {
        if self.is_optional { "" } else { "required" }
    }

    /// The control of a certificate that is there: a file or a secret that is left empty stays.
    fn kept(self, t: Words) -> Self {
        match self.field {
            Field::File => Self { hint: t.push_file_kept(&self.hint), is_optional: true, ..self },
            Field::Password | Field::Secret => Self { hint: t.push_kept(), is_optional: true, ..self },
            _ => self,
        }
    }
}
