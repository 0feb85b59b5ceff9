//! Fills a kept form into the page that shows it. The form is found by the address that it is sent to; of several, by the
//! hidden fields that agree. What the page itself says of the present (what was shown, what it costs) stays; what says
//! on what the entries were made comes back with them, so that a change that came in between is still noticed.

use std::ops::Range;

use askama::filters::Escaper as _;

use super::{
    entries::is_secret,
    markup::{Tag, tags},
};
use crate::{store::kept_forms::KeptForm, web::Escape};

/// The hidden fields that belong to the entries: the key under which a form takes effect once, and the revision of what it
/// edits.
const CARRIED: [&str; 2] = ["key", "revision"];
/// The kinds of inputs that hold no text that was entered.
const NO_TEXT: [&str; 8] = ["hidden", "password", "file", "checkbox", "radio", "submit", "button", "reset"];

/// What became of a kept form on its page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filled {
    /// Whether the page has the form.
    pub(super) has_form: bool,
    /// Whether something that was entered is in it.
    pub(super) has_entries: bool,
    /// What was entered and has no place on the page any more.
    pub(super) left: Vec<(String, String)>,
}

/// The page with the form filled in, to be sent to `address`.
pub(super) fn fill(page: &str, form: &KeptForm, address: &str) -> (String, Filled) {
    let tags = tags(page);
    let mut work = Work { page, form, edits: Vec::new(), known: Vec::new(), filled: Filled::default() };
    if let Some(found) = find(&tags, form) {
        work.filled.has_form = true;
        work.edits.push((found.tag.place.clone(), found.tag.with("action", Some(&escaped(address)))));
        work.controls(&tags, &found);
    }
    let is_known = |name: &String| work.known.contains(name) || CARRIED.contains(&name.as_str());
    work.filled.left = form.content.fields.iter().filter(|(name, _)| !is_known(name)).cloned().collect();
    (work.written(), work.filled)
}

/// The form on the page.
struct Found<'a> {
    tag: &'a Tag<'a>,
    /// Its tags.
    inside: Range<usize>,
    /// Its id, by which controls elsewhere belong to it.
    id: Option<String>,
}

impl Found<'_> {
    fn has(&self, index: usize, tag: &Tag<'_>) -> bool {
        match tag.value("form") {
            Some(id) => self.id.as_ref() == Some(&id),
            None => self.inside.contains(&index),
        }
    }
}

fn find<'a>(tags: &'a [Tag<'a>], form: &KeptForm) -> Option<Found<'a>> {
    let path = |address: &str| address.split('?').next().unwrap_or_default().to_owned();
    let wanted = path(&form.address);
    let forms = tags.iter().enumerate().filter(|(_, tag)| tag.name == "form" && tag.has("action"));
    let ours = forms.filter(|(_, tag)| tag.value("action").is_some_and(|action| path(&action) == wanted));
    let found = ours.map(|(start, tag)| {
        let end =
            tags.iter().skip(start).position(|tag| tag.name == "/form").map_or(tags.len(), |end| start + end);
        Found { tag, inside: start..end, id: tag.value("id") }
    });
    let agrees = |tag: &&Tag<'_>| {
        let [name, value] = ["name", "value"].map(|name| tag.value(name).unwrap_or_default());
        form.content.has(&name, &value)
    };
    let agreeing = |found: &Found<'_>| {
        let inside = tags.get(found.inside.clone()).unwrap_or_default().iter();
        let named =
            inside.filter(|tag| tag.name == "button" || tag.value("type").as_deref() == Some("hidden"));
        named.filter(agrees).count()
    };
    // The last of the best would be taken; it is to be the first.
    found.collect::<Vec<_>>().into_iter().rev().max_by_key(agreeing)
}

/// A page that is being filled in.
struct Work<'a> {
    page: &'a str,
    form: &'a KeptForm,
    edits: Vec<(Range<usize>, String)>,
    known: Vec<String>,
    filled: Filled,
}

