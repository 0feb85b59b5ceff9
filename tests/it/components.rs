//! Draws every component once, as pages do, and reads the result as a browser would.

use std::borrow::Cow;

use askama::Template;
use im_console::{
    domain::{calendar::Calendar, money::Currency},
    i18n::{Locale, Words, format::Format},
    web::view::{Meter, Pager, Usage},
};
use scraper::{Html, Selector};

struct Field {
    value: String,
    error: Option<Cow<'static, str>>,
}

struct Fault {
    href: String,
    text: Cow<'static, str>,
}

#[derive(Template)]
#[template(path = "../tests/it/components.html")]
struct Sheet {
    t: Words,
    name: Field,
    secret: Field,
    faults: Vec<Fault>,
    crumbs: Vec<(String, String)>,
    pager: Option<Pager>,
    meter: Meter,
}

fn sheet(locale: Locale) -> Html {
    let t = Words::of(locale);
    let error = Cow::from("Enter a name");
    let format =
        Format { locale, calendar: Calendar::new(chrono_tz::Asia::Shanghai), currency: Currency::Cny };
    let usage = Usage { id: "used", label: "Groups".into(), used: 46, limit: 50 };
    let sheet = Sheet {
        t,
        name: Field { value: "a\"<b>".into(), error: Some(error.clone()) },
        secret: Field { value: "never shown".into(), error: None },
        faults: vec![Fault { href: "#name".into(), text: error }],
        crumbs: vec![("/apps".into(), "Apps".into())],
        pager: Pager::new(2, 2, |page| format!("/list?page={page}")),
        meter: Meter::new(t, format, usage),
    };
    Html::parse_fragment(&sheet.render().unwrap())
}

fn one<'a>(sheet: &'a Html, selector: &str) -> scraper::ElementRef<'a> {
    let selector = Selector::parse(selector).unwrap();
    let mut found = sheet.select(&selector);
    let first = found.next().unwrap_or_else(|| panic!("nothing matches"));
    assert!(found.next().is_none(), "more than one element matches");
    first
}

fn words(element: scraper::ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn qa5_a_refused_field_names_its_hint_and_its_error_and_keeps_what_was_entered() {
    let sheet = sheet(Locale::En);
    let input = one(&sheet, "#name");
    assert_eq!(input.attr("value"), Some("a\"<b>"));
    assert_eq!(input.attr("aria-invalid"), Some("true"));
    assert_eq!(input.attr("aria-describedby"), Some("name-hint name-error"));
    assert_eq!(words(one(&sheet, "#name-hint")), "Up to 15 characters");
    assert_eq!(words(one(&sheet, "#name-error")), "Error: Enter a name");
    assert_eq!(words(one(&sheet, "[role=alert] a[href='#name']")), "Enter a name");
    assert_eq!(one(&sheet, "[role=alert]").attr("tabindex"), Some("-1"));
}

#[test]
fn a_group_of_choices_carries_its_error_itself() {
    let sheet = sheet(Locale::En);
    let group = one(&sheet, "fieldset[role=radiogroup]");
    assert_eq!(group.attr("aria-describedby"), Some("plan-hint plan-error"));
    assert_eq!(words(one(&sheet, "fieldset > legend")), "Plan");
}

#[test]
fn a_field_without_fault_says_nothing_of_one() {
    let sheet = sheet(Locale::En);
    for id in ["#kind", "#password"] {
        assert_eq!(one(&sheet, id).attr("aria-invalid"), None);
        assert_eq!(one(&sheet, id).attr("aria-describedby"), None);
    }
}

#[test]
fn a_password_is_never_written_back() {
    assert!(!sheet(Locale::En).html().contains("never shown"));
}

#[test]
fn qn4_no_control_that_needs_the_script_is_drawn_by_the_server() {
    let sheet = sheet(Locale::En);
    assert_eq!(sheet.select(&Selector::parse("[data-js-only]").unwrap()).count(), 0);
    assert_eq!(one(&sheet, "code").attr("data-label"), Some("Copy SDKAppID"));
    assert_eq!(one(&sheet, "#password").attr("data-reveal"), Some("Show password"));
}

#[test]
fn qa7_a_dialog_is_named_and_its_safe_button_comes_first_and_has_the_focus() {
    let sheet = sheet(Locale::En);
    let dialog = one(&sheet, "dialog");
    assert_eq!(dialog.attr("aria-labelledby"), Some("stop-title"));
    assert_eq!((dialog.attr("open"), dialog.attr("closedby")), (None, None));
    assert_eq!(words(one(&sheet, "dialog button:first-child")), "Keep");
    assert_eq!(one(&sheet, "[autofocus]").attr("command"), Some("close"));
    assert_eq!(one(&sheet, "button[command=show-modal]").attr("commandfor"), Some("stop"));
    assert!(one(&sheet, "noscript").inner_html().contains("/apps/1/deactivate"));
}

#[test]
fn qa12_a_meter_says_in_words_what_its_bar_shows() {
    let sheet = sheet(Locale::En);
    assert_eq!(words(one(&sheet, "label[for=used]")), "Groups");
    assert_eq!(words(one(&sheet, "meter")), "46 / 50 (92%)");
    assert_eq!(words(one(&sheet, ".badge.warn")), "Near the limit");
}

#[test]
fn the_pager_marks_the_current_page_and_leaves_out_what_is_not_there() {
    let sheet = sheet(Locale::Ja);
    assert_eq!(words(one(&sheet, ".pager [aria-current=page]")), "2");
    assert_eq!(words(one(&sheet, ".pager [rel=prev]")), "前へ");
    assert_eq!(sheet.select(&Selector::parse(".pager [rel=next]").unwrap()).count(), 0);
}

#[test]
fn the_totals_are_three_and_the_first_is_what_gets_announced() {
    let sheet = sheet(Locale::ZhHans);
    assert_eq!(sheet.select(&Selector::parse(".totals > div").unwrap()).count(), 3);
    assert_eq!(one(&sheet, "[data-total]").attr("data-total"), Some("今天支付 ¥1.00"));
}

#[test]
fn qh2_ids_are_unique_and_nothing_carries_style_or_handlers() {
    let sheet = sheet(Locale::En);
    let mut ids = std::collections::HashSet::new();
    for element in sheet.select(&Selector::parse("*").unwrap()) {
        for (name, value) in element.value().attrs() {
            assert!(name != "style" && !name.starts_with("on"), "{name}");
            assert!(name != "id" || ids.insert(value.to_owned()), "{value} twice");
        }
    }
}
