//! Real-time audio/video of an app (C7): enabling it, the one free trial of calls, and the end of that.

use serde_json::{Value, json};

use super::{
    Actor, Services,
    audit::{Action, Event},
    from_store,
    once::{FormKey, Sent},
    unit::Unit,
};
use crate::{
    domain::{
        calendar::Timestamp,
        ids::{AccountId, SdkAppId},
        lifecycle,
        message::{Message, Named},
        order::Order,
        product::{AddOn, Item},
        rtc::{self, Minutes, PackMonth, Standing, TrialRefused},
    },
    store::{
        StoreError, Tx,
        app_page::{self, AppAround},
        renewals, rtc as rows, usage,
    },
};

/// Why something was not done to an app's audio/video. Nothing was.
#[derive(Debug, thiserror::Error)]
pub enum RtcFailed {
    /// There is no such app in this account.
    #[error("not found")]
    NotFound,
    /// The app is stopped.
    #[error("the app is stopped")]
    Stopped,
    /// A rule of the free trial (C7).
    #[error(transparent)]
    Trial(#[from] TrialRefused),
    /// The form is older than a day, or was sent before for something else.
    #[error("the form is too old")]
    Stale,
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(RtcFailed);

/// The minutes of a call pack in its present month (C7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallMinutes {
    /// The month.
    pub month: PackMonth,
    /// What of them was used.
    pub minutes: Minutes,
    /// How many there are, where that is known.
    pub included: Option<u32>,
}

/// What the outside is told of an app's audio/video.
const TOLD: &str = "audio_video";

impl Services {
    /// Enables the audio/video of an app, under the same SDKAppID. What is on already stays as it is.
    ///
    /// # Errors
    /// When the app is not the account's, or is stopped.
    pub async fn enable_rtc(&self, account: AccountId, id: SdkAppId, actor: &Actor) -> Result<(), RtcFailed> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(RtcFailed::NotFound)?;
        let (_, standing) = unit.rtc_of(id).await?;
        match standing {
            Standing::Stopped => return Err(RtcFailed::Stopped),
            Standing::On | Standing::Trial { .. } | Standing::Pack(_) => return Ok(()),
            Standing::Off => {}
        }
        rows::enable(&mut unit.batch, id, unit.now);
        unit.audit(Event::done(Action::RtcEnable, &id, json!({})));
        unit.tell(TOLD, &told(id, Standing::On));
        Ok(unit.commit().await?)
    }

    /// Starts the free trial of calls, which ends by itself and is never charged, and gives its end; the audio/video is
    /// enabled with it.
    ///
    /// # Errors
    /// When the app is not the account's, or what [`rtc::try_calls`] says.
    pub async fn try_calls(
        &self,
        account: AccountId,
        id: SdkAppId,
        key: FormKey,
        actor: &Actor,
    ) -> Result<(), RtcFailed> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(RtcFailed::NotFound)?;
        let (around, standing) = unit.rtc_of(id).await?;
        let pending = match unit.sent(key, Action::CallTrialStart.as_str(), &id.to_string()).await? {
            Sent::Before(_) => return Ok(()),
            Sent::OtherBefore(_) | Sent::Stale => return Err(RtcFailed::Stale),
            Sent::New(pending) => pending,
        };
        let catalog = self.catalog().catalog;
        let trial = (catalog.calendar(), catalog.calls.trial_days);
        let until = rtc::try_calls(trial, standing, around.rtc, unit.now)?;
        rows::start_trial(&mut unit.batch, id, (unit.now, until));
        unit.keep(pending, id.to_string());
        unit.audit(Event::done(Action::CallTrialStart, &id, json!({ "until": until })));
        unit.tell(TOLD, &told(id, Standing::Trial { until }));
        Ok(unit.commit().await?)
    }

    /// The minutes of the call pack that is in force for an app as its page has it; none without one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn call_minutes(
        &self,
        tx: &mut Tx,
        around: &AppAround,
    ) -> Result<Option<CallMinutes>, StoreError> {
        let (app, calendar) = (&around.app, self.catalog().catalog.calendar());
        let month = PackMonth::of(app, &around.holdings, calendar, self.now()).filter(|_| rtc::runs(app));
        let Some(month) = month else { return Ok(None) };
        let days = month.days(calendar);
        let minutes = Minutes::of(&usage::of_app(tx, app.id, days).await?, days);
        let lines = renewals::paid_lines(tx, app.id).await?;
        let releases = self.catalogs.known_releases(tx).await?;
        let included = month.included(app, &lines, &releases);
        Ok(Some(CallMinutes { month, minutes, included }))
    }

    /// Ends a trial that is over, unless somebody else was faster. An app that runs on without calls is told so.
    pub(super) async fn end_call_trial(
        &self,
        account: AccountId,
        id: SdkAppId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let actor = Actor::console();
        let Some(mut unit) = Unit::open_at(self, account, &actor, at).await? else { return Ok(()) };
        if !rows::end_trial(&mut unit.tx, id, at).await? {
            return Ok(());
        }
        let (around, standing) = match unit.rtc_of(id).await {
            Ok(found) => found,
            Err(RtcFailed::Store(error)) => return Err(error),
            Err(_) => return unit.commit().await,
        };
        unit.audit(Event::done(Action::CallTrialEnd, &id, json!({ "due": at })));
        unit.tell(TOLD, &told(id, standing));
        if standing == Standing::On {
            let message = Message::CallTrialEnded { app: Named::of(&around.app) };
            unit.inform(format!("call_trial/{id}"), &message);
        }
        unit.commit().await
    }
}

/// Switches the audio/video of an app on whose order for a call pack is paid (C7).
pub(super) fn switched_on_by(unit: &mut Unit<'_>, order: &Order) {
    let pack = order.lines.iter().find_map(|line| match line.item {
        Item::AddOn(AddOn::CallPack(pack)) => Some(pack),
        _ => None,
    });
    if let Some(pack) = pack {
        rows::enable(&mut unit.batch, order.app, unit.now);
        unit.tell(TOLD, &told(order.app, Standing::Pack(pack)));
    }
}

impl Unit<'_> {
    /// An app of the account that is not deleted, as it is at the unit's moment, and where its audio/video stands.
    async fn rtc_of(&mut self, id: SdkAppId) -> Result<(AppAround, Standing), RtcFailed> {
        let found = app_page::find(&mut self.tx, self.account.id, id, self.now).await?;
        let mut around = found.ok_or(RtcFailed::NotFound)?;
        lifecycle::catch_up(&mut around.app, &self.services().catalog().catalog, self.now);
        let standing = rtc::standing(&around.app, around.rtc, &around.holdings, self.now);
        Ok((around, standing))
    }
}

fn told(app: SdkAppId, standing: Standing) -> Value {
    match standing {
        Standing::Stopped => json!({ "app": app, "state": "stopped" }),
        Standing::Off => json!({ "app": app, "state": "off" }),
        Standing::On => json!({ "app": app, "state": "on" }),
        Standing::Trial { until } => json!({ "app": app, "state": "trial", "until": until }),
        Standing::Pack(pack) => json!({ "app": app, "state": "pack", "pack": pack }),
    }
}
