//! Forms with a file (RFC 7578). The body is read to its end by the rules of [`super::extract`] and taken apart in memory:
//! nothing is written to a disk, and no name that a browser sends is ever part of a path (SEC43).

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Multipart, Request, multipart::Field},
    http::HeaderMap,
};

use super::{
    error::Error,
    extract::{FORM_BYTES, is_form, parse, read},
};

/// The largest form with a file, in bytes (SEC41).
pub const UPLOAD_BYTES: usize = 256 * 1_024;
/// The most parts of a form with a file (SEC41).
pub const PARTS: usize = 10;

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
        let (head, body) = request.into_parts();
        let body = read(Request::from_parts(head.clone(), body), UPLOAD_BYTES).await?;
        Self::taken_apart(Request::from_parts(head, Body::from(body))).await
    }
}

impl Upload {
    /// A form with a file whose body has been read before.
    pub(super) async fn of_body(headers: &HeaderMap, body: Bytes) -> Result<Self, Error> {
        let mut form = Request::new(Body::from(body));
        headers.clone_into(form.headers_mut());
        Self::taken_apart(form).await
    }

    async fn taken_apart(form: Request) -> Result<Self, Error> {
        let form = Multipart::from_request(form, &()).await.map_err(|_| Error::BadRequest)?;
        Ok(Self { parts: parts(form).await? })
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

/// The parts of a form, at most [`PARTS`], each with another name.
async fn parts(mut form: Multipart) -> Result<Vec<Part>, Error> {
    let mut parts: Vec<Part> = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|_| Error::BadRequest)? {
        let part = part(field).await?;
        let is_twice = parts.iter().any(|other| other.name == part.name);
        if is_twice || parts.len() == PARTS {
            return Err(Error::BadRequest);
        }
        parts.push(part);
    }
    Ok(parts)
}

async fn part(field: Field<'_>) -> Result<Part, Error> {
    let name = field.name().ok_or(Error::BadRequest)?.to_owned();
    let file_name = field.file_name().map(ToOwned::to_owned);
    let content = field.bytes().await.map_err(|_| Error::BadRequest)?.to_vec();
    Ok(Part { name, file_name, content })
}

#[cfg(test)]
mod tests {
    use axum::http::header::CONTENT_TYPE;

    use super::*;

    const FORM: &str = "--xx\r\nContent-Disposition: form-data; name=\"vendor\"\r\n\r\napns\r\n--xx\r\n\
        Content-Disposition: form-data; name=\"file\"; filename=\"a;b.p12\"\r\nContent-Type: x/y\r\n\r\n\u{0}\r\n--x\r\n--xx--\r\n";

    async fn taken(kind: &str, body: &str) -> Result<Upload, Error> {
        let request =
            Request::post("/").header(CONTENT_TYPE, kind).body(Body::from(body.to_owned())).unwrap();
        Upload::from_request(request, &()).await
    }

    #[tokio::test]
    async fn sec41_a_form_with_a_file_is_taken_apart_and_nothing_else_is() {
        let kind = "multipart/form-data; boundary=xx";
        let upload = taken(kind, FORM).await.unwrap();
        assert_eq!((upload.text("vendor").as_str(), upload.text("none").as_str()), ("apns", ""));
        assert_eq!(upload.file("file"), Some(("a;b.p12", b"\0\r\n--x".as_slice())));
        let is_bad = |taken| matches!(taken, Err(Error::BadRequest));
        for end in 0..FORM.len() - 4 {
            assert!(is_bad(taken(kind, &FORM[..end]).await), "{end}");
        }
        for wrong in ["", "--", "--xx", "--xx\r\n\r\n\r\n--xx--", "--xx\r\nX: y\r\n\r\n\r\n--xx--"] {
            assert!(is_bad(taken(kind, wrong).await), "{wrong:?}");
        }
        for kind in ["multipart/form-data", "multipart/mixed; boundary=xx", "text/plain", ""] {
            assert!(is_bad(taken(kind, FORM).await), "{kind:?}");
        }
    }

    #[tokio::test]
    async fn sec41_ten_parts_pass_and_one_more_does_not_nor_does_a_name_that_comes_twice() {
        let part =
            |name: &usize| format!("--xx\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n\r\n");
        let form = |names: &[usize]| names.iter().map(part).collect::<String>() + "--xx--\r\n";
        let kind = "multipart/form-data; boundary=xx";
        let names: Vec<_> = (0..=PARTS).collect();
        assert!(taken(kind, &form(&names[1..])).await.is_ok());
        assert!(taken(kind, &form(&names)).await.is_err());
        assert!(taken(kind, &form(&[1, 1])).await.is_err());
    }
}
