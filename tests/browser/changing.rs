//! Reconfiguring a postpaid application, from its configuration page to the page that shows the new edition: with mouse
//! and keyboard, with and without scripts, in three languages.

use im_console::cli::demo;

use crate::{
    buying::shopper::{Hand, Shopper},
    console::Console,
    support::browse,
};

const EDITIONS: &str = "SELECT edition FROM apps WHERE name = 'Tide_Chat'";

#[test]
fn qa6_reconfiguring_with_scripts_and_a_mouse_in_chinese() {
    reconfigure("zh-Hans", true, Hand::Mouse);
}

#[test]
fn qn1_reconfiguring_without_scripts_in_english() {
    reconfigure("en", false, Hand::Mouse);
}

#[test]
fn qa6_reconfiguring_with_nothing_but_the_keyboard_in_japanese() {
    reconfigure("ja", true, Hand::Keyboard);
}

#[track_caller]
fn reconfigure(language: &'static str, scripts: bool, hand: Hand) {
    browse(async |browser| {
        let console = Console::open().await;
        console.speak(&browser, language).await;
        browser.scripts(scripts).await;
        let shopper = Shopper { browser: &browser, scripts, hand };
        let page = format!("/apps/{}", console.app("Tide_Chat").await);
        console.sign_in(&browser, demo::STUDIO, &page).await;
        shopper.press(&format!("a[href='{page}/reconfigure']")).await;
        browser.arrive(&format!("{page}/reconfigure")).await;
        sound(&shopper).await;
        shopper.select("edition", "ultimate").await;
        if scripts {
            browser.wait_until("document.querySelector('[name=for]').value === 'ultimate'").await;
            browser.wait_until("!document.querySelector('#summary[aria-busy]')").await;
        } else {
            shopper.press("#change .btn:not(.pri)").await;
        }
        browser.find("[name=for][value=ultimate]").await;
        shopper.select("groups_per_user", "3000").await;
        if scripts {
            browser.wait_until("location.search.includes('groups_per_user=3000')").await;
            browser.wait_until("!document.querySelector('#summary[aria-busy]')").await;
        } else {
            shopper.press("#change .btn:not(.pri)").await;
        }
        let estimate = shopper.amount("#summary .total dd").await;
        shopper.press("#change .btn[name=step]").await;
        browser.find("form[method=post] [name=seen]").await;
        assert_eq!(shopper.amount("section[aria-labelledby=month-2] .total dd").await, estimate);
        sound(&shopper).await;
        shopper.press("main form[method=post] .btn.pri").await;
        browser.find("section[aria-labelledby=package-title]").await;
        assert_eq!(console.texts(EDITIONS).await, ["ultimate"]);
        sound(&shopper).await;
        browser.goto(&console.url(&format!("{page}/reconfigure"))).await;
        assert_eq!(
            browser.count("input[name=edition][value=professional]:disabled").await,
            1,
            "once a month"
        );
    });
}

/// Nothing that axe complains of; it does not run without scripts.
async fn sound(shopper: &Shopper<'_>) {
    if shopper.scripts {
        let report = shopper.browser.axe().await;
        assert!(report.violations.is_empty(), "{:#?}", report.violations);
    }
}
