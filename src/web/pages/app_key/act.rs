//! What is done to the keys of an application (C3): another key, and the end of the older one before its time. Both ask for
//! its name and a password given lately; the same form as in the dialog, on a page of its own.

use std::borrow::Cow;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{desk, reason, rule};
use crate::{
    domain::{
        app::{App, confirms},
        app_keys::OVERLAP,
        ids::SdkAppId,
    },
    services::{
        keys::{KeyConfirmation, KeyDesk, KeyFailed},
        once::FormKey,
    },
    web::{
        Error, State,
        extract::{Form, Path},
        flash::{Notice, see_other_with},
        page::Page,
        pages::{
            app::confirm::Confirm,
            app_confirm::{Answer, ConfirmPage},
        },
        paths,
        visitor::Visitor,
    },
};

/// An act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Gives the app another key.
    Rotate,
    /// Ends the older key.
    End,
}

/// The form of another key, or the reason why there is none.
///
/// # Errors
/// With 404 when the app is not this account's.
pub async fn get_rotate(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
) -> Result<Response, Error> {
    Act::Rotate.ask((&state, &visitor), page, number).await
}

/// Gives it another key.
///
/// # Errors
/// With 404 when the app is not this account's, and with the way to the password.
pub async fn post_rotate(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(answer): Form<Answer>,
) -> Result<Response, Error> {
    Act::Rotate.carry_out((&state, &visitor), page, number, answer).await
}

/// The form of the end, or the reason why there is none.
///
/// # Errors
/// With 404 when the app is not this account's.
pub async fn get_end(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
) -> Result<Response, Error> {
    Act::End.ask((&state, &visitor), page, number).await
}

/// Ends the older key.
///
/// # Errors
/// With 404 when the app is not this account's, and with the way to the password.
pub async fn post_end(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(answer): Form<Answer>,
) -> Result<Response, Error> {
    Act::End.carry_out((&state, &visitor), page, number, answer).await
}

impl Act {
    async fn ask(
        self,
        (state, visitor): (&State, &Visitor),
        page: Page,
        number: i64,
    ) -> Result<Response, Error> {
        let desk = desk(state, visitor, number).await?;
        let confirm = self.confirm(state, &page, &desk.app);
        let reason = self.hindrance(state, &page, &desk);
        Ok(ConfirmPage::new(page, &desk.app, confirm, reason).into_response())
    }

    /// The password is asked for once the name is right; the form is then confirmed afresh (SEC16).
    async fn carry_out(
        self,
        (state, visitor): (&State, &Visitor),
        page: Page,
        number: i64,
        answer: Answer,
    ) -> Result<Response, Error> {
        let app = desk(state, visitor, number).await?.app;
        let form = self.confirm(state, &page, &app);
        if !confirms(&answer.typed, &app.profile.name, app.id) {
            return refusal(page, &app, form, (KeyFailed::NotConfirmed, answer));
        }
        visitor.require_fresh(state, &self.path(app.id))?;
        let (services, account, actor) = (state.services(), visitor.account(), visitor.actor());
        let key = FormKey::parse(&answer.key).ok_or(KeyFailed::Stale);
        let done = match (self, key.map(|key| KeyConfirmation { typed: &answer.typed, key })) {
            (Self::Rotate, Ok(confirmed)) => services.rotate_key(account, app.id, confirmed, &actor).await,
            (Self::End, Ok(confirmed)) => services.end_older_key(account, app.id, confirmed, &actor).await,
            (_, Err(failed)) => Err(failed),
        };
        match done {
            Ok(()) => Ok(see_other_with(&paths::app_key(app.id), self.notice())),
            Err(failed) => refusal(page, &app, form, (failed, answer)),
        }
    }

    /// Why it can't be done now.
    fn hindrance(self, state: &State, page: &Page, desk: &KeyDesk) -> Option<Cow<'static, str>> {
        let now = state.system_now();
        match self {
            Self::Rotate => {
                desk.stand.may_rotate(desk.algorithm, now).err().map(|refused| rule(page, refused))
            }
            Self::End => desk.stand.overlap(now).is_none().then(|| page.t.key_no_older()),
        }
    }

    const fn notice(self) -> Notice {
        match self {
            Self::Rotate => Notice::KeyRotated,
            Self::End => Notice::KeyEnded,
        }
    }

    /// Where it is done.
    pub(super) fn path(self, app: SdkAppId) -> String {
        match self {
            Self::Rotate => paths::app_key_rotate(app),
            Self::End => paths::app_key_end(app),
        }
    }

    /// The form.
    pub(super) fn confirm(self, state: &State, page: &Page, app: &App) -> Confirm {
        let (t, name) = (page.t, app.profile.name.as_str());
        let until = page.f.date_time_zoned(state.system_now().plus_seconds(OVERLAP));
        let (consequences, texts) = match self {
            Self::Rotate => (
                vec![
                    t.key_rotate_now(),
                    t.key_rotate_until(&until),
                    t.key_rotate_server(),
                    t.key_rotate_final(),
                ],
                (t.key_rotate_title(name), t.key_rotate_act(), t.key_keep()),
            ),
            Self::End => (
                vec![t.key_end_now(), t.key_end_final()],
                (t.key_end_title(name), t.key_end_act(), t.key_end_keep()),
            ),
        };
        let minutes = state.services().catalog().catalog.periods.reauth_minutes;
        let rest = (consequences, state.services().form_key(), minutes);
        Confirm::of_keys(page, app, self.path(app.id), texts, rest)
    }
}

/// The answer to a form that was refused: 422 when what was typed does not confirm it, else 409.
fn refusal(
    page: Page,
    app: &App,
    confirm: Confirm,
    (failed, answer): (KeyFailed, Answer),
) -> Result<Response, Error> {
    if matches!(failed, KeyFailed::NotConfirmed) {
        let confirm = confirm.mismatched(&page, app, answer.typed);
        let page = ConfirmPage::new(page, app, confirm, None);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let reason = reason(&page, failed)?;
    Ok((StatusCode::CONFLICT, ConfirmPage::new(page, app, confirm, Some(reason))).into_response())
}
