//! Whatever somebody writes is shown as text: stored, reflected, and sent as a header (SEC27).

use super::{
    forms::{Form, forms},
    rows::rows,
    seed::Who,
    world::World,
};
use crate::support::page::Page;
use im_console::cli::demo::STUDIO;

/// Texts that would become markup, an attribute, a script or a template if they were not escaped.
const PAYLOADS: [&str; 9] = [
    "<xssprobe>",
    "\"><xssprobe x=\"",
    "'><xssprobe>",
    "</title><xssprobe>",
    "</textarea></script><xssprobe>",
    "\" onfocus=\"x()\" y=\"",
    "<!--<xssprobe>-->",
    "&lt;xssprobe&gt;",
    "{{7*7}}${7*7}",
];

/// Fails when a payload became anything but text.
#[track_caller]
fn assert_is_text(page: &Page, what: &str) {
    assert!(page.status < 500, "{what}: {}", page.status);
    if page.header("content-type").starts_with("text/html") {
        assert!(page.texts("xssprobe").is_empty(), "{what}: markup");
        assert!(page.texts("[onfocus]").is_empty(), "{what}: attribute");
        assert!(!page.body.contains(">49<"), "{what}: template");
    }
}

/// Whether the text stands on the page, in an element or in an attribute.
fn shows(page: &Page, text: &str) -> bool {
    page.says(text)
        || page.attributes("[value]", "value").iter().any(|value| value == text)
        || page.texts("textarea").iter().any(|value| value == text)
}

async fn form(world: &World, route: &str) -> Option<Form> {
    forms(world).await.into_iter().find(|form| form.route == route)
}

#[tokio::test(flavor = "multi_thread")]
async fn sec27_stored_texts_are_shown_as_they_were_written() {
    let world = World::open().await;
    let stored = [
        ("/billing/top-ups/new", "reference", Who::Owner, "/billing/top-ups"),
        ("/apps/new", "introduction", Who::Owner, ""),
        ("/tickets/new", "text", Who::Owner, ""),
        ("/operator/top-ups/{id}", "reason", Who::Owner, "/billing/top-ups"),
    ];
    for (route, field, reader, address) in stored {
        let mut taken = 0;
        for payload in PAYLOADS {
            let world = World::open().await;
            let Some(form) = form(&world, route).await else { continue };
            let sent = form.with(field, payload).with("decision", "refuse").send(&world).await;
            assert_is_text(&sent, route);
            let shown = if address.is_empty() { sent.location() } else { Some(address.to_owned()) };
            if sent.status == 303 {
                taken += 1;
                let page = world.browser(reader).get(&shown.unwrap()).await;
                assert_is_text(&page, &format!("{route} {payload}"));
                assert!(shows(&page, payload), "{route}: {payload:?} is not shown");
            }
        }
        assert!(taken == PAYLOADS.len() || form(&world, route).await.is_none(), "{route}: {taken}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sec27_what_a_browser_calls_itself_is_shown_as_text() {
    for payload in PAYLOADS {
        // A world each: a user has ten sessions at most, and the eleventh ends the oldest, which is the reader's.
        let world = World::open().await;
        let headers = [("sec-fetch-site", "same-origin"), ("user-agent", payload)];
        let fields = [("email", STUDIO.email), ("password", STUDIO.password)];
        let signed_in = world.browser(Who::Nobody).post_with("/sign-in", &headers, &fields).await;
        assert_eq!(signed_in.status, 303);
        let page = world.browser(Who::Owner).get("/account").await;
        assert_is_text(&page, payload);
        assert!(shows(&page, payload), "{payload:?} is not shown");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sec27_refused_texts_are_shown_as_text() {
    let world = World::open().await;
    for form in forms(&world).await {
        for (name, _) in &form.fields {
            for payload in PAYLOADS {
                let page = form.with(name, payload).send(&world).await;
                assert_is_text(&page, &format!("{} {name}={payload}", form.path));
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sec27_sec28_texts_in_addresses_are_shown_as_text_and_lead_nowhere_else() {
    let world = World::open().await;
    let mut rows: Vec<_> = rows(world.known).into_iter().filter(|row| !row.path.contains('?')).collect();
    rows.dedup_by(|one, two| one.route == two.route);
    let names = ["q", "next", "data_centre", "app", "months", "order", "status", "before", "none"];
    for row in rows {
        for payload in PAYLOADS.into_iter().chain(["javascript:alert(1)", "//evil.example"]) {
            let pairs = names.map(|name| (name, payload));
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
            let page = world.browser(row.who).get(&format!("{}?{query}", row.path)).await;
            assert_is_text(&page, &format!("{}?{query}", row.path));
            for link in page.attributes("a[href]", "href").into_iter().chain(page.location()) {
                let is_ours = link.starts_with(['/', '#', '?']) && !link.starts_with("//");
                assert!(is_ours, "{}?{query}: {link}", row.path);
            }
        }
    }
}
