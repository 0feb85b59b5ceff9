//! Bills when things go wrong or happen twice: jumps and steps, two runners, a process that is gone at any step, an
//! account that can't be gone on with (R8, U7).

use std::os::unix::process::ExitStatusExt as _;

use im_console::domain::{
    bill::BillStatus,
    calendar::Timestamp,
    product::{AddOn, Edition},
};

use super::{bill, professional_since, reports, standing, turns};
use crate::support::{
    child::{self, Act},
    customer::{Customer, package, voucher_over},
    tables::{Tables, execute},
    world::{World, at, mainland, on_both_databases},
};

on_both_databases! {
    r8_bills_are_the_same_after_a_jump_in_steps_and_with_two_runners,
    u7_a_process_gone_at_any_step_of_a_debit_leaves_it_undone_or_done,
    u7_a_process_gone_in_a_run_over_several_accounts_leaves_no_bill_half_done,
    u7_a_faulty_account_among_many_is_parked_alone_and_bills_are_numbered_by_account,
    u7_an_account_that_cannot_be_billed_is_parked_and_holds_up_no_other,
    u7_the_bills_of_a_month_are_run_once_and_counted_before,
}

/// Customers who can pay, who can't, who pay late, and whose apps change.
async fn fill(world: &World) {
    let rich = world.customer_with(50_000_000).await;
    let app = professional_since(&rich, "2026-12-10 12:00:00").await;
    turns(&rich, app, (Edition::Ultimate, &[]), "2027-01-20 00:00:00").await;
    turns(&rich, app, (Edition::Professional, &[AddOn::LivestreamGroups]), "2027-02-20 00:00:00").await;
    rich.is_granted(voucher_over(5_000, at("2027-02-10 00:00:00"))).await;
    let used = rich.trial_app("sgp").await;
    rich.buys(used, package(Edition::Professional, &[], 2)).await;
    reports(&rich.services, used, "2026-11-22", 70_000).await;
    let poor = world.customer().verified().with_balance(120_000).await;
    professional_since(&poor, "2026-12-01 00:00:00").await;
    let nearly = world.customer_with(99_860).await;
    professional_since(&nearly, "2026-12-01 00:00:00").await;
}

/// The rows without what differs from run to run: ids, hashes over them, and the numbers of bills, which are given in the
/// order in which accounts of one moment come to be closed.
fn comparable(tables: Tables) -> Tables {
    let random = [
        "id",
        "account_id",
        "no",
        "order_no",
        "quote_id",
        "voucher_id",
        "entry_id",
        "reference",
        "frozen_by",
        "object",
        "content",
        "audit_hash",
        "row_hash",
        "hash",
        "cause",
        "message_id",
        "number",
        "installed_on",
        "execution_time",
        "sealed",
    ];
    tables.without_columns(&random)
}

async fn same_kind(world: &World) -> World {
    if world.services.store.is_sqlite() { World::sqlite().await } else { World::postgres().await.unwrap() }
}

async fn r8_bills_are_the_same_after_a_jump_in_steps_and_with_two_runners(jump: &World) {
    let (steps, pair) = (same_kind(jump).await, same_kind(jump).await);
    for world in [jump, &steps, &pair] {
        fill(world).await;
    }
    let end: Timestamp = at("2027-11-22 10:00:00");
    jump.advance_to(end).await;
    while steps.services.now() < end {
        let next = steps.services.now().plus_seconds(61_337);
        steps.advance_to(if next < end { next } else { end }).await;
    }
    pair.wait_until(end);
    let other = pair.reopened_with(mainland()).await;
    let (one, two) = (pair.services.clone(), other.services.clone());
    let one = tokio::spawn(async move { one.run_due(end).await });
    let two = tokio::spawn(async move { two.run_due(end).await });
    one.await.unwrap().unwrap();
    two.await.unwrap().unwrap();
    let expected = comparable(jump.tables().await);
    assert!(expected.rows("bills").len() > 10, "{} bills", expected.rows("bills").len());
    comparable(steps.tables().await).assert_same(&expected);
    comparable(pair.tables().await).assert_same(&expected);
    for world in [&steps, &pair] {
        world.assert_whole().await;
    }
}

/// A customer whose bill of January waits to be debited, with a voucher, and a balance that does not cover it.
async fn to_be_debited(world: &World) -> Customer {
    let customer = world.customer_with(20_000).await;
    professional_since(&customer, "2027-01-01 00:00:00").await;
    customer.is_granted(voucher_over(5_000, at("2027-06-01 00:00:00"))).await;
    world.advance_to(at("2027-02-01 00:00:00")).await;
    customer
}

async fn u7_a_process_gone_at_any_step_of_a_debit_leaves_it_undone_or_done(world: &World) {
    let customer = to_be_debited(world).await;
    world.wait_until(at("2027-02-03 00:00:00"));
    let before = world.tables().await;
    let mut died = 0;
    for step in 0.. {
        let (status, said) = child::finish(child::start(world, &customer, &Act::RunDue, Some(step)));
        let now = world.tables().await;
        if standing(&customer, "2027-01").await.0 == BillStatus::Pushed {
            now.assert_same(&before);
            died += 1;
            assert_eq!(status.signal(), Some(6), "it gave up by itself: {said:?}");
            continue;
        }
        break;
    }
    assert!(died >= 8, "{died} steps are too few to be all of them");
    assert_eq!(standing(&customer, "2027-01").await, (BillStatus::Overdue, 74_900));
    assert_eq!(customer.balance().await, 0);
    let done = world.tables().await;
    assert_eq!(world.services.run_due(world.services.now()).await.unwrap(), 0);
    world.tables().await.assert_same(&done);
}

