//! Quotes, orders, vouchers, top-ups and the ledger.

use im_console::{
    domain::{
        calendar::Timestamp,
        ids::{AccountId, EntryId, OrderNo, QuoteId, TopUpId, VoucherId},
        ledger::{Entry, EntryKind},
        money::Amount,
        order::{CloseReason, Order, OrderState, OrderStatus},
        top_up::{TopUp, TopUpState},
        voucher::{Scope, Voucher},
    },
    store::{accounts, invariants, ledger, orders, quotes, topups, vouchers},
};
use uuid::Uuid;

use super::{reading, send, writing};
use crate::support::{
    customer::{professional, voucher_over},
    world::{World, at, on_both_databases},
};

on_both_databases! {
    a_quote_is_stored_whole_and_found_with_what_became_of_it,
    an_order_is_stored_whole_and_goes_through_its_states,
    orders_are_listed_newest_first_from_any_place,
    a_voucher_is_stored_whole_saved_and_listed,
    a_top_up_is_stored_whole_and_waits_until_it_is_saved_as_decided,
    a_ledger_entry_moves_the_balance_and_is_listed,
}

async fn a_quote_is_stored_whole_and_found_with_what_became_of_it(world: &World) {
    let (customer, other) = (world.customer_with(1_000_000).await, world.customer().await.account);
    let app = customer.trial_app("cn").await;
    let stored = customer.quote(app, professional()).await.unwrap();
    let id = QuoteId(world.services.random.uuid(world.services.now()));
    let quote = im_console::domain::quote::Quote { id, ..stored };
    let mut tx = writing(world).await;
    assert!(quotes::find(&mut tx, customer.account, id).await.unwrap().is_none());
    send(&mut tx, |batch| quotes::insert(batch, customer.account, &quote)).await;
    assert_eq!(quotes::find(&mut tx, customer.account, id).await.unwrap(), Some(quote.clone()));
    assert!(quotes::find(&mut tx, other, id).await.unwrap().is_none(), "SEC17");
    tx.commit().await.unwrap();
    let no = customer.leaves_unpaid_quote(&quote).await;
    let mut tx = reading(world).await;
    let found = quotes::to_confirm(&mut tx, customer.account, id).await.unwrap().unwrap();
    assert_eq!((found.quote, found.app.id), (quote, app));
    assert_eq!((found.order, found.unpaid), (Some(no.clone()), Some(no)));
    assert!(quotes::to_confirm(&mut tx, other, id).await.unwrap().is_none(), "SEC17");
    drop(tx);
    let store = &world.services.store;
    for (account, is_theirs) in [(customer.account, true), (other, false)] {
        let (tx, locked, found) = quotes::open_to_confirm(store, account, id).await.unwrap().unwrap();
        assert_eq!(
            (locked.id, found.map(|found| found.quote.id)),
            (account, is_theirs.then_some(id)),
            "SEC17"
        );
        drop(tx);
    }
    let nobody = AccountId(world.services.random.uuid(world.services.now()));
    assert!(quotes::open_to_confirm(store, nobody, id).await.unwrap().is_none());
}

async fn an_order_is_stored_whole_and_goes_through_its_states(world: &World) {
    let (customer, other) = (world.customer_with(1_000_000).await, world.customer().await.account);
    let (app, now) = (customer.trial_app("cn").await, world.services.now());
    let quote = customer.quote(app, professional()).await.unwrap();
    let no = OrderNo::parse("202611220000000001").unwrap();
    let catalog = world.services.catalog().catalog;
    let mut order = Order::place(no.clone(), customer.account, &quote, &catalog, now);
    let mut tx = writing(world).await;
    assert!(orders::unpaid_of_app(&mut tx, app).await.unwrap().is_none());
    send(&mut tx, |batch| orders::insert(batch, &order)).await;
    assert!(invariants::quotes_ordered_again(&mut tx).await.unwrap().is_empty());
    assert_eq!(orders::unpaid_of_app(&mut tx, app).await.unwrap(), Some(order.clone()));
    assert!(orders::find(&mut tx, other, &no).await.unwrap().is_none(), "SEC17");
    for state in [
        OrderState::Cancelled { at: now, reason: CloseReason::AppChanged },
        OrderState::Paid { at: now.plus_seconds(1) },
    ] {
        (order.state, order.expires_at) = (state, order.expires_at.plus_seconds(60));
        send(&mut tx, |batch| orders::save(batch, &order)).await;
        assert_eq!(orders::find(&mut tx, customer.account, &no).await.unwrap().as_ref(), Some(&order));
        assert!(orders::unpaid_of_app(&mut tx, app).await.unwrap().is_none());
    }
}

