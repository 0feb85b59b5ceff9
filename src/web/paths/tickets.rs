//! Requests to the staff.

use super::with_query;
use crate::domain::{
    ids::{SdkAppId, TicketId},
    ticket::Topic,
};

/// The requests of an account.
pub const TICKETS: &str = "/tickets";
/// Makes a request.
pub const TICKET_NEW: &str = "/tickets/new";
/// One request.
pub const TICKET: &str = "/tickets/{id}";
/// Writes to a request (POST only).
pub const TICKET_MESSAGES: &str = "/tickets/{id}/messages";
/// Closes a request (POST only).
pub const TICKET_CLOSE: &str = "/tickets/{id}/close";
/// One request, for an operator to answer.
pub const OPERATOR_TICKET: &str = "/operator/tickets/{id}";
/// Does what was asked for (POST only).
pub const OPERATOR_TICKET_ACT: &str = "/operator/tickets/{id}/act";

/// One request.
#[must_use]
pub fn ticket(id: TicketId) -> String {
    format!("{TICKETS}/{id}")
}

/// Writes to a request.
#[must_use]
pub fn ticket_messages(id: TicketId) -> String {
    format!("{TICKETS}/{id}/messages")
}

/// Closes a request.
#[must_use]
pub fn ticket_close(id: TicketId) -> String {
    format!("{TICKETS}/{id}/close")
}

/// The form of a request with its topic and its application filled in.
#[must_use]
pub fn ticket_about(topic: Topic, app: SdkAppId) -> String {
    with_query(TICKET_NEW, &[("topic", topic.as_str()), ("app", &app.to_string())])
}

/// One request, for an operator.
#[must_use]
pub fn operator_ticket(id: TicketId) -> String {
    format!("/operator/tickets/{id}")
}

/// Does what was asked for.
#[must_use]
pub fn operator_ticket_act(id: TicketId) -> String {
    format!("/operator/tickets/{id}/act")
}
