//! What can be looked at for an application, by what its state has room for.

use std::borrow::Cow;

use crate::{
    domain::{
        change::{self, ChangeKind},
        purchase, renewal, upgrade,
    },
    services::forecast::PlanDesk,
    web::{page::Page, pages::app_change},
};

/// A plan that can be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plan {
    Purchase,
    Renew,
    UpgradePackage,
    Refund,
    Change(ChangeKind),
}

impl Plan {
    const ALL: [Self; 9] = [
        Self::Purchase,
        Self::Renew,
        Self::UpgradePackage,
        Self::Change(ChangeKind::Upgrade),
        Self::Change(ChangeKind::Reconfigure),
        Self::Change(ChangeKind::History),
        Self::Refund,
        Self::Change(ChangeKind::Downgrade),
        Self::Change(ChangeKind::Deactivate),
    ];

    /// Its word in the address.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Purchase => "purchase",
            Self::Renew => "renew",
            Self::UpgradePackage => "upgrade-package",
            Self::Refund => "refund",
            Self::Change(kind) => kind.as_str(),
        }
    }

    pub(super) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|plan| plan.word() == word)
    }

    /// The plans that the app's state has room for.
    pub(super) fn of(desk: &PlanDesk) -> Vec<Self> {
        Self::ALL.into_iter().filter(|plan| plan.is_possible(desk)).collect()
    }

    fn is_possible(self, desk: &PlanDesk) -> bool {
        let (app, situation) = (desk.app(), desk.change.situation());
        let allows = |wish: change::Wish| match wish.decide(&situation) {
            Ok(_) => true,
            Err(refused) => !app_change::is_of_the_app(&refused),
        };
        let wanted = || change::Wanted {
            edition: app.plan.edition(),
            add_ons: situation.carried_over(app.plan.edition()),
        };
        match self {
            Self::Purchase => purchase::sellable(app).is_ok(),
            Self::Renew => renewal::is_renewable(app),
            Self::UpgradePackage => !upgrade::targets(&desk.prepaid(), desk.now).is_empty(),
            Self::Refund => renewal::continues(app, desk.now).is_some(),
            Self::Change(ChangeKind::Upgrade) => allows(change::Wish::Upgrade(wanted())),
            Self::Change(ChangeKind::Reconfigure) => allows(change::Wish::Reconfigure(wanted())),
            Self::Change(ChangeKind::History) => allows(change::Wish::History(None)),
            Self::Change(ChangeKind::Downgrade) => allows(change::Wish::Downgrade),
            Self::Change(ChangeKind::Deactivate) => allows(change::Wish::Deactivate),
        }
    }

    /// What it is called.
    pub(super) fn label(self, page: &Page) -> Cow<'static, str> {
        let t = page.t;
        match self {
            Self::Purchase => t.what_if_purchase(),
            Self::Renew => t.what_if_renew(),
            Self::UpgradePackage => t.what_if_upgrade_package(),
            Self::Refund => t.what_if_refund(),
            Self::Change(ChangeKind::Upgrade) => t.what_if_upgrade(),
            Self::Change(ChangeKind::Reconfigure) => t.what_if_reconfigure(),
            Self::Change(ChangeKind::History) => t.what_if_history(),
            Self::Change(ChangeKind::Downgrade) => t.what_if_downgrade(),
            Self::Change(ChangeKind::Deactivate) => t.what_if_deactivate(),
        }
    }
}
