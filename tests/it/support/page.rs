//! An answer, as a person would see it and as a test needs it.

use axum::http::HeaderMap;
use scraper::{ElementRef, Html, Selector};

/// An answer of the console.
pub(crate) struct Page {
    /// The status code.
    pub(crate) status: u16,
    /// All headers.
    pub(crate) headers: HeaderMap,
    /// The body as text; broken bytes show as replacement characters.
    pub(crate) body: String,
    /// The body as it came.
    pub(crate) bytes: Vec<u8>,
    location: Option<String>,
}

impl Page {
    pub(crate) fn new(status: u16, headers: HeaderMap, bytes: Vec<u8>, location: Option<String>) -> Self {
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Self { status, headers, body, bytes, location }
    }

    /// Where the answer leads, if it does.
    pub(crate) fn location(&self) -> Option<String> {
        self.location.clone()
    }

    /// The value of a header, empty when it is missing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The texts of the elements that match, without the white space around and between words.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        self.each(selector, |element| {
            element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
        })
    }

    /// The text of the one element that matches.
    #[track_caller]
    pub(crate) fn text(&self, selector: &str) -> String {
        let mut texts = self.texts(selector);
        assert_eq!(texts.len(), 1, "{selector} in {}", self.body);
        texts.remove(0)
    }

    /// The values of an attribute of the elements that match.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.each(selector, |element| element.attr(name).unwrap_or_default().to_owned())
    }

    /// The value of a field of a form, by its name.
    #[track_caller]
    pub(crate) fn value(&self, field: &str) -> String {
        let values = self.attributes(&format!("[name=\"{field}\"]"), "value");
        values.first().unwrap_or_else(|| panic!("no field {field} in {}", self.body)).clone()
    }

    /// Whether the text is somewhere on the page.
    pub(crate) fn says(&self, text: &str) -> bool {
        self.text("body").contains(text)
    }

    fn each<T>(&self, selector: &str, give: impl Fn(ElementRef<'_>) -> T) -> Vec<T> {
        let selector = Selector::parse(selector).unwrap();
        Html::parse_document(&self.body).select(&selector).map(give).collect()
    }
}
