//! What can be measured on a page as it is drawn: accessibility, overflow, cut-off text, weight, shifts.

use super::Browser;
use serde::Deserialize;
use serde_json::json;
use std::{fmt, fs, path::Path, sync::LazyLock};

static AXE: LazyLock<String> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/axe-core/axe.min.js");
    fs::read_to_string(path).expect("axe-core is missing: run scripts/tools")
});

/// What axe says about a page.
#[derive(Debug, Deserialize)]
pub(crate) struct AxeReport {
    pub(crate) violations: Vec<Finding>,
    /// What axe could not decide.
    pub(crate) incomplete: Vec<Finding>,
}

/// One rule that one element breaks.
#[derive(Debug, Deserialize)]
pub(crate) struct Finding {
    pub(crate) rule: String,
    /// A selector for the element.
    pub(crate) target: String,
    summary: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on {}: {}", self.rule, self.target, self.summary.replace('\n', " "))
    }
}

/// What a page cost to load.
#[derive(Debug, Deserialize)]
pub(crate) struct Weight {
    /// The page itself and everything it fetched.
    pub(crate) requests: u32,
    /// Bytes of all bodies, uncompressed.
    pub(crate) bytes: u64,
    /// Bytes of all bodies as they were sent, without what came from the cache.
    pub(crate) sent: u64,
}

impl Browser {
    /// Has axe on every page from now on, before the page's own scripts: it is not sent anew for each.
    pub(crate) async fn prepare_axe(&self) {
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": *AXE })).await;
    }

    /// Runs axe with every WCAG 2.2 AA rule and its best practices. Needs scripts to be on.
    pub(crate) async fn axe(&self) -> AxeReport {
        let body = "const done = arguments[arguments.length - 1];
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
            const flat = (results) => results.flatMap((rule) => rule.nodes.map((node) => (
                { rule: rule.id, target: node.target.flat().join(' '), summary: node.failureSummary || rule.help })));
            // There are no frames and no films to fetch, for which it would wait.
            const options = { runOnly: tags, resultTypes: ['violations', 'incomplete'], preload: false, iframes: false };
            axe.run(document, options).then(
                (result) => done({ violations: flat(result.violations), incomplete: flat(result.incomplete) }),
                (error) => done({ violations: [{ rule: 'axe', target: '', summary: String(error) }], incomplete: [] }));";
        if !self.run::<bool>("return typeof axe === 'object'", vec![]).await {
            self.run::<()>(&AXE, vec![]).await;
        }
        let report =
            self.client.execute_async(body, vec![]).await.expect("axe does not finish without scripts");
        serde_json::from_value(report).unwrap()
    }

    /// Why the page scrolls sideways; empty when it does not.
    pub(crate) async fn sideways_scroll(&self) -> Vec<String> {
        self.run(include_str!("js/overflow.js"), vec![]).await
    }

    /// Texts that are cut off.
    pub(crate) async fn clipped_text(&self) -> Vec<String> {
        self.run(include_str!("js/clipped.js"), vec![]).await
    }

    /// Buttons that are drawn lower than 36 px (QA8); axe looks at the smaller targets.
    pub(crate) async fn low_buttons(&self) -> Vec<String> {
        let body = "return [...document.querySelectorAll('.btn')]
            .map((button) => [button.getBoundingClientRect().height, button.textContent.trim()])
            .filter(([height]) => height > 0 && height < 35.5).map(([height, name]) => `${name}: ${height} px`)";
        self.run(body, vec![]).await
    }

    /// What the current page cost to load.
    pub(crate) async fn page_weight(&self) -> Weight {
        let body =
            "const all = ['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type));
            const sum = (of) => all.map(of).reduce((a, b) => a + b, 0);
            const sent = (entry) => entry.transferSize === 0 ? 0 : entry.encodedBodySize;
            return { requests: all.length, bytes: sum((entry) => entry.decodedBodySize), sent: sum(sent) };";
        self.run(body, vec![]).await
    }

    /// The sum of all layout shifts since the page began to load, those right after a click or a key too.
    pub(crate) async fn layout_shift(&self) -> f64 {
        let body = "const done = arguments[arguments.length - 1]; let sum = 0;
            const observer = new PerformanceObserver((list) => list.getEntries().forEach((e) => { sum += e.value }));
            observer.observe({ type: 'layout-shift', buffered: true });
            requestAnimationFrame(() => setTimeout(() => {
                observer.takeRecords().forEach((e) => { sum += e.value }); done(sum) }, 50));";
        self.client.execute_async(body, vec![]).await.unwrap().as_f64().unwrap()
    }

    /// A computed style property of the first element that matches.
    pub(crate) async fn style(&self, css: &str, property: &str) -> String {
        let body =
            "return getComputedStyle(document.querySelector(arguments[0])).getPropertyValue(arguments[1])";
        self.run(body, vec![json!(css), json!(property)]).await
    }
}
