//! With scripts, without, and with scripts that fail: the same prices, the same choices, and nothing that is dead.

use im_console::cli::demo;
use serde_json::json;
use std::time::Duration;

use crate::{
    console::Console,
    support::{
        Browser, browse,
        server::{ScriptFault, with_script_fault},
    },
};

/// Pages that scripts add something to.
const SCRIPTED: [&str; 3] = ["/apps", "/buy", "/account"];

/// Carts as the address says them, after the app.
const CARTS: [&str; 5] = [
    "package=professional&months=1",
    "package=professional&months=6&groups_per_user=1000&call_pack=advanced",
    "package=ultimate&months=12&groups_per_user=3000",
    "package=professional&months=other&other_months=7&call_pack=basic",
    "package=ultimate&months=24&auto_renew=yes",
];

/// What stands in the summary, without the time of calculation.
const SUMMARY: &str =
    "return [...document.querySelectorAll('#summary :is(.line, .totals)')].map((part) => part.textContent)";

/// What is chosen in the form.
const CHOSEN: &str = "return new URLSearchParams([...new FormData(document.querySelector('#buy'))].filter(([, value]) => value)).toString()";

#[test]
fn qn3_the_price_without_scripts_is_the_price_with_scripts() {
    browse(async |browser| {
        let console = Console::open().await;
        console.sign_in(&browser, demo::STUDIO, "/billing").await;
        let app = console.app("星海社区").await;
        for cart in CARTS {
            let choices = format!("app={app}&data_centre=cn&{cart}");
            browser.scripts(true).await;
            browser.goto(&console.url(&format!("/buy?app={app}&data_centre=cn"))).await;
            for (name, value) in pairs(cart) {
                browser.run::<()>(SET, vec![json!(name), json!(value)]).await;
                let told =
                    format!("document.querySelector('#choices').value.split('&').includes('{name}={value}')");
                browser.wait_until(&told).await;
                browser.wait_until("!document.querySelector('#summary[aria-busy]')").await;
            }
            let live: Vec<String> = browser.run(SUMMARY, vec![]).await;
            let chosen: String = browser.run(CHOSEN, vec![]).await;
            assert!(live.len() > 1, "{cart}: {live:?}");
            let here = browser.run::<String>("return location.search", vec![]).await;
            let languages: Vec<String> = browser.run(LANGUAGES, vec![]).await;
            let kept = |tag: &str| languages.contains(&format!("{here}&lang={tag}"));
            assert!(["zh-Hans", "en", "ja"].iter().all(|tag| kept(tag)), "{cart}: {languages:?}");

            browser.scripts(false).await;
            browser.goto(&console.url(&format!("/buy?{choices}"))).await;
            browser.click("#buy .btn[formmethod=get]").await;
            let plain: Vec<String> = browser.run(SUMMARY, vec![]).await;
            assert_eq!(plain, live, "{cart}");
            assert_eq!(browser.run::<String>(CHOSEN, vec![]).await, chosen, "{cart}");
        }
    });
}

/// The queries of the links to the languages.
const LANGUAGES: &str = "return [...document.querySelectorAll('#menu-language a')].map(link => link.search)";

/// Sets one field of the form as a person would and lets the page know.
const SET: &str = "const [name, value] = arguments; const form = document.querySelector('#buy');
    const field = form.querySelector(`[name=${name}][value='${value}']`) || form.elements[name];
    if (field.type === 'radio' || field.type === 'checkbox') field.checked = true; else field.value = value;
    field.dispatchEvent(new Event('change', { bubbles: true }))";

fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query.split('&').map(|pair| pair.split_once('=').unwrap())
}

#[test]
fn qp4_nothing_else_moves_when_the_price_is_calculated() {
    browse(async |browser| {
        let console = Console::open().await;
        console.sign_in(&browser, demo::STUDIO, "/billing").await;
        let app = console.app("星海社区").await;
        browser
            .goto(&console.url(&format!("/buy?app={app}&data_centre=cn&package=professional&months=1")))
            .await;
        browser.run::<()>(SET, vec![json!("months"), json!("6")]).await;
        browser.wait_until("document.querySelector('#choices').value.includes('months=6')").await;
        browser.wait_until("!document.querySelector('#summary[aria-busy]')").await;
        let shift = browser.layout_shift().await;
        assert!(shift < f64::EPSILON, "moves by {shift}");
    });
}

