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
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The most that a clock is moved at once, in seconds: ten years of 366 days.
const FARTHEST: i64 = 10 * 366 * 86_400;

/// Opens a database as a sandbox, which it becomes when it is new. A new sandbox's clock shows `start`.
///
/// # Errors
/// When the database is live.
pub async fn open_sandbox(store: &Store, start: Timestamp) -> Result<Sandbox, ModeRefused> {
    claim_mode(store, Mode::Sandbox).await?;
    let mut tx = store.write().await?;
    meta::claim(&mut tx, NOW, &start.unix().to_string()).await?;
    let now = stored_now(&mut tx).await?;
    tx.commit().await?;
    Ok(Sandbox { clock: Arc::new(ManualClock::at(now)) })
}

async fn stored_now(tx: &mut Tx) -> Result<Timestamp, StoreError> {
    let now = meta::get(tx, NOW).await?.and_then(|now| now.parse().ok());
    now.map(Timestamp::from_unix).ok_or_else(|| StoreError::inconsistent("meta", "value", NOW))
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
    /// things that were.
    ///
    /// # Errors
    /// When `to` lies in the past or more than ten years ahead, or the database fails.
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
        let done = services.run_due(to).await?;
        let no_house = || StoreError::inconsistent("accounts", "id", HOUSE);
        let mut unit = Unit::open(services, HOUSE, actor).await?.ok_or_else(no_house)?;
        if to > stored_now(&mut unit.tx).await? {
            meta::set(&mut unit.tx, NOW, &to.unix().to_string()).await?;
        }
        let detail = json!({ "from": from, "to": to, "done": done });
        unit.audit(Event::done(Action::ClockAdvance, &to.unix(), detail));
        unit.commit().await?;
        self.clock.advance_to(to);
        Ok(done)
    }
}
