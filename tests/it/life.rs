//! What time does by itself: terms end, grace and retention pass, at the second, in one jump or in many steps
//! (R1, R3, R8, D1, D2, T1).

mod renewal;
mod runners;
mod sandbox;
mod terms;
