//! One top-up: what was filed, what confirming it does to the balance, and confirming or refusing it (M1).

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
        ids::TopUpId,
        top_up::{TopUp, TopUpState},
    },
    services::{
        audit::{Action, Event},
        top_ups::{Decision, REASON_MAX, TopUpRefused},
    },
    store::{
        accounts::{self, Account},
        topups,
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
#[template(path = "pages/operator/top_up.html")]
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
    amount: String,
    reference: String,
    order: Option<String>,
    filed: Moment,
    before: String,
    after: String,
    confirm: Cow<'static, str>,
    tone: &'static str,
    state: Cow<'static, str>,
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
    let found = find(&state, TopUpId(id)).await?;
    let read = Event::done(Action::CaseRead, &found.id, json!({ "kind": "top_up" }));
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
    let id = TopUpId(id);
    visitor.require_fresh(&state, &paths::operator_top_up(id))?;
    let decision = match answer.read(&page).ok_or(Error::BadRequest)? {
        Ok(Ruling::Grant) => Decision::Confirm,
        Ok(Ruling::Refuse(reason)) => Decision::Refuse(reason),
        Err(reason) => {
            let shown = Shown::wrong(find(&state, id).await?, reason);
            let page = show(&state, &visitor, page, shown).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    match state.services().decide_top_up(id, decision, &visitor.actor()).await {
        Ok(decided) if decided.state == TopUpState::Confirmed => {
            Ok(see_other_with(paths::OPERATOR, Notice::TopUpDecided))
        }
        Ok(_) => Ok(see_other_with(paths::OPERATOR, Notice::TopUpTurnedDown)),
        Err(TopUpRefused::Decided) => {
            let shown = Shown::late(find(&state, id).await?);
            Ok((StatusCode::CONFLICT, show(&state, &visitor, page, shown).await?).into_response())
        }
        Err(TopUpRefused::NotFound) => Err(Error::NotFound),
        Err(TopUpRefused::Store(error)) => Err(error.into()),
        Err(refused) => Err(Error::internal(refused)),
    }
}

async fn find(state: &State, id: TopUpId) -> Result<TopUp, Error> {
    let mut tx = state.services().store.read().await?;
    topups::find(&mut tx, id).await?.ok_or(Error::NotFound)
}

async fn show(
    state: &State,
    visitor: &OperatorVisitor,
    page: Page,
    shown: Shown<TopUp>,
) -> Result<CasePage, Error> {
    let Shown { found, reason, is_late } = shown;
    let mut tx = state.services().store.read().await?;
    let account = accounts::find(&mut tx, found.account).await?.ok_or(Error::NotFound)?;
    let page = page.at(Section::OperatorQueue);
    let path = paths::operator_top_up(found.id);
    let reauth = paths::with_next(paths::OPERATOR_REAUTH, &path);
    Ok(CasePage {
        faults: faults(&[("reason", &reason)]),
        is_late,
        case: case(&page, found, account),
        reauth: visitor.require_fresh(state, &path).is_err().then_some(reauth),
        path,
        reason,
        reason_hint: page.t.ops_reason_hint(REASON_MAX),
        page,
    })
}

fn case(page: &Page, found: TopUp, account: Account) -> Case {
    let amount = page.f.money_iso(found.amount);
    let outcome = Outcome::new(page, found.decided_at, found.reason);
    Case {
        account: account.name,
        confirm: page.t.ops_confirm_button(&amount),
        amount,
        reference: found.reference,
        order: found.order.map(|no| no.to_string()),
        filed: Moment::of(page, found.filed_at),
        before: page.f.money_iso(account.balance),
        after: page.f.money_iso(account.balance + found.amount),
        tone: match found.state {
            TopUpState::Filed => "warn",
            TopUpState::Confirmed => "ok",
            TopUpState::Refused => "bad",
        },
        state: page.t.top_up_state_name(found.state),
        outcome: (found.state != TopUpState::Filed).then_some(outcome),
    }
}
