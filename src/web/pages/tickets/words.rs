//! What a request is about, where it stands, and why it was not taken, in words.

use std::borrow::Cow;

use crate::{
    domain::{
        text::TextRefused,
        ticket::{Against, Author, Message, Ticket, TicketState, Topic},
    },
    i18n::Words,
    web::{list::Moment, page::Page, pages::app_refusals::count},
};

/// The name of a topic.
pub(in crate::web::pages) fn topic_name(t: Words, topic: Topic) -> Cow<'static, str> {
    match topic {
        Topic::Question => t.ticket_question(),
        Topic::DeleteApp => t.ticket_delete_app(),
        Topic::StopApp => t.ticket_stop_app(),
    }
}

/// The name of a state.
pub(in crate::web::pages) fn state_name(t: Words, state: TicketState) -> Cow<'static, str> {
    match state {
        TicketState::Open => t.ticket_open(),
        TicketState::Answered => t.ticket_answered(),
        TicketState::Done => t.ticket_done(),
        TicketState::Refused => t.ticket_refused(),
    }
}

/// The tone of a state's badge.
pub(in crate::web::pages) const fn tone(state: TicketState) -> &'static str {
    match state {
        TicketState::Open => "warn",
        TicketState::Answered => "info",
        TicketState::Done => "ok",
        TicketState::Refused => "bad",
    }
}

/// The sentence of a rule that is against it.
pub(in crate::web::pages) fn sentence(t: Words, against: Against) -> Cow<'static, str> {
    match against {
        Against::Text(TextRefused::Missing) => t.ticket_text_missing(),
        Against::Text(TextRefused::TooLong) => t.ticket_text_long(count(Ticket::TEXT_MAX)),
        Against::Text(TextRefused::Letters) => t.ticket_text_letters(),
        Against::AppMissing => t.ticket_app_missing(),
        Against::StillRunning => t.cannot_delete_running(),
        Against::ByOwner => t.ticket_by_owner(),
        Against::NotByTicket => t.ticket_not_by_ticket(),
        Against::TooMany => t.ticket_too_many(Ticket::OPEN_MAX),
        Against::Closed => t.ticket_is_closed(),
        Against::WaitForAnswer => t.ticket_wait(count(Ticket::IN_A_ROW)),
        Against::Full => t.ticket_full(Ticket::MESSAGES_MAX),
    }
}

/// A message as it is shown.
pub(in crate::web::pages) struct Line {
    pub(in crate::web::pages) who: Cow<'static, str>,
    pub(in crate::web::pages) at: Moment,
    pub(in crate::web::pages) text: String,
}

/// The messages as they are shown; `customer` is what the customer is called.
pub(in crate::web::pages) fn lines(page: &Page, messages: Vec<Message>, customer: &str) -> Vec<Line> {
    let line = |message: Message| Line {
        who: match message.author {
            Author::Customer => customer.to_owned().into(),
            Author::Staff => page.t.ticket_staff(),
        },
        at: Moment::of(page, message.at),
        text: message.text,
    };
    messages.into_iter().map(line).collect()
}
