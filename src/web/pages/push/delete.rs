//! Deleting a push certificate (S4): for good, so its number or the name of its app is typed, unless nothing uses it.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{check::find_with_app, reason};
use crate::{
    domain::{app::App, push::is_in_use},
    services::push::PushFailed,
    store::push::PushRow,
    web::{
        Error, State,
        extract::{Form, Path},
        flash::{Notice, see_other_with},
        form::Field,
        page::Page,
        pages::{
            app::{confirm::Confirm, push_title},
            app_confirm::{Answer, ConfirmPage},
        },
        paths,
        visitor::Visitor,
    },
};

/// The form.
///
/// # Errors
/// With 404 when the certificate is not this account's.
pub async fn get(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
) -> Result<Response, Error> {
    let (row, app) = find_with_app(&state, &visitor, number).await?;
    let confirm = confirm(&state, &page, (&app, &row));
    Ok(ConfirmPage::new(page, &app, confirm, None).into_response())
}

/// Deletes it: 422 when what was typed is not its number.
///
/// # Errors
/// With 404 when the certificate is not this account's.
pub async fn post(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(answer): Form<Answer>,
) -> Result<Response, Error> {
    let (row, app) = find_with_app(&state, &visitor, number).await?;
    let services = state.services();
    let deleted =
        services.delete_push_certificate(visitor.account(), number, &answer.typed, &visitor.actor()).await;
    let failed = match deleted {
        Ok(row) => return Ok(see_other_with(&paths::app(row.app), Notice::PushDeleted)),
        Err(failed) => failed,
    };
    let confirm = confirm(&state, &page, (&app, &row));
    let is_typed = matches!(failed, PushFailed::NotConfirmed);
    let reason = reason(&page, failed)?;
    if is_typed {
        let confirm = Confirm { typed: Field::holding(answer.typed).refused(reason), ..confirm };
        let page = ConfirmPage::new(page, &app, confirm, None);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    Ok((StatusCode::CONFLICT, ConfirmPage::new(page, &app, confirm, Some(reason))).into_response())
}

fn confirm(state: &State, page: &Page, (app, row): (&App, &PushRow)) -> Confirm {
    let t = page.t;
    let named = push_title(page, (row.vendor, row.shown.app()));
    let texts = (t.push_delete_title(&named), t.push_delete_act(), t.push_keep());
    let services = state.services();
    let is_used = is_in_use(app, row.expires_at, services.now());
    let stops = if is_used { t.push_delete_stops() } else { t.push_delete_unused() };
    let rest = (vec![stops, t.push_delete_final()], services.form_key(), 0);
    let form = Confirm::of_keys(page, app, paths::push_delete(row.number), texts, rest);
    let label = if is_used { t.push_delete_label(&row.number.to_string()) } else { "".into() };
    Confirm {
        label,
        also: t.push_delete_also(app.profile.name.as_str()),
        hint: None,
        hidden: Vec::new(),
        back: paths::app(app.id),
        ..form
    }
}
