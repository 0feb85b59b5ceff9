//! Units of work that are given up at any moment, in the middle of their commit too: nobody else is harmed, and what
//! was answered is what is there.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
};

use im_console::store::{Store, StoreError, meta};

use crate::support::world::{World, on_both_databases};

on_both_databases! {
    a_unit_that_is_dropped_at_any_moment_harms_no_other_and_is_whole_or_gone,
}

/// The outcome of a future that is dropped after so many polls; none when it was.
async fn dropped_after<T>(polls: u32, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut left = polls;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

/// Writes two rows in one unit.
async fn writes(store: Store, key: String) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    meta::claim(&mut tx, &key, "1").await?;
    meta::claim(&mut tx, &format!("{key}, too"), "1").await?;
    tx.commit().await
}

async fn is_there(world: &World, key: &str) -> bool {
    let mut tx = world.services.store.read().await.unwrap();
    let one = meta::get(&mut tx, key).await.unwrap();
    let other = meta::get(&mut tx, &format!("{key}, too")).await.unwrap();
    assert_eq!(one, other, "half of {key} is there");
    one.is_some()
}

async fn a_unit_that_is_dropped_at_any_moment_harms_no_other_and_is_whole_or_gone(world: &World) {
    let store = &world.services.store;
    for round in 0..120 {
        let key = |who: &str, number: u32| format!("{who} {round} {number}");
        let given_up: Vec<_> = (0..3)
            .map(|n| {
                tokio::spawn(dropped_after(1 + (round + 5 * n) % 16, writes(store.clone(), key("lost", n))))
            })
            .collect();
        let kept: Vec<_> = (0..4).map(|n| tokio::spawn(writes(store.clone(), key("kept", n)))).collect();
        for (number, unit) in (0..).zip(kept) {
            unit.await.unwrap().unwrap();
            assert!(is_there(world, &key("kept", number)).await, "answered, but not there");
        }
        for (number, unit) in (0..).zip(given_up) {
            let outcome = unit.await.unwrap();
            let there = is_there(world, &key("lost", number)).await;
            assert!(there || outcome.is_none(), "answered with {outcome:?}, but not there");
        }
    }
}
