//! Messages, who has read them, and what reminders are made from.

use im_console::{
    domain::{
        account::Email,
        calendar::Timestamp,
        ids::{AccountId, UserId},
        message::Message,
        money::Amount,
        purchase::Cart,
        renewal::{Attempt, Outcome},
    },
    store::{
        Tx, accounts,
        messages::{self, Kept, NewMessage},
        reminders, renewals,
        sessions::{self, Kind, NewSession, Times},
        users::{self, NewUser},
    },
};
use serde_json::json;
use uuid::Uuid;

use super::{reading, send, writing};
use crate::support::{
    customer::professional,
    world::{World, at, on_both_databases},
};

on_both_databases! {
    a_message_is_kept_once_for_a_cause_and_read_by_each_user,
    messages_are_listed_newest_first_by_place,
    unread_messages_come_with_the_session_up_to_what_is_counted,
    an_account_is_looked_at_when_something_may_be_told,
    a_prepaid_app_comes_with_what_was_told_and_tried,
}

const FIRST: (Timestamp, Uuid) = (Timestamp::from_unix(i64::MAX), Uuid::max());

async fn user_of(tx: &mut Tx, world: &World, email: &str) -> (AccountId, UserId) {
    let (random, at) = (&world.services.random, world.services.now());
    let (user, account) = (UserId(random.uuid(at)), AccountId(random.uuid(at)));
    let email = Email::parse(email).unwrap();
    let new = NewUser { user, account, email: &email, password_hash: "hash", locale: None, at };
    assert!(users::insert(tx, &new).await.unwrap());
    (account, user)
}

fn message(world: &World, account: AccountId, cause: &str, at: Timestamp) -> NewMessage {
    let told = Message::VerificationDecided { is_approved: false, reason: Some(cause.to_owned()) };
    let id = world.services.random.uuid(at);
    NewMessage { id, account, cause: cause.to_owned(), content: json!(told).to_string(), at }
}

fn reasons(kept: &[Kept]) -> Vec<(String, bool)> {
    let reason = |kept: &Kept| match &kept.message {
        Message::VerificationDecided { reason, .. } => (reason.clone().unwrap_or_default(), kept.is_unread),
        other => panic!("{other:?}"),
    };
    kept.iter().map(reason).collect()
}

async fn a_message_is_kept_once_for_a_cause_and_read_by_each_user(world: &World) {
    let now = world.services.now();
    let mut tx = writing(world).await;
    let (one, other) =
        (user_of(&mut tx, world, "a@example.com").await, user_of(&mut tx, world, "b@example.com").await);
    let first = message(world, one.0, "first", now);
    let id = first.id;
    send(&mut tx, |batch| messages::insert(batch, first)).await;
    assert!(messages::is_told(&mut tx, one.0, "first").await.unwrap());
    assert!(!messages::is_told(&mut tx, one.0, "second").await.unwrap());
    assert!(!messages::is_told(&mut tx, other.0, "first").await.unwrap());
    assert!(messages::exists(&mut tx, one.0, id).await.unwrap());
    assert!(!messages::exists(&mut tx, other.0, id).await.unwrap());
    assert_eq!(messages::list(&mut tx, other, false, FIRST, 9).await.unwrap(), []);
    assert!(!messages::read(&mut tx, other, id).await.unwrap(), "of another account");
    assert!(messages::read(&mut tx, one, id).await.unwrap());
    assert!(!messages::read(&mut tx, one, id).await.unwrap(), "read before");
    let kept = messages::list(&mut tx, one, false, FIRST, 9).await.unwrap();
    assert_eq!(reasons(&kept), [("first".to_owned(), false)]);
    assert_eq!(messages::list(&mut tx, one, true, FIRST, 9).await.unwrap(), []);
    let all = messages::page(&mut tx, Uuid::nil(), 9).await.unwrap();
    assert_eq!(all.iter().map(|(account, kept)| (*account, kept.id)).collect::<Vec<_>>(), [(one.0, id)]);
    assert_eq!(messages::page(&mut tx, id, 9).await.unwrap(), []);
}

