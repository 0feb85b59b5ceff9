//! Renewing several apps together (R2): all of them or none, on both databases; and the pages that manage renewals.

use im_console::{
    domain::{
        ids::SdkAppId,
        money::Amount,
        product::{AddOn, Edition},
        purchase::PurchaseRefused,
        renewal::RenewalRefused,
        upkeep::{self, Upkeep},
        wish::WishRefused,
    },
    services::purchase::{NotRenewed, Together},
    store::upkeep as rows,
};

use crate::{
    apps::fill,
    support::{
        app::{Person, TestApp},
        customer::{Customer, package, professional, renewal},
        world::{World, at, on_both_databases},
    },
};

on_both_databases! {
    r2_several_apps_are_renewed_together_each_by_its_own_order,
    r2_a_short_balance_renews_none_of_them,
    r2_one_app_that_can_not_be_renewed_stops_all,
    sec38_the_same_form_renews_once,
    r2_the_list_has_each_prepaid_app_with_what_it_holds_at_its_end,
}

/// Three apps with a month each, the second with more groups.
async fn three(customer: &Customer) -> Vec<SdkAppId> {
    let mut apps = Vec::new();
    for add_ons in [&[][..], &[AddOn::GroupsPerUser(1_000)], &[]] {
        let app = customer.trial_app("cn").await;
        customer.buys(app, package(Edition::Professional, add_ons, 1)).await;
        apps.push(app);
    }
    apps
}

async fn renews(customer: &Customer, apps: &[SdkAppId], months: u32, total: i64) -> Result<(), NotRenewed> {
    let together = Together { apps: apps.to_vec(), months, total: Amount::minor(total) };
    let key = customer.services.form_key();
    customer.services.renew_together(customer.account, (&together, key), &customer.actor).await
}

async fn r2_several_apps_are_renewed_together_each_by_its_own_order(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let apps = three(&customer).await;
    let before = customer.balance().await;
    renews(&customer, &apps, 6, 3 * 527_472 + 580_800).await.unwrap();
    assert_eq!(before - customer.balance().await, 3 * 527_472 + 580_800);
    for app in &apps {
        assert_eq!(customer.app(*app).await.plan.ends_at(), Some(at("2027-06-22 10:00:00")));
    }
    let tables = world.tables().await;
    assert_eq!(tables.with("orders", "kind", &serde_json::json!("renewal")).len(), 3);
}

async fn r2_a_short_balance_renews_none_of_them(world: &World) {
    let customer = world.customer_with(3 * 99_900 + 110_000 + 299_999 + 109_700).await;
    let apps = three(&customer).await;
    let before = world.tables().await;
    let refused = renews(&customer, &apps, 1, 3 * 99_900 + 110_000).await;
    let missing = Amount::minor(1);
    assert!(matches!(refused, Err(NotRenewed::Short { missing: found }) if found == missing), "{refused:?}");
    world.tables().await.assert_same(&before);
}

async fn r2_one_app_that_can_not_be_renewed_stops_all(world: &World) {
    let (customer, other) = (world.customer_with(10_000_000).await, world.customer_with(1_000).await);
    let mut apps = three(&customer).await;
    let trial = customer.trial_app("cn").await;
    let before = world.tables().await;
    let rule = WishRefused::Renew(RenewalRefused::NoPackage);
    let refused = renews(&customer, &[apps[0], trial], 1, 99_900).await;
    assert!(matches!(refused, Err(NotRenewed::Rule(app, why)) if app == trial && why == rule));
    assert!(matches!(renews(&customer, &[], 1, 0).await, Err(NotRenewed::NothingChosen)));
    let many: Vec<SdkAppId> = (1..52).filter_map(|n| SdkAppId::new(1_400_000_000 + n)).collect();
    assert!(matches!(renews(&customer, &many, 1, 0).await, Err(NotRenewed::TooMany)));
    assert!(matches!(renews(&customer, &apps, 1, 1).await, Err(NotRenewed::Changed)));
    assert!(matches!(renews(&other, &apps, 1, 1).await, Err(NotRenewed::NotFound)), "SEC17");
    world.tables().await.assert_same(&before);
    customer.leaves_unpaid(apps[2], renewal(1, &[])).await;
    let refused = renews(&customer, &apps, 1, 3 * 99_900 + 110_000).await;
    let is_unpaid = |why: &WishRefused| matches!(why, WishRefused::Buy(PurchaseRefused::UnpaidOrder { .. }));
    assert!(matches!(refused, Err(NotRenewed::Rule(app, why)) if app == apps[2] && is_unpaid(&why)));
    apps.pop();
    renews(&customer, &apps, 1, 2 * 99_900 + 110_000).await.unwrap();
}

