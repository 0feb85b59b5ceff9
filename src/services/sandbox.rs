//! Live or sandbox (T1): decided when a database is made, for ever. A sandbox has a business clock that stands still
//! until it is moved; moving it runs everything that falls due on the way.

use std::sync::Arc;

use serde_json::json;

use super::{
    Actor, Services,
    audit::{Action, Event},
    unit::Unit,
};
use crate::{
    clock::{Clock, ManualClock},
    domain::calendar::Timestamp,
    store::{Store, StoreError, Tx, accounts::HOUSE, meta},
};

const MODE: &str = "mode";
const NOW: &str = "sandbox_now";
/// Where the clock is on its way to; while it moves, what falls due is ahead of it.
const TARGET: &str = "sandbox_target";

/// What a database is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Real customers, real time.
    Live,
    /// A place to try things, with a clock that is moved by hand.
    Sandbox,
}

impl Mode {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Sandbox => "sandbox",
        }
    }
}

/// Why a database was not opened, or a clock not moved.
#[derive(Debug, thiserror::Error)]
pub enum ModeRefused {
    /// The database is of the other mode.
    #[error("this database is {is} and can't be opened as {wanted}: a database keeps its mode for ever", is = is.as_str(), wanted = wanted.as_str())]
    OtherMode {
        /// What it is.
        is: Mode,
        /// What was wanted.
        wanted: Mode,
    },
    /// A clock only moves forward.
    #[error("the clock only moves forward")]
    Backwards,
    /// Further ahead than a clock may be moved at once.
    #[error("the clock is moved by at most ten years at once")]
    TooFar,
    /// Beyond the last day that the clock can show.
    #[error("the clock ends with the year 9989")]
    AfterLast,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The most that a clock is moved at once, in seconds: ten years of 366 days.
const FARTHEST: i64 = 10 * 366 * 86_400;

/// The last moment of the clock: what is bought then ends before the year 10000, which no order number can write.
const LAST: Timestamp = Timestamp::from_unix(253_086_768_000);

/// Opens a database as a sandbox, which it becomes when it is new. A new sandbox's clock shows `start`.
///
/// # Errors
/// When the database is live.
pub async fn open_sandbox(store: &Store, start: Timestamp) -> Result<Sandbox, ModeRefused> {
    claim_mode(store, Mode::Sandbox).await?;
    let mut tx = store.write().await?;
    meta::claim(&mut tx, NOW, &start.unix().to_string()).await?;
    let now = stored(&mut tx, NOW).await?;
    tx.commit().await?;
    Ok(Sandbox { clock: Arc::new(ManualClock::at(now)) })
}

/// Whether a database has been neither opened as a live one nor as a sandbox yet.
///
/// # Errors
/// When the database fails.
pub async fn is_new(store: &Store) -> Result<bool, StoreError> {
    Ok(meta::get(&mut store.read().await?, MODE).await?.is_none())
}

async fn stored(tx: &mut Tx, key: &str) -> Result<Timestamp, StoreError> {
    let moment = meta::get(tx, key).await?.and_then(|moment| moment.parse().ok());
    moment.map(Timestamp::from_unix).ok_or_else(|| StoreError::inconsistent("meta", "value", key))
}

/// Keeps `moment` under `key` unless a later one is kept there already, and gives the later of the two.
async fn keep_later(tx: &mut Tx, key: &str, moment: Timestamp) -> Result<Timestamp, StoreError> {
    if meta::claim(tx, key, &moment.unix().to_string()).await? {
        return Ok(moment);
    }
    let kept = stored(tx, key).await?;
    if moment > kept {
        meta::set(tx, key, &moment.unix().to_string()).await?;
    }
    Ok(moment.max(kept))
}

/// Opens a database as a live one, which it becomes when it is new.
///
/// # Errors
/// When the database is a sandbox.
pub async fn open_live(store: &Store) -> Result<(), ModeRefused> {
    claim_mode(store, Mode::Live).await
}

async fn claim_mode(store: &Store, wanted: Mode) -> Result<(), ModeRefused> {
    let mut tx = store.write().await?;
    meta::claim(&mut tx, MODE, wanted.as_str()).await?;
    let is = meta::get(&mut tx, MODE).await?;
    tx.commit().await?;
    if is.as_deref() == Some(wanted.as_str()) {
        return Ok(());
    }
    let is = if wanted == Mode::Live { Mode::Sandbox } else { Mode::Live };
    Err(ModeRefused::OtherMode { is, wanted })
}

/// The hand on a sandbox's clock. A live console has none.
#[derive(Clone, Debug)]
pub struct Sandbox {
    clock: Arc<ManualClock>,
}

impl Sandbox {
    /// The clock to give to [`Services`].
    #[must_use]
    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.clock) as Arc<dyn Clock>
    }

    /// Moves the clock to `to`, and does everything that falls due on the way, in order (T1). Gives how many
    /// things that were. Where it goes is written down first: a move that was broken off is finished by the next one,
    /// or by [`Sandbox::resume`].
    ///
    /// # Errors
    /// When `to` lies in the past, more than ten years ahead or too far for any clock, or the database fails.
    pub async fn advance(
        &self,
        services: &Services,
        to: Timestamp,
        actor: &Actor,
    ) -> Result<u32, ModeRefused> {
        let from = self.clock.now();
        if to < from {
            return Err(ModeRefused::Backwards);
        }
        if to.seconds_since(from) > FARTHEST {
            return Err(ModeRefused::TooFar);
        }
        if to > LAST {
            return Err(ModeRefused::AfterLast);
        }
        let mut unit = on_the_house(services, actor).await?;
        let to = keep_later(&mut unit.tx, TARGET, to).await?;
        unit.commit().await?;
        self.go_on(services, (from, to), actor).await
    }

    /// Finishes a move that was broken off, and does what is left to do by now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn resume(&self, services: &Services) -> Result<u32, ModeRefused> {
        let mut tx = services.store.read().await?;
        let target = meta::get(&mut tx, TARGET).await?;
        drop(tx);
        let from = self.clock.now();
        match target.and_then(|target| target.parse().ok()).map(Timestamp::from_unix) {
            Some(to) if to > from => self.go_on(services, (from, to), &Actor::console()).await,
            _ => Ok(services.run_due(from).await?),
        }
    }

    async fn go_on(
        &self,
        services: &Services,
        (from, to): (Timestamp, Timestamp),
        actor: &Actor,
    ) -> Result<u32, ModeRefused> {
        let done = services.run_due(to).await?;
        let mut unit = on_the_house(services, actor).await?;
        keep_later(&mut unit.tx, NOW, to).await?;
        let detail = json!({ "from": from, "to": to, "done": done });
        unit.audit(Event::done(Action::ClockAdvance, &to.unix(), detail));
        unit.commit().await?;
        self.clock.advance_to(to);
        // What was bought or ordered since the last look, by the old time, may have fallen due with the move.
        Ok(done + services.run_due(to).await?)
    }
}

/// A unit on the house, which keeps the clock.
async fn on_the_house<'a>(services: &'a Services, actor: &'a Actor) -> Result<Unit<'a>, StoreError> {
    let unit = Unit::open(services, HOUSE, actor).await?;
    unit.ok_or_else(|| StoreError::inconsistent("accounts", "id", HOUSE))
}
