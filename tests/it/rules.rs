//! The rules of purchase, at the services, on both databases.

mod catalogs;
mod holds;
mod paying;
mod refusals;
mod stale;
mod texts;
mod totals;
