//! Buying through the pages: from the form to the check page, to the receipt and what is left in the books.

use im_console::{
    domain::{
        ids::{OrderNo, SdkAppId},
        money::Amount,
        order::OrderState,
        voucher::Scope,
    },
    services::vouchers::Grant,
};
use serde_json::json;

use crate::support::{
    app::{START, TestApp},
    browser::Browser,
    customer::Customer,
    page::Page,
    tables::{Tables, int},
};

/// A customer with money and an app, at a browser.
pub(crate) struct Shop {
    pub(crate) app: TestApp,
    pub(crate) browser: Browser,
    pub(crate) customer: Customer,
    pub(crate) trial: SdkAppId,
}

impl Shop {
    /// A verified customer with this balance in minor units and one trial app in China.
    pub(crate) async fn open(balance: i64) -> Self {
        let app = TestApp::live().await;
        let person = app.verified_customer("buyer@example.com").await;
        let customer = app.acting(&person);
        if balance > 0 {
            customer.tops_up(balance).await;
        }
        let trial = customer.trial_app("cn").await;
        Self { browser: person.browser, customer, trial, app }
    }

    /// The fields of the form for the trial app with the agreement accepted, and these.
    pub(crate) fn form<'a>(&self, fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, String)> {
        let app = ("app", self.trial.to_string());
        let basis = [("data_centre", "cn".to_owned()), app, ("sla", "yes".to_owned())];
        let has = |name: &str| fields.iter().any(|(given, _)| *given == name);
        let basis = basis.into_iter().filter(|(name, _)| !has(name));
        basis.chain(fields.iter().map(|&(name, value)| (name, value.to_owned()))).collect()
    }

    /// Sends the form.
    pub(crate) async fn send(&mut self, fields: &[(&str, &str)]) -> Page {
        let form = self.form(fields);
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.browser.post("/quotes", &form).await
    }

    /// Sends the form and gives the quote's address.
    pub(crate) async fn quote(&mut self, fields: &[(&str, &str)]) -> String {
        let answer = self.send(fields).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        answer.location().unwrap()
    }

    /// Confirms the quote at this address.
    pub(crate) async fn confirm(&mut self, quote: &str, pay: &str) -> Page {
        let id = quote.trim_start_matches("/quotes/").to_owned();
        self.browser.post("/orders", &[("quote", &id), ("pay", pay)]).await
    }

    /// Every row of every table.
    pub(crate) async fn tables(&self) -> Tables {
        self.app.tables().await
    }
}

/// A voucher of 300.00 for packages of 1,000.00 and more.
fn package_voucher() -> Grant {
    Grant {
        name: "Autumn 300".to_owned(),
        face: Amount::minor(30_000),
        threshold: Amount::minor(100_000),
        scope: Scope::Packages,
        reusable: false,
        expires_at: START.plus_seconds(30 * 86_400),
    }
}

fn order_no(address: &str) -> OrderNo {
    OrderNo::parse(address.trim_start_matches("/orders/")).unwrap()
}

/// The professional package with two add-ons for six months: (999.00 + 1,100.00) × 6 × 88 % and, without a discount,
/// 500.00 × 6.
const HALF_A_YEAR: [(&str, &str); 4] =
    [("package", "professional"), ("groups_per_user", "1000"), ("call_pack", "basic"), ("months", "6")];

