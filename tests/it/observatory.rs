//! What Mozilla's HTTP Observatory says about the headers of answers (SEC25).

use std::{
    collections::BTreeMap,
    io::Write as _,
    process::{Command, Stdio},
};

use axum::http::{HeaderName, HeaderValue};
use im_console::config::Settings;
use serde_json::{Value, json};

use crate::support::{
    app::{Build, PASSWORD, TestApp},
    page::Page,
};

/// The least score of a site that has everything; beyond it there is extra credit.
const FULL: i64 = 100;

/// An answer as the analyser takes it, with the cookies that were set on the way to it.
fn answer(path: &str, page: &Page, cookies: &[String]) -> Value {
    let header =
        |(name, value): (&HeaderName, &HeaderValue)| (name.to_string(), value.to_str().unwrap().to_owned());
    let headers: BTreeMap<_, _> = page.headers.iter().map(header).collect();
    json!({ "path": path, "status": page.status, "headers": headers, "cookies": cookies, "body": page.body })
}

fn set_cookies(page: &Page) -> Vec<String> {
    page.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap().to_owned()).collect()
}

/// Score and failed tests of each answer.
fn grades(answers: &[Value]) -> Vec<Value> {
    let mut node = Command::new("node")
        .arg("tests/it/observatory.mjs")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node is missing: run scripts/tools");
    node.stdin.take().unwrap().write_all(json!(answers).to_string().as_bytes()).unwrap();
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "the analyser does not run: run scripts/tools");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[tokio::test]
async fn sec25_the_observatory_gives_every_kind_of_page_more_than_full_marks() {
    let settings = Settings { public_url: Some("https://console.example.com".into()), ..Settings::default() };
    let app = TestApp::build(Build { settings, ..Build::default() }).await;
    let mut jane = app.browser();
    let form = [("email", "jane@example.com"), ("password", PASSWORD)];
    let entered = set_cookies(&jane.post("/sign-up", &form).await);
    assert!(entered.iter().any(|cookie| cookie.starts_with("__Host-sid=")), "{entered:?}");
    let mut answers = Vec::new();
    for path in ["/sign-in", "/help", "/operator/sign-in"] {
        let page = app.browser().get(path).await;
        answers.push(answer(path, &page, &set_cookies(&page)));
    }
    for path in ["/apps", "/buy", "/billing", "/account"] {
        let page = jane.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        answers.push(answer(path, &page, &entered));
    }
    let grades = grades(&answers);
    assert_eq!(grades.len(), answers.len());
    for grade in &grades {
        assert!(grade["score"].as_i64().unwrap() >= FULL, "{grade}");
        assert_eq!(grade["failed"], json!([]), "{grade}");
    }
}

#[tokio::test]
async fn sec25_the_observatory_finds_a_policy_that_lets_inline_scripts_run() {
    let app = TestApp::live().await;
    let mut page = app.browser().get("/sign-in").await;
    page.headers.insert("content-security-policy", "script-src 'unsafe-inline'".parse().unwrap());
    let grades = grades(&[answer("/sign-in", &page, &[])]);
    assert!(grades[0]["score"].as_i64().unwrap() < FULL, "{}", grades[0]);
}