async fn orders_are_listed_newest_first_from_any_place(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let mut placed = Vec::new();
    for wait in [0, 60, 60] {
        world.wait(wait);
        let app = customer.trial_app("cn").await;
        placed.push(customer.leaves_unpaid(app, professional()).await);
    }
    customer.pays(&placed[1]).await.unwrap();
    let mut tx = reading(world).await;
    let mut list = async |status, before: (_, &str), limit| {
        let listed = orders::list(&mut tx, (customer.account, world.services.now()), status, before, limit)
            .await
            .unwrap();
        listed.into_iter().map(|order| order.no).collect::<Vec<_>>()
    };
    let end = (world.services.now(), "9");
    assert_eq!(list((None, None), end, 9).await, [placed[2].clone(), placed[1].clone(), placed[0].clone()]);
    assert_eq!(list((None, None), end, 1).await, placed[2..]);
    let second = (at("2026-11-22 10:01:00"), placed[1].as_str());
    assert_eq!(list((None, None), second, 9).await, placed[..1]);
    assert_eq!(list((Some(OrderStatus::Paid), None), end, 9).await, placed[1..2]);
    assert!(list((Some(OrderStatus::Cancelled), None), end, 9).await.is_empty());
    let app = customer.order(&placed[1]).await.app;
    assert_eq!(list((None, Some(app)), end, 9).await, placed[1..2]);
}

async fn a_voucher_is_stored_whole_saved_and_listed(world: &World) {
    let (customer, other) = (world.customer_with(1_000_000).await, world.customer().await.account);
    let now = world.services.now();
    let (id, ends) = (VoucherId(world.services.random.uuid(now)), at("2026-12-01 00:00:00"));
    let granted = voucher_over(5_000, ends).voucher(id, now).unwrap();
    let mut voucher = Voucher { scope: Scope::AddOns(vec![]), reusable: true, ..granted };
    let mut tx = writing(world).await;
    send(&mut tx, |batch| vouchers::insert(batch, customer.account, &voucher)).await;
    assert_eq!(vouchers::find(&mut tx, customer.account, id).await.unwrap().as_ref(), Some(&voucher));
    assert!(vouchers::find(&mut tx, other, id).await.unwrap().is_none(), "SEC17");
    (voucher.remaining, voucher.frozen_by) = (Amount::minor(1), OrderNo::parse("202611220000000001"));
    send(&mut tx, |batch| vouchers::save(batch, &voucher)).await;
    assert_eq!(vouchers::list(&mut tx, customer.account).await.unwrap(), [voucher]);
    assert!(vouchers::uses(&mut tx, customer.account).await.unwrap().is_empty());
    drop(tx);
    let spent = customer.is_granted(voucher_over(5_000, ends)).await;
    let app = customer.trial_app("cn").await;
    let quote = customer.quote_with(app, professional(), spent).await;
    customer.confirms(quote.id).await.unwrap();
    let uses = vouchers::uses(&mut reading(world).await, customer.account).await.unwrap();
    assert_eq!(uses.iter().map(|(voucher, _)| *voucher).collect::<Vec<_>>(), [spent]);
}

