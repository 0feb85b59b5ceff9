//! The decisions themselves: each looks at the situation and gives the change, or the first rule against it.

use super::{
    Allowed, Change, ChangeKind, ChangeRefused, POSTPAID, POSTPAID_KINDS, Situation, Use, Value, Wanted,
    allowance,
};
use crate::domain::{
    app::{App, AppState, Origin, Plan},
    catalog::{Catalog, EditionOffers},
    course::Setup,
    product::{AddOn, AddOnKind, Edition},
    refund::{self, RefundLine},
    upgrade::{self, Voided},
};

/// Upgrades an app of the editions that the catalog lists to a postpaid package, effective at once (U1). It uses
/// nothing up (U3).
///
/// # Errors
/// The first rule against it.
pub fn upgrade(situation: &Situation<'_>, wanted: &Wanted) -> Result<Change, ChangeRefused> {
    let before = usable(situation)?;
    if situation.course.was_downgraded() {
        return Err(ChangeRefused::WasDowngraded);
    }
    let edition = before.edition;
    if before.mode.is_some() || !situation.catalog().postpaid_from.contains(&edition) {
        return Err(ChangeRefused::NotUpgradable { edition });
    }
    let add_ons = checked(situation, before, wanted)?;
    let after = Setup { add_ons, ..Setup::plain(wanted.edition, POSTPAID) };
    Ok(change(situation, ChangeKind::Upgrade, before, after))
}

/// Gives a postpaid app another edition or other add-ons, effective at once (U2), as far as the month's allowance
/// goes (U3).
///
/// # Errors
/// The first rule against it.
pub fn reconfigure(situation: &Situation<'_>, wanted: &Wanted) -> Result<Change, ChangeRefused> {
    let before = usable(situation)?;
    if !before.is_postpaid() {
        return Err(ChangeRefused::NotPostpaid);
    }
    let add_ons = checked(situation, before, wanted)?;
    let mut after = Setup { edition: wanted.edition, add_ons, ..before.clone() };
    let undone = allowance::undone_by(situation, wanted.edition);
    let kept = kept(situation, before, wanted.edition);
    let mut uses = Vec::new();
    if before.edition != after.edition {
        let moved: Vec<AddOn> =
            before.add_ons.iter().copied().filter(|add_on| !kept.contains(add_on)).collect();
        after.history_days = before
            .history_days
            .filter(|&days| situation.offers(after.edition).is_ok_and(|offers| has_history(offers, days)));
        let moved_history = before.history_days.filter(|_| after.history_days.is_none());
        if let Some(history) = undone.and_then(|undone| undone.moved_history) {
            after.history_days = Some(history);
        }
        let (was, is) = (Value::Edition(before.edition), Value::Edition(after.edition));
        uses.push(Use { moved, moved_history, ..used(situation, was, is)? });
    }
    for kind in POSTPAID_KINDS {
        uses.extend(use_of(situation, kind, (before, &after), &kept, undone)?);
    }
    if uses.is_empty() {
        return Err(ChangeRefused::NothingChanges);
    }
    let voided = uses.first().map(|used| used.moved.clone()).unwrap_or_default();
    let restored = undone.map_or_else(Vec::new, |undone| {
        undone.moved.iter().copied().filter(|moved| after.add_ons.contains(moved)).collect()
    });
    let given_back = made_void(situation, after.edition);
    Ok(Change {
        uses,
        voided,
        restored,
        given_back,
        ..change(situation, ChangeKind::Reconfigure, before, after)
    })
}

/// What is given back for a call pack that was bought alone and does not go with `edition` (P8, R4).
fn made_void(situation: &Situation<'_>, edition: Edition) -> Vec<RefundLine> {
    let centre = situation.app.data_centre.as_str();
    let sold = (situation.releases, situation.release().version, centre);
    let void = upgrade::made_void(situation.pack, sold, edition, situation.now);
    void.map(|line| Voided::of(line, situation.calendar(), situation.now).into()).collect()
}

