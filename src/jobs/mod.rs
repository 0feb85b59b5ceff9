//! What the console does by itself while it runs. Jobs call services and know no page; each may be run again, or in
//! another process at the same time, without doing anything twice.

pub mod post;
pub mod runner;
