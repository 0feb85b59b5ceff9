//! The pages of a prepaid package's life, through HTTP: the form, the price, the quote, the receipt, the refund.

use im_console::domain::{
    app::{AppState, StopCause},
    ids::SdkAppId,
    product::{AddOn, CallPack, Edition},
};

use crate::{
    apps::fill,
    support::{
        app::{PASSWORD, Person, TestApp},
        browser::Browser,
        customer::{Customer, package},
        page::Page,
    },
};

const GROUPS: AddOn = AddOn::GroupsPerUser(1_000);

/// Jane with money and a professional app with add-ons for three months.
async fn jane(app: &TestApp, add_ons: &[AddOn]) -> (Browser, Customer, SdkAppId) {
    let Person { browser, user, account } = app.verified_customer("jane@example.com").await;
    let jane = app.acting(&Person { browser: browser.clone(), user, account });
    jane.tops_up(10_000_000).await;
    let id = fill(&jane, 1).await[0];
    jane.buys(id, package(Edition::Professional, add_ons, 3)).await;
    (browser, jane, id)
}

async fn confirm(browser: &mut Browser, quote: &str) -> Page {
    let id = quote.strip_prefix("/quotes/").unwrap();
    browser.submit("/orders", &[("quote", id), ("pay", "now")]).await
}

#[tokio::test]
async fn r2_the_page_prices_what_is_kept_and_leads_over_the_check_page_to_a_renewed_app() {
    let app = TestApp::live().await;
    let (mut browser, jane, id) = jane(&app, &[GROUPS]).await;
    let address = format!("/apps/{id}/renew");
    let first = browser.get(&address).await;
    assert_eq!(first.status, 200);
    assert!(first.says("CN¥2,099.00"), "one month of everything: {}", first.text("#summary"));
    let priced = browser.get(&format!("{address}?months=12")).await;
    assert!(priced.text("#summary").contains("× 83% = CN¥9,950.04"), "{}", priced.text("#summary"));
    assert!(priced.says("ends on 3 Jul 2028, 14:05 (UTC+8)"), "{}", priced.text("form.two"));
    let answer = browser.post(&address, &[("months", "12"), ("groups_per_user", "yes")]).await;
    let quote = answer.location().unwrap();
    let check = browser.get(&quote).await;
    assert!(check.says("CNY 20,906.04"), "{}", check.text("main"));
    let change = check.attributes("dl.rows a", "href");
    assert!(change.iter().all(|url| url.starts_with(&address) && url.contains("months=12")), "{change:?}");
    let receipt = confirm(&mut browser, &quote).await;
    assert!(receipt.says("Payment complete") && receipt.says("Professional package, 12 months and 1 add-on"));
    let end = jane.app(id).await.plan.ends_at().unwrap();
    assert!(receipt.says("3 Jul 2028"), "{}", end.unix());
}

#[tokio::test]
async fn r2_what_is_wrong_with_the_form_is_told_at_its_field_and_kept() {
    let app = TestApp::live().await;
    let (mut browser, jane, id) = jane(&app, &[GROUPS]).await;
    let before = app.tables().await;
    let address = format!("/apps/{id}/renew");
    for (fields, field, text) in [
        (vec![("months", "other"), ("other_months", "25")], "#months", "1 to 24"),
        (vec![("months", "")], "#months", "Choose a duration"),
        (vec![("months", "3"), ("other_months", "4")], "#months", "months"),
        (vec![("months", "3"), ("groups_per_user", "maybe")], "#groups_per_user", "list"),
        (vec![("months", "3"), ("call_pack", "yes")], "#renewed", "does not hold"),
    ] {
        let page = browser.post(&address, &fields).await;
        assert_eq!(page.status, 422, "{fields:?}");
        let faults = page.attributes("[role=alert] a", "href");
        assert_eq!(faults, [field], "{fields:?}");
        assert!(page.text("[role=alert]").contains(text), "{fields:?}: {}", page.text("[role=alert]"));
    }
    app.tables().await.assert_same_but_sessions(&before);
    let no = jane.leaves_unpaid(id, crate::support::customer::renewal(1, &[])).await;
    let page = browser.post(&address, &[("months", "3")]).await;
    assert_eq!(page.status, 409);
    assert_eq!(page.attributes("[role=alert] a", "href"), [format!("/orders/{no}")]);
}

#[tokio::test]
async fn r4_the_upgrade_page_shows_negative_lines_and_the_pack_that_pairs() {
    let app = TestApp::live().await;
    let (mut browser, jane, id) = jane(&app, &[AddOn::CallPack(CallPack::Basic)]).await;
    app.clock.advance_to(app.services.now().plus_seconds(60 * 86_400));
    let address = format!("/apps/{id}/upgrade-package");
    let shown = browser.get(&address).await;
    assert_eq!(shown.attributes("[name=target]", "value"), ["ultimate", "groups_per_user:1000"][..1]);
    assert_eq!(shown.attributes("[name=call_pack]", "value"), ["", "premium"]);
    assert!(shown.says("Given back: Call pack"), "{}", shown.text("#summary"));
    let answer = browser.post(&address, &[("target", "ultimate"), ("call_pack", "premium")]).await;
    let quote = answer.location().unwrap();
    let check = browser.get(&quote).await;
    assert!(check.says("-CNY ") && check.says("Call pack"), "{}", check.text("main"));
    let receipt = confirm(&mut browser, &quote).await;
    assert!(receipt.says("The upgrade to Ultimate package is active"), "{}", receipt.text("main"));
    assert_eq!(jane.app(id).await.plan.edition(), Edition::Ultimate);
    let again = browser.get(&address).await;
    assert!(again.says("highest package already"));
    assert_eq!(again.texts("form.two").len(), 0);
    for (target, pack, field) in [("nothing", "", "#target"), ("", "", "#target")] {
        let page = browser.post(&address, &[("target", target), ("call_pack", pack)]).await;
        assert_eq!(page.status, 409, "{field}: there is nothing to choose");
    }
}

