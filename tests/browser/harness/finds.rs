//! What the harness finds on a page.

use super::site::site;
use crate::support::{Browser, browse, server::serve};

/// Runs a test on a page with `main` in it.
#[track_caller]
fn on(main: &'static str, test: impl AsyncFnOnce(Browser)) {
    browse(async |browser| {
        let server = serve(site(main)).await;
        browser.goto(&server.url("/planted")).await;
        test(browser).await;
    });
}

#[test]
fn harness_nothing_is_found_on_a_good_page() {
    browse(async |browser| {
        let server = serve(site("")).await;
        for (width, scheme) in [(1280, "light"), (320, "dark")] {
            browser.resize(width, 900, 1.0).await;
            browser.media(&[("prefers-color-scheme", scheme)]).await;
            browser.goto(&server.url("/")).await;
            let report = browser.axe().await;
            assert!(report.violations.is_empty(), "{:#?}", report.violations);
            assert!(report.incomplete.is_empty(), "{:#?}", report.incomplete);
            assert_eq!(browser.sideways_scroll().await, Vec::<String>::new());
            assert_eq!(browser.clipped_text().await, Vec::<String>::new());
            browser.widen_text().await;
            assert_eq!(browser.clipped_text().await, Vec::<String>::new());
        }
        let picture = browser.picture("harness").await;
        assert!(picture.metadata().unwrap().len() > 5_000, "{}", picture.display());
    });
}

#[test]
fn qa2_axe_finds_pale_text_a_missing_label_and_a_skipped_heading() {
    on("<h1>A</h1><p class=\"pale\">Pale</p><input><h4>B</h4>", async |browser| {
        let report = browser.axe().await;
        let rules: Vec<_> = report.violations.iter().map(|finding| finding.rule.as_str()).collect();
        assert_eq!(rules, ["color-contrast", "heading-order", "label"], "{report:#?}");
        assert_eq!(report.violations[0].target, ".pale");
        assert!(report.violations[0].to_string().starts_with("color-contrast on .pale: "));
    });
}

#[test]
fn harness_a_wide_page_is_found() {
    on("<h1>A</h1><p class=\"wide\">B</p>", async |browser| {
        let faults = browser.sideways_scroll().await;
        assert_eq!(faults.last().unwrap(), "<p class=\"wide\"></p>", "{faults:?}");
    });
}

#[test]
fn qa8_a_low_button_is_found() {
    on("<h1>A</h1><a class=\"btn\" href=\"/\">B</a>", async |browser| {
        let faults = browser.low_buttons().await;
        assert!(faults.len() == 1 && faults[0].starts_with("B: "), "{faults:?}");
    });
}

#[test]
fn harness_cut_off_text_is_found() {
    let main =
        "<h1>A</h1><p class=\"cut\">Too long for its box</p><p class=\"tight\">Fits until it is widened</p>";
    on(main, async |browser| {
        let faults = browser.clipped_text().await;
        assert!(
            faults.len() == 1 && faults[0].starts_with("“Too long for its box” is cut off by <p"),
            "{faults:?}"
        );
        browser.widen_text().await;
        assert_eq!(browser.clipped_text().await.len(), 2);
    });
}

#[test]
fn harness_a_focus_that_cannot_be_seen_is_found() {
    on("<h1>A</h1><button class=\"unmarked\">B</button>", async |browser| {
        assert_eq!(browser.focus_fault().await.as_deref(), Some("nothing has the focus"));
        browser.run::<()>("document.querySelector('.unmarked').focus()", vec![]).await;
        assert_eq!(browser.focus_fault().await.as_deref(), Some("the focus looks like no focus"));
    });
    on("<h1>A</h1><button>B</button><div class=\"cover\"></div>", async |browser| {
        browser.run::<()>("document.querySelector('button').focus({ focusVisible: true })", vec![]).await;
        let fault = browser.focus_fault().await.unwrap();
        assert_eq!(fault, "the focus is covered by <div class=\"cover\"></div>");
    });
}

#[test]
#[should_panic(expected = "Content Security Policy")]
fn sec25_an_inline_style_fails_a_test() {
    on("<h1 style=\"color: red\">A</h1>", async |_| {});
}

#[test]
#[should_panic(expected = "planted")]
fn harness_a_failed_test_keeps_its_words() {
    on("<h1>A</h1>", async |_| panic!("planted"));
}

#[test]
fn harness_the_weight_of_a_page_counts_every_file() {
    on("<h1>A</h1>", async |browser| {
        let first = browser.page_weight().await;
        // The icon may come after the page counts as loaded.
        assert!((3..=4).contains(&first.requests), "{first:?}");
        assert!(first.bytes > 1_500 && first.bytes == first.sent, "{first:?}");
    });
}

#[test]
fn harness_a_layout_shift_is_measured() {
    on("<h1>A</h1><button id=\"grow\">Grow</button><p>Below</p>", async |browser| {
        assert!(browser.layout_shift().await < f64::EPSILON);
        browser.click("#grow").await;
        assert!(browser.layout_shift().await > 0.001);
    });
}
