//! The budget of the account (pages.md 1.10): how the month stands, the amount, and whether it stops paid changes.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    buy::form::YES,
    top_up_new::entries::{number_wrong, plain},
};
use crate::{
    domain::{budget::Budget, entered_amount, money::Amount},
    services::{
        budgets::{BudgetRefused, Standing},
        once::FormKey,
    },
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

/// The word of the button that takes the budget away.
const REMOVE: &str = "remove";

/// What is entered.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Entries {
    act: String,
    amount: String,
    stops: String,
    key: String,
}

#[derive(Template, WebTemplate)]
#[template(path = "pages/budget.html")]
struct BudgetPage {
    page: Page,
    faults: Vec<Fault>,
    trouble: Option<Cow<'static, str>>,
    state: StateView,
    amount: Field,
    stops: bool,
    is_set: bool,
    hint: Cow<'static, str>,
    key: String,
}

/// How the month stands, in words.
pub(in crate::web) struct StateView {
    /// What was spent, of what.
    pub(in crate::web) text: Cow<'static, str>,
    /// What that consists of.
    pub(in crate::web) parts: Cow<'static, str>,
    /// How far the budget is used up, with its tone; none below half of it.
    pub(in crate::web) reached: Option<(&'static str, Cow<'static, str>)>,
}

impl StateView {
    /// The words of a month.
    pub(in crate::web) fn of(page: &Page, standing: &Standing) -> Self {
        let (t, f) = (page.t, page.f);
        let spent = f.money(standing.spending.total());
        let budget = standing.budget;
        let highest = budget.and_then(|budget| budget.reached(standing.spending).max());
        Self {
            text: match budget {
                Some(budget) => t.budget_spent_of(&spent, &f.money(budget.amount)),
                None => t.budget_spent(&spent),
            },
            parts: t.budget_parts(&f.money(standing.spending.paid), &f.money(standing.spending.billed)),
            reached: highest.map(|percent| {
                let stops = budget.is_some_and(|budget| budget.stops);
                match (percent, stops) {
                    (100, true) => ("bad", t.budget_stopped()),
                    (100, false) => ("bad", t.budget_used_up()),
                    _ => ("warn", t.budget_reached(percent)),
                }
            }),
        }
    }
}

/// The form, with how the month stands.
///
/// # Errors
/// When the database fails.
pub async fn get(state: State, visitor: Visitor, page: Page) -> Result<Response, Error> {
    let standing = state.services().budget(visitor.account()).await?;
    let amount = standing.budget.map(|budget| plain(&page, budget.amount)).unwrap_or_default();
    let stops = standing.budget.is_some_and(|budget| budget.stops);
    let shown = (Field::holding(amount), stops, None);
    Ok(show(&state, page, &standing, shown).into_response())
}

/// Sets the budget, or takes it away.
///
/// # Errors
/// When the database fails. What is wrong with the amount is 422, a form that was used is 409.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Form(entries): Form<Entries>,
) -> Result<Response, Error> {
    let (services, account) = (state.services(), visitor.account());
    let stops = entries.stops == YES;
    let wanted = if entries.act == REMOVE { Ok(None) } else { read(&page, &entries.amount, stops).map(Some) };
    let field = Field::holding(&entries.amount);
    let (status, shown) = match wanted {
        Err(wrong) => (StatusCode::UNPROCESSABLE_ENTITY, (field.refused(wrong), stops, None)),
        Ok(wanted) => {
            let set = match FormKey::parse(&entries.key) {
                Some(key) => services.set_budget(account, (wanted, key), &visitor.actor()).await,
                None => Err(BudgetRefused::Stale),
            };
            let trouble = match set {
                Ok(()) => {
                    let notice = if wanted.is_some() { Notice::BudgetSet } else { Notice::BudgetRemoved };
                    return Ok(see_other_with(paths::BUDGET, notice));
                }
                Err(BudgetRefused::NotFound) => return Err(Error::NotFound),
                Err(BudgetRefused::Store(error)) => return Err(error.into()),
                Err(BudgetRefused::SentBefore) => page.t.budget_sent_before(),
                Err(BudgetRefused::Stale) => page.t.budget_stale(),
            };
            (StatusCode::CONFLICT, (field, stops, Some(trouble)))
        }
    };
    let standing = services.budget(account).await?;
    Ok((status, show(&state, page, &standing, shown)).into_response())
}

fn read(page: &Page, text: &str, stops: bool) -> Result<Budget, Cow<'static, str>> {
    let amount = entered_amount::read(text, page.f.currency).map_err(|unread| number_wrong(page, unread))?;
    if !amount.is_positive() || amount > MOST {
        return Err(page.t.budget_wrong_range(&page.f.money_iso(MOST)));
    }
    Ok(Budget { amount, stops })
}

/// The highest budget, in minor units.
const MOST: Amount = Amount::minor(100_000_000_000);

fn show(
    state: &State,
    page: Page,
    standing: &Standing,
    (amount, stops, trouble): (Field, bool, Option<Cow<'static, str>>),
) -> BudgetPage {
    let page = page.at(Section::Billing);
    BudgetPage {
        faults: faults(&[("amount", &amount)]),
        trouble,
        state: StateView::of(&page, standing),
        amount,
        stops,
        is_set: standing.budget.is_some(),
        hint: page.t.budget_amount_hint(page.f.currency.code()),
        key: state.services().form_key().to_string(),
        page,
    }
}
