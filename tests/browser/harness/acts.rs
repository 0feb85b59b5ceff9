//! What a person can do: mouse and keyboard, with and without scripts, and what the helpers put in the way.

use super::site::site;
use crate::support::{
    Browser, Key, browse,
    server::{ScriptFault, serve, with_script_fault, without_commands},
};
use std::time::Duration;

async fn open(browser: &Browser) -> bool {
    browser.run("return document.querySelector('#sure').matches(':modal')", vec![]).await
}

async fn script_ran(browser: &Browser) -> bool {
    browser.run("return document.documentElement.dataset.script === 'ran'", vec![]).await
}

#[test]
fn harness_a_dialog_opens_and_posts_with_scripts_off() {
    browse(async |browser| {
        let server = serve(site("")).await;
        browser.scripts(false).await;
        browser.goto(&server.url("/")).await;
        assert!(!script_ran(&browser).await);
        browser.click("#open").await;
        assert!(open(&browser).await);
        assert!(browser.has_focus("#keep").await, "{}", browser.focused().await);
        browser.click("#delete").await;
        assert_eq!(
            (browser.here().await.as_str(), browser.text("h1").await.as_str()),
            ("/deleted", "Deleted")
        );
        browser.scripts(true).await;
        browser.goto(&server.url("/")).await;
        assert!(script_ran(&browser).await);
    });
}

#[test]
fn harness_keys_reach_the_page() {
    browse(async |browser| {
        let server = serve(site("")).await;
        browser.goto(&server.url("/")).await;
        browser.tab_to("#name").await;
        browser.type_text("My App 示例").await;
        browser.press(Key::Tab).await;
        browser.press_shift(Key::Tab).await;
        assert!(browser.has_focus("#name").await);
        browser.tab_to("#open").await;
        browser.press(Key::Enter).await;
        assert!(open(&browser).await);
        browser.press(Key::Escape).await;
        assert!(!open(&browser).await);
        assert!(browser.has_focus("#open").await, "the focus comes back");
        browser.press(Key::Space).await;
        assert!(open(&browser).await);
        browser.press(Key::Escape).await;
        browser.press_shift(Key::Tab).await;
        browser.press(Key::Enter).await;
        browser.wait_until("location.pathname === '/save'").await;
        assert!(browser.text("p + p, main p").await.starts_with("name=My+App+"));
    });
}

#[test]
fn harness_tab_goes_through_the_whole_page() {
    browse(async |browser| {
        let server = serve(site("")).await;
        browser.goto(&server.url("/")).await;
        let stops = browser.tab_through().await;
        assert_eq!(stops.len(), 5, "{stops:#?}");
        assert_eq!(stops[0], "<a href=\"/\"></a>");
    });
}

#[test]
fn harness_fields_are_filled_and_counted() {
    browse(async |browser| {
        let server = serve(site("")).await;
        browser.goto(&server.url("/")).await;
        assert_eq!((browser.count("button").await, browser.count("table").await), (3, 0));
        browser.fill("#name", "first").await;
        browser.fill("#name", "second").await;
        assert_eq!(browser.find("#name").await.prop("value").await.unwrap().as_deref(), Some("second"));
    });
}

#[test]
fn harness_a_browser_without_commands_opens_no_dialog() {
    browse(async |browser| {
        let server = serve(without_commands(site(""))).await;
        browser.goto(&server.url("/")).await;
        browser.click("#open").await;
        assert!(!open(&browser).await);
    });
}

#[test]
fn harness_a_script_can_be_blocked_missing_broken_throwing_and_slow() {
    browse(async |browser| {
        let server = serve(site("")).await;
        browser.block(&["*/app*.js"]).await;
        browser.goto(&server.url("/")).await;
        assert!(!script_ran(&browser).await);
        browser.block(&[]).await;
        browser.goto(&server.url("/")).await;
        assert!(script_ran(&browser).await);
        let slow = ScriptFault::Slow(Duration::from_millis(300));
        for fault in [ScriptFault::Missing, ScriptFault::ServerError, ScriptFault::Throws, slow] {
            let server = serve(with_script_fault(site(""), fault)).await;
            browser.goto(&server.url("/")).await;
            assert_eq!(script_ran(&browser).await, matches!(fault, ScriptFault::Slow(_)), "{fault:?}");
        }
        let complaints = browser.take_complaints().await;
        assert!(complaints.len() == 1 && complaints[0].contains("planted"), "{complaints:?}");
    });
}

#[test]
fn harness_the_browser_becomes_another_one() {
    browse(async |browser| {
        let server = serve(site("")).await;
        browser.language("ja").await;
        browser.goto(&server.url("/other")).await;
        assert_eq!(browser.text("main p").await, "ja");
        assert_eq!(browser.style(":root", "background-color").await, "rgb(255, 255, 255)");
        browser.media(&[("prefers-color-scheme", "dark")]).await;
        assert_eq!(browser.style(":root", "background-color").await, "rgb(0, 0, 0)");
        browser.media(&[("forced-colors", "active")]).await;
        assert!(browser.run::<bool>("return matchMedia('(forced-colors: active)').matches", vec![]).await);
        assert!(browser.run::<bool>("return matchMedia('(prefers-reduced-motion)').matches", vec![]).await);
        browser.resize(320, 640, 2.0).await;
        assert_eq!(browser.run::<[u32; 2]>("return [innerWidth, devicePixelRatio]", vec![]).await, [320, 2]);
    });
}

#[test]
fn harness_two_browsers_share_nothing() {
    browse(async |browser| {
        let server = serve(site("")).await;
        browser.goto(&server.url("/")).await;
        assert_eq!(browser.run::<String>("return document.cookie", vec![]).await, "");
        browser.run::<()>("document.cookie = 'a=1'; localStorage.setItem('a', '1')", vec![]).await;
    });
    browse(async |browser| {
        let server = serve(site("")).await;
        browser.goto(&server.url("/")).await;
        assert_eq!(browser.run::<String>("return document.cookie", vec![]).await, "");
    });
}
