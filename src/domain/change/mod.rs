//! What an owner may change on an app by himself, and what becomes of it: upgrade, reconfigure, longer history,
//! downgrade, deactivate (U1–U3, U6, U9–U11). Pure decisions; what they cost is `postpaid`'s part.

mod allowance;
mod decide;
mod lowered;
mod preview;
mod refused;
mod stake;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{
    app::{App, AppState, Plan, StopCause},
    calendar::{Calendar, Timestamp},
    catalog::{Catalog, EditionOffers, Published, Releases},
    course::{Course, Setup},
    entitlement::PaidLine,
    money::Amount,
    month::{Month, MonthSpan},
    product::{AddOn, AddOnKind, BillingMode, Edition, words},
    refund::RefundLine,
};
pub use allowance::{Allowed, Changeable, Use, Value};
pub use decide::{deactivate, downgrade, history_kept, may_deactivate, reconfigure, set_history, upgrade};
pub use lowered::{Lowered, LoweredLimit, lowered};
pub use preview::{Moved, Preview, Seen, Wish, charged_so_far, quotas};
pub use refused::ChangeRefused;
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
    /// The paid lines of a call pack that it bought alone (P6).
    pub pack: &'a [PaidLine],
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
    /// What of a call pack that was bought alone becomes void, or is stopped with the app, and is given back at once
    /// (R4, R5). Setting the edition back does not restore it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given_back: Vec<RefundLine>,
}

impl Change {
    /// The app as the change leaves it.
    #[must_use]
    pub fn applied(&self, app: &App) -> App {
        App {
            plan: self.plan(app),
            state: self.state(app),
            pack: app.pack.filter(|_| self.keeps_pack()),
            auto_renew: app.auto_renew && self.keeps_pack(),
            add_ons: self.after.add_ons.clone(),
            history_days: self.after.history_days,
            ..app.clone()
        }
    }

    /// Whether a call pack that was bought alone goes on.
    fn keeps_pack(&self) -> bool {
        self.kind != ChangeKind::Deactivate && self.given_back.is_empty()
    }

    /// What is given back at once.
    #[must_use]
    pub fn returned(&self) -> Amount {
        self.given_back.iter().map(|line| line.amount).sum()
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
