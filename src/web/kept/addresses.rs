//! Addresses with the number of a kept form.

use axum::http::Uri;
use uuid::Uuid;

use crate::{
    store::kept_forms::Content,
    web::{extract, paths},
};

/// The name of the number of a kept form in an address.
const NUMBER: &str = "kept";

/// `address` with the number of a kept form, in place of any that it has.
pub(super) fn with_number(address: &str, id: Uuid) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let with = |query: &str| {
        let pairs = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != NUMBER);
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(pairs).append_pair(NUMBER, &id.to_string());
        format!("{path}?{}", query.finish())
    };
    let whole = with(query);
    if paths::same_site(&whole).is_some() { whole } else { with("") }
}

/// The number in an address.
pub(super) fn number(uri: &Uri) -> Option<Uuid> {
    let (_, id) = form_urlencoded::parse(uri.query()?.as_bytes()).find(|(name, _)| name == NUMBER)?;
    Uuid::try_parse(&id).ok()
}

/// The address with the kept fields in its query, in place of those of the same name: a page takes the shape of its form
/// from there. None where they are too many or too long for an address.
pub(super) fn with_fields(uri: &Uri, content: &Content) -> Option<Uri> {
    let is_kept = |name: &str| content.fields.iter().any(|(kept, _)| kept == name);
    let query = uri.query().unwrap_or_default();
    let here = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != NUMBER && !is_kept(name));
    let mut shaped = form_urlencoded::Serializer::new(String::new());
    let here: Vec<_> = here.collect();
    if here.len() + content.fields.len() > extract::FIELDS {
        return None;
    }
    let query = shaped.extend_pairs(here).extend_pairs(&content.fields).finish();
    format!("{}?{query}", uri.path()).parse().ok()
}

/// Path and query that a form was sent to, without a number.
pub(super) fn without_number(uri: &Uri) -> String {
    let query = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let mut rest = form_urlencoded::Serializer::new(String::new());
    let rest = rest.extend_pairs(query.filter(|(name, _)| name != NUMBER)).finish();
    if rest.is_empty() { uri.path().to_owned() } else { format!("{}?{rest}", uri.path()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: Uuid = Uuid::from_u128(7);

    #[test]
    fn the_number_goes_along_in_the_address_once() {
        let once = with_number("/apps/1/tags?seen=a%20b", ID);
        assert_eq!(once, "/apps/1/tags?seen=a+b&kept=00000000-0000-0000-0000-000000000007");
        assert_eq!(with_number(&once, ID), once);
        assert_eq!(number(&once.parse().unwrap()), Some(ID));
        let long = format!("/buy?a={}", "b".repeat(980));
        assert_eq!(with_number(&long, ID), format!("/buy?kept={ID}"));
        for none in ["/buy", "/buy?kept=", "/buy?kept=7"] {
            assert_eq!(number(&none.parse().unwrap()), None);
        }
    }

    #[test]
    fn kept_fields_take_the_place_of_those_in_the_address() {
        let fields = vec![("months".to_owned(), "6".to_owned()), ("name".to_owned(), "a&b".to_owned())];
        let content = Content { fields, ..Content::default() };
        let shaped = with_fields(&"/buy?app=1&months=3&kept=x".parse().unwrap(), &content).unwrap();
        assert_eq!(shaped, "/buy?app=1&months=6&name=a%26b");
        let many = Content { fields: vec![<(String, String)>::default(); 101], ..Content::default() };
        assert_eq!(with_fields(&"/buy".parse().unwrap(), &many), None);
    }
}
