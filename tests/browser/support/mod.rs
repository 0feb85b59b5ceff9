//! A real browser for a test: `browse(async |browser| …)` opens a fresh Chromium, runs the test and closes it, also
//! when the test panics, and leaves a picture behind then. Pages come from `server::serve(router)`. Nothing here
//! knows a page of the console.

mod browser;
mod driver;
mod emulate;
mod inspect;
mod keyboard;
pub(crate) mod server;

pub(crate) use browser::{Browser, browse};
pub(crate) use fantoccini::key::Key;
pub(crate) use inspect::Finding;
