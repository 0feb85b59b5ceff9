//! What an app is once something planned has been done to it: the other course of a "what if" (T4). It does in memory
//! what the services do in the database, and asks nothing whether it is allowed: that was decided before.

use super::{Happening, Outlook, walk};
use crate::domain::{
    app::Plan,
    calendar::Timestamp,
    catalog::{Catalog, Releases},
    change::{Change, history_kept},
    entitlement::PaidLine,
    money::Amount,
    product::{Edition, Item},
    quote::Priced,
    refund::{Refund, RefundScope},
    upgrade::Upgrade,
};

/// Something planned, as it was priced or decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Planned {
    /// A package, add-ons or a renewal are bought.
    Purchase {
        /// What it comes to.
        priced: Priced,
        /// How many months are bought.
        months: u32,
        /// Whether the package renews itself afterwards.
        auto_renew: bool,
    },
    /// An upgrade to postpaid, a reconfiguration, another history, a downgrade or a deactivation.
    Change(Change),
    /// The prepaid package or an add-on goes up.
    Upgrade(Upgrade),
    /// The package or an add-on is refunded.
    Refund(Refund),
}

impl Planned {
    /// What it costs or gives back at once, priced with the catalog `version`.
    #[must_use]
    pub fn happening(&self, version: i64) -> Happening {
        let (lines, given_back) = match self {
            Self::Purchase { priced, .. } => (priced.lines.clone(), Amount::ZERO),
            Self::Change(change) => (Vec::new(), change.returned()),
            Self::Upgrade(upgrade) => (upgrade.lines.clone(), upgrade.given_back()),
            Self::Refund(refund) => (Vec::new(), refund.total()),
        };
        Happening::Planned { lines, version, given_back }
    }
}

/// What `outlook` is after `planned` was carried out at `now`.
#[must_use]
pub fn after(releases: &Releases, outlook: &Outlook, planned: &Planned, now: Timestamp) -> Outlook {
    let mut next = outlook.clone();
    match planned {
        Planned::Purchase { priced, months, auto_renew } => {
            buy(releases, &mut next, (priced, *months), now);
            next.app.auto_renew = *auto_renew;
        }
        Planned::Change(change) => {
            next.app = change.applied(&outlook.app);
            let is_back = |line: &PaidLine| {
                change
                    .given_back
                    .iter()
                    .any(|back| back.order == line.order && back.position == line.position)
            };
            next.lines.retain(|line| !is_back(line));
            next.course = outlook.course.turned(now, change.after.clone());
        }
        Planned::Upgrade(upgrade) => go_up(releases, &mut next, upgrade, now),
        Planned::Refund(refund) => {
            match refund.scope {
                RefundScope::Package => next.lines.retain(|line| !line.is_open(now)),
                RefundScope::AddOn(kind) => next.lines.retain(|line| line.kind() != Some(kind)),
            }
            (next.app.plan, next.app.state, next.app.pack) = (refund.plan, refund.state, refund.pack);
            next.app.auto_renew = refund.auto_renew;
        }
    }
    next
}

fn buy(releases: &Releases, next: &mut Outlook, (priced, months): (&Priced, u32), now: Timestamp) {
    let release = releases.at(now);
    let span = priced.start.span(release.catalog.calendar(), months, now);
    walk::give(&mut next.lines, priced, span, release.version);
    if priced.lines.iter().any(|line| matches!(line.item, Item::Package(_))) {
        let before = next.app.plan.edition();
        next.app.hold_package(priced.edition, span.ends_at);
        turn_prepaid(&release.catalog, next, before, now);
    } else if let Plan::Postpaid { .. } = next.app.plan {
        next.app.hold_pack(span.ends_at);
    }
}

fn go_up(releases: &Releases, next: &mut Outlook, upgrade: &Upgrade, now: Timestamp) {
    let is_void = |line: &PaidLine| {
        upgrade.voided.iter().any(|void| void.order == line.order && void.position == line.position)
    };
    next.lines.retain(|line| !is_void(line));
    let Some(order) = walk::no_order() else { return };
    for ((position, line), span) in (1..).zip(&upgrade.lines).zip(&upgrade.spans) {
        next.lines.push(PaidLine {
            order: order.clone(),
            position,
            catalog_version: releases.at(now).version,
            line: line.clone(),
            anchor: span.span.anchor,
            starts_at: span.span.starts_at,
            ends_at: span.span.ends_at,
            is_difference: span.is_difference,
        });
        if let (Item::Package(edition), Some(ends_at)) = (line.item, next.app.plan.ends_at()) {
            let before = next.app.plan.edition();
            next.app.plan = Plan::Prepaid { edition, ends_at };
            turn_prepaid(&releases.at(now).catalog, next, before, now);
        }
    }
}

/// Notes in the course that the app, which was of the edition `before`, is prepaid from `now` on, with the history that
/// it keeps.
fn turn_prepaid(catalog: &Catalog, next: &mut Outlook, before: Edition, now: Timestamp) {
    next.app.history_days = history_kept(catalog, before, &next.app);
    next.course = next.course.turned(now, next.app.setup());
}
