//! What an account is told, in the message centre and by mail: what happened, with its figures. A message is kept as
//! values and becomes sentences only where somebody reads it, in the reader's language.

use serde::{Deserialize, Serialize};

use super::{
    app::{App, StopCause},
    calendar::Timestamp,
    ids::SdkAppId,
    money::Amount,
    month::Month,
    reminder::Reminder,
};

/// An app as it was called when the message was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Its number.
    pub id: SdkAppId,
    /// Its name.
    pub name: String,
}

impl Named {
    /// How `app` is called now.
    #[must_use]
    pub fn of(app: &App) -> Self {
        Self { id: app.id, name: app.profile.name.as_str().to_owned() }
    }
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Message {
    /// Everything that is to be remembered on one day (R7).
    Digest {
        /// 00:00 of the day.
        day: Timestamp,
        /// At least one, by the end of the term and the number of the app.
        reminders: Vec<Reminder>,
    },
    /// The bill of a month was drawn up, or drawn up again with another total (U7).
    BillPushed {
        /// The month.
        month: Month,
        /// What it comes to before vouchers.
        total: Amount,
        /// When it is debited.
        debit_at: Timestamp,
    },
    /// The balance did not pay a bill (U8).
    BillOverdue {
        /// The month.
        month: Month,
        /// What is owed on it.
        owed: Amount,
        /// When its apps are stopped.
        stops_at: Timestamp,
    },
    /// A term ended and was not renewed (R3).
    AppExpired {
        /// The app.
        app: Named,
        /// When it is stopped.
        stops_at: Timestamp,
    },
    /// An app was stopped (R3, U8).
    AppStopped {
        /// The app.
        app: Named,
        /// Why.
        cause: StopCause,
        /// Until when its data is kept.
        kept_until: Timestamp,
    },
    /// The data of an app is gone (R3).
    AppReleased {
        /// The app.
        app: Named,
    },
    /// An app that was stopped for arrears came back (U8).
    AppRestored {
        /// The app.
        app: Named,
    },
    /// The free trial of calls is over (C7).
    CallTrialEnded {
        /// The app.
        app: Named,
    },
    /// A call pack that was bought alone has ended (P6).
    CallPackEnded {
        /// The app.
        app: Named,
    },
    /// An operator decided a real-name verification (A2).
    VerificationDecided {
        /// Whether it was approved.
        is_approved: bool,
        /// Why it was not.
        reason: Option<String>,
    },
    /// A user gave themselves another password (SEC6).
    PasswordChanged {
        /// Whether their other sessions were ended with it.
        everywhere: bool,
    },
    /// A new password was set with a code (SEC10).
    PasswordReset,
    /// A top-up was decided (M1).
    TopUpDecided {
        /// How much.
        amount: Amount,
        /// Whether it was confirmed.
        is_confirmed: bool,
        /// Why it was not.
        reason: Option<String>,
    },
}

impl Message {
    /// The apps that it speaks of.
    #[must_use]
    pub fn apps(&self) -> Vec<SdkAppId> {
        match self {
            Self::Digest { reminders, .. } => reminders.iter().map(|reminder| reminder.app.id).collect(),
            Self::AppExpired { app, .. }
            | Self::AppStopped { app, .. }
            | Self::AppReleased { app }
            | Self::AppRestored { app }
            | Self::CallTrialEnded { app }
            | Self::CallPackEnded { app } => vec![app.id],
            Self::BillPushed { .. }
            | Self::BillOverdue { .. }
            | Self::VerificationDecided { .. }
            | Self::PasswordChanged { .. }
            | Self::PasswordReset
            | Self::TopUpDecided { .. } => Vec::new(),
        }
    }

    /// The day of a digest.
    #[must_use]
    pub const fn digest_day(&self) -> Option<Timestamp> {
        match self {
            Self::Digest { day, .. } => Some(*day),
            _ => None,
        }
    }
}
