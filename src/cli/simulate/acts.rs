//! What customers do in a simulation. A refusal is an answer; a database that fails is not.

use super::{
    chance::Chance,
    wishes::{grant, purchase, refunded, renewal, target, wanted},
    world::{Customer, World},
};
use crate::{
    domain::{
        app::App,
        change,
        charge::Measure,
        ids::{OrderNo, SdkAppId},
        money::Amount,
        refund::{self, RefundScope},
        usage_report::UsageRow,
        wish::Wish,
    },
    services::{
        Services,
        apps::{AppRefused, ChangeFailed, Confirmation, ProfileForm},
        imports::ImportRefused,
        purchase::{Payment, Placed, Refused},
        refunds::{NotRefunded, RefundForm},
        top_ups::{TopUpForm, TopUpRefused},
        vouchers::{Grant, NotGranted},
    },
    store::{StoreError, orders, vouchers},
};

/// Whether it was done; a failed database is an error.
macro_rules! done {
    ($outcome:expr, $failed:path) => {
        match $outcome {
            Ok(_) => Ok(true),
            Err($failed(error)) => Err(anyhow::Error::from(error)),
            Err(_) => Ok(false),
        }
    };
}

/// What a customer does.
#[derive(Clone, Debug)]
pub(super) enum Act {
    TopUp(Amount),
    Grant(Grant),
    Create(String),
    Ask(SdkAppId, Wish, Payment, bool),
    Settle(SdkAppId, bool),
    Switch(App),
    Refund(App, RefundScope),
    Change(App, change::Wish),
    Use(SdkAppId, u32),
    Delete(App),
}

impl Act {
    /// Any act, with `app` where there is one.
    pub(super) fn any(services: &Services, app: Option<&App>, chance: &Chance) -> Self {
        let catalog = services.catalog().catalog;
        let centres: Vec<String> = catalog.data_centres.iter().map(|centre| centre.code.clone()).collect();
        let centre = || chance.one_of(&centres).cloned().unwrap_or_default();
        let Some(app) = app else {
            return if chance.happens(50) { Self::Create(centre()) } else { top_up(chance) };
        };
        let book = catalog.book_of(&app.data_centre);
        let payment = if chance.happens(80) { Payment::Now } else { Payment::Later };
        let with_voucher = chance.happens(40);
        match chance.below(100) {
            0..=14 => top_up(chance),
            15..=22 => Self::Grant(grant(services, chance)),
            23..=30 => Self::Create(centre()),
            31..=55 => Self::Ask(app.id, purchase(app, book, chance), payment, with_voucher),
            56..=65 => Self::Ask(app.id, renewal(chance), payment, with_voucher),
            66..=75 => Self::Ask(app.id, Wish::Upgrade(target(book, chance)), payment, with_voucher),
            76..=79 => Self::Settle(app.id, chance.happens(70)),
            80..=83 => Self::Switch(app.clone()),
            84..=88 => Self::Refund(app.clone(), refunded(chance)),
            89..=94 => Self::Change(app.clone(), wanted(book, chance)),
            95..=98 => Self::Use(app.id, chance.below(150_000)),
            _ => Self::Delete(app.clone()),
        }
    }

    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::TopUp(_) => "top-up",
            Self::Grant(_) => "voucher",
            Self::Create(_) => "new app",
            Self::Ask(_, Wish::Buy(_), ..) => "purchase",
            Self::Ask(_, Wish::Renew(_), ..) => "renewal",
            Self::Ask(_, Wish::Upgrade(_), ..) => "upgrade",
            Self::Ask(_, Wish::CallPack(_), ..) => "call pack",
            Self::Settle(_, true) => "payment",
            Self::Settle(_, false) => "cancelling",
            Self::Switch(_) => "switch",
            Self::Refund(..) => "refund",
            Self::Change(_, change::Wish::Upgrade(_)) => "upgrade to postpaid",
            Self::Change(_, change::Wish::Reconfigure(_)) => "reconfiguration",
            Self::Change(_, change::Wish::History(_)) => "history",
            Self::Change(_, change::Wish::Downgrade) => "downgrade",
            Self::Change(_, change::Wish::Deactivate) => "deactivation",
            Self::Use(..) => "usage",
            Self::Delete(_) => "deletion",
        }
    }

    /// Does it; `false` when it was refused.
    pub(super) async fn play(&self, world: &World, who: &Customer) -> anyhow::Result<bool> {
        let (services, account, actor) = (&world.services, who.account, &who.actor);
        match self {
            Self::TopUp(amount) => {
                let form = TopUpForm { amount: *amount, reference: "Simulated".to_owned(), order: None };
                done!(services.file_top_up(account, form, true, actor).await, TopUpRefused::Store)
            }
            Self::Grant(grant) => {
                done!(services.grant_voucher(account, grant.clone(), &world.staff).await, NotGranted::Store)
            }
            Self::Create(centre) => create(services, who, centre).await,
            Self::Ask(app, wish, payment, with_voucher) => {
                done!(ask(services, who, (*app, wish), *payment, *with_voucher).await, Refused::Store)
            }
            Self::Settle(app, pays) => {
                let Some(no) = unpaid(services, *app).await? else { return Ok(false) };
                match pays {
                    true => done!(services.pay(account, &no, actor).await, Refused::Store),
                    false => done!(services.cancel(account, &no, actor).await, Refused::Store),
                }
            }
            Self::Switch(app) => {
                let to = (!app.auto_renew, app.revision);
                done!(services.switch_auto_renew(account, app.id, to, actor).await, AppRefused::Store)
            }
            Self::Refund(app, scope) => refund(services, who, (app, *scope)).await,
            Self::Change(app, wish) => {
                let confirmed = Confirmation { typed: app.profile.name.as_str(), ..Confirmation::default() };
                let changed = services.change_app(account, (app.id, wish), &confirmed, actor).await;
                done!(changed, ChangeFailed::Store)
            }
            Self::Use(app, users) => {
                let row = used(services, *app, *users);
                done!(services.import_usage(vec![(2, row)], &world.staff).await, ImportRefused::Store)
            }
            Self::Delete(app) => {
                let name = app.profile.name.as_str();
                done!(services.delete_app(account, app.id, name, actor).await, AppRefused::Store)
            }
        }
    }
}