async fn messages_are_listed_newest_first_by_place(world: &World) {
    let now = world.services.now();
    let mut tx = writing(world).await;
    let whose = user_of(&mut tx, world, "a@example.com").await;
    for (cause, seconds) in [("1", 0), ("2", 5), ("3", 9)] {
        let new = message(world, whose.0, cause, now.plus_seconds(seconds));
        send(&mut tx, |batch| messages::insert(batch, new)).await;
    }
    let all = messages::list(&mut tx, whose, false, FIRST, 9).await.unwrap();
    let texts = |kept: &[Kept]| reasons(kept).into_iter().map(|(text, _)| text).collect::<Vec<_>>();
    assert_eq!(texts(&all), ["3", "2", "1"]);
    assert_eq!(texts(&messages::list(&mut tx, whose, false, FIRST, 2).await.unwrap()), ["3", "2"]);
    let middle = (all[1].at, all[1].id);
    assert_eq!(texts(&messages::list(&mut tx, whose, true, middle, 9).await.unwrap()), ["1"]);
    assert_eq!(messages::read_all(&mut tx, whose, middle).await.unwrap(), 2);
    assert_eq!(messages::read_all(&mut tx, whose, middle).await.unwrap(), 0);
    assert_eq!(texts(&messages::list(&mut tx, whose, true, FIRST, 9).await.unwrap()), ["3"]);
}

async fn unread_messages_come_with_the_session_up_to_what_is_counted(world: &World) {
    let now = world.services.now();
    let mut tx = writing(world).await;
    let whose = user_of(&mut tx, world, "a@example.com").await;
    let times = Times { created_at: now, seen_at: now, expires_at: now.plus_seconds(60), auth_at: now };
    let owner = whose.1.0;
    let new = NewSession { id_hash: "x", kind: Kind::Customer, owner, times, ip: "", agent: "" };
    sessions::insert(&mut tx, &new).await.unwrap();
    assert_eq!(sessions::find_customer(&mut tx, "x").await.unwrap().unwrap().unread, 0);
    for count in 1..=messages::COUNTED + 2 {
        let new = message(world, whose.0, &count.to_string(), now);
        send(&mut tx, |batch| messages::insert(batch, new)).await;
        let unread = sessions::find_customer(&mut tx, "x").await.unwrap().unwrap().unread;
        assert_eq!(unread, count.min(messages::COUNTED));
    }
}

async fn an_account_is_looked_at_when_something_may_be_told(world: &World) {
    let (one, other) = (world.customer().await.account, world.customer().await.account);
    let now = world.services.now();
    let mut tx = writing(world).await;
    assert_eq!(reminders::due(&mut tx, now, 9).await.unwrap(), []);
    for (account, seconds) in [(one, [9, 5]), (other, [7, 8])] {
        let mut locked = accounts::lock(&mut tx, account).await.unwrap().unwrap();
        for seconds in seconds {
            locked.remind(Some(now.plus_seconds(seconds)));
        }
        locked.remind(None);
        send(&mut tx, |batch| accounts::save(batch, &locked)).await;
    }
    let due = reminders::due(&mut tx, now.plus_seconds(9), 9).await.unwrap();
    assert_eq!(due, [(now.plus_seconds(5), one), (now.plus_seconds(7), other)], "the earlier counts");
    assert_eq!(reminders::due(&mut tx, now.plus_seconds(9), 1).await.unwrap().len(), 1);
    assert_eq!(reminders::due(&mut tx, now.plus_seconds(5), 9).await.unwrap().len(), 1);
}

async fn a_prepaid_app_comes_with_what_was_told_and_tried(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let [app, _trial] = [customer.trial_app("cn").await, customer.trial_app("cn").await];
    customer.buys(app, Cart { auto_renew: true, ..professional() }).await;
    let (ends_at, day) = (at("2026-12-22 10:00:00"), at("2026-12-22 00:00:00"));
    let mut tx = writing(world).await;
    let found = reminders::watched(&mut tx, customer.account, day).await.unwrap();
    assert_eq!((found.len(), found[0].app.id, found[0].holdings.len()), (1, app, 1));
    assert_eq!((found[0].failed, found[0].is_told), (None, false));
    send(&mut tx, |batch| {
        let outcome = Outcome::Short(Amount::minor(5));
        renewals::record(batch, app, &Attempt { at: day, outcome });
        reminders::tell(batch, app, ends_at);
    })
    .await;
    send(&mut tx, |batch| reminders::tell(batch, app, ends_at)).await;
    let found = reminders::watched(&mut tx, customer.account, day).await.unwrap();
    assert_eq!((found[0].failed.unwrap().missing, found[0].is_told), (Some(Amount::minor(5)), true));
    let later = reminders::watched(&mut tx, customer.account, day.plus_seconds(1)).await.unwrap();
    assert_eq!(later[0].failed, None, "of another day");
    drop(tx);
    assert!(!reminders::watched(&mut reading(world).await, customer.account, day).await.unwrap()[0].is_told);
}
