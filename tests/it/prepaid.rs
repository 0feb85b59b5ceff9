//! The life of a prepaid package: renewing by hand, going up, giving back.

mod pages;
mod refunding;
mod renewing;
mod together;
mod upgrading;
