//! What tests share: `world` is a console without its web, `app` one with it.

pub(crate) mod app;
pub(crate) mod browser;
pub(crate) mod canary;
pub(crate) mod child;
pub(crate) mod customer;
pub(crate) mod invariants;
pub(crate) mod page;
pub(crate) mod tables;
pub(crate) mod world;
