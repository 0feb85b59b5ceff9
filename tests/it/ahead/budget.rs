//! Budgets: told once a month at each mark, and where that is wanted, refusing what would go beyond.

use im_console::{
    domain::{
        budget::Budget,
        change::{ChangeRefused, Wanted, Wish as Change},
        money::Amount,
        product::{AddOn, Edition},
        purchase::PurchaseRefused,
        wish::WishRefused,
    },
    services::{
        apps::{ChangeFailed, Confirmation},
        budgets::BudgetRefused,
        forecast::{Intent, IntentRefused},
        purchase::{Placed, Refused},
    },
};
use serde_json::json;
use tokio::task::JoinSet;

use crate::{
    changes::{change, legacy},
    support::{
        app::{Person, TestApp},
        customer::{Customer, package, professional, renewal},
        tables::{int, text},
        world::{World, at, on_both_databases},
    },
};

on_both_databases! {
    b1_marks_are_told_once_a_month_each,
    b1_a_stop_refuses_orders_beyond_it_and_never_a_renewal,
    b1_a_stop_refuses_dearer_changes_and_no_others,
    b1_it_holds_when_twenty_orders_are_confirmed_at_once,
    b1_the_form_takes_effect_once,
}

const PRO: Edition = Edition::Professional;

async fn sets(customer: &Customer, amount: i64, stops: bool) {
    let budget = Budget { amount: Amount::minor(amount), stops };
    let key = customer.services.form_key();
    customer.services.set_budget(customer.account, (Some(budget), key), &customer.actor).await.unwrap();
}

/// The marks that were told, month by month.
async fn told(world: &World) -> Vec<(String, i64)> {
    let tables = world.tables().await;
    let mut told: Vec<(String, i64)> = tables
        .rows("budget_alerts")
        .iter()
        .map(|row| (text(row, "month").to_owned(), int(row, "percent")))
        .collect();
    told.sort();
    assert_eq!(tables.with("outbox", "kind", &json!("budget_alert")).len(), told.len());
    assert_eq!(tables.with("audit_log", "action", &json!("budget_alert")).len(), told.len());
    told
}

async fn b1_marks_are_told_once_a_month_each(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    sets(&customer, 199_800, false).await;
    assert_eq!(told(world).await, []);
    let [first, second] = [customer.trial_app("cn").await, customer.trial_app("cn").await];
    customer.buys(first, professional()).await;
    let of =
        |month: &str, marks: &[i64]| marks.iter().map(|mark| (month.to_owned(), *mark)).collect::<Vec<_>>();
    assert_eq!(told(world).await, of("2026-11", &[50]));
    customer.buys(second, professional()).await;
    customer.buys(first, renewal(1, &[])).await;
    assert_eq!(told(world).await, of("2026-11", &[50, 80, 100]), "once each, though it goes on");
    let standing = customer.services.budget(customer.account).await.unwrap();
    assert_eq!((standing.spending.paid.as_minor(), standing.alerts), (299_700, vec![50, 80, 100]));
    let app = legacy(&customer, 1_400_900_001, "cn").await;
    world.advance_to(at("2026-12-16 12:00:00")).await;
    change(&customer, app, &Change::Upgrade(Wanted { edition: PRO, add_ons: vec![AddOn::LivestreamGroups] }))
        .await
        .unwrap();
    assert_eq!(told(world).await[3..], of("2026-12", &[50]), "15.5 of 31 days of 1,999.00");
    world.advance_to(at("2027-01-01 00:00:00")).await;
    assert_eq!(told(world).await[4..], of("2027-01", &[50, 80, 100]), "the whole of January lies ahead");
}

/// A confirmation that is refused by the budget and changes nothing.
async fn is_refused(world: &World, customer: &Customer, quote: im_console::domain::ids::QuoteId) {
    let before = world.tables().await;
    let refused = customer.confirms(quote).await;
    assert!(matches!(refused, Err(Refused::Rule(PurchaseRefused::OverBudget))), "{refused:?}");
    world.tables().await.assert_same(&before);
}

async fn b1_a_stop_refuses_orders_beyond_it_and_never_a_renewal(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let [first, second] = [customer.trial_app("cn").await, customer.trial_app("cn").await];
    let mut cart = professional();
    cart.auto_renew = true;
    customer.buys(first, cart).await;
    let waiting = customer.leaves_unpaid(second, professional()).await;
    sets(&customer, 199_799, true).await;
    assert!(matches!(customer.pays(&waiting).await, Err(Refused::Rule(PurchaseRefused::OverBudget))));
    customer.cancels(&waiting).await.unwrap();
    let quote = customer.quote(second, professional()).await.unwrap();
    is_refused(world, &customer, quote.id).await;
    let desk = customer.services.plan_desk(customer.account, second).await.unwrap().unwrap();
    let looked = desk.planned(&Intent::Order(professional().into()));
    assert_eq!(looked.unwrap_err(), IntentRefused::Order(WishRefused::Buy(PurchaseRefused::OverBudget)));
    customer.buys(first, renewal(1, &[])).await;
    sets(&customer, 10, true).await;
    world.advance_to(at("2027-01-22 10:00:00")).await;
    assert_eq!(customer.app(first).await.plan.ends_at(), Some(at("2027-02-22 10:00:00")), "it renews itself");
    sets(&customer, 1_000_000, true).await;
    let quote = customer.quote(second, professional()).await.unwrap();
    assert!(matches!(customer.confirms(quote.id).await, Ok(Placed::Paid(_))), "raised, there is room");
}

