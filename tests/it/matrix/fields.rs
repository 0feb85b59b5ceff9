//! Forms that are not as our pages send them: fields too many, twice, too large, of the wrong kind.

use std::collections::BTreeSet;

use axum::{body::Body, http::Method};
use im_console::web::extract::{FORM_BYTES, LONG_FORM_BYTES};

use super::{
    crawl::changed,
    forms::{Form, forms},
    rows::rows,
    world::World,
};
use crate::support::tables::Tables;

/// Nothing of ours has this value, whether it is read as a number or as a text.
const MARK: &str = "4242424242";

const FROM_HERE: [(&str, &str); 1] = [("sec-fetch-site", "same-origin")];

/// Fields whose value is not judged: where to go afterwards, boxes, what another answer makes void (the certificate of an
/// app that was renamed to a number and stopped by it), and passwords, which may hold any letter.
const FREE: [(&str, &str); 17] = [
    ("/sign-in", "next"),
    ("/operator/sign-in", "next"),
    ("/reauth", "next"),
    ("/operator/reauth", "next"),
    ("/sign-up", "password"),
    ("/account/password", "new_password"),
    ("/account/password", "end_others"),
    ("/operator/account", "new_password"),
    ("/operator/account", "end_others"),
    ("/account/sessions/end", "session"),
    ("/buy/apps", "choices"),
    ("/operator/verifications/{id}", "reason"),
    ("/operator/top-ups/{id}", "reason"),
    ("/apps/{id}/profile", "introduction"),
    ("/messages/read", "show"),
    ("/reset/code", "new_password"),
    ("/push/{id}/delete", "typed"),
];

/// Routes that answer a form by showing a secret, which no other address may show.
pub(super) const SHOWN: [&str; 2] = ["/apps/{id}/key", "/apps/{id}/usersig"];

/// Letters that no field of one line takes, and numbers that no field takes.
const BAD: [&str; 20] = [
    "\0",
    "a\0b",
    "\u{1b}[31m",
    "a\rb",
    "\u{202e}evil",
    "\u{2066}a\u{2069}",
    "\u{fffd}",
    "\u{feff}",
    "-1",
    "0",
    "2147483648",
    "9223372036854775808",
    "-9223372036854775809",
    "1e9",
    "NaN",
    "１２３",
    "0x10",
    "1,0,0",
    "1.005",
    "99999999999999999999999999999999999999",
];

/// The names of every column of every table.
fn columns(tables: &Tables) -> BTreeSet<String> {
    let mut columns = tables.columns();
    columns.extend(
        ["price", "is_default", "total", "currency", "discount", "role", "operator"].map(str::to_owned),
    );
    columns
}

/// The form sent to a fresh console: the answer's status, and what it changed.
async fn outcome(form: &Form, extra: &BTreeSet<String>) -> (u16, BTreeSet<String>, bool) {
    let world = World::open().await;
    let fresh = forms(&world).await.into_iter().find(|fresh| fresh.route == form.route).unwrap();
    let before = world.tables().await;
    let mut fields = fresh.pairs();
    let own: BTreeSet<&str> = fields.iter().map(|(name, _)| *name).collect();
    fields
        .extend(extra.iter().map(String::as_str).filter(|name| !own.contains(name)).map(|name| (name, MARK)));
    let page = world.browser(fresh.who).post(&fresh.path, &fields).await;
    let after = world.tables().await;
    (page.status, changed(&before, &after), after.mention(MARK))
}

