//! What time does by itself: bills, ended terms, grace, released data, unpaid orders. Worked through oldest first, each
//! at the moment at which it fell due, so that a jump over a year equals many small steps (R8).

use serde_json::json;

use super::{
    Actor, Services,
    audit::{Action, Event},
    purchase::Refused,
    unit::Unit,
};
use crate::{
    domain::{
        app::App,
        bill::BillStep,
        calendar::Timestamp,
        ids::{AccountId, SdkAppId},
        lifecycle::{self, Effect, Step},
        message::{Message, Named},
    },
    store::{
        StoreError, apps,
        bill_steps::{self, Step as BilledStep},
        courses,
        life::{self, Due, DueThing},
    },
};

/// The most steps of bills that are looked up at once.
const TOGETHER: i64 = 1_000;

impl Services {
    /// Does everything that fell due at `until` or before, and gives how many things that were, reminders apart. Doing it again, or
    /// in another process at the same time, does nothing twice. What can't be done for a fault of its own (a row that
    /// can't be read, a panic) is logged and left: it stops nothing else, and is tried again the next time.
    ///
    /// # Errors
    /// When the database fails for all; what was done before stays done.
    pub async fn run_due(&self, until: Timestamp) -> Result<u32, StoreError> {
        let (mut done, mut faulty, mut last, mut alone) = (0, Vec::new(), None, 0_usize);
        loop {
            let mut due = self.oldest_due(until, &faulty).await?;
            if due.is_some() && due == last {
                // Another runner may have done it whose commit was still on its way.
                self.store.settle().await?;
                due = self.oldest_due(until, &faulty).await?;
            }
            let Some(due) = due else { return Ok(done) };
            if last.as_ref() == Some(&due) {
                tracing::error!(account = %due.account, what = ?due.what, "what fell due stays due; it is skipped");
                faulty.push(due);
                continue;
            }
            let steps = if alone > 0 { Vec::new() } else { self.due_with(&due, &faulty).await? };
            if steps.len() > 1 {
                let together = self.bills_together(&steps, due.at).await?;
                done += together.report.drawn_up + together.report.debited;
                alone = together.alone;
                last = (together.done > 0).then_some(due);
                continue;
            }
            alone = alone.saturating_sub(1);
            last = Some(due.clone());
            let (services, thing) = (self.clone(), due.clone());
            let step = tokio::spawn(async move { services.step(thing).await });
            match step.await.map_err(|ended| StoreError::Panicked(ended.to_string())).flatten() {
                Ok(is_something) => done += u32::from(is_something),
                Err(error) if error.is_of_one_row() => {
                    tracing::error!(%error, account = %due.account, what = ?due.what, at = due.at.unix(),
                        "what fell due can't be done; it is skipped until the next run");
                    if let DueThing::Bill(step) = due.what {
                        self.park(due.account, (step, &error.to_string()), due.at).await?;
                    }
                    faulty.push(due);
                }
                Err(error) => return Err(error),
            }
        }
    }

    async fn oldest_due(&self, until: Timestamp, faulty: &[Due]) -> Result<Option<Due>, StoreError> {
        life::oldest(&mut self.store.read().await?, until, faulty).await
    }

    /// The bills that are drawn up, or debited, at the moment of `due` if it is one of them: as many as make a run of it
    /// worth while, in their order.
    async fn due_with(&self, due: &Due, faulty: &[Due]) -> Result<Vec<(AccountId, BilledStep)>, StoreError> {
        let DueThing::Bill((kind @ (BillStep::DrawUp | BillStep::Debit), _)) = due.what else {
            return Ok(Vec::new());
        };
        let steps = bill_steps::due(&mut self.store.read().await?, due.at, false, TOGETHER).await?;
        let is_faulty = |account: AccountId, step| {
            faulty.iter().any(|one| one.account == account && one.what == DueThing::Bill(step))
        };
        let same = steps
            .into_iter()
            .filter(|&(at, account, step)| at == due.at && step.0 == kind && !is_faulty(account, step));
        Ok(same.map(|(_, account, step)| (account, step)).collect())
    }

