//! A forecast over months in which nothing is changed is what is then billed, renewed and ended, to the cent (T4).

use im_console::{
    domain::{
        app::{AppState, Plan},
        calendar::Timestamp,
        change::{Wanted, Wish},
        charge::{ChargeLine, Subject},
        forecast::{Event, Happening},
        ids::SdkAppId,
        lifecycle::Effect,
        money::Amount,
        order::{OrderKind, OrderState},
        product::{AddOn, CallPack, Edition},
        purchase::Cart,
        refund::RefundScope,
        usage_report::UsageRow,
    },
    services::{Actor, refunds::RefundForm},
    store::{bills, orders},
};
use serde_json::json;

use crate::{
    bills::international,
    changes::{change, legacy},
    support::{
        customer::{Customer, package},
        tables::{int, text},
        world::{SHANGHAI, World, on_both_databases},
    },
};

on_both_databases! {
    t4_a_forecast_in_which_nothing_changes_is_what_is_then_billed_by_the_time_in_force,
    t4_a_forecast_in_which_nothing_changes_is_what_is_then_billed_by_the_month,
    t4_an_assumed_use_that_goes_on_is_billed_as_it_was_forecast,
}

const PRO: Edition = Edition::Professional;
const ULTIMATE: Edition = Edition::Ultimate;
const LIVE: AddOn = AddOn::LivestreamGroups;

fn renewing(edition: Edition, add_ons: &[AddOn], months: u32) -> Cart {
    Cart { auto_renew: true, ..package(edition, add_ons, months) }
}

fn wanted(edition: Edition, add_ons: &[AddOn]) -> Wanted {
    Wanted { edition, add_ons: add_ons.to_vec() }
}

/// Apps in every state that time does something to, and in those that it leaves alone.
async fn every_kind(world: &World, customer: &Customer, centre: &str) {
    let legacy_at = [1_400_900_001, 1_400_900_002, 1_400_900_003, 1_400_900_004];
    let [idle, billed, history, stopped] = legacy_at;
    legacy(customer, idle, centre).await;
    let billed = legacy(customer, billed, centre).await;
    change(customer, billed, &Wish::Upgrade(wanted(PRO, &[LIVE]))).await.unwrap();
    if centre == "cn" {
        packs_alone(customer).await;
    }
    let history = legacy(customer, history, centre).await;
    change(customer, history, &Wish::Upgrade(wanted(ULTIMATE, &[]))).await.unwrap();
    let stopped = legacy(customer, stopped, centre).await;
    let ended = customer.trial_app(centre).await;
    customer.buys(ended, package(PRO, &[], 1)).await;
    let gone = customer.trial_app(centre).await;
    customer.buys(gone, package(PRO, &[LIVE], 1)).await;
    customer.trial_app(centre).await;
    world.advance_to(world.services.now().plus_seconds(27 * 86_400)).await;
    change(customer, history, &Wish::History(Some(90))).await.unwrap();
    change(customer, billed, &Wish::Reconfigure(wanted(ULTIMATE, &[]))).await.unwrap();
    change(customer, stopped, &Wish::Upgrade(wanted(PRO, &[]))).await.unwrap();
    let confirmed = im_console::services::apps::Confirmation { typed: "Old", ..Default::default() };
    let stop = (stopped, &Wish::Deactivate);
    customer.services.change_app(customer.account, stop, &confirmed, &customer.actor).await.unwrap();
    let renewed = customer.trial_app(centre).await;
    let pack = if centre == "cn" { vec![AddOn::CallPack(CallPack::Basic)] } else { Vec::new() };
    customer.buys(renewed, renewing(PRO, &[&[LIVE][..], &pack].concat(), 6)).await;
    let monthly = customer.trial_app(centre).await;
    customer.buys(monthly, renewing(ULTIMATE, &[], 1)).await;
    change(customer, monthly, &Wish::History(Some(90))).await.unwrap();
    let queued = customer.trial_app(centre).await;
    customer.buys(queued, package(PRO, &[], 2)).await;
    customer.buys(queued, crate::support::customer::renewal(3, &[])).await;
    refunded(customer, centre).await;
    world.advance_to(world.services.now().plus_seconds(9 * 86_400)).await;
    assert!(matches!(customer.app(ended).await.state, AppState::Expired { .. }));
    assert!(matches!(customer.app(stopped).await.plan, Plan::Postpaid { .. }));
}

