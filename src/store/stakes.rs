//! What is lost with an app that is stopped, downgraded or deleted, counted in one statement (QU5).

use chrono::{NaiveDate, NaiveTime};

use super::{StoreError, Tx};
use crate::domain::{
    app::App,
    calendar::{Calendar, Timestamp},
    change::Stake,
    charge::Peak,
    ids::OrderNo,
};

row! {
    struct Row {
        administrators: i64,
        certificates: i64,
        tags: i64,
        held: i64,
        unpaid: Option<String>,
        users: Option<i64>,
        users_on: Option<String>,
        peak_groups: Option<i64>,
        groups_on: Option<String>,
    }
}

macro_rules! latest {
    ($column:literal, $measure:literal) => {
        concat!(
            "(SELECT ",
            $column,
            " FROM usage_days WHERE sdk_app_id = $1 AND measure = '",
            $measure,
            "' ORDER BY day DESC LIMIT 1)"
        )
    };
}

/// What an app holds at `now`; an order whose hold is over is none (P12).
///
/// # Errors
/// When the database fails.
pub async fn of_app(
    tx: &mut Tx,
    app: &App,
    (calendar, now): (Calendar, Timestamp),
) -> Result<Stake, StoreError> {
    let row = fetch_one!(
        tx,
        Row,
        concat!(
            "SELECT (SELECT COUNT(*) FROM app_administrators WHERE sdk_app_id = $1) AS administrators,
                 (SELECT COUNT(*) FROM push_certificates WHERE sdk_app_id = $1 AND saved_at IS NOT NULL) AS certificates,
                 (SELECT COUNT(*) FROM app_tags WHERE sdk_app_id = $1) AS tags,
                 (SELECT COUNT(*) FROM apps WHERE account_id = $2 AND status <> 'deleted') AS held,
                 (SELECT no FROM orders WHERE sdk_app_id = $1 AND status = 'unpaid' AND expires_at > $3) AS unpaid, ",
            latest!("value", "daily_active_users"),
            " AS users, ",
            latest!("day", "daily_active_users"),
            " AS users_on, ",
            latest!("value", "peak_groups"),
            " AS peak_groups, ",
            latest!("day", "peak_groups"),
            " AS groups_on"
        ),
        app.id.number(),
        app.account.0,
        now.unix()
    )?;
    let peak = |value: Option<i64>, day: Option<&str>| -> Result<Option<Peak>, StoreError> {
        let bad = |column| StoreError::inconsistent("usage_days", column, app.id);
        let Some((value, day)) = value.zip(day) else { return Ok(None) };
        let day: NaiveDate = day.parse().map_err(|_| bad("day"))?;
        let value = u32::try_from(value).map_err(|_| bad("value"))?;
        Ok(Some(Peak { value, day: calendar.moment(day.and_time(NaiveTime::MIN)) }))
    };
    Ok(Stake {
        users: peak(row.users, row.users_on.as_deref())?,
        groups: peak(row.peak_groups, row.groups_on.as_deref())?,
        administrators: row.administrators + 1,
        certificates: row.certificates,
        tags: row.tags,
        unpaid: row.unpaid.as_deref().and_then(OrderNo::parse),
        held: row.held,
    })
}
