//! What can happen in the demo: the acts of a story, and what they are made of.

use super::gifts::Gift;
use crate::domain::{
    money::Amount,
    product::{AddOn, Edition},
    ticket::Topic,
    upgrade::Target,
};

/// Something that the customer does, or is given.
pub(super) enum Act {
    /// Pays in, which a sandbox confirms at once (M1).
    TopUp(Amount),
    /// Is granted a voucher.
    Grant(&'static Gift),
    /// Adds an app.
    Create(&'static App),
    /// Buys for the app with this name.
    Buy(&'static str, Wish),
    /// Renews the package of the app with this name for so many months.
    Renew(&'static str, u32),
    /// Takes the app with this name up to this.
    Upgrade(&'static str, Target),
    /// Refunds the package of the app with this name.
    Refund(&'static str),
    /// Cancels the unpaid order of the app with this name.
    Cancel(&'static str),
    /// Has so many daily active users in the app with this name, as its servers report (U6).
    Use(&'static str, u32),
    /// Has so many call minutes in the app with this name, as its servers report (E2).
    Call(&'static str, u32),
    /// Starts the free trial of calls of the app with this name.
    TryCalls(&'static str),
    /// Deactivates the app with this name.
    Deactivate(&'static str),
    /// Deletes the app with this name.
    Delete(&'static str),
    /// Gives the app with this name an administrator.
    Administrator(&'static str, &'static str),
    /// Asks the staff for something, who answer at once or not yet.
    Ask(&'static Question),
    /// Gives the app with this name exactly these tags.
    Tag(&'static str, &'static [(&'static str, &'static str)]),
}

/// An app that is added.
pub(super) struct App {
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    pub(super) centre: &'static str,
    pub(super) introduction: &'static str,
}

/// What is asked of the staff.
pub(super) struct Question {
    pub(super) topic: Topic,
    /// The name of the app that it is about.
    pub(super) app: &'static str,
    pub(super) text: &'static str,
    pub(super) answer: Option<&'static str>,
}

/// What is bought.
#[derive(Clone, Copy)]
pub(super) struct Wish {
    pub(super) package: Option<Edition>,
    pub(super) add_ons: &'static [AddOn],
    pub(super) months: u32,
    pub(super) auto_renew: bool,
    /// The name of the voucher that is used.
    pub(super) voucher: Option<&'static str>,
    /// Whether the order is paid at once; else it stays unpaid, for want of money or on purpose.
    pub(super) payment: Settled,
}

/// What becomes of an order when it is confirmed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Settled {
    /// It is paid.
    Paid,
    /// The balance is short.
    Short,
    /// The customer pays later.
    Later,
}