impl Work<'_> {
    fn controls(&mut self, tags: &[Tag<'_>], found: &Found<'_>) {
        let mut choice: Option<String> = None;
        for (index, tag) in tags.iter().enumerate() {
            match tag.name {
                "option" => self.option(tag, choice.as_deref()),
                "/select" => choice = None,
                "input" | "select" | "textarea" | "button"
                    if found.has(index, tag) && !tag.has("disabled") =>
                {
                    let name = tag.value("name").unwrap_or_default();
                    match tag.name {
                        "input" => self.input(tag, &name),
                        "select" => choice = Some(name),
                        "textarea" => self.area(tag, tags.get(index + 1), &name),
                        _ => self.known.push(name),
                    }
                }
                _ => (),
            }
        }
    }

    fn input(&mut self, tag: &Tag<'_>, name: &str) {
        let kind = tag.value("type").unwrap_or_default();
        match kind.as_str() {
            "checkbox" => self.tick(tag, name),
            "radio" if self.form.content.text(name).is_some() => self.tick(tag, name),
            "hidden" if !CARRIED.contains(&name) => self.known.push(name.to_owned()),
            "hidden" => self.value(tag, name),
            kind if NO_TEXT.contains(&kind) || is_secret(name) => (),
            _ => {
                self.filled.has_entries |= self.form.content.text(name).is_some_and(|text| !text.is_empty());
                self.value(tag, name);
            }
        }
    }

    fn value(&mut self, tag: &Tag<'_>, name: &str) {
        let Some(text) = self.form.content.text(name) else { return };
        self.edits.push((tag.place.clone(), tag.with("value", Some(&escaped(text)))));
        self.known.push(name.to_owned());
    }

    fn tick(&mut self, tag: &Tag<'_>, name: &str) {
        let is_chosen = self.form.content.has(name, &tag.value("value").unwrap_or_default());
        self.edits.push((tag.place.clone(), tag.with("checked", is_chosen.then_some(""))));
        if is_chosen {
            self.known.push(name.to_owned());
            self.filled.has_entries = true;
        }
    }

    fn option(&mut self, tag: &Tag<'_>, choice: Option<&str>) {
        let Some(name) = choice.filter(|name| self.form.content.text(name).is_some()) else { return };
        let is_chosen = self.form.content.has(name, &tag.value("value").unwrap_or_default());
        self.edits.push((tag.place.clone(), tag.with("selected", is_chosen.then_some(""))));
        if is_chosen {
            self.known.push(name.to_owned());
            self.filled.has_entries = true;
        }
    }

    /// A text of several lines. Its first line break is no part of it.
    fn area(&mut self, tag: &Tag<'_>, end: Option<&Tag<'_>>, name: &str) {
        let (Some(text), Some(end)) = (self.form.content.text(name).filter(|_| !is_secret(name)), end) else {
            return;
        };
        self.edits.push((tag.place.end..end.place.start, format!("\n{}", escaped(text))));
        self.known.push(name.to_owned());
        self.filled.has_entries |= !text.is_empty();
    }

    fn written(&mut self) -> String {
        self.edits.sort_by_key(|(place, _)| place.start);
        let (mut written, mut at) = (String::with_capacity(self.page.len()), 0);
        for (place, text) in &self.edits {
            written.push_str(self.page.get(at..place.start).unwrap_or_default());
            written.push_str(text);
            at = place.end;
        }
        written.push_str(self.page.get(at..).unwrap_or_default());
        written
    }
}

