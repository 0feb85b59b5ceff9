//! What the overview and the lists show, and that it adds up.

use im_console::domain::{ids::OrderNo, money::Amount, product::Edition};

use super::customer;
use crate::support::{
    app::{START, TestApp},
    customer::{Customer, package, professional, voucher_over},
};

/// Money in, an order paid with a voucher, one left unpaid that holds a voucher, one cancelled, vouchers of every
/// standing. Gives the unpaid order.
pub(crate) async fn lives_a_little(jane: &Customer) -> OrderNo {
    jane.tops_up(10_000_000).await;
    let month = START.plus_seconds(30 * 86_400);
    let spent = jane.is_granted(voucher_over(5_000, month)).await;
    let held = jane.is_granted(voucher_over(7_000, month)).await;
    jane.is_granted(voucher_over(9_000, month)).await;
    jane.is_granted(voucher_over(1_100, START)).await;
    let (first, second) = (jane.trial_app("cn").await, jane.trial_app("cn").await);
    let quote = jane.quote_with(first, professional(), spent).await;
    jane.confirms(quote.id).await.unwrap();
    let given_up = jane.leaves_unpaid(second, professional()).await;
    jane.cancels(&given_up).await.unwrap();
    let quote = jane.quote_with(second, package(Edition::Ultimate, &[], 24), held).await;
    jane.leaves_unpaid_quote(&quote).await
}

#[tokio::test]
async fn the_overview_shows_what_can_be_spent_what_waits_and_what_ends() {
    let app = TestApp::sandbox().await;
    let mut jane = app.verified_customer("jane@example.com").await;
    let no = lives_a_little(&customer(&app, &jane)).await;
    let page = jane.browser.get("/billing").await;
    let figures = page.texts(".figure");
    let balance = page.text("header a[href='/billing'] strong");
    assert_eq!(figures, [balance.as_str(), "CN¥0.00", "CN¥90.00"]);
    assert_eq!(
        page.attributes("section[aria-labelledby=waiting-title] a", "href"),
        [format!("/orders/{no}")]
    );
    assert!(page.says("Price held until 4 Apr 2027, 14:05 (UTC+8)"));
    assert_eq!(page.texts("section[aria-labelledby=ends-title] time"), ["3 May 2027, 14:05 (UTC+8)"]);
}

#[tokio::test]
async fn qu11_an_empty_list_of_orders_says_which_kind_of_empty_it_is() {
    let app = TestApp::live().await;
    let mut stranger = app.customer("stranger@example.com").await.browser;
    let mut jane = app.verified_customer("jane@example.com").await.browser;
    let not_allowed = stranger.get("/billing/orders").await;
    let none = jane.get("/billing/orders").await;
    let no_match = jane.get("/billing/orders?status=unpaid").await;
    let past_end = jane.get("/billing/orders?before=1.202611220123456789").await;
    let said = [&not_allowed, &none, &no_match, &past_end].map(|page| page.text(".empty h2"));
    assert_eq!(
        said,
        [
            "Orders need a verified account",
            "No orders yet",
            "No order is in the state “Awaiting payment”",
            "Nothing older"
        ]
    );
    let ways = [&not_allowed, &none, &no_match, &past_end].map(|page| page.attributes(".empty a", "href"));
    assert_eq!(ways, [["/verification"], ["/buy"], ["/billing/orders"], ["/billing/orders"]]);
}

#[tokio::test]
async fn orders_are_listed_with_their_sums_and_filtered_by_state() {
    let app = TestApp::sandbox().await;
    let mut jane = app.verified_customer("jane@example.com").await;
    let verbs = customer(&app, &jane);
    let unpaid = lives_a_little(&verbs).await;
    let page = jane.browser.get("/billing/orders").await;
    assert_eq!(page.texts("tbody tr").len(), 3);
    let order = verbs.order(&unpaid).await;
    let page = jane.browser.get("/billing/orders?status=unpaid").await;
    let cells = page.texts("tbody td");
    let yuan = |amount: Amount| {
        let digits = amount.as_minor().to_string();
        let (whole, cents) = digits.split_at(digits.len() - 2);
        let (thousands, rest) = whole.split_at(whole.len().saturating_sub(3));
        format!("CN¥{thousands}{}{rest}.{cents}", if thousands.is_empty() { "" } else { "," })
    };
    assert_eq!(page.texts("tbody th"), [unpaid.as_str()]);
    assert_eq!(
        cells[3..],
        [yuan(order.total()), "-CN¥70.00".into(), yuan(order.payable()), "Awaiting payment".into()]
    );
    assert_eq!(jane.browser.get("/billing/orders?status=nonsense").await.texts("tbody tr").len(), 3);
}

