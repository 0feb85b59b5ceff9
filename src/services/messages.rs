//! What accounts are told (R7): the digest of a day, and what each user has read. What else is told is written where it
//! happens, in the transaction of what it tells of.

use serde_json::json;
use uuid::Uuid;

use super::{
    Actor, Services,
    audit::{Action, Event},
    unit::Unit,
};
use crate::{
    domain::{
        calendar::Timestamp,
        ids::{AccountId, UserId},
        message::Message,
        reminder::{self, Reminder, What},
    },
    store::{StoreError, messages, push, reminders},
};

impl Services {
    /// Looks at `at` whether the account is to be reminded of something, and says so in one digest; a day has one at most.
    pub(super) async fn remind(&self, account: AccountId, at: Timestamp) -> Result<(), StoreError> {
        let actor = Actor::console();
        let Some(mut unit) = Unit::open_at(self, account, &actor, at).await? else { return Ok(()) };
        if unit.account.next_reminder_at != Some(at) {
            return Ok(());
        }
        let releases = self.catalogs.releases(&mut unit.tx).await?;
        let catalog = &releases.current().catalog;
        let day = catalog.calendar().start_of_day(at);
        let cause = format!("digest/{}", catalog.calendar().local(day).date_naive());
        let watched = reminders::watched(&mut unit.tx, account, day).await?;
        let ending = push::ending(&mut unit.tx, account, day).await?;
        if !messages::is_told(&mut unit.tx, account, &cause).await? {
            let found = reminder::digest((&watched, &ending), &releases, unit.account.balance, at);
            write_digest(&mut unit, (cause, day), found);
        }
        let after = at.plus_seconds(1);
        let of_apps = watched.iter().filter_map(|watched| reminder::next(&watched.app, catalog, after));
        let calendar = catalog.calendar();
        let of_push =
            ending.iter().filter_map(|ending| reminder::next_of_push(ending.ends_at, calendar, after));
        unit.account.next_reminder_at = of_apps.chain(of_push).min();
        unit.commit().await
    }

    /// Takes a message as read by a user; reading it again changes nothing. `false` when the account has no such message.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read_message(
        &self,
        (account, user): (AccountId, UserId),
        id: Uuid,
        actor: &Actor,
    ) -> Result<bool, StoreError> {
        let Some(mut unit) = Unit::open(self, account, actor).await? else { return Ok(false) };
        if !messages::read(&mut unit.tx, (account, user), id).await? {
            return messages::exists(&mut unit.tx, account, id).await;
        }
        unit.audit(Event::done(Action::MessageRead, &id, json!({})));
        unit.commit().await?;
        Ok(true)
    }

    /// Takes every message up to the newest that was shown as read by a user; gives how many were not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read_messages(
        &self,
        (account, user): (AccountId, UserId),
        newest: (Timestamp, Uuid),
        actor: &Actor,
    ) -> Result<u64, StoreError> {
        let Some(mut unit) = Unit::open(self, account, actor).await? else { return Ok(0) };
        let count = messages::read_all(&mut unit.tx, (account, user), newest).await?;
        if count > 0 {
            unit.audit(Event::done(Action::MessageRead, &"messages", json!({ "count": count })));
            unit.commit().await?;
        }
        Ok(count)
    }
}

fn write_digest(unit: &mut Unit<'_>, (cause, day): (String, Timestamp), reminders: Vec<Reminder>) {
    if reminders.is_empty() {
        return;
    }
    for reminder in &reminders {
        if matches!(reminder.what, What::Renews { is_covered: true, .. }) {
            reminders::tell(&mut unit.batch, reminder.app.id, reminder.ends_at);
        }
    }
    unit.audit(Event::done(Action::Remind, &cause, json!({ "reminders": reminders.len() })));
    unit.inform(cause, &Message::Digest { day, reminders });
}