fn top_up(chance: &Chance) -> Act {
    // Mostly less than a month costs, so that there are debts, too.
    let most = if chance.happens(70) { 100_000 } else { 10_000_000 };
    Act::TopUp(Amount::minor(i64::from(1 + chance.below(most))))
}

/// What an app's servers would report of yesterday.
fn used(services: &Services, app: SdkAppId, users: u32) -> UsageRow {
    let calendar = services.catalog().catalog.calendar();
    let yesterday = calendar.local(services.now().plus_seconds(-86_400)).date_naive();
    let measure = if users.is_multiple_of(2) { Measure::DailyActiveUsers } else { Measure::PeakGroups };
    UsageRow {
        app: app.to_string(),
        day: yesterday.to_string(),
        measure: measure.as_str().to_owned(),
        value: users.to_string(),
    }
}

async fn create(services: &Services, who: &Customer, centre: &str) -> anyhow::Result<bool> {
    let kind = services.catalog().catalog.app_types.first().map(|kind| kind.code.clone()).unwrap_or_default();
    let form = ProfileForm { name: "Thin_Ice".to_owned(), app_type: kind, introduction: String::new() };
    let Ok(profile) = services.parse_profile(&form) else { return Ok(false) };
    done!(services.create_app(who.account, profile, centre, &who.actor).await, AppRefused::Store)
}

/// Quotes, takes a voucher, and confirms the same quote twice.
async fn ask(
    services: &Services,
    who: &Customer,
    (app, wish): (SdkAppId, &Wish),
    payment: Payment,
    with_voucher: bool,
) -> Result<Placed, Refused> {
    let mut quote = services.quote(who.account, app, wish.clone(), &who.actor).await?;
    if with_voucher {
        let mut tx = services.store.read().await?;
        let first = vouchers::list(&mut tx, who.account).await?.first().map(|voucher| voucher.id);
        drop(tx);
        let chosen = services.choose_voucher(who.account, quote.id, first, &who.actor).await;
        quote = chosen.unwrap_or(quote);
    }
    let confirm = || services.confirm(who.account, quote.id, payment, &who.actor);
    let (one, other) = tokio::join!(confirm(), confirm());
    match (one, other) {
        (Err(failed @ Refused::Store(_)), _) | (_, Err(failed @ Refused::Store(_))) => Err(failed),
        (Err(refused), Err(_)) => Err(refused),
        (Ok(one), Ok(other)) if one.no() == other.no() => Ok(one),
        // P14: the second of them is answered by the order of the first.
        _ => Err(Refused::Store(StoreError::inconsistent("orders", "quote_id", quote.id))),
    }
}

async fn unpaid(services: &Services, app: SdkAppId) -> Result<Option<OrderNo>, StoreError> {
    let mut tx = services.store.read().await?;
    Ok(orders::unpaid_of_app(&mut tx, app).await?.map(|order| order.no))
}

/// Refunds what the page would show.
async fn refund(
    services: &Services,
    who: &Customer,
    (app, scope): (&App, RefundScope),
) -> anyhow::Result<bool> {
    let Some(paid) = services.paid_app(who.account, app.id).await? else { return Ok(false) };
    let as_of = services.now();
    let Ok(refund) = refund::price(&paid.prepaid(), scope, paid.first.as_ref(), as_of) else {
        return Ok(false);
    };
    let typed = app.profile.name.as_str().to_owned();
    let form = RefundForm { scope, total: refund.total(), as_of, typed };
    let key = services.form_key();
    done!(services.refund(who.account, app.id, (&form, key), &who.actor).await, NotRefunded::Store)
}
