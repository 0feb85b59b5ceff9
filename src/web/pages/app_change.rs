//! Upgrading an `im` application to postpaid and reconfiguring a postpaid one (pages.md 1.8): the choice, the page on
//! which it is checked with this month's and the next month's charge, and the confirmation. The choices stand in the
//! address until they are confirmed; the confirming form carries what was shown, and what has changed since is 409.

mod check;
pub(super) mod choose;
pub(super) mod form;
pub mod history;
mod moved;
mod refused;

use std::borrow::Cow;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use self::{check::CheckPage, choose::ChoosePage, form::Picked};
pub(super) use self::{
    check::{lowered_line, still},
    history::HistoryForm,
    moved::moved,
    refused::refused,
};
use super::lines::Style;
use crate::{
    domain::{
        change::{ChangeKind, ChangeRefused, Seen, Wish},
        ids::SdkAppId,
    },
    i18n::Words,
    services::{
        apps::{ChangeDesk, ChangeFailed, Confirmation},
        once::FormKey,
    },
    web::{
        Error, State,
        extract::{Form, Path, Query},
        flash::{Notice, see_other_with},
        page::{Page, Section},
        paths,
        visitor::Visitor,
    },
};
pub use form::Entered;

/// The word of the step that checks what was chosen.
const CHECK: &str = "check";

/// The choice of a postpaid package, or what it comes to.
///
/// # Errors
/// With 404 when the app is not this account's.
pub async fn get_upgrade(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Query(entered): Query<Entered>,
) -> Result<Response, Error> {
    show(&state, &visitor, page, (number, ChangeKind::Upgrade), &entered).await
}

/// The choice of another edition or other add-ons, or what it comes to.
///
/// # Errors
/// With 404 when the app is not this account's.
pub async fn get_reconfigure(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Query(entered): Query<Entered>,
) -> Result<Response, Error> {
    show(&state, &visitor, page, (number, ChangeKind::Reconfigure), &entered).await
}

/// Upgrades: 409 with both figures when what was shown does not hold any more.
///
/// # Errors
/// With 404 when the app is not this account's, 400 for a form of another make.
pub async fn post_upgrade(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(entered): Form<Entered>,
) -> Result<Response, Error> {
    make(&state, &visitor, page, (number, ChangeKind::Upgrade), entered).await
}

/// Reconfigures: 409 with both figures when what was shown does not hold any more.
///
/// # Errors
/// With 404 when the app is not this account's, 400 for a form of another make.
pub async fn post_reconfigure(
    state: State,
    visitor: Visitor,
    page: Page,
    Path(number): Path<i64>,
    Form(entered): Form<Entered>,
) -> Result<Response, Error> {
    make(&state, &visitor, page, (number, ChangeKind::Reconfigure), entered).await
}

async fn show(
    state: &State,
    visitor: &Visitor,
    page: Page,
    (number, kind): (i64, ChangeKind),
    entered: &Entered,
) -> Result<Response, Error> {
    let desk = desk(state, visitor, number).await?;
    let page = page.at(Section::Apps);
    let picked = Picked::of(&desk, kind, entered);
    if let Err(reason) = &picked.preview
        && is_of_the_app(reason)
    {
        return Ok(refused(page, &desk.app, kind, reason).into_response());
    }
    let checks = entered.step == CHECK && !picked.is_switched;
    Ok(match &picked.preview {
        Ok(preview) if checks && picked.wrong.is_empty() => {
            let style = Style::codes(page.t, page.f);
            let form = (state.services().form_key(), picked.fields());
            CheckPage::new(page, (&desk, &picked.wish), preview, form, style).into_response()
        }
        _ => {
            let (status, page) = ChoosePage::new(page, &desk, &picked, checks);
            (status, page).into_response()
        }
    })
}

