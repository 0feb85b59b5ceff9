//! The rules, pure: no clock, no randomness, no database, no web. Everything takes `now` and ids as values.

pub mod account;
pub mod app;
pub mod calendar;
pub mod catalog;
pub mod change;
pub mod charge;
pub mod course;
pub mod entered_amount;
pub mod ids;
pub mod ledger;
pub mod legacy;
pub mod lifecycle;
pub mod limits;
pub mod money;
pub mod month;
pub mod order;
pub mod password;
pub mod postpaid;
pub mod product;
pub mod purchase;
pub mod quote;
pub mod renewal;
pub mod text;
pub mod top_up;
pub mod usage_report;
pub mod voucher;
