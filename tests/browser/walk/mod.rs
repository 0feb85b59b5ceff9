//! Two years of a customer's life, lived through the pages of a sandbox in each language: one story, told with the mouse,
//! without scripts, and with the keyboard. After each of its stops the pages say what the database holds, and all that
//! must hold of money and rights does.

mod bills;
mod legacy;
mod packages;
mod stops;
mod walker;

use self::walker::Walker;
use crate::{buying::shopper::Hand, console::Console, support::browse};

#[test]
fn two_years_of_a_customer_with_scripts_and_a_mouse_in_chinese() {
    walk("zh-Hans", true, Hand::Mouse);
}

#[test]
fn qn1_two_years_of_a_customer_without_scripts_in_english() {
    walk("en", false, Hand::Mouse);
}

#[test]
fn qa6_two_years_of_a_customer_with_nothing_but_the_keyboard_in_japanese() {
    walk("ja", true, Hand::Keyboard);
}

#[track_caller]
fn walk(language: &'static str, scripts: bool, hand: Hand) {
    browse(async |browser| {
        let console = Console::empty().await;
        let walker = Walker::new(&browser, &console, (language, scripts, hand)).await;
        Box::pin(first_year(&walker)).await;
        Box::pin(second_year(&walker)).await;
    });
}

/// Packages are bought, changed, given back and left to end; a legacy application turns postpaid.
async fn first_year(walker: &Walker<'_>) {
    walker.join().await;
    walker.tops_up("22000").await;
    for name in ["Harbour", "Lantern"] {
        walker.adds(name).await;
    }
    let add_ons = "groups_per_user=1000&members_per_group=2000";
    packages::buys(walker, "Harbour", &format!("package=professional&months=3&auto_renew=yes&{add_ons}"))
        .await;
    packages::buys(walker, "Lantern", "package=professional&months=1").await;
    legacy::takes_over(walker, &["Anchor", "Beacon", "Compass"]).await;
    walker.stop("packages are bought").await;

    walker.moves_to("2026-03-10T10:00").await;
    packages::gives_back(walker, "Harbour", "members_per_group").await;
    walker.moves_to("2026-03-20T10:00").await;
    packages::goes_up(walker, "Harbour").await;
    walker.stop("an add-on is given back and the package taken up").await;

    walker.moves_to("2026-04-02T10:00").await;
    packages::is_now(walker, "Lantern", "expired").await;
    walker.moves_to("2026-04-09T10:00").await;
    packages::is_now(walker, "Lantern", "deactivated").await;
    walker.stop("a package has ended").await;

    legacy::turns_postpaid(walker, "Anchor").await;
    walker.moves_to("2026-04-15T10:00").await;
    legacy::thinks_better_of_it(walker, "Anchor").await;
    legacy::ends(walker, "Beacon", "Compass").await;
    packages::renews(walker, "Lantern", 1).await;
    walker.stop("legacy applications went their ways").await;

    walker.moves_to("2026-05-03T00:00").await;
    bills::was_debited(walker, "2026-04").await;
    walker.moves_to("2026-05-10T10:00").await;
    legacy::is_changed_once_a_month(walker, "Anchor", "2026-05-31T23:59:59", "2026-06-01T00:00").await;
    walker.moves_to("2026-06-02T12:00").await;
    packages::was_renewed_by_itself(walker, "Harbour").await;
    walker.stop("a package was renewed by itself").await;
}

/// Money runs short and comes back; what was owed is paid, and what was left behind is gone.
async fn second_year(walker: &Walker<'_>) {
    walker.moves_to("2026-06-20T10:00").await;
    let foreseen = bills::foreseen(walker, "2026-06").await;
    walker.moves_to("2026-07-03T00:00").await;
    bills::comes_to(walker, "2026-06", &foreseen).await;
    bills::reads(walker, "2026-06").await;
    walker.stop("a bill came as it was foreseen").await;

    walker.moves_to("2026-08-31T12:00").await;
    packages::is_now(walker, "Lantern", "released").await;
    bills::is_short(walker, "Anchor", "Harbour").await;
    walker.stop("money ran short").await;

    walker.tops_up("60000").await;
    bills::is_restored(walker, "Anchor").await;
    packages::renews(walker, "Harbour", 12).await;
    walker.stop("money came back").await;

    walker.moves_to("2027-03-01T10:00").await;
    walker.stop("a year has gone by").await;
    walker.moves_to("2028-03-03T10:00").await;
    bills::reads(walker, "2028-02").await;
    walker.stop("two years have gone by").await;
}
