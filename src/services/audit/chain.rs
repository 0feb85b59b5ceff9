//! The chain: each row of an account's log is bound to the one before it by a hash.

use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{Actor, Event};
use crate::{
    domain::calendar::Timestamp,
    services::catalogs::hex,
    store::{
        Batch,
        accounts::LockedAccount,
        audit::{self, AuditRow},
    },
};

/// The moments an event is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moments {
    /// The system clock's.
    pub system: Timestamp,
    /// The business clock's.
    pub business: Timestamp,
}

/// Adds `event` to the chain of the locked account.
pub(in crate::services) fn append(
    batch: &mut Batch,
    account: &mut LockedAccount,
    actor: &Actor,
    event: Event,
    at: Moments,
) {
    let content =
        json!({ "actor": actor.as_json(), "business_at": at.business.unix(), "detail": event.detail })
            .to_string();
    let mut row = AuditRow {
        account: account.id,
        seq: account.audit_seq + 1,
        at: at.system,
        action: event.action.as_str().to_owned(),
        object: event.object,
        result: event.outcome.as_str().to_owned(),
        content,
        row_hash: String::new(),
    };
    row.row_hash = hash(&account.audit_hash, &row);
    audit::insert(batch, &row);
    account.audit_seq = row.seq;
    account.audit_hash = row.row_hash;
}

/// The hash that binds `row` to the row before it. Lengths go in with the texts, so no two rows read alike.
fn hash(before: &str, row: &AuditRow) -> String {
    let mut sha = Sha256::new();
    let (seq, at) = (row.seq.to_string(), row.at.unix().to_string());
    for text in
        [before, &row.account.to_string(), &seq, &at, &row.action, &row.object, &row.result, &row.content]
    {
        sha.update(text.len().to_string());
        sha.update([0]);
        sha.update(text);
    }
    hex(&sha.finalize())
}

/// The number of the first row of a chain (oldest first) that does not follow from the one before; none when the
/// chain is whole (I8).
#[must_use]
pub fn first_broken(chain: &[AuditRow]) -> Option<i64> {
    let mut before = "";
    for (expected, row) in (1_i64..).zip(chain) {
        if row.seq != expected || row.row_hash != hash(before, row) {
            return Some(row.seq);
        }
        before = &row.row_hash;
    }
    None
}
