//! Connections that read: lent, waited for, given back.

use std::time::Duration;

use tokio::time::timeout;

use crate::support::world::{World, on_both_databases};

on_both_databases! { whoever_reads_waits_for_a_connection_that_is_given_back }

async fn whoever_reads_waits_for_a_connection_that_is_given_back(world: &World) {
    let store = &world.services.store;
    let mut lent = Vec::new();
    while let Ok(tx) = timeout(Duration::from_secs(1), store.read()).await {
        lent.push(tx.unwrap());
    }
    let waiting = async { timeout(Duration::from_secs(5), store.ping()).await };
    let giving_back = async { drop(lent.pop()) };
    let (answered, ()) = tokio::join!(waiting, giving_back);
    answered.unwrap().unwrap();
}
