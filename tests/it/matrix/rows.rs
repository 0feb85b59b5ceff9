//! The page matrix: every route that shows something, with every kind of thing that it can show. A route that is not
//! here fails the tests, because the rows are asked for by the router's own table.

use super::{
    known::{AppRow, Known},
    seed::Who,
    world::routes,
};

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
    let found = if found.is_empty() { apps(route, known) } else { found };
    let found = if found.is_empty() { buying(route, known) } else { found };
    let found = if found.is_empty() { billing(route, known) } else { found };
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

fn apps(route: &str, known: &Known) -> Shown {
    match route {
        "/apps" => {
            let narrowed =
                ["?q=%E4%BA%91", "?q=nothing-is-called-this", "?status=deactivated", "?tag=team%3Aeducation"];
            let mut rows = of(&[Who::Owner, Who::Empty, Who::Newcomer], &[""], route, 200);
            rows.extend(of(&[Who::Owner], &narrowed, route, 200));
            let paged = ["?page=2", "?edition=professional&sort=name", "?ends=soon", "?q=chat"];
            rows.extend(of(&[Who::Other], &paged, route, 200));
            rows.extend(of(&[Who::Owner, Who::Other], &["?page=999"], route, 303));
            rows
        }
        "/apps/new" => {
            let mut rows = of(&[Who::Owner, Who::Empty], &["", "?data_centre=sgp"], route, 200);
            rows.push((Who::Other, route.to_owned(), 200));
            rows
        }
        "/apps/{id}/renew" | "/apps/{id}/upgrade-package" | "/apps/{id}/refund" => prepaid(route, known),
        "/apps/{id}/what-if" => plans(route, known),
        "/apps/{id}/administrators/delete" => {
            let path = route.replace("{id}", &known.named("云上课堂").id);
            ["lessons-ops", "administrator"]
                .map(|name| (Who::Owner, format!("{path}?name={name}"), 200))
                .to_vec()
        }
        "/push/{id}/check" => vec![
            (Who::Owner, route.replace("{id}", &known.push.0), 200),
            (Who::Owner, route.replace("{id}", &known.push.1), 303),
        ],
        "/push/{id}/delete" => vec![(Who::Owner, route.replace("{id}", &known.push.1), 200)],
        "/apps/{id}/forecast"
        | "/apps/{id}/push/new"
        | "/apps/{id}/key"
        | "/apps/{id}/key/rotate"
        | "/apps/{id}/key/end-older"
        | "/apps/{id}/usersig"
        | "/apps/{id}/audio-video"
        | "/apps/{id}"
        | "/apps/{id}/profile"
        | "/apps/{id}/deactivate"
        | "/apps/{id}/delete"
        | "/apps/{id}/administrators"
        | "/apps/{id}/tags" => {
            let row = |who: Who, app: &AppRow| {
                let status = if app.status == "deleted" { 404 } else { 200 };
                (who, route.replace("{id}", &app.id), status)
            };
            let own = known.apps.iter().map(|app| row(Who::Owner, app));
            let mut rows: Shown =
                own.chain(known.other_apps.iter().map(|app| row(Who::Other, app))).collect();
            if route.ends_with("/push/new") {
                let address = route.replace("{id}", &known.named("Probe").id);
                let vendors = ["apns", "apns-key", "honor", "oppo", "meizu", "fcm", "none"];
                rows.extend(vendors.map(|vendor| (Who::Owner, format!("{address}?vendor={vendor}"), 200)));
            }
            rows
        }
        _ => changes(route, known),
    }
}

/// "What if": of every app, each plan as it opens, with choices, and chosen wrongly.
fn plans(route: &str, known: &Known) -> Shown {
    let own = known.apps.iter().map(|app| (Who::Owner, app));
    let every = own.chain(known.other_apps.iter().map(|app| (Who::Other, app)));
    let row = |(who, app): (Who, &AppRow)| {
        let status = if app.status == "deleted" { 404 } else { 200 };
        (who, route.replace("{id}", &app.id), status)
    };
    let mut rows: Shown = every.map(row).collect();
    let chosen = [
        ("云上课堂", "?plan=renew", 200),
        ("云上课堂", "?plan=renew&step=compare&months=25", 422),
        ("云上课堂", "?plan=renew&step=compare&months=12", 200),
        ("云上课堂", "?plan=upgrade-package", 200),
        ("云上课堂", "?plan=upgrade-package&step=compare&target=nothing", 422),
        ("云上课堂", "?plan=refund", 200),
        ("云上课堂", "?plan=refund&step=compare&what=content_security", 422),
        ("云上课堂", "?plan=purchase", 200),
        ("云上课堂", "?plan=history&step=compare&days=30", 200),
        ("云上课堂", "?plan=history&step=compare&days=8", 422),
        ("云上课堂", "?plan=nothing", 200),
        ("云上课堂", "?plan=deactivate&step=compare", 422),
        ("Probe", "?plan=purchase", 200),
        ("Probe", "?plan=purchase&step=compare&for=ultimate&package=ultimate&months=6&auto_renew=yes", 200),
        (
            "Probe",
            "?plan=purchase&step=compare&for=professional&package=ultimate&groups_per_user=1000&months=1",
            200,
        ),
        ("Probe", "?plan=purchase&step=compare&package=ultimate&months=x", 422),
        ("老友圈", "?plan=upgrade", 200),
        (
            "老友圈",
            "?plan=upgrade&step=compare&edition=professional&for=professional&livestream_groups=yes",
            200,
        ),
        ("老友圈", "?plan=upgrade&step=compare&edition=none", 422),
        ("老友圈", "?plan=downgrade&step=compare", 200),
        ("老友圈", "?plan=deactivate", 200),
        ("Tide_Chat", "?plan=reconfigure", 200),
        ("Tide_Chat", "?plan=reconfigure&step=compare&edition=ultimate&for=ultimate", 200),
    ];
    let row = |(name, query, status): (&str, &str, u16)| {
        (Who::Owner, format!("{}{query}", route.replace("{id}", &known.named(name).id)), status)
    };
    rows.extend(chosen.into_iter().map(row));
    rows
}

