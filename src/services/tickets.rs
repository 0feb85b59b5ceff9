//! Tickets (section 6): a customer asks, the staff answer, and what was asked for is done in the ticket itself, so that
//! the log of the app names it (L1, L2).

mod staff;

pub use staff::Answer;

use serde_json::json;

use super::{
    Actor, Services,
    audit::{Action, Event, Who},
    from_store,
    once::{FormKey, Sent},
    unit::Unit,
};
use crate::{
    domain::{
        app::App,
        ids::{AccountId, SdkAppId, TicketId},
        lifecycle,
        ticket::{self, Against, Author, Message, Ticket, TicketState, Topic},
    },
    store::{StoreError, apps, tickets},
};

/// Why nothing was done about a ticket.
#[derive(Debug, thiserror::Error)]
pub enum TicketRefused {
    /// There is no such ticket or app in this account.
    #[error("not found")]
    NotFound,
    /// A rule of tickets.
    #[error(transparent)]
    Rule(#[from] Against),
    /// A ticket of this topic about the app is open already.
    #[error("a ticket about the app is open already")]
    AlreadyOpen(TicketId),
    /// The form was sent before with other answers, and led to this ticket.
    #[error("the form was sent before with other answers")]
    SentBefore(TicketId),
    /// The form is older than a day.
    #[error("the form is too old")]
    Stale,
    /// The ticket was written to since it was shown.
    #[error("the ticket was changed meanwhile")]
    Changed,
    /// What was typed is neither the app's name nor its SDKAppID.
    #[error("the name does not match")]
    NotConfirmed,
    /// The app is not what it was when the ticket was opened: there is nothing to do to it.
    #[error("there is nothing to do to the app")]
    NothingToDo,
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(TicketRefused);

/// What a customer asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketForm {
    /// What about.
    pub topic: Topic,
    /// Which app.
    pub app: Option<SdkAppId>,
    /// The first message.
    pub text: String,
}

impl Services {
    /// Opens a ticket. The same form sent again gives the same ticket.
    ///
    /// # Errors
    /// When a rule is against it, or one about the same is open.
    pub async fn open_ticket(
        &self,
        account: AccountId,
        (form, key): (&TicketForm, FormKey),
        actor: &Actor,
    ) -> Result<TicketId, TicketRefused> {
        let text = Ticket::text(&form.text)?;
        let mut unit = Unit::open(self, account, actor).await?.ok_or(TicketRefused::NotFound)?;
        let request = json!([form.topic, form.app, text]).to_string();
        let pending = match unit.sent(key, Action::TicketOpen.as_str(), &request).await? {
            Sent::New(pending) => pending,
            Sent::Before(id) => return opened_before(&id),
            Sent::OtherBefore(id) => return Err(TicketRefused::SentBefore(opened_before(&id)?)),
            Sent::Stale => return Err(TicketRefused::Stale),
        };
        self.may_open(&mut unit, form).await?;
        let ticket = Ticket {
            id: TicketId(self.random.uuid(unit.now)),
            account,
            topic: form.topic,
            app: form.app,
            state: TicketState::Open,
            opened_at: unit.now,
            since: unit.now,
            messages: 1,
        };
        tickets::insert(&mut unit.batch, &ticket);
        write(&mut unit, (ticket.id, 1), Author::Customer, text);
        let detail = json!({ "topic": ticket.topic, "app": ticket.app });
        unit.audit(Event::done(Action::TicketOpen, &ticket.id, detail));
        unit.keep(pending, ticket.id.to_string());
        unit.commit().await?;
        Ok(ticket.id)
    }

    async fn may_open(&self, unit: &mut Unit<'_>, form: &TicketForm) -> Result<(), TicketRefused> {
        let app = match form.app {
            Some(id) => Some(self.app_now(unit, id).await?.ok_or(TicketRefused::NotFound)?),
            None => None,
        };
        ticket::may_ask(form.topic, app.as_ref())?;
        if form.topic != Topic::Question
            && let Some(app) = &app
            && let Some(open) = tickets::unclosed_about(&mut unit.tx, app.id, form.topic).await?
        {
            return Err(TicketRefused::AlreadyOpen(open));
        }
        let unclosed = tickets::unclosed_of(&mut unit.tx, unit.account.id).await?;
        if unclosed >= i64::from(Ticket::OPEN_MAX) { Err(Against::TooMany.into()) } else { Ok(()) }
    }

