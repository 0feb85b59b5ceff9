//! The pages that look ahead, through HTTP.

use im_console::domain::{
    ids::SdkAppId,
    product::{AddOn, Edition},
};

use crate::{
    apps::fill,
    support::{
        app::{Person, TestApp},
        browser::Browser,
        customer::{Customer, package},
    },
};

/// Jane with money and a professional app for three months that renews itself.
async fn jane(app: &TestApp) -> (Browser, Customer, SdkAppId) {
    let Person { browser, user, account } = app.verified_customer("jane@example.com").await;
    let jane = app.acting(&Person { browser: browser.clone(), user, account });
    jane.tops_up(10_000_000).await;
    let id = fill(&jane, 1).await[0];
    let mut cart = package(Edition::Professional, &[AddOn::LivestreamGroups], 3);
    cart.auto_renew = true;
    jane.buys(id, cart).await;
    (browser, jane, id)
}

#[tokio::test]
async fn t4_the_forecast_of_an_app_opens_to_its_arithmetic_and_adds_up() {
    let app = TestApp::live().await;
    let (mut browser, _, id) = jane(&app).await;
    let page = browser.get(&format!("/apps/{id}/forecast")).await;
    assert_eq!(page.status, 200);
    assert!(page.says("Automatic renewal by one month, until"), "{}", page.text("main"));
    assert!(page.says("CN¥999.00 × 1 month = CN¥999.00"), "{}", page.text("details"));
    assert!(page.says("0 daily active users and 0 groups"), "the assumption is told");
    let account = browser.get("/billing/forecast").await;
    assert!(account.says("All applications"));
    let links = account.attributes("tbody a", "href");
    assert_eq!(links, [format!("/apps/{id}/forecast")]);
    let csv = browser.get(&format!("/billing/forecast/csv?app={id}")).await;
    assert!(csv.header("content-type").starts_with("text/csv"));
    assert_eq!(csv.body.lines().filter(|line| line.contains(",renewal,")).count() % 2, 0, "{}", csv.body);
    assert!(csv.body.contains(",renewal,,package:professional,false,999.00,CNY"), "{}", csv.body);
    assert_eq!(
        browser.get("/billing/forecast?page=7").await.location().as_deref(),
        Some("/billing/forecast")
    );
}

#[tokio::test]
async fn t4_many_apps_are_paged_with_what_the_others_come_to_below() {
    let app = TestApp::live().await;
    let Person { mut browser, user, account } = app.verified_customer("jane@example.com").await;
    let jane = app.acting(&Person { browser: browser.clone(), user, account });
    jane.tops_up(100_000_000).await;
    for id in fill(&jane, 22).await {
        let mut cart = package(Edition::Professional, &[], 1);
        cart.auto_renew = true;
        jane.buys(id, cart).await;
    }
    let first = browser.get("/billing/forecast").await;
    assert_eq!(first.attributes("tbody a", "href").len(), 20);
    assert!(
        first.says("2 other applications") && first.says("Applications 1–20 of 22"),
        "{}",
        first.text("main")
    );
    let second = browser.get("/billing/forecast?page=2").await;
    assert_eq!(second.attributes("tbody a", "href").len(), 2);
    assert!(second.says("20 other applications"));
    assert_eq!(first.text("tfoot"), second.text("tfoot"));
}

#[tokio::test]
async fn t4_what_if_shows_both_courses_and_leads_to_the_real_action_with_the_same_choices() {
    let app = TestApp::live().await;
    let (mut browser, _, id) = jane(&app).await;
    let before = app.tables().await;
    let path = format!("/apps/{id}/what-if");
    let first = browser.get(&path).await;
    assert!(first.says("Upgrade the package") && !first.says("Reconfigure"), "{}", first.text("main"));
    let page = browser.get(&format!("{path}?plan=upgrade-package&step=compare&target=ultimate")).await;
    assert_eq!(page.status, 200);
    assert!(page.says("With the plan") && page.says("Difference"), "{}", page.text("main"));
    let link = format!("/apps/{id}/upgrade-package?target=ultimate");
    assert!(page.attributes("main a", "href").contains(&link), "{:?}", page.attributes("main a", "href"));
    let renew = browser.get(&format!("{path}?plan=renew&step=compare&months=6&livestream_groups=yes")).await;
    let link = format!("/apps/{id}/renew?months=6&livestream_groups=yes");
    assert!(renew.attributes("main a", "href").contains(&link));
    assert!(renew.says("Difference"));
    for (query, field) in [
        ("plan=renew&step=compare&months=25", "#months"),
        ("plan=upgrade-package&step=compare&target=x", "#target"),
        ("plan=refund&step=compare&what=x", "#what"),
    ] {
        let wrong = browser.get(&format!("{path}?{query}")).await;
        assert_eq!(wrong.status, 422, "{query}");
        assert_eq!(wrong.attributes("[role=alert] a", "href"), [field], "{query}");
    }
    let refused = browser.get(&format!("{path}?plan=deactivate&step=compare")).await;
    assert_eq!(refused.status, 422);
    assert!(!refused.text("[role=alert]").is_empty());
    assert_eq!(browser.get("/apps/1400999999/what-if").await.status, 404);
    app.tables().await.assert_same(&before);
}
