//! Help: the questions that come first, answered, and where to ask more.

use askama::Template;
use askama_web::WebTemplate;

use crate::web::page::Page;

/// The page.
#[derive(Template, WebTemplate)]
#[template(path = "pages/help.html")]
pub struct HelpPage {
    page: Page,
}

/// Shows it, signed in or not.
pub async fn get(page: Page) -> HelpPage {
    HelpPage { page }
}
