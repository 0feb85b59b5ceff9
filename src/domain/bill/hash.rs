//! What a closed month is sealed with: the SHA-256 of its content as canonical JSON, so that a rerun can show that it
//! comes to the same and a reader that nothing was changed.

use std::{borrow::Cow, fmt::Write as _, ops::Range};

use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// `content` as JSON without spaces, the keys of every object in the order of their bytes. Amounts and times are whole
/// numbers, so there is one way only to write them.
///
/// # Errors
/// When the content can't be JSON, such as a map whose keys are no texts.
pub fn canonical(content: &impl Serialize) -> Result<String, serde_json::Error> {
    let plain = serde_json::to_string(content)?;
    let mut text = String::with_capacity(plain.len());
    sort_value(&plain, &mut text);
    Ok(text)
}

/// Writes the value that `json` begins with, its keys sorted, and gives what follows it. The text is as `serde_json`
/// writes it: a tree of values for all the lines of a bill costs ten times as much as to sort the text.
fn sort_value<'a>(json: &'a str, text: &mut String) -> &'a str {
    match json.as_bytes().first() {
        Some(b'{') => sort_object(json, text),
        Some(b'[') => sort_array(json, text),
        Some(b'"') => copy(json, end_of_text(json), text),
        _ => copy(json, json.find([',', ']', '}']).unwrap_or(json.len()), text),
    }
}

fn copy<'a>(json: &'a str, length: usize, text: &mut String) -> &'a str {
    let (own, after) = json.split_at(length);
    text.push_str(own);
    after
}

/// Where the text that `json` begins with ends, its closing quotation mark included.
fn end_of_text(json: &str) -> usize {
    let mut is_escaped = false;
    let closing = json.bytes().skip(1).position(|byte| {
        let closes = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        closes
    });
    closing.map_or(json.len(), |place| place + 2)
}

fn sort_array<'a>(json: &'a str, text: &mut String) -> &'a str {
    let mut left = copy(json, 1, text);
    while !left.is_empty() && !left.starts_with(']') {
        left = left.strip_prefix(',').map_or(left, |after| {
            text.push(',');
            after
        });
        left = sort_value(left, text);
    }
    copy(left, left.len().min(1), text)
}

fn sort_object<'a>(json: &'a str, text: &mut String) -> &'a str {
    let start = text.len();
    let mut members: Vec<(Cow<'a, str>, Range<usize>)> = Vec::new();
    let mut left = json.strip_prefix('{').unwrap_or_default();
    while !left.is_empty() && !left.starts_with('}') {
        left = left.strip_prefix(',').unwrap_or(left);
        let (from, quoted) = (text.len() - start, end_of_text(left));
        let key = key_of(left.split_at(quoted).0);
        left = copy(left, (quoted + 1).min(left.len()), text);
        left = sort_value(left, text);
        members.push((key, from..text.len() - start));
    }
    let unsorted = text.split_off(start);
    members.sort_by(|(one, _), (other, _)| one.cmp(other));
    text.push('{');
    for (index, (_, place)) in members.into_iter().enumerate() {
        text.push_str(if index == 0 { "" } else { "," });
        text.push_str(unsorted.get(place).unwrap_or_default());
    }
    text.push('}');
    left.strip_prefix('}').unwrap_or_default()
}

/// A key without its quotation marks.
fn key_of(quoted: &str) -> Cow<'_, str> {
    if quoted.contains('\\') {
        return Cow::Owned(serde_json::from_str(quoted).unwrap_or_default());
    }
    Cow::Borrowed(quoted.trim_matches('"'))
}

/// The SHA-256 of a text, in lower-case hexadecimal.
#[must_use]
pub fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::canonical;

    #[test]
    fn u7_canonical_json_has_the_keys_of_every_object_in_the_order_of_their_bytes_whatever_order_they_come_in()
     {
        #[derive(serde::Serialize)]
        struct Unsorted {
            z: Value,
            #[serde(rename = "a\"b")]
            quoted: &'static str,
            a: Vec<Vec<i64>>,
            #[serde(rename = "a b")]
            spaced: Option<bool>,
            #[serde(rename = "ä")]
            accented: (),
        }
        let z = json!({ "y": [{ "d": "}],\\\"{", "c": -1 }, [], {}], "x": "直\n" });
        let unsorted =
            Unsorted { z, quoted: "\\", a: vec![vec![2, 1], vec![]], spaced: Some(true), accented: () };
        assert_eq!(
            canonical(&unsorted).unwrap(),
            r#"{"a":[[2,1],[]],"a b":true,"a\"b":"\\","z":{"x":"直\n","y":[{"c":-1,"d":"}],\\\"{"},[],{}]},"ä":null}"#
        );
        assert_eq!(canonical(&"plain").unwrap(), r#""plain""#);
    }
}