#[tokio::test]
async fn a_long_list_of_orders_is_paged_without_leaving_one_out() {
    let app = TestApp::live().await;
    let mut jane = app.verified_customer("jane@example.com").await;
    let verbs = customer(&app, &jane);
    let id = verbs.trial_app("cn").await;
    for _ in 0..51 {
        let no = verbs.leaves_unpaid(id, professional()).await;
        verbs.cancels(&no).await.unwrap();
    }
    let first = jane.browser.get("/billing/orders?status=cancelled").await;
    let older = first.attributes("[rel=next]", "href");
    let second = jane.browser.get(&older[0]).await;
    let mut seen = [first.texts("tbody th"), second.texts("tbody th")].concat();
    assert_eq!((first.texts("tbody tr").len(), second.texts("tbody tr").len()), (50, 1));
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 51);
    assert_eq!(second.attributes(".pager a", "href"), ["/billing/orders?status=cancelled"]);
}

#[tokio::test]
async fn i1_the_ledger_on_the_page_adds_up_to_the_balance() {
    let app = TestApp::sandbox().await;
    let mut jane = app.verified_customer("jane@example.com").await;
    lives_a_little(&customer(&app, &jane)).await;
    let page = jane.browser.get("/billing/ledger").await;
    assert_eq!(page.texts("tbody tr").len(), 2);
    let minor = |text: &String| text.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect::<String>();
    let numbers: Vec<i64> = page.texts("dd").iter().map(|text| minor(text).parse().unwrap()).collect();
    let [before, added, taken, after] = numbers[..] else { panic!("{numbers:?}") };
    assert_eq!((before, added), (0, 10_000_000));
    assert_eq!(before + added + taken, after);
    assert_eq!(page.texts("dd")[3], page.text("header a[href='/billing'] strong"));
    assert!(page.attributes("tbody a", "href")[0].starts_with("/orders/"));
    let cause = page.attributes("tbody a", "href")[1].clone();
    let anchor = cause.strip_prefix("/billing/top-ups").unwrap().to_owned();
    assert_eq!(
        jane.browser.get("/billing/top-ups").await.attributes("tbody tr", "id"),
        [anchor[1..].to_owned()]
    );
    let past_end = jane.browser.get("/billing/ledger?before=1").await;
    assert_eq!(past_end.text(".empty h2"), "Nothing older");
}

#[tokio::test]
async fn m2_vouchers_stand_where_they_belong_and_name_their_orders() {
    let app = TestApp::sandbox().await;
    let mut jane = app.verified_customer("jane@example.com").await;
    let unpaid = lives_a_little(&customer(&app, &jane)).await;
    let page = jane.browser.get("/billing/vouchers").await;
    let section = |id: &str| page.texts(&format!("section[aria-labelledby={id}] .figure"));
    assert_eq!(section("available"), ["CN¥90.00"]);
    assert_eq!(section("frozen"), ["CN¥70.00"]);
    assert_eq!(section("used"), ["CN¥0.00"]);
    assert_eq!(section("expired"), ["CN¥11.00"]);
    let held = page.attributes("section[aria-labelledby=frozen] a", "href");
    assert_eq!(held, [format!("/orders/{unpaid}")]);
    assert_eq!(page.attributes("section[aria-labelledby=used] a", "href").len(), 1);
}

#[tokio::test]
async fn sec17_another_account_sees_nothing_of_it() {
    let app = TestApp::sandbox().await;
    let jane = app.verified_customer("jane@example.com").await;
    lives_a_little(&customer(&app, &jane)).await;
    let mut other = app.verified_customer("other@example.com").await.browser;
    for path in ["/billing/orders", "/billing/ledger", "/billing/top-ups", "/billing/vouchers"] {
        let page = other.get(path).await;
        assert_eq!((page.texts(".empty").len(), page.texts("table").len()), (1, 0), "{path}");
    }
}
