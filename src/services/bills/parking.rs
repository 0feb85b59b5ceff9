//! Accounts whose bills can't be gone on with: put aside with their reason, so that they hold up no other, until an
//! operator lets them go on.

use serde_json::json;

use crate::{
    domain::{calendar::Timestamp, ids::AccountId},
    services::{
        Actor, Services,
        audit::{Action, Event},
        unit::Unit,
    },
    store::{
        StoreError,
        bill_steps::{self, Step},
    },
};

pub use crate::store::bill_steps::Parked;

impl Services {
    /// Parks an account on whose bills `step` failed for `reason` at `at`.
    pub(in crate::services) async fn park(
        &self,
        account: AccountId,
        (step, reason): (Step, &str),
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let actor = Actor::console();
        let Some(mut unit) = Unit::open_at(self, account, &actor, at).await? else { return Ok(()) };
        bill_steps::park(&mut unit.batch, account, (step, reason), at);
        let detail = json!({ "step": step.0, "month": step.1, "reason": reason });
        unit.audit(Event::refused(Action::BillPark, &account, detail));
        unit.commit().await
    }

    /// The accounts whose bills wait for an operator, the longest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn parked_accounts(&self) -> Result<Vec<Parked>, StoreError> {
        bill_steps::parked(&mut self.store.read().await?).await
    }

    /// Lets the bills of a parked account go on with the next run; `false` when it is not parked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unpark(&self, account: AccountId, actor: &Actor) -> Result<bool, StoreError> {
        let Some(mut unit) = Unit::open(self, account, actor).await? else { return Ok(false) };
        if !bill_steps::release(&mut unit.tx, account).await? {
            return Ok(false);
        }
        unit.audit(Event::done(Action::BillUnpark, &account, json!({})));
        unit.commit().await?;
        Ok(true)
    }
}