/// What changing an add-on in a reconfiguration uses up: nothing where it is part of the change of edition.
fn use_of(
    situation: &Situation<'_>,
    kind: AddOnKind,
    (before, after): (&Setup, &Setup),
    kept: &[AddOn],
    undone: Option<&Use>,
) -> Result<Option<Use>, ChangeRefused> {
    let restored = undone.and_then(|undone| undone.moved.iter().copied().find(|moved| moved.kind() == kind));
    let (was, is) = (before.add_on(kind), after.add_on(kind));
    let moved = restored.is_none() && was.is_some_and(|add_on| !kept.contains(&add_on));
    let was = restored.or(was);
    if moved || was == is {
        return Ok(None);
    }
    used(situation, Value::AddOn(kind, was), Value::AddOn(kind, is)).map(Some)
}

/// The use that turning an item from `was` to `is` makes of the month's allowance (U3).
fn used(situation: &Situation<'_>, was: Value, is: Value) -> Result<Use, ChangeRefused> {
    let item = is.item();
    let refused = |back_to, next_at| Err(ChangeRefused::ChangedThisMonth { item, back_to, next_at });
    let set_back = match situation.allowed(item) {
        Allowed::Freely => false,
        Allowed::OnlyBackTo(value, _) if value == is => true,
        Allowed::OnlyBackTo(value, next_at) => return refused(Some(value), next_at),
        Allowed::From(next_at) => return refused(None, next_at),
    };
    Ok(Use { at: situation.now, was, is, moved: Vec::new(), moved_history: None, set_back })
}

/// Sets the length of the message history of an app with a package, prepaid or postpaid, once per calendar month
/// (U1, U6); `None` is the edition's own.
///
/// # Errors
/// The first rule against it.
pub fn set_history(situation: &Situation<'_>, days: Option<u32>) -> Result<Change, ChangeRefused> {
    let before = usable(situation)?;
    if before.mode.is_none() {
        return Err(ChangeRefused::HistoryNeedsPackage);
    }
    let days = days.filter(|days| *days != situation.catalog().edition(before.edition).limits.history_days);
    if before.history_days == days {
        return Err(ChangeRefused::NothingChanges);
    }
    if let Some(days) = days.filter(|days| !offers_history(situation, before.edition, Some(*days))) {
        return Err(ChangeRefused::HistoryNotOffered { days, edition: before.edition });
    }
    let used = used(situation, Value::History(before.history_days), Value::History(days))?;
    let after = Setup { history_days: days, ..before.clone() };
    Ok(Change { uses: vec![used], ..change(situation, ChangeKind::History, before, after) })
}

/// Turns an `im` app into a trial, for good (U9).
///
/// # Errors
/// When the app is no `im` app in use.
pub fn downgrade(situation: &Situation<'_>) -> Result<Change, ChangeRefused> {
    let before = active(situation)?;
    if before.edition != Edition::Im {
        return Err(ChangeRefused::NotLegacy);
    }
    Ok(change(situation, ChangeKind::Downgrade, before, Setup::plain(Edition::Trial, None)))
}

/// Stops an `im`, trial or postpaid app at once and for good (U10); what is left of a call pack that was bought alone is
/// given back as in a refund (R5).
///
/// # Errors
/// When the app is prepaid, stopped already, or from the audio/video side.
pub fn deactivate(situation: &Situation<'_>) -> Result<Change, ChangeRefused> {
    may_deactivate(situation.app)?;
    let before = situation.setup()?;
    let after = Setup { running: false, ..before.clone() };
    let given_back = refund::of_stopped(situation.pack, situation.calendar(), situation.now);
    Ok(Change { given_back, ..change(situation, ChangeKind::Deactivate, before, after) })
}

