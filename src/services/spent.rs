//! What an account spent in the past months and in the running one until now.

use super::{Services, bills::SoFar};
use crate::{
    domain::{ids::AccountId, month::Month, spent::Spent},
    store::{StoreError, spent},
};

impl Services {
    /// The `count` months that end with the running one, the oldest first, and what each app cost in them: an order in
    /// the month in which it was paid, a bill in its own.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn spent(
        &self,
        account: AccountId,
        running: &SoFar,
        count: usize,
    ) -> Result<(Vec<Month>, Vec<Spent>), StoreError> {
        let mut months: Vec<Month> =
            std::iter::successors(Some(running.month), |month| Some(month.previous())).take(count).collect();
        months.reverse();
        let first = months.first().copied().unwrap_or(running.month);
        let mut tx = self.store.read().await?;
        let calendar = self.catalogs.known_releases(&mut tx).await?.current().catalog.calendar();
        let mut all = spent::billed(&mut tx, account, first).await?;
        let paid = spent::paid(&mut tx, account, first.span(calendar).from).await?;
        all.extend(paid.into_iter().map(|(app, at, amount)| {
            let month = Month::of(calendar, at);
            Spent { app, month, amount }
        }));
        all.extend(running.lines.iter().map(|line| Spent {
            app: line.app,
            month: running.month,
            amount: line.amount - line.deducted,
        }));
        Ok((months, all))
    }
}
