//! A plan looked at is what really happens once it is carried out (T4), and is refused as the real action is.

use im_console::{
    domain::{
        calendar::Timestamp,
        change::{Wanted, Wish as Change},
        forecast::{Event, Happening},
        ids::SdkAppId,
        product::{AddOn, AddOnKind, CallPack, Edition},
        purchase::PurchaseRefused,
        refund::RefundScope,
        upgrade::Target,
        wish::{Renewal, Wish, WishRefused},
    },
    services::{
        apps::Confirmation,
        forecast::{Intent, IntentRefused, PlanDesk},
        purchase::Refused,
        refunds::RefundForm,
    },
};

use crate::{
    changes::{change, legacy},
    support::{
        customer::{Customer, add_ons, package, professional},
        world::{World, at, on_both_databases},
    },
};

on_both_databases! {
    t4_what_if_is_what_really_happens_after_an_order,
    t4_what_if_is_what_really_happens_after_a_change,
    t4_what_if_is_what_really_happens_after_a_refund,
    t4_what_if_is_refused_as_the_real_action_is,
    t4_looking_at_a_plan_changes_nothing_and_finds_no_app_of_another_account,
}

const PRO: Edition = Edition::Professional;
const ULTIMATE: Edition = Edition::Ultimate;
const LIVE: AddOn = AddOn::LivestreamGroups;
const GROUPS: AddOn = AddOn::GroupsPerUser(1_000);

async fn desk(customer: &Customer, app: SdkAppId) -> PlanDesk {
    customer.services.plan_desk(customer.account, app).await.unwrap().unwrap()
}

/// What happens with the plan, beside the plan itself; and what it costs at once.
async fn told(customer: &Customer, app: SdkAppId, intent: &Intent) -> (Vec<Event>, i64) {
    let desk = desk(customer, app).await;
    let planned = desk.planned(intent).unwrap();
    let compared = desk.compare(&planned);
    let (plan, rest): (Vec<Event>, Vec<Event>) = compared
        .planned
        .events
        .into_iter()
        .partition(|event| matches!(event.what, Happening::Planned { .. }));
    let ahead = customer.services.app_ahead(customer.account, app).await.unwrap().unwrap();
    assert_eq!(compared.as_is, ahead.forecast, "the other course is the forecast");
    (rest, plan.iter().map(|event| event.what.amount().as_minor()).sum())
}

async fn now_ahead(customer: &Customer, app: SdkAppId) -> Vec<Event> {
    customer.services.app_ahead(customer.account, app).await.unwrap().unwrap().forecast.events
}

/// The plan against buying it.
async fn is_true_of_order(customer: &Customer, app: SdkAppId, wish: impl Into<Wish>) {
    let wish = wish.into();
    let (events, cost) = told(customer, app, &Intent::Order(wish.clone())).await;
    let before = customer.balance().await;
    customer.buys(app, wish.clone()).await;
    assert_eq!(before - customer.balance().await, cost, "{wish:?}");
    assert_eq!(now_ahead(customer, app).await, events, "{wish:?}");
}

async fn t4_what_if_is_what_really_happens_after_an_order(world: &World) {
    let customer = world.customer_with(900_000_000).await;
    let app = customer.trial_app("cn").await;
    let mut cart = package(PRO, &[LIVE, AddOn::CallPack(CallPack::Basic)], 2);
    cart.auto_renew = true;
    is_true_of_order(&customer, app, cart).await;
    world.advance_to(at("2026-12-05 18:30:00")).await;
    is_true_of_order(&customer, app, add_ons(&[GROUPS])).await;
    let renewal = Renewal { months: 3, left_out: vec![AddOnKind::GroupsPerUser] };
    is_true_of_order(&customer, app, Wish::Renew(renewal)).await;
    is_true_of_order(&customer, app, Wish::Upgrade(Target::Ultimate(Some(CallPack::Premium)))).await;
    let ended = customer.trial_app("cn").await;
    customer.buys(ended, professional()).await;
    world.advance_to(at("2027-01-08 00:00:00")).await;
    is_true_of_order(&customer, ended, package(ULTIMATE, &[], 1)).await;
    let stopped = customer.trial_app("cn").await;
    customer.buys(stopped, professional()).await;
    world.advance_to(at("2027-02-20 00:00:00")).await;
    is_true_of_order(&customer, stopped, Wish::Renew(Renewal { months: 1, left_out: Vec::new() })).await;
}

/// The plan against making the change.
async fn is_true_of_change(customer: &Customer, app: SdkAppId, wish: Change) {
    let (events, cost) = told(customer, app, &Intent::Change(wish.clone())).await;
    let before = customer.balance().await;
    let confirmed = Confirmation { typed: "Old", ..Confirmation::default() };
    customer.services.change_app(customer.account, (app, &wish), &confirmed, &customer.actor).await.unwrap();
    assert_eq!((customer.balance().await, cost), (before, 0), "{wish:?}");
    assert_eq!(now_ahead(customer, app).await, events, "{wish:?}");
}

