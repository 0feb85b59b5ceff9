//! What accounts are told, and when (R7, R8, U7, U8, A2, M1); the page that shows it, and mail; new passwords by mail
//! (SEC10).

mod inbox;
mod mail;
mod reset;
mod sink;
mod told;
