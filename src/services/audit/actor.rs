//! Who acts, and from where.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::domain::ids::{OperatorId, UserId};

/// Who acts, and from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub who: Who,
    /// The hash of the session's id.
    pub session: Option<String>,
    /// The address the request came from.
    pub ip: String,
    /// What the browser calls itself.
    pub agent: String,
    /// The request's id, as in the log.
    pub request: String,
}

/// The kinds of actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Nobody that is known.
    Visitor,
    /// A customer's user.
    User(UserId),
    /// A member of the staff.
    Operator(OperatorId),
    /// The console itself: jobs, the command line.
    Console,
}

impl Actor {
    /// The console itself.
    #[must_use]
    pub const fn console() -> Self {
        Self {
            who: Who::Console,
            session: None,
            ip: String::new(),
            agent: String::new(),
            request: String::new(),
        }
    }

    /// The actor as it stands in the log.
    pub(super) fn as_json(&self) -> Value {
        let (kind, id): (&str, Option<Uuid>) = match self.who {
            Who::Visitor => ("visitor", None),
            Who::User(id) => ("user", Some(id.0)),
            Who::Operator(id) => ("operator", Some(id.0)),
            Who::Console => ("console", None),
        };
        json!({ "kind": kind, "id": id, "session": self.session, "ip": self.ip, "agent": self.agent,
                "request": self.request })
    }
}
