//! The main job: from sign-in to a paid package on a card and on its configuration page, with mouse and keyboard, with
//! and without JavaScript, in three languages.

pub(crate) mod shopper;

use fantoccini::actions::{InputSource as _, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use im_console::{cli::demo, web::paths};

use self::shopper::{Hand, Shopper};
use crate::{
    console::{Console, pages},
    support::browse,
};

/// The app that the job adds.
const APP: &str = "Bluebird_Chat";
/// The orders that were paid.
const PAID: &str = "SELECT no FROM orders WHERE status = 'paid'";

#[test]
fn main_job_with_scripts_and_a_mouse_in_chinese() {
    buy_everything("zh-Hans", true, Hand::Mouse);
}

#[test]
fn qn1_main_job_without_scripts_in_english() {
    buy_everything("en", false, Hand::Mouse);
}

#[test]
fn qa6_main_job_with_nothing_but_the_keyboard_in_japanese() {
    buy_everything("ja", true, Hand::Keyboard);
}

#[track_caller]
fn buy_everything(language: &'static str, scripts: bool, hand: Hand) {
    browse(async |browser| {
        let console = Console::open().await;
        console.speak(&browser, language).await;
        browser.scripts(scripts).await;
        let shopper = Shopper { browser: &browser, scripts, hand };
        browser.goto(&console.url(&paths::with_next(paths::SIGN_IN, paths::BUY))).await;
        shopper.sign_in(demo::STUDIO).await;
        browser.arrive(paths::BUY).await;
        fill_the_form(&shopper).await;
        let shown = shopper.amount("#summary .total dd").await;
        shopper.press("#buy .btn.pri").await;
        pay(&shopper, &shown).await;
        find_it(&shopper).await;
    });
}

/// The choices: an app that is made on the way, the professional package with two add-ons for six months.
async fn fill_the_form(shopper: &Shopper<'_>) {
    shopper.choose("data_centre", "sgp").await;
    shopper.open("details:has(#new_app)").await;
    shopper.write("#new_app", APP).await;
    shopper.press(".btn[form=new-app]").await;
    shopper.browser.wait_until("document.querySelector('#app').value !== ''").await;
    shopper.choose("package", "professional").await;
    shopper.choose("groups_per_user", "1000").await;
    shopper.choose("members_per_group", "2000").await;
    shopper.choose("months", "6").await;
    shopper.tick("#sla").await;
}

/// A voucher, the rest from the balance, the receipt.
async fn pay(shopper: &Shopper<'_>, shown: &str) {
    let browser = shopper.browser;
    browser.arrive("/quotes/").await;
    assert_eq!(shopper.amount(".totals .total dd").await, shown, "the check page says what the form said");
    shopper.take_voucher().await;
    let payable = shopper.amount("dl.totals .total dd").await;
    assert_ne!(payable, shown, "a voucher makes it cheaper");
    assert_eq!(shopper.amount("button[name=pay][value=now]").await, payable);
    shopper.press("button[name=pay][value=now]").await;
    browser.arrive("/orders/").await;
    browser.find("section.note.ok").await;
    assert_eq!(shopper.amount(".totals .total span:last-child").await, payable, "what was shown was paid");
}

/// The card, and the configuration page behind it.
async fn find_it(shopper: &Shopper<'_>) {
    let browser = shopper.browser;
    shopper.press("nav.side a[href='/apps']").await;
    browser.arrive(paths::APPS).await;
    shopper.write("#q", APP).await;
    shopper.press("search .btn").await;
    browser.arrive("/apps?").await;
    assert_eq!(browser.count("li.card.app").await, 1);
    let card = browser.text("li.card.app").await;
    assert!(card.contains(APP), "{card}");
    shopper.press("li.card.app h2 a").await;
    browser.arrive("/apps/").await;
    let package = browser.text("section[aria-labelledby=package-title]").await;
    assert!(browser.text("h1").await.contains(APP));
    assert!(package.contains("2026") && package.contains("2027"), "a term of six months: {package}");
    assert_eq!(browser.count("section[aria-labelledby=package-title] ul li").await, 2, "{package}");
}

#[test]
fn qu3_a_double_click_on_pay_buys_once() {
    browse(async |browser| {
        let console = Console::open().await;
        console.sign_in(&browser, demo::STUDIO, "/billing").await;
        let before = console.texts(PAID).await;
        let quote = pages::quotes(&console).await.remove(0);
        browser.goto(&console.url(&quote)).await;
        let pay = browser.find("button[name=pay][value=now]").await;
        let twice = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveToElement { element: pay, duration: None, x: 0.0, y: 0.0 })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        browser.client.perform_actions(twice).await.unwrap();
        browser.arrive("/orders/").await;
        browser.find("section.note.ok").await;
        browser.client.back().await.unwrap();
        browser.goto(&console.url(&quote)).await;
        assert_eq!(console.texts(PAID).await.len(), before.len() + 1, "one order more");
    });
}
