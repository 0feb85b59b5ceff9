//! Offline push certificates (C5). Secrets are sealed by whoever calls this; nothing here can read them.

use super::{Batch, StoreError, Tx};
use crate::domain::{
    calendar::Timestamp,
    ids::{AccountId, SdkAppId},
    message::Named,
    push::{Shown, Vendor},
    reminder::Ending,
};

/// A certificate as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushRow {
    /// Its number, which clients report.
    pub number: i64,
    /// The app.
    pub app: SdkAppId,
    /// Whose push service it opens.
    pub vendor: Vendor,
    /// What may be shown.
    pub shown: Shown,
    /// The secret, sealed.
    pub sealed: String,
    /// From when on the vendor refuses it.
    pub expires_at: Option<Timestamp>,
    /// When it was uploaded or entered.
    pub added_at: Timestamp,
    /// When it was saved; none for a draft.
    pub saved_at: Option<Timestamp>,
    /// How often it was changed; of a draft that replaces a certificate, the revision that it follows.
    pub revision: i64,
    /// The certificate whose place a draft is to take.
    pub replaces: Option<i64>,
}

type Columns = (i64, i64, String, String, String, Option<i64>, i64, Option<i64>, i64, Option<i64>);

/// The columns of a certificate `p`, in the order of [`Columns`].
macro_rules! columns {
    () => {
        "p.number, p.sdk_app_id, p.vendor, p.shown, p.sealed, p.expires_at, p.added_at, p.saved_at, p.revision, p.replaces"
    };
}

fn row(
    (number, app, vendor, shown, sealed, expires_at, added_at, saved_at, revision, replaces): Columns,
) -> Result<PushRow, StoreError> {
    let wrong = |column| StoreError::inconsistent("push_certificates", column, number);
    Ok(PushRow {
        number,
        app: SdkAppId::new(app).ok_or_else(|| wrong("sdk_app_id"))?,
        vendor: Vendor::parse(&vendor).ok_or_else(|| wrong("vendor"))?,
        shown: serde_json::from_str(&shown).map_err(|_| wrong("shown"))?,
        sealed,
        expires_at: expires_at.map(Timestamp::from_unix),
        added_at: Timestamp::from_unix(added_at),
        saved_at: saved_at.map(Timestamp::from_unix),
        revision,
        replaces,
    })
}

/// The number of the next certificate; it is never given out again.
///
/// # Errors
/// When the database fails.
pub async fn next_number(tx: &mut Tx) -> Result<i64, StoreError> {
    let sql = "UPDATE counters SET value = value + 1 WHERE name = 'push_certificate' RETURNING value";
    let (number,) = fetch_one!(tx, (i64,), sql)?;
    Ok(number)
}

/// The saved certificates of an app, by number.
///
/// # Errors
/// When the database fails.
pub async fn of_app(tx: &mut Tx, app: SdkAppId) -> Result<Vec<PushRow>, StoreError> {
    let rows = fetch_all!(
        tx,
        Columns,
        concat!(
            "SELECT ",
            columns!(),
            " FROM push_certificates p WHERE p.sdk_app_id = $1 AND p.saved_at IS NOT NULL ORDER BY p.number"
        ),
        app.number()
    )?;
    rows.into_iter().map(row).collect()
}

/// A certificate or a draft of an account's app; none when the app is deleted.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, account: AccountId, number: i64) -> Result<Option<PushRow>, StoreError> {
    let found = fetch_optional!(
        tx,
        Columns,
        concat!(
            "SELECT ",
            columns!(),
            " FROM push_certificates p JOIN apps a ON a.sdk_app_id = p.sdk_app_id
             WHERE p.number = $1 AND a.account_id = $2 AND a.status <> 'deleted'"
        ),
        number,
        account.0
    )?;
    found.map(row).transpose()
}

/// The saved certificates of an account's apps which end at `from` or after it, by end and number.
///
/// # Errors
/// When the database fails.
pub async fn ending(tx: &mut Tx, account: AccountId, from: Timestamp) -> Result<Vec<Ending>, StoreError> {
    let rows = fetch_all!(
        tx,
        (i64, String, i64, i64, String, bool),
        "SELECT p.number, p.vendor, p.expires_at, a.sdk_app_id, a.name, a.status IN ('active', 'expired') AS is_used
         FROM apps a JOIN push_certificates p ON p.sdk_app_id = a.sdk_app_id
         WHERE a.account_id = $1 AND a.status <> 'deleted' AND p.saved_at IS NOT NULL AND p.expires_at >= $2
         ORDER BY p.expires_at, p.number",
        account.0,
        from.unix()
    )?;
    let ending = |(number, vendor, ends_at, id, name, is_used): (i64, String, i64, i64, String, bool)| {
        let wrong = |column| StoreError::inconsistent("push_certificates", column, number);
        let id = SdkAppId::new(id).ok_or_else(|| wrong("sdk_app_id"))?;
        let vendor = Vendor::parse(&vendor).ok_or_else(|| wrong("vendor"))?;
        let certificate = (number, vendor);
        Ok(Ending { app: Named { id, name }, is_used, certificate, ends_at: Timestamp::from_unix(ends_at) })
    };
    rows.into_iter().map(ending).collect()
}

