//! What ends a pack alone before its time: an edition that it does not go with (R4, U2), the end of its app (U10); and
//! arrears, which do not (U8). On both databases.

use im_console::{
    domain::{
        app::{AppState, PackTerm, StopCause},
        catalog::embedded,
        change::Wish,
        money::Amount,
        product::{AddOn, CallPack, Edition},
        refund::{RefundRule, RefundScope},
        rtc::Standing,
        upgrade::Target,
        wish,
    },
    services::{apps::Confirmation, refunds::RefundForm},
    store::app_page,
};
use serde_json::json;

use super::{MONTH, alone, basic, postpaid, runs_until, stands, term};
use crate::{
    changes::{change, desk, reconfigure},
    support::{
        customer::{package, renewal, voucher_over},
        tables::text,
        world::{World, at, on_both_databases},
    },
};

on_both_databases! {
    r4_an_edition_that_it_does_not_go_with_makes_it_void_and_gives_back_the_rest,
    r4_what_was_shown_is_what_is_given_back,
    u2_a_change_of_add_ons_leaves_it_alone,
    u10_stopping_the_app_for_good_gives_back_what_is_left_by_the_rules_of_a_refund,
    u8_its_term_runs_on_while_arrears_stop_the_app,
    u8_an_app_that_was_refunded_and_then_stopped_for_arrears_comes_back_as_refunded,
    r4_an_upgrade_makes_a_history_void_that_the_edition_does_not_offer,
    k4_minutes_are_those_of_the_version_that_the_pack_was_bought_with,
}

async fn r4_an_edition_that_it_does_not_go_with_makes_it_void_and_gives_back_the_rest(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = postpaid(&customer, 1_400_900_001).await;
    customer.buys(app, alone(CallPack::Basic, 2, true)).await;
    let no = customer.buys(app, renewal(1, &[])).await;
    world.advance_to(at("2026-12-07 10:00:00")).await;
    let wish = reconfigure(Edition::Ultimate, &[]);
    let shown = desk(&customer, app).await.preview(&wish).unwrap().change;
    let rules: Vec<_> =
        shown.given_back.iter().map(|line| matches!(line.rule, RefundRule::Void { .. })).collect();
    assert_eq!((rules, shown.returned().as_minor()), (vec![true, true], MONTH * 3 / 2 + MONTH));
    let before = customer.balance().await;
    change(&customer, app, &wish).await.unwrap();
    assert_eq!(customer.balance().await - before, MONTH * 5 / 2, "one and a half months, and the queued one");
    let left = customer.app(app).await;
    assert_eq!((left.pack, left.auto_renew, left.state), (None, false, AppState::Active));
    assert_eq!(stands(&customer, app).await, Standing::On);
    assert_eq!(customer.order(&no).await.refunded.as_minor(), MONTH);
    assert_eq!(world.tables().await.rows("refunds").len(), 1);
    change(&customer, app, &reconfigure(Edition::Professional, &[])).await.unwrap_err();
    customer.buys(app, alone(CallPack::Premium, 1, false)).await;
    assert_eq!(
        stands(&customer, app).await,
        Standing::Pack(CallPack::Premium),
        "the one that pairs can be had"
    );
}

async fn r4_what_was_shown_is_what_is_given_back(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = postpaid(&customer, 1_400_900_001).await;
    customer.buys(app, basic(1)).await;
    world.wait(12_345);
    let wish = reconfigure(Edition::Ultimate, &[]);
    let preview = desk(&customer, app).await.preview(&wish).unwrap();
    world.wait(800);
    let confirmed =
        Confirmation { typed: "", seen: Some(preview.seen()), key: Some(customer.services.form_key()) };
    let before = customer.balance().await;
    customer.services.change_app(customer.account, (app, &wish), &confirmed, &customer.actor).await.unwrap();
    assert_eq!(customer.balance().await - before, preview.change.returned().as_minor(), "to the cent");
}

async fn u2_a_change_of_add_ons_leaves_it_alone(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = postpaid(&customer, 1_400_900_001).await;
    customer.buys(app, basic(2)).await;
    let live = [AddOn::LivestreamGroups];
    change(&customer, app, &reconfigure(Edition::Professional, &live)).await.unwrap();
    assert_eq!(runs_until(&customer, app).await, Some(at("2027-01-22 10:00:00")));
    assert!(world.tables().await.rows("refunds").is_empty());
}

async fn u10_stopping_the_app_for_good_gives_back_what_is_left_by_the_rules_of_a_refund(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = postpaid(&customer, 1_400_900_001).await;
    customer.buys(app, basic(3)).await;
    world.advance_to(at("2026-12-07 10:00:00")).await;
    let before = customer.balance().await;
    change(&customer, app, &Wish::Deactivate).await.unwrap();
    assert_eq!(customer.balance().await - before, MONTH * 5 / 2);
    let left = customer.app(app).await;
    assert!(matches!(left.state, AppState::Deactivated { cause: StopCause::Owner, .. }));
    assert_eq!((left.pack, stands(&customer, app).await), (None, Standing::Stopped));
    assert_eq!(world.advance_to(at("2026-12-31 00:00:00")).await, 0, "nothing of it falls due any more");
}

