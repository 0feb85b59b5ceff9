//! Top-ups (M1): filed by the customer, confirmed or refused by an operator; a sandbox confirms at once.

use serde_json::json;

use super::{
    Actor, Services,
    audit::{Action, Event, Who},
    from_store,
    once::{FormKey, Sent},
    unit::Unit,
};
use crate::{
    domain::{
        ids::{AccountId, OrderNo, TopUpId},
        ledger::Entry,
        message::Message,
        money::Amount,
        order::{Order, OrderState},
        text::{self, TextRefused},
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
    /// No reference, one that is too long, or not one line of text.
    #[error("the reference: {0}")]
    Reference(TextRefused),
    /// There is no such top-up, or no such unpaid order.
    #[error("not found")]
    NotFound,
    /// It has been decided already.
    #[error("the top-up has been decided")]
    Decided,
    /// A refusal needs a reason: one line, not too long.
    #[error("a refusal needs a reason in one line")]
    ReasonMissing,
    /// A top-up for this order waits already.
    #[error("a top-up for the order waits already")]
    OrderHasOne,
    /// As many wait as an account may have.
    #[error("{} top-ups wait already", TopUp::OPEN_MAX)]
    TooMany,
    /// The form was sent before, with other answers, and led to this top-up.
    #[error("the form was sent before with other answers")]
    SentBefore(TopUpId),
    /// The form is older than a day.
    #[error("the form is too old")]
    Stale,
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
    /// When amount or reference are out of range, the order is not an unpaid one of this account or has a top-up
    /// that waits, or too many wait.
    pub async fn file_top_up(
        &self,
        account: AccountId,
        form: TopUpForm,
        sandbox: bool,
        actor: &Actor,
    ) -> Result<TopUp, TopUpRefused> {
        check(&form)?;
        let mut unit = Unit::open(self, account, actor).await?.ok_or(TopUpRefused::NotFound)?;
        let top_up = self.file_in(&mut unit, form, sandbox).await?;
        unit.commit().await?;
        Ok(top_up)
    }

    /// The same for a form that was shown with `key`: sent again, it gives the top-up that it filed the first time
    /// (SEC38).
    ///
    /// # Errors
    /// The same, and when the key was used with other answers or is older than a day.
    pub async fn file_top_up_once(
        &self,
        account: AccountId,
        (form, key): (TopUpForm, FormKey),
        sandbox: bool,
        actor: &Actor,
    ) -> Result<TopUp, TopUpRefused> {
        check(&form)?;
        let mut unit = Unit::open(self, account, actor).await?.ok_or(TopUpRefused::NotFound)?;
        let request = json!([form.amount, form.reference.trim(), form.order]).to_string();
        let pending = match unit.sent(key, Action::TopUpFile.as_str(), &request).await? {
            Sent::New(pending) => pending,
            Sent::Before(id) => return filed_before(&mut unit, &id).await,
            Sent::OtherBefore(id) => {
                return Err(TopUpRefused::SentBefore(filed_before(&mut unit, &id).await?.id));
            }
            Sent::Stale => return Err(TopUpRefused::Stale),
        };
        let top_up = self.file_in(&mut unit, form, sandbox).await?;
        unit.keep(pending, top_up.id.to_string());
        unit.commit().await?;
        Ok(top_up)
    }

    async fn file_in(
        &self,
        unit: &mut Unit<'_>,
        form: TopUpForm,
        sandbox: bool,
    ) -> Result<TopUp, TopUpRefused> {
        let order = match &form.order {
            Some(no) => Some(unpaid(unit, no).await?.ok_or(TopUpRefused::NotFound)?),
            None => None,
        };
        may_file(unit, form.order.as_ref()).await?;
        let mut top_up = TopUp {
            id: TopUpId(self.random.uuid(unit.now)),
            account: unit.account.id,
            amount: form.amount,
            reference: form.reference.trim().to_owned(),
            state: TopUpState::Filed,
            order: form.order,
            filed_at: unit.now,
            decided_at: None,
            reason: None,
        };
        unit.audit(Event::done(Action::TopUpFile, &top_up.id, json!({ "amount": top_up.amount })));
        if sandbox {
            self.decide_in(unit, &mut top_up, order, &Decision::Confirm);
        } else if let Some(mut order) = order {
            let covers = covers(unit, &top_up, &order);
            order.expires_at = order.held_after_filing(&self.catalog().catalog, covers);
            orders::save(&mut unit.batch, &order);
        }
        topups::insert(&mut unit.batch, &top_up, decided_by(unit.actor, &top_up));
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
        if matches!(&decision, Decision::Refuse(reason) if !is_reason(reason)) {
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
        topups::save(&mut unit.batch, &top_up, decided_by(actor, &top_up));
        unit.commit().await?;
        Ok(top_up)
    }

    /// Decides a top-up, which the caller writes.
    fn decide_in(&self, unit: &mut Unit<'_>, top_up: &mut TopUp, order: Option<Order>, decision: &Decision) {
        top_up.decided_at = Some(unit.now);
        if let Some(mut order) = order {
            let (catalog, covers) = (self.catalog().catalog, covers(unit, top_up, &order));
            order.expires_at = match decision {
                Decision::Confirm => order.held_after_confirmation(&catalog, unit.now, covers),
                Decision::Refuse(_) => order.held_after_refusal(&catalog, unit.now),
            };
            orders::save(&mut unit.batch, &order);
        }
        match decision {
            Decision::Confirm => {
                top_up.state = TopUpState::Confirmed;
                unit.post(&Entry::top_up(top_up.id.to_string(), top_up.amount));
            }
            Decision::Refuse(reason) => {
                top_up.state = TopUpState::Refused;
                top_up.reason = Some(reason.trim().to_owned());
            }
        }
        let detail = json!({ "state": top_up.state, "amount": top_up.amount, "reason": top_up.reason });
        unit.audit(Event::done(Action::TopUpDecide, &top_up.id, detail));
        let is_confirmed = top_up.state == TopUpState::Confirmed;
        let (amount, reason) = (top_up.amount, top_up.reason.clone());
        let message = Message::TopUpDecided { amount, is_confirmed, reason };
        unit.inform(format!("top_up/{}", top_up.id), &message);
    }
}

fn check(form: &TopUpForm) -> Result<(), TopUpRefused> {
    if form.amount < TopUp::LEAST || form.amount > TopUp::MOST {
        return Err(TopUpRefused::Amount);
    }
    TopUp::reference(&form.reference).map(drop).map_err(TopUpRefused::Reference)
}

/// The most characters of an operator's reason for a refusal.
pub const REASON_MAX: usize = TopUp::REASON_MAX;

/// Whether a customer can be told this as the reason of a refusal: one line of 1–200 characters.
#[must_use]
pub fn is_reason(reason: &str) -> bool {
    text::line(reason, REASON_MAX).is_ok()
}

/// The top-up that a form led to when it was sent first.
async fn filed_before(unit: &mut Unit<'_>, id: &str) -> Result<TopUp, TopUpRefused> {
    let lost = || StoreError::inconsistent("idempotency", "location", id);
    let stored = id.parse().map_err(|_| lost())?;
    Ok(topups::find(&mut unit.tx, TopUpId(stored)).await?.ok_or_else(lost)?)
}

/// The operator who decided a top-up.
fn decided_by(actor: &Actor, top_up: &TopUp) -> Option<uuid::Uuid> {
    match actor.who {
        Who::Operator(operator) if top_up.decided_at.is_some() => Some(operator.0),
        Who::Operator(_) | Who::User(_) | Who::Visitor | Who::Console => None,
    }
}

/// The order with this number, if it can still be paid at the unit's moment: an order whose time is over is not held
/// again because no job has come by yet (P12).
async fn unpaid(unit: &mut Unit<'_>, no: &OrderNo) -> Result<Option<Order>, StoreError> {
    let order = orders::find(&mut unit.tx, unit.account.id, no).await?;
    let Some(order) = order.filter(|order| order.state == OrderState::Unpaid) else { return Ok(None) };
    Ok(Some(order).filter(|order| !order.is_over(unit.now)))
}

/// Whether another top-up may wait: one for an order, and a few for an account, so that nobody fills the operators'
/// queue.
async fn may_file(unit: &mut Unit<'_>, order: Option<&OrderNo>) -> Result<(), TopUpRefused> {
    if let Some(no) = order
        && topups::is_filed_for(&mut unit.tx, no).await?
    {
        return Err(TopUpRefused::OrderHasOne);
    }
    if topups::open_of(&mut unit.tx, unit.account.id).await? >= i64::from(TopUp::OPEN_MAX) {
        return Err(TopUpRefused::TooMany);
    }
    Ok(())
}

/// Whether a top-up covers what the balance lacks for an order; nothing covers what is not missing.
fn covers(unit: &Unit<'_>, top_up: &TopUp, order: &Order) -> bool {
    let missing = order.payable() - unit.account.balance;
    missing.is_positive() && top_up.amount >= missing
}
