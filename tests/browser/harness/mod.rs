//! The harness itself, on a small site: a good page on which it finds nothing, and planted faults that it finds.

mod acts;
mod finds;
mod site;