async fn b1_a_stop_refuses_dearer_changes_and_no_others(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    let [app, other] =
        [legacy(&customer, 1_400_900_001, "cn").await, legacy(&customer, 1_400_900_002, "cn").await];
    let wanted = |add_ons: &[AddOn]| Wanted { edition: PRO, add_ons: add_ons.to_vec() };
    change(&customer, app, &Change::Upgrade(wanted(&[AddOn::LivestreamGroups]))).await.unwrap();
    sets(&customer, 1, true).await;
    for (app, wish) in [
        (other, Change::Upgrade(wanted(&[]))),
        (app, Change::Reconfigure(wanted(&[AddOn::LivestreamGroups, AddOn::GroupsPerUser(1_000)]))),
        (app, Change::History(Some(30))),
    ] {
        let before = world.tables().await;
        let confirmed = Confirmation::default();
        let made = customer.services.change_app(customer.account, (app, &wish), &confirmed, &customer.actor);
        let refused = made.await;
        assert!(
            matches!(refused, Err(ChangeFailed::Rule(ChangeRefused::OverBudget))),
            "{wish:?}: {refused:?}"
        );
        world.tables().await.assert_same(&before);
        let desk = customer.services.plan_desk(customer.account, app).await.unwrap().unwrap();
        let looked = desk.planned(&Intent::Change(wish));
        assert_eq!(looked.unwrap_err(), IntentRefused::Change(ChangeRefused::OverBudget));
    }
    change(&customer, app, &Change::Reconfigure(wanted(&[]))).await.unwrap();
    change(&customer, other, &Change::Downgrade).await.unwrap();
    let confirmed = Confirmation { typed: "Old", ..Confirmation::default() };
    let stop = (app, &Change::Deactivate);
    customer.services.change_app(customer.account, stop, &confirmed, &customer.actor).await.unwrap();
}

async fn b1_it_holds_when_twenty_orders_are_confirmed_at_once(world: &World) {
    let customer = world.customer_with(10_000_000).await;
    sets(&customer, 300_000, true).await;
    let mut quotes = Vec::new();
    for _ in 0..20 {
        let app = customer.trial_app("cn").await;
        quotes.push(customer.quote(app, professional()).await.unwrap().id);
    }
    let mut tasks = JoinSet::new();
    for quote in quotes {
        let customer = customer.clone();
        tasks.spawn(async move { customer.confirms(quote).await });
    }
    let done = tasks.join_all().await;
    let paid = done.iter().filter(|done| matches!(done, Ok(Placed::Paid(_)))).count();
    let refused =
        done.iter().filter(|done| matches!(done, Err(Refused::Rule(PurchaseRefused::OverBudget)))).count();
    assert_eq!((paid, refused), (3, 17), "three of 999.00 fit into 3,000.00");
}

async fn b1_the_form_takes_effect_once(world: &World) {
    let customer = world.customer_with(1_000_000).await;
    let (services, account) = (&customer.services, customer.account);
    let budget = |amount| Some(Budget { amount: Amount::minor(amount), stops: true });
    let key = services.form_key();
    for _ in 0..2 {
        services.set_budget(account, (budget(5_000), key), &customer.actor).await.unwrap();
    }
    let other = services.set_budget(account, (budget(6_000), key), &customer.actor).await;
    assert!(matches!(other, Err(BudgetRefused::SentBefore)));
    let tables = world.tables().await;
    assert_eq!(tables.with("audit_log", "action", &json!("budget_set")).len(), 1);
    assert_eq!(services.budget(account).await.unwrap().budget, budget(5_000));
    services.set_budget(account, (None, services.form_key()), &customer.actor).await.unwrap();
    assert_eq!(services.budget(account).await.unwrap().budget, None);
}

#[tokio::test]
async fn b1_the_page_keeps_what_was_entered_and_the_overview_tells_what_is_reached() {
    let app = TestApp::live().await;
    let Person { mut browser, user, account } = app.verified_customer("jane@example.com").await;
    let jane = app.acting(&Person { browser: browser.clone(), user, account });
    let page = browser.get("/billing/budget").await;
    let key = page.value("key");
    for (amount, text) in [("", "amount"), ("0", "above zero"), ("abc", "example"), ("1.234", "decimal")] {
        let wrong =
            browser.post("/billing/budget", &[("amount", amount), ("stops", "yes"), ("key", &key)]).await;
        assert_eq!(wrong.status, 422, "{amount}");
        assert!(wrong.text(".err").contains(text), "{amount}: {}", wrong.text(".err"));
        assert_eq!(wrong.attributes("input[name=stops][checked]", "value"), ["yes"]);
    }
    let set = [("amount", "1,000"), ("stops", "yes"), ("key", key.as_str())];
    let saved = browser.submit("/billing/budget", &set).await;
    assert!(saved.says("The budget was saved.") && saved.says("of CN¥1,000.00"), "{}", saved.text("main"));
    let again = browser.post("/billing/budget", &[("amount", "7"), ("key", &key)]).await;
    assert_eq!(again.status, 409);
    jane.tops_up(1_000_000).await;
    let bought = jane.trial_app("cn").await;
    jane.buys(bought, package(PRO, &[], 1)).await;
    let overview = browser.get("/billing").await;
    assert!(overview.says("80% of the budget is reached"), "{}", overview.text("main"));
    let other = jane.trial_app("cn").await;
    let quote = jane.quote(other, professional()).await.unwrap();
    let id = quote.id.to_string();
    let refused = browser.post("/orders", &[("quote", &id), ("pay", "now")]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.says("go beyond this month’s budget"), "{}", refused.text("[role=alert]"));
    assert_eq!(refused.attributes("[role=alert] a", "href"), ["/billing/budget"]);
}
