//! Top-ups: filed, confirmed at once or by an operator, refused (M1).

use im_console::{
    domain::{
        ids::{OperatorId, TopUpId},
        money::Amount,
        top_up::{TopUp, TopUpState},
    },
    services::{
        Actor,
        audit::Who,
        top_ups::{Decision, TopUpForm, TopUpRefused},
    },
    store::topups,
};
use serde_json::json;

use crate::support::{
    customer::Customer,
    tables::{int, text},
    world::{World, on_both_databases},
};

on_both_databases! {
    m1_a_sandbox_confirms_a_top_up_at_once,
    m1_an_operator_confirms_a_top_up_once,
    m1_a_refused_top_up_moves_nothing_and_keeps_its_reason,
    m1_a_top_up_out_of_range_or_without_a_reference_is_refused,
    m1_a_top_up_confirmed_fifty_times_at_once_counts_once,
}

fn operator(world: &World) -> Actor {
    let id = OperatorId(world.services.random.uuid(world.services.now()));
    Actor { who: Who::Operator(id), ..Actor::console() }
}

async fn stored(customer: &Customer, id: TopUpId) -> TopUp {
    let mut tx = customer.services.store.read().await.unwrap();
    topups::find(&mut tx, id).await.unwrap().unwrap()
}

async fn m1_a_sandbox_confirms_a_top_up_at_once(world: &World) {
    let customer = world.customer().await;
    let top_up = customer.tops_up(12_345).await;
    assert_eq!(top_up.state, TopUpState::Confirmed);
    assert_eq!(stored(&customer, top_up.id).await, top_up);
    assert_eq!(customer.balance().await, 12_345);
}

async fn m1_an_operator_confirms_a_top_up_once(world: &World) {
    let (customer, operator) = (world.customer().await, operator(world));
    let filed = customer.files_top_up(5_000, None, false).await;
    assert_eq!(customer.balance().await, 0);
    world.wait(60);
    let confirmed = world.services.decide_top_up(filed.id, Decision::Confirm, &operator).await.unwrap();
    assert_eq!((confirmed.state, confirmed.decided_at), (TopUpState::Confirmed, Some(world.services.now())));
    assert_eq!(stored(&customer, filed.id).await, confirmed);
    let tables = world.tables().await;
    let Who::Operator(id) = operator.who else { panic!("an operator") };
    let by = text(&tables.rows("topups")[0], "decided_by").replace('-', "");
    assert_eq!(by, id.to_string().replace('-', ""));
    for decision in [Decision::Confirm, Decision::Refuse("late".to_owned())] {
        let again = world.services.decide_top_up(filed.id, decision, &operator).await;
        assert!(matches!(again, Err(TopUpRefused::Decided)));
    }
    world.tables().await.assert_same(&tables);
    assert_eq!(customer.balance().await, 5_000);
}

async fn m1_a_refused_top_up_moves_nothing_and_keeps_its_reason(world: &World) {
    let (customer, operator) = (world.customer().await, operator(world));
    let filed = customer.files_top_up(5_000, None, false).await;
    let blank = world.services.decide_top_up(filed.id, Decision::Refuse(" ".to_owned()), &operator).await;
    assert!(matches!(blank, Err(TopUpRefused::ReasonMissing)));
    let decision = Decision::Refuse(" nothing came ".to_owned());
    let refused = world.services.decide_top_up(filed.id, decision, &operator).await.unwrap();
    assert_eq!((refused.state, refused.reason.as_deref()), (TopUpState::Refused, Some("nothing came")));
    assert_eq!(stored(&customer, filed.id).await, refused);
    assert_eq!(customer.balance().await, 0);
    assert!(world.tables().await.rows("ledger_entries").is_empty());
}

async fn m1_a_top_up_out_of_range_or_without_a_reference_is_refused(world: &World) {
    let customer = world.customer().await;
    let before = world.tables().await;
    let file = async |amount: i64, reference: &str| {
        let form = TopUpForm { amount: Amount::minor(amount), reference: reference.to_owned(), order: None };
        customer.services.file_top_up(customer.account, form, true, &customer.actor).await
    };
    for amount in [i64::MIN, -1, 0, 99, 1_000_000_001, i64::MAX] {
        assert!(matches!(file(amount, "T-1").await, Err(TopUpRefused::Amount)), "{amount}");
    }
    let long = "字".repeat(61);
    for reference in
        ["", "  ", &long, "T\0", "T\u{202e}1", "T\n1", "T\u{ad}1", "\u{e0041}", "\u{3164}", "T\u{e000}"]
    {
        assert!(matches!(file(100, reference).await, Err(TopUpRefused::Reference(_))), "{reference:?}");
    }
    let unknown = TopUpId(customer.services.random.uuid(customer.services.now()));
    let missing = customer.services.decide_top_up(unknown, Decision::Confirm, &customer.actor).await;
    assert!(matches!(missing, Err(TopUpRefused::NotFound)));
    world.tables().await.assert_same(&before);
}

async fn m1_a_top_up_confirmed_fifty_times_at_once_counts_once(world: &World) {
    let (customer, operator) = (world.customer().await, operator(world));
    let filed = customer.files_top_up(5_000, None, false).await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..50 {
        let (services, operator) = (world.services.clone(), operator.clone());
        tasks.spawn(async move { services.decide_top_up(filed.id, Decision::Confirm, &operator).await });
    }
    let outcomes = tasks.join_all().await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(_) | Err(TopUpRefused::Decided))));
    let tables = world.tables().await;
    let entries = tables.with("ledger_entries", "kind", &json!("top_up"));
    assert_eq!(entries.iter().map(|entry| int(entry, "balance_after")).collect::<Vec<_>>(), [5_000]);
}
