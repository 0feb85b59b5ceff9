//! Top-ups (M1): filed by the customer, confirmed or refused by an operator; a sandbox confirms at once.

use serde_json::json;

use super::{
    Actor, Services,
    audit::{Action, Event, Who},
    from_store,
    unit::Unit,
};
use crate::{
    domain::{
        ids::{AccountId, OrderNo, TopUpId},
        ledger::Entry,
        money::Amount,
        order::{Order, OrderState},
        top_up::{TopUp, TopUpState},
    },
    store::{StoreError, orders, topups},
};

/// Why a top-up was not taken or not decided.
#[derive(Debug, thiserror::Error)]
pub enum TopUpRefused {
    /// Less than the least or more than the most.
    #[error("the amount is out of range")]
    Amount,
    /// No reference, or one that is too long.
    #[error("the reference is missing or too long")]
    Reference,
    /// There is no such top-up, or no such unpaid order.
    #[error("not found")]
    NotFound,
    /// It has been decided already.
    #[error("the top-up has been decided")]
    Decided,
    /// A refusal needs a reason.
    #[error("a refusal needs a reason")]
    ReasonMissing,
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(TopUpRefused);

/// What a customer files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopUpForm {
    /// How much.
    pub amount: Amount,
    /// How the transfer can be found.
    pub reference: String,
    /// The unpaid order that it is to pay.
    pub order: Option<OrderNo>,
}

/// An operator's word on a top-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The money is there.
    Confirm,
    /// It is not, for this reason.
    Refuse(String),
}

impl Services {
    /// Files a top-up; in a sandbox it is confirmed at once.
    ///
    /// # Errors
    /// When amount or reference are out of range or the order is not an unpaid one of this account.
    pub async fn file_top_up(
        &self,
        account: AccountId,
        form: TopUpForm,
        sandbox: bool,
        actor: &Actor,
    ) -> Result<TopUp, TopUpRefused> {
        if form.amount < TopUp::LEAST || form.amount > TopUp::MOST {
            return Err(TopUpRefused::Amount);
        }
        let reference = form.reference.trim();
        if reference.is_empty() || reference.chars().count() > TopUp::REFERENCE_MAX {
            return Err(TopUpRefused::Reference);
        }
        let mut unit = Unit::open(self, account, actor).await?.ok_or(TopUpRefused::NotFound)?;
        let order = match &form.order {
            Some(no) => Some(unpaid(&mut unit, no).await?.ok_or(TopUpRefused::NotFound)?),
            None => None,
        };
        let mut top_up = TopUp {
            id: TopUpId(self.random.uuid(unit.now)),
            account,
            amount: form.amount,
            reference: reference.to_owned(),
            state: TopUpState::Filed,
            order: form.order,
            filed_at: unit.now,
            decided_at: None,
            reason: None,
        };
        topups::insert(&mut unit.batch, &top_up);
        unit.audit(Event::done(Action::TopUpFile, &top_up.id, json!({ "amount": top_up.amount })));
        if sandbox {
            self.decide_in(&mut unit, &mut top_up, order, &Decision::Confirm);
        }
        unit.commit().await?;
        Ok(top_up)
    }

    /// Confirms or refuses a top-up.
    ///
    /// # Errors
    /// When there is none, it has been decided, or a refusal has no reason.
    pub async fn decide_top_up(
        &self,
        id: TopUpId,
        decision: Decision,
        actor: &Actor,
    ) -> Result<TopUp, TopUpRefused> {
        if matches!(&decision, Decision::Refuse(reason) if reason.trim().is_empty()) {
            return Err(TopUpRefused::ReasonMissing);
        }
        let mut reading = self.store.read().await?;
        let account = topups::find(&mut reading, id).await?.ok_or(TopUpRefused::NotFound)?.account;
        drop(reading);
        let mut unit = Unit::open(self, account, actor).await?.ok_or(TopUpRefused::NotFound)?;
        let mut top_up = topups::find(&mut unit.tx, id).await?.ok_or(TopUpRefused::NotFound)?;
        if top_up.state != TopUpState::Filed {
            return Err(TopUpRefused::Decided);
        }
        let order = match &top_up.order {
            Some(no) => unpaid(&mut unit, no).await?,
            None => None,
        };
        self.decide_in(&mut unit, &mut top_up, order, &decision);
        unit.commit().await?;
        Ok(top_up)
    }

    fn decide_in(&self, unit: &mut Unit<'_>, top_up: &mut TopUp, order: Option<Order>, decision: &Decision) {
        top_up.decided_at = Some(unit.now);
        match decision {
            Decision::Confirm => {
                top_up.state = TopUpState::Confirmed;
                unit.post(&Entry::top_up(top_up.id.to_string(), top_up.amount));
                if let Some(mut order) = order {
                    order.expires_at = order.held_after_top_up(&self.catalog().catalog, unit.now);
                    orders::save(&mut unit.batch, &order);
                }
            }
            Decision::Refuse(reason) => {
                top_up.state = TopUpState::Refused;
                top_up.reason = Some(reason.trim().to_owned());
            }
        }
        let by = match unit.actor.who {
            Who::Operator(operator) => Some(operator.0),
            Who::User(_) | Who::Visitor | Who::Console => None,
        };
        topups::save(&mut unit.batch, top_up, by);
        let detail = json!({ "state": top_up.state, "amount": top_up.amount, "reason": top_up.reason });
        unit.audit(Event::done(Action::TopUpDecide, &top_up.id, detail));
    }
}

async fn unpaid(unit: &mut Unit<'_>, no: &OrderNo) -> Result<Option<Order>, StoreError> {
    let order = orders::find(&mut unit.tx, unit.account.id, no).await?;
    Ok(order.filter(|order| order.state == OrderState::Unpaid))
}
