//! The service level agreement that a purchase asks to be agreed to (P11).

use askama::Template;
use askama_web::WebTemplate;

use crate::web::page::Page;

/// The page.
#[derive(Template, WebTemplate)]
#[template(path = "pages/sla.html")]
pub struct SlaPage {
    page: Page,
}

/// Shows it, signed in or not.
pub async fn get(page: Page) -> SlaPage {
    SlaPage { page }
}
