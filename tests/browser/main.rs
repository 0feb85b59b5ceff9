//! Tests in headless Chromium, one binary: what a person sees and does, with and without JavaScript.

#[cfg(test)]
mod harness;
#[cfg(test)]
mod support;
