//! The same money everywhere (QU1): the total of the check page, the lines of the order, the postings of the ledger.

use im_console::{
    domain::{
        money::Amount,
        product::{AddOn, CallPack, Edition},
        purchase::Cart,
    },
    services::purchase::Placed,
};
use serde_json::json;

use crate::support::{
    customer::{add_ons, package, voucher_over},
    tables::int,
    world::{World, at, on_both_databases},
};

on_both_databases! {
    qu1_totals_order_lines_and_postings_are_the_same_money,
    qu1_an_add_on_priced_by_the_second_is_the_same_money_everywhere,
}

/// Carts of every kind: editions, add-ons that are discounted and that are not, every step of the discount table.
fn carts() -> Vec<Cart> {
    let professional: [&[AddOn]; 4] = [
        &[],
        &[AddOn::LivestreamGroups],
        &[AddOn::GroupsPerUser(1_000), AddOn::CallPack(CallPack::Basic)],
        &[AddOn::LivestreamGroups, AddOn::MembersPerGroup(2_000), AddOn::CallPack(CallPack::Advanced)],
    ];
    let ultimate: [&[AddOn]; 2] = [&[], &[AddOn::GroupsPerUser(3_000), AddOn::CallPack(CallPack::Premium)]];
    let kinds = professional.map(|add_ons| (Edition::Professional, add_ons));
    let kinds = kinds.into_iter().chain(ultimate.map(|add_ons| (Edition::Ultimate, add_ons)));
    let months = [1, 5, 6, 11, 12, 23, 24];
    kinds.flat_map(|(edition, add_ons)| months.map(|months| package(edition, add_ons, months))).collect()
}

async fn qu1_totals_order_lines_and_postings_are_the_same_money(world: &World) {
    let customer = world.customer_with(900_000_000).await;
    for (number, cart) in carts().into_iter().enumerate() {
        // Call packs are for sale on the mainland only.
        let at_home = cart.add_ons.iter().any(|add_on| matches!(add_on, AddOn::CallPack(_)));
        let app = customer.trial_app(if at_home { "cn" } else { ["cn", "sgp", "ger"][number % 3] }).await;
        let quote = if number % 2 == 0 {
            customer.quote(app, cart).await.unwrap()
        } else {
            // Faces that no line can be divided by evenly.
            let face = 10_001 + i64::try_from(number).unwrap() * 777;
            let grant = voucher_over(face, at("2027-12-31 00:00:00"));
            let voucher = customer.is_granted(grant).await;
            customer.quote_with(app, cart, voucher).await
        };
        is_the_same_money(world, &customer, &quote).await;
    }
}

async fn qu1_an_add_on_priced_by_the_second_is_the_same_money_everywhere(world: &World) {
    let customer = world.customer_with(900_000_000).await;
    let app = customer.trial_app("cn").await;
    customer.buys(app, package(Edition::Professional, &[], 5)).await;
    for (seconds, add_on) in [
        (1, AddOn::LivestreamGroups),
        (86_399, AddOn::GroupsPerUser(1_000)),
        (5_000_001, AddOn::MembersPerGroup(2_000)),
    ] {
        world.wait(seconds);
        let quote = customer.quote(app, add_ons(&[add_on])).await.unwrap();
        is_the_same_money(world, &customer, &quote).await;
    }
}

/// Pays the quote and looks where its money went.
async fn is_the_same_money(
    world: &World,
    customer: &crate::support::customer::Customer,
    quote: &im_console::domain::quote::Quote,
) {
    let before = customer.balance().await;
    let Placed::Paid(no) = customer.confirms(quote.id).await.unwrap() else { panic!("not paid") };
    let order = customer.order(&no).await;
    let of_lines: i64 =
        order.lines.iter().map(|line| line.amount.as_minor() - line.deducted.as_minor()).sum();
    let paid = before - customer.balance().await;
    assert_eq!([quote.payable(), order.payable()].map(Amount::as_minor), [of_lines, of_lines]);
    assert_eq!(of_lines, paid, "{no}");
    let tables = world.tables().await;
    let entries = tables.with("ledger_entries", "reference", &json!(no.as_str()));
    assert_eq!(entries.len(), 1, "{no}");
    let postings = tables.with("ledger_postings", "entry_id", &entries[0]["id"]);
    let amounts: Vec<i64> = postings.iter().map(|posting| int(posting, "amount")).collect();
    assert_eq!(amounts.iter().sum::<i64>(), 0, "{no}: {amounts:?}");
    let total = order.total().as_minor();
    assert!(amounts.contains(&paid) && amounts.contains(&-total), "{no}: {amounts:?}");
}
