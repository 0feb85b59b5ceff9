//! What the clock does to an app, and when: the end of a term, of its grace and of its data (R3, section 6). Pure:
//! the same app and catalog give the same next effect, so a jump over a year equals many small steps (R8).

use super::{
    app::{App, AppState, Plan, StopCause},
    calendar::Timestamp,
    catalog::Catalog,
    product::words,
    renewal,
};

words! {
    /// Something the clock does to an app.
    Effect {
        /// Its package is to renew itself (R2).
        Renew = "renew",
        /// Its paid term ends (R3).
        Expire = "expire",
        /// The call pack that it bought alone ends (P6).
        EndPack = "end_pack",
        /// Its days of grace are over (R3).
        Deactivate = "deactivate",
        /// Its data is gone (R3).
        Release = "release",
    }
}

/// The next thing that falls due for `app`, and when; none when the clock changes nothing any more. At one moment a
/// renewal comes before an expiry (D2).
#[must_use]
pub fn next(app: &App, catalog: &Catalog) -> Option<(Timestamp, Effect)> {
    let renewal = renewal::attempt_due(app, catalog).map(|at| (at, Effect::Renew));
    [renewal, next_change(app, catalog)].into_iter().flatten().min_by_key(|(at, _)| *at)
}

/// The next change, as it comes when nothing is renewed.
#[must_use]
pub fn next_change(app: &App, catalog: &Catalog) -> Option<(Timestamp, Effect)> {
    let pack = end_of_pack(app).map(|at| (at, Effect::EndPack));
    [next_state(app, catalog), pack].into_iter().flatten().min_by_key(|(at, _)| *at)
}

/// When the call pack of a postpaid app ends: its term runs on while arrears stop the app.
fn end_of_pack(app: &App) -> Option<Timestamp> {
    match app.state {
        AppState::Active | AppState::Expired { .. } => app.pack_runs_until(),
        AppState::Deactivated { cause, .. } if cause.is_recoverable() => app.pack_runs_until(),
        _ => None,
    }
}

/// The next change of state, as it comes when nothing is renewed.
#[must_use]
pub fn next_state(app: &App, catalog: &Catalog) -> Option<(Timestamp, Effect)> {
    let calendar = catalog.calendar();
    match (app.state, app.plan) {
        (AppState::Active, Plan::Prepaid { ends_at, .. }) => Some((ends_at, Effect::Expire)),
        (AppState::Expired { since, .. }, _) => {
            Some((calendar.days_later(since, catalog.periods.grace_days), Effect::Deactivate))
        }
        (AppState::Deactivated { since, cause }, _) if cause.is_recoverable() => {
            Some((calendar.days_later(since, catalog.periods.retention_days), Effect::Release))
        }
        _ => None,
    }
}

/// Days of the calendar left until the term of an app ends, where that is near enough to be flagged as expiring (the
/// catalog's days); 0 on the last day, none for every other app.
#[must_use]
pub fn days_left(app: &App, catalog: &Catalog, now: Timestamp) -> Option<u32> {
    let (AppState::Active, Plan::Prepaid { ends_at, .. }) = (app.state, app.plan) else { return None };
    let calendar = catalog.calendar();
    if ends_at > calendar.days_later(now, catalog.periods.expiring_days) {
        return None;
    }
    let (today, last) = (calendar.local(now).date_naive(), calendar.local(ends_at).date_naive());
    u32::try_from(last.signed_duration_since(today).num_days()).ok()
}

/// Does `effect` to `app` at `at`, and gives the state after it; none when the effect does not fit the state, which
/// stays. An attempt to renew leaves the app as it is: what it buys is an order's doing.
pub const fn apply(app: &mut App, effect: Effect, at: Timestamp) -> Option<AppState> {
    let Some(state) = after(app, effect, at) else { return None };
    app.state = state;
    if let (Effect::EndPack, Some(pack)) = (effect, &mut app.pack) {
        pack.is_over = true;
    }
    Some(state)
}

const fn after(app: &App, effect: Effect, at: Timestamp) -> Option<AppState> {
    match (effect, app.state) {
        (Effect::Renew | Effect::EndPack, state) => Some(state),
        (Effect::Expire, AppState::Active) => Some(AppState::Expired { since: at, cause: StopCause::Expiry }),
        (Effect::Deactivate, AppState::Expired { cause, .. }) => {
            Some(AppState::Deactivated { since: at, cause })
        }
        (Effect::Release, AppState::Deactivated { cause, .. }) => {
            Some(AppState::Released { since: at, cause })
        }
        _ => None,
    }
}