/// How many of an account's apps that are in use have a certificate that ends before `moment`, or has ended.
///
/// # Errors
/// When the database fails.
pub async fn apps_ending(tx: &mut Tx, account: AccountId, moment: Timestamp) -> Result<i64, StoreError> {
    let (count,) = fetch_one!(
        tx,
        (i64,),
        "SELECT COUNT(DISTINCT a.sdk_app_id) FROM apps a JOIN push_certificates p ON p.sdk_app_id = a.sdk_app_id
         WHERE a.account_id = $1 AND a.status IN ('active', 'expired')
             AND p.saved_at IS NOT NULL AND p.expires_at < $2",
        account.0,
        moment.unix()
    )?;
    Ok(count)
}

/// Adds a certificate or a draft to the unit's batch.
///
/// # Errors
/// When what may be shown can't be written down.
pub fn insert(batch: &mut Batch, row: &PushRow) -> Result<(), StoreError> {
    let shown = text(row)?;
    batch.add(
        "INSERT INTO push_certificates (number, sdk_app_id, vendor, shown, sealed, expires_at, added_at, saved_at,
             revision, replaces)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        binds![
            row.number,
            row.app.number(),
            row.vendor.as_str(),
            shown,
            row.sealed.as_str(),
            row.expires_at.map(Timestamp::unix),
            row.added_at.unix(),
            row.saved_at.map(Timestamp::unix),
            row.revision,
            row.replaces
        ],
    );
    Ok(())
}

/// Adds to the unit's batch that a certificate is as `row` says.
///
/// # Errors
/// When what may be shown can't be written down.
pub fn save(batch: &mut Batch, row: &PushRow) -> Result<(), StoreError> {
    let shown = text(row)?;
    batch.add(
        "UPDATE push_certificates SET shown = ?, sealed = ?, expires_at = ?, saved_at = ?, revision = ?
         WHERE number = ?",
        binds![
            shown,
            row.sealed.as_str(),
            row.expires_at.map(Timestamp::unix),
            row.saved_at.map(Timestamp::unix),
            row.revision,
            row.number
        ],
    );
    Ok(())
}

fn text(row: &PushRow) -> Result<String, StoreError> {
    let wrong = |_| StoreError::inconsistent("push_certificates", "shown", row.number);
    serde_json::to_string(&row.shown).map_err(wrong)
}

/// Adds to the unit's batch that a certificate is gone.
pub fn remove(batch: &mut Batch, number: i64) {
    batch.add("DELETE FROM push_certificates WHERE number = ?", binds![number]);
}

/// Adds to the unit's batch that the drafts of an app are gone: there is one at most.
pub fn drop_drafts(batch: &mut Batch, app: SdkAppId) {
    let sql = "DELETE FROM push_certificates WHERE sdk_app_id = ? AND saved_at IS NULL";
    batch.add(sql, binds![app.number()]);
}

/// Adds to the unit's batch that every certificate of an app is gone (L1).
pub fn destroy(batch: &mut Batch, app: SdkAppId) {
    batch.add("DELETE FROM push_certificates WHERE sdk_app_id = ?", binds![app.number()]);
}

/// Removes the drafts from before `moment`; gives how many there were.
///
/// # Errors
/// When the database fails.
pub async fn clear_drafts(tx: &mut Tx, moment: Timestamp) -> Result<u64, StoreError> {
    let sql = "DELETE FROM push_certificates WHERE saved_at IS NULL AND added_at < $1";
    execute!(tx, sql, moment.unix())
}

/// The next `limit` certificates after one, drafts among them, by number.
///
/// # Errors
/// When the database fails.
pub async fn page(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<PushRow>, StoreError> {
    let rows = fetch_all!(
        tx,
        Columns,
        concat!(
            "SELECT ",
            columns!(),
            " FROM push_certificates p WHERE p.number > $1 ORDER BY p.number LIMIT $2"
        ),
        after,
        limit
    )?;
    rows.into_iter().map(row).collect()
}

/// Up to `limit` certificates that are sealed with another key than `id`.
///
/// # Errors
/// When the database fails.
pub async fn sealed_otherwise(tx: &mut Tx, id: &str, limit: i64) -> Result<Vec<PushRow>, StoreError> {
    let rows = fetch_all!(
        tx,
        Columns,
        concat!(
            "SELECT ",
            columns!(),
            " FROM push_certificates p WHERE SUBSTR(p.sealed, 1, 16) <> $1 ORDER BY p.number LIMIT $2"
        ),
        id,
        limit
    )?;
    rows.into_iter().map(row).collect()
}

/// Adds to the unit's batch that a certificate is sealed anew, unless somebody else has changed it meanwhile.
pub fn reseal(batch: &mut Batch, row: &PushRow, sealed: &str) {
    batch.add(
        "UPDATE push_certificates SET sealed = ? WHERE number = ? AND sealed = ?",
        binds![sealed, row.number, row.sealed.as_str()],
    );
}
