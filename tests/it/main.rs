//! Tests through HTTP and databases, one binary.
