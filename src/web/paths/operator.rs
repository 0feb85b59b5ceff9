//! The addresses of the operators' back office.

use crate::domain::ids::{AccountId, TopUpId, VerificationId};

/// The operators' queue.
pub const OPERATOR: &str = "/operator";
/// One verification, for an operator to decide.
pub const OPERATOR_VERIFICATION: &str = "/operator/verifications/{id}";
/// One top-up, for an operator to decide.
pub const OPERATOR_TOP_UP: &str = "/operator/top-ups/{id}";
/// Lets the bills of a parked account go on (POST only).
pub const OPERATOR_PARKED: &str = "/operator/parked/{id}";
/// The operators' sign-in.
pub const OPERATOR_SIGN_IN: &str = "/operator/sign-in";
/// Ends an operator's session (POST only).
pub const OPERATOR_SIGN_OUT: &str = "/operator/sign-out";
/// Asks an operator for the password again.
pub const OPERATOR_REAUTH: &str = "/operator/reauth";
/// An operator's own password.
pub const OPERATOR_ACCOUNT: &str = "/operator/account";

/// One verification, for an operator to decide.
#[must_use]
pub fn operator_verification(id: VerificationId) -> String {
    format!("/operator/verifications/{id}")
}

/// One top-up, for an operator to decide.
#[must_use]
pub fn operator_top_up(id: TopUpId) -> String {
    format!("/operator/top-ups/{id}")
}

/// Lets the bills of a parked account go on.
#[must_use]
pub fn operator_parked(id: AccountId) -> String {
    format!("/operator/parked/{id}")
}
