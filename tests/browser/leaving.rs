//! Signing out: nothing private is left, neither in the cookies nor behind the Back button.

use im_console::cli::demo;
use serde_json::json;

use crate::{
    console::Console,
    support::{Browser, browse},
};

#[test]
fn qu12_back_after_signing_out_shows_nothing_private() {
    leave_and_go_back(true);
}

#[test]
fn qu12_back_after_signing_out_shows_nothing_private_without_scripts() {
    leave_and_go_back(false);
}

#[track_caller]
fn leave_and_go_back(scripts: bool) {
    browse(async |browser| {
        let console = Console::open().await;
        console.speak(&browser, "en").await;
        browser.scripts(scripts).await;
        console.sign_in(&browser, demo::STUDIO, "/billing").await;
        browser.goto(&console.url("/account")).await;
        assert!(browser.text("body").await.contains(demo::STUDIO.email));
        browser.click(".top form .btn").await;
        browser.arrive("/signed-out").await;
        for _ in 0..2 {
            browser.client.back().await.unwrap();
            browser.arrive("/sign-in").await;
            let body = browser.text("body").await;
            assert!(!body.contains(demo::STUDIO.email), "{body}");
        }
    });
}

#[test]
fn sec13_signing_out_takes_the_cookie_away() {
    browse(async |browser| {
        let console = Console::open().await;
        console.sign_in(&browser, demo::STUDIO, "/billing").await;
        let kept = cookies(&browser).await;
        assert!(kept.contains(&"__Host-sid".to_owned()), "{kept:?}");
        let readable: String = browser.run("return document.cookie", vec![]).await;
        assert!(!readable.contains("sid"), "scripts can't read it: {readable}");
        browser.click(".top form .btn").await;
        browser.find(".shell.plain").await;
        assert!(!cookies(&browser).await.contains(&"__Host-sid".to_owned()));
        console.sign_in_operator(&browser).await;
        assert!(cookies(&browser).await.contains(&"__Host-op".to_owned()));
        browser.click(".top form .btn").await;
        browser.find(".shell.plain").await;
        assert!(!cookies(&browser).await.contains(&"__Host-op".to_owned()));
    });
}

async fn cookies(browser: &Browser) -> Vec<String> {
    let answer = browser.cdp("Network.getAllCookies", json!({})).await;
    let cookies = answer["cookies"].as_array().unwrap();
    cookies.iter().map(|cookie| cookie["name"].as_str().unwrap().to_owned()).collect()
}
