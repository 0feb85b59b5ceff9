//! One application: its profile, what it runs on, and where it stands in its life. Everything here is a value;
//! what may happen next is decided in `purchase` and `lifecycle`.

mod profile;
mod state;

use serde::{Deserialize, Serialize};

use super::{
    calendar::Timestamp,
    course::Setup,
    ids::{AccountId, SdkAppId},
    product::{AddOn, BillingMode, Edition, words},
};

pub use profile::{AppName, NameRefused, Profile, confirms, search_key};
pub use state::{AppState, Status, StopCause};

words! {
    /// How an app came to be.
    Origin {
        /// Created in this console.
        Created = "created",
        /// Brought in from an older platform.
        Imported = "imported",
        /// Created on the real-time audio/video side, shown as TRTC trial (L2).
        Rtc = "rtc",
    }
}

/// What an app runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// The free trial edition, without an end.
    Trial,
    /// The legacy edition, without a package.
    Im,
    /// A package paid in advance.
    Prepaid {
        /// Professional or ultimate.
        edition: Edition,
        /// The end of everything already paid for the package.
        ends_at: Timestamp,
    },
    /// A package billed monthly in arrears.
    Postpaid {
        /// Professional or ultimate.
        edition: Edition,
    },
}

impl Plan {
    /// The edition whose limits apply.
    #[must_use]
    pub const fn edition(self) -> Edition {
        match self {
            Self::Trial => Edition::Trial,
            Self::Im => Edition::Im,
            Self::Prepaid { edition, .. } | Self::Postpaid { edition } => edition,
        }
    }

    /// How the package is paid; none for trial and legacy apps.
    #[must_use]
    pub const fn billing_mode(self) -> Option<BillingMode> {
        match self {
            Self::Trial | Self::Im => None,
            Self::Prepaid { .. } => Some(BillingMode::Prepaid),
            Self::Postpaid { .. } => Some(BillingMode::Postpaid),
        }
    }

    /// The end of the prepaid term.
    #[must_use]
    pub const fn ends_at(self) -> Option<Timestamp> {
        match self {
            Self::Prepaid { ends_at, .. } => Some(ends_at),
            Self::Trial | Self::Im | Self::Postpaid { .. } => None,
        }
    }

    /// The plan with these parts; none where they contradict each other.
    #[must_use]
    pub const fn from_parts(
        edition: Edition,
        mode: Option<BillingMode>,
        ends_at: Option<Timestamp>,
    ) -> Option<Self> {
        match (edition, mode, ends_at) {
            (Edition::Trial, None, None) => Some(Self::Trial),
            (Edition::Im, None, None) => Some(Self::Im),
            (Edition::Professional | Edition::Ultimate, Some(BillingMode::Prepaid), Some(ends_at)) => {
                Some(Self::Prepaid { edition, ends_at })
            }
            (Edition::Professional | Edition::Ultimate, Some(BillingMode::Postpaid), None) => {
                Some(Self::Postpaid { edition })
            }
            _ => None,
        }
    }
}

/// The term of a call pack that a postpaid app has bought alone (P6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackTerm {
    /// The end of everything already paid for the pack.
    pub ends_at: Timestamp,
    /// Whether that has come. It is known on, for the attempts to renew the pack by itself (R2).
    pub is_over: bool,
}

/// An application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// Its number.
    pub id: SdkAppId,
    /// Whose it is.
    pub account: AccountId,
    /// What its owner says it is.
    pub profile: Profile,
    /// The code of its data centre, fixed at creation (P2).
    pub data_centre: String,
    /// How it came to be.
    pub origin: Origin,
    /// What it runs on.
    pub plan: Plan,
    /// Where it stands in its life.
    pub state: AppState,
    /// The call pack that it has bought alone; postpaid apps only (P6).
    pub pack: Option<PackTerm>,
    /// Whether the package, or a pack that was bought alone, renews itself by the month (P9).
    pub auto_renew: bool,
    /// How often the automatic renewal of the present term was tried (R2).
    pub renewals_tried: u32,
    /// Its postpaid add-ons, at most one of a kind, in ascending order (U1). Those of a prepaid package are order lines.
    pub add_ons: Vec<AddOn>,
    /// Days for which messages are kept, where more than the edition's own were chosen (U6).
    pub history_days: Option<u32>,
    /// When it was created.
    pub created_at: Timestamp,
    /// Raised by every change, for refusing stale forms.
    pub revision: i64,
}

impl App {
    /// A trial app as it is when its owner has just created it (P3).
    #[must_use]
    pub const fn new_trial(
        id: SdkAppId,
        account: AccountId,
        profile: Profile,
        data_centre: String,
        created_at: Timestamp,
    ) -> Self {
        Self {
            id,
            account,
            profile,
            data_centre,
            origin: Origin::Created,
            plan: Plan::Trial,
            state: AppState::Active,
            pack: None,
            auto_renew: false,
            renewals_tried: 0,
            add_ons: Vec::new(),
            history_days: None,
            created_at,
            revision: 0,
        }
    }

    /// Whether it is gone.
    #[must_use]
    pub const fn is_deleted(&self) -> bool {
        matches!(self.state, AppState::Deleted { .. })
    }

    /// The end of what it has paid in advance: of its package, or of the call pack of a postpaid app (P6).
    #[must_use]
    pub fn paid_until(&self) -> Option<Timestamp> {
        self.plan.ends_at().or(self.pack.map(|pack| pack.ends_at))
    }

    /// The end of a call pack that was bought alone, while it runs (P6).
    #[must_use]
    pub fn pack_runs_until(&self) -> Option<Timestamp> {
        self.pack.filter(|pack| !pack.is_over).map(|pack| pack.ends_at)
    }

    /// Puts a package in force, bought or renewed, which ends at `ends_at`; what was billed by the month ends (P13).
    pub fn hold_package(&mut self, edition: Edition, ends_at: Timestamp) {
        self.plan = Plan::Prepaid { edition, ends_at };
        self.state = AppState::Active;
        self.pack = None;
        self.add_ons.clear();
        self.renewals_tried = 0;
    }

    /// Puts a call pack in force that was bought alone or renewed, which ends at `ends_at` (P6).
    pub const fn hold_pack(&mut self, ends_at: Timestamp) {
        self.pack = Some(PackTerm { ends_at, is_over: false });
        self.renewals_tried = 0;
    }

    /// What it is, as its months are charged by (U4–U6). The days of grace count as running.
    #[must_use]
    pub fn setup(&self) -> Setup {
        Setup {
            edition: self.plan.edition(),
            mode: self.plan.billing_mode(),
            add_ons: self.add_ons.clone(),
            history_days: self.history_days,
            running: matches!(self.state, AppState::Active | AppState::Expired { .. }),
        }
    }
}
