//! Where an application stands: the notice above its page, the dated timeline, and the first steps of a new one.

use std::borrow::Cow;

use crate::{
    domain::{
        account::Verification,
        app::{App, AppState, Plan},
        calendar::Timestamp,
        catalog::Catalog,
        lifecycle::{self, Effect},
    },
    i18n::Words,
    web::{page::Page, paths},
};

/// What must be known before anything else.
pub(super) struct Notice {
    pub(super) tone: &'static str,
    pub(super) title: Cow<'static, str>,
    pub(super) text: Cow<'static, str>,
}

/// A step of the timeline.
pub(super) struct Moment {
    pub(super) is_past: bool,
    pub(super) name: Cow<'static, str>,
    pub(super) when: String,
    pub(super) iso: String,
    pub(super) text: Option<Cow<'static, str>>,
}

/// A first step of a new app.
pub(super) struct Step {
    pub(super) name: Cow<'static, str>,
    pub(super) text: Option<Cow<'static, str>>,
    pub(super) url: Option<String>,
    pub(super) tone: &'static str,
    pub(super) state: Cow<'static, str>,
}

impl Notice {
    pub(super) fn of(page: &Page, catalog: &Catalog, app: &App, now: Timestamp) -> Option<Self> {
        let (t, f) = (page.t, page.f);
        let next = lifecycle::next_state(app, catalog).map(|(at, _)| f.date_time_zoned(at));
        let next = next.as_deref().unwrap_or_default();
        let (tone, title, text) = match app.state {
            AppState::Active => {
                lifecycle::days_left(app, catalog, now)?;
                let text = t.config_expiring_text(catalog.periods.grace_days);
                ("warn", t.config_expiring_title(next), text)
            }
            AppState::Expired { .. } => ("bad", t.config_expired_title(next), t.config_expired_text()),
            AppState::Deactivated { cause, .. } if cause.is_recoverable() => {
                ("bad", t.config_stopped_title(next), t.config_stopped_text())
            }
            AppState::Deactivated { .. } | AppState::Deleted { .. } => {
                ("info", t.config_final_title(), t.config_final_text())
            }
            AppState::Released { .. } => ("info", t.config_released_title(), t.config_released_text()),
        };
        Some(Self { tone, title, text })
    }
}

/// What has happened to an app with a package, and what the clock will do to it.
pub(super) fn timeline(page: &Page, catalog: &Catalog, app: &App) -> Vec<Moment> {
    let (t, f, periods) = (page.t, page.f, catalog.periods);
    let moment = |is_past, at: Timestamp, name, text| Moment {
        is_past,
        name,
        when: f.date_time_zoned(at),
        iso: f.iso(at),
        text,
    };
    let is_paid = app.plan.ends_at().is_some() || app.pack_runs_until().is_some();
    if app.state == AppState::Active && !is_paid {
        return Vec::new();
    }
    let mut moments = vec![moment(true, app.created_at, t.timeline_created(), None)];
    if app.state != AppState::Active
        && let (Some(end), Some(since)) = (app.plan.ends_at(), app.state.since())
        && end < since
    {
        moments.push(moment(true, end, t.timeline_ended(), None));
    }
    if let Some(since) = app.state.since() {
        moments.push(moment(true, since, t.status_name(app.state.status()), None));
    }
    for (at, effect) in lifecycle::timeline(app, catalog) {
        let text = match effect {
            Effect::Renew => t.step_renew_text(),
            Effect::Expire => t.step_expire_text(periods.grace_days),
            Effect::EndPack => t.step_end_pack_text(),
            Effect::Deactivate => t.step_deactivate_text(periods.retention_days),
            Effect::Release => t.step_release_text(),
        };
        moments.push(moment(false, at, t.effect_name(effect), Some(text)));
    }
    moments
}

/// The first steps, while a trial app is in use.
pub(super) fn steps(t: Words, app: &App, verification: Verification) -> Vec<Step> {
    if app.state != AppState::Active || app.plan != Plan::Trial {
        return Vec::new();
    }
    let (tone, state) = match verification {
        Verification::Approved => ("ok", t.step_done()),
        Verification::Submitted => ("info", t.step_waiting()),
        Verification::None | Verification::Refused => ("", t.step_open()),
    };
    let verified = verification.is_approved();
    vec![
        Step { name: t.step_created(), text: None, url: None, tone: "ok", state: t.step_done() },
        Step {
            name: t.step_verify(),
            text: (!verified).then(|| t.step_verify_text()),
            url: (!verified).then(|| paths::VERIFICATION.to_owned()),
            tone,
            state,
        },
        Step {
            name: t.step_buy(),
            text: Some(t.step_buy_text()),
            url: Some(paths::buy_for(app)),
            tone: "",
            state: t.step_open(),
        },
    ]
}
