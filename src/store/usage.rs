//! What apps use by day, and the public keys that imported apps came with.

use super::{Batch, StoreError, Tx};
use crate::domain::{
    calendar::Timestamp,
    ids::{AccountId, SdkAppId},
    usage_report::Usage,
};

/// Adds a count to the unit's batch; of several for the same app, day and measure the highest stays. A batch may not
/// hold two of them.
pub fn report(batch: &mut Batch, usage: &Usage, now: Timestamp) {
    batch.add(
        "INSERT INTO usage_days (sdk_app_id, day, measure, value, reported_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (sdk_app_id, day, measure) DO UPDATE SET value = excluded.value,
             reported_at = excluded.reported_at WHERE excluded.value > usage_days.value",
        binds![usage.app.number(), usage.day.to_string(), usage.measure.as_str(), usage.value, now.unix()],
    );
}

/// Adds an imported app's public key to the unit's batch.
pub fn keep_public_key(batch: &mut Batch, app: SdkAppId, pem: &str) {
    batch.add("INSERT INTO public_keys (sdk_app_id, pem) VALUES (?, ?)", binds![app.number(), pem]);
}

/// Whose app this is, deleted ones included; none when nobody has it.
///
/// # Errors
/// When the database fails.
pub async fn owner_of(tx: &mut Tx, app: SdkAppId) -> Result<Option<AccountId>, StoreError> {
    let row = fetch_optional!(
        tx,
        (uuid::Uuid,),
        "SELECT account_id FROM apps WHERE sdk_app_id = $1",
        app.number()
    )?;
    Ok(row.map(|(account,)| AccountId(account)))
}
