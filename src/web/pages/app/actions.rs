//! What may be done with an application now, and why the rest may not (C1): the domain and the services decide, this
//! puts it into words.

use std::borrow::Cow;

use crate::{
    domain::{
        app::{App, AppState, Plan},
        calendar::Timestamp,
        purchase::{PurchaseRefused, Sellable, sellable},
        renewal,
    },
    i18n::Words,
    services::apps::{AppRefused, may_deactivate, may_delete},
    web::{pages::app_refusals, paths},
};

/// What can be done, and what cannot.
pub(super) struct Actions {
    pub(super) buy: Option<Buy>,
    pub(super) ways: Vec<Buy>,
    pub(super) stop: Option<Stop>,
    pub(super) not_now: Vec<NotNow>,
}

/// The way to a page where something is bought.
pub(super) struct Buy {
    pub(super) label: Cow<'static, str>,
    pub(super) url: String,
}

/// Which of the two final acts the state allows: never both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// Deactivate it.
    Deactivate,
    /// Delete it.
    Delete,
}

/// Something that cannot be done now, with the reason.
pub(super) struct NotNow {
    pub(super) label: Cow<'static, str>,
    pub(super) reason: Cow<'static, str>,
}

impl Actions {
    pub(super) fn of(t: Words, app: &App, now: Timestamp) -> Self {
        let mut not_now = Vec::new();
        let buy = match sellable(app) {
            Ok(sellable) => Some(Buy { label: buy_label(t, sellable), url: paths::buy_for(app) }),
            Err(refused) => {
                not_now.push(NotNow { label: t.apps_buy_package(), reason: cannot_buy(t, &refused) });
                None
            }
        };
        let may_stop = may_deactivate(app).map_err(|refused| {
            let reason = app_refusals::sentence(t, &refused);
            not_now.push(NotNow { label: t.app_deactivate(), reason });
        });
        let may_go = may_delete(app).map_err(|refused| {
            not_now.push(NotNow { label: t.app_delete(), reason: cannot_delete(t, app, &refused) });
        });
        let stop = may_stop.map(|()| Stop::Deactivate).or(may_go.map(|()| Stop::Delete)).ok();
        Self { buy, ways: ways(t, app, now), stop, not_now }
    }
}

/// What can be done with a prepaid package: renewing it while its data are kept, going up and giving back while it runs.
fn ways(t: Words, app: &App, now: Timestamp) -> Vec<Buy> {
    let renew =
        renewal::is_renewable(app).then(|| Buy { label: t.renew_title(), url: paths::app_renew(app.id) });
    let runs = renewal::continues(app, now).is_some();
    let upgrade = runs.then(|| Buy { label: t.upgrade_title(), url: paths::app_upgrade(app.id) });
    let refund = runs.then(|| Buy { label: t.refund_title(), url: paths::app_refund(app.id) });
    renew.into_iter().chain(upgrade).chain(refund).collect()
}

fn buy_label(t: Words, sellable: Sellable) -> Cow<'static, str> {
    match sellable {
        Sellable::Package | Sellable::PackageFrom(_) => t.apps_buy_package(),
        Sellable::AddOns { .. } => t.apps_buy_add_ons(),
    }
}

fn cannot_buy(t: Words, refused: &PurchaseRefused) -> Cow<'static, str> {
    match refused {
        PurchaseRefused::Legacy => t.cannot_buy_legacy(),
        PurchaseRefused::Postpaid => t.cannot_buy_postpaid(),
        PurchaseRefused::Released => t.cannot_buy_released(),
        _ => t.cannot_buy_final(),
    }
}

/// A running prepaid app is not told to be deactivated first: it cannot be.
fn cannot_delete(t: Words, app: &App, refused: &AppRefused) -> Cow<'static, str> {
    match (refused, app.plan, app.state) {
        (AppRefused::StillRunning, Plan::Prepaid { .. }, AppState::Active | AppState::Expired { .. }) => {
            t.cannot_delete_prepaid()
        }
        _ => app_refusals::sentence(t, refused),
    }
}
