//! The page that stands in for the one asked for.

use std::borrow::Cow;

use askama::Template;
use askama_web::WebTemplate;

use crate::web::{
    error::{Door, Kind},
    page::Page,
    paths,
};

/// An error as a page: what happened, what to do, and for a fault of ours the reference.
#[derive(Template, WebTemplate)]
#[template(path = "pages/error.html")]
pub(in crate::web) struct ErrorPage {
    page: Page,
    title: Cow<'static, str>,
    text: Cow<'static, str>,
    reference: Option<String>,
    next: (&'static str, Cow<'static, str>),
}

impl ErrorPage {
    /// The page of an error of this kind.
    pub(in crate::web) fn new(page: Page, kind: Kind, reference: Option<String>, door: Door) -> Self {
        let (title, text) = sentences(&page, kind);
        let door = match &page.frame {
            Some(frame) if frame.operator => Door::Operator,
            Some(_) => Door::Customer,
            // A fault's page does not ask who is there; other pages did, and found nobody.
            None if matches!(kind, Kind::Fault | Kind::Busy | Kind::Unsure) => door,
            None => Door::SignIn,
        };
        let next = match door {
            Door::Operator => (paths::OPERATOR, page.t.nav_operator_queue()),
            Door::Customer => (paths::APPS, page.t.back_to_apps()),
            Door::SignIn => (paths::SIGN_IN, page.t.sign_in_go()),
        };
        Self { page, title, text, reference, next }
    }
}

fn sentences(page: &Page, kind: Kind) -> (Cow<'static, str>, Cow<'static, str>) {
    let t = page.t;
    match kind {
        Kind::BadRequest => (t.fault_bad_request_title(), t.fault_bad_request_text()),
        Kind::CrossSite => (t.fault_cross_site_title(), t.fault_cross_site_text()),
        Kind::Forbidden(reason) => (t.fault_forbidden_title(), reason(t)),
        Kind::NotFound => (t.fault_not_found_title(), t.fault_not_found_text()),
        Kind::MethodNotAllowed => (t.fault_method_title(), t.fault_method_text()),
        Kind::TooSlow => (t.fault_too_slow_title(), t.fault_too_slow_text()),
        Kind::Conflict(reason) => (t.fault_conflict_title(), reason(t)),
        Kind::TooLarge => (t.fault_too_large_title(), t.fault_too_large_text()),
        Kind::TooMany(until) => (t.fault_too_many_title(), t.fault_too_many_text(&page.clock(until))),
        Kind::Busy => (t.fault_busy_title(), t.fault_busy_text()),
        Kind::Unsure => (t.fault_unsure_title(), t.fault_unsure_text()),
        Kind::Fault => (t.fault_internal_title(), t.fault_internal_text()),
    }
}
