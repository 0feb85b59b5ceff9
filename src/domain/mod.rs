//! The rules, pure: no clock, no randomness, no database, no web. Everything takes `now` and ids as values.

pub mod calendar;
pub mod ids;
pub mod money;
