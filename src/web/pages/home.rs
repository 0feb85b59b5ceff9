//! The first address: leads to the applications, or to signing in.

use axum::response::Response;

use crate::web::{error::see_other, page::Page, paths};

/// Leads on.
pub async fn get(page: Page) -> Response {
    see_other(if page.frame.is_some() { paths::APPS } else { paths::SIGN_IN })
}
