//! What of a form is kept: the texts of its fields. Passwords, keys and what else opens something are left out by name,
//! and so is a file.

use axum::{body::Bytes, http::HeaderMap};

use crate::{
    store::kept_forms::Content,
    web::{
        extract::{FORM_BYTES, is_form, parse},
        upload::Upload,
    },
};

/// The fields that hold secrets, besides those whose names say so.
const SECRETS: [&str; 3] = ["app_key", "code", "sig"];

/// Whether a field of this name holds a secret.
pub(super) fn is_secret(name: &str) -> bool {
    SECRETS.contains(&name) || name.contains("password") || name.contains("secret")
}

/// What is kept of a body; none when it is no form, or too much.
pub(super) async fn read(headers: &HeaderMap, body: Bytes) -> Option<Content> {
    let mut content = Content::default();
    if is_form(headers) {
        content.fields = parse(&body).ok()?;
    } else {
        for (name, text) in Upload::of_body(headers, body).await.ok()?.fields() {
            match text {
                Some(text) => content.fields.push((name.to_owned(), text)),
                None => content.had_file = true,
            }
        }
    }
    let all = content.fields.len();
    content.fields.retain(|(name, _)| !is_secret(name));
    content.had_secret = content.fields.len() < all;
    let size: usize = content.fields.iter().map(|(name, text)| name.len() + text.len()).sum();
    (size <= FORM_BYTES).then_some(content)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderValue, header::CONTENT_TYPE};

    use super::*;

    async fn kept(kind: &'static str, body: &str) -> Option<Content> {
        let headers = [(CONTENT_TYPE, HeaderValue::from_static(kind))].into_iter().collect();
        read(&headers, Bytes::from(body.to_owned())).await
    }

    #[tokio::test]
    async fn secrets_and_files_are_not_kept_and_it_is_known_that_they_were_there() {
        let form = "application/x-www-form-urlencoded";
        let content = kept(form, "name=a+b&new_password=x&secret=y&app_key=z&sig=s&code=c").await.unwrap();
        assert_eq!(content.fields, [("name".to_owned(), "a b".to_owned())]);
        assert!(content.had_secret && !content.had_file);
        let upload = "--x\r\nContent-Disposition: form-data; name=\"vendor\"\r\n\r\napns\r\n--x\r\n\
            Content-Disposition: form-data; name=\"file\"; filename=\"a.p12\"\r\n\r\nbytes\r\n--x--";
        let content = kept("multipart/form-data; boundary=x", upload).await.unwrap();
        assert_eq!(content.fields, [("vendor".to_owned(), "apns".to_owned())]);
        assert!(content.had_file && !content.had_secret);
    }

    #[tokio::test]
    async fn what_is_no_form_or_too_much_is_not_kept() {
        assert_eq!(kept("text/plain", "name=a").await, None);
        assert_eq!(kept("application/x-www-form-urlencoded", "a=1&a=2").await, None);
        let long = format!(
            "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n{}\r\n--x--",
            "b".repeat(FORM_BYTES)
        );
        assert_eq!(kept("multipart/form-data; boundary=x", &long).await, None);
    }
}
