//! What every answer must carry, whatever it is (SEC12, SEC24, SEC26).

use axum::http::HeaderName;
use im_console::web::headers::ALWAYS;

use crate::support::page::Page;

/// What is wrong with the headers of an answer, if anything.
pub(super) fn fault(page: &Page) -> Option<String> {
    for (name, value) in ALWAYS {
        let found: Vec<_> = page.headers.get_all(&name).iter().collect();
        if found != [&value] {
            return Some(format!("{name} is {found:?}"));
        }
    }
    let unwanted = |name: &&str| {
        ["server", "x-powered-by", "strict-transport-security"].contains(name)
            || name.starts_with("access-control-")
    };
    if let Some(name) = page.headers.keys().map(HeaderName::as_str).find(unwanted) {
        return Some(format!("there is a header {name}"));
    }
    let is_kept = page.header("cache-control") == "public, max-age=31536000, immutable";
    if page.header("cache-control") != "no-store" && !(is_kept && page.status == 200) {
        return Some(format!("may be kept: {:?}", page.header("cache-control")));
    }
    let kind = page.header("content-type");
    // A PDF has no character set of its own.
    if !page.bytes.is_empty() && !kind.ends_with("charset=utf-8") && kind != "application/pdf" {
        return Some(format!("the body is {kind:?}"));
    }
    page.headers.get_all("set-cookie").iter().find_map(|cookie| cookie_fault(cookie.to_str().unwrap()))
}

/// What is wrong with a cookie, if anything: SEC12.
fn cookie_fault(cookie: &str) -> Option<String> {
    let (name, rest) = cookie.split_once('=')?;
    let known = ["__Host-sid", "__Host-op", "__Host-flash", "__Host-lang", "__Host-theme", "__Host-out"];
    let mut attributes: Vec<&str> = rest.split(';').skip(1).map(str::trim).collect();
    attributes.retain(|attribute| !attribute.starts_with("Max-Age="));
    attributes.sort_unstable();
    let is_right = attributes == ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"];
    (!known.contains(&name) || !is_right).then(|| format!("the cookie is {cookie:?}"))
}
