//! How long an unpaid order is held, and what gives it up (P12).

use im_console::{
    domain::{
        ids::OperatorId,
        money::Amount,
        order::{CloseReason, OrderState},
        product::{AddOn, Edition},
        purchase::PurchaseRefused,
    },
    services::{
        Actor,
        audit::Who,
        purchase::{Placed, Refused},
        top_ups::{Decision, TopUpForm, TopUpRefused},
    },
};

use crate::support::{
    customer::{Customer, add_ons, package, professional, voucher_over},
    world::{World, at, on_both_databases},
};

on_both_databases! {
    p12_an_unpaid_order_is_held_for_twenty_four_hours_to_the_second,
    p12_an_order_is_held_longer_while_a_top_up_for_it_is_being_confirmed,
    p12_a_confirmed_top_up_leaves_an_hour_to_pay_and_no_fresh_day,
    p12_a_top_up_that_does_not_cover_what_is_missing_holds_nothing,
    p12_no_top_up_holds_an_order_longer_than_a_week,
    p12_one_top_up_of_an_order_waits_at_a_time,
    p12_a_refused_top_up_ends_the_longer_hold,
    p12_a_held_order_can_be_paid_from_other_money_before_its_top_up_is_decided,
    p12_a_hold_that_was_lengthened_meanwhile_is_not_ended_by_a_late_job,
    p12_a_top_up_filed_after_the_hold_does_not_revive_an_order_that_a_late_job_has_not_ended,
    p12_an_order_priced_by_remaining_time_is_not_held_beyond_its_quote,
    p12_cancelling_releases_the_voucher_and_the_app,
    p12_an_app_has_one_unpaid_order,
    p12_an_order_that_is_over_is_in_nobodys_way_though_a_job_is_late,
    p12_stopping_or_deleting_an_app_gives_up_its_unpaid_order_and_frees_the_voucher,
}

fn operator(world: &World) -> Actor {
    let id = OperatorId(world.services.random.uuid(world.services.now()));
    Actor { who: Who::Operator(id), ..Actor::console() }
}

async fn assert_gone(
    customer: &Customer,
    no: &im_console::domain::ids::OrderNo,
    reason: CloseReason,
    when: &str,
) {
    let at = at(when);
    assert_eq!(customer.order(no).await.state, OrderState::Cancelled { at, reason });
    assert!(matches!(customer.pays(no).await, Err(Refused::NotUnpaid)));
}

async fn p12_an_unpaid_order_is_held_for_twenty_four_hours_to_the_second(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    let no = customer.leaves_unpaid(app, professional()).await;
    assert_eq!(world.advance_to(at("2026-11-23 09:59:59")).await, 0);
    assert_eq!(customer.order(&no).await.state, OrderState::Unpaid);
    world.wait(1);
    let before = world.tables().await;
    assert!(matches!(customer.pays(&no).await, Err(Refused::NotUnpaid)), "not paid though no job came yet");
    world.tables().await.assert_same(&before);
    assert_eq!(world.advance_to(at("2026-11-23 10:00:00")).await, 1);
    assert_gone(&customer, &no, CloseReason::Expired, "2026-11-23 10:00:00").await;
    customer.buys(app, professional()).await;
}

async fn p12_an_order_is_held_longer_while_a_top_up_for_it_is_being_confirmed(world: &World) {
    let customer = world.customer().verified().await;
    let app = customer.trial_app("cn").await;
    let no = customer.leaves_unpaid(app, professional()).await;
    world.wait_until(at("2026-11-23 09:00:00"));
    let top_up = customer.files_top_up(99_900, Some(&no), false).await;
    assert_eq!(world.advance_to(at("2026-11-26 10:00:00")).await, 0);
    assert!(matches!(customer.pays(&no).await, Err(Refused::BalanceShort { .. })), "still held");
    world.services.decide_top_up(top_up.id, Decision::Confirm, &operator(world)).await.unwrap();
    customer.pays(&no).await.unwrap();
    assert_eq!(customer.app(app).await.plan.ends_at(), Some(at("2026-12-26 10:00:00")));
}

