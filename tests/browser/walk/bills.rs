//! Bills: foreseen, drawn up, debited, read, overdue, paid.

use std::{fs, process::Command};

use tempfile::TempDir;

use super::{packages::is_now, walker::Walker};

/// Month, state, total and what is owed of every bill.
const BILLS: &str = "SELECT month || ' ' || state || ' ' || printf('%d.%02d', total / 100, total % 100)
    || ' ' || printf('%d.%02d', owed / 100, owed % 100) FROM bills ORDER BY month";

/// State, total and what is owed of a month's bill.
async fn bill(walker: &Walker<'_>, month: &str) -> [String; 3] {
    let bills = walker.console.texts(BILLS).await;
    let found = bills.iter().find_map(|bill| bill.strip_prefix(&format!("{month} ")));
    let parts: Vec<String> =
        found.unwrap_or_else(|| panic!("no {month} in {bills:?}")).split(' ').map(str::to_owned).collect();
    parts.try_into().unwrap()
}

/// The bill of a month was closed and paid on the 3rd, and its page says so.
pub(super) async fn was_debited(walker: &Walker<'_>, month: &str) {
    let [state, total, owed] = bill(walker, month).await;
    assert_eq!((state.as_str(), owed.as_str()), ("paid", "0.00"), "{month}");
    walker.visits(&format!("/billing/bills/{month}")).await;
    assert_eq!(walker.shopper.amount("section[aria-labelledby=total-title] .total dd").await, total);
}

/// What the forecast says that the bill of a month will come to.
pub(super) async fn foreseen(walker: &Walker<'_>, month: &str) -> String {
    let table = walker.console.download(walker.browser(), "/billing/forecast/csv").await;
    let table = String::from_utf8(table).unwrap();
    let mut minor = 0;
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        if (cells[4], cells[5]) == ("bill", month) {
            minor += cells[8].replace('.', "").parse::<i64>().unwrap();
        }
    }
    let amount = format!("{}.{:02}", minor / 100, minor % 100);
    walker.visits("/billing/forecast").await;
    let page = walker.browser().text("main").await.replace(',', "");
    assert!(minor > 0 && page.contains(&amount), "{amount} is not on {page}");
    amount
}

/// The bill of a month comes to what was foreseen.
pub(super) async fn comes_to(walker: &Walker<'_>, month: &str, foreseen: &str) {
    was_debited(walker, month).await;
    assert_eq!(bill(walker, month).await[1], foreseen, "{month}");
}

/// Reads a bill on its page and in the files that the page offers.
pub(super) async fn reads(walker: &Walker<'_>, month: &str) {
    let [_, total, _] = bill(walker, month).await;
    let page = format!("/billing/bills/{month}");
    walker.visits(&page).await;
    let browser = walker.browser();
    for kind in ["csv", "json", "pdf"] {
        browser.find(&format!("main a[href='{page}/{kind}']")).await;
    }
    let pdf = walker.console.download(browser, &format!("{page}/pdf")).await;
    assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 5_000, "{} bytes", pdf.len());
    let table = String::from_utf8(walker.console.download(browser, &format!("{page}/csv")).await).unwrap();
    assert!(table.lines().count() > 1 && table.contains("Anchor"), "{table}");
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("bill.json");
    fs::write(&file, walker.console.download(browser, &format!("{page}/json")).await).unwrap();
    let verified =
        Command::new(env!("CARGO_BIN_EXE_im-console")).args(["bill", "verify"]).arg(&file).output().unwrap();
    let said = String::from_utf8(verified.stdout).unwrap();
    assert!(verified.status.success() && said.contains("is sound"), "{said}");
    assert!(said.replace(',', "").contains(&format!("CNY {total} in all")), "{total}: {said}");
}

/// A bill could not be debited: seven days later what it charged for stands still, and nothing is renewed by itself.
pub(super) async fn is_short(walker: &Walker<'_>, postpaid: &str, prepaid: &str) {
    let overdue = walker.console.texts("SELECT month FROM bills WHERE owed > 0").await;
    assert_eq!(overdue, ["2026-07"], "{:?}", walker.console.texts(BILLS).await);
    is_now(walker, postpaid, "deactivated").await;
    is_now(walker, prepaid, "deactivated").await;
    let causes = walker
        .console
        .texts("SELECT name || ' ' || stop_reason FROM apps WHERE status = 'deactivated'")
        .await;
    assert!(causes.contains(&format!("{postpaid} arrears")), "{causes:?}");
    walker.visits_app(prepaid, "").await;
    let failed = walker.stored("SELECT CAST(COUNT(*) AS TEXT) FROM renewals WHERE order_no IS NULL").await;
    assert_eq!(failed, "7", "it is tried for seven days");
}

/// The debt is paid with the money that came, and what stood still for it runs again.
pub(super) async fn is_restored(walker: &Walker<'_>, name: &str) {
    let [state, _, owed] = bill(walker, "2026-07").await;
    assert_eq!((state.as_str(), owed.as_str()), ("paid", "0.00"));
    is_now(walker, name, "active").await;
}
