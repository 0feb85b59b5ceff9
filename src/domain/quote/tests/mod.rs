//! What every purchase costs, against the rules stated once more: prices read from the catalog's text, the discounts
//! of D4 as a table, whole numbers only. Nothing here asks the code under test what it should have come to.

mod add_ons;
mod rules;
mod shop;
mod terms;
mod vouchers;

use shop::{Shop, every_package, half_up, trial_app};

use super::*;
use crate::domain::{ids::OrderNo, ledger::Entry, order::Order};

/// D4 as it is written down: hundredths to pay.
fn percent(shop: &Shop, item: Item, months: u32) -> i64 {
    let has_discounts = shop.name == "mainland";
    let is_call_pack = matches!(item, Item::AddOn(AddOn::CallPack(_)));
    match months {
        _ if !has_discounts || is_call_pack => 100,
        1..=5 => 100,
        6..=11 => 88,
        12..=24 => 83,
        _ => panic!("{months} months are not sold"),
    }
}

/// The quote of a cart, as it would be stored.
fn quoted(shop: &Shop, app: &App, cart: &Cart, priced: &Priced, now: Timestamp) -> Quote {
    Quote {
        id: QuoteId(uuid::Uuid::nil()),
        app: app.id,
        wish: cart.clone().into(),
        catalog_version: 1,
        basis: Basis::of(app, &[], now),
        lines: priced.lines.clone(),
        voided: Vec::new(),
        voucher: None,
        as_of: now,
        expires_at: quote_end(&shop.catalog, priced.start, now),
    }
}

#[test]
fn d4_p15_every_package_in_every_data_centre_for_every_duration_costs_what_the_rules_say() {
    let mut quotes = 0;
    for shop in Shop::all() {
        for (centre, edition, add_ons) in every_package(&shop) {
            for months in 1..=24 {
                let cart =
                    Cart { package: Some(edition), add_ons: add_ons.clone(), months, auto_renew: false };
                costs_what_the_rules_say(&shop, &centre, &cart);
                quotes += 1;
            }
        }
    }
    // Packages with their add-ons: 24 + 8 in China, 8 + 4 in each of four centres overseas, 8 + 4 internationally.
    assert_eq!(quotes, 24 * (32 + 4 * 12 + Shop::international().centres().len() * 12));
}

fn costs_what_the_rules_say(shop: &Shop, centre: &str, cart: &Cart) {
    let (app, now) = (trial_app(centre), Timestamp::from_unix(1_806_732_300));
    let priced = price(&shop.catalog, &app, &[], cart, now).unwrap();
    let items: Vec<Item> = priced.lines.iter().map(|line| line.item).collect();
    assert_eq!(items, cart.items().collect::<Vec<_>>(), "a line for each item, in order");
    let mut total = 0;
    for line in &priced.lines {
        let monthly = shop.cents(centre, cart.package.unwrap(), line.item);
        let months = i64::from(cart.months);
        let amount = half_up(monthly * months * percent(shop, line.item, cart.months), 100);
        assert_eq!(line.monthly.as_minor(), monthly, "{}: {:?}", shop.name, line);
        assert_eq!(line.amount.as_minor(), amount, "{}: {months} × {:?}", shop.name, line);
        total += amount;
    }
    assert_paid_in_full(shop, &quoted(shop, &app, cart, &priced, now), total);
}

/// A quote without a voucher, its order, and the ledger entry that pays it name the same cents.
fn assert_paid_in_full(shop: &Shop, quote: &Quote, total: i64) {
    let account = crate::domain::ids::AccountId(uuid::Uuid::nil());
    let no = OrderNo::parse("202611220123456789").unwrap();
    let order = Order::place(no, account, quote, &shop.catalog, quote.as_of);
    let of_quote = (quote.total().as_minor(), quote.deducted().as_minor(), quote.payable().as_minor());
    let of_order = (order.total().as_minor(), order.deducted().as_minor(), order.payable().as_minor());
    assert_eq!(of_quote, (total, 0, total));
    assert_eq!(of_order, of_quote);
    let entry = Entry::order(order.no.to_string(), order.payable(), order.deducted());
    let moved: i64 = entry.postings().map(|posting| posting.amount.as_minor()).sum();
    assert_eq!(moved, 0, "I1");
    assert_eq!(entry.balance_change().as_minor(), -total, "the balance pays it and nothing else");
}
