//! Whose real-time audio/video is enabled, and the free trials of calls (C7). What is kept is read with the app's page.

use super::{Batch, StoreError, Tx};
use crate::domain::{calendar::Timestamp, ids::SdkAppId};

/// Adds the audio/video of an app to the unit's batch; one that is enabled already stays as it is.
pub fn enable(batch: &mut Batch, app: SdkAppId, now: Timestamp) {
    batch.add(
        "INSERT INTO rtc_apps (sdk_app_id, enabled_at) VALUES (?, ?) ON CONFLICT (sdk_app_id) DO NOTHING",
        binds![app.number(), now.unix()],
    );
}

/// Adds the one free trial of an app to the unit's batch, with the audio/video that it needs.
pub fn start_trial(batch: &mut Batch, app: SdkAppId, (now, ends_at): (Timestamp, Timestamp)) {
    batch.add(
        "INSERT INTO rtc_apps (sdk_app_id, enabled_at, trial_ends_at, trial_due_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (sdk_app_id) DO UPDATE SET trial_ends_at = excluded.trial_ends_at,
             trial_due_at = excluded.trial_due_at WHERE rtc_apps.trial_ends_at IS NULL",
        binds![app.number(), now.unix(), ends_at.unix(), ends_at.unix()],
    );
}

/// Ends the trial of an app that was due at `due`; `false` when that was done before.
///
/// # Errors
/// When the database fails.
pub async fn end_trial(tx: &mut Tx, app: SdkAppId, due: Timestamp) -> Result<bool, StoreError> {
    let ended = execute!(
        tx,
        "UPDATE rtc_apps SET trial_due_at = NULL WHERE sdk_app_id = $1 AND trial_due_at = $2",
        app.number(),
        due.unix()
    )?;
    Ok(ended == 1)
}

/// Adds the end of an app's audio/video to the unit's batch: the app is deleted (L1).
pub fn forget(batch: &mut Batch, app: SdkAppId) {
    batch.add("DELETE FROM rtc_apps WHERE sdk_app_id = ?", binds![app.number()]);
}