#[tokio::test]
async fn p12_the_main_job_buys_professional_with_two_add_ons_for_six_months_with_a_voucher_and_the_balance() {
    let mut shop = Shop::open(2_000_000).await;
    let voucher = shop.customer.is_granted(package_voucher()).await;
    let page = shop.browser.get("/buy").await;
    assert_eq!(page.attributes("#app option[selected]", "value"), [shop.trial.to_string()]);
    let quote = shop.quote(&HALF_A_YEAR).await;
    let page = shop.browser.get(&quote).await;
    assert_eq!(page.text("h1"), "Check the order and pay");
    assert_eq!(page.texts(".total dd"), ["CNY 14,082.72"]);
    let chosen = shop.browser.post(&format!("{quote}/voucher"), &[("voucher", &voucher.to_string())]).await;
    let quote = chosen.location().unwrap();
    let page = shop.browser.get(&quote).await;
    assert_eq!(page.texts(".total dd"), ["CNY 13,782.72"]);
    assert_eq!(page.text("button.pri"), "Pay CNY 13,782.72");
    assert_eq!(page.texts("[aria-labelledby=payment-title] dd"), ["CNY 20,000.00", "CNY 6,217.28"]);
    let paid = shop.confirm(&quote, "now").await;
    let address = paid.location().unwrap();
    let receipt = shop.browser.get(&address).await;
    assert_eq!(receipt.text(".note.ok h2"), "Payment complete");
    assert!(receipt.says("-CNY 300.00"), "{}", receipt.body);
    assert!(receipt.says("3 Apr 2027, 14:05 (UTC+8) to 3 Oct 2027, 14:05 (UTC+8)"));
    let order = shop.customer.order(&order_no(&address)).await;
    assert_eq!(order.state, OrderState::Paid { at: START });
    let shares: Vec<i64> = order.lines.iter().map(|line| line.deducted.as_minor()).collect();
    assert_eq!((order.total().as_minor(), shares), (1_408_272, vec![30_000, 0, 0]));
    let tables = shop.tables().await;
    let entry = tables.with("ledger_entries", "reference", &json!(order.no.as_str()));
    assert_eq!(entry.len(), 1);
    let postings = tables.with("ledger_postings", "entry_id", &entry[0]["id"]);
    assert_eq!(postings.iter().map(|row| int(row, "amount")).sum::<i64>(), 0);
    assert_eq!(shop.customer.balance().await, 621_728);
}

#[tokio::test]
async fn p14_the_same_confirmation_sent_twice_leads_to_the_same_order() {
    let mut shop = Shop::open(1_000_000).await;
    let quote = shop.quote(&[("package", "professional"), ("months", "1")]).await;
    let first = shop.confirm(&quote, "now").await;
    let before = shop.tables().await;
    let second = shop.confirm(&quote, "now").await;
    assert_eq!((second.status, second.location()), (303, first.location()));
    let again = shop.browser.get(&quote).await;
    assert_eq!((again.status, again.location()), (303, first.location()));
    assert!(shop.tables().await.changed_since(&before).is_empty());
    assert_eq!(shop.customer.balance().await, 1_000_000 - 99_900);
}

#[tokio::test]
async fn qu2_a_quote_of_five_past_two_is_paid_at_nineteen_past_to_the_cent() {
    let mut shop = Shop::open(1_000_000).await;
    let quote = shop.quote(&[("package", "professional"), ("months", "1")]).await;
    let shown = shop.browser.get(&quote).await.text("button.pri");
    shop.app.wait(14 * 60);
    assert_eq!(shop.confirm(&quote, "now").await.status, 303);
    assert_eq!(shown, "Pay CNY 999.00");
    assert_eq!(shop.customer.balance().await, 1_000_000 - 99_900);
}

#[tokio::test]
async fn qu2_at_twenty_one_past_two_nothing_is_charged_and_old_and_new_stand_side_by_side() {
    let mut shop = Shop::open(1_000_000).await;
    let quote = shop.quote(&[("package", "professional"), ("months", "1")]).await;
    let before = shop.tables().await;
    shop.app.wait(16 * 60);
    let page = shop.browser.get(&quote).await;
    assert!(page.says("This price is no longer held"));
    let stale = shop.confirm(&quote, "now").await;
    assert_eq!(
        (stale.status, stale.text("h1").as_str()),
        (409, "The price was no longer held; nothing was charged")
    );
    assert_eq!(stale.texts("tr.total td"), ["CNY 999.00", "CNY 999.00"]);
    let after = shop.tables().await;
    let changed = after.changed_since(&before);
    assert!(!changed.contains("orders") && !changed.contains("ledger_entries"), "{changed:?}");
    let fresh = stale.attributes("main a.btn.pri", "href").remove(0);
    assert_eq!(shop.confirm(&fresh, "now").await.status, 303);
    assert_eq!(shop.customer.balance().await, 1_000_000 - 99_900);
}

