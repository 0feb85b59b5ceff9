//! How every page looks to a person and to a screen reader, in six scenes that cover every pair of language, theme
//! and width: nothing that axe objects to, nothing that is cut off or scrolls sideways, no button too low for a finger, nothing that moves while the
//! page loads, and no more than a page may weigh.

use serde_json::json;
use std::fmt::Write as _;

use crate::{
    console::{
        Console,
        pages::{self, Place, Viewer},
    },
    support::{Browser, Finding, browse},
};

/// The most bytes of a page with all its files, uncompressed (QP1).
const HEAVIEST: u64 = 60_000;
/// The most that a page moves while it loads (QP4): a busy machine may draw it once before the script adds its buttons.
const MOST_SHIFT: f64 = 0.01;
/// The most requests of a page (QP1).
const MOST_REQUESTS: u32 = 5;

/// What axe cannot decide about a colour and a person has: its words, and why it is right. The colours themselves are
/// measured where the style sheet is (QA3).
const UNDECIDED: &[(&str, &str)] = &[
    (
        "partially obscured by another element",
        "the columns of a table that reach under its edge until it is scrolled",
    ),
    ("due to a pseudo element", "the dot of a timeline, which stands beside the text"),
    (
        "contains an image node",
        "the words of a drawing, in the colour of text on the surface of a card (QA3)",
    ),
];

struct Scene {
    language: &'static str,
    theme: &'static str,
    width: u32,
}

/// A scene is looked at in two tests: the pages of applications, which are half of all, and the others.
macro_rules! scenes {
    ($($apps:ident, $others:ident: $language:literal, $theme:literal, $width:literal;)*) => {$(
        #[test]
        fn $apps() {
            look_at_all(&Scene { language: $language, theme: $theme, width: $width }, is_of_app);
        }

        #[test]
        fn $others() {
            look_at_all(&Scene { language: $language, theme: $theme, width: $width }, |place| !is_of_app(place));
        }
    )*};
}

scenes! {
    qa1_apps_in_zh_hans_light_and_wide, qa1_others_in_zh_hans_light_and_wide: "zh-Hans", "light", 1280;
    qa1_apps_in_en_light_and_narrow, qa1_others_in_en_light_and_narrow: "en", "light", 320;
    qa1_apps_in_ja_dark_and_narrow, qa1_others_in_ja_dark_and_narrow: "ja", "dark", 320;
    qa1_apps_in_zh_hans_dark_and_narrow, qa1_others_in_zh_hans_dark_and_narrow: "zh-Hans", "dark", 320;
    qa1_apps_in_en_dark_and_wide, qa1_others_in_en_dark_and_wide: "en", "dark", 1280;
    qa1_apps_in_ja_light_and_wide, qa1_others_in_ja_light_and_wide: "ja", "light", 1280;
}

/// Whether a page belongs to one application.
fn is_of_app(place: &Place) -> bool {
    place.path.starts_with("/apps/")
}

#[track_caller]
fn look_at_all(scene: &Scene, is_meant: fn(&Place) -> bool) {
    browse(async |browser| {
        let console = Console::open().await;
        browser.resize(scene.width, 900, 1.0).await;
        browser.media(&[("prefers-color-scheme", scene.theme)]).await;
        let mut faults = String::new();
        let mut places = pages::all(&console).await;
        places.retain(is_meant);
        browser.prepare_axe().await;
        for viewer in
            Viewer::ALL.into_iter().filter(|viewer| places.iter().any(|place| place.viewer == *viewer))
        {
            console.speak(&browser, scene.language).await;
            viewer.enter(&console, &browser).await;
            for place in places.iter().filter(|place| place.viewer == viewer) {
                for fault in look_at(&console, &browser, place).await {
                    writeln!(faults, "{:?} {}: {fault}", place.viewer, place.path).unwrap();
                }
            }
            viewer.leave(&browser).await;
        }
        assert!(faults.is_empty(), "\n{faults}");
    });
}

async fn look_at(console: &Console, browser: &Browser, place: &Place) -> Vec<String> {
    browser.goto(&console.url(&place.path)).await;
    let mut faults = Vec::new();
    let here = browser.here().await;
    if here != place.path {
        faults.push(format!("leads to {here}"));
    }
    let shift = browser.layout_shift().await;
    if shift > MOST_SHIFT {
        faults.push(format!("QP4: moves by {shift} while it loads"));
    }
    let weight = browser.page_weight().await;
    if weight.bytes > HEAVIEST || weight.requests > MOST_REQUESTS {
        faults.push(format!("QP1: {weight:?}"));
    }
    faults.extend(axe(browser).await);
    let dialogs: Vec<String> = browser.run(DIALOGS, vec![]).await;
    for id in dialogs {
        browser.run::<()>("document.getElementById(arguments[0]).showModal()", vec![json!(id)]).await;
        faults.extend(axe(browser).await.into_iter().map(|fault| format!("dialog {id}: {fault}")));
        browser.run::<()>("document.getElementById(arguments[0]).close()", vec![json!(id)]).await;
    }
    faults.extend(browser.low_buttons().await.into_iter().map(|fault| format!("QA8: {fault}")));
    faults.extend(browser.sideways_scroll().await.into_iter().map(|fault| format!("QA9: {fault}")));
    faults.extend(browser.clipped_text().await.into_iter().map(|fault| format!("QA9: {fault}")));
    browser.widen_text().await;
    faults.extend(browser.sideways_scroll().await.into_iter().map(|fault| format!("QA10: {fault}")));
    faults.extend(browser.clipped_text().await.into_iter().map(|fault| format!("QA10: {fault}")));
    faults
}

const DIALOGS: &str = "return [...document.querySelectorAll('dialog')].map((dialog) => dialog.id)";

/// What axe objects to, and what it could not decide and nobody has (QA2).
async fn axe(browser: &Browser) -> Vec<String> {
    let report = browser.axe().await;
    let known = |finding: &Finding| {
        finding.rule == "color-contrast"
            && UNDECIDED.iter().any(|(words, _)| finding.to_string().contains(words))
    };
    let undecided = report.incomplete.iter().filter(|finding| !known(finding));
    let undecided = undecided.map(|finding| format!("QA2: undecided: {finding}"));
    report.violations.iter().map(|finding| format!("QA1: {finding}")).chain(undecided).collect()
}