/// The state of `app` when a bill with a line of it has stayed overdue (U8); none for an app that is stopped already.
#[must_use]
pub const fn stopped_for_arrears(app: &App, at: Timestamp) -> Option<AppState> {
    match app.state {
        AppState::Active | AppState::Expired { .. } => {
            Some(AppState::Deactivated { since: at, cause: StopCause::Arrears })
        }
        _ => None,
    }
}

/// The state of `app` when everything overdue is paid (U8): as it was, once no other reason to be stopped is left. A
/// term that ran out meanwhile has ended when it ended, and one that was refunded before, when that was done;
/// [`catch_up`] brings the app to where that leads. None for an app that was not stopped for arrears, or whose data is
/// gone.
#[must_use]
pub fn restored(app: &App, was_refunded: bool) -> Option<AppState> {
    let AppState::Deactivated { cause: StopCause::Arrears, since } = app.state else { return None };
    match app.plan {
        Plan::Prepaid { ends_at, .. } if ends_at <= since => {
            let cause = if was_refunded { StopCause::Refund } else { StopCause::Expiry };
            Some(AppState::Expired { since: ends_at, cause })
        }
        _ => Some(AppState::Active),
    }
}

/// Something that the clock has done to an app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// When it fell due.
    pub due: Timestamp,
    /// What.
    pub effect: Effect,
    /// The app's state after it.
    pub state: AppState,
}

/// Brings `app` to where time has brought it at `now`, whether or not a job has come by, and gives what that took,
/// oldest first (R3). A renewal that is due is the job's to try: until then the app is as without it.
pub fn catch_up(app: &mut App, catalog: &Catalog, now: Timestamp) -> Vec<Step> {
    let mut steps = Vec::new();
    while let Some((due, effect)) = next_change(app, catalog).filter(|(due, _)| *due <= now) {
        let Some(state) = apply(app, effect, due) else { break };
        steps.push(Step { due, effect, state });
    }
    steps
}

/// The moments that lie ahead of an app, in order: what its page shows as a dated timeline. A renewal is shown with
/// its next attempt, and the rest as it comes without one.
#[must_use]
pub fn timeline(app: &App, catalog: &Catalog) -> Vec<(Timestamp, Effect)> {
    let mut app = app.clone();
    let mut steps = Vec::new();
    while let Some((at, effect)) = next(&app, catalog) {
        if effect == Effect::Renew {
            app.auto_renew = false;
        }
        if apply(&mut app, effect, at).is_none() {
            break;
        }
        steps.push((at, effect));
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entitlement::fixture::{Owned, at, mainland};

    #[test]
    fn u8_an_app_stopped_for_arrears_comes_back_once_no_reason_to_be_stopped_is_left() {
        let catalog = mainland().current().catalog.clone();
        let edition = crate::domain::product::Edition::Professional;
        let mut app = Owned::bought("2027-06-01 00:00", edition, &[], 2).app;
        let stopped = stopped_for_arrears(&app, at("2027-07-10 00:00")).unwrap();
        app.state = stopped;
        assert_eq!(stopped_for_arrears(&app, at("2027-07-11 00:00")), None);
        let release = (at("2027-10-08 00:00"), Effect::Release);
        assert_eq!(next(&app, &catalog), Some(release), "its data is kept for 90 days");
        assert_eq!(restored(&app, false), Some(AppState::Active));
        app.state = AppState::Active;
        assert_eq!(
            catch_up(&mut app, &catalog, at("2027-08-20 00:00")).len(),
            2,
            "the term ran on meanwhile"
        );
        assert_eq!(restored(&app, false), None, "by expiry, not by arrears");
    }

    #[test]
    fn u8_an_app_in_its_days_of_grace_comes_back_as_expired() {
        let edition = crate::domain::product::Edition::Professional;
        let mut app = Owned::bought("2027-06-05 00:00", edition, &[], 1).app;
        let ended = at("2027-07-05 00:00");
        app.state = AppState::Expired { since: ended, cause: StopCause::Expiry };
        app.state = stopped_for_arrears(&app, at("2027-07-10 00:00")).unwrap();
        assert_eq!(restored(&app, false), Some(AppState::Expired { since: ended, cause: StopCause::Expiry }));
        let refunded = AppState::Expired { since: ended, cause: StopCause::Refund };
        assert_eq!(restored(&app, true), Some(refunded), "so that a renewal starts at payment (R2)");
    }
}
