//! Top-ups: money that a customer says to have sent, until an operator finds it (M1).

use super::{
    calendar::Timestamp,
    ids::{AccountId, OrderNo, TopUpId},
    money::Amount,
    product::words,
    text::{self, TextRefused},
};

words! {
    /// Where a top-up stands.
    TopUpState {
        /// Waiting for an operator.
        Filed = "filed",
        /// The money is there, and on the balance.
        Confirmed = "confirmed",
        /// The money did not come.
        Refused = "refused",
    }
}

/// A top-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopUp {
    /// Its id.
    pub id: TopUpId,
    /// Whose balance it is for.
    pub account: AccountId,
    /// How much.
    pub amount: Amount,
    /// How the transfer can be found: what the customer wrote on it.
    pub reference: String,
    /// Where it stands.
    pub state: TopUpState,
    /// The unpaid order that it is to pay, which is held while this is decided (P12).
    pub order: Option<OrderNo>,
    /// When it was filed.
    pub filed_at: Timestamp,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// Why it was refused.
    pub reason: Option<String>,
}

impl TopUp {
    /// The least that is taken, in minor units.
    pub const LEAST: Amount = Amount::minor(100);
    /// The most that is taken at once, in minor units: ten million of a currency with cents.
    pub const MOST: Amount = Amount::minor(1_000_000_000);
    /// The most of an account that may wait for a decision.
    pub const OPEN_MAX: u32 = 5;
    /// The most characters of a reference.
    pub const REFERENCE_MAX: usize = 60;
    /// The most characters of the reason of a refusal.
    pub const REASON_MAX: usize = 200;

    /// The reference that was entered: one line.
    ///
    /// # Errors
    /// When it is missing, too long, or no line.
    pub fn reference(entered: &str) -> Result<String, TextRefused> {
        text::line(entered, Self::REFERENCE_MAX)
    }
}
