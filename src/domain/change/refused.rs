//! Why an owner can't make a change: a case for each rule.

use super::{Changeable, Value};
use crate::domain::{
    calendar::Timestamp,
    product::{AddOn, AddOnKind, Edition},
};

/// Why a change can't be made. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeRefused {
    /// A2: the account's real name was not approved.
    #[error("the account is not verified")]
    NotVerified,
    /// It goes beyond the account's budget of the month, which is set to refuse that.
    #[error("it goes beyond the budget of the month")]
    OverBudget,
    /// The app is not in use: expired, stopped or deleted.
    #[error("the app is not active")]
    NotActive,
    /// U1: only the editions that the catalog lists can turn postpaid.
    #[error("{edition} can not be upgraded to postpaid")]
    NotUpgradable {
        /// The app's edition.
        edition: Edition,
    },
    /// U1, U9: an app that was downgraded can never turn postpaid.
    #[error("the app was downgraded and can never turn postpaid")]
    WasDowngraded,
    /// U2: only a postpaid app can be reconfigured.
    #[error("the app is not postpaid")]
    NotPostpaid,
    /// U1: the edition is not for sale in the app's data centre.
    #[error("{edition} is not for sale")]
    EditionNotOffered {
        /// What was asked for.
        edition: Edition,
    },
    /// U1: the edition does not offer the add-on at this tier, or it is not billed monthly.
    #[error("{add_on} is not offered with {edition}")]
    NotOffered {
        /// What was asked for.
        add_on: AddOn,
        /// The edition it was asked for with.
        edition: Edition,
    },
    /// U1: two tiers of one add-on.
    #[error("{kind} was chosen twice")]
    ChosenTwice {
        /// The add-on.
        kind: AddOnKind,
    },
    /// U6: only an app with a package has a longer history.
    #[error("a longer history needs a package")]
    HistoryNeedsPackage,
    /// U6: the edition does not offer a history of this length.
    #[error("a history of {days} days is not offered with {edition}")]
    HistoryNotOffered {
        /// What was asked for.
        days: u32,
        /// The app's edition.
        edition: Edition,
    },
    /// Everything is as it was.
    #[error("nothing changes")]
    NothingChanges,
    /// U3: the item was changed in this calendar month.
    #[error("{item:?} was changed in this month")]
    ChangedThisMonth {
        /// What.
        item: Changeable,
        /// What it may once be set back to in this month, if anything.
        back_to: Option<Value>,
        /// From when on it may be changed again.
        next_at: Timestamp,
    },
    /// U9: only an `im` app can be downgraded.
    #[error("the app does not run on the legacy edition")]
    NotLegacy,
    /// U10: a prepaid app is refunded instead.
    #[error("a prepaid app is refunded instead")]
    PrepaidIsRefunded,
    /// U10: it is stopped already.
    #[error("the app is stopped already")]
    StoppedAlready,
    /// L2: an operator deactivates it by ticket.
    #[error("an app from the audio/video side is deactivated by ticket")]
    ByTicketOnly,
}