/// Postpaid apps with a call pack alone: one renews itself, one ends.
async fn packs_alone(customer: &Customer) {
    for (number, auto_renew, months) in [(1_400_900_005, true, 1), (1_400_900_006, false, 5)] {
        let app = legacy(customer, number, "cn").await;
        change(customer, app, &Wish::Upgrade(wanted(PRO, &[]))).await.unwrap();
        let add_ons = vec![AddOn::CallPack(CallPack::Advanced)];
        customer.buys(app, Cart { package: None, add_ons, months, auto_renew }).await;
    }
}

async fn refunded(customer: &Customer, centre: &str) {
    let id = customer.trial_app(centre).await;
    customer.buys(id, package(PRO, &[], 12)).await;
    let services = &customer.services;
    let paid = services.paid_app(customer.account, id).await.unwrap().unwrap();
    let as_of = services.now();
    let scope = RefundScope::Package;
    let priced =
        im_console::domain::refund::price(&paid.prepaid(), scope, paid.first.as_ref(), as_of).unwrap();
    let form = RefundForm { scope, total: priced.total(), as_of, typed: id.to_string() };
    services.refund(customer.account, id, (&form, services.form_key()), &customer.actor).await.unwrap();
}

/// A renewal: when, of which app, and its lines.
type Renewed = (Timestamp, SdkAppId, Vec<(String, Amount)>);

/// What a forecast says: bills by moment, renewals, and what time does.
#[derive(Debug, Default, PartialEq)]
struct Told {
    bills: Vec<(Timestamp, Vec<ChargeLine>)>,
    renewals: Vec<Renewed>,
    effects: Vec<(Timestamp, SdkAppId, Effect)>,
}

impl Told {
    fn by(events: &[Event]) -> Self {
        let mut told = Self::default();
        for Event { at, app, what } in events {
            match what {
                Happening::Bill { lines, .. } => match told.bills.last_mut().filter(|(then, _)| then == at) {
                    Some((_, sum)) => sum.extend(lines.iter().cloned()),
                    None => told.bills.push((*at, lines.clone())),
                },
                Happening::Renewal { lines, .. } => {
                    let lines = lines.iter().map(|line| (line.item.code(), line.amount)).collect();
                    told.renewals.push((*at, *app, lines));
                }
                Happening::Effect(effect) => told.effects.push((*at, *app, *effect)),
                Happening::Planned { .. } => panic!("nothing is planned"),
            }
        }
        told
    }

    /// What became of it between two moments.
    async fn happened(world: &World, customer: &Customer, (from, to): (Timestamp, Timestamp)) -> Self {
        let mut tx = customer.services.store.read().await.unwrap();
        let mut told = Self::default();
        let first = im_console::domain::month::Month::of(SHANGHAI, from).previous();
        for month in std::iter::successors(Some(first), |month| Some(month.next())).take(14) {
            let kept = bills::find(&mut tx, customer.account, month).await.unwrap();
            let Some(kept) =
                kept.filter(|kept| from < kept.bill.times.debit_at && kept.bill.times.debit_at <= to)
            else {
                continue;
            };
            let is_fixed = |line: &ChargeLine| !matches!(line.subject, Subject::Usage(_));
            let lines = kept.bill.lines.into_iter().filter(is_fixed).collect();
            told.bills.push((kept.bill.times.debit_at, lines));
        }
        let all = orders::list(
            &mut tx,
            (customer.account, to),
            (None, None),
            (Timestamp::from_unix(i64::MAX), ""),
            500,
        );
        for order in all.await.unwrap() {
            if let (OrderKind::Renewal, OrderState::Paid { at }) = (order.kind, order.state)
                && from < at
            {
                let lines = order.lines.iter().map(|line| (line.item.code(), line.amount)).collect();
                told.renewals.push((at, order.app, lines));
            }
        }
        told.renewals.sort();
        for row in world.tables().await.rows("effects") {
            let (at, effect) = (Timestamp::from_unix(int(row, "due_at")), text(row, "effect"));
            let effect = Effect::parse(effect).unwrap();
            if from < at && at <= to && effect != Effect::Renew {
                told.effects.push((at, SdkAppId::new(int(row, "sdk_app_id")).unwrap(), effect));
            }
        }
        told.effects.sort_by_key(|(at, app, _)| (*at, *app));
        told
    }
}

