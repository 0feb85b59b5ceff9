//! "What if" (T4): a plan for an application beside things as they are, month by month. Everything stands in the address;
//! nothing is stored. What the real action would refuse is refused here in the same words.

mod form;
mod outcome;
mod plan;
mod questions;

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

pub use self::form::Entered;
use self::{form::Read, outcome::Outcome, plan::Plan, questions::Questions};
use super::{
    overdue::Overdue,
    quote::{Told, told},
};
use crate::{
    domain::ids::SdkAppId,
    services::forecast::{IntentRefused, PlanDesk},
    web::{
        Error, State,
        extract::{Path, Query},
        form::Fault,
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};

#[derive(Template, WebTemplate)]
#[template(path = "pages/what_if.html")]
struct WhatIfPage {
    page: Page,
    overdue: Option<Overdue>,
    name: String,
    app_url: String,
    path: String,
    forecast_url: String,
    /// The plans: word, address, words, and whether it is the chosen one.
    plans: Vec<(String, Cow<'static, str>, bool)>,
    form: Option<PlanForm>,
    faults: Vec<Fault>,
    refused: Option<Told>,
    outcome: Option<Outcome>,
}

/// What is asked for the chosen plan.
struct PlanForm {
    plan: &'static str,
    label: Cow<'static, str>,
    questions: Questions,
}

/// The page.
///
/// # Errors
/// With 404 when the app is not this account's or is deleted.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Query(entered): Query<Entered>,
) -> Result<Response, Error> {
    let id = SdkAppId::new(number).ok_or(Error::NotFound)?;
    let desk = state.services().plan_desk(visitor.account(), id).await?.ok_or(Error::NotFound)?;
    let overdue = Overdue::for_visitor(&state, &visitor, &page).await?;
    let page = page.at(Section::Apps);
    let possible = Plan::of(&desk);
    let chosen = Plan::parse(&entered.plan);
    let link = |plan: &Plan| {
        let url = paths::with_query(&paths::app_what_if(id), &[("plan", plan.word())]);
        (url, plan.label(&page), chosen == Some(*plan))
    };
    let shown = WhatIfPage {
        overdue,
        name: desk.app().profile.name.as_str().to_owned(),
        app_url: paths::app(id),
        path: paths::app_what_if(id),
        forecast_url: paths::app_forecast(id),
        plans: possible.iter().map(link).collect(),
        form: None,
        faults: Vec::new(),
        refused: None,
        outcome: None,
        page,
    };
    let shown = match chosen {
        Some(plan) => shown.with(&desk, plan, &entered),
        None => shown,
    };
    let is_refused = entered.is_sent() && (!shown.faults.is_empty() || shown.refused.is_some());
    let status = if is_refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, shown).into_response())
}

impl WhatIfPage {
    /// The page with what `plan` asks and brings.
    fn with(self, desk: &PlanDesk, plan: Plan, entered: &Entered) -> Self {
        let page = &self.page;
        let Read { intent, address, shown } = entered.read(page, desk, plan);
        let questions = Questions::of(page, desk, &shown);
        let (mut faults, mut refused, mut outcome) = (Vec::new(), None, None);
        match intent.map(|intent| desk.planned(&intent)) {
            Ok(Ok(planned)) => outcome = Some(Outcome::of(page, desk, (&planned, address))),
            Ok(Err(reason)) if entered.is_sent() || questions.first().is_none() => {
                refused = Some(self.told(&reason));
            }
            Err((id, text)) if entered.is_sent() => {
                let id = if questions.has(id) { Some(id) } else { questions.first() };
                match id {
                    Some(id) => faults.push(Fault { href: format!("#{id}"), text }),
                    None => refused = Some((text.into_owned(), None)),
                }
            }
            Ok(Err(_)) | Err(_) => {}
        }
        let form = Some(PlanForm { plan: plan.word(), label: plan.label(page), questions });
        Self { form, faults, refused, outcome, ..self }
    }

    fn told(&self, reason: &IntentRefused) -> Told {
        let t = self.page.t;
        match reason {
            IntentRefused::Order(refused) => told(&self.page, refused),
            IntentRefused::Change(refused) => (t.change_refused(refused, self.page.f).into_owned(), None),
            IntentRefused::Refund(refused) => (t.refund_refused(refused).into_owned(), None),
        }
    }
}