/// Whether an app's owner may stop it for good: it depends on what the app is now alone (U10, L2).
///
/// # Errors
/// When the app is prepaid, stopped already, or from the audio/video side.
pub fn may_deactivate(app: &App) -> Result<(), ChangeRefused> {
    match (app.state, app.plan) {
        (_, Plan::Trial) if app.origin == Origin::Rtc => Err(ChangeRefused::ByTicketOnly),
        (AppState::Active | AppState::Expired { .. }, Plan::Prepaid { .. }) => {
            Err(ChangeRefused::PrepaidIsRefunded)
        }
        (AppState::Active | AppState::Expired { .. }, _) => Ok(()),
        _ => Err(ChangeRefused::StoppedAlready),
    }
}

/// What an app in use is, for a verified account (A2).
fn usable<'a>(situation: &Situation<'a>) -> Result<&'a Setup, ChangeRefused> {
    if !situation.verified {
        return Err(ChangeRefused::NotVerified);
    }
    active(situation)
}

fn active<'a>(situation: &Situation<'a>) -> Result<&'a Setup, ChangeRefused> {
    let setup = situation.setup()?;
    if situation.app.state == AppState::Active { Ok(setup) } else { Err(ChangeRefused::NotActive) }
}

/// The wanted add-ons, each offered with the wanted edition or held with it already, in ascending order (U1, K4).
fn checked(situation: &Situation<'_>, before: &Setup, wanted: &Wanted) -> Result<Vec<AddOn>, ChangeRefused> {
    let edition = wanted.edition;
    let offers = situation.offers(edition)?;
    for (index, &add_on) in wanted.add_ons.iter().enumerate() {
        let kind = add_on.kind();
        if wanted.add_ons.iter().take(index).any(|other| other.kind() == kind) {
            return Err(ChangeRefused::ChosenTwice { kind });
        }
        let held = before.edition == edition && before.add_ons.contains(&add_on);
        let restored =
            allowance::undone_by(situation, edition).is_some_and(|undone| undone.moved.contains(&add_on));
        let offered = offers.offer(add_on).is_some() || held || restored;
        if !POSTPAID_KINDS.contains(&kind) || !offered {
            return Err(ChangeRefused::NotOffered { add_on, edition });
        }
    }
    let mut add_ons = wanted.add_ons.clone();
    add_ons.sort_unstable();
    Ok(add_ons)
}

/// The add-ons held that stay as they are under `edition`: all of them without a change of edition, else those that
/// it offers at the same tier.
pub(super) fn kept(situation: &Situation<'_>, before: &Setup, edition: Edition) -> Vec<AddOn> {
    let stays = |add_on: &AddOn| {
        let offered = || situation.offers(edition).is_ok_and(|offers| offers.offer(*add_on).is_some());
        before.edition == edition || offered()
    };
    before.add_ons.iter().copied().filter(stays).collect()
}

fn offers_history(situation: &Situation<'_>, edition: Edition, days: Option<u32>) -> bool {
    let Some(days) = days else { return true };
    situation.offers(edition).is_ok_and(|offers| has_history(offers, days))
}

fn has_history(offers: &EditionOffers, days: u32) -> bool {
    offers.history.iter().any(|offer| offer.days == days)
}

/// The length of the history that `app`, which was of the edition `before`, keeps once a purchase or an upgrade has put it
/// on its present one: what that does not offer is void, as in every other change of edition (U3, R4).
#[must_use]
pub fn history_kept(catalog: &Catalog, before: Edition, app: &App) -> Option<u32> {
    let edition = app.plan.edition();
    let offers = catalog.book_of(&app.data_centre).and_then(|book| book.offers(edition));
    app.history_days
        .filter(|&days| edition == before || offers.is_some_and(|offers| has_history(offers, days)))
}

fn change(situation: &Situation<'_>, kind: ChangeKind, before: &Setup, after: Setup) -> Change {
    Change {
        kind,
        at: situation.now,
        before: before.clone(),
        after,
        uses: Vec::new(),
        voided: Vec::new(),
        restored: Vec::new(),
        given_back: Vec::new(),
    }
}
