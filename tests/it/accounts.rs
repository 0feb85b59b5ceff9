//! Signing up, in and out, changing the password, verification: through the pages.

mod guessing;
mod overtaken;
mod passwords;
mod records;
mod signing;

use crate::support::app::PASSWORD;

const CREDENTIALS: [(&str, &str); 2] = [("email", "jane@example.com"), ("password", PASSWORD)];
