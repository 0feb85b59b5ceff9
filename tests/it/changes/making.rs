//! Making changes: once, under the rules, and only while what was shown still holds.

use im_console::{
    domain::{
        app::{AppState, Plan, StopCause},
        change::{ChangeRefused, Changeable, LoweredLimit, Moved, Seen, Wish},
        ids::SdkAppId,
        product::{AddOn, AddOnKind, Edition},
    },
    services::apps::{ChangeFailed, Confirmation},
};
use serde_json::json;
use tokio::task::JoinSet;

use super::{
    GROUPS, LIVE, PRO, ULTIMATE, change, counts, desk, legacy, preview, reconfigure, rule, so_far, upgrade,
};
use crate::support::{
    customer::{Customer, professional},
    tables::text,
    world::{World, at, mainland, on_both_databases},
};

on_both_databases! {
    u1_an_upgrade_is_effective_at_once_and_uses_nothing_up,
    u1_a2_only_verified_accounts_and_legacy_apps_are_upgraded,
    u2_only_postpaid_apps_are_reconfigured_and_only_to_something_else,
    u3_qu7_an_item_is_changed_once_a_month_and_again_on_the_first,
    u3_in_the_month_of_leaving_im_an_edition_is_set_back_with_what_it_voided,
    u6_the_history_of_a_prepaid_app_is_changed_once_a_month,
    u9_a_downgraded_app_is_a_trial_for_good_and_buys_prepaid,
    u10_postpaid_and_legacy_apps_stop_for_good_and_keep_their_last_charge,
    u11_a_lowered_limit_is_told_with_its_code,
    u12_the_name_confirms_what_is_final,
    p14_fifty_confirmations_of_one_form_change_once,
    p14_fifty_tabs_with_the_same_figures_change_once,
    u12_what_was_shown_must_still_hold,
    k4_a_new_catalog_makes_what_was_shown_void,
    sec17_another_accounts_app_is_not_there,
}

async fn postpaid(customer: &Customer, number: i64, add_ons: &[AddOn]) -> SdkAppId {
    let app = legacy(customer, number, "cn").await;
    change(customer, app, &upgrade(PRO, add_ons)).await.unwrap();
    app
}

async fn u1_an_upgrade_is_effective_at_once_and_uses_nothing_up(world: &World) {
    let customer = world.customer().verified().await;
    let id = legacy(&customer, 1_400_900_001, "cn").await;
    change(&customer, id, &upgrade(PRO, &[LIVE, GROUPS])).await.unwrap();
    let app = customer.app(id).await;
    assert_eq!((app.plan, app.state), (Plan::Postpaid { edition: PRO }, AppState::Active));
    assert_eq!(app.add_ons, [LIVE, GROUPS]);
    change(&customer, id, &reconfigure(ULTIMATE, &[])).await.unwrap();
    let tables = world.tables().await;
    for action in ["app_upgrade", "app_reconfigure"] {
        assert_eq!(tables.with("audit_log", "action", &json!(action)).len(), 1, "{action}");
    }
    assert_eq!(tables.with("outbox", "kind", &json!("app_changed")).len(), 2);
    let kinds: Vec<&str> = tables.rows("app_changes").iter().map(|row| text(row, "kind")).collect();
    assert_eq!(kinds.len(), 2);
    assert!(kinds.contains(&"upgrade") && kinds.contains(&"reconfigure"));
    assert_eq!(customer.balance().await, 0, "nothing is charged at once");
}

async fn u1_a2_only_verified_accounts_and_legacy_apps_are_upgraded(world: &World) {
    let customer = world.customer().await;
    let id = legacy(&customer, 1_400_900_001, "cn").await;
    let before = world.tables().await;
    assert_eq!(rule(change(&customer, id, &upgrade(PRO, &[])).await), ChangeRefused::NotVerified);
    let customer_two = world.customer().verified().await;
    let trial = customer_two.trial_app("cn").await;
    let refused = rule(change(&customer_two, trial, &upgrade(PRO, &[])).await);
    assert_eq!(refused, ChangeRefused::NotUpgradable { edition: Edition::Trial });
    assert_eq!(before.rows("app_changes"), world.tables().await.rows("app_changes"));
    change(&customer, id, &Wish::Downgrade).await.unwrap();
}

