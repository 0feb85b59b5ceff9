//! What came from an older platform: postpaid and changed month by month, downgraded, stopped, deleted.

use im_console::{domain::legacy::LegacyRow, services::Actor};

use super::{
    packages::is_now,
    walker::{WHO, Walker},
};

/// Takes applications over, as an operator does from a file.
pub(super) async fn takes_over(walker: &Walker<'_>, names: &[&str]) {
    let rows = (1_400_300_001..).zip(names).map(|(number, name)| LegacyRow {
        sdk_app_id: number.to_string(),
        owner: WHO.email.to_owned(),
        name: (*name).to_owned(),
        status: "active".to_owned(),
        created_at: "2018-03-01".to_owned(),
        data_centre: "cn".to_owned(),
        ..LegacyRow::default()
    });
    let rows = (2..).zip(rows).collect();
    walker.console.services.import_apps(rows, &Actor::console()).await.unwrap();
}

/// Confirms a change that an address says, having seen what it comes to.
async fn changes(walker: &Walker<'_>, name: &str, choices: &str) {
    walker.visits_app(name, choices).await;
    walker.browser().find("section[aria-labelledby=month-2] .total dd").await;
    walker.shopper.press("main form[method=post] .btn.pri").await;
    walker.browser().find("section[aria-labelledby=package-title]").await;
}

/// From the legacy edition to the professional one, by the month.
pub(super) async fn turns_postpaid(walker: &Walker<'_>, name: &str) {
    changes(walker, name, "/upgrade?edition=professional&for=professional&livestream_groups=yes&step=check")
        .await;
    assert_eq!(edition(walker, name).await, "professional");
}

/// In the month of the upgrade a change may be taken back, and then no more.
pub(super) async fn thinks_better_of_it(walker: &Walker<'_>, name: &str) {
    changes(walker, name, "/reconfigure?edition=ultimate&for=ultimate&step=check").await;
    walker.moves_to("2026-04-16T10:00").await;
    changes(
        walker,
        name,
        "/reconfigure?edition=professional&for=professional&livestream_groups=yes&step=check",
    )
    .await;
    assert_eq!(edition(walker, name).await, "professional");
    is_refused(walker, name, "ultimate", ("2026", "5", "1")).await;
}

/// A second change in a month is refused with the day of the next one, up to the last second (QU7).
pub(super) async fn is_changed_once_a_month(walker: &Walker<'_>, name: &str, last: &str, first: &str) {
    changes(walker, name, "/reconfigure?edition=ultimate&for=ultimate&step=check").await;
    walker.moves_to(last).await;
    is_refused(walker, name, "professional", ("2026", "6", "1")).await;
    walker.moves_to(first).await;
    changes(walker, name, "/reconfigure?edition=professional&for=professional&step=check").await;
    assert_eq!(edition(walker, name).await, "professional");
    walker.stop("a month has one change").await;
}

/// The other edition can't be chosen, and the page says from when on it can.
async fn is_refused(walker: &Walker<'_>, name: &str, other: &str, (year, month, day): (&str, &str, &str)) {
    let before = edition(walker, name).await;
    walker.visits_app(name, &format!("/reconfigure?edition={other}&for={other}&step=check")).await;
    assert_eq!(
        walker.browser().count("main form[method=post] [name=seen]").await,
        0,
        "there is nothing to confirm"
    );
    let said = walker.browser().text("main").await;
    let date = match walker.language {
        "en" => format!("{day} {} {year}", if month == "5" { "May" } else { "Jun" }),
        _ => format!("{year}年{month}月{day}日"),
    };
    assert!(said.contains(&date), "no {date} in {said}");
    walker.forgets_refusals().await;
    walker.visits_app(name, "/reconfigure").await;
    let choice = format!("input[name=edition][value={other}]:disabled");
    assert_eq!(walker.browser().count(&choice).await, 1, "it can't be chosen");
    assert_eq!(edition(walker, name).await, before);
}

async fn edition(walker: &Walker<'_>, name: &str) -> String {
    let apps = walker.console.texts("SELECT name || ' ' || edition FROM apps").await;
    let of = |app: &String| app.strip_prefix(&format!("{name} ")).map(str::to_owned);
    apps.iter().find_map(of).unwrap()
}

/// One becomes a trial for good; another is stopped and then deleted.
pub(super) async fn ends(walker: &Walker<'_>, downgraded: &str, deleted: &str) {
    walker.visits_app(downgraded, "/downgrade").await;
    walker.confirms(downgraded).await;
    assert_eq!(edition(walker, downgraded).await, "trial");
    walker.visits_app(deleted, "/deactivate").await;
    walker.confirms(deleted).await;
    is_now(walker, deleted, "deactivated").await;
    walker.visits_app(deleted, "/delete").await;
    walker.confirms(deleted).await;
    let left = walker.console.texts("SELECT name FROM apps WHERE status = 'deleted'").await;
    assert_eq!(left.len(), 1);
}
