//! The addresses of offline push certificates.

use crate::domain::{ids::SdkAppId, push::Vendor};

/// Adds a push certificate to an application.
pub const PUSH_NEW: &str = "/apps/{id}/push/new";
/// Looks at an uploaded certificate before it is saved.
pub const PUSH_CHECK: &str = "/push/{id}/check";
/// Changes a push certificate.
pub const PUSH_EDIT: &str = "/push/{id}/edit";
/// Deletes a push certificate.
pub const PUSH_DELETE: &str = "/push/{id}/delete";

/// Adds a push certificate to an application.
#[must_use]
pub fn push_new(id: SdkAppId) -> String {
    format!("/apps/{id}/push/new")
}

/// Adds a push certificate of a vendor to an application.
#[must_use]
pub fn push_new_of(id: SdkAppId, vendor: Vendor) -> String {
    format!("/apps/{id}/push/new?vendor={vendor}")
}

/// Looks at an uploaded certificate before it is saved.
#[must_use]
pub fn push_check(number: i64) -> String {
    format!("/push/{number}/check")
}

/// Changes a push certificate.
#[must_use]
pub fn push_edit(number: i64) -> String {
    format!("/push/{number}/edit")
}

/// Deletes a push certificate.
#[must_use]
pub fn push_delete(number: i64) -> String {
    format!("/push/{number}/delete")
}
