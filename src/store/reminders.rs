//! What reminders are made from (R7): when an account is looked at, its prepaid apps, and what was told of them before.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::{Batch, StoreError, Tx, upkeep};
use crate::domain::{
    calendar::Timestamp,
    ids::{AccountId, SdkAppId},
    money::Amount,
    reminder::{Failed, Watched},
    renewal::Hindrance,
};

/// The first `limit` accounts that are to be looked at by `until`, with when, by moment and account (D2).
///
/// # Errors
/// When the database fails.
pub async fn due(
    tx: &mut Tx,
    until: Timestamp,
    limit: i64,
) -> Result<Vec<(Timestamp, AccountId)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64, Uuid),
        "SELECT next_reminder_at, id FROM accounts WHERE next_reminder_at IS NOT NULL AND next_reminder_at <= $1
         ORDER BY next_reminder_at, id LIMIT $2",
        until.unix(),
        limit
    )?;
    Ok(rows.into_iter().map(|(at, id)| (Timestamp::from_unix(at), AccountId(id))).collect())
}

/// The apps of an account that paid something in advance, each with its attempt since `since` to renew, if that failed, and whether the covered
/// renewal of its present term was told.
///
/// # Errors
/// When the database fails.
pub async fn watched(tx: &mut Tx, account: AccountId, since: Timestamp) -> Result<Vec<Watched>, StoreError> {
    let kept = upkeep::list(tx, account).await?;
    let failed = failed(tx, account, since).await?;
    let told = told(tx, account).await?;
    let watch = |kept: upkeep::Kept| {
        let number = kept.app.id.number();
        let is_told = kept.app.paid_until().is_some_and(|end| told.contains(&(number, end.unix())));
        Watched { failed: failed.get(&number).copied(), is_told, app: kept.app, holdings: kept.holdings }
    };
    Ok(kept.into_iter().map(watch).collect())
}

async fn failed(
    tx: &mut Tx,
    account: AccountId,
    since: Timestamp,
) -> Result<HashMap<i64, Failed>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64, Option<i64>, Option<String>),
        "SELECT r.sdk_app_id, r.missing, r.reason FROM renewals r JOIN apps p ON p.sdk_app_id = r.sdk_app_id
         WHERE p.account_id = $1 AND r.tried_at >= $2 AND r.order_no IS NULL
         ORDER BY r.tried_at",
        account.0,
        since.unix()
    )?;
    let failed = |(app, missing, reason): (i64, Option<i64>, Option<String>)| {
        let hindrance = reason.as_deref().and_then(Hindrance::parse);
        (app, Failed { missing: missing.map(Amount::minor), hindrance })
    };
    Ok(rows.into_iter().map(failed).collect())
}

async fn told(tx: &mut Tx, account: AccountId) -> Result<HashSet<(i64, i64)>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64, i64),
        "SELECT t.sdk_app_id, t.ends_at FROM told_renewals t JOIN apps p ON p.sdk_app_id = t.sdk_app_id
         WHERE p.account_id = $1 AND t.ends_at = COALESCE(p.term_ends_at, p.pack_ends_at)",
        account.0
    )?;
    Ok(rows.into_iter().collect())
}

/// Adds to the unit's batch that the covered renewal of the term of `app` that ends at `ends_at` was told.
pub fn tell(batch: &mut Batch, app: SdkAppId, ends_at: Timestamp) {
    batch.add(
        "INSERT INTO told_renewals (sdk_app_id, ends_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
        binds![app.number(), ends_at.unix()],
    );
}
