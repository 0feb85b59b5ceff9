//! The form of a vendor as it is drawn.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;

use crate::{
    domain::{
        app::App,
        push::{ClickAction, Entered, EntryRefused, Environment, Field, MOST_FILE_BYTES, Vendor},
    },
    web::{
        State,
        form::{self, Fault},
        page::{Page, Section},
        paths,
    },
};

/// The page.
#[derive(Template, WebTemplate)]
#[template(path = "pages/push_new.html")]
pub(super) struct NewPage {
    pub(super) page: Page,
    refused: Option<Cow<'static, str>>,
    faults: Vec<Fault>,
    name: String,
    app_url: String,
    path: String,
    vendors: Vec<(Cow<'static, str>, String)>,
    form: Option<VendorForm>,
}

/// The form of the vendor that was chosen.
pub(super) struct VendorForm {
    vendor: Vendor,
    title: Cow<'static, str>,
    has_file: bool,
    inputs: Vec<Input>,
    key: String,
}

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

impl NewPage {
    pub(super) fn new(state: &State, page: Page, app: &App, chosen: Option<(Vendor, Entered)>) -> Self {
        let vendor = |vendor: &Vendor| (page.t.push_vendor(*vendor), paths::push_new_of(app.id, *vendor));
        let form = chosen.map(|(vendor, entered)| VendorForm {
            vendor,
            title: page.t.push_vendor(vendor),
            has_file: vendor.extension().is_some(),
            inputs: vendor.fields().iter().map(|field| Input::new(&page, vendor, *field, &entered)).collect(),
            key: state.services().form_key().to_string(),
        });
        Self {
            refused: None,
            faults: Vec::new(),
            name: app.profile.name.as_str().to_owned(),
            app_url: paths::app(app.id),
            path: paths::push_new(app.id),
            vendors: Vendor::ALL.iter().map(vendor).collect(),
            form,
            page: page.at(Section::Apps),
        }
    }

    /// The same page with the reason why nothing was done.
    pub(super) fn refusing(self, reason: Cow<'static, str>) -> Self {
        Self { refused: Some(reason), ..self }
    }

    /// The same page with what is wrong with the fields.
    pub(super) fn with_faults(mut self, faults: &[(Field, EntryRefused)]) -> Self {
        let (t, f) = (self.page.t, self.page.f);
        let inputs = self.form.iter_mut().flat_map(|form| &mut form.inputs);
        for input in inputs {
            let fault = faults.iter().find(|(field, _)| *field == input.field);
            input.entry.error = fault.map(|(field, refused)| t.push_wrong(f, *field, *refused));
        }
        let inputs = self.form.iter().flat_map(|form| &form.inputs);
        let fields: Vec<_> = inputs.map(|input| (input.id, &input.entry)).collect();
        self.faults = form::faults(&fields);
        self
    }
}

impl Input {
    fn new(page: &Page, vendor: Vendor, field: Field, entered: &Entered) -> Self {
        let t = page.t;
        let text = entered.texts.get(&field).map_or("", String::as_str);
        let is_hidden = matches!(field, Field::File | Field::Password | Field::Secret);
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
            entry: form::Field::holding(if is_hidden { "" } else { text }),
            choices: words.into_iter().map(choice).collect(),
        }
    }
}
