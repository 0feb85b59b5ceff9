//! The badge of an application: its state in words and in a tone.

use std::borrow::Cow;

use crate::{
    domain::{
        app::{App, AppState},
        calendar::Timestamp,
        catalog::Catalog,
        lifecycle,
    },
    i18n::Words,
};

/// A badge as the component draws it.
pub(in crate::web) struct Badge {
    /// `ok`, `warn`, `bad` or empty.
    pub(in crate::web) tone: &'static str,
    /// The state, with the days left where the end is near.
    pub(in crate::web) text: Cow<'static, str>,
}

impl Badge {
    /// The badge of `app` at `now`. What can still be saved by buying is drawn more loudly than what is over.
    pub(in crate::web) fn of(t: Words, catalog: &Catalog, app: &App, now: Timestamp) -> Self {
        let days_left = lifecycle::days_left(app, catalog, now);
        let tone = match (app.state, days_left) {
            (AppState::Active, None) => "ok",
            (AppState::Active, Some(_)) => "warn",
            (AppState::Expired { .. }, _) => "bad",
            (AppState::Deactivated { cause, .. }, _) if cause.is_recoverable() => "bad",
            (AppState::Deactivated { .. } | AppState::Released { .. } | AppState::Deleted { .. }, _) => "",
        };
        Self { tone, text: t.state_badge(app.state, days_left) }
    }

    /// The badge of an app that is in use with a line on an overdue bill: that is worse than an end that is near.
    pub(in crate::web) fn overdue(self, t: Words, app: &App) -> Self {
        match app.state {
            AppState::Active => Self { tone: "bad", text: t.state_overdue() },
            _ => self,
        }
    }
}
