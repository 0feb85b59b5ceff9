//! Accounts whose bills could not be gone on with: each with its reason, and the way to let it go on.

use std::borrow::Cow;

use axum::response::Response;
use uuid::Uuid;

use crate::{
    domain::ids::AccountId,
    services::bills::Parked,
    web::{
        Error, State, error::see_other, extract::Path, list::Moment, page::Page, paths,
        visitor::OperatorVisitor,
    },
};

/// A parked account, as the queue lists it.
pub(super) struct ParkedRow {
    /// The account.
    pub(super) account: String,
    /// What could not be done.
    pub(super) step: Cow<'static, str>,
    /// Why, in the words of the log.
    pub(super) reason: String,
    /// Since when.
    pub(super) at: Moment,
    /// Where the form that lets it go on is sent.
    pub(super) url: String,
}

impl ParkedRow {
    pub(super) fn of(page: &Page, parked: Parked) -> Self {
        let (step, month) = parked.step;
        let month = month.map_or_else(|| "–".to_owned(), |month| month.to_string());
        Self {
            account: parked.name,
            step: page.t.ops_parked_step(step.as_str(), &month),
            reason: parked.reason,
            at: Moment::of(page, parked.at),
            url: paths::operator_parked(parked.account),
        }
    }
}

/// Lets the bills of a parked account go on with the next run. One that goes on already is left alone.
///
/// # Errors
/// When the address names no account, or the database fails.
pub async fn post(state: State, visitor: OperatorVisitor, Path(id): Path<Uuid>) -> Result<Response, Error> {
    state.services().unpark(AccountId(id), &visitor.actor()).await?;
    Ok(see_other(paths::OPERATOR))
}
