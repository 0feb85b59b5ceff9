//! The `im-console` program.
fn main() {}