async fn comes_true(world: &World, centre: &str) {
    let customer = world.customer_with(900_000_000).await;
    every_kind(world, &customer, centre).await;
    let now = world.services.now();
    let to = SHANGHAI.months_later(now, 12);
    let ahead = customer.services.account_ahead(customer.account).await.unwrap();
    let before = customer.balance().await;
    let mut told = Told::by(&ahead.forecast.events);
    told.effects.sort_by_key(|(at, app, _)| (*at, *app));
    told.renewals.sort();
    world.advance_to(to).await;
    let happened = Told::happened(world, &customer, (now, to)).await;
    assert!(told.bills.len() == 12 && told.renewals.len() > 12 && told.effects.len() > 5, "{told:?}");
    assert_eq!(told, happened);
    let paid = Amount::minor(before - customer.balance().await);
    assert_eq!(ahead.forecast.total(), paid, "to the cent");
    let alone: Amount = {
        let mut sum = Amount::ZERO;
        for outlook in &ahead.apps {
            sum +=
                ahead.forecast.by_app(SHANGHAI).get(&outlook.app.id).map_or(Amount::ZERO, |sums| sums.total);
        }
        sum
    };
    assert_eq!(alone, paid, "what the apps come to is what the account pays");
}

async fn t4_a_forecast_in_which_nothing_changes_is_what_is_then_billed_by_the_time_in_force(world: &World) {
    comes_true(world, "cn").await;
}

async fn t4_a_forecast_in_which_nothing_changes_is_what_is_then_billed_by_the_month(world: &World) {
    let folder = tempfile::tempdir().unwrap();
    let other = international(world, folder.path()).await;
    comes_true(&other, "sgp").await;
    other.assert_whole().await;
}

async fn t4_an_assumed_use_that_goes_on_is_billed_as_it_was_forecast(world: &World) {
    let customer = world.customer_with(900_000_000).await;
    let app = legacy(&customer, 1_400_900_001, "cn").await;
    let report = async |moment: Timestamp| {
        let row = UsageRow {
            app: app.to_string(),
            day: SHANGHAI.local(moment).date_naive().to_string(),
            measure: "daily_active_users".to_owned(),
            value: "25000".to_owned(),
        };
        world.services.import_usage(vec![(2, row)], &Actor::console()).await.unwrap();
    };
    report(world.services.now()).await;
    let ahead = customer.services.app_ahead(customer.account, app).await.unwrap().unwrap();
    let (before, now) = (customer.balance().await, world.services.now());
    assert_eq!(
        (ahead.forecast.total(), ahead.forecast.usage()),
        (ahead.forecast.usage(), ahead.forecast.total())
    );
    assert!(ahead.forecast.total().is_positive());
    for month in 1..=12 {
        let moment = SHANGHAI.months_later(now, month);
        world.advance_to(moment).await;
        report(moment).await;
    }
    assert_eq!(before - customer.balance().await, ahead.forecast.total().as_minor());
    assert_eq!(world.tables().await.with("bills", "state", &json!("paid")).len(), 12);
}
