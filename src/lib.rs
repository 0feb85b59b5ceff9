//! IM Console: the self-service console and billing engine of an instant-messaging platform.

pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod i18n;
pub mod jobs;
pub mod random;
pub mod services;
pub mod store;
pub mod web;
