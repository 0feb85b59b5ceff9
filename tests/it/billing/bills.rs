//! Bills through their pages: the list, one bill with its arithmetic, the table and the document, what is overdue.

use im_console::{
    domain::{
        app::{App, Plan},
        bill::{Document, verify},
        ids::SdkAppId,
        product::{AddOn, Edition},
    },
    store::{Batch, apps},
};

use super::{assert_good, customer};
use crate::support::{
    app::{Person, TestApp},
    customer::Customer,
    world::at,
};

/// Writes an app as postpaid from a moment on.
pub(super) async fn turns(
    customer: &Customer,
    id: SdkAppId,
    (edition, add_ons): (Edition, &[AddOn]),
    moment: &str,
) {
    let app = App { plan: Plan::Postpaid { edition }, add_ons: add_ons.to_vec(), ..customer.app(id).await };
    let mut tx = customer.services.store.write().await.unwrap();
    let mut batch = Batch::new();
    apps::save(&mut batch, &app, at(moment), None);
    batch.run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// A customer with so much money whose app runs as in the example of June until its last change, and goes on.
pub(super) async fn june(app: &TestApp, balance: i64) -> (Person, SdkAppId) {
    let jane = app.verified_customer("jane@example.com").await;
    let customer = customer(app, &jane);
    if balance > 0 {
        customer.tops_up(balance).await;
    }
    let id = customer.trial_app("cn").await;
    let live = [AddOn::LivestreamGroups];
    turns(&customer, id, (Edition::Professional, &live), "2027-06-10 12:00:00").await;
    turns(&customer, id, (Edition::Ultimate, &[]), "2027-06-20 00:00:00").await;
    (jane, id)
}

pub(super) async fn advance(app: &TestApp, moment: &str) {
    app.clock.advance_to(at(moment));
    app.services.run_due(at(moment)).await.unwrap();
}

#[tokio::test]
async fn u7_a_bill_shows_its_lines_with_their_arithmetic_and_what_paid_it() {
    let app = TestApp::live().await;
    let (jane, _) = june(&app, 500_000).await;
    advance(&app, "2027-07-03 00:00:00").await;
    let mut browser = jane.browser.clone();
    let list = browser.get("/billing/bills").await;
    assert_eq!(list.texts("tbody th a"), ["Jun 2027"]);
    assert!(list.says("CN¥1,732.65") && list.says("Paid"), "{}", list.body);
    let page = browser.get("/billing/bills/2027-06").await;
    assert!(page.says("CNY 999.00 × 9 days 12 hours ÷ 30 days = CNY 316.35"), "{}", page.body);
    assert!(page.says("CNY 2,999.00 × 11 days ÷ 30 days = CNY 1,099.63"), "{}", page.body);
    assert!(page.says("Bill number 1") && page.says("Paid from the balance"), "{}", page.body);
    let running = browser.get("/billing/bills/2027-07").await;
    assert!(running.says("Running") && running.says("CNY 193.48"), "{}", running.body);
    for path in ["2027-05", "2026-13", "x"] {
        assert_eq!(browser.get(&format!("/billing/bills/{path}")).await.status, 404, "{path}");
    }
    let paths = ["/billing/bills", "/billing/bills/2027-06", "/billing/bills/2027-07", "/billing/ledger"];
    assert_good(&jane.browser, &paths).await;
}

#[tokio::test]
async fn t3_a_bill_is_saved_as_a_table_and_as_a_document_that_recomputes() {
    let app = TestApp::live().await;
    let (jane, id) = june(&app, 0).await;
    advance(&app, "2027-07-03 00:00:00").await;
    let mut browser = jane.browser.clone();
    let table = browser.get("/billing/bills/2027-06/csv").await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(table.header("content-disposition"), "attachment; filename=\"bill-2027-06.csv\"");
    let lines: Vec<&str> = table.body.lines().collect();
    assert_eq!(lines.len(), 4, "{}", table.body);
    let package = format!(
        "1,2027-06,CNY,{id},Example,package:professional,2027-06,prorated,1,999.00,820800,2592000,,\
         2027-06-10T04:00:00Z/2027-06-19T16:00:00Z,316.35,0.00,316.35"
    );
    assert_eq!(lines[1], package);
    let document = browser.get("/billing/bills/2027-06/json").await;
    assert_eq!(document.header("content-type"), "application/json; charset=utf-8");
    let document: Document = serde_json::from_str(&document.body).unwrap();
    assert_eq!((document.total.as_minor(), verify(&document).unwrap()), (173_265, vec![]));
}

#[tokio::test]
async fn u8_what_is_overdue_is_told_with_its_dates_where_it_concerns() {
    let app = TestApp::live().await;
    let (jane, id) = june(&app, 0).await;
    advance(&app, "2027-07-04 00:00:00").await;
    let path = format!("/apps/{id}");
    let paths = ["/billing", "/billing/bills", "/billing/bills/2027-06", "/apps", path.as_str()];
    let mut browser = jane.browser.clone();
    for path in paths {
        let page = browser.get(path).await;
        assert!(page.says("CNY 1,732.65 is overdue"), "{path}: {}", page.body);
        assert!(page.says("are deactivated on 10 Jul 2027, 00:00 (UTC+8)"), "{path}: {}", page.body);
    }
    assert_good(&jane.browser, &paths).await;
    advance(&app, "2027-07-10 00:00:00").await;
    assert!(browser.get("/billing").await.says("were deactivated on 10 Jul 2027, 00:00 (UTC+8)"));
    let buy = browser.get("/buy").await;
    assert_eq!(buy.status, 200);
    customer(&app, &jane).tops_up(2_000_000).await;
    assert!(!browser.get("/billing").await.says("overdue"));
    let other = app.customer("other@example.com").await;
    let mut stranger = other.browser;
    assert_eq!(stranger.get("/billing/bills/2027-06").await.status, 404);
    assert_eq!(stranger.get("/billing/bills/2027-06/json").await.status, 404);
}

#[tokio::test]
async fn u7_an_operator_lets_a_parked_account_go_on() {
    let app = TestApp::live().await;
    let (jane, id) = june(&app, 500_000).await;
    let broken =
        format!("UPDATE app_turns SET add_ons = 'x' WHERE sdk_app_id = {id} AND edition = 'ultimate'");
    app.execute(&broken).await;
    advance(&app, "2027-07-01 00:00:00").await;
    let mut operator = app.operator("staff@example.com").await;
    let queue = operator.get("/operator").await;
    assert!(queue.says("Step draw_up, month 2027-06") && queue.says("app_turns.add_ons"), "{}", queue.body);
    app.execute(&broken.replace("'x'", "''")).await;
    let address = format!("/operator/parked/{}", jane.account);
    for _ in 0..2 {
        assert_eq!(operator.post(&address, &[]).await.location().as_deref(), Some("/operator"));
    }
    assert_eq!(operator.post("/operator/parked/x", &[]).await.status, 404);
    assert!(operator.get("/operator").await.says("No account’s bills are stuck."));
    app.services.run_due(at("2027-07-01 00:00:00")).await.unwrap();
    assert_eq!(jane.browser.clone().get("/billing/bills/2027-06").await.status, 200);
}
