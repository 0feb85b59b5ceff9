//! Where an app stands in its life, and why it was stopped (section 6).

use serde::{Deserialize, Serialize};

use crate::domain::{calendar::Timestamp, product::words};

words! {
    /// Why an app was stopped (section 6).
    StopCause {
        /// Its paid term ended and was not renewed (R3).
        Expiry = "expiry",
        /// Its package was refunded (R6).
        Refund = "refund",
        /// A bill stayed unpaid (U8).
        Arrears = "arrears",
        /// Its owner deactivated it (U10); final.
        Owner = "owner",
        /// The platform's staff deactivated it (L2); final.
        Operator = "operator",
    }
}

impl StopCause {
    /// Whether a renewal or a payment can bring the app back while its data is kept (P13).
    #[must_use]
    pub const fn is_recoverable(self) -> bool {
        matches!(self, Self::Expiry | Self::Refund | Self::Arrears)
    }
}

/// Where an app stands in its life (section 6). `since` is the business time at which the state began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppState {
    /// In use.
    Active,
    /// The term has ended; still usable during the days of grace.
    Expired {
        /// When.
        since: Timestamp,
        /// By the end of its term or by a refund.
        cause: StopCause,
    },
    /// Stopped; its data is kept for the days of retention.
    Deactivated {
        /// When.
        since: Timestamp,
        /// Why.
        cause: StopCause,
    },
    /// Stopped, its data gone; only deletion is left.
    Released {
        /// When.
        since: Timestamp,
        /// Why it had been stopped.
        cause: StopCause,
    },
    /// Gone. Its number is never used again.
    Deleted {
        /// When.
        since: Timestamp,
    },
}

words! {
    /// The name of a state, without its data.
    Status {
        /// See [`AppState::Active`].
        Active = "active",
        /// See [`AppState::Expired`].
        Expired = "expired",
        /// See [`AppState::Deactivated`].
        Deactivated = "deactivated",
        /// See [`AppState::Released`].
        Released = "released",
        /// See [`AppState::Deleted`].
        Deleted = "deleted",
    }
}

impl AppState {
    /// The state's name.
    #[must_use]
    pub const fn status(self) -> Status {
        match self {
            Self::Active => Status::Active,
            Self::Expired { .. } => Status::Expired,
            Self::Deactivated { .. } => Status::Deactivated,
            Self::Released { .. } => Status::Released,
            Self::Deleted { .. } => Status::Deleted,
        }
    }

    /// When the state began; none for an active app.
    #[must_use]
    pub const fn since(self) -> Option<Timestamp> {
        match self {
            Self::Active => None,
            Self::Expired { since, .. }
            | Self::Deactivated { since, .. }
            | Self::Released { since, .. }
            | Self::Deleted { since } => Some(since),
        }
    }

    /// Why the app was stopped.
    #[must_use]
    pub const fn cause(self) -> Option<StopCause> {
        match self {
            Self::Active | Self::Deleted { .. } => None,
            Self::Expired { cause, .. } | Self::Deactivated { cause, .. } | Self::Released { cause, .. } => {
                Some(cause)
            }
        }
    }

    /// The state with these parts; none where one is missing.
    #[must_use]
    pub const fn from_parts(
        status: Status,
        since: Option<Timestamp>,
        cause: Option<StopCause>,
    ) -> Option<Self> {
        match (status, since, cause) {
            (Status::Active, _, _) => Some(Self::Active),
            (Status::Expired, Some(since), Some(cause)) => Some(Self::Expired { since, cause }),
            (Status::Deactivated, Some(since), Some(cause)) => Some(Self::Deactivated { since, cause }),
            (Status::Released, Some(since), Some(cause)) => Some(Self::Released { since, cause }),
            (Status::Deleted, Some(since), _) => Some(Self::Deleted { since }),
            _ => None,
        }
    }
}