#[tokio::test]
async fn p15_a_fresh_quote_keeps_the_voucher_where_it_can_still_be_used() {
    let mut shop = Shop::open(1_000_000).await;
    let end = shop.app.services.now().plus_seconds(20 * 60);
    let grant = crate::support::customer::voucher_over(5_000, end);
    let voucher = shop.customer.is_granted(grant).await;
    let quote = shop.quote(&[("package", "professional"), ("months", "1")]).await;
    let chosen = [("voucher", &*voucher.to_string())];
    let quote = shop.browser.post(&format!("{quote}/voucher"), &chosen).await.location().unwrap();
    shop.app.wait(15 * 60);
    let stale = shop.confirm(&quote, "now").await;
    assert_eq!(
        (stale.status, stale.text("h1").as_str()),
        (409, "The price was no longer held; nothing was charged")
    );
    let paid = stale.texts("tr.total td");
    assert_eq!(paid[0], paid[1], "the voucher is in both");
    assert!(!stale.says("The fresh price has no voucher yet"));
    let fresh = stale.attributes("main a.btn.pri", "href").remove(0);
    shop.app.wait(5 * 60);
    let stale = shop.confirm(&fresh, "now").await;
    assert_eq!(
        (stale.status, stale.text("h1").as_str()),
        (409, "The voucher has changed; nothing was charged")
    );
    assert!(stale.says("The fresh price has no voucher yet"));
    let quote = shop.quote(&[("package", "professional"), ("months", "1")]).await;
    shop.customer.buys(shop.trial, crate::support::customer::professional()).await;
    let stale = shop.confirm(&quote, "now").await;
    assert_eq!(stale.status, 409);
    assert!(stale.text("h1").starts_with("This cannot be bought any more"));
}

#[tokio::test]
async fn p12_an_order_that_the_balance_does_not_cover_waits_and_is_paid_after_a_top_up() {
    let mut shop = Shop::open(50_000).await;
    let quote = shop.quote(&[("package", "professional"), ("months", "1")]).await;
    let page = shop.browser.get(&quote).await;
    assert_eq!(page.status, 200);
    assert!(page.says("The balance is short by CNY 499.00"));
    let placed = shop.confirm(&quote, "later").await;
    let address = placed.location().unwrap();
    let page = shop.browser.get(&address).await;
    assert!(page.says("short by CNY 499.00"));
    let no = order_no(&address);
    assert_eq!(page.attributes("main a.pri", "href"), [format!("/billing/top-ups/new?order={no}")]);
    let short = shop.browser.post(&format!("{address}/pay"), &[]).await;
    assert_eq!((short.status, short.location()), (303, Some(address.clone())));
    shop.customer.tops_up(49_900).await;
    let page = shop.browser.get(&address).await;
    assert_eq!(page.text("main button.pri"), "Pay CNY 999.00");
    let paid = shop.browser.post(&format!("{address}/pay"), &[]).await;
    assert_eq!(paid.location(), Some(address.clone()));
    assert_eq!(shop.customer.balance().await, 0);
    let page = shop.browser.get(&address).await;
    assert_eq!(page.text(".note.ok h2"), "Payment complete");
    let again = shop.browser.post(&format!("{address}/cancel"), &[]).await;
    assert_eq!(again.status, 409);
}

#[tokio::test]
async fn p12_an_unpaid_order_can_be_cancelled_on_its_own_page_and_its_voucher_comes_back() {
    let mut shop = Shop::open(1_000_000).await;
    let voucher = shop.customer.is_granted(package_voucher()).await;
    let quote = shop.quote(&[("package", "professional"), ("months", "3")]).await;
    let chosen = shop.browser.post(&format!("{quote}/voucher"), &[("voucher", &voucher.to_string())]).await;
    let address = shop.confirm(&chosen.location().unwrap(), "later").await.location().unwrap();
    let question = shop.browser.get(&format!("{address}/cancel")).await;
    assert_eq!(question.text("h1"), format!("Cancel order {}?", order_no(&address)));
    let page = shop.browser.submit(&format!("{address}/cancel"), &[]).await;
    assert!(page.says("You cancelled it. Its voucher has come back."));
    let before = shop.tables().await;
    let late = shop.browser.post(&format!("{address}/pay"), &[]).await;
    assert_eq!(late.status, 409);
    assert!(shop.tables().await.changed_since(&before).is_empty());
}

