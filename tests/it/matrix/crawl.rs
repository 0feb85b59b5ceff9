//! Every link and form of every page leads somewhere, and following all links changes nothing (QH3, SEC12, SEC23).

use std::collections::BTreeSet;

use axum::{body::Body, http::Method};

use super::{
    headers,
    rows::rows,
    seed::Who,
    world::{SEEN, World, routes},
};
use crate::support::{
    page::Page,
    tables::{Row, Tables},
};

/// The most pages that are opened for one person.
const PAGES: usize = 400;

const EVERYBODY: [Who; 6] = [Who::Nobody, Who::Owner, Who::Other, Who::Newcomer, Who::Empty, Who::Operator];

/// Whether a path of an address is one of the table's, with this method.
fn is_route(method: &str, address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap();
    routes().iter().any(|route| fits(route.path, path) && route.methods.contains(&method))
}

fn fits(route: &str, path: &str) -> bool {
    let (wanted, found): (Vec<_>, Vec<_>) = (route.split('/').collect(), path.split('/').collect());
    wanted.len() == found.len()
        && wanted
            .iter()
            .zip(&found)
            .all(|(want, found)| want.starts_with('{') && !found.is_empty() || want == found)
}

/// Addresses of links and of forms that are read, without those that lead to the page itself.
fn links(page: &Page) -> Vec<String> {
    let mut links = page.attributes("a[href], link[href], area[href]", "href");
    links.extend(page.attributes("script[src], img[src]", "src"));
    links.extend(page.attributes("form:not([method=post]):not([method=dialog])", "action"));
    links.retain(|link| !link.starts_with(['#', '?']) && !link.is_empty());
    links
}

/// Methods and addresses of forms that are posted, and of buttons that send theirs elsewhere.
fn targets(page: &Page) -> Vec<(&'static str, String)> {
    let mut targets: Vec<_> =
        page.attributes("form[method=post]", "action").into_iter().map(|target| ("post", target)).collect();
    let posting = page.attributes("button[formaction]:not([formmethod=get])", "formaction");
    targets.extend(posting.into_iter().map(|target| ("post", target)));
    let reading = page.attributes("button[formaction][formmethod=get]", "formaction");
    targets.extend(reading.into_iter().map(|target| ("get", target)));
    targets
}

/// The address without the place on its page.
fn page_of(address: &str) -> String {
    address.split('#').next().unwrap().to_owned()
}

async fn crawl(world: &World, who: Who) -> (usize, Vec<String>) {
    let rows: Vec<_> = rows(world.known).into_iter().filter(|row| row.who == who).collect();
    let gone: BTreeSet<&String> = rows.iter().filter(|row| row.status == 404).map(|row| &row.path).collect();
    let mut todo: Vec<String> = rows.iter().map(|row| row.path.clone()).collect();
    let (mut seen, mut faults): (BTreeSet<String>, _) =
        (todo.iter().map(|path| page_of(path)).collect(), Vec::new());
    let mut opened = 0;
    while let Some(path) = todo.pop() {
        opened += 1;
        let page = world.browser(who).get(&path).await;
        if page.status >= 500 || (page.status == 404 && !gone.contains(&path)) {
            faults.push(format!("{who:?} {path}: {}", page.status));
        }
        faults.extend(headers::fault(&page).map(|fault| format!("{who:?} {path}: {fault}")));
        for (method, target) in targets(&page).iter().filter(|(method, target)| !is_route(method, target)) {
            faults.push(format!("{who:?} {path}: a form is sent to {target:?} by {method}"));
        }
        for link in links(&page).into_iter().chain(page.location()) {
            if !is_route("get", &link) {
                faults.push(format!("{who:?} {path}: a link leads to {link:?}"));
            } else if seen.len() < PAGES && seen.insert(page_of(&link)) {
                todo.push(page_of(&link));
            }
        }
    }
    (opened, faults)
}

/// Rows without the columns that merely being seen changes.
fn lasting(tables: &Tables, name: &str) -> Vec<Row> {
    let mut rows = tables.rows(name).to_vec();
    for row in &mut rows {
        for column in ["revision", "audit_seq", "audit_hash"] {
            if name == "accounts" {
                row.remove(column);
            }
        }
    }
    rows
}

/// The tables that differ, apart from who was seen when.
pub(super) fn changed(before: &Tables, after: &Tables) -> BTreeSet<String> {
    let named = after.changed_since(before).into_iter().filter(|name| !SEEN.contains(name));
    named.filter(|name| lasting(before, name) != lasting(after, name)).map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn qh3_sec12_every_link_and_form_resolves_and_no_link_changes_anything() {
    let world = World::open().await;
    let before = world.tables().await;
    let (mut opened, mut faults) = (0, BTreeSet::new());
    for who in EVERYBODY {
        let (count, found) = crawl(&world, who).await;
        opened += count;
        faults.extend(found);
    }
    let after = world.tables().await;
    assert!(opened > 150, "{opened}");
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults.into_iter().collect::<Vec<_>>().join("\n")
    );
    assert_eq!(changed(&before, &after), BTreeSet::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn sec23_reading_the_head_and_methods_that_a_route_lacks_change_nothing() {
    let world = World::open().await;
    let before = world.tables().await;
    let from_here = [("sec-fetch-site", "same-origin")];
    let others = ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "POST", "HEAD", "GET", "PROPFIND"];
    for row in rows(world.known).iter().filter(|row| row.who != Who::Other).step_by(3) {
        let page = world.browser(row.who).send(Method::HEAD, &row.path, &from_here, Body::empty()).await;
        assert_eq!((page.status, page.bytes.len()), (row.status, 0), "HEAD {}", row.path);
    }
    for route in routes() {
        let path = route.path.replace(['{', '}'], "");
        for name in others {
            let answers =
                |method: &&str| method.eq_ignore_ascii_case(name) || (name == "HEAD" && **method == *"get");
            if route.methods.iter().any(answers) {
                continue;
            }
            let method = Method::from_bytes(name.as_bytes()).unwrap();
            let who = super::world::user_of(route.audience);
            let page = world.browser(who).send(method, &path, &from_here, Body::empty()).await;
            assert_eq!(page.status, 405, "{name} {path}");
        }
    }
    assert_eq!(changed(&before, &world.tables().await), BTreeSet::new());
}
