//! Renewing a prepaid package, or a call pack that a postpaid app bought alone: by hand for several months, or by itself
//! by one (R2, P6). Prices come from the catalog of the moment, terms from the old anchor while the app is in use or in
//! its grace.

mod refused;

pub use refused::RenewalRefused;

use super::{
    allocation::{Allocation, Deductible, allocate},
    app::{App, AppState, Plan, StopCause},
    calendar::{Term, TermMonths, Timestamp},
    catalog::{Catalog, Published, Releases},
    entitlement::{PaidLine, add_ons_at, edition_at, paid_until},
    ids::OrderNo,
    money::Amount,
    product::{AddOn, AddOnKind, Edition, Item, words},
    purchase::{Holding, add_ons_in_force},
    quote::{Line, Priced, Start},
    voucher::Voucher,
};

/// An app with everything that renewals, upgrades and refunds of what it paid in advance are computed from.
#[derive(Clone, Copy, Debug)]
pub struct Prepaid<'a> {
    /// The app as time has left it.
    pub app: &'a App,
    /// Its paid order lines that were not refunded.
    pub lines: &'a [PaidLine],
    /// The published catalogs.
    pub releases: &'a Releases,
    /// Whether the account has an overdue bill, which is paid first (M1, P13).
    pub has_overdue: bool,
}

impl Prepaid<'_> {
    /// What it has a term of that renewals go on from: of the package, or of a call pack alone (P6).
    const fn term_of(&self) -> Option<AddOnKind> {
        match self.app.plan {
            Plan::Postpaid { .. } => Some(AddOnKind::CallPack),
            Plan::Trial | Plan::Im | Plan::Prepaid { .. } => None,
        }
    }

    fn paid_until(&self) -> Option<(Timestamp, Term)> {
        paid_until(self.lines, self.term_of(), self.releases.current().catalog.calendar())
    }
}

words! {
    /// Why an attempt made no order, when it was not for want of money.
    Hindrance {
        /// Something that the package holds is not sold any more.
        NotSold = "not_sold",
        /// The account is not verified (A2).
        Unverified = "unverified",
        /// A bill of the account is overdue (M1).
        Overdue = "overdue",
    }
}

/// How an attempt at an automatic renewal ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It made this order.
    Renewed(OrderNo),
    /// So much was missing.
    Short(Amount),
    /// Something else stood against it.
    Hindered(Hindrance),
}

/// An attempt at an automatic renewal (R2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// When it fell due.
    pub at: Timestamp,
    /// How it ended.
    pub outcome: Outcome,
}

/// The end of the term that automatic renewal would continue; none where no term runs. It is charged first on the day
/// of that end (R2).
#[must_use]
pub fn continues(app: &App, now: Timestamp) -> Option<Timestamp> {
    match app.state {
        AppState::Active => app.plan.ends_at().or_else(|| app.pack_runs_until()).filter(|end| *end > now),
        _ => None,
    }
}

/// Whether `app` has a prepaid package that goes on by a renewal: in use, in its grace, or stopped with its data kept
/// (R2, P13); or a call pack that it bought alone and that runs (P6).
#[must_use]
pub fn is_renewable(app: &App) -> bool {
    match (app.plan, app.state) {
        (Plan::Postpaid { .. }, AppState::Active) => app.pack_runs_until().is_some(),
        (Plan::Prepaid { .. }, AppState::Active | AppState::Expired { .. }) => true,
        (Plan::Prepaid { .. }, AppState::Deactivated { cause, .. }) => cause.is_recoverable(),
        _ => false,
    }
}