/// Renewing, going up and giving back: of every app, with choices, and chosen wrongly.
fn prepaid(route: &str, known: &Known) -> Shown {
    let row = |who: Who, app: &AppRow| {
        let status = if app.status == "deleted" { 404 } else { 200 };
        (who, route.replace("{id}", &app.id), status)
    };
    let own = known.apps.iter().map(|app| row(Who::Owner, app));
    let mut rows: Shown = own.chain(known.other_apps.iter().map(|app| row(Who::Other, app))).collect();
    let path = route.replace("{id}", &known.named("云上课堂").id);
    let chosen: &[(&str, u16)] = if route.ends_with("renew") {
        &[("?months=12", 200), ("?months=other&other_months=25", 422), ("?months=1&call_pack=maybe", 422)]
    } else if route.ends_with("refund") {
        &[("?what=groups_per_user", 200), ("?what=livestream_groups", 200), ("?what=nothing", 200)]
    } else {
        &[("?target=ultimate", 200), ("?target=nothing", 422), ("?target=ultimate&call_pack=basic", 422)]
    };
    rows.extend(chosen.iter().map(|(query, status)| (Who::Owner, format!("{path}{query}"), *status)));
    rows
}

/// What changes apps: for each of them, and with choices that are taken, that are not, and that are to be checked.
fn changes(route: &str, known: &Known) -> Shown {
    let stars = &known.named("星河直播").id;
    let forum = &known.named("老友圈").id;
    let (tide, taught) = (&known.named("Tide_Chat").id, &known.named("云上课堂").id);
    let special: Vec<(&String, &str, u16)> = match route {
        "/apps/{id}/upgrade" => vec![
            (forum, "?edition=ultimate", 200),
            (forum, "?edition=professional&for=professional&livestream_groups=yes&step=check", 200),
            (forum, "?edition=professional&for=professional&groups_per_user=7&step=check", 422),
            (forum, "?edition=none", 422),
        ],
        "/apps/{id}/reconfigure" => vec![
            (stars, "?edition=professional", 200),
            (stars, "?edition=ultimate&for=ultimate&members_per_group=6000&step=check", 422),
            (tide, "?edition=ultimate&for=professional&step=check", 200),
            (tide, "?edition=ultimate&for=ultimate&step=check", 200),
            (tide, "?edition=professional&for=professional&step=check", 200),
            (tide, "?edition=professional&for=professional&groups_per_user=1000&step=check", 422),
        ],
        "/apps/{id}/history" => {
            vec![(taught, "?days=30", 200), (taught, "?days=7", 422), (tide, "?days=own", 422)]
        }
        "/apps/{id}/downgrade" => Vec::new(),
        _ => return Shown::new(),
    };
    let row = |who: Who, app: &AppRow| {
        let status = if app.status == "deleted" { 404 } else { 200 };
        (who, route.replace("{id}", &app.id), status)
    };
    let own = known.apps.iter().map(|app| row(Who::Owner, app));
    let others = known.other_apps.iter().map(|app| row(Who::Other, app));
    let special = special
        .into_iter()
        .map(|(id, query, status)| (Who::Owner, format!("{}{query}", route.replace("{id}", id)), status));
    own.chain(others).chain(special).collect()
}

fn buying(route: &str, known: &Known) -> Shown {
    match route {
        "/buy" | "/buy/summary" => choosing(route, known),
        "/quotes/{id}" => {
            let quotes = [&known.quote, &known.quote_with_voucher, &known.quote_expired];
            let row = |id: &String, status| (Who::Owner, format!("/quotes/{id}"), status);
            let used = row(&known.quote_used, 303);
            quotes.iter().map(|id| row(id, 200)).chain([used]).collect()
        }
        "/orders/{no}" => {
            known.orders.iter().map(|(no, _)| (Who::Owner, format!("/orders/{no}"), 200)).collect()
        }
        "/orders/{no}/cancel" => {
            let status = |status: &str| if status == "unpaid" { 200 } else { 303 };
            let row =
                |(no, state): &(String, String)| (Who::Owner, format!("/orders/{no}/cancel"), status(state));
            known.orders.iter().map(row).collect()
        }
        _ => Shown::new(),
    }
}

