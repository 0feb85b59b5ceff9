//! The bills of one month in one go: for an operator at the terminal, who wants to see counts and totals first.

use crate::{
    domain::{
        bill::{BillStep, BillTimes},
        calendar::Timestamp,
        ids::AccountId,
        money::Amount,
        month::Month,
    },
    services::Services,
    store::{StoreError, bill_steps},
};

/// Accounts between two words about how far a run is.
const AT_A_TIME: usize = 1_000;

/// A step that waits for a run: when it is due, whose it is, and which.
type Waiting = (Timestamp, AccountId, bill_steps::Step);

/// Why a month was not run.
#[derive(Debug, thiserror::Error)]
pub enum RunRefused {
    /// The month has not been drawn up yet.
    #[error("the bills of {0} are not due yet")]
    TooEarly(Month),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a run did, or would do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunReport {
    /// Bills that were drawn up.
    pub drawn_up: u32,
    /// Bills that were closed and debited.
    pub debited: u32,
    /// What the bills come to, before vouchers, in minor units.
    pub total: Amount,
    /// Accounts that were parked, or would be.
    pub parked: u32,
}

/// How far a run has come with one kind of step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is done: bills are drawn up, or debited.
    pub step: BillStep,
    /// Accounts that are done.
    pub done: usize,
    /// Accounts in all.
    pub of: usize,
}

impl Services {
    /// Does what is due for the bills of `month`, account by account, and gives what that was; run again, it does
    /// nothing. With `is_trial` nothing is written: it counts what would be done. `tell` hears now and then how far it is.
    ///
    /// # Errors
    /// When the month is not over, or the database fails.
    pub async fn run_bills(
        &self,
        month: Month,
        is_trial: bool,
        tell: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<RunReport, RunRefused> {
        let now = self.now();
        if BillTimes::of(&self.catalog().catalog, month).drawn_up_at > now {
            return Err(RunRefused::TooEarly(month));
        }
        let mut report = RunReport::default();
        for kind in [BillStep::DrawUp, BillStep::Debit] {
            let waiting = bill_steps::of_month(&mut self.store.read().await?, month).await?;
            let due = waiting.into_iter().filter(|(_, step, due)| *step == kind && *due <= now);
            let mut due: Vec<Waiting> =
                due.map(|(account, step, due)| (due, account, (step, Some(month)))).collect();
            due.sort_unstable_by_key(|(due, account, _)| (*due, *account));
            let of = due.len();
            let mut done = 0;
            while let Some(next) = due.get(done..).filter(|left| !left.is_empty()) {
                done += self.run_some(next, is_trial, &mut report).await?;
                tell(Progress { step: kind, done, of });
            }
        }
        Ok(report)
    }

    /// Does some of what waits, or counts it, and gives how much that was.
    async fn run_some(
        &self,
        waiting: &[Waiting],
        is_trial: bool,
        report: &mut RunReport,
    ) -> Result<usize, StoreError> {
        let Some(&(due, ..)) = waiting.first() else { return Ok(0) };
        let same = waiting.iter().take_while(|(other, ..)| *other == due).take(AT_A_TIME);
        let steps: Vec<(AccountId, bill_steps::Step)> =
            same.map(|&(_, account, step)| (account, step)).collect();
        let (mut done, mut alone) = (0, steps.len());
        if !is_trial {
            let together = self.bills_together(&steps, due).await?;
            report.add(together.report);
            (done, alone) = (together.done, together.alone);
        }
        for &(account, step) in steps.iter().skip(done).take(alone) {
            self.run_one((account, step, due), is_trial, report).await?;
        }
        Ok(done + alone)
    }

    async fn run_one(
        &self,
        (account, step, due): (AccountId, bill_steps::Step, Timestamp),
        is_trial: bool,
        report: &mut RunReport,
    ) -> Result<(), StoreError> {
        let (kind, Some(month)) = step else { return Ok(()) };
        let done = if is_trial {
            self.composed_bill(account, month).await.map(|bill| bill.map(|bill| bill.total()))
        } else {
            self.bill_due(account, step, due).await
        };
        match done {
            Ok(Some(total)) => report.count(kind, total),
            Ok(None) => {}
            Err(error) if error.is_of_one_row() => {
                if !is_trial {
                    self.park(account, (step, &error.to_string()), due).await?;
                }
                report.parked += 1;
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

impl RunReport {
    /// Counts a bill; its total is counted once, when it is drawn up, or when it was drawn up before this run.
    pub(super) fn count(&mut self, step: BillStep, total: Amount) {
        match step {
            BillStep::DrawUp => {
                self.drawn_up += 1;
                self.total += total;
            }
            BillStep::Debit => self.debited += 1,
            BillStep::Enrol | BillStep::Deactivate => {}
        }
    }

    /// Counts what another part of the run did.
    pub(super) fn add(&mut self, other: Self) {
        self.drawn_up += other.drawn_up;
        self.debited += other.debited;
        self.total += other.total;
        self.parked += other.parked;
    }
}
