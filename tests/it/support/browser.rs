//! A browser: it keeps cookies by the rules of the `__Host-` prefix, tells where its requests come from, and follows
//! nothing by itself.

use std::collections::BTreeMap;

use axum::{
    Router,
    body::Body,
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, Request,
        header::{ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE},
    },
};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::page::Page;

const FROM_HERE: [(&str, &str); 1] = [("sec-fetch-site", "same-origin")];

/// A browser at the console.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    headers: HeaderMap,
}

impl Browser {
    pub(crate) fn new(router: Router) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static("127.0.0.1:8080"));
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static("en"));
        Self { router, cookies: BTreeMap::new(), headers }
    }

    /// The same browser asking for pages in this language.
    pub(crate) fn speaking(mut self, tag: &str) -> Self {
        self.headers.insert(ACCEPT_LANGUAGE, tag.parse().unwrap());
        self
    }

    /// The value of a cookie that the browser holds.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Puts a cookie into the browser, as an attacker or an extension might.
    pub(crate) fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Opens an address.
    pub(crate) async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, &FROM_HERE, Body::empty()).await
    }

    /// Opens an address and follows where it leads, ten times at most.
    pub(crate) async fn visit(&mut self, path: &str) -> Page {
        let mut page = self.get(path).await;
        for _ in 0..10 {
            let Some(next) = page.location() else { return page };
            page = self.get(&next).await;
        }
        panic!("{path} leads round in circles");
    }

    /// Sends a form from one of the console's own pages.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.post_with(path, &FROM_HERE, fields).await
    }

    /// Sends a form and follows where it leads.
    pub(crate) async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.post(path, fields).await;
        match page.location() {
            Some(next) => self.visit(&next).await,
            None => page,
        }
    }

    /// Sends a form with these headers in place of those that a browser would add.
    pub(crate) async fn post_with(
        &mut self,
        path: &str,
        headers: &[(&str, &str)],
        fields: &[(&str, &str)],
    ) -> Page {
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send(Method::POST, path, headers, Body::from(form)).await
    }

    /// Sends anything.
    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Page {
        let mut request = Request::new(body);
        *request.uri_mut() = path.parse().unwrap();
        *request.headers_mut() = self.headers.clone();
        if method == Method::POST {
            let form = HeaderValue::from_static("application/x-www-form-urlencoded");
            request.headers_mut().insert(CONTENT_TYPE, form);
        }
        *request.method_mut() = method;
        if !self.cookies.is_empty() {
            let pairs: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request.headers_mut().insert(COOKIE, pairs.join("; ").parse().unwrap());
        }
        for (name, value) in headers {
            let name: HeaderName = name.parse().unwrap();
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        for cookie in parts.headers.get_all(SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        let location = parts.headers.get(LOCATION).map(|to| to.to_str().unwrap().to_owned());
        Page::new(parts.status.as_u16(), parts.headers, bytes.to_vec(), location)
    }

    /// Keeps or drops a cookie as browsers do: without everything that `__Host-` asks for, the header is ignored.
    fn keep(&mut self, header: &str) {
        let mut parts = header.split(';').map(str::trim);
        let (name, value) = parts.next().and_then(|pair| pair.split_once('=')).unwrap();
        let attributes: Vec<String> = parts.map(str::to_ascii_lowercase).collect();
        let has = |wanted: &str| attributes.iter().any(|attribute| attribute == wanted);
        let has_domain = attributes.iter().any(|attribute| attribute.starts_with("domain"));
        if name.starts_with("__Host-") && (!has("secure") || !has("path=/") || has_domain) {
            return;
        }
        if has("max-age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}
