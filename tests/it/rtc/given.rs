//! What is given and when it ends, on both databases.

use im_console::{
    domain::{
        product::CallPack,
        rtc::{Standing, TrialRefused},
    },
    services::rtc::RtcFailed,
    store::life,
};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::{enabled, stands, tried, with_pack};
use crate::support::{
    tables::{Row, execute, text},
    world::{World, at, on_both_databases},
};

on_both_databases! {
    c7_enabling_is_written_down_once_and_stays,
    c7_sec36_of_fifty_trials_at_once_one_is_given,
    c7_the_trial_ends_by_itself_and_is_never_charged,
    c7_a_trial_form_that_is_sent_again_starts_none,
    c7_a_call_pack_switches_it_on_and_leaves_no_trial,
    c7_a_stopped_app_is_refused_and_a_deleted_one_forgotten,
    r8_one_jump_and_many_steps_end_a_trial_alike,
    d2_at_one_instant_trials_end_after_expiries_and_before_deactivations,
}

/// The actions of the audit log about an app.
async fn audited(world: &World, app: &dyn std::fmt::Display) -> Vec<String> {
    let tables = world.tables().await;
    let rows = tables.with("audit_log", "object", &json!(app.to_string()));
    rows.iter().map(|row| text(row, "action").to_owned()).collect()
}

async fn c7_enabling_is_written_down_once_and_stays(world: &World) {
    let customer = world.customer().await;
    let app = customer.trial_app("cn").await;
    assert_eq!(stands(&customer, app).await, Standing::Off);
    for _ in 0..2 {
        enabled(&customer, app).await.unwrap();
        assert_eq!(stands(&customer, app).await, Standing::On);
    }
    let done = audited(world, &app).await;
    assert_eq!(done.iter().filter(|action| *action == "rtc_enable").count(), 1);
    let tables = world.tables().await;
    assert_eq!(tables.with("outbox", "kind", &json!("audio_video")).len(), 1);
    let other = world.customer().await;
    assert!(matches!(enabled(&other, app).await, Err(RtcFailed::NotFound)));
    assert!(matches!(tried(&other, app).await, Err(RtcFailed::NotFound)));
}

async fn c7_sec36_of_fifty_trials_at_once_one_is_given(world: &World) {
    let customer = world.customer().await;
    let app = customer.trial_app("cn").await;
    let until = at("2026-11-29 10:00:00");
    let mut trying = JoinSet::new();
    for _ in 0..50 {
        let customer = customer.clone();
        trying.spawn(async move { tried(&customer, app).await });
    }
    let (given, refused): (Vec<_>, Vec<_>) = trying.join_all().await.into_iter().partition(Result::is_ok);
    assert_eq!(given.len(), 1);
    let running = |failed: &Result<(), RtcFailed>| matches!(failed, Err(RtcFailed::Trial(TrialRefused::Running { until: end })) if *end == until);
    assert!(refused.len() == 49 && refused.iter().all(running), "{refused:?}");
    assert_eq!(stands(&customer, app).await, Standing::Trial { until });
    let done = audited(world, &app).await;
    assert_eq!(done.iter().filter(|action| *action == "call_trial_start").count(), 1);
}

async fn c7_the_trial_ends_by_itself_and_is_never_charged(world: &World) {
    let customer = world.customer_with(5_000).await;
    let app = customer.trial_app("cn").await;
    tried(&customer, app).await.unwrap();
    let end = at("2026-11-29 10:00:00");
    world.advance_to(end.plus_seconds(-1)).await;
    assert_eq!(stands(&customer, app).await, Standing::Trial { until: end });
    assert_eq!(world.advance_to(end).await, 1);
    assert_eq!(world.services.run_due(end).await.unwrap(), 0, "once");
    assert_eq!(stands(&customer, app).await, Standing::On);
    assert!(audited(world, &app).await.contains(&"call_trial_end".to_owned()));
    let tables = world.tables().await;
    let told = tables.rows("messages").iter().filter(|row| text(row, "content").contains("call_trial_ended"));
    assert_eq!(told.count(), 1);
    world.advance_to(at("2027-02-10 00:00:00")).await;
    assert_eq!(customer.balance().await, 5_000);
    let again = tried(&customer, app).await;
    assert!(matches!(again, Err(RtcFailed::Trial(TrialRefused::Used { ended_at })) if ended_at == end));
    world.assert_whole().await;
}

async fn c7_a_trial_form_that_is_sent_again_starts_none(world: &World) {
    let customer = world.customer().await;
    let [app, other] = [customer.trial_app("cn").await, customer.trial_app("cn").await];
    let key = customer.services.form_key();
    let sent = |app| customer.services.try_calls(customer.account, app, key, &customer.actor);
    sent(app).await.unwrap();
    sent(app).await.unwrap();
    assert!(matches!(sent(other).await, Err(RtcFailed::Stale)), "a key is for one form");
    assert_eq!(stands(&customer, other).await, Standing::Off);
}

