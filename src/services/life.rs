//! What time does by itself: ended terms, grace, released data, unpaid orders. Worked through oldest first, each
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
        calendar::Timestamp,
        ids::{AccountId, SdkAppId},
        lifecycle::{self, Effect, Step},
    },
    store::{
        StoreError, apps,
        life::{self, DueThing},
    },
};

impl Services {
    /// Does everything that fell due at `until` or before, and gives how many things that were. Doing it again, or
    /// in another process at the same time, does nothing twice.
    ///
    /// # Errors
    /// When the database fails; what was done before stays done.
    pub async fn run_due(&self, until: Timestamp) -> Result<u32, StoreError> {
        let mut done = 0;
        loop {
            let mut reading = self.store.read().await?;
            let due = life::oldest(&mut reading, until).await?;
            drop(reading);
            let Some(due) = due else { return Ok(done) };
            match due.what {
                DueThing::App(id) => self.app_due(due.account, id, due.at).await?,
                DueThing::Order(no) => match self.cancel_expired(due.account, &no, due.at).await {
                    Ok(()) | Err(Refused::NotFound | Refused::NotUnpaid) => {}
                    Err(Refused::Store(error)) => return Err(error),
                    Err(_) => return Err(StoreError::inconsistent("orders", "no", no)),
                },
            }
            done += 1;
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
            app.state = lifecycle::after(&app, effect, due).unwrap_or(app.state);
            tell(&mut unit, id, Step { due, effect, state: app.state });
        }
        self.save(&mut unit, &app);
        unit.commit().await
    }
}

/// Records what no job has done yet and a unit takes for done.
pub(super) fn record(unit: &mut Unit<'_>, id: SdkAppId, steps: &[Step]) {
    let now = unit.now;
    for &step in steps {
        unit.now = step.due;
        life::record(&mut unit.batch, id, step.effect, step.due);
        tell(unit, id, step);
    }
    unit.now = now;
}

/// Writes down and tells what the clock has done to an app.
pub(super) fn tell(unit: &mut Unit<'_>, id: SdkAppId, Step { due, effect, state }: Step) {
    unit.audit(Event::done(Action::AppDue, &id, json!({ "effect": effect, "due": due })));
    unit.tell("app_state", &json!({ "app": id, "status": state.status(), "cause": state.cause() }));
}