async fn t4_what_if_is_what_really_happens_after_a_change(world: &World) {
    let customer = world.customer_with(900_000_000).await;
    let app = legacy(&customer, 1_400_900_001, "cn").await;
    let wanted = |edition, add_ons: &[AddOn]| Wanted { edition, add_ons: add_ons.to_vec() };
    is_true_of_change(&customer, app, Change::Upgrade(wanted(PRO, &[LIVE, GROUPS]))).await;
    world.advance_to(at("2026-12-12 12:00:00")).await;
    is_true_of_change(&customer, app, Change::History(Some(90))).await;
    is_true_of_change(&customer, app, Change::Reconfigure(wanted(ULTIMATE, &[AddOn::GroupsPerUser(3_000)])))
        .await;
    world.advance_to(at("2027-01-02 00:00:00")).await;
    is_true_of_change(&customer, app, Change::Reconfigure(wanted(PRO, &[]))).await;
    is_true_of_change(&customer, app, Change::Deactivate).await;
    let other = legacy(&customer, 1_400_900_002, "cn").await;
    is_true_of_change(&customer, other, Change::Downgrade).await;
    assert_eq!(now_ahead(&customer, other).await, [], "a trial costs nothing");
}

async fn is_true_of_refund(customer: &Customer, app: SdkAppId, scope: RefundScope) {
    let (events, cost) = told(customer, app, &Intent::Refund(scope)).await;
    let (before, services) = (customer.balance().await, &customer.services);
    let total = im_console::domain::money::Amount::minor(-cost);
    let form = RefundForm { scope, total, as_of: services.now(), typed: app.to_string() };
    services.refund(customer.account, app, (&form, services.form_key()), &customer.actor).await.unwrap();
    assert_eq!(customer.balance().await - before, -cost);
    assert_eq!(now_ahead(customer, app).await, events);
}

async fn t4_what_if_is_what_really_happens_after_a_refund(world: &World) {
    let customer = world.customer_with(900_000_000).await;
    let (first, app) = (customer.trial_app("cn").await, customer.trial_app("cn").await);
    customer.buys(first, professional()).await;
    let mut cart = package(PRO, &[LIVE, GROUPS], 3);
    cart.auto_renew = true;
    customer.buys(app, cart).await;
    change(&customer, app, &Change::History(Some(30))).await.unwrap();
    is_true_of_refund(&customer, first, RefundScope::Package).await;
    world.advance_to(at("2026-12-30 08:00:00")).await;
    is_true_of_refund(&customer, app, RefundScope::AddOn(AddOnKind::GroupsPerUser)).await;
    is_true_of_refund(&customer, app, RefundScope::Package).await;
}

async fn refusal(customer: &Customer, app: SdkAppId, wish: Wish) -> WishRefused {
    let looked = match desk(customer, app).await.planned(&Intent::Order(wish.clone())) {
        Err(IntentRefused::Order(refused)) => refused,
        other => panic!("{other:?}"),
    };
    let real: WishRefused = match customer.quote(app, wish).await {
        Err(Refused::Rule(refused)) => refused.into(),
        Err(Refused::Renewal(refused)) => refused.into(),
        Err(Refused::Upgrade(refused)) => refused.into(),
        other => panic!("{other:?}"),
    };
    assert_eq!(looked, real);
    looked
}

async fn t4_what_if_is_refused_as_the_real_action_is(world: &World) {
    let poor = world.customer().await;
    let app = poor.trial_app("cn").await;
    let refused = refusal(&poor, app, professional().into()).await;
    assert_eq!(refused, WishRefused::Buy(PurchaseRefused::NotVerified));
    let customer = world.customer_with(10_000_000).await;
    let app = customer.trial_app("cn").await;
    refusal(&customer, app, add_ons(&[GROUPS]).into()).await;
    refusal(&customer, app, Wish::Renew(Renewal { months: 1, left_out: Vec::new() })).await;
    refusal(&customer, app, Wish::Upgrade(Target::Ultimate(None))).await;
    refusal(&customer, app, package(PRO, &[], 25).into()).await;
    let no = customer.leaves_unpaid(app, professional()).await;
    let refused = refusal(&customer, app, professional().into()).await;
    assert_eq!(refused, WishRefused::Buy(PurchaseRefused::UnpaidOrder { no }));
    let desk = desk(&customer, app).await;
    for intent in [Intent::Refund(RefundScope::Package), Intent::Change(Change::History(Some(30)))] {
        assert!(matches!(desk.planned(&intent), Err(IntentRefused::Refund(_) | IntentRefused::Change(_))));
    }
}

async fn t4_looking_at_a_plan_changes_nothing_and_finds_no_app_of_another_account(world: &World) {
    let (customer, other) = (world.customer_with(10_000_000).await, world.customer().await);
    let app = customer.trial_app("cn").await;
    let before = world.tables().await;
    let desk = desk(&customer, app).await;
    let planned = desk.planned(&Intent::Order(professional().into())).unwrap();
    assert!(desk.compare(&planned).difference().is_positive());
    assert!(other.services.plan_desk(other.account, app).await.unwrap().is_none(), "SEC17");
    assert!(other.services.app_ahead(other.account, app).await.unwrap().is_none(), "SEC17");
    let ahead = other.services.account_ahead(other.account).await.unwrap();
    assert!(ahead.apps.is_empty() && ahead.now > Timestamp::from_unix(0));
    world.tables().await.assert_same(&before);
}
