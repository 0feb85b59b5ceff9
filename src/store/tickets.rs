//! Tickets and their messages (section 6).

use uuid::Uuid;

use super::{Batch, StoreError, Tx};
use crate::domain::{
    calendar::Timestamp,
    ids::{AccountId, SdkAppId, TicketId},
    ticket::{Author, Message, Ticket, TicketState, Topic},
};

row! {
    struct TicketRow {
        id: Uuid,
        account_id: Uuid,
        topic: String,
        sdk_app_id: Option<i64>,
        state: String,
        opened_at: i64,
        since: i64,
        messages: i64,
    }
}

macro_rules! ticket_columns {
    () => {
        "id, account_id, topic, sdk_app_id, state, opened_at, since, messages"
    };
}

impl TryFrom<TicketRow> for Ticket {
    type Error = StoreError;

    fn try_from(row: TicketRow) -> Result<Self, StoreError> {
        let bad = |column| StoreError::inconsistent("tickets", column, row.id);
        let app = row.sdk_app_id.map(|number| SdkAppId::new(number).ok_or_else(|| bad("sdk_app_id")));
        Ok(Self {
            id: TicketId(row.id),
            account: AccountId(row.account_id),
            topic: Topic::parse(&row.topic).ok_or_else(|| bad("topic"))?,
            app: app.transpose()?,
            state: TicketState::parse(&row.state).ok_or_else(|| bad("state"))?,
            opened_at: Timestamp::from_unix(row.opened_at),
            since: Timestamp::from_unix(row.since),
            messages: u32::try_from(row.messages).map_err(|_| bad("messages"))?,
        })
    }
}

/// Adds a new ticket to the unit's batch.
pub fn insert(batch: &mut Batch, ticket: &Ticket) {
    batch.add(
        "INSERT INTO tickets (id, account_id, topic, sdk_app_id, state, opened_at, since, messages)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        binds![
            ticket.id.0,
            ticket.account.0,
            ticket.topic.as_str(),
            ticket.app.map(SdkAppId::number),
            ticket.state.as_str(),
            ticket.opened_at.unix(),
            ticket.since.unix(),
            ticket.messages
        ],
    );
}

/// Adds what became of a ticket to the unit's batch. Its account is locked by the unit.
pub fn save(batch: &mut Batch, ticket: &Ticket) {
    batch.add(
        "UPDATE tickets SET state = ?, since = ?, messages = ? WHERE id = ?",
        binds![ticket.state.as_str(), ticket.since.unix(), ticket.messages, ticket.id.0],
    );
}

/// Adds a message to the unit's batch: the one at `place`, from 1. `writer` is the user or the operator. It names no
/// column of the ticket, which may be written in the same batch.
pub fn write(batch: &mut Batch, (ticket, place): (TicketId, u32), message: &Message, writer: Option<Uuid>) {
    batch.add(
        "INSERT INTO ticket_messages (ticket_id, place, author, author_id, text, at) VALUES (?, ?, ?, ?, ?, ?)",
        binds![
            ticket.0,
            place,
            message.author.as_str(),
            writer,
            message.text.as_str(),
            message.at.unix()
        ],
    );
}

/// The ticket with this id, whoever's it is.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, id: TicketId) -> Result<Option<Ticket>, StoreError> {
    let row = fetch_optional!(
        tx,
        TicketRow,
        concat!("SELECT ", ticket_columns!(), " FROM tickets WHERE id = $1"),
        id.0
    )?;
    row.map(Ticket::try_from).transpose()
}

/// The messages of a ticket, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn messages(tx: &mut Tx, id: TicketId) -> Result<Vec<Message>, StoreError> {
    let rows = fetch_all!(
        tx,
        (String, String, i64),
        "SELECT author, text, at FROM ticket_messages WHERE ticket_id = $1 ORDER BY place",
        id.0
    )?;
    let message = |(author, text, at): (String, String, i64)| {
        let bad = || StoreError::inconsistent("ticket_messages", "author", id);
        let author = Author::parse(&author).ok_or_else(bad)?;
        Ok(Message { author, text, at: Timestamp::from_unix(at) })
    };
    rows.into_iter().map(message).collect()
}

/// The `limit` tickets of an account that came to stand where they are last, before `(since, id)`, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(
    tx: &mut Tx,
    account: AccountId,
    before: (Timestamp, TicketId),
    limit: u32,
) -> Result<Vec<Ticket>, StoreError> {
    let rows = fetch_all!(
        tx,
        TicketRow,
        concat!(
            "SELECT ",
            ticket_columns!(),
            " FROM tickets WHERE account_id = $1 AND (since < $2 OR (since = $2 AND id < $3))
              ORDER BY since DESC, id DESC LIMIT $4"
        ),
        account.0,
        before.0.unix(),
        before.1.0,
        i64::from(limit)
    )?;
    rows.into_iter().map(Ticket::try_from).collect()
}

/// How many tickets of an account are not closed.
///
/// # Errors
/// When the database fails.
pub async fn unclosed_of(tx: &mut Tx, account: AccountId) -> Result<i64, StoreError> {
    let (count,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "SELECT COUNT(*) FROM tickets WHERE account_id = $1 AND state IN ('open', 'answered')",
        account.0
    )?;
    Ok(count)
}

/// The ticket of this topic about an app that is not closed.
///
/// # Errors
/// When the database fails.
pub async fn unclosed_about(
    tx: &mut Tx,
    app: SdkAppId,
    topic: Topic,
) -> Result<Option<TicketId>, StoreError> {
    let row = fetch_optional!(
        tx,
        (Uuid,),
        "SELECT id FROM tickets WHERE sdk_app_id = $1 AND topic = $2 AND state IN ('open', 'answered') LIMIT 1",
        app.number(),
        topic.as_str()
    )?;
    Ok(row.map(|(id,)| TicketId(id)))
}

/// The tickets that wait for an answer with the account's name, the longest waiting first, at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn waiting(tx: &mut Tx, limit: u32) -> Result<Vec<(Ticket, String)>, StoreError> {
    let rows = fetch_all!(
        tx,
        TicketRow,
        concat!(
            "SELECT ",
            ticket_columns!(),
            " FROM tickets WHERE state = 'open' ORDER BY since, id LIMIT $1"
        ),
        i64::from(limit)
    )?;
    let mut waiting = Vec::with_capacity(rows.len());
    for row in rows {
        let ticket = Ticket::try_from(row)?;
        let account = super::accounts::find(tx, ticket.account).await?;
        waiting.push((ticket, account.map(|account| account.name).unwrap_or_default()));
    }
    Ok(waiting)
}

/// How many tickets wait for an answer.
///
/// # Errors
/// When the database fails.
pub async fn count_waiting(tx: &mut Tx) -> Result<i64, StoreError> {
    let (count,): (i64,) = fetch_one!(tx, (i64,), "SELECT COUNT(*) FROM tickets WHERE state = 'open'")?;
    Ok(count)
}
