//! The pages: one module each, with what its template shows and the handlers of its methods.

pub mod account;
pub mod error;
pub mod help;
pub mod home;
pub mod operator_account;
mod password;
pub mod reauth;
pub mod sign_in;
pub mod sign_out;
pub mod sign_up;
pub mod sla;
pub mod verification;
