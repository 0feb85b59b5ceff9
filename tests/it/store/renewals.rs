//! Attempts at renewals, paid lines and the vouchers of an order (R2, M2).

use im_console::{
    domain::{
        money::Amount,
        renewal::{Attempt, Hindrance, Outcome},
        voucher::Voucher,
    },
    store::{catalogs, renewals, vouchers},
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
    assert_eq!((&line.order, line.position, &line.line), (&no, 0, &order.lines[0]));
    assert_eq!((line.anchor, line.ends_at), (world.services.now(), at("2026-12-22 10:00:00")));
}

async fn the_vouchers_of_an_order_come_back_with_what_they_paid(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    let no = customer.buys(app, professional()).await;
    let voucher = customer.is_granted(voucher_over(100, at("2027-01-01 00:00:00"))).await;
    let mut tx = writing(world).await;
    let found = vouchers::find(&mut tx, customer.account, voucher).await.unwrap().unwrap();
    let left = Voucher { remaining: Amount::ZERO, ..found };
    send(&mut tx, |batch| {
        renewals::take(batch, &no, voucher, Amount::minor(60));
        vouchers::save(batch, &left);
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
