//! The life of a package as a person lives it: renewed, taken up, given back; each page looked at by axe on the way.

use im_console::{cli::demo, domain::money::Amount, services::top_ups::TopUpForm, web::paths};

use crate::{
    buying::shopper::{Hand, Shopper},
    console::{Console, pages},
    support::{Browser, browse},
};

/// The app that lives it: professional, with a call pack that no longer pairs after the upgrade.
const APP: &str = "云上课堂";

#[test]
fn r2_r4_r5_a_package_is_renewed_upgraded_and_refunded_with_scripts() {
    live(true);
}

#[test]
fn r2_r4_r5_a_package_is_renewed_upgraded_and_refunded_without_scripts() {
    live(false);
}

#[track_caller]
fn live(scripts: bool) {
    browse(async |browser| {
        let console = Console::open().await;
        console.speak(&browser, "en").await;
        console.sign_in(&browser, demo::STUDIO, paths::BILLING).await;
        let id = console.app(APP).await.to_string();
        let (account, actor) = pages::studio(&console).await;
        let form = TopUpForm { amount: Amount::minor(5_000_000), reference: "Demo".to_owned(), order: None };
        console.services.file_top_up(account, form, true, &actor).await.unwrap();
        let shopper = Shopper { browser: &browser, scripts, hand: Hand::Mouse };
        browser.scripts(scripts).await;
        renew(&shopper, &console, &id).await;
        upgrade(&shopper, &console, &id).await;
        refund(&shopper, &console, &id).await;
        let left =
            console.texts("SELECT status || ' ' || stop_reason FROM apps WHERE name = '云上课堂'").await;
        assert_eq!(left, ["expired refund"]);
    });
}

/// Fails with what axe objects to on the page that is open; without scripts it cannot look.
async fn look(shopper: &Shopper<'_>) {
    if shopper.scripts {
        let report = shopper.browser.axe().await;
        let found: Vec<String> = report.violations.iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{}: {found:?}", shopper.browser.here().await);
    }
}

/// Follows a link of the configuration page.
async fn from_app(shopper: &Shopper<'_>, console: &Console, id: &str, act: &str) {
    shopper.browser.goto(&console.url(&format!("/apps/{id}"))).await;
    shopper.press(&format!("a[href='/apps/{id}/{act}']")).await;
    shopper.browser.arrive(&format!("/apps/{id}/{act}")).await;
    look(shopper).await;
}

/// Confirms the quote that is open and sees the receipt.
async fn confirm(shopper: &Shopper<'_>) {
    let browser: &Browser = shopper.browser;
    browser.arrive("/quotes/").await;
    look(shopper).await;
    shopper.press("button[name=pay][value=now]").await;
    browser.arrive("/orders/").await;
    browser.find("section.note.ok").await;
    look(shopper).await;
}

async fn renew(shopper: &Shopper<'_>, console: &Console, id: &str) {
    from_app(shopper, console, id, "renew").await;
    shopper.press("#call_pack").await;
    shopper.press("input[name=months][value='3']").await;
    shopper.press(".btn[formmethod=get]").await;
    shopper.browser.find("input[name=months][value='3']:checked").await;
    assert_eq!(shopper.browser.count("#call_pack:checked").await, 0, "what was unticked stays so");
    let shown = shopper.amount("#summary .total dd").await;
    shopper.press("form.two .btn.pri").await;
    shopper.browser.arrive("/quotes/").await;
    assert_eq!(shopper.amount("dl.totals .total dd").await, shown, "the check page says what the form said");
    confirm(shopper).await;
}

async fn upgrade(shopper: &Shopper<'_>, console: &Console, id: &str) {
    from_app(shopper, console, id, "upgrade-package").await;
    shopper.press("input[name=call_pack][value=premium]").await;
    shopper.press(".btn[formmethod=get]").await;
    shopper.browser.find("input[name=call_pack][value=premium]:checked").await;
    let summary = shopper.browser.text("#summary").await;
    assert!(summary.contains("Given back: Call pack"), "{summary}");
    shopper.press("form.two .btn.pri").await;
    confirm(shopper).await;
    let edition = console.texts("SELECT edition FROM apps WHERE name = '云上课堂'").await;
    assert_eq!(edition, ["ultimate"]);
}

async fn refund(shopper: &Shopper<'_>, console: &Console, id: &str) {
    from_app(shopper, console, id, "refund").await;
    let browser = shopper.browser;
    let shown = shopper.amount("tr.total td").await;
    shopper.write("#typed", APP).await;
    shopper.press(".dlg-f .btn.bad").await;
    browser.arrive("/billing/refunds/").await;
    browser.find("[role=status]").await;
    assert_eq!(shopper.amount("tr.total td").await, shown, "what was shown was given back");
    look(shopper).await;
}