/// A text as a page may hold it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // A string takes whatever is written.
    match Escape.write_escaped_str(&mut escaped, text) {
        Ok(()) => escaped,
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        domain::calendar::Timestamp,
        store::{kept_forms::Content, sessions::Kind},
    };

    const PAGE: &str = "<form method=\"post\" action=\"/other\"><input name=\"name\" type=\"text\" value=\"0\"></form>\
        <form id=\"f\" method=\"post\" action=\"/a?seen=2\">\
        <input name=\"name\" type=\"text\" value=\"old\"><input name=\"new_password\" type=\"password\">\
        <input type=\"checkbox\" name=\"on\" value=\"yes\" checked><input type=\"radio\" name=\"months\" value=\"1\" checked>\
        <input type=\"radio\" name=\"months\" value=\"6\"><select name=\"topic\"><option value=\"a\" selected>A</option>\
        <option value=\"b\">B</option></select><textarea name=\"text\">\nold</textarea>\
        <input type=\"hidden\" name=\"revision\" value=\"9\"><input type=\"hidden\" name=\"seen\" value=\"new\">\
        <button name=\"add\" value=\"row\">+</button></form><input type=\"hidden\" name=\"far\" form=\"f\" value=\"1\">";

    fn kept(fields: &[(&str, &str)]) -> KeptForm {
        let fields = fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let content = Content { fields, ..Content::default() };
        let (id, owner, until) = (Uuid::nil(), Uuid::nil(), Timestamp::from_unix(0));
        KeptForm { id, kind: Kind::Customer, owner, address: "/a?seen=1".to_owned(), content, until }
    }

    #[test]
    fn what_was_entered_is_in_the_form_and_what_the_page_says_of_now_stays() {
        let form = kept(&[
            ("name", "\"><script>"),
            ("months", "6"),
            ("topic", "b"),
            ("text", "\none\r\n</textarea>"),
            ("revision", "3"),
            ("seen", "old"),
            ("add", "row"),
        ]);
        let (page, filled) = fill(PAGE, &form, "/a?seen=1&kept=x");
        for there in [
            "<form method=\"post\" action=\"/other\"><input name=\"name\" type=\"text\" value=\"0\">",
            "action=\"/a?seen=1&#38;kept=x\">",
            "value=\"&#34;&#62;&#60;script&#62;\">",
            "<input type=\"checkbox\" name=\"on\" value=\"yes\">",
            "value=\"1\"><input type=\"radio\" name=\"months\" value=\"6\" checked>",
            "<option value=\"a\">A</option><option value=\"b\" selected>",
            "<textarea name=\"text\">\n\none\r\n&#60;/textarea&#62;</textarea>",
            "name=\"revision\" value=\"3\">",
            "name=\"seen\" value=\"new\">",
        ] {
            assert!(page.contains(there), "{there} in {page}");
        }
        assert_eq!(filled, Filled { has_form: true, has_entries: true, left: Vec::new() });
    }

    #[test]
    fn a_secret_is_never_filled_in_and_what_has_no_place_is_told() {
        let form = kept(&[("new_password", "canary"), ("topic", "gone"), ("more", "text")]);
        let (page, filled) = fill(PAGE, &form, "/a");
        assert!(!page.contains("canary"));
        let left =
            [("topic", "gone"), ("more", "text")].map(|(name, text)| (name.to_owned(), text.to_owned()));
        assert_eq!(filled.left[1..], left);
        let (page, filled) = fill("<p>No form</p>", &form, "/a");
        assert_eq!((page.as_str(), filled.has_form, filled.left.len()), ("<p>No form</p>", false, 3));
    }

    #[test]
    fn of_several_forms_with_one_address_the_one_whose_hidden_fields_agree_is_filled() {
        let one = |value| {
            format!(
                "<form action=\"/a\"><input type=\"hidden\" name=\"id\" value=\"{value}\">\
                 <input type=\"text\" name=\"name\" value=\"\"></form>"
            )
        };
        let page = [one("1"), one("2"), one("3")].concat();
        let (page, _) = fill(&page, &kept(&[("id", "2"), ("name", "here")]), "/a");
        assert_eq!(page.matches("here").count(), 1);
        assert!(page.find("here").unwrap() > page.find("value=\"2\"").unwrap());
        assert!(page.find("here").unwrap() < page.find("value=\"3\"").unwrap());
    }
}
