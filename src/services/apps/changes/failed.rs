//! Why an owner's change of an app was not made: a case for each.

use crate::{
    domain::change::{ChangeRefused, Moved, Preview},
    services::from_store,
    store::StoreError,
};

/// Why an app was not changed. Nothing was.
#[derive(Debug, thiserror::Error)]
pub enum ChangeFailed {
    /// There is no such app in this account.
    #[error("not found")]
    NotFound,
    /// A rule of changes (U1–U3, U6, U9, U10).
    #[error(transparent)]
    Rule(#[from] ChangeRefused),
    /// What was typed is neither its name nor its SDKAppID.
    #[error("the name does not match")]
    NotConfirmed,
    /// The form was sent before, with other answers.
    #[error("the form was sent before with other answers")]
    SentBefore,
    /// The form is older than a day.
    #[error("the form is too old")]
    Stale,
    /// What was shown does not hold any more.
    #[error("what was shown does not hold any more")]
    Moved(Moved, Box<Preview>),
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
}

from_store!(ChangeFailed);
