//! Granting vouchers (M2).

use serde_json::json;

use super::{
    Actor, Services,
    audit::{Action, Event},
    from_store,
    unit::Unit,
};
use crate::{
    domain::{
        allocation::Allocation,
        ids::{AccountId, VoucherId},
        money::Amount,
        voucher::{GrantRefused, Voucher},
    },
    store::{Batch, StoreError, vouchers},
};

pub use crate::domain::voucher::Grant;

/// Why a voucher was not granted.
#[derive(Debug, thiserror::Error)]
pub enum NotGranted {
    /// It would be none.
    #[error(transparent)]
    Refused(#[from] GrantRefused),
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(NotGranted);

/// Takes from each of `usable` what `allocation` takes from it; `record` writes down for what.
pub(super) fn take_vouchers(
    batch: &mut Batch,
    allocation: &Allocation,
    usable: Vec<Voucher>,
    mut record: impl FnMut(&mut Batch, VoucherId, Amount),
) {
    for voucher in usable {
        let Some(taken) = allocation.uses.iter().find(|used| used.voucher == voucher.id) else { continue };
        record(batch, voucher.id, taken.total());
        vouchers::save(batch, &Voucher { remaining: taken.left, ..voucher });
    }
}

impl Services {
    /// Grants a voucher; none when there is no such account.
    ///
    /// # Errors
    /// When it would be no voucher, or the database fails.
    pub async fn grant_voucher(
        &self,
        account: AccountId,
        grant: Grant,
        actor: &Actor,
    ) -> Result<Option<VoucherId>, NotGranted> {
        let Some(mut unit) = Unit::open(self, account, actor).await? else { return Ok(None) };
        let voucher = grant.voucher(VoucherId(self.random.uuid(unit.now)), unit.now)?;
        vouchers::insert(&mut unit.batch, account, &voucher);
        unit.audit(Event::done(Action::VoucherGrant, &voucher.id, json!({ "face": voucher.face })));
        unit.commit().await?;
        Ok(Some(voucher.id))
    }
}
