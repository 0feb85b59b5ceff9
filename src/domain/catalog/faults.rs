//! What is wrong with a catalog file, in words that let its author put it right: where, what was found and what is
//! allowed (K2). Knows how faults read, not how they are discovered.

use std::fmt;

/// One thing that is wrong with a catalog file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, counted from 1.
    pub line: usize,
    /// The key with the tables around it, such as `books.mainland.professional.monthly`.
    pub key: String,
    /// What stands there.
    pub found: String,
    /// What may stand there.
    pub allowed: String,
}

/// Everything that is wrong with a catalog file, by line; never empty.
///
/// Displays one fault per line: `mainland.toml:12: app_limit: found "many"; allowed a whole number …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogErrors {
    /// The name of the file.
    pub source_name: String,
    /// The faults, by line.
    pub faults: Vec<Fault>,
}

impl fmt::Display for CatalogErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, Fault { line, key, found, allowed }) in self.faults.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{}:{line}: {key}: found {found}; allowed {allowed}", self.source_name)?;
        }
        Ok(())
    }
}

impl std::error::Error for CatalogErrors {}
