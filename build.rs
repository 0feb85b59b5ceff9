//! Rebuilds the crate when an embedded migration or asset changes.

fn main() {
    for folder in ["migrations", "static", "catalog"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
