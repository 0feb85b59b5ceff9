//! Forms with a file (RFC 7578). The body is read to its end by the rules of [`super::extract`] and taken apart in memory:
//! nothing is written to a disk, and no name that a browser sends is ever part of a path (SEC43).

use axum::{
    extract::{FromRequest, Request},
    http::{HeaderMap, header::CONTENT_TYPE},
};

use super::{
    error::Error,
    extract::{FORM_BYTES, is_form, parse, read},
};

/// The largest form with a file, in bytes (SEC41).
pub const UPLOAD_BYTES: usize = 256 * 1_024;
/// The most parts of a form with a file (SEC41).
pub const PARTS: usize = 10;
/// The most bytes of the headers of a part.
const HEAD_BYTES: usize = 1_024;
/// The most characters of a boundary (RFC 2046).
const BOUNDARY: usize = 70;

/// A form that was posted, with or without a file; one that has no file may be urlencoded too. A field that comes twice
/// is 400 (SEC20), like parts too many.
#[derive(Debug)]
pub struct Upload {
    parts: Vec<Part>,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    name: String,
    file_name: Option<String>,
    content: Vec<u8>,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        if is_form(request.headers()) {
            let pairs: Vec<(String, String)> = parse(&read(request, FORM_BYTES).await?)?;
            let part =
                |(name, text): (String, String)| Part { name, file_name: None, content: text.into_bytes() };
            return Ok(Self { parts: pairs.into_iter().map(part).collect() });
        }
        let headers = request.headers().clone();
        boundary(&headers).ok_or(Error::BadRequest)?;
        Self::parse(&headers, &read(request, UPLOAD_BYTES).await?)
    }
}

impl Upload {
    /// A form with a file from its body.
    pub(super) fn parse(headers: &HeaderMap, body: &[u8]) -> Result<Self, Error> {
        let boundary = boundary(headers).ok_or(Error::BadRequest)?;
        let parts = split(body, &boundary).ok_or(Error::BadRequest)?;
        let mut names: Vec<_> = parts.iter().map(|part| &part.name).collect();
        names.sort_unstable();
        let is_twice = names.windows(2).any(|pair| pair.first() == pair.last());
        if is_twice { Err(Error::BadRequest) } else { Ok(Self { parts }) }
    }

    /// Every field with its text; files have none.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, Option<String>)> {
        self.parts.iter().map(|part| {
            let text = || String::from_utf8_lossy(&part.content).into_owned();
            (part.name.as_str(), part.file_name.is_none().then(text))
        })
    }

    /// The text of a field; empty when it was not sent. Bytes that are no text become signs that no field takes.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        let found = self.parts.iter().find(|part| part.name == name);
        found.map_or_else(String::new, |part| String::from_utf8_lossy(&part.content).into_owned())
    }

    /// The name and the content of a file; none when none was chosen.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<(&str, &[u8])> {
        let found = self.parts.iter().find(|part| part.name == name && !part.content.is_empty())?;
        Some((found.file_name.as_deref().unwrap_or_default(), &found.content))
    }
}

fn boundary(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let (kind, parameters) = kind.split_once(';')?;
    let of = |parameter: &str| {
        parameter.trim().strip_prefix("boundary=").map(|text| text.trim_matches('"').to_owned())
    };
    let boundary = parameters.split(';').find_map(of)?;
    let is_right =
        kind.trim().eq_ignore_ascii_case("multipart/form-data") && (1..=BOUNDARY).contains(&boundary.len());
    is_right.then_some(boundary)
}

/// The parts of a body, at most [`PARTS`]; none when it is not as browsers write it.
fn split(body: &[u8], boundary: &str) -> Option<Vec<Part>> {
    let delimiter = format!("\r\n--{boundary}");
    let mut rest = body.strip_prefix(delimiter.trim_start().as_bytes())?;
    let mut parts = Vec::new();
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let head_end = find(part, b"\r\n\r\n").filter(|end| *end <= HEAD_BYTES)?;
        let (head, content) = part.split_at_checked(head_end)?;
        let content = content.get(4..)?;
        let (content, after) = content.split_at_checked(find(content, delimiter.as_bytes())?)?;
        let (name, file_name) = names(std::str::from_utf8(head).ok()?)?;
        parts.push(Part { name, file_name, content: content.to_vec() });
        if parts.len() > PARTS {
            return None;
        }
        rest = after.get(delimiter.len()..)?;
    }
    rest.starts_with(b"--").then_some(parts)
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}

/// The name of a field and of its file, from the headers of its part.
fn names(head: &str) -> Option<(String, Option<String>)> {
    let line = head.split("\r\n").find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case("content-disposition").then_some(value.trim())
    })?;
    let mut rest = line.strip_prefix("form-data")?;
    let (mut name, mut file_name) = (None, None);
    while let Some((key, after)) = rest.split_once("=\"") {
        let (value, next) = after.split_once('"')?;
        match key.trim_start_matches([';', ' ']) {
            "name" => name = Some(value.to_owned()),
            "filename" => file_name = Some(value.to_owned()),
            _ => (),
        }
        rest = next;
    }
    Some((name?, file_name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "--xx\r\nContent-Disposition: form-data; name=\"vendor\"\r\n\r\napns\r\n--xx\r\n\
        Content-Disposition: form-data; name=\"file\"; filename=\"a;b.p12\"\r\nContent-Type: x/y\r\n\r\n\u{0}\r\n--x\r\n--xx--\r\n";

    #[test]
    fn sec41_a_form_with_a_file_is_taken_apart_and_nothing_else_is() {
        let upload = Upload { parts: split(FORM.as_bytes(), "xx").unwrap() };
        assert_eq!((upload.text("vendor").as_str(), upload.text("none").as_str()), ("apns", ""));
        assert_eq!(upload.file("file"), Some(("a;b.p12", b"\0\r\n--x".as_slice())));
        for end in 0..FORM.len() - 4 {
            assert_eq!(split(&FORM.as_bytes()[..end], "xx"), None, "{end}");
        }
        for wrong in ["", "--", "--xx", "--xx\r\n\r\n\r\n--xx--", "--xx\r\nX: y\r\n\r\n\r\n--xx--"] {
            assert_eq!(split(wrong.as_bytes(), "xx"), None, "{wrong:?}");
        }
        let many = "--xx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n".repeat(PARTS + 1);
        assert_eq!(split(format!("{many}--xx--").as_bytes(), "xx"), None);
    }
}
