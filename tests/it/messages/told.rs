//! What is told and when, on both databases: the same however the clock moves.

use im_console::{
    domain::{
        app::{App, Plan, StopCause},
        calendar::Timestamp,
        ids::{SdkAppId, UserId},
        message::Message,
        money::Amount,
        month::Month,
        product::Edition,
        purchase::Cart,
        reminder::What,
    },
    store::{Batch, apps, messages},
};
use uuid::Uuid;

use crate::support::{
    customer::{Customer, package, professional},
    world::{World, at, mainland, on_both_databases},
};

on_both_databases! {
    r7_an_account_gets_one_digest_a_day_with_all_its_apps,
    r7_a_renewal_that_the_balance_covers_is_told_once,
    r7_a_failed_renewal_is_told_daily_with_what_is_missing,
    r3_an_end_a_stop_and_a_release_are_told,
    u8_a_bill_what_it_stops_and_what_comes_back_are_told,
    m1_a_decided_top_up_is_told,
    r8_the_same_is_told_in_one_jump_in_steps_and_by_two_runners,
}

/// Everything that the account was told, oldest first.
async fn told(customer: &Customer) -> Vec<(Timestamp, Message)> {
    let mut tx = customer.services.store.read().await.unwrap();
    let nobody = (customer.account, UserId(Uuid::nil()));
    let newest = (Timestamp::from_unix(i64::MAX), Uuid::max());
    let kept = messages::list(&mut tx, nobody, false, newest, 1_000).await.unwrap();
    kept.into_iter().rev().map(|kept| (kept.at, kept.message)).collect()
}

/// The digests: when, and what of which app.
async fn digests(customer: &Customer) -> Vec<(Timestamp, Vec<(SdkAppId, What)>)> {
    let all = told(customer).await.into_iter();
    let digest = |(at, message): (Timestamp, Message)| match message {
        Message::Digest { day, reminders } => {
            assert_eq!(at, day, "at 00:00");
            Some((at, reminders.into_iter().map(|line| (line.app.id, line.what)).collect()))
        }
        _ => None,
    };
    all.filter_map(digest).collect()
}

fn renewing() -> Cart {
    Cart { auto_renew: true, ..professional() }
}

async fn r7_an_account_gets_one_digest_a_day_with_all_its_apps(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let [one, other] = [customer.trial_app("cn").await, customer.trial_app("cn").await];
    customer.buys(other, professional()).await;
    customer.buys(one, professional()).await;
    world.advance_to(at("2027-06-01 00:00:00")).await;
    let days = [15, 17, 19, 21, 22, 23, 24, 25, 26, 27, 28, 29];
    let found = digests(&customer).await;
    let expected: Vec<_> = days.iter().map(|day| at(&format!("2026-12-{day} 00:00:00"))).collect();
    assert_eq!(found.iter().map(|(day, _)| *day).collect::<Vec<_>>(), expected);
    for (day, lines) in found {
        let what = if day < at("2026-12-22 10:00:00") {
            What::Ends
        } else {
            What::Ended { stops_at: at("2026-12-29 10:00:00") }
        };
        assert_eq!(lines, [(one, what), (other, what)]);
    }
}

async fn r7_a_renewal_that_the_balance_covers_is_told_once(world: &World) {
    let customer = world.customer_with(99_900 * 3).await;
    let app = customer.trial_app("cn").await;
    customer.buys(app, renewing()).await;
    world.advance_to(at("2027-01-22 12:00:00")).await;
    let covered = |at| What::Renews { at, amount: Some(Amount::minor(99_900)), is_covered: true };
    let expected = [
        (at("2026-12-15 00:00:00"), vec![(app, covered(at("2026-12-22 00:00:00")))]),
        (at("2027-01-15 00:00:00"), vec![(app, covered(at("2027-01-22 00:00:00")))]),
    ];
    assert_eq!(digests(&customer).await, expected);
}

async fn r7_a_failed_renewal_is_told_daily_with_what_is_missing(world: &World) {
    let customer = world.customer_with(99_900 + 900).await;
    let app = customer.trial_app("cn").await;
    customer.buys(app, renewing()).await;
    world.advance_to(at("2026-12-23 12:00:00")).await;
    let short = What::Renews {
        at: at("2026-12-22 00:00:00"),
        amount: Some(Amount::minor(99_900)),
        is_covered: false,
    };
    let failed = |again: &str, stops_at| What::NotRenewed {
        missing: Some(Amount::minor(99_000)),
        hindrance: None,
        again_at: Some(at(again)),
        stops_at,
    };
    let found: Vec<What> = digests(&customer).await.into_iter().map(|(_, lines)| lines[0].1).collect();
    let first = failed("2026-12-23 00:00:00", None);
    let second = failed("2026-12-24 00:00:00", Some(at("2026-12-29 10:00:00")));
    assert_eq!(found, [short, short, short, short, first, second]);
}

