//! What paid order lines give apps, and from when to when.

use crate::{
    domain::{
        calendar::Timestamp,
        ids::{OrderNo, SdkAppId},
        product::Item,
        purchase::Holding,
        upgrade::UpgradeSpan,
    },
    store::{Batch, StoreError, Tx},
};

/// What an app holds or held, oldest first; what was refunded or became void ended then.
///
/// # Errors
/// When the database fails.
pub async fn holdings(tx: &mut Tx, id: SdkAppId) -> Result<Vec<Holding>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String, i64, i64, i64),
        "SELECT item, anchor_at, starts_at, COALESCE(ended_at, ends_at) FROM entitlements
         WHERE sdk_app_id = $1 AND (ended_at IS NULL OR ended_at > starts_at)
         ORDER BY starts_at, order_no, line",
        id.number()
    )?;
    let holding = |(item, anchor, starts_at, ends_at): (String, i64, i64, i64)| {
        Ok(Holding {
            item: Item::parse(&item).ok_or_else(|| StoreError::inconsistent("entitlements", "item", id))?,
            anchor: Timestamp::from_unix(anchor),
            starts_at: Timestamp::from_unix(starts_at),
            ends_at: Timestamp::from_unix(ends_at),
        })
    };
    rows.into_iter().map(holding).collect()
}

/// Adds what an order line gives to the unit's batch.
pub fn give(
    batch: &mut Batch,
    (order, line): (&OrderNo, u32),
    id: SdkAppId,
    item: Item,
    UpgradeSpan { span, is_difference }: UpgradeSpan,
) {
    batch.add(
        "INSERT INTO entitlements (order_no, line, sdk_app_id, item, anchor_at, starts_at, ends_at, is_difference)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        binds![
            order.as_str(),
            line,
            id.number(),
            item.code(),
            span.anchor.unix(),
            span.starts_at.unix(),
            span.ends_at.unix(),
            is_difference
        ],
    );
}
