//! Who gets in where: audiences, other accounts' ids, and requests that another site caused.

use std::collections::BTreeSet;

use im_console::web::Audience;

use super::{
    crawl::changed,
    forms::forms,
    rows::{RUNNING, Row, rows},
    seed::Who,
    world::{World, routes},
};
use crate::support::page::Page;

/// An id of the right shape that nothing has.
fn unused(route: &str) -> &'static str {
    match route {
        _ if route.starts_with("/apps/") => "9999999999",
        _ if route.contains("{month}") => "2001-01",
        _ if route.starts_with("/orders/") => "202611209999999999",
        _ => "019aa000-0000-7000-8000-00000000beef",
    }
}

fn with_unused(route: &str) -> String {
    let id = unused(route);
    route.replace("{id}", id).replace("{no}", id).replace("{month}", id)
}

/// A page without the parts that are different each time it is drawn, and without `id`.
fn plain(page: &Page, id: &str) -> (u16, String) {
    let mut body = page.body.replace(id, "(id)");
    for key in page.attributes("[name=key]", "value") {
        body = body.replace(&key, "(key)");
    }
    (page.status, body)
}

#[tokio::test(flavor = "multi_thread")]
async fn sec1_sec18_everybody_gets_the_routes_of_their_own_audience_only() {
    let world = World::open().await;
    let before = world.tables().await;
    let (forms, rows) = (forms(&world).await, rows(world.known));
    for route in routes() {
        let (door, strangers): (_, &[Who]) = match route.audience {
            Audience::Customer => ("/sign-in?next=", &[Who::Nobody, Who::Operator]),
            Audience::Operator => ("/operator/sign-in?next=", &[Who::Nobody, Who::Owner, Who::Other]),
            Audience::Everyone | Audience::OperatorDoor | Audience::Machine => continue,
        };
        for who in strangers {
            for row in rows.iter().filter(|row| row.route == route.path) {
                let page = world.browser(*who).get(&row.path).await;
                let to = page.location().unwrap_or_default();
                assert!(page.status == 303 && to.starts_with(door), "{who:?} GET {}: {to}", row.path);
            }
            for form in forms.iter().filter(|form| form.route == route.path) {
                let page = world.browser(*who).post(&form.path, &form.pairs()).await;
                let to = page.location().unwrap_or_default();
                assert!(page.status == 303 && to.starts_with(door), "{who:?} POST {}: {to}", form.path);
            }
        }
    }
    assert_eq!(changed(&before, &world.tables().await), BTreeSet::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn sec17_what_belongs_to_another_account_is_not_there() {
    let world = World::open().await;
    let before = world.tables().await;
    let mut asked = 0;
    let has_id = |route: &str| route.contains('{') && !route.starts_with("/static");
    let is_everybodys = |row: &Row| row.route == "/billing/bills/{month}" && row.path.ends_with(RUNNING);
    let rows = rows(world.known);
    let of_owner = rows.iter().filter(|row| row.who == Who::Owner && has_id(row.route));
    for row in of_owner.filter(|row| !is_everybodys(row)) {
        let mut other = world.browser(Who::Other);
        let (theirs, random) = (other.get(&row.path).await, other.get(&with_unused(row.route)).await);
        assert_eq!((theirs.status, random.status), (404, 404), "GET {}", row.path);
        assert_eq!(theirs.body, random.body, "GET {}", row.path);
        asked += 1;
    }
    for form in forms(&world).await.iter().filter(|form| form.who == Who::Owner && has_id(form.route)) {
        let mut other = world.browser(Who::Other);
        let theirs = other.post(&form.path, &form.pairs()).await;
        let random = other.post(&with_unused(form.route), &form.pairs()).await;
        assert_eq!((theirs.status, random.status), (404, 404), "POST {}", form.path);
        assert_eq!(theirs.body, random.body, "POST {}", form.path);
        asked += 1;
    }
    assert!(asked > 20, "{asked}");
    assert_eq!(changed(&before, &world.tables().await), BTreeSet::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn sec17_an_id_of_another_account_in_a_field_is_like_one_that_nothing_has() {
    let world = World::open().await;
    let before = world.tables().await;
    let (uuid, order) = (unused("/quotes/"), unused("/orders/"));
    let fields = [
        ("/orders", "quote", uuid),
        ("/quotes", "app", unused("/apps/")),
        ("/quotes/{id}/voucher", "voucher", uuid),
        ("/billing/top-ups/new", "order", order),
        ("/account/sessions/end", "session", "0123456789abcdef0123456789abcdef"),
    ];
    let forms = forms(&world).await;
    for (route, field, unused) in fields {
        let Some(form) = forms.iter().find(|form| form.route == route) else { continue };
        let theirs = match field {
            "order" => world.known.order("unpaid").to_owned(),
            _ => form.fields.iter().find(|(name, _)| *name == field).unwrap().1.clone(),
        };
        let mut other = world.browser(Who::Other);
        let found = other.post(&form.path, &form.with(field, &theirs).pairs()).await;
        let random = other.post(&form.path, &form.with(field, unused).pairs()).await;
        assert_eq!(plain(&found, &theirs), plain(&random, unused), "{route} {field}");
    }
    let queries = [
        ("/buy?data_centre=cn&app=", world.known.named("Probe").id.as_str(), unused("/apps/")),
        ("/buy/summary?data_centre=cn&app=", world.known.named("Probe").id.as_str(), unused("/apps/")),
        ("/billing/top-ups/new?order=", world.known.order("unpaid"), order),
    ];
    for (address, theirs, unused) in queries {
        let mut other = world.browser(Who::Other);
        let found = other.get(&format!("{address}{theirs}")).await;
        let random = other.get(&format!("{address}{unused}")).await;
        assert_eq!(plain(&found, theirs), plain(&random, unused), "{address}");
    }
    assert_eq!(changed(&before, &world.tables().await), BTreeSet::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn sec21_no_form_is_taken_from_another_site() {
    let world = World::open().await;
    let before = world.tables().await;
    let refused: [&[(&str, &str)]; 6] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:8080")],
        &[("origin", "http://evil.example")],
        &[("origin", "null")],
        &[],
    ];
    for form in forms(&world).await {
        for headers in refused {
            let is_silent_stranger = headers.is_empty() && form.who == Who::Nobody;
            if !is_silent_stranger {
                let page = world.browser(form.who).post_with(&form.path, headers, &form.pairs()).await;
                assert_eq!(page.status, 403, "{} {headers:?}", form.path);
            }
        }
    }
    assert_eq!(changed(&before, &world.tables().await), BTreeSet::new());
}
