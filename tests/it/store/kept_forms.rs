//! Forms that arrived when a password had to come first.

use im_console::store::{
    kept_forms::{self, Content, KeptForm},
    sessions::Kind,
};
use uuid::Uuid;

use super::{send, writing};
use crate::support::world::{World, on_both_databases};

on_both_databases! {
    a_form_is_found_by_its_owner_in_time_and_the_oldest_goes,
}

async fn a_form_is_found_by_its_owner_in_time_and_the_oldest_goes(world: &World) {
    let (random, now) = (&world.services.random, world.services.now());
    let (owner, other) = (random.uuid(now), random.uuid(now));
    let mut tx = writing(world).await;
    let form = |owner: Uuid, seconds: i64| KeptForm {
        id: random.uuid(now),
        kind: Kind::Customer,
        owner,
        address: "/apps/1/tags?seen=x".to_owned(),
        content: Content {
            fields: vec![("key_1".to_owned(), "\u{4e2d} & \"".to_owned())],
            had_file: true,
            had_secret: false,
        },
        until: now.plus_seconds(seconds),
    };
    let forms = [form(owner, 1), form(owner, 2), form(owner, 3), form(other, 1)];
    for form in &forms {
        send(&mut tx, |batch| kept_forms::insert(batch, form, 1).unwrap()).await;
    }
    let [first, second, third, foreign] = &forms;
    let whose = (Kind::Customer, owner);
    assert_eq!(kept_forms::find(&mut tx, whose, first.id, now).await.unwrap(), None, "two at most");
    assert_eq!(kept_forms::find(&mut tx, whose, third.id, now).await.unwrap().as_ref(), Some(third));
    assert_eq!(kept_forms::find(&mut tx, whose, third.id, third.until).await.unwrap(), None);
    assert_eq!(kept_forms::find(&mut tx, whose, foreign.id, now).await.unwrap(), None);
    let as_operator = (Kind::Operator, owner);
    assert_eq!(kept_forms::find(&mut tx, as_operator, third.id, now).await.unwrap(), None);
    assert_eq!(kept_forms::until(&mut tx, second.id, now).await.unwrap(), Some(second.until));
    assert_eq!(kept_forms::until(&mut tx, second.id, second.until).await.unwrap(), None);
    kept_forms::forget(&mut tx, as_operator, third.id).await.unwrap();
    assert_eq!(kept_forms::clear(&mut tx, second.until).await.unwrap(), 2);
    kept_forms::forget(&mut tx, whose, third.id).await.unwrap();
    assert_eq!(kept_forms::until(&mut tx, third.id, now).await.unwrap(), None);
}
