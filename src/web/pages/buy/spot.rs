//! The places of the purchase form that a message can stand at, and what can be wrong there.

use crate::domain::{product::AddOnKind, purchase::PurchaseRefused};

/// A place of the form that a message stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Spot {
    /// The data centres.
    DataCentre,
    /// The apps.
    App,
    /// The packages.
    Package,
    /// The options of one kind of add-on.
    AddOn(AddOnKind),
    /// The duration.
    Months,
    /// The box of automatic renewal.
    AutoRenew,
    /// The box of the agreement.
    Agreement,
}

impl Spot {
    /// The id of the first control there.
    pub(in crate::web) const fn id(self) -> &'static str {
        match self {
            Self::DataCentre => "data_centre",
            Self::App => "app",
            Self::Package => "package",
            Self::AddOn(kind) => kind.as_str(),
            Self::Months => "months",
            Self::AutoRenew => "auto_renew",
            Self::Agreement => "sla",
        }
    }

    /// Where the message of a refusal belongs.
    pub(in crate::web) const fn of(refused: &PurchaseRefused) -> Self {
        match refused {
            PurchaseRefused::UnknownDataCentre => Self::DataCentre,
            PurchaseRefused::NotVerified
            | PurchaseRefused::Overdue
            | PurchaseRefused::OverBudget
            | PurchaseRefused::OtherDataCentre
            | PurchaseRefused::NoApp
            | PurchaseRefused::PackRuns
            | PurchaseRefused::Legacy
            | PurchaseRefused::StoppedForGood
            | PurchaseRefused::Released
            | PurchaseRefused::UnpaidOrder { .. } => Self::App,
            PurchaseRefused::PackageNeeded | PurchaseRefused::PackageHeld | PurchaseRefused::Postpaid => {
                Self::Package
            }
            PurchaseRefused::NotOffered { add_on, .. } => Self::AddOn(add_on.kind()),
            PurchaseRefused::ChosenTwice { kind }
            | PurchaseRefused::Held { kind }
            | PurchaseRefused::Reconfigured { kind } => Self::AddOn(*kind),
            PurchaseRefused::NothingChosen | PurchaseRefused::CallPackPairing { .. } => {
                Self::AddOn(AddOnKind::CallPack)
            }
            PurchaseRefused::Months { .. } => Self::Months,
            PurchaseRefused::AgreementMissing => Self::Agreement,
        }
    }
}

/// What is wrong with the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web) enum Wrong {
    /// A rule refuses it.
    Rule(PurchaseRefused),
    /// The page offers no such option there.
    Option(Spot),
    /// A package without a duration.
    NoDuration,
    /// One of the quick picks, and another number of months beside it.
    TwoDurations,
}

impl Wrong {
    /// Where its message belongs.
    pub(in crate::web) const fn spot(&self) -> Spot {
        match self {
            Self::Rule(refused) => Spot::of(refused),
            Self::Option(spot) => *spot,
            Self::NoDuration | Self::TwoDurations => Spot::Months,
        }
    }
}
