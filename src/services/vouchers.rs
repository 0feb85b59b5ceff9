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
        ids::{AccountId, VoucherId},
        voucher::GrantRefused,
    },
    store::{StoreError, vouchers},
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
