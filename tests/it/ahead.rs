//! What looks ahead (T4): forecasts against what is then billed, plans against what then happens, and their pages.

mod billed;
mod budget;
mod overview;
mod pages;
mod plans;
