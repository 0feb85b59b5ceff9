//! The addresses of an application's keys and of what is signed with them.

use crate::domain::ids::SdkAppId;

/// The key of an application: where it stands, and, posted, the key itself.
pub const APP_KEY: &str = "/apps/{id}/key";
/// Gives an application another key.
pub const APP_KEY_ROTATE: &str = "/apps/{id}/key/rotate";
/// Ends the older key of a rotation.
pub const APP_KEY_END: &str = "/apps/{id}/key/end-older";
/// Switches an application from its key pair to a secret key (POST only).
pub const APP_KEY_SWITCH: &str = "/apps/{id}/key/switch";
/// Makes and checks `UserSig`s.
pub const APP_USER_SIG: &str = "/apps/{id}/usersig";

/// The key of an application.
#[must_use]
pub fn app_key(id: SdkAppId) -> String {
    format!("/apps/{id}/key")
}

/// Gives an application another key.
#[must_use]
pub fn app_key_rotate(id: SdkAppId) -> String {
    format!("/apps/{id}/key/rotate")
}

/// Ends the older key of a rotation.
#[must_use]
pub fn app_key_end(id: SdkAppId) -> String {
    format!("/apps/{id}/key/end-older")
}

/// Switches an application from its key pair to a secret key.
#[must_use]
pub fn app_key_switch(id: SdkAppId) -> String {
    format!("/apps/{id}/key/switch")
}

/// Makes and checks `UserSig`s.
#[must_use]
pub fn app_user_sig(id: SdkAppId) -> String {
    format!("/apps/{id}/usersig")
}
