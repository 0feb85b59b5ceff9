//! The pages of a pack alone, through HTTP: what is offered and what is not, the form, the receipt, and every dialog that
//! gives something back.

use im_console::domain::{ids::SdkAppId, product::CallPack};

use super::{alone, basic, postpaid, runs_until};
use crate::support::{
    app::{PASSWORD, Person, TestApp},
    browser::Browser,
    customer::Customer,
};

/// Jane with money and a professional, postpaid app.
async fn jane(app: &TestApp) -> (Browser, Customer, SdkAppId) {
    let Person { browser, user, account } = app.verified_customer("jane@example.com").await;
    let jane = app.acting(&Person { browser: browser.clone(), user, account });
    jane.tops_up(10_000_000).await;
    let id = postpaid(&jane, 1_400_900_001).await;
    (browser, jane, id)
}

#[tokio::test]
async fn p6_the_form_offers_call_packs_alone_with_a_duration_and_leads_to_a_receipt() {
    let app = TestApp::live().await;
    let (mut browser, jane, id) = jane(&app).await;
    let page = browser.get(&format!("/apps/{id}")).await;
    let buy = format!("/buy?data_centre=cn&app={id}&call_pack=basic");
    assert!(page.attributes("a", "href").contains(&buy), "{:?}", page.attributes("a", "href"));
    let form = browser.get(&format!("{buy}&months=6")).await;
    assert!(form.says("A call pack can be bought alone, for a term of its own"), "{}", form.text("main"));
    assert!(form.says("is billed by the month and not bought here. Reconfigure it"));
    assert!(form.says("CN¥500.00 × 6 months = CN¥3,000.00"), "{}", form.text("#summary"));
    assert!(!form.text("#part-duration").contains("off"), "call packs have no discount (D4)");
    assert_eq!(form.attributes("input[name=call_pack][disabled]", "value"), ["premium"]);
    let sent = |months: &'static str| {
        let id = id.to_string();
        vec![
            ("data_centre", "cn".to_owned()),
            ("app", id),
            ("call_pack", "basic".to_owned()),
            ("months", months.to_owned()),
            ("auto_renew", "yes".to_owned()),
            ("sla", "yes".to_owned()),
        ]
    };
    let post = async |browser: &mut Browser, months| {
        let fields = sent(months);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post("/quotes", &fields).await
    };
    let before = app.tables().await;
    let none = post(&mut browser, "").await;
    assert_eq!((none.status, none.attributes("[role=alert] a", "href")), (422, vec!["#months".to_owned()]));
    app.tables().await.assert_same_but_sessions(&before);
    let quote = post(&mut browser, "2").await.location().unwrap();
    let check = browser.get(&quote).await;
    assert!(check.says("CNY 1,000.00") && check.says("It renews itself: from"), "{}", check.text("main"));
    let changes = check.attributes("dl.rows a", "href");
    assert!(
        changes.iter().any(|url| url.contains("months=2") && url.contains("call_pack=basic")),
        "{changes:?}"
    );
    let number = quote.strip_prefix("/quotes/").unwrap();
    let receipt = browser.submit("/orders", &[("quote", number), ("pay", "now")]).await;
    assert!(receipt.says("Payment complete") && receipt.says("2 months"), "{}", receipt.text("main"));
    assert!(runs_until(&jane, id).await.is_some());
    let page = browser.get(&format!("/apps/{id}")).await;
    assert!(page.says("Calls in force") && page.says("Professional, postpaid"));
    let held = browser.get(&buy).await;
    assert!(held.says("The call pack of this application still runs"), "{}", held.text("main"));
    for path in ["/apps", "/billing", "/billing/renewals?tab=automatic", "/billing/forecast"] {
        assert_eq!(browser.get(path).await.status, 200, "{path}");
    }
    assert!(browser.get("/billing/renewals?tab=automatic").await.says("CN¥500.00"));
}

