//! Audio and video calls as a person comes by them: enabled, tried, over by itself, bought; looked at by axe on the way.

use im_console::{
    cli::demo,
    domain::{
        app::{AppName, Profile},
        money::Amount,
    },
    services::top_ups::TopUpForm,
    web::paths,
};

use crate::{
    buying::shopper::{Hand, Shopper},
    console::{Console, pages},
    support::browse,
};

#[test]
fn c7_calls_are_enabled_tried_over_by_themselves_and_bought_with_scripts() {
    call(true);
}

#[test]
fn c7_calls_are_enabled_tried_over_by_themselves_and_bought_without_scripts() {
    call(false);
}

#[track_caller]
fn call(scripts: bool) {
    browse(async |browser| {
        let console = Console::open().await;
        console.speak(&browser, "en").await;
        let (account, actor) = pages::studio(&console).await;
        let name = AppName::parse("Calls").unwrap();
        let profile = Profile { name, app_type: "social".to_owned(), introduction: String::new() };
        let id = console.services.create_app(account, profile, "cn", &actor).await.unwrap();
        let form = TopUpForm { amount: Amount::minor(5_000_000), reference: "Demo".to_owned(), order: None };
        console.services.file_top_up(account, form, true, &actor).await.unwrap();
        let page = paths::app(id);
        console.sign_in(&browser, demo::STUDIO, &page).await;
        browser.scripts(scripts).await;
        let shopper = Shopper { browser: &browser, scripts, hand: Hand::Mouse };
        shopper.press("form[action$='/audio-video/enable'] .btn").await;
        sees(&shopper, "Audio/video is enabled.").await;
        shopper.press("form[action$='/audio-video/trial'] .btn").await;
        sees(&shopper, "ends by itself and nothing is charged").await;
        browser.goto(&console.url(paths::SANDBOX_CLOCK)).await;
        let day = console.services.catalog().catalog.calendar();
        let end = day.local(day.days_later(console.services.now(), 8)).format("%Y-%m-%dT%H:%M").to_string();
        let clock = "main form:has(#to)";
        browser.run::<()>("document.querySelector('#to').value = arguments[0]", vec![end.into()]).await;
        shopper.press(&format!("{clock} button.pri")).await;
        browser.find(".note").await;
        browser.goto(&console.url(&page)).await;
        sees(&shopper, "The trial of this SDKAppID ended on").await;
        assert_eq!(browser.count("form[action$='/audio-video/trial']").await, 0);
        buy(&shopper, &console, &page).await;
    });
}

/// Waits until the page says so; with scripts axe looks at it.
async fn sees(shopper: &Shopper<'_>, text: &str) {
    let said = format!("document.body && document.body.textContent.includes({text:?})");
    shopper.browser.wait_until(&said).await;
    if shopper.scripts {
        let report = shopper.browser.axe().await;
        let found: Vec<String> = report.violations.iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{}: {found:?}", shopper.browser.here().await);
    }
}

async fn buy(shopper: &Shopper<'_>, console: &Console, page: &str) {
    let browser = shopper.browser;
    shopper.press("a[href*='call_pack=basic']").await;
    browser.arrive(paths::BUY).await;
    browser.find("input[name=call_pack][value=basic]:checked").await;
    shopper.tick("#sla").await;
    shopper.press("#buy .btn.pri").await;
    browser.arrive("/quotes/").await;
    shopper.press("button[name=pay][value=now]").await;
    browser.arrive("/orders/").await;
    browser.goto(&console.url(page)).await;
    sees(shopper, "Calls in force").await;
    shopper.press("a[href$='/audio-video']").await;
    browser.arrive(&format!("{page}/audio-video")).await;
    sees(shopper, "No call minutes were reported").await;
}
