//! Buying, renewing and refunding a pack alone, on both databases: to the cent and to the second.

use im_console::{
    domain::{
        app::{AppState, PackTerm, Plan},
        order::OrderKind,
        product::{AddOnKind, CallPack, Edition},
        reminder::What,
        renewal::{Outcome, RenewalRefused},
        rtc::Standing,
    },
    services::purchase::Refused,
    store::{life, renewals},
};
use serde_json::json;

use super::{MONTH, alone, basic, postpaid, refunds, runs_until, stands, term};
use crate::{
    changes::desk,
    support::{
        customer::renewal,
        tables::text,
        world::{World, at, on_both_databases},
    },
};

on_both_databases! {
    p6_a_postpaid_app_buys_a_call_pack_alone_for_a_term_of_its_own,
    d4_a_pack_alone_has_no_duration_discount,
    p12_an_unpaid_pack_is_held_a_day_and_begins_when_it_is_paid,
    p14_the_same_pack_confirmed_at_once_is_bought_once,
    r2_by_hand_it_follows_the_old_term_with_the_old_anchor,
    r2_by_itself_it_is_renewed_at_the_start_of_its_last_day,
    r2_after_its_end_an_attempt_that_succeeds_begins_at_payment,
    r7_it_is_reminded_of_before_its_end_and_on_the_day_and_not_after_it,
    r5_a_refund_gives_back_what_was_not_used_at_list_price,
    r8_one_jump_and_many_steps_leave_the_same,
    d2_its_end_comes_after_renewals_and_before_deactivations,
}

async fn p6_a_postpaid_app_buys_a_call_pack_alone_for_a_term_of_its_own(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = postpaid(&customer, 1_400_900_001).await;
    let before = desk(&customer, app).await;
    let no = customer.buys(app, basic(3)).await;
    let (order, ends_at) = (customer.order(&no).await, at("2027-02-22 10:00:00"));
    assert_eq!((order.kind, order.total().as_minor()), (OrderKind::CallPack, 3 * MONTH));
    assert_eq!(customer.balance().await, 1_000_000 - 3 * MONTH);
    let held = customer.app(app).await;
    assert_eq!(held.plan, Plan::Postpaid { edition: Edition::Professional }, "the app stays postpaid");
    assert_eq!(held.pack, Some(PackTerm { ends_at, is_over: false }));
    let holdings = customer.holdings(app).await;
    assert_eq!((holdings.len(), holdings[0].anchor, holdings[0].ends_at), (1, order.as_of, ends_at));
    assert_eq!(stands(&customer, app).await, Standing::Pack(CallPack::Basic));
    let after = desk(&customer, app).await;
    assert_eq!(before.charged_so_far(), after.charged_so_far(), "no bill knows of it");
    world.advance_to(ends_at.plus_seconds(-1)).await;
    assert_eq!(stands(&customer, app).await, Standing::Pack(CallPack::Basic));
    world.advance_to(ends_at).await;
    assert_eq!(stands(&customer, app).await, Standing::On, "audio/video stays on");
    assert_eq!(term(&customer, app).await, Some(PackTerm { ends_at, is_over: true }));
    assert_eq!(customer.app(app).await.state, AppState::Active, "the app runs on");
    let tables = world.tables().await;
    let told = tables.rows("messages").iter().filter(|row| text(row, "content").contains("call_pack_ended"));
    assert_eq!(told.count(), 1);
    assert_eq!(tables.with("outbox", "kind", &json!("call_pack_ended")).len(), 1);
    customer.tops_up(1_000_000).await;
    customer.buys(app, alone(CallPack::Advanced, 1, false)).await;
    assert_eq!(stands(&customer, app).await, Standing::Pack(CallPack::Advanced), "another can be had then");
}

async fn d4_a_pack_alone_has_no_duration_discount(world: &World) {
    let customer = world.customer_with(100).await;
    let app = postpaid(&customer, 1_400_900_001).await;
    for months in [1, 6, 12, 24] {
        let quote = customer.quote(app, basic(months)).await.unwrap();
        assert_eq!(quote.total().as_minor(), i64::from(months) * MONTH);
        assert!(quote.lines[0].is_verified());
    }
}

async fn p12_an_unpaid_pack_is_held_a_day_and_begins_when_it_is_paid(world: &World) {
    let customer = world.customer_with(100).await;
    let app = postpaid(&customer, 1_400_900_001).await;
    let no = customer.leaves_unpaid(app, basic(1)).await;
    world.advance_to(at("2026-11-23 09:00:00")).await;
    customer.tops_up(MONTH).await;
    customer.pays(&no).await.unwrap();
    assert_eq!(runs_until(&customer, app).await, Some(at("2026-12-23 09:00:00")));
    let again = customer.quote(app, basic(1)).await;
    assert!(matches!(again, Err(Refused::Rule(im_console::domain::purchase::PurchaseRefused::PackRuns))));
}

