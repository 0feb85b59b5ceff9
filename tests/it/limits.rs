//! How often one person may do what is limited (SEC40).

use serde_json::json;

use crate::{
    apps::fill,
    support::{app::TestApp, browser::Browser, page::Page},
};

/// Asks until it is refused, `most` times at least and no more often than that.
async fn burst(most: usize, mut ask: impl AsyncFnMut() -> Page) -> Page {
    for number in 1..=most {
        assert_ne!(ask().await.status, 429, "number {number} of {most}");
    }
    ask().await
}

fn assert_refused(page: &Page, seconds: &str) {
    assert_eq!((page.status, page.header("retry-after")), (429, seconds), "{}", page.body);
    assert!(page.text("h1").contains("Too many"), "{}", page.body);
    assert!(page.body.contains("UTC+8"), "it says when to try again: {}", page.body);
}

#[tokio::test]
async fn sec40_each_limit_refuses_a_burst_of_one_user_and_no_other() {
    let app = TestApp::live().await;
    let jane = app.verified_customer("jane@example.com").await;
    let mut joe = app.verified_customer("joe@example.com").await.browser;
    let id = fill(&app.acting(&jane), 1).await.remove(0);
    let mut browser = jane.browser.clone();
    let (key, push) = (format!("/apps/{id}/key"), format!("/apps/{id}/push/new"));
    assert_refused(&burst(120, async || browser.get("/apps?q=a").await).await, "1");
    assert_refused(&burst(60, async || browser.get("/billing/forecast/csv").await).await, "2");
    assert_refused(&burst(120, async || browser.post("/quotes", &[]).await).await, "1");
    assert_refused(&burst(30, async || browser.post(&key, &[]).await).await, "10");
    assert_refused(&burst(30, async || browser.post(&push, &[("vendor", "meizu")]).await).await, "10");
    assert_eq!(browser.get("/apps").await.status, 200, "reading is not limited");
    assert_eq!(joe.get("/apps?q=a").await.status, 200);

    let log = app.tables().await;
    let mut hits: Vec<String> = log
        .with("audit_log", "action", &json!("limit_hit"))
        .iter()
        .map(|row| row["object"].as_str().unwrap().to_owned())
        .collect();
    hits.sort_unstable();
    assert_eq!(hits, ["export", "quote", "reveal", "search", "upload"]);
    let left = async |browser: &mut Browser| browser.post(&key, &[]).await.status;
    assert_eq!(left(&mut browser).await, 429);
    assert_eq!(
        app.tables().await.rows("audit_log").len(),
        log.rows("audit_log").len(),
        "written down once a minute"
    );
    app.wait(10);
    assert_ne!(left(&mut browser).await, 429);
    assert_eq!(left(&mut browser).await, 429, "one more every ten seconds");
}
