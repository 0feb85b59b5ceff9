//! Giving money back for prepaid packages and add-ons, and for call packs that were bought alone, line by line (R5), and
//! what becomes of the app (R6).

use serde::{Deserialize, Serialize};

use super::{
    app::{App, AppState, PackTerm, Plan, StopCause},
    calendar::{Calendar, TermMonths, Timestamp},
    entitlement::PaidLine,
    ids::OrderNo,
    money::Amount,
    product::{AddOnKind, Item},
    purchase::{Cart, PurchaseRefused},
    quote::{self, Priced},
    renewal::Prepaid,
    upgrade::Voided,
};

/// What is to be refunded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundScope {
    /// The package, with its add-ons and queued renewals.
    Package,
    /// An add-on alone.
    AddOn(AddOnKind),
}

/// The account's first paid package order, the only one that has the days of the full refund (R5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstOrder {
    /// Which.
    pub order: OrderNo,
    /// When it was paid.
    pub paid_at: Timestamp,
    /// Whether the account has had its full refund.
    pub is_used_up: bool,
}

/// How the refund of a line was computed (R5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum RefundRule {
    /// All its money, within days of the account's first order.
    Full,
    /// It has not begun: all its money.
    NotBegun,
    /// It runs: the money less the monthly list price × the term months used, at least 0.
    Running {
        /// The monthly list price.
        monthly: Amount,
        /// The term months of the line.
        of: TermMonths,
        /// Those that are left.
        left: TermMonths,
        /// What the used ones are worth, rounded half up once.
        used_value: Amount,
    },
    /// It is over: nothing.
    Finished,
    /// A change of edition makes it void: the money × the term months left ÷ those of the line (R4, U2).
    Void {
        /// The term months of the line.
        of: TermMonths,
        /// Those that are left.
        left: TermMonths,
    },
}

impl RefundRule {
    /// What is given back of `cash`, in minor units.
    #[must_use]
    pub fn amount(self, cash: Amount) -> Amount {
        match self {
            Self::Full | Self::NotBegun => cash,
            Self::Running { used_value, .. } => (cash - used_value).max(Amount::ZERO),
            Self::Finished => Amount::ZERO,
            Self::Void { of, left } => cash.times(left.fraction().over(of.fraction())),
        }
    }
}

/// One order line with what is given back for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundLine {
    /// Its order.
    pub order: OrderNo,
    /// Its number in the order, from 1 on.
    pub position: u32,
    /// What was bought.
    pub item: Item,
    /// What was paid for it in money, after discounts and the voucher's share.
    pub cash: Amount,
    /// How the refund is computed.
    pub rule: RefundRule,
    /// What is given back, in minor units.
    pub amount: Amount,
}

impl RefundLine {
    /// Whether the amount is what the values beside it give (T3).
    #[must_use]
    pub fn is_verified(&self) -> bool {
        let is_used_value = match self.rule {
            RefundRule::Running { monthly, of, left, used_value } => {
                monthly.times(of.fraction().minus(left.fraction())) == used_value
            }
            RefundRule::Full | RefundRule::NotBegun | RefundRule::Finished | RefundRule::Void { .. } => true,
        };
        is_used_value && self.rule.amount(self.cash) == self.amount
    }
}

impl From<Voided> for RefundLine {
    fn from(voided: Voided) -> Self {
        let Voided { order, position, item, cash, left, of, amount } = voided;
        Self { order, position, item, cash, rule: RefundRule::Void { of, left }, amount }
    }
}

/// A refund, to be shown line by line before it is confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refund {
    /// What is refunded.
    pub scope: RefundScope,
    /// The lines, in the order of the orders.
    pub lines: Vec<RefundLine>,
    /// Whether it uses up the account's full refund.
    pub uses_full: bool,
    /// Where the app stands afterwards: expired for the package, as before for an add-on (R6).
    pub state: AppState,
    /// What it runs on afterwards.
    pub plan: Plan,
    /// The call pack that it bought alone, afterwards.
    pub pack: Option<PackTerm>,
    /// Whether automatic renewal stays on.
    pub auto_renew: bool,
}

impl Refund {
    /// What is given back.
    #[must_use]
    pub fn total(&self) -> Amount {
        self.lines.iter().map(|line| line.amount).sum()
    }
}

/// Why nothing can be refunded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefundRefused {
    /// Only an active prepaid app has something to refund, or one with a call pack that it bought alone.
    #[error("the app has no running prepaid package")]
    NoPackage,
    /// The add-on is not held.
    #[error("{kind} is not held")]
    NotHeld {
        /// The add-on.
        kind: AddOnKind,
    },
}