async fn p14_the_same_pack_confirmed_at_once_is_bought_once(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = postpaid(&customer, 1_400_900_001).await;
    let quote = customer.quote(app, basic(1)).await.unwrap();
    let (one, other) = tokio::join!(customer.confirms(quote.id), customer.confirms(quote.id));
    assert!(one.is_ok() && other.is_ok());
    assert_eq!(customer.balance().await, 1_000_000 - MONTH);
    assert_eq!(customer.holdings(app).await.len(), 1);
}

async fn r2_by_hand_it_follows_the_old_term_with_the_old_anchor(world: &World) {
    world.wait_until(at("2027-01-31 09:30:00"));
    let customer = world.customer_with(1_000_000).await;
    let app = postpaid(&customer, 1_400_900_001).await;
    customer.buys(app, basic(1)).await;
    assert_eq!(runs_until(&customer, app).await, Some(at("2027-02-28 09:30:00")));
    let nothing = customer.quote(app, renewal(2, &[AddOnKind::CallPack])).await;
    assert!(matches!(nothing, Err(Refused::Renewal(RenewalRefused::NothingLeft))));
    let no = customer.buys(app, renewal(7, &[])).await;
    let order = customer.order(&no).await;
    assert_eq!((order.kind, order.total().as_minor()), (OrderKind::Renewal, 7 * MONTH), "without discount");
    assert_eq!(runs_until(&customer, app).await, Some(at("2027-09-30 09:30:00")));
    let bare = postpaid(&customer, 1_400_900_002).await;
    let refused = customer.quote(bare, renewal(1, &[])).await;
    assert!(matches!(refused, Err(Refused::Renewal(RenewalRefused::NoPackage))), "there is none to renew");
}

async fn r2_by_itself_it_is_renewed_at_the_start_of_its_last_day(world: &World) {
    let customer = world.customer_with(20 * MONTH).await;
    let app = postpaid(&customer, 1_400_900_001).await;
    customer.buys(app, alone(CallPack::Basic, 1, true)).await;
    world.advance_to(at("2026-12-21 23:59:59")).await;
    let before = customer.balance().await;
    assert_eq!(runs_until(&customer, app).await, Some(at("2026-12-22 10:00:00")));
    world.advance_to(at("2026-12-22 00:00:00")).await;
    assert_eq!(runs_until(&customer, app).await, Some(at("2027-01-22 10:00:00")));
    assert_eq!(before - customer.balance().await, MONTH);
    let state = (customer.app(app).await.auto_renew, customer.app(app).await.renewals_tried);
    assert_eq!(state, (true, 0));
    let app = customer.app(app).await;
    let off = (false, app.revision);
    customer.services.switch_auto_renew(customer.account, app.id, off, &customer.actor).await.unwrap();
    world.advance_to(at("2027-01-22 10:00:00")).await;
    assert!(term(&customer, app.id).await.unwrap().is_over, "switched off it ends");
}

async fn r2_after_its_end_an_attempt_that_succeeds_begins_at_payment(world: &World) {
    let customer = world.customer_with(MONTH + 60_000).await;
    let app = postpaid(&customer, 1_400_900_001).await;
    customer.buys(app, alone(CallPack::Basic, 1, true)).await;
    world.advance_to(at("2026-12-24 12:00:00")).await;
    assert_eq!(stands(&customer, app).await, Standing::On);
    customer.tops_up(MONTH).await;
    world.advance_to(at("2026-12-25 00:00:00")).await;
    assert_eq!(runs_until(&customer, app).await, Some(at("2027-01-25 00:00:00")));
    assert_eq!(stands(&customer, app).await, Standing::Pack(CallPack::Basic));
    let mut tx = world.services.store.read().await.unwrap();
    let tried = renewals::latest(&mut tx, app, 20).await.unwrap();
    drop(tx);
    let failed = tried.iter().filter(|attempt| matches!(attempt.outcome, Outcome::Short(_))).count();
    assert_eq!((tried.len(), failed), (4, 3));
}

