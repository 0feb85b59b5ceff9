//! Attempts at renewals, paid lines and the vouchers of an order (R2, M2).

use im_console::{
    domain::{
        ids::RefundId,
        money::Amount,
        product::AddOn,
        refund::{RefundLine, RefundRule, RefundScope},
        renewal::{Attempt, Hindrance, Outcome},
        voucher::Voucher,
    },
    store::{
        catalogs, orders, outlooks,
        refunds::{self, Refunded},
        renewals, upkeep, vouchers,
    },
};

use uuid::Uuid;

use super::{reading, send, writing};
use crate::support::{
    customer::{professional, voucher_over},
    tables::{int, text},
    world::{World, at, on_both_databases},
};

on_both_databases! {
    attempts_come_back_newest_first_as_they_were_written,
    paid_lines_are_those_of_the_orders_with_their_time,
    the_paid_lines_and_the_apps_of_an_account_come_back_by_number,
    what_was_refunded_is_no_paid_line_any_more_and_comes_back_as_a_refund,
    an_account_has_one_full_refund_and_a_line_one_refund,
    the_prepaid_apps_of_an_account_come_back_with_what_they_hold_at_their_end,
    the_vouchers_of_an_order_come_back_with_what_they_paid,
    the_versions_of_the_catalog_come_back_with_their_moments,
}

async fn attempts_come_back_newest_first_as_they_were_written(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    let no = customer.buys(app, professional()).await;
    let outcomes = [
        Outcome::Hindered(Hindrance::NotSold),
        Outcome::Hindered(Hindrance::Unverified),
        Outcome::Short(Amount::minor(7)),
        Outcome::Renewed(no),
    ];
    let attempts: Vec<Attempt> = (0..)
        .zip(outcomes)
        .map(|(day, outcome)| Attempt { at: world.services.now().plus_seconds(day * 86_400), outcome })
        .collect();
    let mut tx = writing(world).await;
    send(&mut tx, |batch| attempts.iter().for_each(|attempt| renewals::record(batch, app, attempt))).await;
    let latest = renewals::latest(&mut tx, app, 3).await.unwrap();
    assert_eq!(latest, [attempts[3].clone(), attempts[2].clone(), attempts[1].clone()]);
}

async fn paid_lines_are_those_of_the_orders_with_their_time(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    let no = customer.buys(app, professional()).await;
    let order = customer.order(&no).await;
    let mut tx = reading(world).await;
    let lines = renewals::paid_lines(&mut tx, app).await.unwrap();
    let [line] = lines.as_slice() else { panic!("{lines:?}") };
    assert_eq!((&line.order, line.position, &line.line), (&no, 1, &order.lines[0]));
    assert!(!line.is_difference);
    assert_eq!((line.anchor, line.ends_at), (world.services.now(), at("2026-12-22 10:00:00")));
}

async fn the_paid_lines_and_the_apps_of_an_account_come_back_by_number(world: &World) {
    let (customer, other) = (world.customer_with(1_000_000).await, world.customer().await.account);
    let bought = [customer.trial_app("cn").await, customer.trial_app("cn").await];
    let trial = customer.trial_app("cn").await;
    for app in bought {
        customer.buys(app, professional()).await;
    }
    let mut tx = reading(world).await;
    let lines = renewals::paid_lines_of_account(&mut tx, customer.account).await.unwrap();
    assert_eq!(lines.keys().copied().collect::<Vec<_>>(), bought);
    for app in bought {
        assert_eq!(lines[&app], renewals::paid_lines(&mut tx, app).await.unwrap());
    }
    let apps = outlooks::apps(&mut tx, customer.account).await.unwrap();
    assert_eq!(apps.iter().map(|app| app.id).collect::<Vec<_>>(), [bought[0], bought[1], trial]);
    assert_eq!(apps[0], customer.app(bought[0]).await);
    assert!(renewals::paid_lines_of_account(&mut tx, other).await.unwrap().is_empty(), "SEC17");
    assert!(outlooks::apps(&mut tx, other).await.unwrap().is_empty(), "SEC17");
}

async fn the_prepaid_apps_of_an_account_come_back_with_what_they_hold_at_their_end(world: &World) {
    let (customer, other) = (world.customer_with(1_000_000).await, world.customer().await.account);
    let app = customer.trial_app("cn").await;
    customer.trial_app("cn").await;
    customer.buys(app, professional()).await;
    let mut tx = reading(world).await;
    let listed = upkeep::list(&mut tx, customer.account).await.unwrap();
    let [kept] = listed.as_slice() else { panic!("{listed:?}") };
    assert_eq!((kept.app.id, kept.holdings.as_slice()), (app, customer.holdings(app).await.as_slice()));
    assert!(upkeep::list(&mut tx, other).await.unwrap().is_empty(), "SEC17");
}