async fn p12_a_confirmed_top_up_leaves_an_hour_to_pay_and_no_fresh_day(world: &World) {
    let customer = world.customer().verified().await;
    let app = customer.trial_app("cn").await;
    let no = customer.leaves_unpaid(app, professional()).await;
    let top_up = customer.files_top_up(99_900, Some(&no), false).await;
    world.advance_to(at("2026-11-25 08:00:00")).await;
    world.services.decide_top_up(top_up.id, Decision::Confirm, &operator(world)).await.unwrap();
    assert_eq!(customer.order(&no).await.expires_at, at("2026-11-25 09:00:00"));
    assert!(customer.tops_up_for(100, &no).await, "what covers nothing more holds nothing longer");
    assert_eq!(customer.order(&no).await.expires_at, at("2026-11-25 09:00:00"));
    world.advance_to(at("2026-11-25 09:00:00")).await;
    assert_gone(&customer, &no, CloseReason::Expired, "2026-11-25 09:00:00").await;
}

async fn p12_a_top_up_that_does_not_cover_what_is_missing_holds_nothing(world: &World) {
    let customer = world.customer().verified().await;
    let app = customer.trial_app("cn").await;
    let no = customer.leaves_unpaid(app, professional()).await;
    let end = customer.order(&no).await.expires_at;
    for hour in [9, 12, 15, 18] {
        world.advance_to(at("2026-11-22 00:00:00").plus_seconds((hour + 6) * 3_600)).await;
        assert!(customer.tops_up_for(100, &no).await);
    }
    customer.files_top_up(99_499, Some(&no), false).await;
    assert_eq!(customer.order(&no).await.expires_at, end);
    world.advance_to(end).await;
    assert_gone(&customer, &no, CloseReason::Expired, "2026-11-23 10:00:00").await;
}

async fn p12_no_top_up_holds_an_order_longer_than_a_week(world: &World) {
    let customer = world.customer().verified().await;
    let [late, never] = [customer.trial_app("cn").await, customer.trial_app("cn").await];
    let late = customer.leaves_unpaid(late, professional()).await;
    let never = customer.leaves_unpaid(never, professional()).await;
    let confirmed = customer.files_top_up(99_900, Some(&late), false).await;
    customer.files_top_up(99_900, Some(&never), false).await;
    world.advance_to(at("2026-11-29 09:59:59")).await;
    world.services.decide_top_up(confirmed.id, Decision::Confirm, &operator(world)).await.unwrap();
    assert_eq!(customer.order(&late).await.expires_at, at("2026-11-29 10:59:59"));
    world.advance_to(at("2026-11-29 10:00:00")).await;
    assert_gone(&customer, &never, CloseReason::Expired, "2026-11-29 10:00:00").await;
    customer.pays(&late).await.unwrap();
}

async fn p12_a_refused_top_up_ends_the_longer_hold(world: &World) {
    let customer = world.customer().verified().await;
    let app = customer.trial_app("cn").await;
    let no = customer.leaves_unpaid(app, professional()).await;
    let refuse = || Decision::Refuse("nothing came".to_owned());
    let first = customer.files_top_up(99_900, Some(&no), false).await;
    world.services.decide_top_up(first.id, refuse(), &operator(world)).await.unwrap();
    assert_eq!(customer.order(&no).await.expires_at, at("2026-11-23 10:00:00"), "its own day stays");
    let second = customer.files_top_up(99_900, Some(&no), false).await;
    world.advance_to(at("2026-11-25 09:00:00")).await;
    world.services.decide_top_up(second.id, refuse(), &operator(world)).await.unwrap();
    world.advance_to(at("2026-11-25 09:00:01")).await;
    assert_gone(&customer, &no, CloseReason::Expired, "2026-11-25 09:00:00").await;
}

