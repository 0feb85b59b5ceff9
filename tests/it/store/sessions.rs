//! Sessions of customers and operators (SEC14, SEC15).

use im_console::{
    domain::{
        account::Email,
        calendar::Timestamp,
        ids::{AccountId, OperatorId, UserId},
    },
    store::{
        Tx, operators,
        sessions::{self, Kind, NewSession, Times},
        users::{self, NewUser},
    },
};
use uuid::Uuid;

use super::writing;
use crate::support::world::{World, on_both_databases};

on_both_databases! {
    a_session_opens_for_its_own_kind_and_is_touched_forward_only,
    sessions_end_one_by_one_by_their_owner_and_when_they_are_over,
}

/// Somebody of each kind, with the sessions `a` and `b` of the customer and `c` of the operator.
async fn signed_in(world: &World) -> (Tx, Uuid, Uuid) {
    let (random, now) = (&world.services.random, world.services.now());
    let (user, operator) = (random.uuid(now), random.uuid(now));
    let mut tx = writing(world).await;
    let jane = NewUser {
        user: UserId(user),
        account: AccountId(random.uuid(now)),
        email: &Email::parse("jane@example.com").unwrap(),
        password_hash: "hash",
        locale: None,
        at: now,
    };
    assert!(users::insert(&mut tx, &jane).await.unwrap());
    let ops = Email::parse("ops@example.com").unwrap();
    operators::insert(&mut tx, OperatorId(operator), &ops, "hash", (now, now)).await.unwrap();
    for (id_hash, kind, owner, after) in
        [("a", Kind::Customer, user, 0), ("b", Kind::Customer, user, 60), ("c", Kind::Operator, operator, 0)]
    {
        let times = times(now.plus_seconds(after));
        let new = NewSession { id_hash, kind, owner, times, ip: "::1", agent: "Firefox" };
        sessions::insert(&mut tx, &new).await.unwrap();
    }
    (tx, user, operator)
}

const fn times(at: Timestamp) -> Times {
    Times { created_at: at, seen_at: at, expires_at: at.plus_seconds(3_600), auth_at: at }
}

async fn a_session_opens_for_its_own_kind_and_is_touched_forward_only(world: &World) {
    let (mut tx, user, operator) = signed_in(world).await;
    let now = world.services.now();
    let jane = sessions::find_customer(&mut tx, "a").await.unwrap().unwrap();
    assert_eq!(sessions::owner(&mut tx, Kind::Customer, "a").await.unwrap(), Some(user));
    assert_eq!(sessions::owner(&mut tx, Kind::Operator, "a").await.unwrap(), None);
    assert_eq!((jane.user, jane.email.as_str(), jane.times), (UserId(user), "jane@example.com", times(now)));
    let ops = sessions::find_operator(&mut tx, "c").await.unwrap().unwrap();
    assert_eq!((ops.operator, ops.must_change), (OperatorId(operator), true));
    assert!(sessions::find_operator(&mut tx, "a").await.unwrap().is_none());
    assert!(sessions::find_customer(&mut tx, "c").await.unwrap().is_none());
    for (at, seen) in [(120, 120), (90, 120)] {
        sessions::touch(&mut tx, "a", now.plus_seconds(at)).await.unwrap();
        let jane = sessions::find_customer(&mut tx, "a").await.unwrap().unwrap();
        assert_eq!(jane.times.seen_at, now.plus_seconds(seen));
    }
    users::set_disabled(&mut tx, UserId(user), Some(now)).await.unwrap();
    assert!(sessions::find_customer(&mut tx, "a").await.unwrap().is_none(), "SEC15");
}

async fn sessions_end_one_by_one_by_their_owner_and_when_they_are_over(world: &World) {
    let (mut tx, user, operator) = signed_in(world).await;
    let now = world.services.now();
    let listed = sessions::list(&mut tx, Kind::Customer, user).await.unwrap();
    let ids: Vec<&str> = listed.iter().map(|session| session.id_hash.as_str()).collect();
    assert_eq!(ids, ["b", "a"], "the newest first");
    assert!(!sessions::delete_of(&mut tx, Kind::Operator, operator, "a").await.unwrap(), "not theirs");
    assert!(!sessions::delete_of(&mut tx, Kind::Operator, user, "a").await.unwrap());
    assert!(sessions::delete_of(&mut tx, Kind::Customer, user, "a").await.unwrap());
    assert_eq!(sessions::delete_others(&mut tx, Kind::Customer, user, "b").await.unwrap(), 0);
    assert_eq!(sessions::delete_others(&mut tx, Kind::Customer, user, "x").await.unwrap(), 1);
    assert!(!sessions::delete(&mut tx, "b").await.unwrap());
    let mut over = async |kind, at: i64, idle_since: i64| {
        let (at, idle_since) = (now.plus_seconds(at), now.plus_seconds(idle_since));
        sessions::delete_over(&mut tx, kind, at, idle_since).await.unwrap()
    };
    assert_eq!(over(Kind::Operator, 3_599, -1).await, 0);
    assert_eq!(over(Kind::Customer, 3_600, 0).await, 0, "of its kind only");
    assert_eq!(over(Kind::Operator, 3_600, -1).await, 1);
    assert!(sessions::list(&mut tx, Kind::Operator, operator).await.unwrap().is_empty());
}
