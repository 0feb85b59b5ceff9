//! What tests through services and databases share.

pub(crate) mod customer;
pub(crate) mod invariants;
pub(crate) mod tables;
pub(crate) mod world;
