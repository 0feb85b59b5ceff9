//! One jump, many steps and two runners at once leave the same rows (R8); what falls due at one instant is done in
//! the order of D2.

use im_console::{
    domain::{
        calendar::Timestamp,
        product::{AddOn, Edition},
        purchase::Cart,
    },
    store::life,
};
use serde_json::json;

use crate::support::{
    customer::{package, professional, voucher_over},
    tables::{Tables, execute, int, text},
    world::{World, at, on_both_databases},
};

on_both_databases! {
    r8_one_jump_many_steps_and_two_runners_leave_the_same_rows,
    r8_running_again_does_nothing,
    r3_one_app_that_cannot_go_on_holds_up_no_other,
    d2_at_one_instant_orders_come_before_expiries_and_those_before_deactivations,
}

/// Terms of several lengths, unpaid orders with vouchers, a held one.
async fn fill(world: &World) {
    let customer = world.customer_with(100_000_000).await;
    for (hours, months) in [(0, 1), (5, 2), (0, 1), (30, 3)] {
        world.wait(hours * 3_600);
        let app = customer.trial_app("cn").await;
        customer.buys(app, package(Edition::Professional, &[AddOn::LivestreamGroups], months)).await;
    }
    let renewing = customer.trial_app("cn").await;
    customer.buys(renewing, Cart { auto_renew: true, ..professional() }).await;
    for minutes in [0, 30] {
        world.wait(minutes * 60);
        let app = customer.trial_app("sgp").await;
        let voucher = customer.is_granted(voucher_over(100, at("2027-12-01 00:00:00"))).await;
        let quote = customer.quote_with(app, professional(), voucher).await;
        customer.leaves_unpaid_quote(&quote).await;
    }
    let poor = world.customer().verified().await;
    let app = poor.trial_app("ger").await;
    let held = poor.leaves_unpaid(app, professional()).await;
    let missing = poor.order(&held).await.payable().as_minor();
    poor.files_top_up(missing, Some(&held), false).await;
}

/// The rows without what differs from run to run: ids, and hashes over them.
async fn comparable(world: &World) -> Tables {
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
        "message_id",
        "cause",
        "installed_on",
        "execution_time",
        "sealed",
    ];
    world.tables().await.without_columns(&random)
}

async fn same_kind(world: &World) -> World {
    if world.services.store.is_sqlite() { World::sqlite().await } else { World::postgres().await.unwrap() }
}

const END: &str = "2027-06-30 00:00:00";

async fn r8_one_jump_many_steps_and_two_runners_leave_the_same_rows(jump: &World) {
    let (steps, pair) = (same_kind(jump).await, same_kind(jump).await);
    for world in [jump, &steps, &pair] {
        fill(world).await;
    }
    let end = at(END);
    // Four packages end, stop and are released; two orders lapse and the held one after its week; one package renews
    // itself from December to June.
    assert_eq!(jump.advance_to(end).await, 4 * 3 + 3 + 7);
    while steps.services.now() < end {
        let next = steps.services.now().plus_seconds(31_337);
        steps.advance_to(if next < end { next } else { end }).await;
    }
    pair.wait_until(end);
    let other = pair.reopened_with(crate::support::world::mainland()).await;
    let (one, two) = (pair.services.clone(), other.services.clone());
    let one = tokio::spawn(async move { one.run_due(end).await });
    let two = tokio::spawn(async move { two.run_due(end).await });
    one.await.unwrap().unwrap();
    two.await.unwrap().unwrap();

    let expected = comparable(jump).await;
    comparable(&steps).await.assert_same(&expected);
    comparable(&pair).await.assert_same(&expected);
    for world in [&steps, &pair] {
        world.assert_whole().await;
    }
}

async fn r8_running_again_does_nothing(world: &World) {
    fill(world).await;
    world.advance_to(at(END)).await;
    let before = world.tables().await;
    assert_eq!(world.services.run_due(at(END)).await.unwrap(), 0);
    world.tables().await.assert_same(&before);
}

async fn r3_one_app_that_cannot_go_on_holds_up_no_other(world: &World) {
    let customer = world.customer_with(100_000_000).await;
    let (faulty, sound, waits) =
        (customer.trial_app("cn").await, customer.trial_app("cn").await, customer.trial_app("cn").await);
    for app in [faulty, sound] {
        customer.buys(app, professional()).await;
    }
    let ends = at("2026-12-22 10:00:00");
    let taken = format!("sdk_app_id = {} AND effect = 'expire'", faulty.number());
    let planted = format!("INSERT INTO effects VALUES ({}, 'expire', {})", faulty.number(), ends.unix());
    execute(&world.location, &planted).await.unwrap();
    world.wait_until(at("2026-12-01 10:00:00"));
    let no = customer.leaves_unpaid(waits, professional()).await;
    assert_eq!(world.advance_to(at("2026-12-30 10:00:00")).await, 3, "an order, and twice the sound one");
    assert_eq!(customer.order(&no).await.state.status().as_str(), "cancelled");
    assert_eq!(customer.app(sound).await.state.status().as_str(), "deactivated");
    assert_eq!(customer.app(faulty).await.state.status().as_str(), "active");
    execute(&world.location, &format!("DELETE FROM effects WHERE {taken}")).await.unwrap();
    assert_eq!(world.services.run_due(world.services.now()).await.unwrap(), 2, "mended, it goes on");
}

async fn d2_at_one_instant_orders_come_before_expiries_and_those_before_deactivations(world: &World) {
    let customer = world.customer_with(100_000_000).await;
    // Seven days before the second app expires, the first one did: both have something at the same instant.
    let first = customer.trial_app("cn").await;
    customer.buys(first, professional()).await;
    world.wait_until(at("2026-11-29 10:00:00"));
    let second = customer.trial_app("cn").await;
    customer.buys(second, professional()).await;
    world.advance_to(at("2026-12-28 10:00:00")).await;
    let third = customer.trial_app("cn").await;
    let no = customer.leaves_unpaid(third, professional()).await;
    let instant: Timestamp = at("2026-12-29 10:00:00");
    let mut tx = world.services.store.read().await.unwrap();
    let reminder = life::oldest(&mut tx, instant, &[]).await.unwrap().unwrap();
    assert_eq!(reminder.what, life::DueThing::Reminder);
    let oldest = life::oldest(&mut tx, instant, &[reminder]).await.unwrap().unwrap();
    drop(tx);
    assert_eq!((oldest.at, oldest.what), (instant, life::DueThing::Order(no)));
    assert_eq!(world.advance_to(instant).await, 3);
    let tables = world.tables().await;
    let mut rows =
        tables.with("audit_log", "account_id", &customer_id(&tables, &customer.account.to_string()));
    rows.sort_by_key(|row| int(row, "seq"));
    let last: Vec<_> =
        rows.iter().rev().take(3).map(|row| (text(row, "action"), text(row, "object"))).collect();
    let (first, second) = (first.to_string(), second.to_string());
    assert_eq!(last[0], ("app_due", first.as_str()), "deactivated last, though its number is lower");
    assert_eq!(last[1], ("app_due", second.as_str()));
    assert_eq!(last[2].0, "order_cancel");
}

fn customer_id(tables: &Tables, id: &str) -> serde_json::Value {
    let plain = |text: &str| text.replace('-', "");
    let accounts = tables.rows("accounts");
    let row = accounts.iter().find(|row| plain(text(row, "id")) == plain(id)).unwrap();
    json!(text(row, "id"))
}