async fn sec38_the_same_form_renews_once(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let apps = three(&customer).await;
    let together = Together { apps: apps.clone(), months: 1, total: Amount::minor(3 * 99_900 + 110_000) };
    let key = customer.services.form_key();
    let send = async |together: &Together| {
        customer.services.renew_together(customer.account, (together, key), &customer.actor).await
    };
    send(&together).await.unwrap();
    let before = world.tables().await;
    send(&together).await.unwrap();
    let other = Together { months: 2, ..together };
    assert!(matches!(send(&other).await, Err(NotRenewed::SentBefore)));
    world.tables().await.assert_same(&before);
}

async fn r2_the_list_has_each_prepaid_app_with_what_it_holds_at_its_end(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let apps = three(&customer).await;
    customer.trial_app("cn").await;
    customer.buys(apps[0], renewal(1, &[])).await;
    let mut tx = world.services.store.read().await.unwrap();
    let listed = rows::list(&mut tx, customer.account).await.unwrap();
    let ids: Vec<SdkAppId> = listed.iter().map(|kept| kept.app.id).collect();
    assert_eq!(ids, [apps[1], apps[2], apps[0]], "the earliest end first");
    assert_eq!(listed.iter().map(|kept| kept.holdings.len()).collect::<Vec<_>>(), [2, 1, 1]);
    let catalog = world.services.catalog().catalog;
    assert!(listed.iter().all(|kept| upkeep::of(&kept.app, &catalog) == Some(Upkeep::Manual)));
    let other = world.customer().await.account;
    assert!(rows::list(&mut tx, other).await.unwrap().is_empty(), "SEC17");
}

#[tokio::test]
async fn r2_the_page_shows_the_next_charges_switches_them_and_renews_several() {
    let app = TestApp::live().await;
    let Person { mut browser, user, account } = app.verified_customer("jane@example.com").await;
    let jane = app.acting(&Person { browser: browser.clone(), user, account });
    jane.tops_up(3 * 99_900 + 150_000).await;
    let ids = fill(&jane, 3).await;
    for &id in &ids {
        jane.buys(id, professional()).await;
    }
    let page = browser.get("/billing/renewals").await;
    assert_eq!(page.texts("tbody tr").len(), 3);
    assert!(page.says("By hand (3)") && page.says("None; a month is CN¥999.00"));
    for &id in &ids[..2] {
        let revision = jane.app(id).await.revision.to_string();
        let on = [("auto_renew", "on"), ("revision", revision.as_str()), ("back", "list")];
        let switched = browser.post(&format!("/apps/{id}/auto-renew"), &on).await;
        assert_eq!(switched.location().as_deref(), Some("/billing/renewals"));
    }
    let page = browser.get("/billing/renewals?tab=automatic").await;
    assert_eq!(page.texts("tbody .badge"), ["Enough", "Not enough"], "the balance lasts for one month");
    assert!(page.says("3 May 2027, CN¥999.00"), "{}", page.text("tbody"));
    let check = format!("/billing/renewals/check?months=1&app_{}=yes&app_{}=yes", ids[0], ids[2]);
    let short = browser.get(&check).await;
    assert!(short.says("short by CNY 498.00") && short.texts("form.stack .btn").is_empty());
    jane.tops_up(49_800).await;
    let shown = browser.get(&check).await;
    assert!(shown.says("Renew all and pay CNY 1,998.00"), "{}", shown.text("main"));
    let values = ["apps", "months", "total", "key"].map(|name| (name, shown.value(name)));
    let fields: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let done = browser.submit("/billing/renewals/check", &fields).await;
    assert!(done.says("All chosen applications are renewed."), "{}", done.text("main"));
    assert_eq!(jane.balance().await, 0);
    let changed =
        browser.post("/billing/renewals/check", &[fields[0], fields[1], ("total", "1"), fields[3]]).await;
    assert_eq!(changed.status, 409);
    assert_eq!(browser.get("/billing/renewals/check?months=1").await.status, 422);
    assert_eq!(browser.get("/billing/renewals/check?months=1&app_9999999999=yes").await.status, 404);
}