#[tokio::test]
async fn sec16_a_large_payment_asks_for_the_password_again_and_is_not_sent_by_itself() {
    let mut shop = Shop::open(5_000_000).await;
    let quote = shop.quote(&[("package", "ultimate"), ("months", "12")]).await;
    shop.app.wait(601);
    let quote_again = shop.quote(&[("package", "ultimate"), ("months", "12")]).await;
    assert_ne!(quote, quote_again);
    let before = shop.tables().await;
    let asked = shop.confirm(&quote_again, "now").await;
    assert_eq!(asked.status, 303);
    assert!(asked.location().unwrap().starts_with("/reauth?next=%2Fquotes%2F"));
    assert!(!shop.tables().await.changed_since(&before).contains("orders"));
}

#[tokio::test]
async fn sec17_quotes_and_orders_of_another_account_are_the_same_404_as_random_ones() {
    let mut shop = Shop::open(1_000_000).await;
    let quote = shop.quote(&[("package", "professional"), ("months", "1")]).await;
    let other = shop.customer.trial_app("cn").await;
    let order = shop.confirm(&quote, "now").await.location().unwrap();
    let mut thief = shop.app.verified_customer("thief@example.com").await.browser;
    let id = quote.trim_start_matches("/quotes/");
    let random = "01890a5d-ac96-774b-bcce-b302099a8057";
    let pairs = [
        (quote.clone(), format!("/quotes/{random}")),
        (order.clone(), "/orders/202704030000000000".to_owned()),
        (format!("{order}/cancel"), "/orders/202704030000000000/cancel".to_owned()),
        (format!("/buy?app={other}"), "/buy?app=1499999999".to_owned()),
        (format!("/buy/summary?app={other}"), "/buy/summary?app=1499999999".to_owned()),
    ];
    for (foreign, unknown) in pairs {
        let (foreign, unknown) = (thief.get(&foreign).await, thief.get(&unknown).await);
        assert_eq!((foreign.status, unknown.status), (404, 404));
        assert_eq!(foreign.bytes, unknown.bytes);
    }
    let nothing = "202704030000000000";
    let posts = [
        (format!("{quote}/voucher"), format!("/quotes/{random}/voucher")),
        (format!("{order}/pay"), format!("/orders/{nothing}/pay")),
        (format!("{order}/cancel"), format!("/orders/{nothing}/cancel")),
    ];
    for (foreign, unknown) in posts {
        let (foreign, unknown) = (thief.post(&foreign, &[]).await, thief.post(&unknown, &[]).await);
        assert_eq!((foreign.status, unknown.status), (404, 404));
        assert_eq!(foreign.bytes, unknown.bytes);
    }
    let foreign = thief.post("/orders", &[("quote", id)]).await;
    let unknown = thief.post("/orders", &[("quote", random)]).await;
    assert_eq!((foreign.status, unknown.status), (404, 404));
    assert_eq!(foreign.bytes, unknown.bytes);
}

#[tokio::test]
async fn p3_an_app_made_on_the_purchase_page_is_chosen_and_the_other_choices_stay() {
    let mut shop = Shop::open(0).await;
    let page = shop.browser.get("/buy?data_centre=sgp&package=ultimate&months=7").await;
    let fields =
        [("key", page.value("key")), ("choices", page.value("choices")), ("new_app", "shop_7".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let made = shop.browser.post("/buy/apps", &fields).await;
    let address = made.location().unwrap();
    assert!(address.contains("data_centre=sgp") && address.contains("package=ultimate"), "{address}");
    assert!(address.contains("months=7"), "{address}");
    let page = shop.browser.get(&address).await;
    assert!(page.text("#app option[selected]").starts_with("shop_7 ("));
    assert_eq!(shop.browser.post("/buy/apps", &fields).await.location().unwrap(), address);
    let bad = [fields[0], fields[1], ("new_app", "two words")];
    let refused = shop.browser.post("/buy/apps", &bad).await;
    assert_eq!((refused.status, refused.value("new_app").as_str()), (422, "two words"));
    assert_eq!(refused.attributes("[role=alert] a", "href"), ["#new_app"]);
}
