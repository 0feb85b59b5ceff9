//! Mails that wait, and codes for new passwords.

use im_console::{
    domain::{
        account::Email,
        ids::{AccountId, UserId},
        message::Message,
    },
    store::{
        Tx,
        mails::{self, Mail},
        messages::{self, NewMessage},
        resets,
        users::{self, NewUser},
    },
};
use serde_json::json;
use uuid::Uuid;

use super::{send, writing};
use crate::support::world::{World, on_both_databases};

on_both_databases! {
    a_mail_waits_for_each_user_until_it_is_sent,
    an_address_is_asked_for_once_and_looked_at_by_one,
    a_code_is_redeemed_once_and_in_time,
}

async fn user_of(tx: &mut Tx, world: &World, email: &str) -> (AccountId, UserId) {
    let (random, at) = (&world.services.random, world.services.now());
    let (user, account) = (UserId(random.uuid(at)), AccountId(random.uuid(at)));
    let email = Email::parse(email).unwrap();
    let new = NewUser { user, account, email: &email, password_hash: "hash", locale: Some("ja"), at };
    assert!(users::insert(tx, &new).await.unwrap());
    (account, user)
}

/// A message of an account, queued at the present.
async fn queued(tx: &mut Tx, world: &World, account: AccountId) -> Uuid {
    let at = world.services.now();
    let id = world.services.random.uuid(at);
    let content = json!(Message::PasswordReset).to_string();
    let new = NewMessage { id, account, cause: id.to_string(), content, at };
    send(tx, |batch| {
        messages::insert(batch, new);
        mails::queue(batch, id, account, at);
    })
    .await;
    id
}

async fn a_mail_waits_for_each_user_until_it_is_sent(world: &World) {
    let now = world.services.now();
    let mut tx = writing(world).await;
    let (account, user) = user_of(&mut tx, world, "a@example.com").await;
    let (stopped, shut_out) = user_of(&mut tx, world, "b@example.com").await;
    queued(&mut tx, world, stopped).await;
    users::set_disabled(&mut tx, shut_out, Some(now)).await.unwrap();
    let due = mails::due(&mut tx, now, 9).await.unwrap();
    assert_eq!(due.iter().map(|mail| (mail.user, mail.is_shut_out)).collect::<Vec<_>>(), [(shut_out, true)]);
    assert_eq!(mails::give_up_shut_out(&mut tx).await.unwrap(), 1);
    queued(&mut tx, world, stopped).await;
    let id = queued(&mut tx, world, account).await;
    assert_eq!(mails::due(&mut tx, now.plus_seconds(-1), 9).await.unwrap(), []);
    let found = mails::due(&mut tx, now, 9).await.unwrap();
    let [mail] = found.as_slice() else { panic!("{found:?}") };
    let expected = Mail {
        message_id: id,
        message: Message::PasswordReset,
        user,
        email: Email::parse("a@example.com").unwrap(),
        locale: Some("ja".to_owned()),
        queued_at: now,
        due_at: now,
        attempts: 0,
        is_shut_out: false,
    };
    assert_eq!(mail, &expected);
    let later = now.plus_seconds(60);
    assert!(mails::take(&mut tx, mail, later).await.unwrap());
    assert!(!mails::take(&mut tx, mail, later).await.unwrap(), "somebody else took it");
    assert_eq!(mails::due(&mut tx, now, 9).await.unwrap(), []);
    let again = mails::due(&mut tx, later, 9).await.unwrap().remove(0);
    assert_eq!((again.due_at, again.attempts), (later, 1));
    mails::done(&mut tx, &again).await.unwrap();
    assert_eq!(mails::due(&mut tx, later, 9).await.unwrap(), []);
    queued(&mut tx, world, account).await;
    assert_eq!(mails::give_up_before(&mut tx, now).await.unwrap(), 0);
    assert_eq!(mails::give_up_before(&mut tx, later).await.unwrap(), 1);
}

async fn an_address_is_asked_for_once_and_looked_at_by_one(world: &World) {
    let now = world.services.now();
    let later = now.plus_seconds(60);
    let email = Email::parse("a@example.com").unwrap();
    let mut tx = writing(world).await;
    for _ in 0..2 {
        resets::ask(&mut tx, &email, now).await.unwrap();
    }
    let found = resets::asked(&mut tx, now, 9).await.unwrap();
    assert_eq!(found.iter().map(|asked| &asked.email).collect::<Vec<_>>(), [&email]);
    assert!(resets::take(&mut tx, &found[0], later).await.unwrap());
    assert!(!resets::take(&mut tx, &found[0], later).await.unwrap());
    assert_eq!(resets::asked(&mut tx, now, 9).await.unwrap(), []);
    assert_eq!(resets::asked(&mut tx, later, 9).await.unwrap()[0].asked_at, now);
    resets::forget(&mut tx, &email).await.unwrap();
    assert_eq!(resets::asked(&mut tx, later, 9).await.unwrap(), []);
}

async fn a_code_is_redeemed_once_and_in_time(world: &World) {
    let now = world.services.now();
    let end = now.plus_seconds(60);
    let mut tx = writing(world).await;
    let (_, user) = user_of(&mut tx, world, "a@example.com").await;
    resets::issue(&mut tx, "one", user, end).await.unwrap();
    resets::issue(&mut tx, "two", user, end).await.unwrap();
    assert_eq!(resets::find(&mut tx, "one", now).await.unwrap(), None, "the newest alone");
    let (whose, email) = resets::find(&mut tx, "two", now).await.unwrap().unwrap();
    assert_eq!((whose, email.as_str()), (user, "a@example.com"));
    assert_eq!(resets::find(&mut tx, "two", end).await.unwrap(), None);
    assert!(!resets::redeem(&mut tx, "two", end).await.unwrap());
    assert!(resets::redeem(&mut tx, "two", now).await.unwrap());
    assert!(!resets::redeem(&mut tx, "two", now).await.unwrap());
    resets::issue(&mut tx, "three", user, end).await.unwrap();
    resets::withdraw(&mut tx, user).await.unwrap();
    assert!(!resets::redeem(&mut tx, "three", now).await.unwrap());
    resets::issue(&mut tx, "four", user, end).await.unwrap();
    resets::ask(&mut tx, &email, now).await.unwrap();
    assert_eq!(resets::clear(&mut tx, now, now).await.unwrap(), 0);
    assert_eq!(resets::clear(&mut tx, end, end).await.unwrap(), 2);
}