async fn p12_one_top_up_of_an_order_waits_at_a_time(world: &World) {
    let customer = world.customer().verified().await;
    let app = customer.trial_app("cn").await;
    let no = customer.leaves_unpaid(app, professional()).await;
    customer.files_top_up(99_900, Some(&no), false).await;
    let before = world.tables().await;
    let form = TopUpForm { amount: Amount::minor(99_900), reference: "T-2".into(), order: Some(no) };
    let again = customer.services.file_top_up(customer.account, form, false, &customer.actor).await;
    assert!(matches!(again, Err(TopUpRefused::OrderHasOne)));
    world.tables().await.assert_same(&before);
}

async fn p12_a_held_order_can_be_paid_from_other_money_before_its_top_up_is_decided(world: &World) {
    let customer = world.customer().verified().await;
    let app = customer.trial_app("cn").await;
    let no = customer.leaves_unpaid(app, professional()).await;
    customer.files_top_up(99_900, Some(&no), false).await;
    world.advance_to(at("2026-11-25 08:00:00")).await;
    customer.tops_up(99_900).await;
    customer.pays(&no).await.unwrap();
}

async fn p12_a_hold_that_was_lengthened_meanwhile_is_not_ended_by_a_late_job(world: &World) {
    let customer = world.customer().verified().await;
    for _ in 0..10 {
        let app = customer.trial_app("cn").await;
        let no = customer.leaves_unpaid(app, professional()).await;
        let due = customer.order(&no).await.expires_at;
        let (services, filing, other) = (world.services.clone(), customer.clone(), no.clone());
        world.wait_until(due.plus_seconds(-1));
        // One after the other, or with the job between its look and its step: the order is held or gone, and a
        // confirmed top-up always holds it.
        let job = tokio::spawn(async move { services.run_due(due).await });
        let filed = tokio::spawn(async move { filing.tops_up_for(99_900, &other).await });
        job.await.unwrap().unwrap();
        let held = filed.await.unwrap();
        let is_unpaid = customer.order(&no).await.state == OrderState::Unpaid;
        assert_eq!(held, is_unpaid);
        if held {
            customer.pays(&no).await.unwrap();
        }
    }
}

async fn p12_a_top_up_filed_after_the_hold_does_not_revive_an_order_that_a_late_job_has_not_ended(
    world: &World,
) {
    let customer = world.customer().verified().await;
    let [over, refused] = [customer.trial_app("cn").await, customer.trial_app("cn").await];
    let over = customer.leaves_unpaid(over, professional()).await;
    let refused = customer.leaves_unpaid(refused, professional()).await;
    let top_up = customer.files_top_up(99_900, Some(&refused), false).await;
    world.wait_until(at("2026-11-23 10:00:00"));
    let decision = Decision::Refuse("nothing came".to_owned());
    world.services.decide_top_up(top_up.id, decision, &operator(world)).await.unwrap();
    let before = world.tables().await;
    for no in [&over, &refused] {
        let order = Some(no.clone());
        for is_confirmed_at_once in [false, true] {
            let form =
                TopUpForm { amount: Amount::minor(99_900), reference: "T-2".into(), order: order.clone() };
            let filed =
                customer.services.file_top_up(customer.account, form, is_confirmed_at_once, &customer.actor);
            assert!(matches!(filed.await, Err(TopUpRefused::NotFound)), "{no}");
        }
    }
    world.tables().await.assert_same(&before);
    assert_eq!(world.advance_to(at("2026-11-23 10:00:01")).await, 2);
    for no in [&over, &refused] {
        assert_gone(&customer, no, CloseReason::Expired, "2026-11-23 10:00:00").await;
    }
}

async fn p12_an_order_priced_by_remaining_time_is_not_held_beyond_its_quote(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    customer.buys(app, professional()).await;
    world.wait(86_400);
    let quote = customer.quote(app, add_ons(&[AddOn::LivestreamGroups])).await.unwrap();
    world.wait(600);
    let no = customer.leaves_unpaid_quote(&quote).await;
    assert_eq!(customer.order(&no).await.expires_at, quote.expires_at);
    let top_up = customer.files_top_up(100, Some(&no), false).await;
    world.services.decide_top_up(top_up.id, Decision::Confirm, &operator(world)).await.unwrap();
    assert_eq!(customer.order(&no).await.expires_at, quote.expires_at, "no top-up holds it longer");
    customer.files_top_up(100, Some(&no), false).await;
    world.advance_to(quote.expires_at).await;
    assert_gone(&customer, &no, CloseReason::Expired, "2026-11-23 10:15:00").await;
}

