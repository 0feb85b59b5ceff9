//! Why something can't be bought: a case for each rule (P1–P13).

use crate::domain::{
    catalog::Catalog,
    ids::OrderNo,
    product::{AddOn, AddOnKind, CallPack, Edition},
};

/// Why nothing, or not this, can be bought. Each has its own sentence (`i18n::messages`).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PurchaseRefused {
    /// P1: the account's real-name verification has not been approved.
    #[error("the account is not verified")]
    NotVerified,
    /// M1, P13: overdue bills are paid first.
    #[error("a bill is overdue")]
    Overdue,
    /// It goes beyond the account's budget of the month, which is set to refuse that.
    #[error("it goes beyond the budget of the month")]
    OverBudget,
    /// P2: the catalog has no such data centre.
    #[error("unknown data centre")]
    UnknownDataCentre,
    /// P2: the app lies in another data centre.
    #[error("the app is in another data centre")]
    OtherDataCentre,
    /// P3: no app was chosen.
    #[error("no app was chosen")]
    NoApp,
    /// P5: a trial or stopped app needs a package first.
    #[error("add-ons need a package")]
    PackageNeeded,
    /// P6: the app has a package; a higher one is an upgrade.
    #[error("the app has a package")]
    PackageHeld,
    /// P6: a postpaid app's package is changed by reconfiguring.
    #[error("the app is postpaid")]
    Postpaid,
    /// P6: a postpaid app's add-ons, call packs apart, are changed by reconfiguring (U2).
    #[error("{kind} of a postpaid app is reconfigured")]
    Reconfigured {
        /// The add-on.
        kind: AddOnKind,
    },
    /// P6: a postpaid app has a call pack that runs.
    #[error("a call pack runs")]
    PackRuns,
    /// P6: a legacy app upgrades to postpaid or goes down to trial first.
    #[error("the app runs on the legacy edition")]
    Legacy,
    /// P6: its owner or an operator stopped it, which is final.
    #[error("the app was stopped for good")]
    StoppedForGood,
    /// P13: the data of a stopped app is gone.
    #[error("the data of the app was released")]
    Released,
    /// P6: add-ons alone, but none was chosen.
    #[error("nothing was chosen")]
    NothingChosen,
    /// P7: the edition or its price book does not offer the add-on at this tier.
    #[error("{add_on} is not offered with {edition}")]
    NotOffered {
        /// What was asked for.
        add_on: AddOn,
        /// The edition it was asked for with.
        edition: Edition,
    },
    /// P7: two tiers of one add-on.
    #[error("{kind} was chosen twice")]
    ChosenTwice {
        /// The add-on.
        kind: AddOnKind,
    },
    /// P6: the app holds the add-on already; a higher tier is an upgrade.
    #[error("{kind} is held already")]
    Held {
        /// The add-on.
        kind: AddOnKind,
    },
    /// P8: the call pack belongs to the other edition.
    #[error("the {pack} call pack does not pair with {edition}")]
    CallPackPairing {
        /// What was asked for.
        pack: CallPack,
        /// The edition it was asked for with.
        edition: Edition,
    },
    /// P9: a duration that is not sold.
    #[error("{found} months are not sold")]
    Months {
        /// What was asked for.
        found: u32,
        /// The fewest months.
        least: u32,
        /// The most months.
        most: u32,
    },
    /// P11: the agreement was not accepted.
    #[error("the agreement was not accepted")]
    AgreementMissing,
    /// P12: the app has an unpaid order, which is paid or cancelled first.
    #[error("the app has the unpaid order {no}")]
    UnpaidOrder {
        /// The order.
        no: OrderNo,
    },
}

impl PurchaseRefused {
    /// That the catalog sells no term of `found` months (P9).
    #[must_use]
    pub fn months(catalog: &Catalog, found: u32) -> Self {
        let months = catalog.months();
        Self::Months { found, least: *months.start(), most: *months.end() }
    }
}