/// The purchase page: nothing chosen, everything chosen, chosen wrongly, for each app, and where it is not for sale.
fn choosing(route: &str, known: &Known) -> Shown {
    let (probe, taught) = (&known.named("Probe").id, &known.named("云上课堂").id);
    let wrong =
        format!("{route}?data_centre=cn&app={probe}&package=professional&months=other&other_months=25");
    let chosen = [
        String::new(),
        format!("?data_centre=cn&app={probe}"),
        format!("?data_centre=cn&app={probe}&package=professional&call_pack=advanced&months=6&sla=yes"),
        format!("?data_centre=cn&app={probe}&package=ultimate&months=other&other_months=24"),
        format!("?data_centre=cn&app={taught}&livestream_groups=yes"),
        format!("?data_centre=sgp&app={probe}"),
    ];
    let is_part = route == "/buy/summary";
    let mut rows: Shown = chosen.iter().map(|query| (Who::Owner, format!("{route}{query}"), 200)).collect();
    rows.push((Who::Owner, wrong, if is_part { 200 } else { 422 }));
    let row = |app: &AppRow| {
        let status = if app.status == "deleted" { 404 } else { 200 };
        (Who::Owner, format!("{route}?app={}", app.id), status)
    };
    rows.extend(known.apps.iter().map(row));
    rows.extend(of(&[Who::Other], &[""], route, 200));
    rows.extend(of(&[Who::Newcomer, Who::Empty], &[""], route, if is_part { 303 } else { 200 }));
    rows
}

fn billing(route: &str, known: &Known) -> Shown {
    let everybody = [Who::Owner, Who::Other, Who::Empty];
    match route {
        "/billing" | "/billing/budget" | "/billing/vouchers" => of(&everybody, &[""], route, 200),
        "/billing/forecast" => {
            let mut rows = of(&everybody, &["", "?page=x"], route, 200);
            rows.extend(of(&everybody, &["?page=999"], route, 303));
            rows
        }
        "/billing/forecast/csv" => {
            let of_app = format!("{route}?app={}", known.named("云上课堂").id);
            let mut rows = of(&everybody, &[""], route, 200);
            rows.extend([(Who::Owner, of_app.clone(), 200), (Who::Empty, of_app, 404)]);
            rows
        }
        "/billing/orders" => {
            let narrowed = [
                "",
                "?status=unpaid",
                "?status=paid",
                "?status=cancelled",
                "?before=1.1",
                "?status=refunded",
            ];
            let mut rows = of(&everybody, &narrowed, route, 200);
            for name in ["云上课堂", "Probe"] {
                let of_app = format!("{route}?app={}", known.named(name).id);
                rows.extend([(Who::Owner, of_app.clone(), 200), (Who::Empty, of_app, 200)]);
            }
            rows
        }
        "/billing/refunds/{id}" => {
            known.refunds.iter().map(|id| (Who::Owner, route.replace("{id}", id), 200)).collect()
        }
        "/billing/renewals" => {
            let tabs = ["", "?tab=automatic", "?tab=ended", "?tab=manual&page=9"];
            of(&everybody, &tabs, route, 200)
        }
        "/billing/renewals/check" => {
            let (taught, probe) = (&known.named("云上课堂").id, &known.named("Probe").id);
            let mut rows = of(&everybody, &[""], route, 422);
            for app in [taught, probe] {
                rows.push((Who::Owner, format!("{route}?months=3&app_{app}=yes"), 200));
            }
            rows
        }
        "/billing/bills" => {
            let mut rows = of(&everybody, &["", "?before=2026-10", "?before=x"], route, 200);
            rows.extend(of(&[Who::Newcomer], &[""], route, 200));
            rows
        }
        "/billing/bills/{month}"
        | "/billing/bills/{month}/csv"
        | "/billing/bills/{month}/json"
        | "/billing/bills/{month}/pdf" => {
            let is_page = route.ends_with("{month}");
            let at = |month: &str| route.replace("{month}", month);
            let of_bill = known.bills.iter().map(|month| (Who::Owner, at(month), 200));
            let running = everybody.iter().map(|who| (*who, at(RUNNING), if is_page { 200 } else { 404 }));
            let grouped = known.bills.iter().filter(|_| is_page);
            let grouped = grouped.map(|month| (Who::Owner, format!("{}?group=tag%3Ateam", at(month)), 200));
            let none = ["2026-01", "x"].map(|month| (Who::Owner, at(month), 404));
            let others = known.bills.iter().take(1).map(|month| (Who::Empty, at(month), 404));
            of_bill.chain(running).chain(grouped).chain(none).chain(others).collect()
        }
        "/billing/ledger" | "/billing/top-ups" => of(&everybody, &["", "?before=1.1"], route, 200),
        "/billing/top-ups/new" => {
            let row = |(no, _): &(String, String)| (Who::Owner, format!("{route}?order={no}"), 200);
            let mut rows = of(&everybody, &[""], route, 200);
            rows.extend(known.orders.iter().map(row));
            rows
        }
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