#[test]
fn qn4_nothing_that_needs_scripts_is_shown_without_them() {
    browse(async |browser| {
        let console = Console::open().await;
        console.sign_in(&browser, demo::STUDIO, "/billing").await;
        browser.goto(&console.url("/account")).await;
        assert!(browser.count("[data-js-only]").await > 0, "with scripts there is something");
        browser.scripts(false).await;
        for path in SCRIPTED {
            browser.goto(&console.url(path)).await;
            assert_eq!(browser.count("[data-js-only]").await, 0, "{path}");
            let fault = no_way_without_scripts(&browser).await;
            assert_eq!(fault, Vec::<String>::new(), "{path}");
        }
    });
}

/// Buttons that neither send a form nor do something that the browser does by itself.
async fn no_way_without_scripts(browser: &Browser) -> Vec<String> {
    browser
        .run(
            "return [...document.querySelectorAll('button')]
             .filter((button) => !(button.type === 'submit' && button.form))
             .filter((button) => !button.hasAttribute('popovertarget') && !button.hasAttribute('commandfor'))
             .map((button) => button.outerHTML)",
            vec![],
        )
        .await
}

#[test]
fn qn5_scripts_that_fail_leave_everything_as_without_them() {
    browse(async |browser| {
        let console = Console::open().await;
        let slow = ScriptFault::Slow(Duration::from_millis(400));
        for fault in [ScriptFault::Missing, ScriptFault::ServerError, ScriptFault::Throws, slow] {
            let site = crate::support::server::serve(with_script_fault(console.router.clone(), fault)).await;
            browser.goto(&site.url("/sign-in?next=/buy")).await;
            crate::console::enter(&browser, demo::STUDIO).await;
            browser.arrive("/buy").await;
            browser.click("input[name=data_centre][value=sgp]").await;
            browser.click("#buy .btn[formmethod=get]").await;
            browser.find("input[name=data_centre][value=sgp]:checked").await;
            browser.click(".top form .btn").await;
            browser.find(".shell.plain").await;
        }
        let complaints = browser.take_complaints().await;
        assert!(complaints.iter().all(|complaint| complaint.contains("planted")), "{complaints:?}");
    });
}

#[test]
fn qn5_a_price_that_cannot_be_calculated_is_not_shown_as_current() {
    browse(async |browser| {
        let console = Console::open().await;
        console.sign_in(&browser, demo::STUDIO, "/billing").await;
        let app = console.app("星海社区").await;
        browser
            .goto(&console.url(&format!("/buy?app={app}&data_centre=cn&package=professional&months=1")))
            .await;
        browser.block(&["*/buy/summary*"]).await;
        browser.run::<()>(SET, vec![json!("months"), json!("6")]).await;
        browser.wait_until("!document.querySelector('#summary [data-total]')").await;
        browser.find("#summary .note.warn").await;
        browser.click("#buy .btn[formmethod=get]").await;
        browser.find("#summary [data-total]").await;
        browser.find("input[name=months][value='6']:checked").await;
    });
}

#[test]
fn qa13_a_new_total_a_copied_value_and_a_notice_are_announced() {
    browse(async |browser| {
        let console = Console::open().await;
        console.speak(&browser, "en").await;
        console.sign_in(&browser, demo::STUDIO, "/billing").await;
        let app = console.app("星海社区").await;
        browser
            .goto(&console.url(&format!("/buy?app={app}&data_centre=cn&package=professional&months=1")))
            .await;
        assert_eq!(browser.count("main [aria-live], main [role=status], main output").await, 1);
        browser.run::<()>(SET, vec![json!("months"), json!("6")]).await;
        browser.wait_until("document.getElementById('announce').textContent !== ''").await;
        let said: String =
            browser.run("return document.getElementById('announce').textContent", vec![]).await;
        let shown: String =
            browser.run("return document.querySelector('#summary [data-total]').textContent", vec![]).await;
        assert!(said.contains(&shown), "{said:?} is not {shown:?}");

        browser.goto(&console.url(&format!("/apps/{app}"))).await;
        browser
            .cdp(
                "Browser.grantPermissions",
                json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] }),
            )
            .await;
        browser.click("button.copy").await;
        browser.wait_until("document.getElementById('announce').textContent !== ''").await;

        browser.goto(&console.url("/sandbox/clock")).await;
        browser.click("main form .btn").await;
        assert!(!browser.text("main [role=status]").await.is_empty());
    });
}
