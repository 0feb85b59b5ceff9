//! An owner at work on one application: an administrator, tags, the list narrowed by one of them, a request to the
//! staff; with and without scripts.

use im_console::cli::demo;

use crate::{
    buying::shopper::{Hand, Shopper},
    console::Console,
    support::browse,
};

#[test]
fn c4_c6_l1_an_owner_keeps_administrators_and_tags_and_asks_the_staff_with_scripts() {
    journey("en", true);
}

#[test]
fn qn1_an_owner_keeps_administrators_and_tags_and_asks_the_staff_without_scripts() {
    journey("ja", false);
}

#[track_caller]
fn journey(language: &'static str, scripts: bool) {
    browse(async |browser| {
        let console = Console::open().await;
        console.speak(&browser, language).await;
        browser.scripts(scripts).await;
        let shopper = Shopper { browser: &browser, scripts, hand: Hand::Mouse };
        let page = format!("/apps/{}", console.app("云上课堂").await);
        console.sign_in(&browser, demo::STUDIO, &page).await;
        shopper.press(&format!("a[href='{page}/administrators']")).await;
        browser.fill("#administrator", "night-shift").await;
        shopper.press("main form[method=post] .btn.pri").await;
        browser.find("section[aria-labelledby=administrators-title]").await;
        sound(&shopper).await;
        let names = "SELECT name FROM app_administrators WHERE name = 'night-shift'";
        assert_eq!(console.texts(names).await.len(), 1);
        shopper.press(&format!("a[href='{page}/administrators/delete?name=night-shift']")).await;
        sound(&shopper).await;
        shopper.press("main form[method=post] .btn.bad").await;
        browser.find("section[aria-labelledby=administrators-title]").await;
        assert!(console.texts(names).await.is_empty());
        shopper.press(&format!("a[href='{page}/tags']")).await;
        let rows = browser.count("input[name^=key_]").await;
        browser.fill("#key_3", "stage").await;
        shopper.press("[name=add]").await;
        browser.find(&format!("#key_{}", rows + 1)).await;
        browser.fill("#value_3", "live").await;
        sound(&shopper).await;
        shopper.press("main form[method=post] .btn.pri").await;
        browser.find("section[aria-labelledby=tags-title]").await;
        shopper.press("a[href='/apps?tag=stage%3Alive']").await;
        browser.find("li.app").await;
        assert_eq!(browser.count("li.app").await, 1);
        sound(&shopper).await;
        browser.goto(&console.url("/tickets/new?topic=question")).await;
        browser.fill("#text", "How long are messages kept?").await;
        shopper.press("main form[method=post] .btn.pri").await;
        browser.find("section[aria-labelledby=messages-title]").await;
        sound(&shopper).await;
        let asked = "SELECT topic FROM tickets WHERE state = 'open' AND topic = 'question'";
        assert_eq!(console.texts(asked).await.len(), 1);
    });
}

/// Nothing that axe complains of; it does not run without scripts.
async fn sound(shopper: &Shopper<'_>) {
    if shopper.scripts {
        let report = shopper.browser.axe().await;
        assert!(report.violations.is_empty(), "{:#?}", report.violations);
    }
}
