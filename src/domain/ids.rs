//! Names for things: every id is a type of its own, so that one can't be taken for another.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! uuid_ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )* };
}

uuid_ids! {
    /// A customer: a company or a person that owns apps, a balance, vouchers and orders.
    AccountId,
    /// A person who signs in for one or more accounts.
    UserId,
    /// A member of the platform's staff.
    OperatorId,
    /// A stored quote.
    QuoteId,
    /// A voucher.
    VoucherId,
    /// A top-up that a customer filed.
    TopUpId,
    /// A real-name verification that a customer submitted.
    VerificationId,
    /// A ledger entry.
    EntryId,
    /// A refund.
    RefundId,
    /// A ticket.
    TicketId,
}

/// The number of an application: ten digits from 1400000001 up, never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SdkAppId(i64);

impl SdkAppId {
    /// The first number given out.
    pub const FIRST: Self = Self(1_400_000_001);
    /// The last ten-digit number.
    pub const LAST: Self = Self(9_999_999_999);

    /// The id with this number, if it is in the range that is given out.
    #[must_use]
    pub fn new(number: i64) -> Option<Self> {
        (Self::FIRST.0..=Self::LAST.0).contains(&number).then_some(Self(number))
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> i64 {
        self.0
    }
}

impl fmt::Display for SdkAppId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The number of an order, as customers read it: the local day and ten random digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrderNo(String);

impl OrderNo {
    /// The order number that `text` is: eighteen digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == 18 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| Self(text.to_owned()))
    }

    /// The number as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OrderNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
