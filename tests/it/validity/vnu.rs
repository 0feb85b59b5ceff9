//! The Nu HTML checker over many pages at once.

use serde_json::Value;
use std::{collections::BTreeMap, fmt::Write, fs, path::Path, process::Command};

/// Errors and warnings by the name of the page; a page without any is not in it.
pub(crate) type Messages = BTreeMap<String, Vec<String>>;

/// Checks pages given as name and HTML, all in one JVM (about 2 s and 12 ms a page). Hints of the kind "info" are
/// left out. Fails when Java or the checker is missing.
pub(crate) fn check(pages: &[(String, String)]) -> Messages {
    assert!(!pages.is_empty(), "no pages to check");
    let dir = tempfile::tempdir().unwrap();
    for (number, (_, html)) in pages.iter().enumerate() {
        fs::write(dir.path().join(format!("{number}.html")), html).unwrap();
    }
    let mut messages = Messages::new();
    for message in run(dir.path()) {
        let url = message["url"].as_str().unwrap_or_default();
        let number =
            url.rsplit('/').next().and_then(|file| file.strip_suffix(".html")?.parse::<usize>().ok());
        let name = number.map_or("(the checker itself)", |number| pages[number].0.as_str());
        messages.entry(name.to_owned()).or_default().push(sentence(&message));
    }
    messages
}

/// Fails with every message when a page has one.
#[track_caller]
pub(crate) fn assert_valid(pages: &[(String, String)]) {
    let mut text = String::new();
    for (name, messages) in check(pages) {
        writeln!(text, "{name}\n  {}", messages.join("\n  ")).unwrap();
    }
    assert!(text.is_empty(), "\n{text}");
}

fn run(dir: &Path) -> Vec<Value> {
    let jar = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/vnu-jar/build/dist/vnu.jar");
    assert!(jar.exists(), "the HTML checker is missing: run scripts/tools");
    let output = Command::new("java")
        .args(["-Xmx1g", "-jar"])
        .arg(jar)
        .args(["--Werror", "--exit-zero-always", "--no-langdetect", "--skip-info-messages"])
        .args(["--skip-non-html", "--stdout", "--format", "json"])
        .arg(dir)
        .output()
        .expect("java is missing: run scripts/tools");
    let text = String::from_utf8_lossy(&output.stdout);
    let report: Value = serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("{error}: {text}{}", String::from_utf8_lossy(&output.stderr)));
    report["messages"].as_array().cloned().unwrap_or_default()
}

fn sentence(message: &Value) -> String {
    let kind = message["subType"].as_str().or(message["type"].as_str()).unwrap_or("message");
    let line = message["lastLine"].as_u64().unwrap_or_default();
    let words = message["message"].as_str().unwrap_or_default();
    let extract = message["extract"].as_str().unwrap_or_default().replace('\n', " ");
    format!("{kind}, line {line}: {words} [{extract}]")
}
