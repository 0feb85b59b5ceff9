//! `ChromeDriver`, one for the whole run. A small shell stands beside it and waits on a pipe that this process holds:
//! however this process ends, the pipe closes and the shell ends `ChromeDriver` and every Chromium it started.

use fantoccini::{Client, ClientBuilder, wd::WebDriverCompatibleCommand};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader, Lines},
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    sync::LazyLock,
};
use url::{ParseError, Url};

const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--force-prefers-reduced-motion",
    "--window-size=1280,900",
];

struct Driver {
    url: String,
    /// Holds the pipe; never read again.
    _guard: Child,
    _output: Lines<BufReader<ChildStdout>>,
}

static DRIVER: LazyLock<Driver> = LazyLock::new(Driver::start);

impl Driver {
    fn start() -> Self {
        let mut guard = Command::new("sh")
            .args(["-c", "trap : TERM; chromedriver --port=0 & read -r _; kill -TERM 0; wait"])
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("there is no shell");
        let mut output = BufReader::new(guard.stdout.take().unwrap()).lines();
        let port = output
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| {
                line.split_once("started successfully on port ")
                    .map(|(_, port)| port.trim_end_matches('.').to_owned())
            })
            .expect("chromedriver did not start: run scripts/tools");
        Self { url: format!("http://127.0.0.1:{port}"), _guard: guard, _output: output }
    }
}

/// A new session in a new Chromium with nothing in its profile.
pub(super) async fn session(profile: &Path) -> Client {
    let mut args: Vec<String> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
    args.push(format!("--user-data-dir={}", profile.display()));
    let capabilities = json!({
        "browserName": "chrome",
        "goog:chromeOptions": { "args": args },
        "goog:loggingPrefs": { "browser": "ALL" },
        "timeouts": { "pageLoad": 20_000, "script": 20_000, "implicit": 0 },
    });
    let Value::Object(capabilities) = capabilities else { unreachable!() };
    ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(&DRIVER.url)
        .await
        .expect("Chromium did not start: run scripts/tools")
}

/// A command of `ChromeDriver`'s own: a path below the session and a body.
#[derive(Debug)]
pub(super) struct Own {
    pub(super) path: &'static str,
    pub(super) body: Value,
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(self.body.to_string()))
    }
}