    /// Does one thing that fell due; tells whether anything came of it.
    async fn step(&self, due: Due) -> Result<bool, StoreError> {
        match due.what {
            DueThing::Bill(step) => self.bill_due(due.account, step, due.at).await.map(|done| done.is_some()),
            DueThing::App(id) => self.app_due(due.account, id, due.at).await.map(|()| true),
            DueThing::CallTrial(id) => self.end_call_trial(due.account, id, due.at).await.map(|()| true),
            DueThing::Reminder => self.remind(due.account, due.at).await.map(|()| false),
            DueThing::Order(no) => match self.cancel_expired(due.account, &no, due.at).await {
                Ok(()) | Err(Refused::NotFound | Refused::NotUnpaid) => Ok(true),
                Err(Refused::Store(error)) => Err(error),
                Err(_) => Err(StoreError::inconsistent("orders", "no", no)),
            },
        }
    }

    /// Applies what fell due for one app at `at`, unless somebody else was faster.
    async fn app_due(&self, account: AccountId, id: SdkAppId, at: Timestamp) -> Result<(), StoreError> {
        let actor = Actor::console();
        let Some(mut unit) = Unit::open_at(self, account, &actor, at).await? else { return Ok(()) };
        if life::due_of(&mut unit.tx, id).await? != Some(at) {
            return Ok(());
        }
        let Some(mut app) = apps::find(&mut unit.tx, account, id).await? else { return Ok(()) };
        let Some((due, effect)) = lifecycle::next(&app, &self.catalog().catalog) else {
            self.save(&mut unit, &app);
            return unit.commit().await;
        };
        if due <= at {
            if !life::claim(&mut unit.tx, id, effect, due).await? {
                return Err(StoreError::inconsistent("effects", "due_at", id));
            }
            if effect == Effect::Renew {
                return self.try_renewal(unit, app).await;
            }
            lifecycle::apply(&mut app, effect, due);
            tell(&mut unit, &app, Step { due, effect, state: app.state });
        }
        self.save(&mut unit, &app);
        unit.commit().await
    }
}

/// Records what no job has done yet to `app` and a unit takes for done, and sends it, so that what the unit does to the
/// app follows it.
pub(super) async fn record(unit: &mut Unit<'_>, app: &App, steps: &[Step]) -> Result<(), StoreError> {
    let now = unit.now;
    for &step in steps {
        unit.now = step.due;
        life::record(&mut unit.batch, app.id, step.effect, step.due);
        if step.effect == Effect::Deactivate {
            courses::turn(&mut unit.batch, &App { state: step.state, ..app.clone() }, step.due);
        }
        tell(unit, app, step);
    }
    unit.now = now;
    if steps.is_empty() { Ok(()) } else { unit.send().await }
}

/// Writes down and tells what the clock has done to an app.
pub(super) fn tell(unit: &mut Unit<'_>, app: &App, step: Step) {
    let Step { due, effect, state } = step;
    unit.audit(Event::done(Action::AppDue, &app.id, json!({ "effect": effect, "due": due })));
    if effect == Effect::EndPack {
        unit.tell("call_pack_ended", &json!({ "app": app.id }));
    } else {
        unit.tell("app_state", &json!({ "app": app.id, "status": state.status(), "cause": state.cause() }));
    }
    if let Some(message) = message(unit, app, step) {
        unit.inform(format!("{effect}/{}/{}", app.id, due.unix()), &message);
    }
}

/// What the account is told of it; a renewal is told before it comes (R7).
fn message(unit: &Unit<'_>, app: &App, step: Step) -> Option<Message> {
    let after = App { state: step.state, ..app.clone() };
    let next = lifecycle::next_state(&after, &unit.services().catalog().catalog).map(|(at, _)| at);
    let app = Named::of(app);
    match (step.effect, step.state.cause()) {
        (Effect::Expire, _) => Some(Message::AppExpired { app, stops_at: next? }),
        (Effect::Deactivate, Some(cause)) => Some(Message::AppStopped { app, cause, kept_until: next? }),
        (Effect::Release, _) => Some(Message::AppReleased { app }),
        (Effect::EndPack, _) => Some(Message::CallPackEnded { app }),
        (Effect::Renew | Effect::Deactivate, _) => None,
    }
}
