//! One browser for one test: opening, closing, going somewhere, reading and clicking.

use super::driver::{self, Own};
use base64::{Engine, prelude::BASE64_STANDARD};
use fantoccini::{Client, Locator, elements::Element};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tempfile::TempDir;
use tokio::{runtime, sync::Semaphore, time::timeout};

/// Browsers open at the same moment; more make each other slow on a small machine.
static SLOTS: Semaphore = Semaphore::const_new(2);
/// Longest time for one test.
const LIMIT: Duration = Duration::from_mins(6);
/// Longest time for something to appear on a page.
const PATIENCE: Duration = Duration::from_secs(10);

/// A browser with one tab. Its methods panic with a sentence when the page is not as they need it.
#[derive(Clone)]
pub(crate) struct Browser {
    /// For what the methods here do not cover.
    pub(crate) client: Client,
    profile: Arc<TempDir>,
}

/// Runs a test in a browser of its own. Fails it also for what the browser complained about: a violation of the
/// content security policy (SEC25) or an uncaught exception (see [`Browser::take_complaints`]). A failed test leaves a
/// picture and the page's source in `browser/` under the target folder's `tmp`.
#[track_caller]
pub(crate) fn browse(test: impl AsyncFnOnce(Browser)) {
    let runtime = runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let _slot = runtime.block_on(SLOTS.acquire()).unwrap();
    let browser = runtime.block_on(Browser::open());
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            timeout(LIMIT, test(browser.clone())).await.expect("the test took too long");
            let complaints = browser.take_complaints().await;
            assert!(complaints.is_empty(), "the browser complained:\n{}", complaints.join("\n"));
        });
    }));
    runtime.block_on(async {
        if outcome.is_err() {
            browser.leave_evidence().await;
        }
        browser.close().await;
    });
    runtime.shutdown_background();
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

impl Browser {
    async fn open() -> Self {
        let profile = TempDir::new().unwrap();
        let client = driver::session(profile.path()).await;
        Self { client, profile: Arc::new(profile) }
    }

    /// Ends Chromium; a browser that hangs is left to the end of the run.
    async fn close(self) {
        let _ = timeout(PATIENCE, self.client.close()).await;
        drop(self.profile);
    }

    async fn leave_evidence(&self) {
        let thread = std::thread::current();
        let name = thread.name().unwrap_or("unknown").replace("::", ".");
        let source = timeout(PATIENCE, self.client.source()).await;
        if let Ok(Ok(source)) = source {
            fs::write(pictures().join(format!("{name}.html")), source).unwrap();
        }
        if let Ok(picture) = timeout(PATIENCE, self.picture(&name)).await {
            eprintln!("the page as it was: {}", picture.display());
        }
    }

    /// A `DevTools` command, such as `Emulation.setScriptExecutionDisabled`, and its answer.
    pub(crate) async fn cdp(&self, cmd: &str, params: Value) -> Value {
        let body = json!({ "cmd": cmd, "params": params });
        let answer = self.client.issue_cmd(Own { path: "goog/cdp/execute", body }).await;
        answer.unwrap_or_else(|error| panic!("{cmd}: {error}"))
    }

    /// Goes to an address and waits until the page has loaded.
    pub(crate) async fn goto(&self, url: &str) {
        self.client.goto(url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// Path and query of the current page.
    pub(crate) async fn here(&self) -> String {
        let url = self.client.current_url().await.unwrap();
        url.query().map_or(url.path().to_owned(), |query| format!("{}?{query}", url.path()))
    }

    /// Waits until the path of the page begins like this.
    pub(crate) async fn arrive(&self, path: &str) {
        let wait = async { while !self.here().await.starts_with(path) {} };
        let is_there = timeout(PATIENCE, wait).await.is_ok();
        assert!(is_there, "never at {path}, but at {}:\n{}", self.here().await, self.text("main").await);
    }

    /// Runs a function body in the page and gives what it returns.
    pub(crate) async fn run<T: DeserializeOwned>(&self, body: &str, arguments: Vec<Value>) -> T {
        let value =
            self.client.execute(body, arguments).await.unwrap_or_else(|error| panic!("{error}\n{body}"));
        serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{error} in {value}\n{body}"))
    }

    /// The first element that matches, waiting until there is one.
    pub(crate) async fn find(&self, css: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("{css} is not on {}: {error}", self.here().await),
        }
    }

    /// How many elements match now.
    pub(crate) async fn count(&self, css: &str) -> usize {
        self.client.find_all(Locator::Css(css)).await.unwrap().len()
    }

    /// Clicks with the mouse; fails when something covers the element. Waits for the page that a click leads to.
    pub(crate) async fn click(&self, css: &str) {
        let element = self.find(css).await;
        element.click().await.unwrap_or_else(|error| panic!("click {css}: {error}"));
    }

    /// Replaces what stands in a field.
    pub(crate) async fn fill(&self, css: &str, text: &str) {
        let element = self.find(css).await;
        element.clear().await.unwrap_or_else(|error| panic!("clear {css}: {error}"));
        element.send_keys(text).await.unwrap_or_else(|error| panic!("fill {css}: {error}"));
    }

    /// The text as it is shown; nothing for what is hidden. A part of the page that is replaced meanwhile is read anew.
    pub(crate) async fn text(&self, css: &str) -> String {
        loop {
            match self.find(css).await.text().await {
                Err(error) if error.is_stale_element_reference() => {}
                text => return text.unwrap_or_else(|error| panic!("read {css}: {error}")),
            }
        }
    }

    /// Waits until a JavaScript expression is true.
    pub(crate) async fn wait_until(&self, expression: &str) {
        let body = format!("return Boolean({expression})");
        let wait = async { while !self.run::<bool>(&body, vec![]).await {} };
        assert!(timeout(PATIENCE, wait).await.is_ok(), "never true: {expression}");
    }

    /// Saves a picture of the whole page under `name` and tells where.
    pub(crate) async fn picture(&self, name: &str) -> PathBuf {
        let params = json!({ "format": "png", "captureBeyondViewport": true });
        let answer = self.cdp("Page.captureScreenshot", params).await;
        let path = pictures().join(format!("{name}.png"));
        fs::write(&path, BASE64_STANDARD.decode(answer["data"].as_str().unwrap()).unwrap()).unwrap();
        path
    }

    /// What the browser complained about since the last time: violations of the content security policy and
    /// uncaught exceptions. What is taken no longer fails the test.
    pub(crate) async fn take_complaints(&self) -> Vec<String> {
        let is_bad =
            |message: &str| message.contains("Content Security Policy") || message.contains("Uncaught");
        self.take_log().await.into_iter().map(|(_, message)| message).filter(|it| is_bad(it)).collect()
    }

    /// Every severe entry of the browser's log since the last time: those, and files or pages that did not come.
    pub(crate) async fn take_severe(&self) -> Vec<String> {
        let severe = self.take_log().await.into_iter().filter(|(level, _)| level == "SEVERE");
        severe.map(|(_, message)| message).collect()
    }

    /// Level and message of each entry of the log.
    async fn take_log(&self) -> Vec<(String, String)> {
        let log =
            self.client.issue_cmd(Own { path: "se/log", body: json!({ "type": "browser" }) }).await.unwrap();
        let text = |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
        let entries = log.as_array().cloned().unwrap_or_default();
        entries.iter().map(|entry| (text(entry, "level"), text(entry, "message"))).collect()
    }
}

fn pictures() -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    fs::create_dir_all(&dir).unwrap();
    dir
}
