//! A prepaid package: bought, given back in part, taken up, ended, renewed.

use super::walker::Walker;

/// Buys what an address of the purchase page says.
pub(super) async fn buys(walker: &Walker<'_>, name: &str, choices: &str) {
    let id = walker.console.app(name).await;
    walker.visits(&format!("/buy?data_centre=cn&app={id}")).await;
    assert_eq!(walker.browser().count("#auto_renew:checked").await, 0, "QU10: off until it is ticked");
    walker.visits(&format!("/buy?data_centre=cn&app={id}&{choices}")).await;
    let shown = walker.shopper.amount("#summary .total dd").await;
    walker.shopper.tick("#sla").await;
    walker.shopper.press("#buy .btn.pri").await;
    pays(walker, &shown).await;
}

/// Pays the quote that is open: what the form said is what was taken.
async fn pays(walker: &Walker<'_>, shown: &str) {
    let shopper = &walker.shopper;
    walker.browser().arrive("/quotes/").await;
    assert_eq!(shopper.amount("dl.totals .total dd").await, shown);
    let before = walker.balance().await;
    shopper.press("button[name=pay][value=now]").await;
    walker.browser().arrive("/orders/").await;
    walker.browser().find("section.note.ok").await;
    let taken = before - walker.balance().await;
    assert_eq!(format!("{}.{:02}", taken / 100, taken % 100), shown, "what was shown was taken");
}

/// Gives an add-on back and sees on the receipt what the page said before.
pub(super) async fn gives_back(walker: &Walker<'_>, name: &str, add_on: &str) {
    walker.visits_app(name, &format!("/refund?what={add_on}")).await;
    let shown = walker.shopper.amount("tr.total td").await;
    walker.shopper.press("main form[method=post] .btn.bad").await;
    walker.browser().arrive("/billing/refunds/").await;
    assert_eq!(walker.shopper.amount("tr.total td").await, shown);
}

/// Takes the package up to ultimate within its term.
pub(super) async fn goes_up(walker: &Walker<'_>, name: &str) {
    walker.visits_app(name, "/upgrade-package?target=ultimate").await;
    let shown = walker.shopper.amount("#summary .total dd").await;
    walker.shopper.press("main form.two .btn.pri").await;
    pays(walker, &shown).await;
}

/// Renews by hand for so many months.
pub(super) async fn renews(walker: &Walker<'_>, name: &str, months: u32) {
    walker.visits_app(name, &format!("/renew?months={months}")).await;
    let shown = walker.shopper.amount("#summary .total dd").await;
    walker.shopper.press("main form.two .btn.pri").await;
    pays(walker, &shown).await;
    is_now(walker, name, "active").await;
}

/// Whether an app is what it should be by now, in the database and on its card.
pub(super) async fn is_now(walker: &Walker<'_>, name: &str, status: &str) {
    let apps = walker.console.texts("SELECT name || ' ' || status FROM apps").await;
    assert!(apps.contains(&format!("{name} {status}")), "{name} is not {status}: {apps:?}");
    walker.visits(&format!("/apps?status={status}")).await;
    let cards = walker.browser().text("main").await;
    assert!(cards.contains(name), "{status}: {cards}");
}

/// The page of the app shows the charge that was taken by itself.
pub(super) async fn was_renewed_by_itself(walker: &Walker<'_>, name: &str) {
    walker.visits_app(name, "").await;
    let order = walker.stored("SELECT order_no FROM renewals").await;
    walker.browser().find(&format!("main a[href='/orders/{order}']")).await;
}
