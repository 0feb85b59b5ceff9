//! What may be done with an application now, and why the rest may not (C1): the domain and the services decide, this
//! puts it into words.

use std::borrow::Cow;

use crate::{
    domain::{
        app::{App, AppState, Plan},
        calendar::Timestamp,
        change::{ChangeKind, ChangeRefused, Wanted, Wish, may_deactivate},
        product::Edition,
        purchase::{PurchaseRefused, Sellable, sellable},
        renewal,
        ticket::{Topic, may_ask},
    },
    i18n::{Words, format::Format},
    services::apps::{AppRefused, ChangeDesk, may_delete},
    web::{pages::app_refusals, paths},
};

/// What can be done, and what cannot.
pub(super) struct Actions {
    pub(super) buy: Option<Buy>,
    pub(super) ways: Vec<Buy>,
    pub(super) changes: Vec<Way>,
    pub(super) stop: Option<Stop>,
    pub(super) not_now: Vec<NotNow>,
}

/// The way to a page where something is bought.
pub(super) struct Buy {
    pub(super) label: Cow<'static, str>,
    pub(super) url: String,
}

/// The way to a page on which the app is changed.
pub(super) struct Way {
    pub(super) label: Cow<'static, str>,
    pub(super) url: String,
    pub(super) tone: &'static str,
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
    /// The way to ask the staff for it.
    pub(super) way: Option<Buy>,
}

impl NotNow {
    const fn new(label: Cow<'static, str>, reason: Cow<'static, str>) -> Self {
        Self { label, reason, way: None }
    }

    /// The same with the way to ask for it, where a request of this topic can be made about the app.
    fn by_ticket(self, t: Words, topic: Topic, app: &App) -> Self {
        let label = if topic == Topic::StopApp { t.ticket_ask_stop() } else { t.ticket_ask_delete() };
        let way = may_ask(topic, Some(app)).is_ok();
        Self { way: way.then(|| Buy { label, url: paths::ticket_about(topic, app.id) }), ..self }
    }
}

impl Actions {
    pub(super) fn of((t, f): (Words, Format), app: &App, desk: Option<&ChangeDesk>, now: Timestamp) -> Self {
        let (changes, mut not_now) = changes((t, f), app, desk);
        let buy = match sellable(app) {
            Ok(sellable) => Some(Buy { label: buy_label(t, sellable), url: paths::buy_for(app) }),
            Err(refused) => {
                let what =
                    if refused == PurchaseRefused::PackRuns { t.pack_buy() } else { t.apps_buy_package() };
                not_now.push(NotNow::new(what, cannot_buy(t, &refused)));
                None
            }
        };
        if let Err(refused) = may_deactivate(app) {
            let reason = t.change_refused(&refused, f);
            not_now.push(NotNow::new(t.app_deactivate(), reason).by_ticket(t, Topic::StopApp, app));
        }
        if let Err(refused) = may_delete(app) {
            let row = NotNow::new(t.app_delete(), cannot_delete(t, app, &refused));
            not_now.push(row.by_ticket(t, Topic::DeleteApp, app));
        }
        Self { buy, ways: ways(t, app, now), changes, stop: Stop::of(app), not_now }
    }
}

impl Stop {
    /// Which of them the state of an app allows.
    pub(super) fn of(app: &App) -> Option<Self> {
        let may_go = || may_delete(app).ok().map(|()| Self::Delete);
        may_deactivate(app).ok().map(|()| Self::Deactivate).or_else(may_go)
    }
}

/// What may be changed, and why the rest may not; of a trial and of a postpaid app what others could is explained.
fn changes((t, f): (Words, Format), app: &App, desk: Option<&ChangeDesk>) -> (Vec<Way>, Vec<NotNow>) {
    let (mut ways, mut not_now) = (Vec::new(), Vec::new());
    let label = |kind| match kind {
        ChangeKind::Upgrade => t.change_upgrade(),
        ChangeKind::Reconfigure => t.change_reconfigure(),
        _ => t.change_downgrade(),
    };
    let mut refuse = |kind, reason| not_now.push(NotNow::new(label(kind), reason));
    match (app.plan, desk) {
        (Plan::Trial, _) if app.state == AppState::Active => {
            let refused = ChangeRefused::NotUpgradable { edition: Edition::Trial };
            refuse(ChangeKind::Upgrade, t.change_refused(&refused, f));
            refuse(ChangeKind::Reconfigure, t.cannot_reconfigure_trial());
        }
        (Plan::Im | Plan::Postpaid { .. }, Some(desk)) => {
            let is_im = app.plan == Plan::Im;
            let kinds: &[_] = if is_im {
                &[ChangeKind::Upgrade, ChangeKind::Downgrade]
            } else {
                &[ChangeKind::Reconfigure, ChangeKind::Downgrade]
            };
            for &kind in kinds {
                match opening(kind, desk) {
                    Ok(()) => {
                        let tone = if kind == ChangeKind::Downgrade { "" } else { "pri" };
                        ways.push(Way { label: label(kind), url: paths::app_change(app.id, kind), tone });
                    }
                    Err(refused) => refuse(kind, t.change_refused(&refused, f)),
                }
            }
        }
        _ => {}
    }
    (ways, not_now)
}

/// Whether there is anything to choose on the page of a change: asked with what the app has.
fn opening(kind: ChangeKind, desk: &ChangeDesk) -> Result<(), ChangeRefused> {
    let situation = desk.situation();
    let wanted = |edition| Wanted { edition, add_ons: situation.carried_over(edition) };
    let wish = match kind {
        ChangeKind::Upgrade => Wish::Upgrade(wanted(Edition::Professional)),
        ChangeKind::Reconfigure => Wish::Reconfigure(wanted(desk.app.plan.edition())),
        _ => Wish::Downgrade,
    };
    match wish.decide(&situation) {
        Ok(_) | Err(ChangeRefused::NothingChanges | ChangeRefused::EditionNotOffered { .. }) => Ok(()),
        Err(refused) => Err(refused),
    }
}

/// What can be done with what was paid in advance: renewing it while its data are kept, going up and giving back while
/// it runs. A call pack that was bought alone has nothing above it (R4).
fn ways(t: Words, app: &App, now: Timestamp) -> Vec<Buy> {
    let renew =
        renewal::is_renewable(app).then(|| Buy { label: t.renew_title(), url: paths::app_renew(app.id) });
    let runs = renewal::continues(app, now).is_some();
    let upgrade = (runs && app.pack.is_none())
        .then(|| Buy { label: t.upgrade_package_title(), url: paths::app_upgrade_package(app.id) });
    let refund_url = match app.pack {
        Some(_) => paths::app_refund_call_pack(app.id),
        None => paths::app_refund(app.id),
    };
    let refund = runs.then_some(Buy { label: t.refund_title(), url: refund_url });
    renew.into_iter().chain(upgrade).chain(refund).collect()
}

pub(in crate::web::pages) fn buy_label(t: Words, sellable: Sellable) -> Cow<'static, str> {
    match sellable {
        Sellable::Package | Sellable::PackageFrom(_) => t.apps_buy_package(),
        Sellable::AddOns { .. } => t.apps_buy_add_ons(),
        Sellable::CallPack { .. } => t.pack_buy(),
    }
}

pub(super) fn cannot_buy(t: Words, refused: &PurchaseRefused) -> Cow<'static, str> {
    match refused {
        PurchaseRefused::Legacy => t.cannot_buy_legacy(),
        PurchaseRefused::PackRuns => t.refused_pack_runs(),
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