    /// An app of the unit's account as time has left it; none when it is deleted.
    async fn app_now(&self, unit: &mut Unit<'_>, id: SdkAppId) -> Result<Option<App>, StoreError> {
        let found = apps::find(&mut unit.tx, unit.account.id, id).await?;
        Ok(found.filter(|app| !app.is_deleted()).map(|mut app| {
            lifecycle::catch_up(&mut app, &self.catalog().catalog, unit.now);
            app
        }))
    }

    /// Adds a message of the customer, who then waits for an answer. The same form sent again adds nothing more.
    ///
    /// # Errors
    /// When there is no such ticket, or a rule is against it.
    pub async fn write_to_ticket(
        &self,
        account: AccountId,
        id: TicketId,
        (text, key): (&str, FormKey),
        actor: &Actor,
    ) -> Result<(), TicketRefused> {
        let text = Ticket::text(text)?;
        let mut unit = Unit::open(self, account, actor).await?.ok_or(TicketRefused::NotFound)?;
        let mut ticket = own(&mut unit, id).await?;
        let request = json!([id, text]).to_string();
        let pending = match unit.sent(key, Action::TicketWrite.as_str(), &request).await? {
            Sent::New(pending) => pending,
            Sent::Before(_) => return Ok(()),
            Sent::OtherBefore(_) => return Err(TicketRefused::SentBefore(id)),
            Sent::Stale => return Err(TicketRefused::Stale),
        };
        ticket.may_write(&tickets::messages(&mut unit.tx, id).await?)?;
        if ticket.state != TicketState::Open {
            (ticket.state, ticket.since) = (TicketState::Open, unit.now);
        }
        ticket.messages += 1;
        tickets::save(&mut unit.batch, &ticket);
        write(&mut unit, (id, ticket.messages), Author::Customer, text);
        unit.audit(Event::done(Action::TicketWrite, &id, json!({})));
        unit.keep(pending, id.to_string());
        Ok(unit.commit().await?)
    }

    /// Closes a ticket for its customer. One that is closed stays as it is.
    ///
    /// # Errors
    /// When there is no such ticket.
    pub async fn close_ticket(
        &self,
        account: AccountId,
        id: TicketId,
        actor: &Actor,
    ) -> Result<(), TicketRefused> {
        let mut unit = Unit::open(self, account, actor).await?.ok_or(TicketRefused::NotFound)?;
        let mut ticket = own(&mut unit, id).await?;
        if ticket.is_closed() {
            return Ok(());
        }
        (ticket.state, ticket.since) = (TicketState::Done, unit.now);
        tickets::save(&mut unit.batch, &ticket);
        unit.audit(Event::done(Action::TicketClose, &id, json!({})));
        Ok(unit.commit().await?)
    }
}

/// The ticket with this id, if it is the unit's account's.
async fn own(unit: &mut Unit<'_>, id: TicketId) -> Result<Ticket, TicketRefused> {
    let ticket = tickets::find(&mut unit.tx, id).await?;
    ticket.filter(|ticket| ticket.account == unit.account.id).ok_or(TicketRefused::NotFound)
}

fn write(unit: &mut Unit<'_>, at: (TicketId, u32), author: Author, text: String) {
    let writer = match unit.actor.who {
        Who::User(id) => Some(id.0),
        Who::Operator(id) => Some(id.0),
        Who::Visitor | Who::Console => None,
    };
    let message = Message { author, text, at: unit.now };
    tickets::write(&mut unit.batch, at, &message, writer);
}

fn opened_before(id: &str) -> Result<TicketId, TicketRefused> {
    let lost = || StoreError::inconsistent("idempotency", "location", id);
    Ok(TicketId(id.parse().map_err(|_| lost())?))
}