/// A refund of the first line of an order.
fn refund_of(world: &World, order: &im_console::domain::order::Order, uses_full: bool) -> Refunded {
    let [line, ..] = order.lines.as_slice() else { panic!("no line") };
    let line = RefundLine {
        order: order.no.clone(),
        position: 1,
        item: line.item,
        cash: line.cash(),
        rule: RefundRule::NotBegun,
        amount: line.cash(),
    };
    let (id, at) = (RefundId(world.services.random.uuid(world.services.now())), world.services.now());
    Refunded { id, app: order.app, scope: RefundScope::Package, uses_full, at, lines: vec![line] }
}

async fn what_was_refunded_is_no_paid_line_any_more_and_comes_back_as_a_refund(world: &World) {
    let (customer, other) = (world.customer_with(1_000_000).await, world.customer().await.account);
    let app = customer.trial_app("cn").await;
    let cart = crate::support::customer::package(
        im_console::domain::product::Edition::Professional,
        &[AddOn::GroupsPerUser(1_000)],
        1,
    );
    let no = customer.buys(app, cart).await;
    let bought = world.services.now();
    world.wait(60);
    let (now, order) = (world.services.now(), customer.order(&no).await);
    let refund = refund_of(world, &order, false);
    let mut tx = writing(world).await;
    let first = refunds::first_order(&mut tx, customer.account).await.unwrap().unwrap();
    assert_eq!((&first.order, first.paid_at, first.is_used_up), (&no, bought, false));
    assert_eq!(refunds::first_order(&mut tx, other).await.unwrap(), None);
    send(&mut tx, |batch| {
        refunds::insert(batch, customer.account, &refund);
        refunds::end(batch, (&no, 1), now);
        orders::refund(batch, &no, refund.total());
    })
    .await;
    assert_eq!(refunds::find(&mut tx, customer.account, refund.id).await.unwrap(), Some(refund.clone()));
    assert_eq!(refunds::find(&mut tx, other, refund.id).await.unwrap(), None, "SEC17");
    assert_eq!(refunds::of_order(&mut tx, &no).await.unwrap(), [(refund.id, now)]);
    assert!(refunds::ended_package(&mut tx, app, now).await.unwrap());
    assert!(!refunds::ended_package(&mut tx, app, bought).await.unwrap());
    assert_eq!(renewals::paid_lines(&mut tx, app).await.unwrap().len(), 1);
    let refunded = renewals::refunded_lines(&mut tx, app, now).await.unwrap();
    assert_eq!(refunded.iter().map(|line| (line.position, line.ends_at)).collect::<Vec<_>>(), [(1, now)]);
    assert!(renewals::refunded_lines(&mut tx, app, bought).await.unwrap().is_empty());
    let found = orders::find(&mut tx, customer.account, &no).await.unwrap().unwrap();
    assert_eq!(found.refunded, refund.total());
    drop(tx);
}

async fn an_account_has_one_full_refund_and_a_line_one_refund(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    let order = customer.order(&customer.buys(app, professional()).await).await;
    for uses_full in [true, false] {
        let mut tx = writing(world).await;
        let (one, two) = (refund_of(world, &order, uses_full), refund_of(world, &order, uses_full));
        let two = if uses_full { Refunded { lines: Vec::new(), ..two } } else { two };
        send(&mut tx, |batch| refunds::insert(batch, customer.account, &one)).await;
        let mut batch = im_console::store::Batch::new();
        refunds::insert(&mut batch, customer.account, &two);
        assert!(batch.run(&mut tx).await.is_err());
        drop(tx);
    }
}

async fn the_vouchers_of_an_order_come_back_with_what_they_paid(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    let no = customer.buys(app, professional()).await;
    let voucher = customer.is_granted(voucher_over(100, at("2027-01-01 00:00:00"))).await;
    let mut tx = writing(world).await;
    let used = Voucher { remaining: Amount::ZERO, ..customer.voucher(voucher).await };
    send(&mut tx, |batch| {
        renewals::take(batch, &no, voucher, Amount::minor(60));
        vouchers::save(batch, &used);
    })
    .await;
    tx.commit().await.unwrap();
    let tables = world.tables().await;
    let [taken] = tables.rows("order_vouchers") else { panic!("not one") };
    assert_eq!((text(taken, "order_no"), int(taken, "deducted")), (no.as_str(), 60));
    assert_eq!(Uuid::parse_str(text(taken, "voucher_id")).unwrap(), voucher.0);
}

async fn the_versions_of_the_catalog_come_back_with_their_moments(world: &World) {
    let mut tx = reading(world).await;
    assert_eq!(catalogs::published(&mut tx).await.unwrap(), [(1, world.services.now())]);
}
