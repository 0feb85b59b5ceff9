//! `catalog check`: the check that a catalog has to pass before it is taken into use (K2).

use std::process::ExitCode;

use super::{open::catalog_text, say};
use crate::domain::catalog::Catalog;

/// Checks a built-in catalog or a file, and prints what it holds or one line for each fault.
pub(super) fn check(name: &str) -> anyhow::Result<ExitCode> {
    let text = catalog_text(name)?;
    match Catalog::parse(name, &text) {
        Ok(catalog) => {
            say(&summary(name, &catalog))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(faults) => {
            say(&faults.to_string())?;
            Ok(ExitCode::FAILURE)
        }
    }
}

fn summary(name: &str, catalog: &Catalog) -> String {
    format!(
        "{name}: catalog \"{}\" is sound: {}, {}, policy {}, {} data centres, {} price books, {} app types, {} group types",
        catalog.name,
        catalog.currency.code(),
        catalog.calendar().zone_name(),
        catalog.policy,
        catalog.data_centres.len(),
        catalog.books().len(),
        catalog.app_types.len(),
        catalog.group_types.len(),
    )
}
