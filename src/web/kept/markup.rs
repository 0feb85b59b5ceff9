//! Reads and changes tags of our own pages. It takes them as our templates write them: attributes in double quotes,
//! `<` and quotes in texts and values escaped.

use std::ops::Range;

/// A tag in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name, with `/` before it at the end of an element.
    pub(super) name: &'a str,
    /// Where it stands.
    pub(super) place: Range<usize>,
    text: &'a str,
}

/// The tags of a page in their order; comments and the document type are none.
pub(super) fn tags(page: &str) -> Vec<Tag<'_>> {
    let (mut tags, mut from) = (Vec::new(), 0);
    while let Some(start) = find(page, from, "<") {
        if page.get(start..).is_some_and(|rest| rest.starts_with("<!--")) {
            from = find(page, start, "-->").unwrap_or(page.len());
            continue;
        }
        let Some(end) = end_of_tag(page, start) else { break };
        let text = page.get(start + 1..end - 1).unwrap_or_default();
        let name = text.split(|letter: char| letter.is_ascii_whitespace()).next().unwrap_or_default();
        tags.push(Tag { name, place: start..end, text });
        from = end;
    }
    tags
}

fn find(page: &str, from: usize, wanted: &str) -> Option<usize> {
    page.get(from..)?.find(wanted).map(|at| from + at)
}

/// The place behind the `>` that ends the tag, which none in a quoted value is.
fn end_of_tag(page: &str, start: usize) -> Option<usize> {
    let mut is_quoted = false;
    for (at, byte) in page.bytes().enumerate().skip(start) {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'>' if !is_quoted => return Some(at + 1),
            _ => (),
        }
    }
    None
}

impl Tag<'_> {
    /// The value of an attribute as a person reads it: empty for one without a value, none where it is not there.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        let (_, value) =
            self.attributes().into_iter().find(|(place, _)| self.text.get(place.clone()) == Some(name))?;
        Some(unescaped(self.text.get(value).unwrap_or_default()))
    }

    /// Whether an attribute is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    /// The tag with an attribute of this value, which is escaped already, in place of the one that it has; without it
    /// for `None`.
    pub(super) fn with(&self, name: &str, value: Option<&str>) -> String {
        let mut text = self.text.to_owned();
        let is_it = |(place, _): &(Range<usize>, Range<usize>)| self.text.get(place.clone()) == Some(name);
        if let Some((place, value)) = self.attributes().into_iter().find(is_it) {
            let end = if value.start == place.end { place.end } else { value.end + 1 };
            text.replace_range(place.start..end, "");
        }
        match value {
            Some("") => format!("<{} {name}>", text.trim_end()),
            Some(value) => format!("<{} {name}=\"{value}\">", text.trim_end()),
            None => format!("<{}>", text.trim_end()),
        }
    }

    /// Where the names and the values of the attributes stand in the text of the tag.
    fn attributes(&self) -> Vec<(Range<usize>, Range<usize>)> {
        let (mut found, mut at) = (Vec::new(), self.name.len());
        while let Some(start) =
            self.text.get(at..).and_then(|rest| rest.find(|c: char| !c.is_ascii_whitespace()))
        {
            let start = at + start;
            let rest = self.text.get(start..).unwrap_or_default();
            let len = rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
            let name = start..start + len;
            let quoted = rest.get(len..).and_then(|rest| rest.strip_prefix("=\""));
            let value = match quoted.and_then(|rest| rest.find('"')) {
                Some(length) => name.end + 2..name.end + 2 + length,
                None => name.end..name.end,
            };
            at = if value.start == name.end { name.end.max(start + 1) } else { value.end + 1 };
            found.push((name, value));
        }
        found
    }
}

/// A text of a page as a person reads it.
fn unescaped(text: &str) -> String {
    let signs =
        [("&#34;", "\""), ("&quot;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&lt;", "<"), ("&#62;", ">")];
    let ends = [("&gt;", ">"), ("&#38;", "&"), ("&amp;", "&")];
    signs.into_iter().chain(ends).fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_with_their_attributes_and_texts_are_none() {
        let page = "<!DOCTYPE html><!-- <a> --><p class=\"a>b\" hidden>1 &#60; 2</p><input\n  id=\"x\"\n  value=\"&#34;a&#38;b\"\n>";
        let found = tags(page);
        let names: Vec<_> = found.iter().map(|tag| tag.name).collect();
        assert_eq!(names, ["!DOCTYPE", "p", "/p", "input"]);
        assert_eq!(found[1].value("class").as_deref(), Some("a>b"));
        assert_eq!(found[1].value("hidden").as_deref(), Some(""));
        assert_eq!(
            (found[3].value("value").as_deref(), found[3].value("id").as_deref()),
            (Some("\"a&b"), Some("x"))
        );
        assert!(!found[3].has("name"));
        assert_eq!(tags("<p class=\"never ends"), []);
    }

    #[test]
    fn an_attribute_is_set_replaced_and_taken_away() {
        let page = "<input name=\"a\" checked value=\"1\" required>";
        let tag = &tags(page)[0];
        assert_eq!(tag.with("value", Some("2")), "<input name=\"a\" checked  required value=\"2\">");
        assert_eq!(tag.with("checked", None), "<input name=\"a\"  value=\"1\" required>");
        assert_eq!(tag.with("required", Some("")), "<input name=\"a\" checked value=\"1\" required>");
        assert_eq!(tag.with("name", None), "<input  checked value=\"1\" required>");
    }
}
