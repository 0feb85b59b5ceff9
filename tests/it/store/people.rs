//! Accounts, users, operators and their verifications.

use im_console::{
    domain::{
        account::{Email, Verification},
        ids::{AccountId, OperatorId, UserId, VerificationId},
        money::Amount,
    },
    store::{
        accounts, operators,
        users::{self, NewUser},
        verifications::{self, NewVerification},
    },
};

use super::{reading, send, writing};
use crate::support::world::{World, on_both_databases};

on_both_databases! {
    an_account_is_inserted_locked_saved_and_found,
    a_user_is_inserted_once_found_both_ways_and_changed,
    an_operator_is_inserted_once_found_both_ways_and_changed,
    a_verification_waits_until_it_is_decided_once,
}

async fn an_account_is_inserted_locked_saved_and_found(world: &World) {
    let (random, now) = (&world.services.random, world.services.now());
    let (id, unknown) = (AccountId(random.uuid(now)), AccountId(random.uuid(now)));
    let mut tx = writing(world).await;
    assert_eq!(accounts::lock(&mut tx, id).await.unwrap(), None);
    accounts::insert(&mut tx, id, "示例 Ltd", now).await.unwrap();
    let mut locked = accounts::lock(&mut tx, id).await.unwrap().unwrap();
    assert_eq!((locked.balance, locked.ledger_seq, locked.audit_seq), (Amount::ZERO, 0, 0));
    locked.verification = Verification::Approved;
    send(&mut tx, |batch| accounts::save(batch, &locked)).await;
    tx.commit().await.unwrap();
    let mut tx = reading(world).await;
    let found = accounts::find(&mut tx, id).await.unwrap().unwrap();
    assert_eq!((found.name.as_str(), found.verification.as_str()), ("示例 Ltd", "approved"));
    assert_eq!(accounts::find(&mut tx, unknown).await.unwrap(), None);
}

async fn a_user_is_inserted_once_found_both_ways_and_changed(world: &World) {
    let (random, now) = (&world.services.random, world.services.now());
    let email = Email::parse("jane@example.com").unwrap();
    let new = |user, account| NewUser {
        user: UserId(user),
        account: AccountId(account),
        email: &email,
        password_hash: "first",
        locale: Some("ja"),
        at: now,
    };
    let jane = new(random.uuid(now), random.uuid(now));
    let mut tx = writing(world).await;
    assert!(users::by_email(&mut tx, &email).await.unwrap().is_none());
    assert!(users::insert(&mut tx, &jane).await.unwrap());
    assert!(!users::insert(&mut tx, &new(random.uuid(now), random.uuid(now))).await.unwrap(), "one address");
    let found = users::by_email(&mut tx, &email).await.unwrap().unwrap();
    assert_eq!((found.user, found.account, found.is_disabled), (jane.user, jane.account, false));
    assert_eq!(found.locale.as_deref(), Some("ja"));
    assert!(!users::set_password(&mut tx, jane.user, "another", "second").await.unwrap());
    assert!(users::set_password(&mut tx, jane.user, "first", "second").await.unwrap());
    for (at, is_disabled) in [(Some(now), true), (None, false)] {
        users::set_disabled(&mut tx, jane.user, at).await.unwrap();
        let found = users::by_id(&mut tx, jane.user).await.unwrap().unwrap();
        assert_eq!((found.password_hash.as_str(), found.is_disabled), ("second", is_disabled));
        assert_eq!(users::hold_password(&mut tx, jane.user, "second").await.unwrap(), !is_disabled);
        assert!(!users::hold_password(&mut tx, jane.user, "first").await.unwrap());
    }
    drop(tx);
    let mut tx = reading(world).await;
    assert!(users::by_id(&mut tx, jane.user).await.unwrap().is_none(), "a dropped unit leaves nothing");
}

async fn an_operator_is_inserted_once_found_both_ways_and_changed(world: &World) {
    let (random, now) = (&world.services.random, world.services.now());
    let email = Email::parse("ops@example.com").unwrap();
    let (id, other) = (OperatorId(random.uuid(now)), OperatorId(random.uuid(now)));
    let ends = now.plus_seconds(86_400);
    let mut tx = writing(world).await;
    assert!(operators::insert(&mut tx, id, &email, "secret", (now, ends)).await.unwrap());
    assert!(!operators::insert(&mut tx, other, &email, "secret", (now, ends)).await.unwrap(), "one address");
    let found = operators::by_email(&mut tx, &email).await.unwrap().unwrap();
    assert_eq!((found.operator, found.must_change, found.secret_expires_at), (id, true, Some(ends)));
    operators::renew_hash(&mut tx, id, "another", "third").await.unwrap();
    operators::renew_hash(&mut tx, id, "secret", "renewed").await.unwrap();
    assert!(!operators::set_password(&mut tx, id, "secret", "own").await.unwrap());
    assert!(operators::set_password(&mut tx, id, "renewed", "own").await.unwrap());
    assert!(operators::hold_password(&mut tx, id, "own").await.unwrap());
    assert!(!operators::hold_password(&mut tx, id, "renewed").await.unwrap());
    let found = operators::by_id(&mut tx, id).await.unwrap().unwrap();
    assert_eq!((found.email, found.password_hash.as_str()), (email, "own"));
    assert_eq!((found.must_change, found.secret_expires_at, found.is_disabled), (false, None, false));
    assert!(operators::by_id(&mut tx, other).await.unwrap().is_none());
}

async fn a_verification_waits_until_it_is_decided_once(world: &World) {
    let customer = world.customer().await;
    let (random, now) = (&world.services.random, world.services.now());
    let (id, operator) = (VerificationId(random.uuid(now)), OperatorId(random.uuid(now)));
    let new = NewVerification {
        id,
        account: customer.account,
        holder: "enterprise",
        legal_name: "示例科技",
        document_no: "91310000MA1FL0000X",
        at: now,
    };
    let mut tx = writing(world).await;
    assert!(verifications::newest(&mut tx, customer.account).await.unwrap().is_none());
    verifications::insert(&mut tx, &new).await.unwrap();
    let waiting = verifications::waiting(&mut tx, 9).await.unwrap();
    let (first, name) = waiting.first().unwrap();
    assert_eq!((waiting.len(), first.id, name.as_str()), (1, id, "Example"));
    assert!(verifications::waiting(&mut tx, 0).await.unwrap().is_empty());
    assert_eq!(verifications::count_waiting(&mut tx).await.unwrap(), 1);
    let at = now.plus_seconds(60);
    let mut decide = async |state, reason| {
        verifications::decide(&mut tx, id, state, (operator, at), reason).await.unwrap()
    };
    assert!(decide(Verification::Refused, Some("no such company")).await);
    assert!(!decide(Verification::Approved, None).await, "decided once");
    let found = verifications::find(&mut tx, id).await.unwrap().unwrap();
    assert_eq!((found.state, found.decided_at), (Verification::Refused, Some(at)));
    assert_eq!((found.reason.as_deref(), found.legal_name.as_str()), (Some("no such company"), "示例科技"));
    let newest = verifications::newest(&mut tx, customer.account).await.unwrap().unwrap();
    assert_eq!((newest.id, newest.submitted_at), (id, now));
    assert!(verifications::waiting(&mut tx, 9).await.unwrap().is_empty());
    assert_eq!(verifications::count_waiting(&mut tx).await.unwrap(), 0);
}
