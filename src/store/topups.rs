//! Top-ups that customers filed (M1).

use uuid::Uuid;

use super::{Batch, StoreError, Tx};
use crate::domain::{
    calendar::Timestamp,
    ids::{AccountId, OrderNo, TopUpId},
    money::Amount,
    top_up::{TopUp, TopUpState},
};

row! {
    struct TopUpRow {
        id: Uuid,
        account_id: Uuid,
        amount: i64,
        reference: String,
        state: String,
        order_no: Option<String>,
        filed_at: i64,
        decided_at: Option<i64>,
        reason: Option<String>,
    }
}

macro_rules! top_up_columns {
    () => {
        "id, account_id, amount, reference, state, order_no, filed_at, decided_at, reason"
    };
}

impl TryFrom<TopUpRow> for TopUp {
    type Error = StoreError;

    fn try_from(row: TopUpRow) -> Result<Self, StoreError> {
        let bad = |column| StoreError::inconsistent("topups", column, row.id);
        let order = row.order_no.as_deref().map(|no| OrderNo::parse(no).ok_or_else(|| bad("order_no")));
        Ok(Self {
            id: TopUpId(row.id),
            account: AccountId(row.account_id),
            amount: Amount::minor(row.amount),
            state: TopUpState::parse(&row.state).ok_or_else(|| bad("state"))?,
            order: order.transpose()?,
            reference: row.reference,
            filed_at: Timestamp::from_unix(row.filed_at),
            decided_at: row.decided_at.map(Timestamp::from_unix),
            reason: row.reason,
        })
    }
}

/// Adds a new top-up, which may be decided already, to the unit's batch.
pub fn insert(batch: &mut Batch, top_up: &TopUp, decided_by: Option<Uuid>) {
    batch.add(
        "INSERT INTO topups (id, account_id, amount, reference, state, order_no, filed_at, decided_at, decided_by,
             reason)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        binds![
            top_up.id.0,
            top_up.account.0,
            top_up.amount.as_minor(),
            top_up.reference.clone(),
            top_up.state.as_str(),
            top_up.order.as_ref().map(|no| no.as_str().to_owned()),
            top_up.filed_at.unix(),
            top_up.decided_at.map(Timestamp::unix),
            decided_by,
            top_up.reason.clone()
        ],
    );
}

/// Adds the decision on a top-up to the unit's batch. Its account is locked by the unit.
pub fn save(batch: &mut Batch, top_up: &TopUp, decided_by: Option<Uuid>) {
    batch.add(
        "UPDATE topups SET state = ?, decided_at = ?, decided_by = ?, reason = ? WHERE id = ?",
        binds![
            top_up.state.as_str(),
            top_up.decided_at.map(Timestamp::unix),
            decided_by,
            top_up.reason.clone(),
            top_up.id.0
        ],
    );
}

/// The top-up with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, id: TopUpId) -> Result<Option<TopUp>, StoreError> {
    let row = fetch_optional!(
        tx,
        TopUpRow,
        concat!("SELECT ", top_up_columns!(), " FROM topups WHERE id = $1"),
        id.0
    )?;
    row.map(TopUp::try_from).transpose()
}

/// Whether a top-up for this order waits for a decision (P12).
///
/// # Errors
/// When the database fails.
pub async fn is_filed_for(tx: &mut Tx, order: &OrderNo) -> Result<bool, StoreError> {
    let filed = fetch_optional!(
        tx,
        (Uuid,),
        "SELECT id FROM topups WHERE order_no = $1 AND state = 'filed' LIMIT 1",
        order.as_str()
    )?;
    Ok(filed.is_some())
}

/// The newest `limit` top-ups of an account filed before the top-up `(filed_at, id)`, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(
    tx: &mut Tx,
    account: AccountId,
    before: (Timestamp, TopUpId),
    limit: u32,
) -> Result<Vec<TopUp>, StoreError> {
    let rows = fetch_all!(
        tx,
        TopUpRow,
        concat!(
            "SELECT ",
            top_up_columns!(),
            " FROM topups WHERE account_id = $1 AND (filed_at < $2 OR (filed_at = $2 AND id < $3))
              ORDER BY filed_at DESC, id DESC LIMIT $4"
        ),
        account.0,
        before.0.unix(),
        before.1.0,
        i64::from(limit)
    )?;
    rows.into_iter().map(TopUp::try_from).collect()
}

/// How many top-ups of an account wait for a decision.
///
/// # Errors
/// When the database fails.
pub async fn open_of(tx: &mut Tx, account: AccountId) -> Result<i64, StoreError> {
    let row = fetch_optional!(
        tx,
        (i64,),
        "SELECT COUNT(*) FROM topups WHERE account_id = $1 AND state = 'filed'",
        account.0
    )?;
    Ok(row.map_or(0, |(count,)| count))
}

/// How many top-ups wait for a decision.
///
/// # Errors
/// When the database fails.
pub async fn count_open(tx: &mut Tx) -> Result<i64, StoreError> {
    let row = fetch_optional!(tx, (i64,), "SELECT COUNT(*) FROM topups WHERE state = 'filed'",)?;
    Ok(row.map_or(0, |(count,)| count))
}

/// The oldest `limit` top-ups that wait for a decision and were filed after the top-up `(filed_at, id)`, with the
/// account's name.
///
/// # Errors
/// When the database fails.
pub async fn open(
    tx: &mut Tx,
    after: (Timestamp, TopUpId),
    limit: u32,
) -> Result<Vec<(TopUp, String)>, StoreError> {
    let rows = fetch_all!(
        tx,
        TopUpRow,
        concat!(
            "SELECT ",
            top_up_columns!(),
            " FROM topups WHERE state = 'filed' AND (filed_at > $1 OR (filed_at = $1 AND id > $2))
              ORDER BY filed_at, id LIMIT $3"
        ),
        after.0.unix(),
        after.1.0,
        i64::from(limit)
    )?;
    let mut open = Vec::with_capacity(rows.len());
    for row in rows {
        let top_up = TopUp::try_from(row)?;
        let account = super::accounts::find(tx, top_up.account).await?;
        open.push((top_up, account.map(|account| account.name).unwrap_or_default()));
    }
    Ok(open)
}
