//! Tests in headless Chromium, one binary.
