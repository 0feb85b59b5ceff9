//! Automatic renewal on the configuration page, and the orders that the page leads to, through HTTP.

use chrono::NaiveDateTime;
use im_console::domain::product::{AddOn, Edition};

use crate::{
    apps::{customer, fill},
    support::{
        app::{Person, TestApp},
        browser::Browser,
        customer::package,
        page::Page,
    },
};

/// How a moment is written in the sandbox.
const MOMENT: &str = "%Y-%m-%d %H:%M:%S";
/// The form of the switch.
const SWITCH: &str = "form[action$='/auto-renew']";

fn sentence(page: &Page) -> String {
    page.text(&format!("div:has(> {SWITCH}) > p"))
}

/// How often it was switched, by the audit log.
async fn audited(app: &TestApp) -> usize {
    app.tables().await.rows("audit_log").iter().filter(|row| row["action"] == "app_auto_renew").count()
}

#[tokio::test]
async fn p9_automatic_renewal_is_switched_with_its_amount_and_day_and_once() {
    let app = TestApp::live().await;
    let Person { mut browser, user, account } = app.verified_customer("jane@example.com").await;
    let jane = customer(&app, &Person { browser: browser.clone(), user, account });
    jane.tops_up(10_000_000).await;
    let id = fill(&jane, 1).await[0];
    jane.buys(id, package(Edition::Professional, &[AddOn::LivestreamGroups], 3)).await;
    let (shown, address) = (browser.get(&format!("/apps/{id}")).await, format!("/apps/{id}/auto-renew"));
    let price = "CN¥1,999.00";
    assert!(
        sentence(&shown).starts_with("It is off") && sentence(&shown).contains(price),
        "{}",
        sentence(&shown)
    );
    let revision = shown.value("revision");
    let on = [("auto_renew", "on"), ("revision", revision.as_str())];
    let switched = browser.submit(&address, &on).await;
    assert!(switched.says("Automatic renewal is on.") && jane.app(id).await.auto_renew);
    assert!(sentence(&switched).starts_with("It is on") && sentence(&switched).contains(price));
    let written = audited(&app).await;
    assert_eq!(written, 1);
    assert_eq!(browser.post(&address, &on).await.status, 303, "what is so already stays as it is");
    let stale = browser.post(&address, &[("auto_renew", "off"), ("revision", &revision)]).await;
    assert_eq!((stale.status, stale.texts("[role=alert]").len()), (409, 1));
    assert!(stale.says("was changed in the meantime") && jane.app(id).await.auto_renew);
    assert_eq!(audited(&app).await, written);
    let off = [("auto_renew", "off"), ("revision", &stale.value("revision"))];
    let switched = browser.submit(&address, &off).await;
    assert!(switched.says("Automatic renewal is off.") && !jane.app(id).await.auto_renew);
}

#[tokio::test]
async fn qu10_it_is_off_until_ticked_and_one_post_from_the_same_row_ends_it_a_second_before_a_charge() {
    let app = TestApp::sandbox().await;
    let Person { mut browser, user, account } = app.verified_customer("jane@example.com").await;
    let jane = customer(&app, &Person { browser: browser.clone(), user, account });
    jane.tops_up(10_000_000).await;
    let ids = fill(&jane, 2).await;
    let form =
        browser.get(&format!("/buy?data_centre=cn&app={}&package=professional&months=1", ids[0])).await;
    assert_eq!((form.texts("#auto_renew").len(), form.texts("#auto_renew[checked]").len()), (1, 0));
    for &id in &ids {
        jane.buys(id, package(Edition::Professional, &[], 1)).await;
        assert!(!jane.app(id).await.auto_renew);
        switch(&mut browser, &format!("/apps/{id}"), "on").await;
    }
    let calendar = app.services.catalog().catalog.calendar();
    let day = calendar.local(jane.app(ids[0]).await.plan.ends_at().unwrap()).format("%Y-%m-%d 00:00:00");
    let charge = calendar.moment(NaiveDateTime::parse_from_str(&day.to_string(), MOMENT).unwrap());
    for (moment, wanted) in [(charge.plus_seconds(-1), Some("off")), (charge, None)] {
        let to = calendar.local(moment).format(MOMENT).to_string();
        assert_eq!(browser.post("/sandbox/clock", &[("to", &to)]).await.status, 303);
        if let Some(wanted) = wanted {
            switch(&mut browser, &format!("/apps/{}", ids[0]), wanted).await;
        }
    }
    let tables = app.tables().await;
    let charged: Vec<i64> =
        tables.rows("renewals").iter().map(|row| row["sdk_app_id"].as_i64().unwrap()).collect();
    assert_eq!(charged, [ids[1].number()], "only the one that was left on");
}

