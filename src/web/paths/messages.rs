//! The addresses of the message centre, and of setting a new password with a code.

/// The messages of the account.
pub const MESSAGES: &str = "/messages";
/// Takes a message, or all that were shown, as read (POST only).
pub const MESSAGES_READ: &str = "/messages/read";
/// Asks for a code that sets a new password.
pub const RESET: &str = "/reset";
/// Sets a new password with a code.
pub const RESET_CODE: &str = "/reset/code";