#[tokio::test]
async fn r4_a_wrong_choice_is_told_at_its_field() {
    let app = TestApp::live().await;
    let (mut browser, _, id) = jane(&app, &[]).await;
    let before = app.tables().await;
    let address = format!("/apps/{id}/upgrade-package");
    for (target, pack, field) in [
        ("nothing", "", "#target"),
        ("groups_per_user:1000", "", "#target"),
        ("call_pack:advanced", "", "#target"),
        ("ultimate", "premium", "#call_pack"),
        ("ultimate", "gold", "#call_pack"),
        ("groups_per_user:1000", "premium", "#call_pack"),
    ] {
        let page = browser.post(&address, &[("target", target), ("call_pack", pack)]).await;
        assert_eq!(page.status, 422, "{target} {pack}");
        assert_eq!(page.attributes("[role=alert] a", "href"), [field], "{target} {pack}");
    }
    app.tables().await.assert_same_but_sessions(&before);
}

/// The fields of the refund form as the page shows them, with a name typed.
fn filled(page: &Page, typed: &str) -> Vec<(&'static str, String)> {
    let mut fields: Vec<_> =
        ["what", "total", "as_of", "key"].into_iter().map(|name| (name, page.value(name))).collect();
    fields.push(("typed", typed.to_owned()));
    fields
}

fn pairs<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

#[tokio::test]
async fn r5_r6_a_refund_shows_every_line_asks_for_the_name_and_pays_what_it_showed() {
    let app = TestApp::live().await;
    let (mut browser, jane, id) = jane(&app, &[GROUPS]).await;
    app.clock.advance_to(app.services.now().plus_seconds(3_600));
    let address = format!("/apps/{id}/refund");
    let shown = browser.get(&address).await;
    assert_eq!(shown.texts("tbody tr").len(), 3, "two lines and their sum");
    assert!(shown.says("First package order of the account, within 5 days"));
    let wrong = browser.post(&address, &pairs(&filled(&shown, "Appp"))).await;
    assert_eq!((wrong.status, wrong.attributes("[role=alert] a", "href")), (422, vec!["#typed".to_owned()]));
    let before = jane.balance().await;
    app.clock.advance_to(app.services.now().plus_seconds(600));
    let fields = filled(&wrong, "App_1");
    let answer = browser.post(&address, &pairs(&fields)).await;
    let made = answer.location().unwrap();
    assert!(answer.status == 303 && made.starts_with("/billing/refunds/"), "{}", answer.body);
    assert_eq!(jane.balance().await - before, 3 * 99_900 + 3 * 110_000);
    let receipt = browser.get(&made).await;
    assert!(receipt.says("CNY 6,297.00"), "{}", receipt.text("main"));
    assert!(matches!(jane.app(id).await.state, AppState::Expired { cause: StopCause::Refund, .. }));
    let again = browser.post(&address, &pairs(&fields)).await;
    assert_eq!((again.status, again.location()), (303, Some(made.clone())));
    let ledger = browser.get("/billing/ledger").await;
    assert_eq!(ledger.attributes("tbody tr:first-child th a", "href"), [made]);
    let orders = browser.get("/billing/orders?status=refunded").await;
    assert_eq!(orders.texts("tbody tr").len(), 1);
    let none = browser.get(&address).await;
    assert!(none.says("nothing to refund now"));
}

#[tokio::test]
async fn sec16_a_refund_asks_for_the_password_again_and_an_old_page_is_409() {
    let app = TestApp::live().await;
    let (mut browser, jane, id) = jane(&app, &[]).await;
    let address = format!("/apps/{id}/refund");
    let shown = browser.get(&address).await;
    app.wait(16 * 60);
    let before = app.tables().await;
    let asked = browser.post(&address, &pairs(&filled(&shown, "App_1"))).await;
    assert!(asked.status == 303 && asked.location().unwrap().starts_with("/reauth?next="));
    let given = browser.post("/reauth", &[("password", PASSWORD), ("next", &address)]).await;
    assert_eq!(given.status, 303);
    let old = browser.post(&address, &pairs(&filled(&shown, "App_1"))).await;
    assert_eq!(old.status, 409);
    assert!(old.says("nothing was refunded"), "{}", old.text("main"));
    assert_eq!(app.tables().await.rows("refunds").len(), before.rows("refunds").len());
    assert_eq!(jane.app(id).await.state, AppState::Active);
    for (field, value) in [("what", "everything"), ("total", "all"), ("as_of", "now")] {
        let mut fields = filled(&old, "App_1");
        fields.iter_mut().find(|(name, _)| *name == field).unwrap().1 = value.to_owned();
        assert_eq!(browser.post(&address, &pairs(&fields)).await.status, 400, "{field}");
    }
}

#[tokio::test]
async fn r6_an_ultimate_app_is_shown_both_legs_of_going_down() {
    let app = TestApp::live().await;
    let (mut browser, jane, _) = jane(&app, &[]).await;
    let id = jane.trial_app("cn").await;
    jane.buys(id, package(Edition::Ultimate, &[], 1)).await;
    let page = browser.get(&format!("/apps/{id}/refund")).await;
    assert!(page.says("Going down to Professional"));
    assert!(page.says("-CNY 999.00") && page.says("+CNY 2,000.00"), "{}", page.text("main"));
}
