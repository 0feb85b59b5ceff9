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
    store::{StoreError, bill_steps, bills},
};

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

impl Services {
    /// Does what is due for the bills of `month`, account by account, and gives what that was; run again, it does
    /// nothing. With `is_trial` nothing is written: it counts what would be done.
    ///
    /// # Errors
    /// When the month is not over, or the database fails.
    pub async fn run_bills(&self, month: Month, is_trial: bool) -> Result<RunReport, RunRefused> {
        let now = self.now();
        if BillTimes::of(&self.catalog().catalog, month).drawn_up_at > now {
            return Err(RunRefused::TooEarly(month));
        }
        let mut report = RunReport::default();
        for kind in [BillStep::DrawUp, BillStep::Debit] {
            let waiting = bill_steps::of_month(&mut self.store.read().await?, month).await?;
            let due = waiting.into_iter().filter(|(_, step, due)| *step == kind && *due <= now);
            for (account, step, due) in due {
                self.run_one((account, (step, Some(month)), due), is_trial, &mut report).await?;
            }
        }
        Ok(report)
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
            self.run_step((account, month), step, due).await
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

    /// Does a step, and gives what the bill comes to; none where nothing came of it.
    async fn run_step(
        &self,
        (account, month): (AccountId, Month),
        step: bill_steps::Step,
        due: Timestamp,
    ) -> Result<Option<Amount>, StoreError> {
        if !self.bill_due(account, step, due).await? {
            return Ok(None);
        }
        let kept = bills::find(&mut self.store.read().await?, account, month).await?;
        Ok(kept.map(|kept| kept.bill.total()))
    }
}

impl RunReport {
    /// Counts a bill; its total is counted once, when it is drawn up, or when it was drawn up before this run.
    fn count(&mut self, step: BillStep, total: Amount) {
        match step {
            BillStep::DrawUp => {
                self.drawn_up += 1;
                self.total += total;
            }
            BillStep::Debit => self.debited += 1,
            BillStep::Enrol | BillStep::Deactivate => {}
        }
    }
}