#[tokio::test(flavor = "multi_thread")]
async fn sec19_fields_named_like_columns_change_nothing() {
    let world = World::open().await;
    let columns: Vec<String> = columns(&world.tables().await).into_iter().collect();
    for form in forms(&world).await {
        let plain = outcome(&form, &BTreeSet::new()).await;
        let wanted = if SHOWN.contains(&form.route) { 200 } else { 303 };
        assert!(plain.0 == wanted, "{}: {}", form.path, plain.0);
        for names in columns.chunks(75) {
            let extra = outcome(&form, &names.iter().cloned().collect()).await;
            assert_eq!(extra, (plain.0, plain.1.clone(), false), "{}", form.path);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sec20_a_field_that_comes_twice_is_refused_with_the_whole_form() {
    let world = World::open().await;
    let before = world.tables().await;
    for form in forms(&world).await {
        for (name, value) in &form.fields {
            let mut fields = form.pairs();
            fields.push((name, value));
            let page = world.browser(form.who).post(&form.path, &fields).await;
            assert_eq!(page.status, 400, "{} {name}", form.path);
        }
    }
    for row in rows(world.known).iter().filter(|row| row.path.contains('?')) {
        let (path, query) = row.path.split_once('?').unwrap();
        let page = world.browser(row.who).get(&format!("{path}?{query}&{query}")).await;
        assert_eq!(page.status, 400, "{path}?{query} twice");
    }
    assert_eq!(changed(&before, &world.tables().await), BTreeSet::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn sec31_sec33_bad_letters_and_numbers_are_refused_in_every_field() {
    let world = World::open().await;
    let mut faults = Vec::new();
    for form in forms(&world).await {
        for (name, value) in form.fields.iter().filter(|(name, _)| !FREE.contains(&(form.route, name))) {
            for bad in BAD {
                let is_strange = |letter: char| !letter.is_alphanumeric() && !letter.is_ascii_graphic();
                let must_refuse = value.parse::<i64>().is_ok() || bad.chars().any(is_strange);
                let page = world.browser(form.who).post(&form.path, &form.with(name, bad).pairs()).await;
                // An amount of money may be typed in full-width digits.
                let is_read = *name == "amount" && bad == "１２３";
                let is_refused = (400..500).contains(&page.status);
                if page.status >= 500 || (must_refuse && !is_refused && !is_read) {
                    faults.push(format!("{} {name}={bad:?}: {}", form.path, page.status));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn sec31_no_field_takes_a_lone_surrogate_or_broken_bytes_to_a_fault() {
    let world = World::open().await;
    for form in forms(&world).await {
        for (name, _) in &form.fields {
            for bytes in ["%ED%A0%80", "%FF%FE", "%C0%80", "%00%00", "%", "%zz"] {
                let rest = form.with(name, "(here)");
                let text =
                    form_urlencoded::Serializer::new(String::new()).extend_pairs(rest.pairs()).finish();
                let body = Body::from(text.replace("%28here%29", bytes));
                let page = world.browser(form.who).send(Method::POST, &form.path, &FROM_HERE, body).await;
                assert!(page.status < 500, "{} {name}={bytes}: {}", form.path, page.status);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sec41_every_form_has_a_size_and_a_number_of_fields() {
    let world = World::open().await;
    let before = world.tables().await;
    let many = (0..10_000).map(|field| format!("{field}=")).collect::<Vec<_>>().join("&");
    for form in forms(&world).await.iter().filter(|form| !form.fields.is_empty()) {
        let mut browser = world.browser(form.who);
        let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(form.pairs()).finish();
        let most = if form.route == "/apps/{id}/tags" { LONG_FORM_BYTES } else { FORM_BYTES };
        let large = format!("{text}&more={}", "x".repeat(most));
        let page = browser.send(Method::POST, &form.path, &FROM_HERE, Body::from(large)).await;
        assert_eq!(page.status, 413, "{}", form.path);
        let page = browser.send(Method::POST, &form.path, &FROM_HERE, Body::from(many.clone())).await;
        assert_eq!(page.status, 400, "{}", form.path);
    }
    assert_eq!(changed(&before, &world.tables().await), BTreeSet::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn sec29_what_is_injected_into_an_address_is_a_word_that_nothing_is_called() {
    let world = World::open().await;
    let before = world.tables().await;
    let payloads = [
        "' OR '1'='1",
        "\"; DROP TABLE apps; --",
        "1) UNION SELECT 1--",
        "%",
        "_",
        "\\",
        "name DESC",
        "\0",
        "９",
    ];
    let names = [
        "q",
        "status",
        "edition",
        "centre",
        "ends",
        "sort",
        "page",
        "before",
        "order",
        "data_centre",
        "app",
        "package",
        "call_pack",
        "groups_per_user",
        "months",
        "other_months",
        "next",
    ];
    let mut paths: Vec<_> = rows(world.known).into_iter().filter(|row| !row.path.contains('?')).collect();
    paths.dedup_by(|one, two| one.route == two.route);
    for row in paths {
        for payload in payloads {
            let pairs = names.map(|name| (name, payload));
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
            let page = world.browser(row.who).get(&format!("{}?{query}", row.path)).await;
            assert!(page.status < 500, "{}?{query}: {}", row.path, page.status);
        }
    }
    assert_eq!(changed(&before, &world.tables().await), BTreeSet::new());
}
