//! What the last move of the sandbox's clock did, as the audit log tells it.

use std::borrow::Cow;

use serde::Deserialize;

use crate::{
    domain::calendar::Timestamp,
    services::audit::Action,
    store::{StoreError, Tx, accounts::HOUSE, audit},
    web::page::Page,
};

/// The last move.
pub(super) struct LastMove {
    pub(super) way: Cow<'static, str>,
    pub(super) done: Cow<'static, str>,
}

/// The part of the row that is shown.
#[derive(Deserialize)]
struct Content {
    detail: Detail,
}

#[derive(Deserialize)]
struct Detail {
    from: Timestamp,
    to: Timestamp,
    done: u32,
}

/// Looks it up; none when the clock has not been moved.
pub(super) async fn find(tx: &mut Tx, page: &Page) -> Result<Option<LastMove>, StoreError> {
    let row = audit::newest_of(tx, HOUSE, Action::ClockAdvance.as_str()).await?;
    let content = row.and_then(|content| serde_json::from_str::<Content>(&content).ok());
    Ok(content.map(|Content { detail: Detail { from, to, done } }| LastMove {
        way: page.t.clock_from_to(&page.f.date_time_zoned(from), &page.f.date_time_zoned(to)),
        done: page.t.clock_done(done),
    }))
}
