//! What apps use by day, and the public keys that imported apps came with.

use chrono::NaiveDate;

use super::{Batch, StoreError, Tx};
use crate::domain::{
    calendar::Timestamp,
    charge::Measure,
    ids::{AccountId, SdkAppId},
    month::Month,
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

/// What the apps of an account used from the day `from` on and before the day `to`, by app and day.
///
/// # Errors
/// When the database fails.
pub async fn of_account(
    tx: &mut Tx,
    account: AccountId,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Usage>, StoreError> {
    let rows = fetch_all!(
        tx,
        Row,
        "SELECT u.sdk_app_id, u.day, u.measure, u.value FROM apps a JOIN usage_days u ON u.sdk_app_id = a.sdk_app_id
         WHERE a.account_id = $1 AND u.day >= $2 AND u.day < $3 ORDER BY u.sdk_app_id, u.day, u.measure",
        account.0,
        from.to_string(),
        to.to_string()
    )?;
    rows.into_iter().map(read).collect()
}

/// What an app used from the day `from` on and before the day `to`, by day.
///
/// # Errors
/// When the database fails.
pub async fn of_app(
    tx: &mut Tx,
    app: SdkAppId,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Usage>, StoreError> {
    let rows = fetch_all!(
        tx,
        Row,
        "SELECT sdk_app_id, day, measure, value FROM usage_days
         WHERE sdk_app_id = $1 AND day >= $2 AND day < $3 ORDER BY day, measure",
        app.number(),
        from.to_string(),
        to.to_string()
    )?;
    rows.into_iter().map(read).collect()
}

/// App, day, measure and value.
type Row = (i64, String, String, i64);

fn read((app, day, measure, value): Row) -> Result<Usage, StoreError> {
    let bad = |column| StoreError::inconsistent("usage_days", column, app);
    Ok(Usage {
        app: SdkAppId::new(app).ok_or_else(|| bad("sdk_app_id"))?,
        day: day.parse().map_err(|_| bad("day"))?,
        measure: Measure::parse(&measure).ok_or_else(|| bad("measure"))?,
        value: u32::try_from(value).map_err(|_| bad("value"))?,
    })
}

/// The months before the day `before` of which a report came at `since` or later, each with its app (U7).
///
/// # Errors
/// When the database fails.
pub async fn late(
    tx: &mut Tx,
    account: AccountId,
    since: Timestamp,
    before: NaiveDate,
) -> Result<Vec<(SdkAppId, Month)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64, String),
        "SELECT DISTINCT u.sdk_app_id, SUBSTR(u.day, 1, 7) FROM apps a JOIN usage_days u ON u.sdk_app_id = a.sdk_app_id
         WHERE a.account_id = $1 AND u.reported_at >= $2 AND u.day < $3 ORDER BY 1, 2",
        account.0,
        since.unix(),
        before.to_string()
    )?;
    let late = |(app, month): (i64, String)| {
        let bad = |column| StoreError::inconsistent("usage_days", column, app);
        let id = SdkAppId::new(app).ok_or_else(|| bad("sdk_app_id"))?;
        Ok((id, Month::parse(&month).ok_or_else(|| bad("day"))?))
    };
    rows.into_iter().map(late).collect()
}
