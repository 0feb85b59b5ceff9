//! The bills of many accounts that fall due at one moment: drafted side by side while others are written, written in
//! their order, and made durable some thousand lines at a time. An account that can't be billed undoes only what it
//! shares a commit with; those accounts are then done one by one, as is everything else that falls due.

use futures_util::{StreamExt as _, stream};
use tokio::task::JoinHandle;

use super::{Draft, RunReport};
use crate::{
    domain::{bill::BillStep, calendar::Timestamp, ids::AccountId},
    services::{Actor, Services, unit::Unit},
    store::{
        StoreError,
        bill_steps::{self, Step},
    },
};

/// The lines that make a commit: others wait no longer than these take to write.
const LINES: usize = 5_000;
/// The most accounts of one commit.
const ACCOUNTS: usize = 250;
/// Drafts that are made at a time.
const DRAFTS: usize = 4;

/// A step that is to be taken, with its draft where it could be made.
type Prepared = (AccountId, Step, Option<Draft>);

/// How far several steps were taken.
#[derive(Debug, Default)]
pub(in crate::services) struct Together {
    /// What was done.
    pub(in crate::services) report: RunReport,
    /// How many steps, from the first on, are done.
    pub(in crate::services) done: usize,
    /// How many after those have to be done one by one, since one of them can't be done.
    pub(in crate::services) alone: usize,
}

/// Steps of which one commit is made.
#[derive(Default)]
struct Group {
    steps: Vec<Prepared>,
    lines: usize,
}

impl Group {
    fn add(&mut self, prepared: Prepared) {
        self.lines += prepared.2.as_ref().map_or(0, Draft::lines);
        self.steps.push(prepared);
    }

    const fn is_full(&self) -> bool {
        self.lines >= LINES || self.steps.len() >= ACCOUNTS
    }
}

/// A commit on its way, and of how many steps it is.
type Writing = (usize, JoinHandle<Result<RunReport, StoreError>>);

impl Services {
    /// Takes `steps`, of one kind, that fell due at `at`, in this order; those that somebody else took meanwhile are left
    /// out.
    ///
    /// # Errors
    /// When the database fails for all.
    pub(in crate::services) async fn bills_together(
        &self,
        steps: &[(AccountId, Step)],
        at: Timestamp,
    ) -> Result<Together, StoreError> {
        let services = self.clone();
        let drafting = move |(account, step)| tokio::spawn(services.clone().drafted(account, step));
        let mut drafts = stream::iter(steps.to_vec()).map(drafting).buffered(DRAFTS);
        let (mut together, mut group, mut writing) = (Together::default(), Group::default(), None);
        while let Some(prepared) = drafts.next().await {
            group.add(prepared.map_err(|ended| StoreError::Panicked(ended.to_string()))?);
            if group.is_full() {
                if !together.settle(writing.take()).await? {
                    return Ok(together);
                }
                writing = Some(self.write(std::mem::take(&mut group), at));
            }
        }
        if together.settle(writing.take()).await? {
            together.settle(Some(self.write(group, at))).await?;
        }
        Ok(together)
    }

    /// A step with its draft. What can't be drafted is found out again under the lock, where it counts.
    async fn drafted(self, account: AccountId, step: Step) -> Prepared {
        let drafting = async {
            let month = step.1?;
            let has_rows = step.0 == BillStep::DrawUp;
            Draft::of_account(&self, (account, month), has_rows).await.ok()
        };
        (account, step, drafting.await)
    }

    fn write(&self, group: Group, at: Timestamp) -> Writing {
        let (services, count) = (self.clone(), group.steps.len());
        (count, tokio::spawn(async move { services.write_group(group, at).await }))
    }

    async fn write_group(&self, group: Group, at: Timestamp) -> Result<RunReport, StoreError> {
        let (actor, mut report) = (Actor::console(), RunReport::default());
        let mut tx = self.store.write().await?;
        let releases = self.catalogs.releases(&mut tx).await?;
        for (account, step, draft) in group.steps {
            let unit = Unit::on(self, tx, (account, at), &actor).await?;
            let missing = || StoreError::inconsistent("bill_steps", "account_id", account);
            let mut unit = unit.ok_or_else(missing)?;
            if !bill_steps::claim(&mut unit.tx, account, step).await? {
                tx = unit.give_back().await?;
                continue;
            }
            if let Some(total) = self.take_step(&mut unit, &releases, step, draft).await? {
                report.count(step.0, total);
            }
            tx = unit.hand_on().await?;
        }
        tx.commit().await?;
        Ok(report)
    }
}

impl Together {
    /// Waits for a commit, and tells whether the next may follow.
    async fn settle(&mut self, writing: Option<Writing>) -> Result<bool, StoreError> {
        let Some((count, writing)) = writing else { return Ok(true) };
        match writing.await.map_err(|ended| StoreError::Panicked(ended.to_string())).flatten() {
            Ok(report) => {
                self.report.add(report);
                self.done += count;
                Ok(true)
            }
            Err(error) if error.is_of_one_row() => {
                tracing::warn!(%error, accounts = count, "bills can't be made together; they are made one by one");
                self.alone = count;
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }
}
