//! Every function of the store by itself, on both databases: what it writes is what it reads, and what it must not
//! find it does not find. `architecture.rs` fails on a function that is not named here.

mod apps;
mod bills;
mod budgets;
mod changes;
mod courses;
mod kept_forms;
mod keys;
mod lives;
mod mails;
mod messages;
mod orders;
mod people;
mod push;
mod readers;
mod renewals;
mod rows;
mod rtc;
mod sessions;
mod settings;
mod spent;
mod tickets;
mod units;
mod usage;

use im_console::store::{Batch, Tx};

use crate::support::world::World;

async fn reading(world: &World) -> Tx {
    world.services.store.read().await.unwrap()
}

/// A unit of work; dropped, it leaves nothing behind.
async fn writing(world: &World) -> Tx {
    world.services.store.write().await.unwrap()
}

/// Sends what `fill` puts into a batch.
async fn send(tx: &mut Tx, fill: impl FnOnce(&mut Batch)) {
    let mut batch = Batch::new();
    fill(&mut batch);
    batch.run(tx).await.unwrap();
}