async fn r3_an_end_a_stop_and_a_release_are_told(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    customer.buys(app, professional()).await;
    world.advance_to(at("2027-06-01 00:00:00")).await;
    let mut found = told(&customer).await;
    let about = |message: &Message| message.apps() == [app] && message.digest_day().is_none();
    found.retain(|(_, message)| about(message));
    let [(ended, expired), (stopped, stop), (gone, release)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((*ended, *stopped), (at("2026-12-22 10:00:00"), at("2026-12-29 10:00:00")));
    assert!(matches!(expired, Message::AppExpired { stops_at, .. } if stops_at == stopped));
    let cause = StopCause::Expiry;
    assert!(
        matches!(stop, Message::AppStopped { kept_until, cause: why, .. } if kept_until == gone && *why == cause)
    );
    assert!(matches!(release, Message::AppReleased { .. }));
}

async fn u8_a_bill_what_it_stops_and_what_comes_back_are_told(world: &World) {
    let customer = world.customer().verified().await;
    let id = customer.trial_app("cn").await;
    let plan = Plan::Postpaid { edition: Edition::Professional };
    let app = App { plan, ..customer.app(id).await };
    let mut tx = world.services.store.write().await.unwrap();
    let mut batch = Batch::new();
    apps::save(&mut batch, &app, at("2026-12-01 00:00:00"), None);
    batch.run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    world.advance_to(at("2027-01-11 00:00:00")).await;
    customer.tops_up(99_900).await;
    let found = told(&customer).await;
    let december = Month::parse("2026-12").unwrap();
    let [(drawn, bill), (debited, overdue), (stopped, stop), rest @ ..] = found.as_slice() else {
        panic!("{found:?}")
    };
    let total = Amount::minor(99_900);
    let pushed = Message::BillPushed { month: december, total, debit_at: *debited };
    assert_eq!((*drawn, bill), (at("2027-01-01 00:00:00"), &pushed));
    assert_eq!(*debited, at("2027-01-03 00:00:00"));
    assert_eq!(overdue, &Message::BillOverdue { month: december, owed: total, stops_at: *stopped });
    assert!(matches!(stop, Message::AppStopped { cause: StopCause::Arrears, .. }), "{stop:?}");
    let kinds = |found: &dyn Fn(&Message) -> bool| rest.iter().filter(|(_, message)| found(message)).count();
    assert_eq!(kinds(&|message| matches!(message, Message::AppRestored { .. })), 1, "{rest:?}");
    assert_eq!(kinds(&|message| matches!(message, Message::TopUpDecided { is_confirmed: true, .. })), 1);
}

async fn m1_a_decided_top_up_is_told(world: &World) {
    let customer = world.customer().verified().await;
    customer.tops_up(5_000).await;
    let amount = Amount::minor(5_000);
    let now = world.services.now();
    let expected = Message::TopUpDecided { amount, is_confirmed: true, reason: None };
    assert_eq!(told(&customer).await, [(now, expected)]);
}

/// Packages of several lengths, some of which renew themselves while the money lasts.
async fn fill(world: &World) -> Customer {
    let customer = world.customer_with(1_200_000).await;
    for (hours, months, auto_renew) in [(0, 1, false), (5, 2, true), (0, 1, true), (30, 3, false)] {
        world.wait(hours * 3_600);
        let app = customer.trial_app("cn").await;
        customer.buys(app, Cart { auto_renew, ..package(Edition::Professional, &[], months) }).await;
    }
    customer
}

async fn r8_the_same_is_told_in_one_jump_in_steps_and_by_two_runners(jump: &World) {
    let same = || async {
        if jump.services.store.is_sqlite() { World::sqlite().await } else { World::postgres().await.unwrap() }
    };
    let (steps, pair) = (same().await, same().await);
    let [one, two, three] = [fill(jump).await, fill(&steps).await, fill(&pair).await];
    let end = at("2027-11-30 00:00:00");
    jump.advance_to(end).await;
    while steps.services.now() < end {
        let next = steps.services.now().plus_seconds(31_337);
        steps.advance_to(if next < end { next } else { end }).await;
    }
    pair.wait_until(end);
    let other = pair.reopened_with(mainland()).await;
    let (left, right) = (pair.services.clone(), other.services.clone());
    let runs = [
        tokio::spawn(async move { left.run_due(end).await }),
        tokio::spawn(async move { right.run_due(end).await }),
    ];
    for run in runs {
        run.await.unwrap().unwrap();
    }
    let sorted = |mut found: Vec<(Timestamp, Message)>| {
        found.sort_by_key(|(at, message)| (*at, format!("{message:?}")));
        found
    };
    let expected = sorted(told(&one).await);
    assert!(expected.len() > 30, "{}", expected.len());
    assert_eq!(sorted(told(&two).await), expected);
    assert_eq!(sorted(told(&three).await), expected);
}
