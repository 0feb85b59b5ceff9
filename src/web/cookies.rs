//! The console's own cookies. All of them carry the `__Host-` prefix and every attribute that the prefix asks for,
//! also when they are removed: a removal without `Secure` is ignored by browsers (SEC12, SEC13).

use axum::http::{HeaderMap, HeaderValue, header::COOKIE};

/// The session of a customer's user.
pub const SESSION: &str = "__Host-sid";
/// The session of an operator.
pub const OPERATOR_SESSION: &str = "__Host-op";
/// A notice's code, shown once.
pub const FLASH: &str = "__Host-flash";
/// The language chosen in the switcher.
pub const LANGUAGE: &str = "__Host-lang";
/// The theme chosen in the switcher.
pub const THEME: &str = "__Host-theme";
/// Set by the page after signing out, so that the browser drops its copies of private pages (QU12).
pub const SIGNED_OUT: &str = "__Host-out";

/// A year, in seconds: how long a choice of language or theme is kept.
pub const YEAR: u32 = 31_536_000;

/// The value of the first cookie of this name that the request carries.
#[must_use]
pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(found, value)| (found == name).then_some(value))
}

/// A cookie that lives as long as the browser's session, or for `max_age` seconds. `value` must be made of the
/// letters that a cookie may hold; anything else gives no cookie.
#[must_use]
pub fn set(name: &str, value: &str, max_age: Option<u32>) -> Option<HeaderValue> {
    let age = max_age.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let plain = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    let text = format!("{name}={value}; Secure; HttpOnly; SameSite=Lax; Path=/{age}");
    plain.then(|| HeaderValue::from_str(&text).ok()).flatten()
}

/// The header that makes a browser forget the cookie, with all attributes that it was set with.
#[must_use]
pub fn remove(name: &str) -> Option<HeaderValue> {
    set(name, "", Some(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec12_a_cookie_carries_every_attribute_and_no_domain() {
        let cookie = set(LANGUAGE, "zh-Hans", Some(YEAR)).unwrap();
        let whole = "__Host-lang=zh-Hans; Secure; HttpOnly; SameSite=Lax; Path=/; Max-Age=31536000";
        assert_eq!(cookie, whole);
        assert_eq!(set(FLASH, "a;b", None), None);
    }

    #[test]
    fn sec13_a_removal_carries_the_same_attributes() {
        assert_eq!(
            remove(SESSION).unwrap(),
            "__Host-sid=; Secure; HttpOnly; SameSite=Lax; Path=/; Max-Age=0"
        );
    }

    #[test]
    fn a_cookie_is_found_among_others_and_over_several_headers() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("a=1; __Host-sidx=2"));
        headers.append(COOKIE, HeaderValue::from_static("__Host-sid=three"));
        assert_eq!(read(&headers, SESSION), Some("three"));
        assert_eq!(read(&headers, THEME), None);
    }
}
