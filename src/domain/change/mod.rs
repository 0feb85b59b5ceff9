//! What an owner may change on an app by himself, and what becomes of it: upgrade, reconfigure, longer history,
//! downgrade, deactivate (U1–U3, U6, U9–U11). Pure decisions; what they cost is `postpaid`'s part.

mod allowance;
mod decide;
mod lowered;
mod preview;
mod stake;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{
    app::{App, AppState, Plan, StopCause},
    calendar::{Calendar, Timestamp},
    catalog::{Catalog, EditionOffers, Published, Releases},
    course::{Course, Setup},
    month::{Month, MonthSpan},
    product::{AddOn, AddOnKind, BillingMode, Edition, words},
};
pub use allowance::{Allowed, Changeable, Use, Value};
pub use decide::{deactivate, downgrade, may_deactivate, reconfigure, set_history, upgrade};
pub use lowered::{Lowered, LoweredLimit, lowered};
pub use preview::{Moved, Preview, Seen, Wish, charged_so_far, quotas};
pub use stake::Stake;

words! {
    /// What kind of change it is.
    ChangeKind {
        /// From `im` to a postpaid package (U1).
        Upgrade = "upgrade",
        /// Another edition or other add-ons of a postpaid app (U2).
        Reconfigure = "reconfigure",
        /// Another length of the message history (U1, U6).
        History = "history",
        /// From `im` to trial, for good (U9).
        Downgrade = "downgrade",
        /// Stopped by its owner, for good (U10).
        Deactivate = "deactivate",
    }
}

impl ChangeKind {
    /// Whether it can never be undone, so that the dialog asks for the app's name (U12).
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Downgrade | Self::Deactivate)
    }
}

/// The edition and add-ons chosen in the upgrade or reconfigure dialog: the whole set, not the difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// Professional or ultimate.
    pub edition: Edition,
    /// The add-ons of U1, at most one of a kind; what is not listed is at the edition's base.
    pub add_ons: Vec<AddOn>,
}

/// What a decision looks at.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// The app as time has left it at `now`.
    pub app: &'a App,
    /// What it was until now.
    pub course: &'a Course,
    /// The changes that used something up, in any order; those of other months do not matter.
    pub uses: &'a [Use],
    /// The published catalogs.
    pub releases: &'a Releases,
    /// What is lost with the app.
    pub stake: &'a Stake,
    /// Whether the account's real name was approved (A2).
    pub verified: bool,
    /// The moment of the change.
    pub now: Timestamp,
}

/// A change that may be made, effective at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What kind.
    pub kind: ChangeKind,
    /// When.
    pub at: Timestamp,
    /// What the app was.
    pub before: Setup,
    /// What it is from now on.
    pub after: Setup,
    /// What it uses up of the month's allowance (U3).
    pub uses: Vec<Use>,
    /// Add-ons that the new edition makes void or moves to another tier.
    pub voided: Vec<AddOn>,
    /// Add-ons that setting the edition back restored.
    pub restored: Vec<AddOn>,
}

impl Change {
    /// The app as the change leaves it.
    #[must_use]
    pub fn applied(&self, app: &App) -> App {
        App {
            plan: self.plan(app),
            state: self.state(app),
            add_ons: self.after.add_ons.clone(),
            history_days: self.after.history_days,
            ..app.clone()
        }
    }

    /// What the app runs on afterwards.
    #[must_use]
    pub const fn plan(&self, app: &App) -> Plan {
        match self.kind {
            ChangeKind::Upgrade | ChangeKind::Reconfigure => Plan::Postpaid { edition: self.after.edition },
            ChangeKind::Downgrade => Plan::Trial,
            ChangeKind::History | ChangeKind::Deactivate => app.plan,
        }
    }

    /// Where the app stands afterwards.
    #[must_use]
    pub const fn state(&self, app: &App) -> AppState {
        match self.kind {
            ChangeKind::Deactivate => AppState::Deactivated { since: self.at, cause: StopCause::Owner },
            _ => app.state,
        }
    }
}

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

impl<'a> Situation<'a> {
    /// What the app is.
    ///
    /// # Errors
    /// When it was nothing yet.
    pub fn setup(&self) -> Result<&'a Setup, ChangeRefused> {
        self.course.at(self.now).ok_or(ChangeRefused::NotActive)
    }

    fn calendar(&self) -> Calendar {
        self.releases.current().catalog.calendar()
    }

    /// The catalog whose offers hold: that of the month, which for an app that turns postpaid now is the newest (K4).
    fn release(&self) -> &'a Published {
        if self.setup().is_ok_and(Setup::is_postpaid) {
            super::postpaid::release_of(self.releases, self.course, self.month())
        } else {
            self.releases.at(self.now)
        }
    }

    /// The catalog whose offers and limits hold for the app in this month (K4).
    #[must_use]
    pub fn catalog(&self) -> &'a Catalog {
        &self.release().catalog
    }

    /// What the app can have under `edition` in its data centre.
    ///
    /// # Errors
    /// When the edition is not for sale there.
    pub fn offers(&self, edition: Edition) -> Result<&'a EditionOffers, ChangeRefused> {
        let book = self.catalog().book_of(&self.app.data_centre);
        let offers = book.and_then(|book| book.offers(edition));
        offers.ok_or(ChangeRefused::EditionNotOffered { edition })
    }

    /// The calendar month of the decision.
    #[must_use]
    pub fn month(&self) -> MonthSpan {
        let calendar = self.calendar();
        Month::of(calendar, self.now).span(calendar)
    }

    /// Whether this is the calendar month in which the app left `im`, so that changes may once be set back (U3).
    #[must_use]
    pub fn is_first_month(&self) -> bool {
        allowance::is_first_month(self)
    }

    /// What may be done to an item in this calendar month, and from when on otherwise (U3).
    #[must_use]
    pub fn allowed(&self, item: Changeable) -> Allowed {
        allowance::allowed(self, item)
    }

    /// Every item of the app with what may be done to it (U3), for the dialogs.
    #[must_use]
    pub fn allowance(&self) -> Vec<(Changeable, Allowed)> {
        let kinds = POSTPAID_KINDS.into_iter().map(Changeable::AddOn);
        let items = [Changeable::Edition].into_iter().chain(kinds).chain([Changeable::History]);
        items.map(|item| (item, self.allowed(item))).collect()
    }

    /// The add-ons with which the dialog opens when `edition` is chosen (U2): those held that the edition offers too,
    /// and those that setting it back restores (U3); everything else is at the edition's base.
    #[must_use]
    pub fn carried_over(&self, edition: Edition) -> Vec<AddOn> {
        let Ok(before) = self.setup() else { return Vec::new() };
        let mut add_ons = decide::kept(self, before, edition);
        if let Some(undone) = allowance::undone_by(self, edition) {
            add_ons.retain(|held| !undone.moved.iter().any(|moved| moved.kind() == held.kind()));
            add_ons.extend(&undone.moved);
        }
        add_ons.sort_unstable();
        add_ons
    }
}

/// The add-ons that a postpaid app has by the month (U1).
pub const POSTPAID_KINDS: [AddOnKind; 4] = [
    AddOnKind::LivestreamGroups,
    AddOnKind::GroupsPerUser,
    AddOnKind::MembersPerGroup,
    AddOnKind::ContentSecurity,
];

/// The mode of an edition that is billed in arrears.
const POSTPAID: Option<BillingMode> = Some(BillingMode::Postpaid);
