//! Real-name verification (A2): where it stands, and the form while there is something to submit.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::{
    domain::account::{DocumentNumber, Holder, LegalName, Verification},
    i18n::Words,
    services::verification::{SubmitRefused, VerificationForm},
    store::verifications::{self, StoredVerification},
    web::{
        Error, State,
        extract::Form,
        flash::{Notice, see_other_with},
        form::{Fault, Field, faults},
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

/// What is entered.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entries {
    holder: String,
    legal_name: String,
    document_no: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/verification.html")]
struct VerificationPage {
    page: Page,
    faults: Vec<Fault>,
    standing: Standing,
    holders: Vec<Choice>,
    form: Option<Fields>,
}

/// A kind of account holder to choose.
struct Choice {
    value: &'static str,
    label: Cow<'static, str>,
    checked: bool,
}

/// Where the verification stands.
struct Standing {
    tone: &'static str,
    state: Cow<'static, str>,
    text: Cow<'static, str>,
    reason: Option<String>,
    submitted: Option<Submitted>,
}

/// What was submitted last; of the number only the end is shown.
struct Submitted {
    holder: Cow<'static, str>,
    legal_name: String,
    document_no: String,
    at: String,
}

/// The fields of the form.
struct Fields {
    holder: Field,
    legal_name: Field,
    document_no: Field,
}

/// The page.
///
/// # Errors
/// When the database fails.
pub async fn get(state: State, visitor: Visitor, page: Page) -> Result<Response, Error> {
    let (holder, legal_name, document_no) = (Field::default(), Field::default(), Field::default());
    Ok(show(&state, &visitor, page, Fields { holder, legal_name, document_no }).await?.into_response())
}

async fn show(
    state: &State,
    visitor: &Visitor,
    page: Page,
    fields: Fields,
) -> Result<VerificationPage, Error> {
    let mut tx = state.services().store.read().await?;
    let newest = verifications::newest(&mut tx, visitor.account()).await?;
    let page = page.at(Section::Verification);
    let may_submit = visitor.verification().submitted().is_some();
    let standing = standing(&page, visitor.verification(), newest);
    let faults = faults(&[
        ("holder", &fields.holder),
        ("legal_name", &fields.legal_name),
        ("document_no", &fields.document_no),
    ]);
    let chosen = Holder::parse(&fields.holder.value);
    let choice = |&holder: &Holder| Choice {
        value: holder.as_str(),
        label: page.t.holder_name(holder),
        checked: chosen == Some(holder),
    };
    let holders = Holder::ALL.iter().map(choice).collect();
    Ok(VerificationPage { page, faults, standing, holders, form: may_submit.then_some(fields) })
}

fn standing(page: &Page, state: Verification, newest: Option<StoredVerification>) -> Standing {
    let t = page.t;
    let (tone, text) = match state {
        Verification::None => ("", t.verification_none_text()),
        Verification::Submitted => ("info", t.verification_submitted_text()),
        Verification::Approved => ("ok", t.verification_approved_text()),
        Verification::Refused => ("bad", t.verification_refused_text()),
    };
    let reason = newest.as_ref().and_then(|newest| newest.reason.clone());
    let submitted = newest.map(|newest| Submitted {
        holder: Holder::parse(&newest.holder).map(|holder| t.holder_name(holder)).unwrap_or_default(),
        legal_name: newest.legal_name,
        document_no: masked(&newest.document_no),
        at: page.f.date_time(newest.submitted_at),
    });
    Standing { tone, state: t.verification_state(state), text, reason, submitted }
}

/// A number with all but its last four characters hidden.
fn masked(number: &str) -> String {
    let shown = number.chars().count().saturating_sub(4);
    let end: String = number.chars().skip(shown).collect();
    format!("••••{end}")
}

/// Submits a verification.
///
/// # Errors
/// With 409 when one waits already or the account is verified.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Form(entries): Form<Entries>,
) -> Result<Response, Error> {
    let form = match parse(page.t, entries) {
        Ok(form) => form,
        Err(fields) => {
            let page = show(&state, &visitor, page, *fields).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    match state.services().submit_verification(visitor.account(), &form, &visitor.actor()).await {
        Ok(_) => Ok(see_other_with(paths::VERIFICATION, Notice::VerificationSubmitted)),
        Err(SubmitRefused::Waiting) => Err(Error::Conflict(Words::verification_waits)),
        Err(SubmitRefused::AlreadyApproved) => Err(Error::Conflict(Words::verification_is_approved)),
        Err(SubmitRefused::Store(error)) => Err(error.into()),
        Err(SubmitRefused::NotFound) => Err(Error::NotFound),
    }
}

/// The entries as a form to submit, or the fields with everything that is wrong.
fn parse(t: Words, entries: Entries) -> Result<VerificationForm, Box<Fields>> {
    let holder = Holder::parse(&entries.holder);
    let legal_name = LegalName::parse(&entries.legal_name);
    let document_no = DocumentNumber::parse(&entries.document_no);
    match (holder, legal_name, document_no) {
        (Some(holder), Ok(legal_name), Ok(document_no)) => {
            Ok(VerificationForm { holder, legal_name, document_no })
        }
        (holder, legal_name, document_no) => {
            let missing = holder.is_none().then(|| t.verification_holder_missing());
            Err(Box::new(Fields {
                holder: Field::holding(entries.holder).judged(missing),
                legal_name: Field::holding(entries.legal_name)
                    .judged(legal_name.err().map(|refused| t.legal_name_refused(refused))),
                document_no: Field::holding(entries.document_no)
                    .judged(document_no.err().map(|refused| t.document_no_refused(refused))),
            }))
        }
    }
}
