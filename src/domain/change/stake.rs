//! What is lost with an app that is stopped, downgraded or deleted for good, as far as it can be counted (QU5): its
//! page lists it before anything is done, and nothing is done once another list would come out.

use serde::Serialize;

use crate::domain::{charge::Peak, ids::OrderNo};

/// What an app holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stake {
    /// The users who signed in on the latest day that was reported; none where nothing was.
    pub users: Option<Peak>,
    /// The groups of the latest day that was reported, at their peak.
    pub groups: Option<Peak>,
    /// Its administrators, the default one among them.
    pub administrators: i64,
    /// Its saved push certificates.
    pub certificates: i64,
    /// Its tags.
    pub tags: i64,
    /// The order for it that waits to be paid.
    pub unpaid: Option<OrderNo>,
    /// How many apps its account has, deleted ones apart (A3).
    pub held: i64,
}
