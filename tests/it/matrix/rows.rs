//! The page matrix: every route that shows something, with every kind of thing that it can show. A route that is not
//! here fails the tests, because the rows are asked for by the router's own table.

mod apps;
mod money;

use super::{known::Known, seed::Who, world::routes};

/// The month that runs in the demo: everybody has one of their own.
pub(crate) const RUNNING: &str = "2026-11";

/// One cell of the matrix, apart from the language.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The route as it stands in the table.
    pub(crate) route: &'static str,
    /// A concrete address.
    pub(crate) path: String,
    /// Who asks.
    pub(crate) who: Who,
    /// What the answer must be.
    pub(crate) status: u16,
}

/// Every row of every route that answers GET.
pub(crate) fn rows(known: &Known) -> Vec<Row> {
    let mut rows = Vec::new();
    for route in routes().iter().filter(|route| route.methods.contains(&"get")) {
        let shown = shown(route.path, known);
        assert!(!shown.is_empty(), "{} has no row in the page matrix", route.path);
        let row = |(who, path, status): (Who, String, u16)| Row { route: route.path, path, who, status };
        rows.extend(shown.into_iter().map(row));
    }
    rows
}

type Shown = Vec<(Who, String, u16)>;

fn shown(route: &str, known: &Known) -> Shown {
    let found = before_signing_in(route);
    let found = if found.is_empty() { own_account(route) } else { found };
    let found = if found.is_empty() { apps::apps(route, known) } else { found };
    let found = if found.is_empty() { money::buying(route, known) } else { found };
    let found = if found.is_empty() { money::billing(route, known) } else { found };
    let found = if found.is_empty() { tickets(route, known) } else { found };
    if found.is_empty() { operators(route, known) } else { found }
}

fn before_signing_in(route: &str) -> Shown {
    match route {
        "/" => of(&[Who::Nobody, Who::Owner], &[""], route, 303),
        "/sign-in" => of(&[Who::Nobody], &["", "?next=%2Fbuy%3Fmonths%3D6"], route, 200),
        "/sign-up" | "/signed-out" | "/operator/sign-in" | "/healthz" | "/readyz" => {
            of(&[Who::Nobody], &[""], route, 200)
        }
        "/help" | "/sla" | "/reset" | "/reset/code" => of(&[Who::Nobody, Who::Owner], &[""], route, 200),
        "/static/{name}" => vec![(Who::Nobody, "/static/none.css".to_owned(), 404)],
        _ => Shown::new(),
    }
}

fn tickets(route: &str, known: &Known) -> Shown {
    match route {
        "/tickets" => {
            of(&[Who::Owner, Who::Empty], &["", "?before=1.019aa000-0000-7000-8000-00000000beef"], route, 200)
        }
        "/tickets/new" => {
            let about = format!("{route}?topic=delete_app&app={}", known.named("旧版客服").id);
            let mut rows = of(&[Who::Owner, Who::Other, Who::Empty], &["", "?topic=stop_app"], route, 200);
            rows.push((Who::Owner, about, 200));
            rows
        }
        "/tickets/{id}" => {
            known.tickets.iter().map(|(id, _)| (Who::Owner, route.replace("{id}", id), 200)).collect()
        }
        _ => Shown::new(),
    }
}

fn own_account(route: &str) -> Shown {
    match route {
        "/reauth" => of(&[Who::Owner], &["", "?next=%2Fapps"], route, 200),
        "/account" | "/sandbox/clock" => of(&[Who::Owner, Who::Empty], &[""], route, 200),
        "/messages" => {
            let narrowed =
                ["", "?show=unread", "?before=1.00000000-0000-0000-0000-000000000000", "?show=x&before=x"];
            of(&[Who::Owner, Who::Other, Who::Newcomer, Who::Empty], &narrowed, route, 200)
        }
        "/account/activity" => {
            let narrowed = ["", "?action=app_delete&by=visitor", "?before=1", "?from=2026-01-01&by=console"];
            of(&[Who::Owner, Who::Other, Who::Newcomer, Who::Empty], &narrowed, route, 200)
        }
        "/account/password" => of(&[Who::Owner, Who::Empty], &[""], route, 303),
        "/verification" => of(&[Who::Owner, Who::Newcomer, Who::Empty], &[""], route, 200),
        _ => Shown::new(),
    }
}

fn operators(route: &str, known: &Known) -> Shown {
    let each = |ids: &[(String, String)]| {
        ids.iter().map(|(id, _)| (Who::Operator, route.replace("{id}", id), 200)).collect()
    };
    match route {
        "/operator" | "/operator/account" => of(&[Who::Operator], &[""], route, 200),
        "/operator/reauth" => of(&[Who::Operator], &["", "?next=%2Foperator"], route, 200),
        "/operator/verifications/{id}" => each(&known.verifications),
        "/operator/top-ups/{id}" => each(&known.top_ups),
        "/operator/tickets/{id}" => each(&known.tickets),
        "/operator/audit" => {
            let queries = ["", "?verify=yes", "?of=new%40example.com&by=user", "?of=nobody", "?app=none"];
            of(&[Who::Operator], &queries, route, 200)
        }
        _ => Shown::new(),
    }
}

fn of(who: &[Who], queries: &[&str], path: &str, status: u16) -> Shown {
    let all = who.iter().flat_map(|who| queries.iter().map(|query| (*who, format!("{path}{query}"), status)));
    all.collect()
}
