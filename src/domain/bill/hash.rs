//! What a closed month is sealed with: the SHA-256 of its content as canonical JSON, so that a rerun can show that it
//! comes to the same and a reader that nothing was changed.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// `content` as JSON without spaces, the keys of every object in the order of their bytes. Amounts and times are whole
/// numbers, so there is one way only to write them.
///
/// # Errors
/// When the content can't be JSON, such as a map whose keys are no texts.
pub fn canonical(content: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut text = String::new();
    write(&mut text, &serde_json::to_value(content)?);
    Ok(text)
}

fn write(text: &mut String, value: &Value) {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<_> = map.iter().collect();
            keys.sort_by_key(|(key, _)| *key);
            let parts = keys.into_iter().map(|(key, value)| (Some(key), value));
            list(text, ('{', '}'), parts);
        }
        Value::Array(values) => list(text, ('[', ']'), values.iter().map(|value| (None, value))),
        plain => text.push_str(&plain.to_string()),
    }
}

fn list<'a>(
    text: &mut String,
    (open, close): (char, char),
    parts: impl Iterator<Item = (Option<&'a String>, &'a Value)>,
) {
    text.push(open);
    for (index, (key, value)) in parts.enumerate() {
        if index > 0 {
            text.push(',');
        }
        if let Some(key) = key {
            text.push_str(&Value::from(key.as_str()).to_string());
            text.push(':');
        }
        write(text, value);
    }
    text.push(close);
}

/// The SHA-256 of a text, in lower-case hexadecimal.
#[must_use]
pub fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