/// What the account was reminded of: the day, and what of it; every line is of the pack.
async fn reminded(world: &World) -> Vec<(String, What)> {
    let mut found = Vec::new();
    for row in world.tables().await.rows("messages") {
        let content: serde_json::Value = serde_json::from_str(text(row, "content")).unwrap();
        for line in content["reminders"].as_array().into_iter().flatten() {
            assert_eq!(line["of_pack"], json!(true));
            let day = im_console::domain::calendar::Timestamp::from_unix(content["day"].as_i64().unwrap());
            let day = crate::support::world::SHANGHAI.local(day).format("%m-%d").to_string();
            found.push((day, serde_json::from_value(line["what"].clone()).unwrap()));
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

async fn r7_it_is_reminded_of_before_its_end_and_on_the_day_and_not_after_it(world: &World) {
    let customer = world.customer_with(10 * MONTH).await;
    let app = postpaid(&customer, 1_400_900_001).await;
    customer.buys(app, basic(1)).await;
    world.advance_to(at("2026-12-31 23:00:00")).await;
    let days = ["12-15", "12-17", "12-19", "12-21", "12-22"];
    let expected: Vec<_> = days.map(|day| (day.to_owned(), What::Ends)).to_vec();
    assert_eq!(reminded(world).await, expected);
}

async fn r5_a_refund_gives_back_what_was_not_used_at_list_price(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = postpaid(&customer, 1_400_900_001).await;
    customer.buys(app, alone(CallPack::Basic, 3, true)).await;
    customer.buys(app, renewal(2, &[])).await;
    world.advance_to(at("2026-12-07 10:00:00")).await;
    assert_eq!(
        refunds(&customer, app).await,
        5 * MONTH - MONTH / 2,
        "half of a month of thirty days is used"
    );
    let left = customer.app(app).await;
    assert_eq!((left.pack, left.auto_renew, left.state), (None, false, AppState::Active));
    assert_eq!(stands(&customer, app).await, Standing::On);
    customer.buys(app, alone(CallPack::Advanced, 1, false)).await;
    assert_eq!(stands(&customer, app).await, Standing::Pack(CallPack::Advanced));
}

/// Five weeks with two packs, one of which is to renew itself without the money for it, in steps of so many seconds: what is
/// left of the apps and the money, and how much was told.
async fn lived(world: &World, step: i64) -> (Vec<(Option<PackTerm>, u32)>, i64, usize, usize) {
    let customer = world.customer_with(4 * MONTH).await;
    let apps = [postpaid(&customer, 1_400_900_001).await, postpaid(&customer, 1_400_900_002).await];
    customer.buys(apps[0], basic(1)).await;
    customer.buys(apps[1], alone(CallPack::Basic, 1, true)).await;
    let end = at("2026-12-30 22:00:00");
    while world.services.now() < end {
        world.wait(step.min(end.seconds_since(world.services.now())));
        world.services.run_due(world.services.now()).await.unwrap();
    }
    let mut left = Vec::new();
    for app in apps {
        let app = customer.app(app).await;
        left.push((app.pack, app.renewals_tried));
    }
    let tables = world.tables().await;
    let counts = (tables.rows("messages").len(), tables.rows("effects").len());
    (left, customer.balance().await, counts.0, counts.1)
}

async fn r8_one_jump_and_many_steps_leave_the_same(world: &World) {
    let is_sqlite = world.services.store.is_sqlite();
    let other = if is_sqlite { World::sqlite().await } else { World::postgres().await.unwrap() };
    let (jump, steps) = (lived(world, 400 * 86_400).await, lived(&other, 7 * 3_600).await);
    assert_eq!(jump, steps);
    let (over, tried): (Vec<_>, Vec<_>) =
        jump.0.iter().map(|(pack, tried)| (pack.unwrap().is_over, *tried)).unzip();
    assert_eq!((over, tried), (vec![true, true], vec![0, 7]), "seven attempts and no more");
    other.assert_whole().await;
}

async fn d2_its_end_comes_after_renewals_and_before_deactivations(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let [renews, ends, stops] = [1_400_900_003, 1_400_900_002, 1_400_900_001];
    let mut apps = Vec::new();
    for (number, effect) in [(renews, "renew"), (ends, "end_pack"), (stops, "deactivate")] {
        let app = postpaid(&customer, number).await;
        let due = format!(
            "UPDATE apps SET next_due_at = {}, next_effect = '{effect}' WHERE sdk_app_id = {app}",
            at("2026-11-29 10:00:00").unix()
        );
        crate::support::tables::execute(&world.location, &due).await.unwrap();
        apps.push(life::DueThing::App(app));
    }
    let (mut tx, mut found) = (world.services.store.read().await.unwrap(), Vec::new());
    while let Some(due) = life::oldest(&mut tx, at("2026-11-29 10:00:00"), &found).await.unwrap() {
        found.push(due);
    }
    let order = found.into_iter().map(|due| due.what);
    let order: Vec<_> = order.filter(|what| matches!(what, life::DueThing::App(_))).collect();
    assert_eq!(order, apps);
}
