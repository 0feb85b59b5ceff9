//! What a bill comes to and the rows that say so, made before its account is locked: so the work on many accounts is done
//! side by side, and a unit that bills one has little left but to write. A draft is used if nothing of the account was
//! changed since it was begun, which the number of the unit that locks it tells; else it is made again, under the lock.

use super::compose;
use crate::{
    domain::{
        bill::{Bill, is_chargeable_from},
        catalog::Releases,
        ids::AccountId,
        month::Month,
        postpaid::AppCourse,
    },
    services::{Services, unit::Unit},
    store::{
        Batch, StoreError, Tx, accounts, bills,
        courses::{self, AppHistory},
    },
};

/// What a step of an account's bills will write.
pub(super) struct Draft {
    /// How many units had locked the account before.
    revision: i64,
    /// The newest catalog that was known.
    version: i64,
    /// Whether any app can cost something in the month after.
    pub(super) goes_on: bool,
    /// The bill; none when there is nothing on it.
    pub(super) bill: Option<Drafted>,
}

/// A bill that was not written yet.
pub(super) struct Drafted {
    pub(super) bill: Bill,
    /// The hash of its content before vouchers.
    pub(super) hash: String,
    /// The bill and its lines as they are drawn up; nothing where that was not asked for.
    pub(super) rows: Batch,
}

impl Draft {
    /// Drafts the bill of a month by what is committed; with its rows where they are written.
    pub(super) async fn of_account(
        services: &Services,
        (account, month): (AccountId, Month),
        has_rows: bool,
    ) -> Result<Self, StoreError> {
        let mut tx = services.store.read().await?;
        // Before everything else: what is changed after it makes the draft a draft for nothing, not a wrong one.
        let revision = accounts::revision(&mut tx, account).await?;
        let releases = services.catalogs.releases(&mut tx).await?;
        Self::made(&mut tx, &releases, (account, month), (revision, has_rows)).await
    }

    /// The draft that holds under the unit's lock: `ready` if it does, else a new one.
    pub(super) async fn of_unit(
        unit: &mut Unit<'_>,
        releases: &Releases,
        (month, has_rows): (Month, bool),
        ready: Option<Self>,
    ) -> Result<Self, StoreError> {
        let (revision, version) = (unit.account.revision - 1, releases.current().version);
        match ready.filter(|draft| (draft.revision, draft.version) == (revision, version)) {
            Some(draft) => Ok(draft),
            None => Self::made(&mut unit.tx, releases, (unit.account.id, month), (revision, has_rows)).await,
        }
    }

    async fn made(
        tx: &mut Tx,
        releases: &Releases,
        (account, month): (AccountId, Month),
        (revision, has_rows): (i64, bool),
    ) -> Result<Self, StoreError> {
        let histories = courses::of_account(tx, account).await?;
        let bill = compose::bill(tx, releases, &histories, (account, month)).await?;
        let bill = bill.map(|bill| Drafted::of(bill, has_rows)).transpose()?;
        let goes_on = goes_on(&histories, releases, month.next());
        Ok(Self { revision, version: releases.current().version, goes_on, bill })
    }

    /// How many lines it has.
    pub(super) fn lines(&self) -> usize {
        self.bill.as_ref().map_or(0, |drafted| drafted.bill.lines.len())
    }
}

impl Drafted {
    fn of(bill: Bill, has_rows: bool) -> Result<Self, StoreError> {
        let hash = bill.hash().map_err(|_| StoreError::inconsistent("bills", "hash", bill.account))?;
        let mut rows = Batch::new();
        if has_rows {
            bills::push(&mut rows, &bill);
        }
        Ok(Self { bill, hash, rows })
    }
}

/// Whether any app can cost something from `month` on.
fn goes_on(histories: &[AppHistory], releases: &Releases, month: Month) -> bool {
    histories.iter().any(|history| is_chargeable_from(course_of(history), releases, month))
}

pub(super) fn course_of(history: &AppHistory) -> AppCourse<'_> {
    AppCourse { app: history.app, data_centre: &history.data_centre, course: &history.course }
}
