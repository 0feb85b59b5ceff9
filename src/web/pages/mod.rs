//! The pages: one module each, with what its template shows and the handlers of its methods.

pub mod account;
pub mod billing;
pub mod error;
pub mod help;
pub mod home;
pub mod ledger;
pub mod operator;
pub mod operator_account;
pub mod orders_list;
mod password;
pub mod reauth;
pub mod sandbox;
pub mod sign_in;
pub mod sign_out;
pub mod sign_up;
pub mod sla;
pub mod top_up_new;
pub mod top_ups;
pub mod verification;
pub mod vouchers;