/// What a month more of everything that `app` holds at the end of its term costs at today's prices; none where no term
/// runs or something of it is not sold any more.
#[must_use]
pub fn monthly(catalog: &Catalog, app: &App, holdings: &[Holding], now: Timestamp) -> Option<Amount> {
    let last_moment = continues(app, now)?.plus_seconds(-1);
    let (book, edition) = (catalog.book_of(&app.data_centre)?, app.plan.edition());
    let held = add_ons_in_force(app, holdings, last_moment).into_iter();
    let add_ons = held.filter(|add_on| !app.add_ons.contains(add_on)).map(Item::AddOn);
    let items = package(app, edition).into_iter().chain(add_ons);
    let prices: Option<Vec<Amount>> = items.map(|item| book.monthly(edition, item)).collect();
    Some(prices?.into_iter().sum())
}

/// The package as something to renew; a postpaid one is billed by the month.
fn package(app: &App, edition: Edition) -> Option<Item> {
    (!matches!(app.plan, Plan::Postpaid { .. })).then_some(Item::Package(edition))
}

/// What a renewal would go on with: the edition and all add-ons at the end of what is paid (R2).
#[must_use]
pub fn renewable(prepaid: &Prepaid<'_>) -> Option<(Edition, Vec<AddOn>)> {
    let (end, _) = prepaid.paid_until()?;
    let last_moment = end.plus_seconds(-1);
    let edition = match prepaid.app.plan {
        Plan::Postpaid { edition } => edition,
        _ => edition_at(prepaid.lines, last_moment)?,
    };
    Some((edition, add_ons_at(prepaid.lines, last_moment)))
}

/// What renewing by hand for `months` costs at `now`, without the add-ons `left_out` (R2, D4).
///
/// # Errors
/// The first rule against it.
pub fn by_hand(
    prepaid: &Prepaid<'_>,
    months: u32,
    left_out: &[AddOnKind],
    now: Timestamp,
) -> Result<Priced, RenewalRefused> {
    let release = prepaid.releases.at(now);
    let sold = release.catalog.months();
    if !sold.contains(&months) {
        return Err(RenewalRefused::Months { found: months, least: *sold.start(), most: *sold.end() });
    }
    price(prepaid, release, months, left_out)
}

/// What an automatic renewal costs: one month at the price in force some days before the end (R2).
///
/// # Errors
/// The first rule against it.
pub fn automatic(prepaid: &Prepaid<'_>) -> Result<Priced, RenewalRefused> {
    price(prepaid, price_list(prepaid).ok_or(RenewalRefused::NoPackage)?, 1, &[])
}

/// The catalog that an automatic renewal is priced with: the one in force some days before the end (R2).
#[must_use]
pub fn price_list<'a>(prepaid: &Prepaid<'a>) -> Option<&'a Published> {
    let catalog = &prepaid.releases.current().catalog;
    let (end, _) = prepaid.paid_until()?;
    Some(prepaid.releases.at(catalog.calendar().days_earlier(end, catalog.renewals.price_days)))
}

/// The moments at which an automatic renewal of a term that ends at `ends_at` is tried: 00:00 of the day of expiry and
/// daily after it, until one succeeds (R2).
#[must_use]
pub fn attempts(catalog: &Catalog, ends_at: Timestamp) -> Vec<Timestamp> {
    let calendar = catalog.calendar();
    let first = calendar.start_of_day(ends_at);
    (0..catalog.renewals.attempts).map(|day| calendar.days_later(first, day)).collect()
}

/// The next attempt to renew `app` by itself; none where that is off, no term can be continued, or all were made.
#[must_use]
pub fn attempt_due(app: &App, catalog: &Catalog) -> Option<Timestamp> {
    let is_open = match app.state {
        AppState::Active => true,
        AppState::Expired { cause, .. } => cause == StopCause::Expiry,
        AppState::Deactivated { .. } | AppState::Released { .. } | AppState::Deleted { .. } => false,
    };
    let (Some(ends_at), true, true) = (app.paid_until(), app.auto_renew, is_open) else {
        return None;
    };
    attempts(catalog, ends_at).get(usize::try_from(app.renewals_tried).ok()?).copied()
}