async fn u2_only_postpaid_apps_are_reconfigured_and_only_to_something_else(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let im = legacy(&customer, 1_400_900_001, "cn").await;
    let prepaid = customer.trial_app("cn").await;
    customer.buys(prepaid, professional()).await;
    for app in [im, prepaid] {
        let refused = rule(change(&customer, app, &reconfigure(ULTIMATE, &[])).await);
        assert_eq!(refused, ChangeRefused::NotPostpaid);
    }
    let app = postpaid(&customer, 1_400_900_002, &[LIVE]).await;
    assert_eq!(rule(change(&customer, app, &reconfigure(PRO, &[LIVE])).await), ChangeRefused::NothingChanges);
    let refused = rule(change(&customer, app, &reconfigure(ULTIMATE, &[LIVE])).await);
    assert_eq!(refused, ChangeRefused::NotOffered { add_on: LIVE, edition: ULTIMATE });
}

async fn u3_qu7_an_item_is_changed_once_a_month_and_again_on_the_first(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = postpaid(&customer, 1_400_900_001, &[]).await;
    world.advance_to(at("2026-12-05 00:00:00")).await;
    change(&customer, app, &reconfigure(PRO, &[LIVE])).await.unwrap();
    world.advance_to(at("2026-12-31 23:59:59")).await;
    let next_at = at("2027-01-01 00:00:00");
    let item = Changeable::AddOn(AddOnKind::LivestreamGroups);
    let refused = rule(change(&customer, app, &reconfigure(PRO, &[])).await);
    assert_eq!(refused, ChangeRefused::ChangedThisMonth { item, back_to: None, next_at });
    change(&customer, app, &reconfigure(PRO, &[LIVE, GROUPS])).await.unwrap();
    world.advance_to(next_at).await;
    change(&customer, app, &reconfigure(PRO, &[])).await.unwrap();
    assert_eq!(customer.app(app).await.add_ons, []);
}

async fn u3_in_the_month_of_leaving_im_an_edition_is_set_back_with_what_it_voided(world: &World) {
    let customer = world.customer().verified().await;
    let app = postpaid(&customer, 1_400_900_001, &[LIVE, GROUPS]).await;
    let there = preview(&customer, app, &reconfigure(ULTIMATE, &[])).await;
    assert_eq!(there.change.voided, [LIVE, GROUPS]);
    change(&customer, app, &reconfigure(ULTIMATE, &[])).await.unwrap();
    let back = desk(&customer, app).await.situation().carried_over(PRO);
    assert_eq!(back, [LIVE, GROUPS], "the clock stood still meanwhile");
    world.wait(3_600);
    change(&customer, app, &reconfigure(PRO, &back)).await.unwrap();
    assert_eq!(customer.app(app).await.add_ons, [LIVE, GROUPS]);
    let refused = rule(change(&customer, app, &reconfigure(ULTIMATE, &[])).await);
    assert!(matches!(refused, ChangeRefused::ChangedThisMonth { item: Changeable::Edition, .. }));
}

async fn u6_the_history_of_a_prepaid_app_is_changed_once_a_month(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = customer.trial_app("cn").await;
    let refused = rule(change(&customer, app, &Wish::History(Some(30))).await);
    assert_eq!(refused, ChangeRefused::HistoryNeedsPackage);
    customer.buys(app, professional()).await;
    let plan = customer.app(app).await.plan;
    change(&customer, app, &Wish::History(Some(90))).await.unwrap();
    let changed = customer.app(app).await;
    assert_eq!((changed.plan, changed.history_days), (plan, Some(90)));
    let refused = rule(change(&customer, app, &Wish::History(None)).await);
    assert!(matches!(refused, ChangeRefused::ChangedThisMonth { item: Changeable::History, .. }));
    world.advance_to(at("2026-12-01 00:00:00")).await;
    let refused = rule(change(&customer, app, &Wish::History(Some(60))).await);
    assert_eq!(refused, ChangeRefused::HistoryNotOffered { days: 60, edition: PRO });
    change(&customer, app, &Wish::History(None)).await.unwrap();
    assert_eq!(customer.app(app).await.history_days, None);
}

