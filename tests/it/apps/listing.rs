//! The cards: what they show, and finding one among many (P4, QU8, QU11, SEC29).

use super::{INJECTIONS, customer, fill, names};
use crate::support::{
    app::{START, TestApp},
    customer::professional,
};

#[tokio::test]
async fn p4_a_card_shows_state_edition_number_dates_and_data_centre() {
    let app = TestApp::live().await;
    let mut jane = app.verified_customer("jane@example.com").await;
    let customer = customer(&app, &jane);
    customer.tops_up(1_000_000).await;
    let id = fill(&customer, 1).await[0];
    customer.buys(id, professional()).await;
    app.clock.advance_to(START.plus_seconds(25 * 86_400));
    let page = jane.browser.get("/apps").await;
    assert_eq!(page.text(".app .badge"), "Expires in 5 days");
    let shown = page.texts(".app dd");
    assert_eq!(shown[1..4], ["Professional", "China", "3 Apr 2027"]);
    assert!(shown[0].contains(&id.to_string()));
    assert_eq!(shown[4], "3 May 2027, 14:05 (UTC+8)");
    assert_eq!(page.texts(".app .warns p"), ["Ends 3 May 2027, 14:05 (UTC+8), then it will be deactivated"]);
    assert_eq!(page.texts(".app .menu a"), ["Renew", "Buy add-ons", "Configure", "Forecast"]);
    assert!(page.text("main > .note:not(.ok)").contains("1 application expires within 7 days"));
    assert_eq!(page.attributes("main > .note:not(.ok) a", "href"), ["/apps?status=expiring"]);
}

#[tokio::test]
async fn what_needs_attention_is_told_the_most_severe_first_and_leads_there() {
    let app = TestApp::live().await;
    let mut jane = app.verified_customer("jane@example.com").await;
    let customer = customer(&app, &jane);
    customer.tops_up(1_000_000).await;
    let ids = fill(&customer, 3).await;
    customer.buys(ids[0], professional()).await;
    app.clock.advance_to(START.plus_seconds(4 * 86_400));
    customer.buys(ids[1], professional()).await;
    customer.leaves_unpaid(ids[2], professional()).await;
    assert!(
        jane.browser
            .get("/apps")
            .await
            .text("main > .note:not(.ok)")
            .contains("1 order is waiting to be paid")
    );
    app.clock.advance_to(customer.app(ids[0]).await.plan.ends_at().unwrap().plus_seconds(1));
    app.services.run_due(app.services.now()).await.unwrap();
    customer.leaves_unpaid(ids[2], professional()).await;
    let page = jane.browser.get("/apps").await;
    let links = page.attributes("main > .note:not(.ok) a", "href");
    assert_eq!(links, ["/apps?status=expired", "/apps?status=expiring", "/billing/orders?status=unpaid"]);
    assert_eq!(names(&jane.browser.get(&links[0]).await), ["App_1"]);
    assert_eq!(names(&jane.browser.get(&links[1]).await), ["App_2"]);
    assert_eq!(page.texts(".app .warns p").len(), 3);
}

#[tokio::test]
async fn qu8_any_of_300_apps_is_found_at_once_and_the_address_holds_everything() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await;
    let ids = fill(&customer(&app, &jane), 300).await;
    let browser = &mut jane.browser;
    let page = browser.get("/apps").await;
    assert_eq!((names(&page).len(), page.text("[role=status].t3").as_str()), (24, "Showing 1–24 of 300"));
    assert_eq!(page.text(".pager [aria-current]"), "1");
    for (address, found) in [
        (format!("/apps?q={}", ids[123]), vec!["App_124"]),
        ("/apps?q=app_29".to_owned(), vec!["App_299", "App_298", "App_297"]),
        ("/apps?q=P_299&sort=name&centre=cn&edition=trial&status=active".to_owned(), vec!["App_299"]),
    ] {
        let page = browser.get(&address).await;
        assert_eq!(names(&page)[..found.len()], found, "{address}");
        assert_eq!(names(&browser.get(&address).await), names(&page), "a reload shows the same");
    }
    let beyond = browser.get("/apps?sort=name&page=999").await;
    assert_eq!((beyond.status, beyond.location().as_deref()), (303, Some("/apps?sort=name&page=13")));
    let last = browser.get("/apps?sort=name&page=13").await;
    assert_eq!(last.text("[role=status].t3"), "Showing 289–300 of 300");
    assert!(last.text("title").starts_with("Applications (page 13 of 13)"), "{}", last.text("title"));
    assert_eq!(last.attributes(".pager a[rel=prev]", "href"), ["/apps?sort=name&page=12"]);
}

#[tokio::test]
async fn qu8_each_filter_is_a_chip_that_takes_only_itself_away() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await;
    fill(&customer(&app, &jane), 2).await;
    let page = jane.browser.get("/apps?q=app&status=active&sort=name").await;
    assert_eq!(names(&page), ["App_1", "App_2"]);
    let chips = page.attributes("a.chip", "href");
    assert_eq!(chips, ["/apps?status=active&sort=name", "/apps?q=app&sort=name"]);
    assert_eq!(page.texts("a.chip .vh")[1], "Remove filter “Status: Active”");
    assert_eq!(page.value("q"), "app");
    assert_eq!(page.attributes("#status option[selected]", "value"), ["active"]);
}

#[tokio::test]
async fn qu11_no_app_yet_no_match_and_no_room_are_three_pages_that_each_lead_on() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await;
    let none = jane.browser.get("/apps").await;
    assert_eq!(none.text(".empty h2"), "No applications yet");
    assert_eq!(none.attributes(".empty a", "href"), ["/apps/new"]);
    let customer = customer(&app, &jane);
    fill(&customer, 300).await;
    let no_match = jane.browser.get("/apps?q=nothing").await;
    assert_eq!(no_match.text(".empty h2"), "No application matches “nothing”");
    assert_eq!(no_match.attributes(".empty a", "href"), ["/apps"]);
    let filtered = jane.browser.get("/apps?status=expired").await;
    assert_eq!(filtered.text(".empty h2"), "No application matches these filters");
    let full = jane.browser.get("/apps/new").await;
    assert_eq!(full.text("h1"), "You have reached the limit of 300 applications");
    assert!(!full.attributes("main a[href$='/deactivate']", "href").is_empty());
}

#[tokio::test]
async fn sec29_an_injected_search_filter_or_order_is_only_text() {
    let app = TestApp::live().await;
    let mut jane = app.customer("jane@example.com").await;
    fill(&customer(&app, &jane), 2).await;
    for text in INJECTIONS {
        for name in ["q", "sort", "status", "edition", "centre", "ends", "page"] {
            let query = form_urlencoded::Serializer::new(String::new()).append_pair(name, text).finish();
            let page = jane.browser.visit(&format!("/apps?{query}")).await;
            assert_eq!(page.status, 200, "{name}={text:?}");
            let expected = if name == "q" && *text != "\0" { 0 } else { 2 };
            assert_eq!(names(&page).len(), expected, "{name}={text:?}");
            assert!(!page.body.contains("<script>alert"), "{name}={text:?}");
        }
    }
}
