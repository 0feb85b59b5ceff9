//! Who and what belongs to an application, and what was done: administrators, tags, the log.

use super::with_query;
use crate::domain::ids::SdkAppId;

/// Adds an administrator to an application (C4).
pub const APP_ADMINISTRATORS: &str = "/apps/{id}/administrators";
/// Deletes an administrator of an application, after asking (C4).
pub const APP_ADMINISTRATOR_DELETE: &str = "/apps/{id}/administrators/delete";
/// Edits the tags of an application (C6).
pub const APP_TAGS: &str = "/apps/{id}/tags";
/// What was done in the account.
pub const ACTIVITY: &str = "/account/activity";
/// The audit log of an account, or of the house, for operators.
pub const OPERATOR_AUDIT: &str = "/operator/audit";

/// Adds an administrator to an application.
#[must_use]
pub fn app_administrators(id: SdkAppId) -> String {
    format!("/apps/{id}/administrators")
}

/// Deletes an administrator of an application.
#[must_use]
pub fn app_administrator_delete(id: SdkAppId) -> String {
    format!("/apps/{id}/administrators/delete")
}

/// Edits the tags of an application.
#[must_use]
pub fn app_tags(id: SdkAppId) -> String {
    format!("/apps/{id}/tags")
}

/// What was done to one application.
#[must_use]
pub fn activity_of(id: SdkAppId) -> String {
    with_query(ACTIVITY, &[("app", &id.to_string())])
}

/// The applications with a tag, or with a key whatever its value.
#[must_use]
pub fn apps_tagged(tag: &str) -> String {
    with_query(super::APPS, &[("tag", tag)])
}

/// Asks before an administrator of an application is deleted.
#[must_use]
pub fn administrator_delete_for(id: SdkAppId, name: &str) -> String {
    with_query(&app_administrator_delete(id), &[("name", name)])
}
