//! The extractors that pages use instead of axum's: what they refuse is one of our pages, a field that comes twice
//! is refused as a whole, and a body is read to its end (up to a bound) before it is called too large, so that the
//! browser shows the answer instead of a broken connection.

use std::{future::poll_fn, pin::Pin};

use axum::{
    body::{Body, HttpBody},
    extract::{FromRequest, FromRequestParts, Request},
    http::{
        HeaderMap,
        header::{CONTENT_LENGTH, CONTENT_TYPE},
        request::Parts,
    },
};
use serde::de::DeserializeOwned;

use super::error::Error;

/// The largest form, in bytes (SEC41).
pub const FORM_BYTES: usize = 64 * 1_024;
/// The largest form with many long fields, in bytes: fifty tags as long as they may be come to 230,000 when each letter
/// is sent as twelve bytes (SEC41, C6).
pub const LONG_FORM_BYTES: usize = 256 * 1_024;
/// How much of a larger body is read and thrown away, in bytes, before the connection is given up.
pub const DRAIN_BYTES: usize = 8 * 1_024 * 1_024;
/// The most fields of a form or a query (SEC41).
pub const FIELDS: usize = 100;

/// A form that was posted. `T` should have a `String` per field and `#[serde(default)]`, so that whatever is wrong
/// with a value becomes a message at its field. Fields that `T` does not have are ignored (SEC19); one that comes
/// twice is 400 (SEC20).
#[derive(Debug)]
pub struct Form<T>(pub T);

/// A form of up to [`LONG_FORM_BYTES`], by the rules of [`Form`].
#[derive(Debug)]
pub struct LongForm<T>(pub T);

/// The query of the address, by the rules of [`Form`].
#[derive(Debug)]
pub struct Query<T>(pub T);

/// The variable parts of the address; what does not parse is not there (404).
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        read_form(request, FORM_BYTES).await.map(Self)
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for LongForm<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        read_form(request, LONG_FORM_BYTES).await.map(Self)
    }
}

async fn read_form<T: DeserializeOwned>(request: Request, most: usize) -> Result<T, Error> {
    if !is_form(request.headers()) {
        return Err(Error::BadRequest);
    }
    parse(&read(request, most).await?)
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        parse(parts.uri.query().unwrap_or_default().as_bytes()).map(Self)
    }
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Error;

    #[expect(clippy::disallowed_types, reason = "this is what pages use instead of it")]
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let path = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        path.map(|axum::extract::Path(value)| Self(value)).map_err(|_| Error::NotFound)
    }
}

pub(super) fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim() == "application/x-www-form-urlencoded")
}

/// The whole body, at most `most` bytes; what is larger is drained up to [`DRAIN_BYTES`].
pub(super) async fn read(request: Request, most: usize) -> Result<Vec<u8>, Error> {
    let (parts, body) = request.into_parts();
    read_body(&parts.headers, body, most).await
}

/// The same of a request that was taken apart.
pub(super) async fn read_body(headers: &HeaderMap, mut body: Body, most: usize) -> Result<Vec<u8>, Error> {
    let declared = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if declared.and_then(|length| length.parse::<usize>().ok()).is_some_and(|length| length > DRAIN_BYTES) {
        return Err(Error::TooLarge);
    }
    let (mut kept, mut seen) = (Vec::new(), 0_usize);
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let Ok(data) = frame.map_err(|_| Error::TooSlow)?.into_data() else { continue };
        seen += data.len();
        if seen > DRAIN_BYTES {
            return Err(Error::TooLarge);
        }
        if seen <= most {
            kept.extend_from_slice(&data);
        }
    }
    if seen > most { Err(Error::TooLarge) } else { Ok(kept) }
}

/// The fields of an urlencoded text.
pub(super) fn parse<T: DeserializeOwned>(text: &[u8]) -> Result<T, Error> {
    let mut names: Vec<_> = form_urlencoded::parse(text).map(|(name, _)| name).take(FIELDS + 1).collect();
    if names.len() > FIELDS {
        return Err(Error::BadRequest);
    }
    names.sort_unstable();
    if names.windows(2).any(|pair| pair.first() == pair.last()) {
        return Err(Error::BadRequest);
    }
    serde_urlencoded::from_bytes(text).map_err(|_| Error::BadRequest)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Default, Deserialize, PartialEq)]
    #[serde(default)]
    struct Sample {
        name: String,
        agree: Option<String>,
    }

    #[test]
    fn sec19_unknown_fields_are_ignored_and_missing_ones_are_empty() {
        let sample: Sample = parse(b"name=a%20b&account_id=7").unwrap();
        assert_eq!(sample, Sample { name: "a b".into(), agree: None });
    }

    #[test]
    fn sec20_a_field_that_comes_twice_is_refused_even_when_unknown() {
        assert!(parse::<Sample>(b"name=a&name=b").is_err());
        assert!(parse::<Sample>(b"name=a&x=1&x=1").is_err());
        assert!(parse::<Sample>(b"n%61me=a&name=b").is_err());
    }

    #[test]
    fn sec41_a_hundred_fields_pass_and_one_more_does_not() {
        let fields = |count: usize| (0..count).map(|n| format!("f{n}=1")).collect::<Vec<_>>().join("&");
        assert!(parse::<Sample>(fields(100).as_bytes()).is_ok());
        assert!(parse::<Sample>(fields(101).as_bytes()).is_err());
    }

    #[test]
    fn sec31_a_lone_surrogate_reaches_the_field_as_the_replacement_character() {
        let sample: Sample = parse(b"name=%ED%A0%80").unwrap();
        assert!(sample.name.chars().all(|letter| letter == char::REPLACEMENT_CHARACTER));
        let sample: Sample = parse(b"name=%00").unwrap();
        assert_eq!(sample.name, "\0");
    }
}