/// What refunding `scope` at `now` gives back (R5, R6).
///
/// # Errors
/// When there is nothing to refund.
pub fn price(
    prepaid: &Prepaid<'_>,
    scope: RefundScope,
    first: Option<&FirstOrder>,
    now: Timestamp,
) -> Result<Refund, RefundRefused> {
    let ((AppState::Active, Plan::Prepaid { edition, .. }, _)
    | (AppState::Active, Plan::Postpaid { edition }, RefundScope::AddOn(_))) =
        (prepaid.app.state, prepaid.app.plan, scope)
    else {
        return Err(RefundRefused::NoPackage);
    };
    let in_scope = |line: &&PaidLine| match scope {
        RefundScope::Package => true,
        RefundScope::AddOn(kind) => line.kind() == Some(kind),
    };
    let scoped: Vec<&PaidLine> = prepaid.lines.iter().filter(in_scope).collect();
    if !scoped.iter().any(|line| line.is_open(now)) {
        return Err(match scope {
            RefundScope::Package => RefundRefused::NoPackage,
            RefundScope::AddOn(kind) => RefundRefused::NotHeld { kind },
        });
    }
    let full = first.filter(|first| scope == RefundScope::Package && is_full(prepaid, first, now));
    let full = full.map(|first| &first.order);
    let calendar = prepaid.releases.current().catalog.calendar();
    let lines: Vec<RefundLine> = scoped.into_iter().map(|line| refunded(calendar, line, full, now)).collect();
    let uses_full = lines.iter().any(|line| line.rule == RefundRule::Full);
    let app = prepaid.app;
    let (state, plan, auto_renew) = match scope {
        RefundScope::AddOn(_) => (app.state, app.plan, app.auto_renew && app.pack.is_none()),
        RefundScope::Package => {
            let state = AppState::Expired { since: now, cause: StopCause::Refund };
            (state, Plan::Prepaid { edition, ends_at: now }, false)
        }
    };
    Ok(Refund { scope, lines, uses_full, state, plan, pack: None, auto_renew })
}

/// Whether the first order's days of full refund last at `now` and were not used up (R5).
fn is_full(prepaid: &Prepaid<'_>, first: &FirstOrder, now: Timestamp) -> bool {
    let catalog = &prepaid.releases.at(now).catalog;
    !first.is_used_up && now <= catalog.calendar().days_later(first.paid_at, catalog.refunds.full_days)
}

/// What stopping an app for good at `now` gives back for a call pack that it bought alone (U10): of its lines that are
/// not over, by the rules of a refund (R5).
#[must_use]
pub fn of_stopped(lines: &[PaidLine], calendar: Calendar, now: Timestamp) -> Vec<RefundLine> {
    lines.iter().filter(|line| line.is_open(now)).map(|line| refunded(calendar, line, None, now)).collect()
}

fn refunded(calendar: Calendar, paid: &PaidLine, full: Option<&OrderNo>, now: Timestamp) -> RefundLine {
    let cash = paid.line.cash();
    let rule = if full == Some(&paid.order) {
        RefundRule::Full
    } else if !paid.is_open(now) {
        RefundRule::Finished
    } else if now <= paid.starts_at {
        RefundRule::NotBegun
    } else {
        let (monthly, of) = (paid.line.monthly, paid.line.months);
        let left = paid.months_left(calendar, now);
        RefundRule::Running { monthly, of, left, used_value: paid.used_value(calendar, now) }
    };
    let amount = rule.amount(cash);
    RefundLine {
        order: paid.order.clone(),
        position: paid.position,
        item: paid.line.item,
        cash,
        rule,
        amount,
    }
}

/// Going to a lower package (R6): both legs, and how long the app can be used between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lowering {
    /// The first leg: the package is refunded.
    pub refund: Refund,
    /// The second leg: the lower package is bought for the same app, at today's prices.
    pub purchase: Priced,
    /// Until when the app can be used if the second leg waits: the end of its days of grace.
    pub usable_until: Timestamp,
}

/// Prices refund and purchase of a lower package side by side (R6). Nothing is done; each leg is confirmed by itself.
///
/// # Errors
/// The refund's refusal, or the purchase's.
pub fn lowering(
    prepaid: &Prepaid<'_>,
    cart: &Cart,
    first: Option<&FirstOrder>,
    now: Timestamp,
) -> Result<Lowering, LoweringRefused> {
    let refund = price(prepaid, RefundScope::Package, first, now)?;
    let catalog = &prepaid.releases.at(now).catalog;
    let refunded = App { state: refund.state, plan: refund.plan, ..prepaid.app.clone() };
    let purchase = quote::price(catalog, &refunded, &[], cart, now)?;
    let usable_until = catalog.calendar().days_later(now, catalog.periods.grace_days);
    Ok(Lowering { refund, purchase, usable_until })
}

/// Why a lower package can't be quoted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoweringRefused {
    /// The first leg.
    #[error(transparent)]
    Refund(#[from] RefundRefused),
    /// The second leg.
    #[error(transparent)]
    Purchase(#[from] PurchaseRefused),
}

#[cfg(test)]
#[path = "refund_tests.rs"]
mod tests;
