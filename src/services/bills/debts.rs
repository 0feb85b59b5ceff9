//! Debts: whatever comes onto the balance pays overdue bills first, oldest first (M1), and when nothing is owed any more
//! the apps that were stopped for it come back (U8).

use serde_json::json;

use super::super::{
    Services,
    audit::{Action, Event},
    life,
    unit::Unit,
};
use crate::{
    domain::{
        app::App,
        bill::{BillState, Kept, Owed, Seal, pay_overdue},
        ledger::Entry,
        lifecycle,
        message::{Message, Named},
        money::Amount,
    },
    store::{StoreError, bills, life as lives, refunds},
};

impl Services {
    /// Pays what is owed from the balance of the unit's account, as far as it goes. Every unit ends with it, so no
    /// credit passes by a debt.
    pub(in crate::services) async fn pay_debts(&self, unit: &mut Unit<'_>) -> Result<(), StoreError> {
        if !unit.account.has_overdue() || !unit.account.balance.is_positive() {
            return Ok(());
        }
        unit.send().await?;
        let heads = bills::overdue(&mut unit.tx, unit.account.id).await?;
        let owed = |kept: &Kept| Owed { month: kept.bill.month, amount: kept.bill.owed() };
        let debts: Vec<Owed> = heads.iter().map(|head| owed(&head.kept)).collect();
        let paid = pay_overdue(&debts, unit.account.balance);
        for head in heads {
            let of_bill = paid.payments.iter().find(|payment| payment.month == head.kept.bill.month);
            if let Some(Owed { amount, .. }) = of_bill {
                pay(unit, head.kept, *amount).await?;
            }
        }
        if paid.is_clear { self.restore_apps(unit).await } else { Ok(()) }
    }

    /// Brings back what was stopped for arrears, as it was, where no other reason to be stopped is left (U8).
    async fn restore_apps(&self, unit: &mut Unit<'_>) -> Result<(), StoreError> {
        let catalog = self.catalog().catalog;
        for stopped in lives::stopped_for_arrears(&mut unit.tx, unit.account.id).await? {
            let was_refunded = match stopped.plan.ends_at() {
                Some(end) => refunds::ended_package(&mut unit.tx, stopped.id, end).await?,
                None => false,
            };
            let Some(state) = lifecycle::restored(&stopped, was_refunded) else { continue };
            let mut app = App { state, ..stopped };
            unit.audit(Event::done(Action::AppRestore, &app.id, json!({ "status": state.status() })));
            unit.tell(
                "app_state",
                &json!({ "app": app.id, "status": state.status(), "cause": state.cause() }),
            );
            let told = format!("restore/{}/{}", app.id, unit.now.unix());
            unit.inform(told, &Message::AppRestored { app: Named::of(&app) });
            let before = app.clone();
            let steps = lifecycle::catch_up(&mut app, &catalog, unit.now);
            life::record(unit, &before, &steps).await?;
            self.save(unit, &app);
        }
        Ok(())
    }
}

/// Pays `amount` of what is owed on a bill.
async fn pay(unit: &mut Unit<'_>, mut kept: Kept, amount: Amount) -> Result<(), StoreError> {
    let Some(Seal { no, .. }) = kept.seal.clone() else { return Ok(()) };
    let earlier = bills::payments(&mut unit.tx, unit.account.id, kept.bill.month).await?;
    let position = earlier.last().map_or(0, |(position, ..)| *position) + 1;
    kept.bill = kept.bill.paid(amount, unit.now);
    kept.paid += amount;
    bills::settle(&mut unit.batch, &kept);
    bills::pay(&mut unit.batch, &kept.bill, (position, amount), unit.now);
    unit.post(&Entry::bill_payment(format!("{no}/{position}"), amount));
    unit.account.owed -= amount;
    let owed = kept.bill.owed();
    unit.audit(Event::done(Action::BillPay, &no, json!({ "amount": amount, "owed": owed })));
    if matches!(kept.bill.state, BillState::Paid { .. }) {
        unit.tell("bill_paid", &json!({ "bill": no, "month": kept.bill.month, "owed": owed }));
    }
    Ok(())
}
