//! Granting vouchers (M2).

use serde_json::json;

use super::{
    Actor, Services,
    audit::{Action, Event},
    unit::Unit,
};
use crate::{
    domain::{
        calendar::Timestamp,
        ids::{AccountId, VoucherId},
        money::Amount,
        voucher::{Scope, Voucher},
    },
    store::{StoreError, vouchers},
};

/// What is granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What it is called.
    pub name: String,
    /// What it is worth.
    pub face: Amount,
    /// The least total that it can be used on.
    pub threshold: Amount,
    /// The lines it deducts from.
    pub scope: Scope,
    /// Whether what one order leaves over can be used again.
    pub reusable: bool,
    /// From when on it can no longer be chosen.
    pub expires_at: Timestamp,
}

impl Services {
    /// Grants a voucher; none when there is no such account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn grant_voucher(
        &self,
        account: AccountId,
        grant: Grant,
        actor: &Actor,
    ) -> Result<Option<VoucherId>, StoreError> {
        let Some(mut unit) = Unit::open(self, account, actor).await? else { return Ok(None) };
        let voucher = Voucher {
            id: VoucherId(self.random.uuid(unit.now)),
            name: grant.name,
            face: grant.face,
            remaining: grant.face,
            threshold: grant.threshold,
            scope: grant.scope,
            reusable: grant.reusable,
            automatic: true,
            frozen_by: None,
            granted_at: unit.now,
            expires_at: grant.expires_at,
        };
        vouchers::insert(&mut unit.batch, account, &voucher);
        unit.audit(Event::done(Action::VoucherGrant, &voucher.id, json!({ "face": voucher.face })));
        unit.commit().await?;
        Ok(Some(voucher.id))
    }
}
