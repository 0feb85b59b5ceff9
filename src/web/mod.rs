//! What visitors see: pages, forms and the small values that components draw.

pub mod view;
