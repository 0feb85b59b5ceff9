//! The overview of the billing centre: whether the balance lasts, what is taken next, which applications cost money.

use im_console::domain::product::Edition;

use crate::{
    apps::fill,
    changes::{change, legacy},
    support::{
        app::{Person, TestApp},
        customer::package,
    },
};

#[tokio::test]
async fn t4_the_overview_tells_the_exact_gap_of_thirty_days_and_fills_in_the_top_up() {
    let app = TestApp::live().await;
    let Person { mut browser, user, account } = app.verified_customer("jane@example.com").await;
    let jane = app.acting(&Person { browser: browser.clone(), user, account });
    let empty = browser.get("/billing").await;
    assert!(empty.says("Nothing is taken until") && empty.says("No application costs anything."));
    jane.tops_up(99_900).await;
    let id = fill(&jane, 1).await[0];
    let mut cart = package(Edition::Professional, &[], 1);
    cart.auto_renew = true;
    jane.buys(id, cart).await;
    jane.tops_up(10_000).await;
    let page = browser.get("/billing").await;
    assert!(page.says("CN¥899.00 is missing"), "{}", page.text("main"));
    assert!(page.says("are deactivated on"), "{}", page.text("main"));
    let link = "/billing/top-ups/new?amount=899.00";
    assert!(page.attributes("main a", "href").contains(&link.to_owned()));
    assert_eq!(browser.get(link).await.attributes("input[name=amount]", "value"), ["899.00"]);
    assert!(page.says("Automatic renewal of"), "the next charge");
    jane.tops_up(89_900).await;
    let page = browser.get("/billing").await;
    assert!(
        !page.says("is missing") && page.says("The balance covers the CN¥999.00"),
        "{}",
        page.text("main")
    );
}

#[tokio::test]
async fn t4_every_application_that_costs_money_is_on_the_overview_whatever_its_data_centre() {
    let app = TestApp::live().await;
    let Person { mut browser, user, account } = app.verified_customer("jane@example.com").await;
    let jane = app.acting(&Person { browser: browser.clone(), user, account });
    let wanted = im_console::domain::change::Wanted { edition: Edition::Professional, add_ons: Vec::new() };
    for (number, centre) in [(1_400_900_001, "cn"), (1_400_900_002, "sgp")] {
        let id = legacy(&jane, number, centre).await;
        change(&jane, id, &im_console::domain::change::Wish::Upgrade(wanted.clone())).await.unwrap();
    }
    let idle = fill(&jane, 1).await[0];
    let page = browser.get("/billing").await;
    let links = page.attributes("tbody a", "href");
    let at = |number: i64| format!("/apps/{number}/forecast");
    assert_eq!(links.len(), 2, "{links:?}");
    assert!(links.contains(&at(1_400_900_001)) && links.contains(&at(1_400_900_002)));
    assert!(!links.contains(&format!("/apps/{idle}/forecast")));
}
