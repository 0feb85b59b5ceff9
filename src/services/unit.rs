//! One unit of work on one account: locked first, its changes collected, sent in one round trip and committed with
//! their audit rows. Nobody changes an account's money or rights in another way.

use super::{
    Secrets, Services,
    audit::{self, Actor, Event, Moments},
};
use crate::{
    domain::{
        calendar::Timestamp,
        ids::{AccountId, EntryId, QuoteId},
        ledger::Entry,
        message::Message,
    },
    random::Randomness,
    store::{
        Batch, StoreError, Tx,
        accounts::{self, LockedAccount},
        ledger, mails, messages, outbox,
        quotes::{self, Confirmable},
    },
};

/// An open unit of work.
pub(super) struct Unit<'a> {
    services: &'a Services,
    /// Who acts.
    pub(super) actor: &'a Actor,
    /// The business time, the same for everything in the unit.
    pub(super) now: Timestamp,
    /// For loading what the use case needs.
    pub(super) tx: Tx,
    /// The account, as it will be written.
    pub(super) account: LockedAccount,
    /// The writes, in order.
    pub(super) batch: Batch,
    /// Whether it changes what the month costs, so that the budget is looked at.
    spends: bool,
}

impl<'a> Unit<'a> {
    /// Locks the account at the present business time; none when there is no such account.
    pub(super) async fn open(
        services: &'a Services,
        id: AccountId,
        actor: &'a Actor,
    ) -> Result<Option<Self>, StoreError> {
        Self::open_at(services, id, actor, services.now()).await
    }

    /// The same at a given business time: a job does what fell due at the moment at which it fell due.
    pub(super) async fn open_at(
        services: &'a Services,
        id: AccountId,
        actor: &'a Actor,
        now: Timestamp,
    ) -> Result<Option<Self>, StoreError> {
        let locked = services.store.write_on(id).await?;
        Ok(locked.map(|locked| Self::of(services, locked, now, actor)))
    }

    /// Locks the account at the present business time to confirm a quote of it, and looks at that.
    pub(super) async fn open_to_confirm(
        services: &'a Services,
        id: AccountId,
        quote: QuoteId,
        actor: &'a Actor,
    ) -> Result<Option<(Self, Option<Confirmable>)>, StoreError> {
        let opened = quotes::open_to_confirm(&services.store, id, quote).await?;
        Ok(opened
            .map(|(tx, account, found)| (Self::of(services, (tx, account), services.now(), actor), found)))
    }

    /// Goes on as a unit on the account with a transaction that has begun: the account may have come to be in it.
    pub(super) async fn on(
        services: &'a Services,
        mut tx: Tx,
        (id, now): (AccountId, Timestamp),
        actor: &'a Actor,
    ) -> Result<Option<Self>, StoreError> {
        let account = accounts::lock(&mut tx, id).await?;
        Ok(account.map(|account| Self::of(services, (tx, account), now, actor)))
    }

    fn of(
        services: &'a Services,
        (tx, account): (Tx, LockedAccount),
        now: Timestamp,
        actor: &'a Actor,
    ) -> Self {
        Self { services, actor, now, tx, account, batch: Batch::new(), spends: false }
    }

    /// The system time: what keys and audit rows are dated with.
    pub(super) fn system_now(&self) -> Timestamp {
        self.services.system.now()
    }

    /// What seals secrets.
    pub(super) fn secrets(&self) -> &Secrets {
        &self.services.secrets
    }

    /// Where randomness comes from.
    pub(super) fn random(&self) -> &dyn Randomness {
        self.services.random.as_ref()
    }

    /// Writes `event` down with the change.
    pub(super) fn audit(&mut self, event: Event) {
        let at = Moments { system: self.system_now(), business: self.now };
        audit::append(&mut self.batch, &mut self.account, self.actor, event, at);
    }

    /// Notes that what the month costs has changed.
    pub(super) const fn spends(&mut self) {
        self.spends = true;
    }

    /// Posts a ledger entry and moves the balance with it. An entry that moves nothing is none.
    pub(super) fn post(&mut self, entry: &Entry) {
        if entry.postings().next().is_none() {
            return;
        }
        self.spends();
        let id = EntryId(self.services.random.uuid(self.now));
        ledger::post(&mut self.batch, &mut self.account, id, entry, self.now);
    }

    /// Leaves a message for the outside.
    pub(super) fn tell(&mut self, kind: &'static str, content: &serde_json::Value) {
        let id = self.services.random.uuid(self.now);
        let message = outbox::Message {
            id,
            account: self.account.id,
            kind,
            content: content.to_string(),
            at: self.now,
        };
        outbox::insert(&mut self.batch, message);
    }

    /// Tells the account `message` for `cause`, which it is told for once: in the message centre, and by mail where there
    /// is a server for it.
    pub(super) fn inform(&mut self, cause: String, message: &Message) {
        let id = self.services.random.uuid(self.now);
        let content = serde_json::json!(message).to_string();
        let new = messages::NewMessage { id, account: self.account.id, cause, content, at: self.now };
        messages::insert(&mut self.batch, new);
        if self.services.sends_mail {
            let now = self.system_now();
            mails::queue(&mut self.batch, id, self.account.id, now);
        }
    }

    /// The use cases that the unit is one of.
    pub(super) const fn services(&self) -> &'a Services {
        self.services
    }

    /// Sends what was collected so far; it is committed with the rest or not at all.
    pub(super) async fn send(&mut self) -> Result<(), StoreError> {
        std::mem::take(&mut self.batch).run(&mut self.tx).await
    }

    /// Sends everything and hands the open transaction on, to a unit on another account.
    pub(super) async fn hand_on(mut self) -> Result<Tx, StoreError> {
        self.close().await?;
        self.send().await?;
        Ok(self.tx)
    }

    /// Gives the open transaction back as if this unit, which has written nothing, had never been.
    pub(super) async fn give_back(mut self) -> Result<Tx, StoreError> {
        accounts::unlock(&mut self.tx, self.account.id).await?;
        Ok(self.tx)
    }

    /// Sends everything and makes it durable.
    pub(super) async fn commit(mut self) -> Result<(), StoreError> {
        self.close().await?;
        self.tx.commit_with(self.batch).await
    }

    /// What the balance has come to pays debts first (M1), and what the month has come to is held against the budget;
    /// then the account is as it will be written.
    async fn close(&mut self) -> Result<(), StoreError> {
        self.services.pay_debts(self).await?;
        if self.spends && self.account.budget.is_some() {
            self.services.tell_budget(self).await?;
        }
        accounts::save(&mut self.batch, &self.account);
        Ok(())
    }
}
