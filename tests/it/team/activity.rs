//! The log of an account and of one app (C1, SEC47).

use crate::{
    apps::{customer, fill},
    support::app::{Person, TestApp},
};

#[tokio::test]
async fn sec47_what_was_done_to_an_app_stands_on_its_page_and_in_the_log() {
    let app = TestApp::live().await;
    let Person { mut browser, user, account } = app.verified_customer("jane@example.com").await;
    let customer = customer(&app, &Person { browser: browser.clone(), user, account });
    let ids = fill(&customer, 2).await;
    let profile = |name: &'static str, revision: &'static str| {
        [("name", name), ("app_type", "games"), ("introduction", "a secret plan"), ("revision", revision)]
    };
    for (name, revision) in
        [("One", "0"), ("Two", "1"), ("Three", "2"), ("Four", "3"), ("Five", "4"), ("Six", "5")]
    {
        let sent = browser.post(&format!("/apps/{}/profile", ids[0]), &profile(name, revision)).await;
        assert_eq!(sent.status, 303);
    }
    let page = browser.get(&format!("/apps/{}", ids[0])).await;
    let recent = page.texts("section:has(#recent-title) li");
    assert_eq!(recent.len(), 5);
    assert!(recent.iter().all(|row| row.contains("Edited the profile") && row.contains("You")), "{recent:?}");
    let all = page.attributes("section:has(#recent-title) a", "href");
    assert_eq!(all, [format!("/account/activity?app={}", ids[0])]);
    let log = browser.get(&all[0]).await;
    assert_eq!(log.texts("tbody tr").len(), 7, "six changes and how it began");
    assert!(!log.says("a secret plan"), "what was changed is not told");
    assert!(log.texts("tbody td:nth-child(3) a").iter().all(|id| *id == ids[0].to_string()));
    let created = browser.get("/account/activity?action=app_create&by=user").await;
    assert_eq!(created.texts("tbody th"), ["Created the application", "Created the application"]);
    assert!(browser.get("/account/activity?action=app_delete").await.says("fits these filters"));
    assert!(browser.get("/account/activity?before=1").await.texts("tbody tr").is_empty());
    assert!(browser.get("/account/activity?from=2027-04-03&to=2027-04-03").await.says("Signed in"));
    assert!(browser.get("/account/activity?to=2027-04-02").await.says("fits these filters"));
}

#[tokio::test]
async fn sec17_the_log_of_an_account_holds_nothing_of_another() {
    let app = TestApp::live().await;
    let jane = app.verified_customer("jane@example.com").await;
    let of_jane = customer(&app, &jane);
    let id = fill(&of_jane, 1).await[0];
    let mut joe = app.verified_customer("joe@example.com").await.browser;
    let log = joe.get(&format!("/account/activity?app={id}")).await;
    assert!(log.says("fits these filters") && log.texts("tbody tr").is_empty());
    assert!(!joe.get("/account/activity").await.says(&id.to_string()));
}
