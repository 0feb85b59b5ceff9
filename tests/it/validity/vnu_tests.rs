//! The harness finds planted faults, and only on the page that has them.

use super::vnu;

fn page(body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>A</title></head><body>{body}</body></html>"
    )
}

#[test]
fn harness_vnu_names_the_page_and_the_line_of_a_fault() {
    let pages = [
        (
            "good",
            "<h1>A</h1><button type=\"button\" commandfor=\"d\" command=\"show-modal\">B</button><dialog id=\"d\" closedby=\"any\" aria-labelledby=\"t\"><h2 id=\"t\">C</h2></dialog><search><form action=\"/\"><button>D</button></form></search>",
        ),
        ("misnested", "<h1>A</h1>\n<p>a<div>b</p>"),
        ("doubled id", "<h1>A</h1><p id=\"x\">a<p id=\"x\">b"),
        ("warning", "<h1>A</h1><section><p>no heading</p></section>"),
    ];
    let pages: Vec<_> = pages.iter().map(|(name, body)| ((*name).to_owned(), page(body))).collect();
    let messages = vnu::check(&pages);
    assert_eq!(messages.keys().collect::<Vec<_>>(), ["doubled id", "misnested", "warning"], "{messages:#?}");
    assert!(
        messages["misnested"].iter().any(|message| message.starts_with("error, line 3")),
        "{messages:#?}"
    );
    assert!(messages["doubled id"][0].contains("Duplicate ID"), "{messages:#?}");
    assert!(messages["warning"][0].starts_with("warning"), "{messages:#?}");
    vnu::assert_valid(&pages[..1]);
}

#[test]
#[should_panic(expected = "misnested")]
fn harness_vnu_fails_a_test_with_the_name_of_the_page() {
    vnu::assert_valid(&[("misnested".to_owned(), page("<h1>A</h1><p>a<div>b</p>"))]);
}
