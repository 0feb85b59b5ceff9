//! Tests through HTTP and databases, one binary.

#[cfg(test)]
mod architecture;
