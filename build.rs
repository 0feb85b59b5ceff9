//! Rebuilds the crate when an embedded migration or asset changes, and squeezes the style sheets.

use std::{env, error::Error, fs, path::Path};

/// What a style sheet is written with for its readers, and what a browser needs of it.
const SPACED: [(&str, &str); 9] = [
    (" {", "{"),
    ("{ ", "{"),
    (" }", "}"),
    (";}", "}"),
    ("; ", ";"),
    (": ", ":"),
    (", ", ","),
    (" > ", ">"),
    ("@media (", "@media("),
];

fn main() -> Result<(), Box<dyn Error>> {
    for folder in ["migrations", "static", "catalog"] {
        println!("cargo:rerun-if-changed={folder}");
    }
    let out = env::var("OUT_DIR")?;
    for sheet in ["app.css", "motion.css"] {
        let text = fs::read_to_string(Path::new("static").join(sheet))?;
        fs::write(Path::new(&out).join(sheet), squeezed(&text))?;
    }
    Ok(())
}

/// The sheet without comments, indentation, line ends and the blanks of [`SPACED`].
fn squeezed(sheet: &str) -> String {
    let mut squeezed = String::with_capacity(sheet.len());
    for line in sheet.lines().map(str::trim).filter(|line| !line.starts_with("/*")) {
        if !squeezed.ends_with(['{', '}', ';', ',']) {
            squeezed.push(' ');
        }
        squeezed.push_str(line);
    }
    SPACED.iter().fold(squeezed, |sheet, (spaced, needed)| sheet.replace(spaced, needed)).trim().to_owned()
}