/// How many attempts lie behind a term that is switched to renew itself at `now`: they are not made up for.
#[must_use]
pub fn missed_attempts(catalog: &Catalog, ends_at: Timestamp, now: Timestamp) -> u32 {
    let missed = attempts(catalog, ends_at).into_iter().filter(|at| *at <= now).count();
    u32::try_from(missed).unwrap_or(u32::MAX)
}

/// How an automatic renewal is paid at `at`: vouchers first, the rest from the balance (R2, M2).
///
/// # Errors
/// What is missing when both do not suffice; then nothing is taken.
pub fn pay(
    lines: &mut [Line],
    vouchers: &[Voucher],
    balance: Amount,
    at: Timestamp,
) -> Result<Allocation, Amount> {
    let deductible: Vec<Deductible> = lines.iter().map(|line| (Some(line.item), line.amount)).collect();
    let allocation = allocate(vouchers, &deductible, at);
    let total: Amount = lines.iter().map(|line| line.amount).sum();
    let missing = total - allocation.total() - balance;
    if missing.is_positive() {
        return Err(missing);
    }
    for (line, deducted) in lines.iter_mut().zip(&allocation.deducted) {
        line.deducted = *deducted;
    }
    Ok(allocation)
}

fn price(
    prepaid: &Prepaid<'_>,
    release: &Published,
    months: u32,
    left_out: &[AddOnKind],
) -> Result<Priced, RenewalRefused> {
    let start = start(prepaid)?;
    let (edition, held) = renewable(prepaid).ok_or(RenewalRefused::NoPackage)?;
    if let Some(&kind) = left_out.iter().find(|kind| held.iter().all(|add_on| add_on.kind() != **kind)) {
        return Err(RenewalRefused::NotHeld { kind });
    }
    let kept = held.into_iter().filter(|add_on| !left_out.contains(&add_on.kind())).map(Item::AddOn);
    let line = |item| {
        let price = prepaid.releases.monthly(release.version, &prepaid.app.data_centre, edition, item);
        let price = price.ok_or(RenewalRefused::NoPrice { item })?;
        let percent = release.catalog.discount_percent_of(item, months);
        Ok(Line::priced(item, price.monthly, TermMonths::whole(months), percent))
    };
    let items = package(prepaid.app, edition).into_iter().chain(kept);
    let lines = items.map(line).collect::<Result<Vec<_>, _>>()?;
    if lines.is_empty() {
        return Err(RenewalRefused::NothingLeft);
    }
    Ok(Priced { edition, start, lines })
}

/// From when on renewed months count: from the current end with the old anchor, also within the days of grace; after
/// deactivation or refund from payment with a new one (R2). A call pack that was bought alone has no days of grace: once
/// it has ended, what is renewed starts at payment (P6).
fn start(prepaid: &Prepaid<'_>) -> Result<Start, RenewalRefused> {
    let app = prepaid.app;
    app.paid_until().ok_or(RenewalRefused::NoPackage)?;
    match app.state {
        AppState::Deleted { .. } => Err(RenewalRefused::NoPackage),
        AppState::Released { .. } => Err(RenewalRefused::Released),
        AppState::Deactivated { cause, .. } if !cause.is_recoverable() => Err(RenewalRefused::StoppedForGood),
        _ if prepaid.has_overdue => Err(RenewalRefused::Overdue),
        AppState::Active if app.pack.is_some_and(|pack| pack.is_over) => Ok(Start::AtPayment),
        AppState::Deactivated { .. } if app.pack.is_some() => Err(RenewalRefused::NoPackage),
        AppState::Active | AppState::Expired { cause: StopCause::Expiry, .. } => {
            let (_, term) = prepaid.paid_until().ok_or(RenewalRefused::NoPackage)?;
            Ok(Start::Continues { anchor: term.anchor, months_before: term.months })
        }
        AppState::Expired { .. } | AppState::Deactivated { .. } => Ok(Start::AtPayment),
    }
}

#[cfg(test)]
#[path = "renewal_tests.rs"]
mod tests;