async fn make(
    state: &State,
    visitor: &Visitor,
    page: Page,
    (number, kind): (i64, ChangeKind),
    entered: Entered,
) -> Result<Response, Error> {
    let desk = desk(state, visitor, number).await?;
    let page = page.at(Section::Apps);
    let entered = Entered { of: entered.edition.clone(), ..entered };
    let picked = Picked::of(&desk, kind, &entered);
    if !picked.wrong.is_empty() {
        return Ok(ChoosePage::new(page, &desk, &picked, true).into_response());
    }
    let sent = Sent { seen: &entered.seen, key: &entered.key, typed: "" };
    match confirm(state, visitor, (&desk, &picked.wish), sent).await? {
        Ok(()) => Ok(see_other_with(&paths::app(desk.app.id), notice(kind))),
        Err(ChangeFailed::Rule(reason)) if !is_of_the_app(&reason) => {
            let status =
                if is_unknown(&reason) { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::CONFLICT };
            let (_, page) = ChoosePage::new(page, &desk, &Picked { preview: Err(reason), ..picked }, true);
            Ok((status, page).into_response())
        }
        Err(ChangeFailed::Moved(why, now)) => {
            let sums = (Seen::parse(&entered.seen), now.totals());
            Ok(moved(page, (&desk.app, kind), (why, sums), picked.check_address(desk.app.id)))
        }
        Err(failed) => Ok((StatusCode::CONFLICT, refused(page, &desk.app, kind, failed)).into_response()),
    }
}

/// What a confirming form carries besides the choices.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sent<'a> {
    /// What was shown.
    pub(super) seen: &'a str,
    /// The key of the form.
    pub(super) key: &'a str,
    /// What was typed.
    pub(super) typed: &'a str,
}

/// Sends a confirmed form to the services; gives the refusals that have a page.
///
/// # Errors
/// With 400 where what was shown is not what our pages write, 404 when the app is gone, and when the database fails.
pub(super) async fn confirm(
    state: &State,
    visitor: &Visitor,
    (desk, wish): (&ChangeDesk, &Wish),
    sent: Sent<'_>,
) -> Result<Result<(), ChangeFailed>, Error> {
    let Some(key) = FormKey::parse(sent.key) else { return Ok(Err(ChangeFailed::Stale)) };
    let seen = Seen::parse(sent.seen).ok_or(Error::BadRequest)?;
    let confirmed = Confirmation { typed: sent.typed, seen: Some(seen), key: Some(key) };
    let (services, account) = (state.services(), visitor.account());
    match services.change_app(account, (desk.app.id, wish), &confirmed, &visitor.actor()).await {
        Err(ChangeFailed::NotFound) => Err(Error::NotFound),
        Err(ChangeFailed::Store(error)) => Err(error.into()),
        done => Ok(done),
    }
}

/// Everything that a decision about the visitor's app looks at.
///
/// # Errors
/// With 404 when the app is not this account's; when the database fails.
pub(super) async fn desk(state: &State, visitor: &Visitor, number: i64) -> Result<ChangeDesk, Error> {
    let id = SdkAppId::new(number).ok_or(Error::NotFound)?;
    state.services().change_desk(visitor.account(), id).await.map_err(|failed| match failed {
        ChangeFailed::Store(error) => error.into(),
        _ => Error::NotFound,
    })
}

/// Whether a refusal is about the app or the account, whatever is chosen: then there is nothing to choose.
pub(super) const fn is_of_the_app(refused: &ChangeRefused) -> bool {
    matches!(
        refused,
        ChangeRefused::NotVerified
            | ChangeRefused::NotActive
            | ChangeRefused::NotUpgradable { .. }
            | ChangeRefused::WasDowngraded
            | ChangeRefused::NotPostpaid
            | ChangeRefused::HistoryNeedsPackage
    )
}

/// Whether a refusal is about an option that no page of ours offers.
const fn is_unknown(refused: &ChangeRefused) -> bool {
    matches!(
        refused,
        ChangeRefused::EditionNotOffered { .. }
            | ChangeRefused::NotOffered { .. }
            | ChangeRefused::ChosenTwice { .. }
            | ChangeRefused::HistoryNotOffered { .. }
    )
}

const fn notice(kind: ChangeKind) -> Notice {
    match kind {
        ChangeKind::Upgrade => Notice::AppUpgraded,
        ChangeKind::Reconfigure => Notice::AppReconfigured,
        ChangeKind::History => Notice::AppHistory,
        ChangeKind::Downgrade => Notice::AppDowngraded,
        ChangeKind::Deactivate => Notice::AppDeactivated,
    }
}

/// The title of the page on which an app is changed in this way.
fn title(t: Words, kind: ChangeKind, name: &str) -> Cow<'static, str> {
    match kind {
        ChangeKind::Upgrade => t.upgrade_title(name),
        ChangeKind::Reconfigure => t.reconfigure_title(name),
        ChangeKind::History => t.history_title(name),
        ChangeKind::Downgrade => t.downgrade_title(name),
        ChangeKind::Deactivate => t.deactivate_title(name),
    }
}
