//! Two processes of the console on one database: what stops a second purchase is the database, not a lock in a
//! process (P14).

use crate::support::{
    child::{self, Act},
    customer::professional,
    world::{World, on_both_databases},
};

on_both_databases! {
    p14_two_processes_that_confirm_one_quote_buy_once,
}

async fn p14_two_processes_that_confirm_one_quote_buy_once(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    for _ in 0..3 {
        let app = customer.trial_app("cn").await;
        let act = Act::Confirm(customer.quote(app, professional()).await.unwrap().id);
        let before = customer.balance().await;
        let both = [(); 2].map(|()| child::start(world, &customer, &act, None));
        let mut words = both.map(|process| child::finish(process).1.unwrap());
        words.sort();
        assert_eq!(words, ["before", "paid"]);
        assert_eq!(before - customer.balance().await, 99_900);
    }
    assert_eq!(world.tables().await.rows("orders").len(), 3);
}