async fn u9_a_downgraded_app_is_a_trial_for_good_and_buys_prepaid(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let app = legacy(&customer, 1_400_900_001, "cn").await;
    world.wait(60);
    change(&customer, app, &Wish::Downgrade).await.unwrap();
    assert_eq!(customer.app(app).await.plan, Plan::Trial);
    assert!(desk(&customer, app).await.course.was_downgraded());
    let refused = rule(change(&customer, app, &upgrade(PRO, &[])).await);
    assert_eq!(refused, ChangeRefused::WasDowngraded);
    assert_eq!(rule(change(&customer, app, &Wish::Downgrade).await), ChangeRefused::NotLegacy);
    customer.buys(app, professional()).await;
    assert!(matches!(customer.app(app).await.plan, Plan::Prepaid { .. }));
}

async fn u10_postpaid_and_legacy_apps_stop_for_good_and_keep_their_last_charge(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let im = legacy(&customer, 1_400_900_001, "cn").await;
    counts(&customer, im, "2026-11-22", 10_001).await;
    let app = postpaid(&customer, 1_400_900_002, &[]).await;
    world.advance_to(at("2026-11-27 10:00:00")).await;
    let before = [so_far(&customer, im).await, so_far(&customer, app).await];
    assert_eq!(before, [vec![100_000], vec![16_650]]);
    for id in [im, app] {
        change(&customer, id, &Wish::Deactivate).await.unwrap();
        let state = AppState::Deactivated { since: world.services.now(), cause: StopCause::Owner };
        assert_eq!(customer.app(id).await.state, state);
        assert_eq!(rule(change(&customer, id, &Wish::Deactivate).await), ChangeRefused::StoppedAlready);
    }
    world.advance_to(at("2026-11-30 10:00:00")).await;
    assert_eq!([so_far(&customer, im).await, so_far(&customer, app).await], before);
    let prepaid = customer.trial_app("cn").await;
    customer.buys(prepaid, professional()).await;
    let refused = rule(change(&customer, prepaid, &Wish::Deactivate).await);
    assert_eq!(refused, ChangeRefused::PrepaidIsRefunded);
}

async fn u11_a_lowered_limit_is_told_with_its_code(world: &World) {
    let customer = world.customer().verified().await;
    let app = postpaid(&customer, 1_400_900_001, &[LIVE, GROUPS]).await;
    let lowered = preview(&customer, app, &reconfigure(PRO, &[])).await.lowered;
    let told: Vec<_> = lowered.iter().map(|one| (one.limit, one.to, one.limit.code())).collect();
    assert_eq!(
        told,
        [
            (LoweredLimit::LivestreamGroups, Some(50), 10_036),
            (LoweredLimit::GroupsPerUser, Some(500), 10_037)
        ]
    );
    let im = legacy(&customer, 1_400_900_002, "cn").await;
    assert_eq!(preview(&customer, im, &Wish::Downgrade).await.lowered.len(), 5);
}

async fn u12_the_name_confirms_what_is_final(world: &World) {
    let customer = world.customer().verified().await;
    let app = legacy(&customer, 1_400_900_001, "cn").await;
    for wish in [Wish::Downgrade, Wish::Deactivate] {
        let confirmed = Confirmation { typed: "old", ..Confirmation::default() };
        let services = &customer.services;
        let done = services.change_app(customer.account, (app, &wish), &confirmed, &customer.actor).await;
        assert!(matches!(done, Err(ChangeFailed::NotConfirmed)), "{done:?}");
    }
    assert_eq!(customer.app(app).await.plan, Plan::Im);
}

/// Fifty confirmations at once, with one key or with one each.
async fn fifty(customer: &Customer, app: SdkAppId, has_one_key: bool) -> Vec<Result<(), ChangeFailed>> {
    let wish = reconfigure(PRO, &[LIVE]);
    let seen = preview(customer, app, &wish).await.seen();
    let first = customer.services.form_key();
    let mut tasks = JoinSet::new();
    for _ in 0..50 {
        let (customer, wish, seen) = (customer.clone(), wish.clone(), seen.clone());
        let key = if has_one_key { first } else { customer.services.form_key() };
        tasks.spawn(async move {
            let confirmed = Confirmation { typed: "", seen: Some(seen), key: Some(key) };
            customer.services.change_app(customer.account, (app, &wish), &confirmed, &customer.actor).await
        });
    }
    tasks.join_all().await
}