async fn u7_a_process_gone_in_a_run_over_several_accounts_leaves_no_bill_half_done(world: &World) {
    let mut customers = Vec::new();
    for balance in [500_000, 20_000, 0] {
        let customer = world.customer().verified().with_balance(balance).await;
        professional_since(&customer, "2027-01-01 00:00:00").await;
        customers.push(customer);
    }
    world.advance_to(at("2027-01-31 00:00:00")).await;
    world.wait_until(at("2027-02-03 00:00:00"));
    let mut died = 0;
    for step in (0..).step_by(7) {
        let (status, _) = child::finish(child::start(world, &customers[0], &Act::RunDue, Some(step)));
        world.assert_whole().await;
        if status.signal() != Some(6) {
            break;
        }
        died += 1;
    }
    assert!(died >= 2, "{died} is too few to have died within both steps");
    for (customer, expected) in customers.iter().zip([
        (BillStatus::Paid, 0),
        (BillStatus::Overdue, 79_900),
        (BillStatus::Overdue, 99_900),
    ]) {
        assert_eq!(standing(customer, "2027-01").await, expected);
    }
    assert_eq!(world.services.run_due(world.services.now()).await.unwrap(), 0);
    assert_eq!(world.tables().await.rows("bills").len(), 3);
}

async fn u7_a_faulty_account_among_many_is_parked_alone_and_bills_are_numbered_by_account(world: &World) {
    let mut customers = Vec::new();
    for _ in 0..5 {
        let customer = world.customer_with(500_000).await;
        customers.push((
            customer.account,
            professional_since(&customer, "2027-01-01 00:00:00").await,
            customer,
        ));
    }
    customers.sort_by_key(|(account, ..)| *account);
    let broken = format!("UPDATE app_turns SET add_ons = 'nonsense' WHERE sdk_app_id = {}", customers[2].1);
    execute(&world.location, &broken).await.unwrap();
    assert_eq!(world.advance_to(at("2027-02-03 00:00:00")).await, 8, "four are drawn up and debited");
    let mut numbers = Vec::new();
    for (place, (.., customer)) in customers.iter().enumerate() {
        let kept = bill(customer, "2027-01").await;
        assert_eq!(kept.is_none(), place == 2, "{place}");
        numbers.extend(kept.map(|kept| kept.seal.unwrap().no.0));
    }
    assert_eq!(numbers, [1, 2, 3, 4]);
    let parked = world.services.parked_accounts().await.unwrap();
    assert_eq!(parked.iter().map(|parked| parked.account).collect::<Vec<_>>(), [customers[2].0]);
    let mended = format!("UPDATE app_turns SET add_ons = '' WHERE sdk_app_id = {}", customers[2].1);
    execute(&world.location, &mended).await.unwrap();
}

async fn u7_an_account_that_cannot_be_billed_is_parked_and_holds_up_no_other(world: &World) {
    let (faulty, sound) = (world.customer_with(500_000).await, world.customer_with(500_000).await);
    let app = professional_since(&faulty, "2027-01-01 00:00:00").await;
    professional_since(&sound, "2027-01-01 00:00:00").await;
    let broken = format!(
        "UPDATE app_turns SET add_ons = 'nonsense' WHERE sdk_app_id = {app} AND edition = 'professional'"
    );
    execute(&world.location, &broken).await.unwrap();
    world.advance_to(at("2027-02-03 00:00:00")).await;
    assert_eq!(standing(&sound, "2027-01").await, (BillStatus::Paid, 0));
    assert!(bill(&faulty, "2027-01").await.is_none());
    let parked = world.services.parked_accounts().await.unwrap();
    let [one] = parked.as_slice() else { panic!("{parked:?}") };
    assert_eq!(one.account, faulty.account);
    assert!(one.reason.contains("app_turns.add_ons"), "{}", one.reason);
    assert_eq!(world.services.run_due(world.services.now()).await.unwrap(), 0, "it waits for an operator");
    execute(&world.location, &format!("UPDATE app_turns SET add_ons = '' WHERE sdk_app_id = {app}"))
        .await
        .unwrap();
    assert!(world.services.unpark(faulty.account, &faulty.actor).await.unwrap());
    assert!(!world.services.unpark(faulty.account, &faulty.actor).await.unwrap());
    assert_eq!(world.services.run_due(world.services.now()).await.unwrap(), 2);
    assert_eq!(standing(&faulty, "2027-01").await, (BillStatus::Paid, 0));
}

async fn u7_the_bills_of_a_month_are_run_once_and_counted_before(world: &World) {
    for balance in [500_000, 0] {
        let customer = world.customer().verified().with_balance(balance).await;
        professional_since(&customer, "2027-01-01 00:00:00").await;
    }
    world.advance_to(at("2027-01-31 00:00:00")).await;
    let january = super::month("2027-01");
    let early = world.services.run_bills(january, false, &mut |_| {}).await.unwrap_err();
    assert_eq!(early.to_string(), "the bills of 2027-01 are not due yet");
    world.wait_until(at("2027-02-01 08:00:00"));
    let before = world.tables().await;
    let trial = world.services.run_bills(january, true, &mut |_| {}).await.unwrap();
    assert_eq!((trial.drawn_up, trial.debited, trial.total.as_minor()), (2, 0, 199_800));
    world.tables().await.assert_same(&before);
    assert_eq!(world.services.run_bills(january, false, &mut |_| {}).await.unwrap(), trial);
    let again = world.services.run_bills(january, false, &mut |_| {}).await.unwrap();
    assert_eq!((again.drawn_up, again.debited, again.total.as_minor()), (0, 0, 0));
    world.wait_until(at("2027-02-03 08:00:00"));
    let debited = world.services.run_bills(january, false, &mut |_| {}).await.unwrap();
    assert_eq!((debited.drawn_up, debited.debited), (0, 2));
}