/// Switches it with the one form of its row, in one POST.
async fn switch(browser: &mut Browser, page: &str, wanted: &str) {
    let shown = browser.get(page).await;
    assert_eq!(shown.attributes(&format!("{SWITCH} button"), "value"), [wanted]);
    let (path, revision) = (shown.attributes(SWITCH, "action").remove(0), shown.value("revision"));
    let switched = browser.post(&path, &[("auto_renew", wanted), ("revision", &revision)]).await;
    assert_eq!(switched.status, 303, "{}", switched.body);
}

#[tokio::test]
async fn p9_without_a_running_prepaid_term_there_is_nothing_to_switch() {
    let app = TestApp::live().await;
    let Person { mut browser, user, account } = app.verified_customer("jane@example.com").await;
    let jane = customer(&app, &Person { browser: browser.clone(), user, account });
    jane.tops_up(10_000_000).await;
    let ids = fill(&jane, 2).await;
    jane.buys(ids[1], package(Edition::Professional, &[], 1)).await;
    app.clock.advance_to(jane.app(ids[1]).await.plan.ends_at().unwrap());
    for &id in &ids {
        let page = browser.get(&format!("/apps/{id}")).await;
        assert_eq!(page.texts(SWITCH).len(), 0);
        let revision = jane.app(id).await.revision.to_string();
        let fields = [("auto_renew", "on"), ("revision", revision.as_str())];
        let refused = browser.post(&format!("/apps/{id}/auto-renew"), &fields).await;
        assert_eq!(refused.status, 409);
        assert!(refused.says("only while a prepaid package runs"), "{}", refused.text("main"));
    }
    for fields in [[("auto_renew", "maybe"), ("revision", "1")], [("auto_renew", "on"), ("revision", "new")]]
    {
        assert_eq!(browser.post(&format!("/apps/{}/auto-renew", ids[1]), &fields).await.status, 400);
    }
    assert_eq!(audited(&app).await, 0);
}

#[tokio::test]
async fn the_page_of_an_app_leads_to_its_own_orders_and_from_there_to_all() {
    let app = TestApp::live().await;
    let Person { mut browser, user, account } = app.verified_customer("jane@example.com").await;
    let jane = customer(&app, &Person { browser: browser.clone(), user, account });
    jane.tops_up(10_000_000).await;
    let ids = fill(&jane, 3).await;
    for &id in &ids[..2] {
        jane.buys(id, package(Edition::Professional, &[], 1)).await;
    }
    let page = browser.get(&format!("/apps/{}", ids[0])).await;
    let links = page.attributes("section:has(#package-title) a[href^='/billing/orders']", "href");
    assert_eq!(links, [format!("/billing/orders?app={}", ids[0])]);
    let narrowed = browser.get(&links[0]).await;
    assert_eq!(narrowed.texts("tbody tr").len(), 1);
    assert_eq!(narrowed.text(".chip [aria-hidden]"), format!("Application: App_1 ({})", ids[0]));
    assert_eq!(narrowed.value("app"), ids[0].to_string(), "a state narrows it further");
    let all = browser.get(&narrowed.attributes(".chip", "href")[0]).await;
    assert_eq!((all.texts("tbody tr").len(), all.texts(".chip").len()), (2, 0));
    let none = browser.get(&format!("/billing/orders?app={}", ids[2])).await;
    assert!(none.says("This application has no such order"));
}
