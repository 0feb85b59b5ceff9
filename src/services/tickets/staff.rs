//! What the staff do about tickets: answering, and doing to the app what was asked for (L1, L2).

use serde_json::json;

use super::{TicketRefused, own, write};
use crate::{
    domain::{
        app::{self, App, AppState, StopCause},
        ids::TicketId,
        ticket::{self, Act, Author, Ticket, TicketState},
    },
    services::{
        Actor, Services,
        audit::{Action, Event},
        purchase::give_up_order_of,
        unit::Unit,
    },
    store::{StoreError, tickets},
};

/// How the staff answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The customer is to write again, or to wait.
    Reply,
    /// It was done.
    Done,
    /// It will not be done.
    Refuse,
}

impl Services {
    /// Answers a ticket for the staff. `seen` is how many messages were shown: one more, and it is to be read first.
    ///
    /// # Errors
    /// When there is no such ticket, it is closed, was written to meanwhile, or the text is none.
    pub async fn answer_ticket(
        &self,
        id: TicketId,
        (answer, text): (Answer, &str),
        seen: u32,
        actor: &Actor,
    ) -> Result<(), TicketRefused> {
        let text = Ticket::text(text)?;
        let (mut unit, mut ticket) = self.case(id, seen, actor).await?;
        ticket.state = match answer {
            Answer::Reply => TicketState::Answered,
            Answer::Done => TicketState::Done,
            Answer::Refuse => TicketState::Refused,
        };
        ticket.since = unit.now;
        ticket.messages += 1;
        tickets::save(&mut unit.batch, &ticket);
        write(&mut unit, (id, ticket.messages), Author::Staff, text);
        unit.audit(Event::done(Action::TicketAnswer, &id, json!({ "state": ticket.state })));
        unit.tell("ticket_answered", &json!({ "ticket": id, "state": ticket.state }));
        Ok(unit.commit().await?)
    }

    /// Does to the app of a ticket what was asked for: stops it for good, or deletes it and is done (L1, L2).
    ///
    /// # Errors
    /// When there is no such ticket, it is closed, was written to meanwhile, what was typed does not confirm it, or
    /// there is nothing to do.
    pub async fn carry_out_ticket(
        &self,
        id: TicketId,
        (wanted, typed): (Act, &str),
        seen: u32,
        actor: &Actor,
    ) -> Result<(), TicketRefused> {
        let (mut unit, mut ticket) = self.case(id, seen, actor).await?;
        let number = ticket.app.ok_or(TicketRefused::NothingToDo)?;
        let app = self.app_now(&mut unit, number).await?.ok_or(TicketRefused::NothingToDo)?;
        if ticket::act(ticket.topic, &app) != Some(wanted) {
            return Err(TicketRefused::NothingToDo);
        }
        if !app::confirms(typed, &app.profile.name, number) {
            return Err(TicketRefused::NotConfirmed);
        }
        match wanted {
            Act::Stop => self.stop_in(&mut unit, app, id).await?,
            Act::Delete => {
                self.delete_in(&mut unit, app, json!({ "ticket": id })).await?;
                (ticket.state, ticket.since) = (TicketState::Done, unit.now);
                tickets::save(&mut unit.batch, &ticket);
            }
        }
        unit.audit(Event::done(Action::TicketCarryOut, &id, json!({ "act": wanted, "app": number })));
        unit.tell("ticket_carried_out", &json!({ "ticket": id, "act": wanted, "app": number }));
        Ok(unit.commit().await?)
    }

    async fn stop_in(&self, unit: &mut Unit<'_>, mut app: App, ticket: TicketId) -> Result<(), StoreError> {
        give_up_order_of(unit, app.id).await?;
        let cause = StopCause::Operator;
        app.state = AppState::Deactivated { since: unit.now, cause };
        self.save(unit, &app);
        unit.audit(Event::done(Action::AppDeactivate, &app.id, json!({ "ticket": ticket })));
        unit.tell("app_deactivated", &json!({ "app": app.id, "cause": cause }));
        Ok(())
    }

    /// The ticket for the staff, in a unit on its account.
    async fn case<'a>(
        &'a self,
        id: TicketId,
        seen: u32,
        actor: &'a Actor,
    ) -> Result<(Unit<'a>, Ticket), TicketRefused> {
        let mut reading = self.store.read().await?;
        let account = tickets::find(&mut reading, id).await?.ok_or(TicketRefused::NotFound)?.account;
        drop(reading);
        let mut unit = Unit::open(self, account, actor).await?.ok_or(TicketRefused::NotFound)?;
        let ticket = own(&mut unit, id).await?;
        if ticket.is_closed() || ticket.messages != seen {
            return Err(TicketRefused::Changed);
        }
        Ok((unit, ticket))
    }
}
