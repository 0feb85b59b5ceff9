//! Dialogs: modal, safe by default, closed with Esc, and never the only way to what they do.

use im_console::cli::demo;
use serde_json::json;

use crate::{
    console::Console,
    support::{Browser, Key, browse, server::without_commands},
};

/// The unpaid order of an app.
const UNPAID: &str = "SELECT no FROM orders WHERE status = 'unpaid'
    AND sdk_app_id = (SELECT sdk_app_id FROM apps WHERE name = '拼团助手')";

/// Pages of the demo's first customer with a dialog.
async fn pages(console: &Console) -> [String; 3] {
    let (trial, call_trial) = (console.app("星海社区").await, console.app("试播间").await);
    let order = console.texts(UNPAID).await.remove(0);
    [format!("/apps/{trial}"), format!("/apps/{call_trial}"), format!("/orders/{order}")]
}

#[test]
fn qa7_a_dialog_is_modal_begins_at_the_safe_button_and_closes_with_escape() {
    browse(async |browser| {
        let console = Console::open().await;
        console.sign_in(&browser, demo::STUDIO, "/billing").await;
        for path in pages(&console).await {
            browser.goto(&console.url(&path)).await;
            browser.tab_to("button[command=show-modal]").await;
            browser.press(Key::Enter).await;
            browser.wait_until("document.querySelector('dialog:modal')").await;
            assert!(
                browser.has_focus("dialog [command=close], dialog input").await,
                "{path}: {}",
                browser.focused().await
            );
            let named: bool = browser
                .run("const d = document.querySelector('dialog:modal'); return Boolean(document.getElementById(d.getAttribute('aria-labelledby')).textContent)", vec![])
                .await;
            assert!(named, "{path}: the dialog has no name");
            for _ in 0..8 {
                browser.press(Key::Tab).await;
                assert!(browser.has_focus("dialog *, body").await, "{path}: {}", browser.focused().await);
            }
            browser.press(Key::Escape).await;
            browser.wait_until("!document.querySelector('dialog:modal')").await;
            assert!(browser.has_focus("button[command=show-modal]").await, "{path}: the focus comes back");
        }
    });
}

#[test]
fn qp4_nothing_moves_when_a_dialog_opens() {
    browse(async |browser| {
        let console = Console::open().await;
        console.sign_in(&browser, demo::STUDIO, "/billing").await;
        for path in pages(&console).await {
            browser.goto(&console.url(&path)).await;
            let before = browser.layout_shift().await;
            browser.click("button[command=show-modal]").await;
            browser.wait_until("document.querySelector('dialog:modal')").await;
            let shift = browser.layout_shift().await - before;
            assert!(shift < f64::EPSILON, "{path} moves by {shift}");
        }
    });
}

#[test]
fn qn2_without_commands_and_scripts_a_link_leads_to_the_same_form() {
    browse(async |browser| {
        let console = Console::open().await.behind(without_commands).await;
        console.sign_in(&browser, demo::STUDIO, "/billing").await;
        browser.scripts(false).await;
        for path in pages(&console).await {
            browser.goto(&console.url(&path)).await;
            let wanted = action_of(&browser, "dialog form").await;
            browser.click("button[data-was-command=show-modal] + noscript a").await;
            browser.find(&format!("main form[action='{wanted}']")).await;
            assert_eq!(browser.count("dialog").await, 0, "{path}: a page of its own");
        }
    });
}

async fn action_of(browser: &Browser, css: &str) -> String {
    browser.run("return document.querySelector(arguments[0]).getAttribute('action')", vec![json!(css)]).await
}
