//! The pages of applications: the list, each of them, and everything that changes one.

use super::{
    super::{
        known::{AppRow, Known},
        seed::Who,
    },
    Shown, of,
};

pub(super) fn apps(route: &str, known: &Known) -> Shown {
    match route {
        "/apps" => {
            let narrowed = [
                "?q=%E4%BA%91",
                "?q=nothing-is-called-this",
                "?status=deactivated",
                "?ends=push",
                "?tag=team%3Aeducation",
            ];
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
            (Who::Owner, route.replace("{id}", &known.push.draft), 200),
            (Who::Owner, route.replace("{id}", &known.push.replacing), 200),
            (Who::Owner, route.replace("{id}", &known.push.saved), 303),
        ],
        "/push/{id}/edit" => vec![
            (Who::Owner, route.replace("{id}", &known.push.saved), 200),
            (Who::Owner, route.replace("{id}", &known.push.draft), 404),
        ],
        "/push/{id}/delete" => vec![(Who::Owner, route.replace("{id}", &known.push.saved), 200)],
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
            let mut rows = each(route, known);
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
    let mut rows = each(route, known);
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
    let mut rows = each(route, known);
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
    let special = special
        .into_iter()
        .map(|(id, query, status)| (Who::Owner, format!("{}{query}", route.replace("{id}", id)), status));
    each(route, known).into_iter().chain(special).collect()
}

/// A page that every app of both customers has, until it is deleted.
fn each(route: &str, known: &Known) -> Shown {
    let row = |who: Who, app: &AppRow| {
        let status = if app.status == "deleted" { 404 } else { 200 };
        (who, route.replace("{id}", &app.id), status)
    };
    let own = known.apps.iter().map(|app| row(Who::Owner, app));
    own.chain(known.other_apps.iter().map(|app| row(Who::Other, app))).collect()
}
