//! What happens in a process of its own, which is gone before some statement as after a power cut: another start of this
//! program, told on its command line what to do. Only a debug build counts its statements and can be stopped so.

use std::{
    os::unix::process::ExitStatusExt as _,
    process::{ExitCode, Stdio},
};

use anyhow::{Context as _, bail};
use serde::{Deserialize, Serialize};
use tokio::process::Command;

use super::{
    say,
    world::{Customer, World},
};
use crate::{
    domain::{
        calendar::Timestamp,
        ids::{AccountId, OperatorId, UserId},
    },
    services::{Actor, audit::Who, sandbox::ModeRefused},
    store::Location,
};

/// Whether this build can stop itself between two statements.
pub(super) const IS_POSSIBLE: bool = cfg!(debug_assertions);
/// The signal of a process that aborts itself.
const ABORTED: i32 = 6;
/// What a process says that has come to its end.
const DONE: &str = "done";
/// And what it says when that was a refusal.
const REFUSED: &str = "refused";

/// How something ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    Done,
    Refused,
    GivenUp,
    Stopped,
}

impl Ended {
    pub(super) const fn of(is_done: bool) -> Self {
        if is_done { Self::Done } else { Self::Refused }
    }
}

/// What another process does.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) enum What {
    /// What a customer does by the dice of a seed.
    Act { account: AccountId, user: UserId, seed: u64 },
    /// Time passes.
    Pass { to: i64 },
}

/// What another process is told.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Task {
    pub(super) place: (bool, String),
    pub(super) catalog: String,
    pub(super) seed: u64,
    pub(super) staff: OperatorId,
    pub(super) what: What,
    pub(super) stop_after: u32,
}

impl Task {
    /// Lets another process do it, and gives how that ended.
    pub(super) async fn run(&self) -> anyhow::Result<Ended> {
        let program = std::env::current_exe().context("this program is not there any more")?;
        let task = serde_json::to_string(self)?;
        let mut command = Command::new(program);
        command.args(["simulate", "--task", &task]).stdin(Stdio::null());
        let output = command.output().await.context("no other process starts")?;
        if output.status.signal() == Some(ABORTED) {
            return Ok(Ended::Stopped);
        }
        match String::from_utf8_lossy(&output.stdout).trim() {
            DONE => Ok(Ended::Done),
            REFUSED => Ok(Ended::Refused),
            _ => bail!("{self:?}: {} {}", output.status, String::from_utf8_lossy(&output.stderr)),
        }
    }

    /// From now on each statement counts.
    #[cfg(debug_assertions)]
    pub(super) fn count_steps(&self) {
        crate::store::faults::abort_after(self.stop_after);
    }

    /// Nothing counts.
    #[cfg(not(debug_assertions))]
    pub(super) const fn count_steps(&self) {}
}

impl World {
    /// What another process is to do on this database, until it is stopped.
    pub(super) fn task(&self, what: What, stop_after: u32) -> Task {
        let place = match &self.location {
            Location::Sqlite(file) => (true, file.display().to_string()),
            Location::Postgres(url) => (false, url.clone()),
        };
        Task { place, catalog: self.catalog.clone(), seed: self.seed, staff: self.hired, what, stop_after }
    }

    /// Does what a task says, in the process that it was made for, and tells whether it was done.
    async fn obey(mut self, task: &Task) -> anyhow::Result<bool> {
        self.staff.who = Who::Operator(task.staff);
        match task.what {
            What::Pass { to } => {
                task.count_steps();
                match self.sandbox.advance(&self.services, Timestamp::from_unix(to), &self.staff).await {
                    Ok(_) => Ok(true),
                    Err(ModeRefused::Backwards) => Ok(false),
                    Err(error) => Err(error.into()),
                }
            }
            What::Act { account, user, seed } => {
                let actor = Actor { who: Who::User(user), ..Actor::console() };
                let customer = Customer { account, actor };
                let (_, act) = self.act_of(&customer, seed).await?;
                task.count_steps();
                act.play(&self, &customer).await
            }
        }
    }
}

/// The other process: does what it was told, and says how it ended if it gets that far.
pub(super) async fn obey(task: &str) -> anyhow::Result<ExitCode> {
    let task: Task = serde_json::from_str(task).context("no task of a simulation")?;
    let (is_file, place) = &task.place;
    let location = if *is_file { Location::Sqlite(place.into()) } else { Location::Postgres(place.clone()) };
    let own = match task.what {
        What::Act { seed, .. } => seed,
        What::Pass { to } => to.unsigned_abs(),
    };
    let world = World::open(&location, &task.catalog, (task.seed, own)).await?;
    let is_done = world.obey(&task).await?;
    say(if is_done { DONE } else { REFUSED })?;
    Ok(ExitCode::SUCCESS)
}