async fn p12_cancelling_releases_the_voucher_and_the_app(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    let voucher = customer.is_granted(voucher_over(1_000, at("2026-12-01 00:00:00"))).await;
    let quote = customer.quote_with(app, professional(), voucher).await;
    let no = customer.leaves_unpaid_quote(&quote).await;
    assert_eq!(customer.voucher(voucher).await.frozen_by.as_ref(), Some(&no));
    world.wait(60);
    customer.cancels(&no).await.unwrap();
    let before = world.tables().await;
    customer.cancels(&no).await.unwrap();
    world.tables().await.assert_same(&before);
    assert_gone(&customer, &no, CloseReason::Customer, "2026-11-22 10:01:00").await;
    let free = customer.voucher(voucher).await;
    assert_eq!((free.frozen_by, free.remaining), (None, free.face));
    let quote = customer.quote_with(app, professional(), voucher).await;
    customer.confirms(quote.id).await.unwrap();
    assert_eq!(customer.balance().await, 1_000_000 - 98_900);
}

async fn p12_an_app_has_one_unpaid_order(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    let second = customer.quote(app, package(Edition::Ultimate, &[], 1)).await.unwrap();
    let no = customer.leaves_unpaid(app, professional()).await;
    let before = world.tables().await;
    let is_refused = |refused: &Refused| match refused {
        Refused::Rule(PurchaseRefused::UnpaidOrder { no: other }) => *other == no,
        _ => false,
    };
    assert!(is_refused(&customer.quote(app, professional()).await.unwrap_err()));
    assert!(is_refused(&customer.confirms(second.id).await.unwrap_err()));
    world.tables().await.assert_same(&before);
}

async fn p12_an_order_that_is_over_is_in_nobodys_way_though_a_job_is_late(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    for confirms_an_older_quote in [false, true] {
        let app = customer.trial_app("cn").await;
        let voucher = customer.is_granted(voucher_over(1_000, at("2026-12-31 00:00:00"))).await;
        let quote = customer.quote_with(app, professional(), voucher).await;
        let over = customer.leaves_unpaid_quote(&quote).await;
        let end = customer.order(&over).await.expires_at;
        world.wait_until(end);
        if confirms_an_older_quote {
            let before = world.tables().await;
            assert!(matches!(customer.confirms(quote.id).await, Ok(Placed::Before(_))));
            world.tables().await.assert_same(&before);
        }
        let quote = customer.quote(app, professional()).await.unwrap();
        let reason = CloseReason::Expired;
        assert_eq!(customer.order(&over).await.state, OrderState::Cancelled { at: end, reason });
        assert_eq!(customer.voucher(voucher).await.frozen_by, None);
        customer.confirms(quote.id).await.unwrap();
    }
}

async fn p12_stopping_or_deleting_an_app_gives_up_its_unpaid_order_and_frees_the_voucher(world: &World) {
    let customer = world.customer().verified().await;
    let app = customer.trial_app("cn").await;
    let voucher = customer.is_granted(voucher_over(1_000, at("2026-12-31 00:00:00"))).await;
    let quote = customer.quote_with(app, professional(), voucher).await;
    let no = customer.leaves_unpaid_quote(&quote).await;
    world.wait(60);
    let (services, account, actor) = (&customer.services, customer.account, &customer.actor);
    services.deactivate_app(account, app, "Example", actor).await.unwrap();
    assert_gone(&customer, &no, CloseReason::AppChanged, "2026-11-22 10:01:00").await;
    assert_eq!(customer.voucher(voucher).await.frozen_by, None);
    let tables = world.tables().await;
    assert_eq!(tables.with("audit_log", "action", &serde_json::json!("order_cancel")).len(), 1);
    services.delete_app(account, app, "Example", actor).await.unwrap();
}
