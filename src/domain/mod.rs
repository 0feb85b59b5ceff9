//! The rules, pure: no clock, no randomness, no database, no web. Everything takes `now` and ids as values.

pub mod calendar;
pub mod catalog;
pub mod ids;
pub mod limits;
pub mod money;
pub mod product;