#[tokio::test]
async fn r2_the_renewal_page_renews_the_pack_and_says_that_the_package_is_billed_by_the_month() {
    let app = TestApp::live().await;
    let (mut browser, jane, id) = jane(&app).await;
    jane.buys(id, basic(1)).await;
    let path = format!("/apps/{id}/renew");
    let page = browser.get(&path).await;
    assert!(page.says("needs no renewal; the call pack is renewed here"), "{}", page.text("main"));
    assert!(page.says("CN¥500.00") && !page.says("% off"));
    let before = app.tables().await;
    let nothing = browser.post(&path, &[("months", "2")]).await;
    assert_eq!(nothing.status, 409);
    assert!(nothing.says("Nothing is left to renew. Tick the call pack."));
    app.tables().await.assert_same_but_sessions(&before);
    let end = runs_until(&jane, id).await.unwrap();
    let quote = browser.post(&path, &[("months", "2"), ("call_pack", "yes")]).await.location().unwrap();
    let number = quote.strip_prefix("/quotes/").unwrap();
    let receipt = browser.submit("/orders", &[("quote", number), ("pay", "now")]).await;
    assert!(receipt.says("The application runs on then, without calls."), "{}", receipt.text("main"));
    assert!(runs_until(&jane, id).await.unwrap() > end);
}

#[tokio::test]
async fn r4_r5_u10_what_is_given_back_is_shown_with_its_arithmetic_before_it_is_confirmed() {
    let app = TestApp::live().await;
    let (mut browser, jane, id) = jane(&app).await;
    jane.buys(id, basic(1)).await;
    let choice = "edition=ultimate&for=ultimate&step=check";
    let check = browser.get(&format!("/apps/{id}/reconfigure?{choice}")).await;
    assert!(check.says("does not go with the new edition and becomes void"), "{}", check.text("main"));
    assert!(check.says("CNY 500.00 × (1 month) ÷ (1 month) = CNY 500.00"), "{}", check.text("main"));
    let stop = browser.get(&format!("/apps/{id}/deactivate")).await;
    assert!(
        stop.says("What is left of it goes to the balance by the rules of a refund"),
        "{}",
        stop.text("main")
    );
    let refund = browser.get(&format!("/apps/{id}/refund")).await;
    assert!(refund.says("The call pack ends at once. The application runs on"), "{}", refund.text("main"));
    assert!(!refund.says("The package, with its add-ons"), "the package is postpaid");
    for plan in ["purchase", "renew", "refund", "reconfigure", "deactivate"] {
        let page = browser.get(&format!("/apps/{id}/what-if?plan={plan}")).await;
        assert_eq!(page.status, 200, "{plan}");
    }
}

#[tokio::test]
async fn c7_a_page_has_one_primary_button() {
    let app = TestApp::live().await;
    let (mut browser, jane, id) = jane(&app).await;
    for has_pack in [false, true] {
        if has_pack {
            jane.buys(id, alone(CallPack::Advanced, 1, false)).await;
        }
        for path in [format!("/apps/{id}"), format!("/apps/{id}/audio-video")] {
            let primary = browser.get(&path).await.texts("main .btn.pri");
            assert!(primary.len() <= 1, "{path}: {primary:?}");
        }
    }
}

#[tokio::test]
async fn r7_messages_and_cards_speak_of_the_pack_in_words_of_their_own() {
    let app = TestApp::live().await;
    let (mut browser, jane, id) = jane(&app).await;
    jane.buys(id, basic(1)).await;
    let later = async |browser: &mut Browser, days: i64| {
        app.wait(days * 86_400);
        app.services.run_due(app.services.now()).await.unwrap();
        browser.post("/sign-in", &[("email", "jane@example.com"), ("password", PASSWORD)]).await;
    };
    later(&mut browser, 26).await;
    let card = browser.get("/apps").await;
    assert!(card.says("Its call pack ends on"), "{}", card.text("main"));
    assert!(browser.get("/messages").await.says("The call pack of Old (1400900001) ends on"));
    later(&mut browser, 10).await;
    let inbox = browser.get("/messages").await;
    assert!(inbox.says("The call pack of Old (1400900001) has ended"), "{}", inbox.text("main"));
}
