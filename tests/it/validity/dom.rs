//! What every page of ours must have, beyond being valid: QA4, QA5, QA7 and QH2 as far as one document shows them.

use scraper::{ElementRef, Html, Selector};
use std::collections::{HashMap, HashSet};

/// Attributes whose value names other elements of the page by id.
const REFERENCES: &[&str] = &[
    "for",
    "form",
    "list",
    "commandfor",
    "popovertarget",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-errormessage",
    "aria-owns",
    "aria-details",
    "headers",
];

/// One sentence for each fault of the page, none for a good one.
pub(crate) fn check(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let mut faults = Vec::new();
    head(&page, &mut faults);
    headings(&page, &mut faults);
    landmarks(&page, &mut faults);
    ids_and_references(&page, &mut faults);
    controls(&page, &mut faults);
    names(&page, &mut faults);
    dialogs_and_forms(&page, &mut faults);
    nothing_inline(&page, &mut faults);
    faults
}

/// The text of the `title` element, spaces joined.
pub(crate) fn title(html: &str) -> String {
    let page = Html::parse_document(html);
    all(&page, "head > title").first().map(|&title| text(title)).unwrap_or_default()
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The start tag, short enough for a message.
fn shown(element: ElementRef<'_>) -> String {
    let html = element.html();
    let tag = &html[..html.find('>').map_or(html.len(), |end| end + 1)];
    tag.chars().take(120).collect()
}

fn head(page: &Html, faults: &mut Vec<String>) {
    let root = page.root_element();
    match root.attr("lang") {
        Some("zh-Hans" | "en" | "ja") => {}
        other => faults.push(format!("html lang is {other:?}, not zh-Hans, en or ja")),
    }
    let titles = all(page, "head > title");
    if titles.len() != 1 || text(titles[0]).is_empty() {
        faults.push("there is not one title with text".into());
    }
    match all(page, "meta[name=viewport]").first().and_then(|meta| meta.attr("content")) {
        Some(content) if content.contains("width=device-width") => {
            if content.contains("user-scalable") || content.contains("maximum-scale") {
                faults.push(format!("the viewport forbids zooming: {content}"));
            }
        }
        other => faults.push(format!("the viewport is {other:?}")),
    }
}

fn headings(page: &Html, faults: &mut Vec<String>) {
    let mut before = 0;
    let mut firsts = 0;
    for heading in all(page, "h1, h2, h3, h4, h5, h6") {
        let level = heading.value().name().trim_start_matches('h').parse::<u8>().unwrap();
        firsts += u8::from(level == 1);
        if level > before + 1 {
            faults.push(format!("h{level} “{}” comes after h{before}", text(heading)));
        }
        if text(heading).is_empty() {
            faults.push(format!("h{level} is empty"));
        }
        before = level;
    }
    if firsts != 1 {
        faults.push(format!("there are {firsts} h1"));
    }
}

fn landmarks(page: &Html, faults: &mut Vec<String>) {
    let footer = "body > footer, body > div > footer";
    for (selector, what) in [("body > header", "header"), ("main", "main"), (footer, "footer")] {
        let count = all(page, selector).len();
        if count != 1 {
            faults.push(format!("there are {count} {what} landmarks"));
        }
    }
    let navs = all(page, "nav");
    if navs.is_empty() {
        faults.push("there is no nav landmark".into());
    }
    let mut labels = HashSet::new();
    for nav in &navs {
        if navs.len() > 1 && !labels.insert(name(page, *nav)) {
            faults.push(format!("two nav landmarks have the name {:?}", name(page, *nav)));
        }
    }
}

fn ids_and_references(page: &Html, faults: &mut Vec<String>) {
    let mut ids = HashMap::new();
    for element in all(page, "[id]") {
        *ids.entry(element.attr("id").unwrap()).or_insert(0) += 1;
    }
    faults.extend(
        ids.iter()
            .filter(|(_, count)| **count > 1)
            .map(|(id, count)| format!("id “{id}” stands {count} times")),
    );
    for attribute in REFERENCES {
        for element in all(page, &format!("[{attribute}]")) {
            for id in element.attr(attribute).unwrap().split_whitespace().filter(|id| !ids.contains_key(id)) {
                faults.push(format!("{attribute}=“{id}” names nothing"));
            }
        }
    }
    for link in all(page, "a[href^='#']") {
        let id = link.attr("href").unwrap().trim_start_matches('#');
        if !ids.contains_key(id) {
            faults.push(format!("the link to #{id} leads nowhere"));
        }
    }
}

/// Each control has a visible or spoken label, and an invalid one names its message.
fn controls(page: &Html, faults: &mut Vec<String>) {
    let typed = "input:not([type=hidden]):not([type=submit]):not([type=reset]):not([type=button])";
    for control in all(page, &format!("{typed}, select, textarea")) {
        let by_for = control.attr("id").is_some_and(|id| {
            all(page, "label[for]")
                .iter()
                .any(|label| label.attr("for") == Some(id) && !text(*label).is_empty())
        });
        let inside = control
            .ancestors()
            .filter_map(ElementRef::wrap)
            .any(|parent| parent.value().name() == "label" && !text(parent).is_empty());
        if !by_for && !inside && name(page, control).is_empty() {
            faults.push(format!("no label: {}", shown(control)));
        }
        if control.attr("aria-invalid") == Some("true") && control.attr("aria-describedby").is_none() {
            faults.push(format!("invalid without a message: {}", shown(control)));
        }
    }
    for group in all(page, "fieldset") {
        let legend =
            group.children().filter_map(ElementRef::wrap).find(|child| child.value().name() == "legend");
        if legend.is_none_or(|legend| text(legend).is_empty()) {
            faults.push("a fieldset has no legend".into());
        }
    }
    for element in all(page, "[tabindex]") {
        if element.attr("tabindex").unwrap().parse::<i32>().is_ok_and(|index| index > 0) {
            faults.push(format!("a tab order of its own: {}", shown(element)));
        }
    }
}

/// `aria-label`, or the text of what `aria-labelledby` names.
fn name(page: &Html, element: ElementRef<'_>) -> String {
    if let Some(ids) = element.attr("aria-labelledby") {
        let named =
            |id: &str| all(page, "[id]").into_iter().find(|other| other.attr("id") == Some(id)).map(text);
        return ids.split_whitespace().filter_map(named).collect::<Vec<_>>().join(" ");
    }
    element.attr("aria-label").unwrap_or_default().trim().to_owned()
}

/// Links, buttons and pictures say what they are.
fn names(page: &Html, faults: &mut Vec<String>) {
    for element in all(page, "a[href], button, summary") {
        let pictured =
            element.select(&Selector::parse("img[alt]").unwrap()).any(|image| image.attr("alt") != Some(""));
        if text(element).is_empty() && name(page, element).is_empty() && !pictured {
            faults.push(format!("nothing to read on {}", shown(element)));
        }
    }
    for image in all(page, "img:not([alt])") {
        faults.push(format!("no alt: {}", shown(image)));
    }
    for picture in all(page, "svg:not([aria-hidden=true])") {
        let titled = picture.select(&Selector::parse("title").unwrap()).any(|title| !text(title).is_empty());
        if picture.attr("role") != Some("img") || (!titled && name(page, picture).is_empty()) {
            faults.push(format!("an svg is neither hidden nor an image with a title: {}", shown(picture)));
        }
    }
}

fn dialogs_and_forms(page: &Html, faults: &mut Vec<String>) {
    for dialog in all(page, "dialog") {
        if dialog.attr("open").is_some() {
            faults.push(format!("a dialog is written open: {}", shown(dialog)));
        }
        if name(page, dialog).is_empty() {
            faults.push(format!("a dialog has no name: {}", shown(dialog)));
        }
    }
    for button in all(page, "form button[commandfor]") {
        if button.attr("type") != Some("button") {
            faults.push(format!("opens a dialog and submits: {}", shown(button)));
        }
    }
    let submits = Selector::parse("button:not([type=button]), input[type=submit]").unwrap();
    for form in all(page, "form") {
        let id = form.attr("id");
        let outside =
            all(page, "button[form]").iter().any(|button| id.is_some() && button.attr("form") == id);
        if form.select(&submits).next().is_none() && !outside {
            faults.push(format!("no button submits {}", shown(form)));
        }
        if form.attr("action").is_none() && form.attr("method") != Some("dialog") {
            faults.push(format!("no action: {}", shown(form)));
        }
    }
}

fn nothing_inline(page: &Html, faults: &mut Vec<String>) {
    for element in all(page, "*") {
        let own = |attribute: &str| attribute == "style" || attribute.starts_with("on");
        faults.extend(
            element
                .value()
                .attrs()
                .filter(|(attribute, _)| own(attribute))
                .map(|(attribute, _)| format!("inline {attribute}=: {}", shown(element))),
        );
        let address =
            element.attr("href").or(element.attr("action")).unwrap_or_default().trim().to_lowercase();
        if address.starts_with("javascript:") || address.starts_with("data:") {
            faults.push(format!("inline address: {}", shown(element)));
        }
    }
    for element in all(page, "style, script:not([src])") {
        faults.push(format!("inline {}", shown(element)));
    }
}
