//! The budget of an account: set by its owner, held against what the month costs, told when half, four fifths and all of
//! it are used up, and, where its owner wants that, refusing what would go beyond it. It never stops what runs.

use serde_json::json;

use super::{
    Actor, Services,
    apps::ChangeDesk,
    audit::{Action, Event},
    bills::expected,
    from_store,
    once::{FormKey, Sent},
    unit::Unit,
};
use crate::{
    domain::{
        budget::{Budget, Spending},
        calendar::Timestamp,
        change::{self, ChangeRefused},
        ids::AccountId,
        money::Amount,
        month::Month,
        purchase::PurchaseRefused,
        wish::Wish,
    },
    store::{StoreError, Tx, accounts, budgets},
};

/// Why a budget was not set.
#[derive(Debug, thiserror::Error)]
pub enum BudgetRefused {
    /// There is no such account.
    #[error("not found")]
    NotFound,
    /// The form was sent before, with other answers.
    #[error("the form was sent before with other answers")]
    SentBefore,
    /// The form is older than a day.
    #[error("the form is too old")]
    Stale,
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(BudgetRefused);

/// How a month stands against the budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The budget; none where none is set.
    pub budget: Option<Budget>,
    /// The running month.
    pub month: Month,
    /// What it costs.
    pub spending: Spending,
    /// The alerts that were recorded in it.
    pub alerts: Vec<u32>,
}

impl Standing {
    /// Whether there is room for something that adds `added` to the month.
    #[must_use]
    pub fn has_room(&self, added: Amount, is_more: bool) -> bool {
        self.budget.is_none_or(|budget| budget.has_room(self.spending, added, is_more))
    }

    /// Refuses an order beyond the budget; a renewal keeps what runs and is never refused.
    ///
    /// # Errors
    /// When there is no room for it.
    pub fn allows_order(&self, wish: &Wish, cost: Amount) -> Result<(), PurchaseRefused> {
        let is_exempt = matches!(wish, Wish::Renew(_));
        if is_exempt || self.has_room(cost, cost.is_positive()) {
            Ok(())
        } else {
            Err(PurchaseRefused::OverBudget)
        }
    }

    /// Refuses a change that makes this month or the next dearer, beyond the budget.
    ///
    /// # Errors
    /// When there is no room for it, or another rule is against the change.
    pub fn allows_change(&self, desk: &ChangeDesk, wish: &change::Wish) -> Result<(), ChangeRefused> {
        let [this_before, this_after, next_before, next_after] = desk.preview(wish)?.totals();
        let added = this_after - this_before;
        let is_more = added.is_positive() || next_after > next_before;
        if self.has_room(added, is_more) { Ok(()) } else { Err(ChangeRefused::OverBudget) }
    }
}

impl Services {
    /// How the running month of an account stands against its budget.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn budget(&self, account: AccountId) -> Result<Standing, StoreError> {
        let mut tx = self.store.read().await?;
        let budget = accounts::find(&mut tx, account).await?.and_then(|account| account.budget);
        self.standing(&mut tx, (account, budget), self.now()).await
    }

    pub(super) async fn standing(
        &self,
        tx: &mut Tx,
        (account, budget): (AccountId, Option<Budget>),
        now: Timestamp,
    ) -> Result<Standing, StoreError> {
        let releases = self.catalogs.releases(tx).await?;
        let calendar = releases.current().catalog.calendar();
        let month = Month::of(calendar, now);
        let spending = Spending {
            paid: budgets::paid_since(tx, account, month.span(calendar).from).await?,
            billed: expected(tx, &releases, (account, month)).await?,
        };
        let alerts = budgets::alerts(tx, account, month).await?;
        Ok(Standing { budget, month, spending, alerts })
    }

    /// How the month of a unit's account stands; none where that asks for nothing, so that nobody else waits for it.
    pub(super) async fn standing_in(&self, unit: &mut Unit<'_>) -> Result<Option<Standing>, StoreError> {
        let Some(budget) = unit.account.budget else { return Ok(None) };
        let account = (unit.account.id, Some(budget));
        self.standing(&mut unit.tx, account, unit.now).await.map(Some)
    }

    /// Sets the budget of an account, or takes it away. The same form sent again changes nothing more.
    ///
    /// # Errors
    /// When the form was used with other answers or is too old.
    pub async fn set_budget(
        &self,
        account: AccountId,
        (wanted, key): (Option<Budget>, FormKey),
        actor: &Actor,
    ) -> Result<(), BudgetRefused> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(BudgetRefused::NotFound)?;
        match unit.sent(key, Action::BudgetSet.as_str(), &json!(wanted).to_string()).await? {
            Sent::New(pending) => unit.keep(pending, String::new()),
            Sent::Before(_) => return Ok(()),
            Sent::OtherBefore(_) => return Err(BudgetRefused::SentBefore),
            Sent::Stale => return Err(BudgetRefused::Stale),
        }
        let before = std::mem::replace(&mut unit.account.budget, wanted);
        unit.audit(Event::done(Action::BudgetSet, &account, json!({ "before": before, "after": wanted })));
        unit.tell("budget_set", &json!({ "budget": wanted }));
        unit.spends();
        Ok(unit.commit().await?)
    }

    /// Records what the month has reached of the budget and was not recorded yet, with what the unit has done.
    pub(super) async fn tell_budget(&self, unit: &mut Unit<'_>) -> Result<(), StoreError> {
        unit.send().await?;
        let Some(standing) = self.standing_in(unit).await? else { return Ok(()) };
        let Standing { budget: Some(budget), month, spending, alerts } = standing else { return Ok(()) };
        for percent in budget.reached(spending).filter(|percent| !alerts.contains(percent)) {
            budgets::alert(&mut unit.batch, unit.account.id, (month, percent), unit.now);
            let detail = json!({ "percent": percent, "spent": spending.total(), "budget": budget.amount });
            unit.audit(Event::done(Action::BudgetAlert, &month, detail.clone()));
            unit.tell("budget_alert", &json!({ "month": month, "reached": detail }));
        }
        Ok(())
    }
}
