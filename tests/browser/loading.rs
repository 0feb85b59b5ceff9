//! What comes over the wire and how it is drawn: files that are kept for good, the right face for each language, and
//! borders where the visitor's own colours replace ours.

use im_console::cli::demo;
use serde_json::json;

use crate::{
    console::Console,
    support::{Browser, browse},
};

/// Pages that are drawn with much on them.
const RICH: [&str; 4] = ["/apps", "/buy", "/billing", "/account"];

#[test]
fn qp6_a_second_visit_asks_for_the_page_alone() {
    browse(async |browser| {
        let console = Console::open().await;
        console.sign_in(&browser, demo::STUDIO, "/billing").await;
        browser.goto(&console.url("/account")).await;
        let files: Vec<String> = browser
            .run("return performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname)", vec![])
            .await;
        assert!(files.len() >= 2, "{files:?}");
        for file in &files {
            let (stem, rest) =
                file.rsplit_once('-').unwrap_or_else(|| panic!("{file} has no hash in its name"));
            let (hash, _) = rest.split_once('.').unwrap();
            assert!(stem.starts_with("/static/") && hash.len() == 16, "{file}");
            let kept: String = browser
                .run(
                    "return fetch(arguments[0]).then((answer) => answer.headers.get('cache-control'))",
                    vec![json!(file)],
                )
                .await;
            assert!(kept.contains("immutable"), "{file}: {kept}");
        }
        browser.goto(&console.url("/billing")).await;
        let sent: Vec<String> = browser
            .run(
                "return ['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type))
                 .filter((entry) => entry.transferSize > 0).map((entry) => entry.name)",
                vec![],
            )
            .await;
        assert_eq!(sent, [console.url("/billing")], "only the page itself");
    });
}

#[test]
fn ql4_each_language_is_drawn_with_its_own_face() {
    browse(async |browser| {
        let console = Console::open().await;
        for (language, face) in [("zh-Hans", "SC"), ("ja", "JP"), ("en", "SC")] {
            console.speak(&browser, language).await;
            let fonts = fonts_of(&browser, "h1").await;
            let is_right = |font: &String| font.ends_with(face);
            let cjk: Vec<_> = fonts.iter().filter(|font| font.contains("CJK")).collect();
            assert!(cjk.iter().all(|font| is_right(font)), "{language}: {fonts:?}");
            assert!(language == "en" || !cjk.is_empty(), "{language}: {fonts:?}");
        }
    });
}

async fn fonts_of(browser: &Browser, css: &str) -> Vec<String> {
    for domain in ["DOM.enable", "CSS.enable"] {
        browser.cdp(domain, json!({})).await;
    }
    let document = browser.cdp("DOM.getDocument", json!({})).await;
    let root = &document["root"]["nodeId"];
    let found = browser.cdp("DOM.querySelector", json!({ "nodeId": root, "selector": css })).await;
    let answer = browser.cdp("CSS.getPlatformFontsForNode", json!({ "nodeId": found["nodeId"] })).await;
    let fonts = answer["fonts"].as_array().unwrap();
    fonts.iter().map(|font| font["familyName"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn qa11_forced_colours_keep_every_border() {
    browse(async |browser| {
        let console = Console::open().await;
        console.sign_in(&browser, demo::STUDIO, "/billing").await;
        browser.media(&[("forced-colors", "active")]).await;
        for path in RICH {
            browser.goto(&console.url(path)).await;
            let bare: Vec<String> = browser
                .run(
                    "return [...document.querySelectorAll('.badge, .btn, .card, .note, .chip')]
                     .filter((element) => element.checkVisibility())
                     .filter((element) => parseFloat(getComputedStyle(element).borderTopWidth) === 0)
                     .map((element) => element.cloneNode(false).outerHTML)",
                    vec![],
                )
                .await;
            assert_eq!(bare, Vec::<String>::new(), "{path}");
            browser.tab_to("main a, main button, main input").await;
        }
    });
}

#[test]
fn qa9_nothing_is_lost_at_twice_the_size() {
    browse(async |browser| {
        let console = Console::open().await;
        console.sign_in(&browser, demo::STUDIO, "/billing").await;
        browser.resize(640, 450, 2.0).await;
        for path in RICH {
            browser.goto(&console.url(path)).await;
            assert_eq!(browser.sideways_scroll().await, Vec::<String>::new(), "{path}");
            assert_eq!(browser.clipped_text().await, Vec::<String>::new(), "{path}");
        }
    });
}