async fn c7_a_call_pack_switches_it_on_and_leaves_no_trial(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    customer.buys(app, with_pack(1)).await;
    assert_eq!(stands(&customer, app).await, Standing::Pack(CallPack::Basic));
    assert_eq!(world.tables().await.with("rtc_apps", "sdk_app_id", &json!(app.number())).len(), 1);
    assert!(matches!(tried(&customer, app).await, Err(RtcFailed::Trial(TrialRefused::PackInForce))));
    enabled(&customer, app).await.unwrap();
    let tables = world.tables().await;
    let told = tables.with("outbox", "kind", &json!("audio_video"));
    assert_eq!(told.len(), 1);
    assert!(text(told[0], "content").contains("basic"));
}

async fn c7_a_stopped_app_is_refused_and_a_deleted_one_forgotten(world: &World) {
    let customer = world.customer().await;
    let app = customer.trial_app("cn").await;
    tried(&customer, app).await.unwrap();
    let (services, actor) = (&customer.services, &customer.actor);
    let name = customer.app(app).await.profile.name;
    services.deactivate_app(customer.account, app, name.as_str(), actor).await.unwrap();
    assert_eq!(stands(&customer, app).await, Standing::Stopped);
    assert!(matches!(enabled(&customer, app).await, Err(RtcFailed::Stopped)));
    assert!(matches!(tried(&customer, app).await, Err(RtcFailed::Trial(TrialRefused::Stopped))));
    services.delete_app(customer.account, app, name.as_str(), actor).await.unwrap();
    assert!(world.tables().await.rows("rtc_apps").is_empty());
    assert!(matches!(enabled(&customer, app).await, Err(RtcFailed::NotFound)));
    assert_eq!(world.advance_to(at("2026-11-30 00:00:00")).await, 0);
}

async fn r8_one_jump_and_many_steps_end_a_trial_alike(world: &World) {
    let is_sqlite = world.services.store.is_sqlite();
    let other = if is_sqlite { World::sqlite().await } else { World::postgres().await.unwrap() };
    let (jump, steps) = (lived(world, 9 * 24 * 3_600).await, lived(&other, 6 * 3_600).await);
    assert_eq!(jump, steps);
    let ends =
        ["2026-11-29 10:00:00", "2026-11-29 10:00:00", "2026-11-29 11:00:00"].map(|end| at(end).unix());
    assert_eq!(jump, (ends.to_vec(), 2), "as of their moments, and not told where a pack is in force");
}

/// Nine days with three trials, one of which meets a pack, in steps of so many seconds: when trials ended, and how many
/// of their ends were told.
async fn lived(world: &World, step: i64) -> (Vec<i64>, usize) {
    let customer = world.customer_with(1_000_000).await;
    let [one, other, packed] =
        [customer.trial_app("cn").await, customer.trial_app("cn").await, customer.trial_app("cn").await];
    tried(&customer, one).await.unwrap();
    tried(&customer, packed).await.unwrap();
    customer.buys(packed, with_pack(1)).await;
    world.wait(3_600);
    tried(&customer, other).await.unwrap();
    for _ in 0..9 * 24 * 3_600 / step {
        world.wait(step);
        world.services.run_due(world.services.now()).await.unwrap();
    }
    let tables = world.tables().await;
    let business = |row: &Row| {
        let content: Value = serde_json::from_str(text(row, "content")).unwrap();
        content["business_at"].as_i64().unwrap()
    };
    let mut ended: Vec<_> =
        tables.with("audit_log", "action", &json!("call_trial_end")).into_iter().map(business).collect();
    ended.sort_unstable();
    let is_told = |row: &&Row| text(row, "content").contains("call_trial_ended");
    (ended, tables.rows("messages").iter().filter(is_told).count())
}

async fn d2_at_one_instant_trials_end_after_expiries_and_before_deactivations(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let [expires, stops, trial] =
        [customer.trial_app("cn").await, customer.trial_app("cn").await, customer.trial_app("cn").await];
    tried(&customer, trial).await.unwrap();
    let instant = at("2026-11-29 10:00:00");
    for (app, effect) in [(stops, "deactivate"), (expires, "expire")] {
        let due = format!(
            "UPDATE apps SET next_due_at = {}, next_effect = '{effect}' WHERE sdk_app_id = {app}",
            instant.unix()
        );
        execute(&world.location, &due).await.unwrap();
    }
    let mut tx = world.services.store.read().await.unwrap();
    let mut found = Vec::new();
    while let Some(due) = life::oldest(&mut tx, instant, &found).await.unwrap() {
        found.push(due);
    }
    let of_apps = |due: &life::Due| {
        matches!(due.what, life::DueThing::App(_) | life::DueThing::CallTrial(_)).then(|| due.what.clone())
    };
    let order: Vec<_> = found.iter().filter_map(of_apps).collect();
    let thing = [life::DueThing::App(expires), life::DueThing::CallTrial(trial), life::DueThing::App(stops)];
    assert_eq!(order, thing);
}
