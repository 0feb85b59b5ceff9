//! Tickets: what a customer asks of the staff, message by message, until it is done or refused (section 6, L1, L2).

use super::{
    app::{App, AppState, Origin, Plan},
    calendar::Timestamp,
    ids::{AccountId, SdkAppId, TicketId},
    product::words,
    text::{self, TextRefused},
};

words! {
    /// What is asked for.
    Topic {
        /// Something that is none of the others.
        Question = "question",
        /// Deleting a stopped app that its owner can't delete (L1, L2).
        DeleteApp = "delete_app",
        /// Stopping an app of the audio/video side (L2).
        StopApp = "stop_app",
    }
}

words! {
    /// Where a ticket stands.
    TicketState {
        /// The customer waits.
        Open = "open",
        /// The staff wait.
        Answered = "answered",
        /// It was done, or the customer closed it.
        Done = "done",
        /// The staff refused it.
        Refused = "refused",
    }
}

words! {
    /// Who wrote a message.
    Author {
        /// The customer.
        Customer = "customer",
        /// The staff.
        Staff = "staff",
    }
}

words! {
    /// What the staff can do to the app of a ticket.
    Act {
        /// Stop it for good (L2).
        Stop = "stop",
        /// Delete it (L1).
        Delete = "delete",
    }
}

/// Why a ticket was not opened or written to. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Against {
    /// The text is missing, too long or unreadable.
    #[error("the text: {0}")]
    Text(TextRefused),
    /// The topic needs an app.
    #[error("no app was chosen")]
    AppMissing,
    /// Only a stopped app is deleted.
    #[error("the app is still running")]
    StillRunning,
    /// Its owner can do it without a ticket.
    #[error("the owner can do it")]
    ByOwner,
    /// Only an app of the audio/video side is stopped by ticket; others by their owner, a refund or the end of the term.
    #[error("the app is not stopped by ticket")]
    NotByTicket,
    /// As many wait as an account may have.
    #[error("{} tickets are open already", Ticket::OPEN_MAX)]
    TooMany,
    /// The ticket is done or refused.
    #[error("the ticket is closed")]
    Closed,
    /// The customer has written as much as may wait for an answer.
    #[error("{} messages wait for an answer already", Ticket::IN_A_ROW)]
    WaitForAnswer,
    /// The ticket has as many messages as it may have.
    #[error("the ticket has {} messages", Ticket::MESSAGES_MAX)]
    Full,
}

/// A ticket, without its messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Its id.
    pub id: TicketId,
    /// Whose it is.
    pub account: AccountId,
    /// What is asked for.
    pub topic: Topic,
    /// The app that it is about.
    pub app: Option<SdkAppId>,
    /// Where it stands.
    pub state: TicketState,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Since when it stands there: how long the customer waits, while it is open.
    pub since: Timestamp,
    /// How many messages it has.
    pub messages: u32,
}

/// A message of a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Who wrote it.
    pub author: Author,
    /// Its lines.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

impl Ticket {
    /// The most characters of a message.
    pub const TEXT_MAX: usize = 2_000;
    /// The most tickets of an account that are not closed.
    pub const OPEN_MAX: u32 = 5;
    /// The most messages of the customer without an answer between them.
    pub const IN_A_ROW: usize = 5;
    /// The most messages of a ticket.
    pub const MESSAGES_MAX: u32 = 100;

    /// The lines of a message that was entered.
    ///
    /// # Errors
    /// When it is missing, too long or unreadable.
    pub fn text(entered: &str) -> Result<String, Against> {
        match text::lines(entered, Self::TEXT_MAX) {
            Ok(lines) if lines.is_empty() => Err(Against::Text(TextRefused::Missing)),
            read => read.map_err(Against::Text),
        }
    }

    /// Whether nobody can write to it any more.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        matches!(self.state, TicketState::Done | TicketState::Refused)
    }

    /// Whether the customer can write to it, after `messages`.
    ///
    /// # Errors
    /// When it is closed, or has as many messages as it may have.
    pub fn may_write(&self, messages: &[Message]) -> Result<(), Against> {
        if self.is_closed() {
            return Err(Against::Closed);
        }
        if self.messages >= Self::MESSAGES_MAX {
            return Err(Against::Full);
        }
        let unanswered = messages.iter().rev().take_while(|message| message.author == Author::Customer);
        if unanswered.count() >= Self::IN_A_ROW { Err(Against::WaitForAnswer) } else { Ok(()) }
    }
}

/// Whether a ticket of this topic can be opened about `app`, as it is now.
///
/// # Errors
/// When the topic needs an app, or the app's owner does it otherwise.
pub fn may_ask(topic: Topic, app: Option<&App>) -> Result<(), Against> {
    match (topic, app) {
        (Topic::Question, _) => Ok(()),
        (_, None) => Err(Against::AppMissing),
        (Topic::DeleteApp, Some(app)) if !is_stopped(app) => Err(Against::StillRunning),
        (Topic::DeleteApp, Some(app)) if !is_by_ticket(app) => Err(Against::ByOwner),
        (Topic::StopApp, Some(app)) if act(topic, app) != Some(Act::Stop) => Err(Against::NotByTicket),
        (Topic::DeleteApp | Topic::StopApp, Some(_)) => Ok(()),
    }
}

/// What the staff can do to the app of a ticket of this topic now. An app of the audio/video side is stopped first and
/// deleted then (L2).
#[must_use]
pub fn act(topic: Topic, app: &App) -> Option<Act> {
    let is_rtc = app.origin == Origin::Rtc && app.plan == Plan::Trial;
    match app.state {
        AppState::Active | AppState::Expired { .. } if is_rtc && topic != Topic::Question => Some(Act::Stop),
        _ if topic != Topic::Question && is_stopped(app) && is_by_ticket(app) => Some(Act::Delete),
        _ => None,
    }
}

const fn is_stopped(app: &App) -> bool {
    matches!(app.state, AppState::Deactivated { .. } | AppState::Released { .. })
}

/// Whether the staff delete it: it had a package, or is of the audio/video side.
fn is_by_ticket(app: &App) -> bool {
    app.origin == Origin::Rtc || app.plan.edition().has_billing_mode()
}
