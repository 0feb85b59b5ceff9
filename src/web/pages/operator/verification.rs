//! One real-name verification: what was submitted, and approving or refusing it (A2).

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;
use uuid::Uuid;

use super::{Answer, Outcome, Ruling, Shown};
use crate::{
    domain::{
        account::{Holder, Verification},
        ids::VerificationId,
    },
    services::{
        audit::{Action, Event},
        top_ups::REASON_MAX,
        verification::{Verdict, VerdictRefused},
    },
    store::{
        accounts,
        verifications::{self, StoredVerification},
    },
    web::{
        Error, State,
        extract::{Form, Path},
        flash::{Notice, see_other_with},
        form::{Fault, Field, faults},
        list::Moment,
        page::{Page, Section},
        paths,
        visitor::OperatorVisitor,
    },
};

#[derive(Template, WebTemplate)]
#[template(path = "pages/operator/verification.html")]
struct CasePage {
    page: Page,
    faults: Vec<Fault>,
    is_late: bool,
    case: Case,
    path: String,
    reauth: Option<String>,
    reason: Field,
    reason_hint: Cow<'static, str>,
}

/// What is decided about.
struct Case {
    account: String,
    holder: Cow<'static, str>,
    legal_name: String,
    document_no: String,
    submitted: Moment,
    tone: &'static str,
    state: Cow<'static, str>,
    approve: Cow<'static, str>,
    outcome: Option<Outcome>,
}

/// The case. That it was read is written down (SEC47).
///
/// # Errors
/// With 404 when there is none; when the database fails.
pub async fn get(
    state: State,
    visitor: OperatorVisitor,
    page: Page,
    Path(id): Path<Uuid>,
) -> Result<Response, Error> {
    let found = find(&state, VerificationId(id)).await?;
    let read = Event::done(Action::CaseRead, &found.id, json!({ "kind": "verification" }));
    state.services().note(found.account, &visitor.actor(), read).await?;
    Ok(show(&state, &visitor, page, Shown::first(found)).await?.into_response())
}

/// Decides it, for an operator who has entered the password lately (SEC16).
///
/// # Errors
/// With 404 when there is none, 400 for a form of another make; when the database fails.
pub async fn post(
    state: State,
    visitor: OperatorVisitor,
    page: Page,
    Path(id): Path<Uuid>,
    Form(answer): Form<Answer>,
) -> Result<Response, Error> {
    let id = VerificationId(id);
    visitor.require_fresh(&state, &paths::operator_verification(id))?;
    let verdict = match answer.read(&page).ok_or(Error::BadRequest)? {
        Ok(Ruling::Grant) => Verdict::Approve,
        Ok(Ruling::Refuse(reason)) => Verdict::Refuse(reason),
        Err(reason) => {
            let shown = Shown::wrong(find(&state, id).await?, reason);
            let page = show(&state, &visitor, page, shown).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    match state.services().decide_verification(id, verdict, &visitor.actor()).await {
        Ok(decided) if decided.state.is_approved() => {
            Ok(see_other_with(paths::OPERATOR, Notice::VerificationApproved))
        }
        Ok(_) => Ok(see_other_with(paths::OPERATOR, Notice::VerificationRefused)),
        Err(VerdictRefused::Decided) => {
            let shown = Shown::late(find(&state, id).await?);
            Ok((StatusCode::CONFLICT, show(&state, &visitor, page, shown).await?).into_response())
        }
        Err(VerdictRefused::NotFound) => Err(Error::NotFound),
        Err(VerdictRefused::Store(error)) => Err(error.into()),
        Err(refused @ (VerdictRefused::ReasonMissing | VerdictRefused::NotAnOperator)) => {
            Err(Error::internal(refused))
        }
    }
}

async fn find(state: &State, id: VerificationId) -> Result<StoredVerification, Error> {
    let mut tx = state.services().store.read().await?;
    verifications::find(&mut tx, id).await?.ok_or(Error::NotFound)
}

async fn show(
    state: &State,
    visitor: &OperatorVisitor,
    page: Page,
    shown: Shown<StoredVerification>,
) -> Result<CasePage, Error> {
    let Shown { found, reason, is_late } = shown;
    let mut tx = state.services().store.read().await?;
    let account = accounts::find(&mut tx, found.account).await?.ok_or(Error::NotFound)?;
    let page = page.at(Section::OperatorQueue);
    let path = paths::operator_verification(found.id);
    let reauth = paths::with_next(paths::OPERATOR_REAUTH, &path);
    Ok(CasePage {
        faults: faults(&[("reason", &reason)]),
        is_late,
        case: case(&page, found, account.name),
        reauth: visitor.require_fresh(state, &path).is_err().then_some(reauth),
        path,
        reason,
        reason_hint: page.t.ops_reason_hint(REASON_MAX),
        page,
    })
}

fn case(page: &Page, found: StoredVerification, account: String) -> Case {
    let is_open = found.state == Verification::Submitted;
    let outcome = Outcome::new(page, found.decided_at, found.reason);
    Case {
        account,
        holder: Holder::parse(&found.holder).map(|holder| page.t.holder_name(holder)).unwrap_or_default(),
        approve: page.t.ops_approve_button(&found.legal_name),
        legal_name: found.legal_name,
        document_no: found.document_no,
        submitted: Moment::of(page, found.submitted_at),
        tone: match found.state {
            Verification::Approved => "ok",
            Verification::Refused => "bad",
            Verification::None | Verification::Submitted => "warn",
        },
        state: page.t.verification_state(found.state),
        outcome: (!is_open).then_some(outcome),
    }
}