async fn p14_fifty_confirmations_of_one_form_change_once(world: &World) {
    let customer = world.customer().verified().await;
    let app = postpaid(&customer, 1_400_900_001, &[]).await;
    let outcomes = fifty(&customer, app, true).await;
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    let tables = world.tables().await;
    assert_eq!(tables.rows("app_changes").len(), 2, "the upgrade and one more");
    assert_eq!(tables.with("audit_log", "action", &json!("app_reconfigure")).len(), 1);
}

async fn p14_fifty_tabs_with_the_same_figures_change_once(world: &World) {
    let customer = world.customer().verified().await;
    let app = postpaid(&customer, 1_400_900_001, &[]).await;
    let outcomes = fifty(&customer, app, false).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert_eq!(world.tables().await.rows("app_changes").len(), 2);
}

async fn u12_what_was_shown_must_still_hold(world: &World) {
    let customer = world.customer().verified().await;
    let app = legacy(&customer, 1_400_900_001, "cn").await;
    let wish = upgrade(PRO, &[]);
    let confirm = async |seen: &Seen| {
        let key = Some(customer.services.form_key());
        let confirmed = Confirmation { typed: "", seen: Some(seen.clone()), key };
        customer.services.change_app(customer.account, (app, &wish), &confirmed, &customer.actor).await
    };
    let old = preview(&customer, app, &wish).await.seen();
    assert_eq!(Seen::parse(&old.to_string()), Some(old.clone()));
    world.wait(15 * 60);
    let moved = confirm(&old).await;
    assert!(matches!(moved, Err(ChangeFailed::Moved(Moved::Expired, _))), "{moved:?}");
    let shown = preview(&customer, app, &wish).await.seen();
    counts(&customer, app, "2026-11-22", 12_000).await;
    let moved = confirm(&shown).await;
    let Err(ChangeFailed::Moved(Moved::Changed, now)) = moved else { panic!("{moved:?}") };
    assert_ne!(now.totals(), shown.totals, "the usage costs something");
    let forged = Seen { totals: now.totals(), ..shown };
    assert!(matches!(confirm(&forged).await, Err(ChangeFailed::Moved(Moved::Changed, _))));
    world.wait_until(at("2026-11-30 23:59:30"));
    let shown = preview(&customer, app, &wish).await.seen();
    world.wait(60);
    assert!(matches!(confirm(&shown).await, Err(ChangeFailed::Moved(Moved::Expired, _))), "another month");
    assert_eq!(customer.app(app).await.plan, Plan::Im);
    let shown = preview(&customer, app, &wish).await.seen();
    world.wait(14 * 60);
    confirm(&shown).await.unwrap();
}

async fn k4_a_new_catalog_makes_what_was_shown_void(world: &World) {
    let customer = world.customer().verified().await;
    let app = legacy(&customer, 1_400_900_001, "cn").await;
    let wish = upgrade(PRO, &[]);
    let seen = preview(&customer, app, &wish).await.seen();
    let dearer = mainland().replacen("monthly = \"999.00\"", "monthly = \"1200.00\"", 1);
    let other = world.reopened_with(&dearer).await;
    let customer = customer.at(&other.services);
    let key = Some(customer.services.form_key());
    let confirmed = Confirmation { typed: "", seen: Some(seen.clone()), key };
    let moved =
        customer.services.change_app(customer.account, (app, &wish), &confirmed, &customer.actor).await;
    let Err(ChangeFailed::Moved(Moved::Changed, now)) = moved else { panic!("{moved:?}") };
    assert_ne!(now.totals(), seen.totals);
}

async fn sec17_another_accounts_app_is_not_there(world: &World) {
    let (customer, other) = (world.customer().verified().await, world.customer().verified().await);
    let app = legacy(&customer, 1_400_900_001, "cn").await;
    let found = other.services.change_desk(other.account, app).await;
    assert!(matches!(found, Err(ChangeFailed::NotFound)));
    for wish in [upgrade(PRO, &[]), Wish::Downgrade, Wish::Deactivate, Wish::History(None)] {
        let confirmed = Confirmation { typed: "Old", ..Confirmation::default() };
        let done = other.services.change_app(other.account, (app, &wish), &confirmed, &other.actor).await;
        assert!(matches!(done, Err(ChangeFailed::NotFound)), "{wish:?}");
    }
    assert_eq!(customer.app(app).await.plan, Plan::Im);
}