async fn a_top_up_is_stored_whole_and_waits_until_it_is_saved_as_decided(world: &World) {
    let customer = world.customer().verified().await;
    let (app, now) = (customer.trial_app("cn").await, world.services.now());
    let no = customer.leaves_unpaid(app, professional()).await;
    let mut top_up = TopUp {
        id: TopUpId(world.services.random.uuid(now)),
        account: customer.account,
        amount: Amount::minor(123),
        reference: "转账 7".to_owned(),
        state: TopUpState::Filed,
        order: Some(no.clone()),
        filed_at: now,
        decided_at: None,
        reason: None,
    };
    let mut tx = writing(world).await;
    assert!(!topups::is_filed_for(&mut tx, &no).await.unwrap());
    send(&mut tx, |batch| topups::insert(batch, &top_up, None)).await;
    assert_eq!(topups::find(&mut tx, top_up.id).await.unwrap().as_ref(), Some(&top_up));
    assert!(topups::is_filed_for(&mut tx, &no).await.unwrap());
    let first = (Timestamp::from_unix(0), TopUpId(Uuid::nil()));
    let waiting = topups::open(&mut tx, first, 9).await.unwrap();
    assert_eq!(waiting, [(top_up.clone(), "Example".to_owned())]);
    assert!(topups::open(&mut tx, (now, top_up.id), 9).await.unwrap().is_empty());
    assert!(topups::open(&mut tx, first, 0).await.unwrap().is_empty());
    assert_eq!(topups::count_open(&mut tx).await.unwrap(), 1);
    assert_eq!(topups::open_of(&mut tx, customer.account).await.unwrap(), 1);
    top_up.state = TopUpState::Refused;
    (top_up.decided_at, top_up.reason) = (Some(now.plus_seconds(9)), Some("nothing came".to_owned()));
    let operator = world.services.random.uuid(now);
    send(&mut tx, |batch| topups::save(batch, &top_up, Some(operator))).await;
    assert!(!topups::is_filed_for(&mut tx, &no).await.unwrap());
    assert!(topups::open(&mut tx, first, 9).await.unwrap().is_empty());
    assert_eq!(topups::count_open(&mut tx).await.unwrap(), 0);
    assert_eq!(topups::open_of(&mut tx, customer.account).await.unwrap(), 0);
    let mut list = async |before| topups::list(&mut tx, customer.account, before, 9).await.unwrap();
    assert_eq!(list((now, TopUpId(Uuid::max()))).await, [top_up.clone()]);
    assert!(list((now, top_up.id)).await.is_empty());
    assert!(topups::find(&mut tx, TopUpId(Uuid::max())).await.unwrap().is_none());
}

async fn a_ledger_entry_moves_the_balance_and_is_listed(world: &World) {
    let customer = world.customer_with(500).await;
    let now = world.services.now();
    let (id, reference) = (EntryId(world.services.random.uuid(now)), "top-up".to_owned());
    let entry = Entry::top_up(reference.clone(), Amount::minor(120));
    let mut tx = writing(world).await;
    let mut locked = accounts::lock(&mut tx, customer.account).await.unwrap().unwrap();
    send(&mut tx, |batch| {
        ledger::post(batch, &mut locked, id, &entry, now);
        accounts::save(batch, &locked);
    })
    .await;
    assert_eq!((locked.balance, locked.ledger_seq), (Amount::minor(620), 2));
    let lines = ledger::movements(&mut tx, customer.account, i64::MAX, 1).await.unwrap();
    let line = lines.first().unwrap();
    assert_eq!((line.seq, line.kind, &line.reference), (2, EntryKind::TopUp, &reference));
    assert_eq!((line.change, line.balance, line.at), (Amount::minor(120), Amount::minor(620), now));
    assert_eq!(ledger::movements(&mut tx, customer.account, 2, 9).await.unwrap().len(), 1);
}