async fn u8_its_term_runs_on_while_arrears_stop_the_app(world: &World) {
    let customer = world.customer_with(5 * MONTH).await;
    let [ends, lasts] = [postpaid(&customer, 1_400_900_001).await, postpaid(&customer, 1_400_900_002).await];
    customer.buys(ends, basic(2)).await;
    customer.buys(lasts, basic(3)).await;
    world.advance_to(at("2027-01-12 00:00:00")).await;
    for app in [ends, lasts] {
        let state = customer.app(app).await.state;
        assert!(matches!(state, AppState::Deactivated { cause: StopCause::Arrears, .. }), "{state:?}");
        assert_eq!(stands(&customer, app).await, Standing::Stopped);
    }
    world.advance_to(at("2027-01-25 00:00:00")).await;
    let ends_at = at("2027-01-22 10:00:00");
    assert_eq!(term(&customer, ends).await, Some(PackTerm { ends_at, is_over: true }));
    customer.tops_up(10_000_000).await;
    assert_eq!(customer.app(ends).await.state, AppState::Active);
    assert_eq!(stands(&customer, ends).await, Standing::On, "its pack ended meanwhile");
    assert_eq!(stands(&customer, lasts).await, Standing::Pack(CallPack::Basic));
    assert_eq!(runs_until(&customer, lasts).await, Some(at("2027-02-22 10:00:00")), "as if nothing had been");
}

async fn u8_an_app_that_was_refunded_and_then_stopped_for_arrears_comes_back_as_refunded(world: &World) {
    let customer = world.customer_with(100).await;
    let app = customer.trial_app("cn").await;
    let voucher = customer.is_granted(voucher_over(99_900, at("2028-01-01 00:00:00"))).await;
    let quote = customer.quote_with(app, package(Edition::Professional, &[], 1), voucher).await;
    customer.confirms(quote.id).await.unwrap();
    change(&customer, app, &Wish::History(Some(360))).await.unwrap();
    let refunded_at = at("2026-12-08 12:00:00");
    world.advance_to(refunded_at).await;
    let form = RefundForm {
        scope: RefundScope::Package,
        total: Amount::ZERO,
        as_of: refunded_at,
        typed: "Example".to_owned(),
    };
    let key = customer.services.form_key();
    customer.services.refund(customer.account, app, (&form, key), &customer.actor).await.unwrap();
    world.advance_to(at("2026-12-10 00:00:00")).await;
    let stopped = customer.app(app).await.state;
    assert!(matches!(stopped, AppState::Deactivated { cause: StopCause::Arrears, .. }), "{stopped:?}");
    customer.tops_up(1_000_000).await;
    let state = customer.app(app).await.state;
    assert_eq!(state, AppState::Expired { since: refunded_at, cause: StopCause::Refund });
    customer.buys(app, renewal(1, &[])).await;
    let left = customer.app(app).await;
    assert_eq!((left.state, left.plan.ends_at()), (AppState::Active, Some(at("2027-01-10 00:00:00"))));
}

async fn r4_an_upgrade_makes_a_history_void_that_the_edition_does_not_offer(world: &World) {
    let customer = world.customer_with(100_000_000).await;
    let [void, kept] = [customer.trial_app("cn").await, customer.trial_app("cn").await];
    for (app, days) in [(void, 30), (kept, 90)] {
        customer.buys(app, package(Edition::Professional, &[], 3)).await;
        change(&customer, app, &Wish::History(Some(days))).await.unwrap();
        customer.buys(app, wish::Wish::Upgrade(Target::Ultimate(None))).await;
    }
    assert_eq!(customer.app(void).await.history_days, None, "thirty days are the edition's own");
    assert_eq!(customer.app(kept).await.history_days, Some(90));
    let turns = world.tables().await;
    let last = turns.with("app_turns", "sdk_app_id", &json!(void.number()));
    assert!(last.iter().any(|turn| text(turn, "edition") == "ultimate" && turn["history_days"].is_null()));
    customer.buys(kept, renewal(1, &[])).await;
    assert_eq!(customer.app(kept).await.history_days, Some(90), "a renewal leaves it alone");
}

async fn k4_minutes_are_those_of_the_version_that_the_pack_was_bought_with(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = postpaid(&customer, 1_400_900_001).await;
    customer.buys(app, basic(1)).await;
    let included = async |world: &World| {
        let mut tx = world.services.store.read().await.unwrap();
        let now = world.services.now();
        let around = app_page::find(&mut tx, customer.account, app, now).await.unwrap().unwrap();
        world.services.call_minutes(&mut tx, &around).await.unwrap().unwrap().included
    };
    assert_eq!(included(world).await, Some(110_000));
    let fewer = embedded("mainland").unwrap().replace("minutes = 110000", "minutes = 90000");
    assert_ne!(fewer, embedded("mainland").unwrap());
    let later = world.reopened_with(&fewer).await;
    assert_eq!(included(&later).await, Some(110_000), "what it was bought with");
    let shopper = customer.at(&later.services);
    shopper.buys(app, renewal(1, &[])).await;
    assert_eq!(included(&later).await, Some(110_000), "and to the end of those months");
    later.advance_to(at("2026-12-23 00:00:00")).await;
    assert_eq!(included(&later).await, Some(90_000), "the renewed month is of the newer version");
}
